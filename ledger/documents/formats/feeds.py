"""RSS and Atom feeds: each entry a document."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import feedparser

from ledger.documents.drafts import Draft
from ledger.documents.formats.instants import publish_on
from ledger.documents.formats.layout import Piece, lay_out
from ledger.documents.formats.markup import parse
from ledger.documents.formats.trees import find_pieces
from ledger.errors import DocumentError
from ledger.records import Publication, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.formats.context import Context


def read(data: bytes, context: Context) -> Iterator[Draft | DocumentError]:
    """Yield the entries of a feed.

    Raises:
        DocumentError: The feed is broken or holds no entry.
    """
    # Bytes in memory: a string would be taken for an address to fetch or a file to open.
    headers = {"content-type": f"application/xml; charset={context.charset}"} if context.charset else {}
    try:
        feed = feedparser.parse(data, response_headers=headers)
    except (ValueError, LookupError) as error:  # a declared encoding that is none
        raise DocumentError(f"the feed is broken ({error})", where=context.where, mend="Fetch the feed again") from error
    if not feed.entries:
        reason = f" ({feed.bozo_exception})" if feed.bozo else ""
        raise DocumentError(f"the feed holds no entry{reason}", where=context.where, mend="Fetch the feed again")
    notes = (f"The feed is not well-formed: {feed.bozo_exception}.",) if feed.bozo else ()
    publisher = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        inside = context.inside(f"entry {number}")
        laid = lay_out(_find_pieces(entry, inside))
        if not laid.text:
            yield DocumentError("the entry holds no text", where=inside.where, mend="Fetch the page it links to")
            continue
        yield Draft(
            text=laid.text,
            part=inside.part,
            title=_plain(entry.get("title"), inside),
            publisher=_plain(publisher, inside),
            url=entry.get("link") or None,
            language=(entry.get("language") or feed.feed.get("language") or "")[:2].casefold() or None,
            publication=_find_publication(entry),
            blocks=laid.blocks,
            notes=notes,
        )


def _find_pieces(entry: Any, context: Context) -> Iterator[Piece]:  # noqa: ANN401 - feedparser has no types
    title = _plain(entry.get("title"), context)
    if title:
        yield Piece(text=title, role=Role.HEADLINE)
    content = "\n".join(part.get("value") or "" for part in entry.get("content") or []) or entry.get("summary") or ""
    if content.strip():
        yield from find_pieces(parse(content, context.where))


def _plain(markup: str | None, context: Context) -> str | None:
    """The words of a title, which may hold markup."""
    if not markup or not markup.strip():
        return None
    return " ".join(parse(markup, context.where).text_content().split()) or None


def _find_publication(entry: Any) -> Publication:  # noqa: ANN401 - feedparser has no types
    """The day the entry states, in UTC as the feed is read; an entry that states only its last change is not dated by it."""
    parsed = entry.get("published_parsed")
    if parsed is None:
        return Publication()
    try:
        day: date = datetime.fromtimestamp(calendar.timegm(parsed), UTC).date()
    except (ValueError, OverflowError, OSError):
        return Publication()
    return publish_on(day, f"feed published: {entry.get('published', day)}")
