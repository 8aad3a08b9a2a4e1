"""Kinds of period: a night, a month and a year of one flow are different questions."""

from __future__ import annotations

import calendar
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.records import Claim

DAYS_OF_ONE_EVENT = 2
"""Longest period, in days, of a single event such as one night's raid, which two dates may claim."""
DAYS_OF_A_WEEK = (6, 8)
"""Shortest and longest period, in days, that counts as a week."""
MONTHS_OF_A_YEAR = 12
LONG_AFTER = 62
"""Days after a month from which an article that names it looks back at one event: two months."""
SINCE = ("since", "so far", "to date")
"""Words that open the periods of running totals."""
IN_ALL = ({"since"}, {"altogether"}, {"so", "far"}, {"to", "date"}, {"in", "all"}, {"in", "total"})
"""Words that tell a running total whose period is not known."""
MONTHS = {1: "month", 3: "quarter", 6: "half", 12: "year"}


def kind_of(claim: Claim) -> str | None:
    """Name the kind of period a claim holds for: day, week, month, quarter, half, year, since; nothing when a start is not stated."""
    if claim.valid_from is None:
        return None
    return _kind(claim.valid_from, claim.valid_to, claim.valid_text or "", claim.published_from)


def told(near: Sequence[str]) -> str | None:
    """The kind of period that words around a figure without a period name: "since" for a running total.

    >>> told("since the war began".split()), told("the navy fired".split())
    ('since', None)
    """
    pairs = [set(pair) for pair in pairwise(near)]
    return "since" if any(words in pairs or (len(words) == 1 and words <= set(near)) for words in IN_ALL) else None


@lru_cache(maxsize=65536)
def _kind(start: date, end: date | None, text: str, published: date | None) -> str | None:
    if end is None or text.lower().startswith(SINCE):
        return "since"
    days = (end - start).days + 1
    if days <= DAYS_OF_ONE_EVENT:
        return "day"
    months = _whole_months(start, end)
    if months is None:
        return "week" if DAYS_OF_A_WEEK[0] <= days <= DAYS_OF_A_WEEK[1] else "since"
    return None if months < MONTHS_OF_A_YEAR and _looks_back(end, published) else MONTHS.get(months, "months")


def _looks_back(end: date, published: date | None) -> bool:
    """Whether the article came out long after a month that it names: it says when something happened, not what a month added up to."""
    return published is not None and (published - end).days > LONG_AFTER


def _whole_months(start: date, end: date) -> int | None:
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1
