"""The store: a ledger's documents, claims, reviews and history as Delta tables of Parquet files.

Law of this folder: rows are only added; the history is written last and alone says what counts; nothing is a null, never NaN.
One door: `open` gives a `Store`. It knows records and tables, and nothing of reading, comparing or reporting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.history import Commit, Contents, Operation
from ledger.store.place import open_place
from ledger.store.selection import Selection
from ledger.store.store import Store

if TYPE_CHECKING:
    from datetime import date, datetime
    from os import PathLike

__all__ = ["Commit", "Contents", "Operation", "Selection", "Store", "open"]


def open(  # noqa: A001 - opened with its folder's name in front: store.open
    address: str | PathLike[str], *, version: int | None = None, as_of: str | date | datetime | None = None, create: bool = True
) -> Store:
    """Open the ledger at a path or an object-store address; one opened at a version or a day can only be read.

    Raises:
        NotALedgerError: Something else is there, or nothing and none was to be made.
        NewerLedgerError: A newer version of this program wrote the ledger.
        UnknownVersionError: The ledger has no such version, or held nothing by that day.
    """
    is_past = version is not None or as_of is not None
    store = Store(place=open_place(address, create=create and not is_past))
    if is_past:
        store.pinned = store.contents().at(version=version, as_of=as_of)
    return store
