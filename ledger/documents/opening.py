"""Bytes to documents, read in a worker, with what is known of the file from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.documents.worker import borrow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.formats.context import Context
    from ledger.documents.manifest import Entry
    from ledger.errors import LedgerError
    from ledger.records import Document


def open_documents(data: bytes, context: Context, entry: Entry, name: str) -> Iterator[Document | LedgerError]:
    """Yield the documents in the bytes, and an error for each part that cannot be read."""
    with borrow() as worker:
        yield from worker.read(data, context, entry=entry, name=name)
