"""A draft becomes a document: what is known of the file from outside goes before what it says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.documents.compose import compose
from ledger.documents.languages import find_language
from ledger.errors import DocumentError, InputError
from ledger.records import PublishedBasis

if TYPE_CHECKING:
    from ledger.documents.drafts import Draft
    from ledger.documents.manifest import Entry
    from ledger.records import Document

TEXT_LIMIT = 20_000_000
"""Characters of one document: the longest inquiry report has about a tenth of them."""

MOST_BLOCKS = 100_000
"""Lines and paragraphs of one document: that report has about a quarter of them; what has more is a table."""

_WORDS = re.compile(r"[^\W\d_]")


def finish(draft: Draft, entry: Entry, name: str, where: str) -> Document | InputError:
    """Make the document, or the error that says why it is none."""
    refusal = _refuse(draft)
    if refusal is not None:
        return DocumentError(refusal.what, where=where, mend=refusal.mend)
    entry = draft.entry or entry  # the nearest manifest that names a file counts
    published = entry.publication if entry.publication.basis is not PublishedBasis.UNKNOWN else draft.publication
    try:
        document = compose(
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
    if len(document.blocks) > MOST_BLOCKS:
        what = f"the text has {len(document.blocks):,} lines and paragraphs, more than the {MOST_BLOCKS:,} of one document"
        return DocumentError(what, where=where, mend="Split it")
    return document


def _refuse(draft: Draft) -> DocumentError | None:
    if len(draft.text) > TEXT_LIMIT:
        what = f"the text holds {len(draft.text):,} characters, more than the {TEXT_LIMIT:,} of one document"
        return DocumentError(what, mend="Split it")
    if _WORDS.search(draft.text) is None:
        return DocumentError("the text holds no words", mend="Leave it out, or recognise its text first")
    return None
