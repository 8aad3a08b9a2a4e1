"""Documents added to a ledger, with progress while it lasts and a line for each at the end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

import ledger
from ledger.cli import printing
from ledger.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.book import AddResult, Entry, Ledger

_HEAD = ("status", "document", "claims", "remark")


def add_all(place: str, paths: Iterable[str]) -> AddResult:
    """Add files and folders to the ledger at a place, which is made if absent."""
    return add_to(ledger.open(place), paths)


def add_to(book: Ledger, paths: Iterable[str]) -> AddResult:
    """Add files and folders to a ledger and tell how far it has come."""
    done = 0
    with Progress("Documents read") as progress:

        def tell(_: Entry) -> None:
            nonlocal done
            done += 1
            progress(done, None)

        return book.add(*paths, tell=tell)


def print_result(result: AddResult, form: str) -> None:
    """Print what became of each document: in a table only what needs a word, for other programs all of them."""
    listed = [("added", entry) for entry in result.added] + [("unchanged", entry) for entry in result.unchanged]
    listed += [("refused", entry) for entry in result.refused]
    records = [dict(zip(_HEAD, (status, entry.name, entry.claims, _reason(entry)), strict=True)) for status, entry in listed]
    if form == "json":
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    elif form == "csv":
        printing.print_csv(_HEAD, records)
    else:
        told = [record for record in records if record["status"] != "unchanged" or record["remark"]]
        if told:
            printing.print_table(_HEAD, [[str(cell) for cell in record.values()] for record in told])
    click.echo(str(result).splitlines()[0] + f"; the ledger is at version {result.version}.", err=True)


def _reason(entry: Entry) -> str:
    """What is to be said of a document, without its name, which stands beside it."""
    return entry.reason.removeprefix(f"{entry.name}: ")
