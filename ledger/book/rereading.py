"""Rereading: stored documents are read again by newer rules; the claims before are superseded, never erased."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from ledger.book import adding, readers, reading
from ledger.errors import LedgerError
from ledger.store import rows
from ledger.store.schema import DOCUMENTS
from ledger.store.tables import among

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.book.adding import News
    from ledger.book.groups import Read
    from ledger.records import Document
    from ledger.store import Contents, Store


def reread(store: Store, *, workers: int | None = None) -> int:
    """Read every document that another reader read last, and count them; one change of the ledger for each batch.

    Raises:
        LedgerError: A stored document cannot be read; the batches before it are kept.
    """
    held = store.contents()
    stale = sorted(document_id for document_id in held.readings if held.reader_of(document_id) != reading.reader())
    with closing(readers.read(_stored(store, held, stale), frozenset(), workers=workers)) as read:
        for batch in adding.in_batches(_claims(read)):
            found = [claim for _, claims in batch for claim in claims]
            store.reread([document for document, _ in batch], found, reader=reading.reader())
    return len(stale)


def _stored(store: Store, held: Contents, wanted: Sequence[str]) -> Iterator[Document]:
    """Give stored documents, some at a time."""
    for first in range(0, len(wanted), adding.DOCUMENTS_AT_ONCE):
        some = wanted[first : first + adding.DOCUMENTS_AT_ONCE]
        yield from rows.rows_to_documents(store.documents(held, columns=DOCUMENTS.names, where=among("document_id", some)))


def _claims(read: Iterable[Read | LedgerError]) -> Iterator[News]:
    """Give documents with their claims; one that cannot be read ends it."""
    for item in read:
        if isinstance(item, LedgerError):
            raise item
        if isinstance(item.claims, LedgerError):
            raise item.claims
        yield item.document, item.claims or ()
