"""Extracting: the claims of one file, read as `add` would read it, with nothing stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger import documents
from ledger.book import reading
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from os import PathLike

    import pandas as pd

    from ledger.records import Claim


def extract_file(path: str | PathLike[str], *, published_on: str | None = None, publisher: str | None = None) -> pd.DataFrame:
    """Read the claims of a file into a DataFrame, and store nothing; what is said here of its publication goes before what the file says.

    Raises:
        InputError: The file cannot be read, or the day is not one.
    """
    from ledger.store import frames, rows  # noqa: PLC0415 - tables are loaded when one is made

    found: list[Claim] = []
    for document in documents.read(str(path)):
        if isinstance(document, LedgerError):
            raise document
        told = documents.compose(
            document.text,
            published_on=published_on or document.publication,
            publisher=publisher or document.publisher,
            title=document.title,
            url=document.url,
            path=document.path,
            language=document.language,
            blocks=document.blocks,
            notes=document.notes,
        )
        for claims in reading.read_all([told]):
            if isinstance(claims, LedgerError):
                raise claims
            found += claims
    return frames.to_frame(rows.claims_to_rows(found))
