"""The demonstration: the sample documents become a ledger, its report, its pages and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import ledger
from ledger.cli import adding, printing, views
from ledger.errors import MissingPathError

if TYPE_CHECKING:
    from pathlib import Path

TITLE, NAME = "Figures in the sample documents", "seeds"


def run(seeds: Path, *, place: str, output: Path) -> None:
    """Read the documents into the ledger, print their figures, and write everything that can be made of them.

    Raises:
        MissingPathError: The sample documents are not there.
    """
    if not seeds.is_dir():
        raise MissingPathError(
            "the sample documents are not there",
            where=str(seeds),
            mend="Run this in a clone of the project, or name a folder of documents: claims-ledger demo FOLDER",
        )
    book = ledger.open(place)
    result = adding.add_to(book, [str(seeds)])
    click.echo(str(result), err=True)
    book.reread()  # a ledger that an earlier version of the rules filled shows what today's read
    claims = book.claims().merge(book.documents()[["document_id", "path"]], on="document_id", how="left")
    printing.print_frame(claims, "table", columns=views.CLAIMS)
    written = [*book.report(output, format="markdown", title=TITLE, name=NAME), *book.report(output, format="html", title=TITLE, name=NAME)]
    written += book.export(output)
    click.echo(f"\nThe ledger is in {place}. Written from it:", err=True)
    for path in written:
        click.echo(f"  {path}", err=True)
