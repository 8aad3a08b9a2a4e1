"""Bytes to documents: their drafts, read here or in a worker, with what is known of the file from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.documents.compose import compose
from ledger.documents.formats import Format, find_format, open_bytes
from ledger.documents.languages import find_language
from ledger.documents.worker import borrow
from ledger.errors import DocumentError, InputError, LedgerError
from ledger.records import Document, PublishedBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context
    from ledger.documents.manifest import Entry

TEXT_LIMIT = 20_000_000
"""Characters of one document: the longest inquiry report has about a tenth of them."""

_PLAIN = frozenset({Format.TEXT, Format.MARKDOWN})
"""Formats read here and not in the worker: there is nothing in them to attack."""


def open_documents(data: bytes, context: Context, entry: Entry, name: str) -> Iterator[Document | LedgerError]:
    """Yield the documents in the bytes, text read here and everything else in a worker, and an error for each part that cannot be read."""
    try:
        is_plain = find_format(data, context.name, where=context.where) in _PLAIN
    except InputError as error:
        yield error
        return
    for draft in open_bytes(data, context) if is_plain else _open_in_worker(data, context):
        yield draft if isinstance(draft, LedgerError) else _finish(draft, entry, name, context.where)


def _open_in_worker(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    with borrow() as worker:
        yield from worker.open_bytes(data, context)


def _finish(draft: Draft, entry: Entry, name: str, where: str) -> Document | InputError:
    """Make the document; the manifest goes before what the file says of itself."""
    if len(draft.text) > TEXT_LIMIT:
        return DocumentError(
            f"the text holds {len(draft.text):,} characters, more than the {TEXT_LIMIT:,} of one document", where=where, mend="Split it"
        )
    published = entry.publication if entry.publication.basis is not PublishedBasis.UNKNOWN else draft.publication
    try:
        return compose(
            draft.text,
            published_on=published,
            publisher=entry.publisher or draft.publisher,
            title=entry.title or draft.title,
            url=entry.url or draft.url,
            path=f"{name}#{draft.part}" if draft.part else name,
            # What a page declares is often that of its site: the words go before it.
            language=entry.language or find_language(draft.text) or draft.language,
            blocks=draft.blocks,
            notes=draft.notes,
        )
    except InputError as error:
        return DocumentError(error.what, where=f"{where}, {error.where}", mend=error.mend)
