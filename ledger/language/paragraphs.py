"""Paragraphs: stretches between blank lines, and single lines where the text is not wrapped at a width."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.records import Block

# A line is a stretch of anything but line ends; a blank line may hold spaces of any kind.
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_LINE_END = re.compile(r"\r\n?|[\n\u2028\x0b\x85]")
_LIST_MARK = re.compile(r"(?:[-*•·‣▪►–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
# A text wrapped at a width keeps its lines below this many characters: mails wrap at 72 or 80, books and PDF pages below 110.
_WIDEST_WRAP = 110
# Narrower lines are headlines, tables or verse, unless the next line goes on in lower case.
_NARROWEST_WRAP = 45
# After one of these a line may be the last of its paragraph.
_PARAGRAPH_ENDS = frozenset('.!?…:"”’»)')
# How much shorter than the widest line a full line may be beyond its missing word (ragged right edges).
_RAGGED = 10


class Span(NamedTuple):
    """A half-open stretch of characters with its role."""

    start: int
    end: int
    role: Role


def split(text: str, blocks: tuple[Block, ...] = ()) -> Iterator[Span]:
    """Give the paragraphs of a text, furniture left out; without blocks the whole text is body."""
    if not blocks:
        yield from _split_block(text, 0, len(text), Role.BODY)
    for block in blocks:
        if block.role is not Role.FURNITURE:
            yield from _split_block(text, block.start, block.end, block.role)


def _split_block(text: str, start: int, end: int, role: Role) -> Iterator[Span]:
    lines: list[Span] = []
    previous_end = start
    for match in _LINE.finditer(text, start, end):
        first, last = _trimmed(text, match.start(), match.end())
        if first == last:
            continue
        if lines and _is_break(text, previous_end, first):
            yield from _join(text, lines)
            lines = []
        lines.append(Span(first, last, role))
        previous_end = last
    if lines:
        yield from _join(text, lines)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    stripped = line.strip()
    if len(stripped) == len(line):
        return start, end
    first = start + len(line) - len(line.lstrip())
    return first, first + len(stripped)


def _is_break(text: str, start: int, end: int) -> bool:
    """Whether the gap between two lines holds a blank line or a page break."""
    gap = text[start:end]
    return "\u2029" in gap or "\f" in gap or (len(gap) > 1 and len(_LINE_END.findall(gap)) > 1)


def _join(text: str, lines: list[Span]) -> Iterator[Span]:
    """Join the lines of one chunk where the text was wrapped at a width."""
    width = _wrap_width(text, lines)
    start = lines[0].start
    for line, following in pairwise(lines):
        if not _goes_on(text, line, following, width):
            yield Span(start, line.end, line.role)
            start = following.start
    yield Span(start, lines[-1].end, lines[-1].role)


def _wrap_width(text: str, lines: list[Span]) -> int:
    """The width that the lines were wrapped at; 0 if they were not, as most of them end where sentences do."""
    widest = max(line.end - line.start for line in lines)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return 0
    ending = sum(text[line.end - 1] in _PARAGRAPH_ENDS for line in lines[:-1])
    return widest if 2 * ending < len(lines) - 1 else 0


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the following line continues the paragraph of the line."""
    if _LIST_MARK.match(text, following.start, following.end):
        return False
    ends_sentence = text[line.end - 1] in _PARAGRAPH_ENDS
    if text[following.start].islower() and not ends_sentence:
        return True
    if not width:
        return False
    space = text.find(" ", following.start, following.end)
    next_word = (following.end if space < 0 else space) - following.start
    return line.end - line.start + 1 + next_word > width - (0 if ends_sentence else _RAGGED)
