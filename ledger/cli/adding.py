"""Documents added to a ledger, with progress while it lasts and a line for each at the end."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

import ledger
from ledger.cli import printing
from ledger.cli.interruption import InterruptedAddError
from ledger.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledger.book import AddResult, Entry, Ledger

_HEAD = ("status", "document", "claims", "remark")


def add_all(place: str, paths: Iterable[str], *, dry_run: bool = False, **options: Any) -> AddResult:  # noqa: ANN401 - passed on
    """Add files, folders and addresses to the ledger at a place, which is made if absent; a dry run makes none."""
    if not dry_run:
        return add_to(ledger.open(place), paths, **options)
    if Path(place).exists() or "://" in place:
        return add_to(ledger.open(place, create=False), paths, dry_run=True, **options)
    with TemporaryDirectory() as folder:
        return add_to(ledger.open(Path(folder) / "ledger"), paths, dry_run=True, **options)


def add_to(book: Ledger, paths: Iterable[str], *, dry_run: bool = False, **options: Any) -> AddResult:  # noqa: ANN401 - passed on
    """Add files, folders and addresses to a ledger and tell how far it has come.

    Raises:
        InterruptedAddError: The user stopped it.
    """
    done, share = 0, None
    with Progress("Documents read") as progress:

        def tell(_: Entry) -> None:
            nonlocal done
            done += 1
            progress(done, None, share=share)

        def watch(begun: int, whole: int) -> None:
            nonlocal share
            # One file may hold any number of documents: it tells nothing before the next one is begun.
            share = (begun - 1) / whole if whole > 1 else None

        try:
            return book.add(*paths, dry_run=dry_run, tell=tell, watch=watch, **options)
        except KeyboardInterrupt as error:
            raise InterruptedAddError(done, book.version) from error


def find_fetching(options: Mapping[str, Any]) -> ledger.Fetching:
    """How addresses are to be fetched, by the command's options."""
    fetching = ledger.Fetching(refresh=options["refresh"], allow_private=options["allow_private"])
    return replace(fetching, cache=options["cache"]) if options["cache"] else fetching


def find_columns(settings: Iterable[str]) -> dict[str, str]:
    """The columns that settings such as "text=Body" name.

    Raises:
        UsageError: One is no such setting.
    """
    pairs = [setting.partition("=") for setting in settings]
    for name, sign, column in pairs:
        if not (name and sign and column):
            raise click.UsageError(f"--column {name}{sign}{column}: write it as FIELD=NAME, as in text=Body.")
    return {name: column for name, _, column in pairs}


def print_result(result: AddResult, form: str) -> None:
    """Print what became of each document: in a table only what needs a word, for other programs all of them."""
    added = "new" if result.is_dry else "added"
    listed = [(added, entry) for entry in result.added] + [("unchanged", entry) for entry in result.unchanged]
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
    click.echo(_summarise(result), err=True)


def _summarise(result: AddResult) -> str:
    """The outcome in a line, and a line for each reason of refusal with how many documents it cost."""
    stored = "nothing was stored, the ledger is" if result.is_dry else "the ledger is"
    lines = [f"{str(result).splitlines()[0]}; {stored} at version {result.version}."]
    causes = Counter(_generalise(entry.cause) for entry in result.refused)
    width = len(f"{max(causes.values(), default=0):,}")
    lines += [f"  refused {count:>{width},}  {cause}" for cause, count in causes.most_common()]
    return "\n".join(lines)


def _generalise(cause: str) -> str:
    """A reason without what is particular to one document.

    >>> _generalise("the page holds 27,000,000 bytes, more than the 15,000,000 read of one page (see 'a')")
    'the page holds … bytes, more than the … read of one page'
    """
    return re.sub(r"'[^']*'|\d[\d,.]*\d|\d", "…", re.sub(r"\s*\([^()]*\)*", "", cause))


def _reason(entry: Entry) -> str:
    """What is to be said of a document, without its name, which stands beside it."""
    return entry.reason.removeprefix(f"{entry.name}: ")
