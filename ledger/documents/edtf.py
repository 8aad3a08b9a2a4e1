"""Dates as the manifest writes them: a strict reading of the part of EDTF (ISO 8601-2) that news needs."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_OPEN = frozenset({"", ".."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An interval of days, both ends included.

    Attributes:
        first: First day; nothing if the start is open or unknown.
        last: Last day; nothing if the end is open or unknown.
    """

    first: date | None = None
    last: date | None = None


def parse(text: str) -> Span:
    """Read an EDTF date or interval: `2024`, `2024-06`, `2024-06-19`, `2024-06-19/2024-06-21`, `2024-06/..`.

    >>> parse("2024-02").last
    datetime.date(2024, 2, 29)

    Raises:
        ValueError: The text is no such date, or its end lies before its start; the message says which.
    """
    start, slash, end = text.strip().partition("/")
    if not slash:
        return _parse_date(start, text)
    if start in _OPEN and end in _OPEN:
        raise ValueError(f"{text!r} is open at both ends and says nothing")
    first = None if start in _OPEN else _parse_date(start, text).first
    last = None if end in _OPEN else _parse_date(end, text).last
    if first and last and first > last:
        raise ValueError(f"{text!r} ends before it starts")
    return Span(first=first, last=last)


def _parse_date(part: str, text: str) -> Span:
    found = _DATE.fullmatch(part)
    if found is None:
        raise ValueError(f"{text!r} is not a date like 2024, 2024-06 or 2024-06-19, nor an interval like 2024-06-19/2024-06-21")
    year, month, day = (int(digits) if digits else None for digits in found.group("year", "month", "day"))
    first_month, last_month = month or 1, month or 12
    try:
        last_day = day or calendar.monthrange(year or 0, last_month)[1]
        return Span(first=date(year or 0, first_month, day or 1), last=date(year or 0, last_month, last_day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"{text!r} is not a day of the calendar") from error
