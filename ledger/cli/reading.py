"""One text read and shown, nothing stored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.book.extracting import extract_file
from ledger.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

STANDARD_INPUT = "-"


def read_one(source: str, *, published_on: str | None, publisher: str | None) -> pd.DataFrame:
    """Read the claims of a file, or of standard input.

    Raises:
        InputError: The source is a folder, cannot be read, or is no text.
    """
    if source != STANDARD_INPUT and Path(source).is_dir():
        raise InputError("a folder is not one text", where=source, mend="Add it to a ledger with `claims-ledger add`, or name one file")
    return extract_file(source, published_on=published_on, publisher=publisher)
