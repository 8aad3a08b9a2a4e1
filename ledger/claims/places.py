"""Places: where a claim stands in its document as published, for a person who wants to see it there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.records import Block, Document, Mention

WHOLE = 8
"""Most words of a sentence that a link quotes whole; of a longer one it quotes the first and the last."""

ENDS = 4
"""Words quoted of each end of a longer sentence: fewer stand on a page twice."""

MOST = 20
"""Words of the beginning that are quoted at most to tell it from an earlier one."""

_WORD = re.compile(r"\S+")
_MARKS = "\"'“”‘’«»„()[]{}<>*_#|"
"""Marks at the ends of quoted words, left out of the link: a page may write them otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands.

    Attributes:
        page: The page of the original, from 1; nothing where it has none.
        heading: The heading it stands under; nothing where the format tells none.
        link: An address that opens the document at the sentence; nothing without the document's address.
    """

    page: int | None
    heading: str | None
    link: str | None


class Places:
    """The places of one document."""

    def __init__(self, document: Document) -> None:
        """Take the document whose claims are to be placed."""
        self._document = document
        self._starts = [block.start for block in document.blocks]

    def find(self, mention: Mention) -> Place:
        """Find the place of a mention in the document as published."""
        number = bisect_right(self._starts, mention.number_start) - 1
        block = self._document.blocks[number] if number >= 0 else None
        page = block.page if block else None
        return Place(page=page, heading=block.heading if block else None, link=_link(self._document, mention, block))


def _link(document: Document, mention: Mention, block: Block | None) -> str | None:
    """A link to a page of a PDF, or to the sentence by its words: browsers scroll to a text fragment and mark it."""
    if not document.url or not document.url.startswith(("http://", "https://")):
        return None
    if block is not None and block.page is not None:
        return f"{document.url.partition('#')[0]}#page={block.page}"
    if block is not None and block.role is Role.TABLE:
        return document.url  # a row's cells stand apart on the page
    start, end = mention.sentence_start, mention.sentence_end
    if block is not None:
        start, end = max(start, block.start), min(end, block.end)
    fragment = write_fragment(document.text, start, end)
    return f"{document.url}{'' if '#' in document.url else '#'}:~:text={fragment}" if fragment else document.url


def write_fragment(text: str, start: int, end: int) -> str:
    """The words that find a stretch of text on its page: all of a short one, else its first and last.

    More of the first are quoted until the stretch is where they stand first.

    >>> write_fragment("Two ships sank, it said.", 0, 24)
    'Two%20ships%20sank%2C%20it%20said.'
    """
    words = list(_WORD.finditer(text, start, end))
    if len(words) <= WHOLE:
        return _encode([word.group() for word in words])
    reach = range(ENDS, min(len(words) - ENDS, MOST))
    first = next((count for count in reach if text.find(text[words[0].start() : words[count - 1].end()], 0, start) < 0), ENDS)
    return f"{_encode([word.group() for word in words[:first]])},{_encode([word.group() for word in words[-ENDS:]])}"


def _encode(words: Sequence[str]) -> str:
    """Write words as part of a text fragment, in which hyphens, commas and ampersands have a meaning."""
    return quote(" ".join(words).strip(_MARKS + " "), safe="").replace("-", "%2D")
