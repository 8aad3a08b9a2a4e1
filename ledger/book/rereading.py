"""Rereading: stored documents are read again by newer rules; the claims before are superseded, never erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.book import adding, reading
from ledger.errors import LedgerError
from ledger.store import rows
from ledger.store.schema import DOCUMENTS
from ledger.store.tables import among

if TYPE_CHECKING:
    from ledger.records import Claim
    from ledger.store import Store


def reread(store: Store) -> int:
    """Read every document that another reader read last, and count them; one change of the ledger for each batch.

    Raises:
        LedgerError: A stored document cannot be read; the batches before it are kept.
    """
    held = store.contents()
    stale = sorted(document_id for document_id in held.readings if held.reader_of(document_id) != reading.reader())
    for first in range(0, len(stale), adding.DOCUMENTS_AT_ONCE):
        wanted = stale[first : first + adding.DOCUMENTS_AT_ONCE]
        table = store.documents(held, columns=DOCUMENTS.names, where=among("document_id", wanted))
        documents = rows.rows_to_documents(table)
        found: list[Claim] = []
        for claims in reading.read_all(documents):
            if isinstance(claims, LedgerError):
                raise claims
            found += claims
        store.reread(documents, found, reader=reading.reader())
    return len(stale)
