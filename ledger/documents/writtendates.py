"""Days as texts write them out: "Sunday, October 13th", "19 June 2024", "2024-06-19", "September 2023", "in 2023"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.lexicon.branching import branches

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = re.compile(r"\d+")

BEFORE, AFTER = 28, 28
"""Characters of a date before and after one of its numbers: "Wednesday, (the September 11", " of September, 2024"."""

MONTHS = 12

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099
"""Years a number of four digits is read as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A day, month or year as written; nothing where the words leave a part out.

    Attributes:
        start: First character, into the text.
        end: One past the last character.
        year: The year.
        month: The month, 1 to 12.
        day: The day of the month.
        weekday: The day of the week, 1 for Monday.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def on(self, year: int) -> date | None:
        """The first day meant if the year is the one given; nothing if that year has no such day or it is another weekday."""
        month, day = self.month or 1, self.day or 1
        if day > calendar.monthrange(year, month)[1]:
            return None
        found = date(year, month, day)
        return found if self.weekday is None or found.isoweekday() == self.weekday else None

    @property
    def first_day(self) -> date | None:
        """The first day meant; nothing without a year."""
        return self.on(self.year) if self.year else None


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """Find the written dates of a stretch of text, in order."""
    for found in _search(text, start, len(text) if end is None else end):
        parts = {name.rstrip("0123456789"): value for name, value in found.groupdict().items() if value is not None}
        year, month, day, digits = (parts.get(name) for name in ("year", "month", "day", "digits"))
        if month is not None and not month[0].isupper():
            continue  # "may" and "march" are verbs
        written = WrittenDate(
            start=found.start(),
            end=found.end(),
            year=int(year) if year else None,
            month=_numbers("month", "short")[month.casefold()] if month else int(digits) if digits else None,
            day=int(day) if day else None,
            weekday=_numbers("weekday", "shortday")[parts["weekday"].casefold()] if "weekday" in parts else None,
        )
        if _is_possible(written):
            yield written


def _search(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches around each number: every written date holds one, and most of a text holds none."""
    place = start
    for number in _DIGITS.finditer(text, start, end):
        if number.start() < place:
            continue
        found = _pattern().search(text, max(place, number.start() - BEFORE), min(end, number.end() + AFTER))
        if found is not None and found.start() <= number.start() < found.end():
            place = found.end()
            yield found


def _is_possible(written: WrittenDate) -> bool:
    if written.year is not None and not EARLIEST_YEAR <= written.year <= LATEST_YEAR:
        return False
    if written.month is not None and not 1 <= written.month <= MONTHS:
        return False
    leap = 2024
    return written.day is None or 1 <= written.day <= calendar.monthrange(written.year or leap, written.month or 1)[1]


@cache
def _numbers(*kinds: str) -> dict[str, int]:
    return {row[0].rstrip(".").casefold(): int(row[2]) for row in lexicon.rows("times") if row[1] in kinds}


@cache
def _pattern() -> re.Pattern[str]:
    month = branches(_numbers("month", "short"))
    weekday = branches(_numbers("weekday", "shortday"))
    weekday_first = rf"(?:\b(?P<weekday{{0}}>{weekday})\b\.?,?\s+\(?(?:the\s+)?)?"
    day = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
    year_after = r"(?:,?\s+(?P<year{0}>\d{{4}})\b)?"
    forms = (
        r"(?<![\d-])(?P<year0>\d{4})-(?P<digits0>\d{2})-(?P<day0>\d{2})(?!\d)",
        weekday_first.format(1) + rf"\b(?P<month1>{month})\b\.?\s+" + day.format(1) + year_after.format(1),
        weekday_first.format(2) + r"(?<![\d.,$€£])" + day.format(2) + rf"\s+(?:of\s+)?(?P<month2>{month})\b\.?" + year_after.format(2),
        rf"\b(?P<month3>{month})\b\.?,?\s+(?:of\s+)?(?P<year3>\d{{4}})\b(?![.,]\d)",
        r"(?<![\d$€£.,-])(?P<year4>(?:19|20)\d{2})\b(?![\d%-]|[.,]\d)",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)
