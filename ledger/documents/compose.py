"""A document made from its text and what is known about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ledger.documents import edtf
from ledger.documents.clean import find_blocks
from ledger.documents.datelines import set_apart
from ledger.documents.dates import find_publication, find_publication_in
from ledger.documents.languages import READ_LANGUAGE, find_language
from ledger.errors import InputError
from ledger.records import Document, Publication, PublishedBasis, Role

if TYPE_CHECKING:
    from ledger.records import Block

_PARAGRAPHS = frozenset({Role.BODY, Role.CAPTION})


def compose(  # noqa: PLR0913 - one keyword for each part of a document
    text: str,
    *,
    published_on: date | str | Publication | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    path: str | None = None,
    language: str | None = None,
    blocks: tuple[Block, ...] | None = None,
    notes: tuple[str, ...] = (),
) -> Document:
    """Make a document of a text.

    Args:
        text: The text, kept as it is.
        published_on: A day, an EDTF date or interval, or what a reader of a format found; without it the text is asked.
        publisher: Who published it.
        title: Its title; without it the headline found in the text.
        url: Where it was published.
        path: Where it was read from.
        language: ISO 639-1 code; without it the text is asked.
        blocks: The text's stretches where the format tells their roles; without them the lines are judged.
        notes: What was guessed so far.

    Raises:
        InputError: `published_on` is no date, or the text is not valid Unicode.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        where = f"character {error.start}"
        raise InputError("the text holds half a character", where=where, mend="Decode it again from its bytes") from error
    found = find_blocks(text) if blocks is None else blocks
    publication = _read_publication(published_on)
    if publication.basis is PublishedBasis.UNKNOWN and url:
        publication = find_publication_in(url)
    if publication.basis is PublishedBasis.UNKNOWN:
        publication = find_publication(text, found)
    language = language or find_language(" ".join(text[block.start : block.end] for block in found if block.role is not Role.FURNITURE))
    if language not in {None, READ_LANGUAGE}:
        notes = (*notes, f"The text is in another language ({language}) and was kept unread.")
    blocks = set_apart(text, found)
    if language in {None, READ_LANGUAGE}:
        blocks, foreign = _leave_out_foreign(text, blocks)
        notes = (*notes, *foreign)
    return Document(
        text=text,
        path=path,
        publisher=publisher,
        title=title or _find_headline(text, found),
        url=url,
        language=language,
        publication=publication,
        blocks=blocks,
        notes=notes,
    )


def _leave_out_foreign(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Take paragraphs in another language out of what is read of an English text, and say so."""
    languages = [find_language(text[block.start : block.end]) if block.role in _PARAGRAPHS else None for block in blocks]
    foreign = sorted({language for language in languages if language not in {None, READ_LANGUAGE}} - {None})
    if not foreign:
        return blocks, ()
    kept = tuple(
        replace(block, role=Role.FURNITURE) if language in foreign else block for block, language in zip(blocks, languages, strict=True)
    )
    count = sum(language in foreign for language in languages)
    return kept, (f"{count} paragraph(s) in another language ({', '.join(foreign)}) were kept unread.",)


def _read_publication(published: date | str | Publication | None) -> Publication:
    if published is None:
        return Publication()
    if isinstance(published, Publication):
        return published
    written = published.isoformat()[:10] if isinstance(published, date) else published
    try:
        span = edtf.parse(written)
    except ValueError as error:
        raise InputError(f"the publication date {error}", where="published_on", mend="Give a day like 2024-06-19") from error
    # What the caller states ranks with the manifest, which is the caller's statement in a file.
    return Publication(published_from=span.first, published_to=span.last, basis=PublishedBasis.MANIFEST, evidence=written)


def _find_headline(text: str, blocks: tuple[Block, ...]) -> str | None:
    return next((" ".join(text[block.start : block.end].split()) for block in blocks if block.role is Role.HEADLINE), None)
