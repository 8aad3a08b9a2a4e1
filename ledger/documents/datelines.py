"""The dates a page prints: the dateline that opens an article, and the line that says when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.documents import writtendates
from ledger.records import Block, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.documents.writtendates import WrittenDate

_DATELINE = re.compile(
    r"""
    (?P<place> [A-ZÀ-Þ][\w.'’-]* (?:[ /][A-ZÀ-Þ][\w.'’-]*){0,4} (?:,\ [A-ZÀ-Þ][\w.'’-]* (?:\ [A-ZÀ-Þ][\w.'’-]*){0,3})? )?
    (?: ,?\s* (?P<date> (?:[A-Z][a-z]{2,8}\.?,?\ )? (?:[A-Z][a-zA-Z]{2,8}\.?\ \d{1,2} | \d{1,2}\ [A-Z][a-zA-Z]{2,8}\.? ) (?:,?\ \d{4})? ) )?
    (?: \s* (?P<agency> \( [A-Z][\w .,/&-]{1,40} \) | /[A-Z][\w .-]{1,40}/ ) )?
    \s* (?P<dash> --? | – | — | : )\s
    """,
    re.VERBOSE,
)

_PUBLISHED = re.compile(r"\b(?:published|posted|created|first published)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)

FIRST_LINES = 3
"""Among how many of the first body lines the dateline is looked for: a summary may stand before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The words before an article's first sentence: "PORT AVEL, March 4 (Lowland Wire) -".

    Attributes:
        start: First character, into the text.
        end: One past the dash.
        place: Where it was written; nothing if not stated.
        agency: The agency in brackets; nothing if not stated.
        written: The day as written; nothing if not stated.
    """

    start: int
    end: int
    place: str | None
    agency: str | None
    written: WrittenDate | None


def find_dateline(text: str, blocks: Sequence[Block]) -> Dateline | None:
    """Find the dateline of the article; nothing if it has none."""
    bodies = [block for block in blocks if block.role is Role.BODY]
    for block in bodies[:FIRST_LINES]:
        found = _DATELINE.match(text, block.start, block.end)
        if found is None:
            continue
        place, date, agency = found.group("place", "date", "agency")
        written = next(writtendates.find(text, *found.span("date")), None) if date else None
        shouted = place is not None and place.split(",")[0].isupper() and found["dash"] != ":"
        is_line = agency is not None or written is not None or shouted
        if is_line and (written is None) == (date is None):
            agency = agency.strip("()/") if agency else None
            return Dateline(start=found.start(), end=found.end("dash"), place=place, agency=agency, written=written)
    return None


def set_apart(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Split the dateline from the paragraph it opens, so that a place is never taken for the subject of the first sentence."""
    dateline = find_dateline(text, blocks)
    if dateline is None:
        return blocks
    split: list[Block] = []
    for block in blocks:
        if block.start <= dateline.start and dateline.end < block.end:
            rest = block.end - len(text[dateline.end : block.end].lstrip())
            split += [Block(start=block.start, end=dateline.end, role=Role.FURNITURE), Block(start=rest, end=block.end, role=block.role)]
        else:
            split.append(block)
    return tuple(split)


def find_printed(text: str, blocks: Sequence[Block]) -> WrittenDate | None:
    """Find the full day in a line of the page that says when it was published; nothing if there is none, or it is ambiguous.

    A line without a label counts only above the article: below it stand the days of other articles.
    """
    above: list[WrittenDate] = []
    is_above = True
    for block in blocks:
        if block.role is not Role.FURNITURE:
            is_above = is_above and block.role is not Role.BODY
            continue
        words = text[block.start : block.end]
        days = [written for written in writtendates.find(text, block.start, block.end) if written.day and written.first_day]
        if days and _PUBLISHED.search(words):
            return days[0]
        if days and is_above and not _CHANGED.search(words) and "©" not in words:
            above.append(days[0])
    return above[0] if above and len({written.first_day for written in above}) == 1 else None
