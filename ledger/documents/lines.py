"""The lines of a text as units that are judged alone: a line, or the lines of one paragraph broken to fit a width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

MIN_WIDTH = 45
"""Narrowest width, in characters, to which a paragraph's lines are taken to be broken; narrower lines are lists."""

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r\n|[\r\n\v\f\x85\u2028\u2029])[ \t\xa0\u200b]*(?:\r\n|[\r\n\v\f\x85\u2028\u2029])|\f")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_GALLERY = re.compile(r"(?:\d{1,3}\s?(?:of|/)\s?\d{1,3}\s*[|:–-]|[\[(]\d{1,3}\s?(?:of|/)\s?\d{1,3}[\])])\s*(?=\S+ \S+ \S+)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*]*(?:\[\d+\])?$|[,.][\"”’»]$")
_LIST_ITEM = re.compile(r"(?:[-*•●▪◦‣·–—]|\(?[a-zA-Z0-9]{1,3}[.)])\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of text that is judged alone.

    Attributes:
        start: First character that is not a space, into the text.
        end: One past the last character that is not a space.
        words: What it says, in one line, without tags left over from a page.
        paragraph: Number of the paragraph, as blank lines part them.
    """

    start: int
    end: int
    words: str
    paragraph: int

    @property
    def count(self) -> int:
        """How many words it has."""
        return len(self.words.split())

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does: with a full stop, or with a quotation closed after one."""
        return _SENTENCE_END.search(self.words) is not None

    @property
    def is_list_item(self) -> bool:
        """Whether it opens with a bullet, a number or a letter of a list."""
        return _LIST_ITEM.match(self.words) is not None


def split(text: str) -> list[Line]:
    """Part a text into lines, in order; together they hold every character that is not a space."""
    found: list[Line] = []
    place = 0
    paragraph = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        spans = [(match.start(), match.end()) for match in _LINE.finditer(text, place, end)]
        spans = [(start, stop) for start, stop in spans if text[start:stop].strip()]
        if _is_broken([text[start:stop].strip() for start, stop in spans]):
            spans = [(spans[0][0], spans[-1][1])]
        for start, stop in spans:
            found.extend(_trim(text, start, stop, paragraph))
        paragraph += bool(spans)
        place = gap.end() if gap else end
    return found


def _is_broken(lines: list[str]) -> bool:
    """Whether the lines are one paragraph broken to a width: no line but the last could have held the next one's first word."""
    if len(lines) < 2:  # noqa: PLR2004 - one line is not broken
        return False
    width = max(map(len, lines))
    if width < MIN_WIDTH or (len(lines) == 2 and (_SENTENCE_END.search(lines[0]) or not lines[1][0].islower())):  # noqa: PLR2004
        return False
    return all(len(line) + 1 + len(after.split(None, 1)[0]) > width for line, after in pairwise(lines))


def _trim(text: str, start: int, end: int, paragraph: int) -> list[Line]:
    """The line without outer spaces; "2 of 5 |" before a caption is a line of its own."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    end = start + len(raw.strip())
    gallery = _GALLERY.match(text, start, end)
    cuts = [start, gallery.end(), end] if gallery else [start, end]
    return [
        Line(start=first, end=last - len(piece) + len(piece.rstrip()), words=" ".join(_TAG.sub(" ", piece).split()), paragraph=paragraph)
        for first, last in pairwise(cuts)
        for piece in [text[first:last]]
    ]
