"""Kinds of period: a night, a month and a year of one flow are different questions."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ledger.records import Claim

DAYS_OF_ONE_EVENT = 2
"""Longest period, in days, of a single event such as one night's raid, which two dates may claim."""
DAYS_OF_A_WEEK = (6, 8)
"""Shortest and longest period, in days, that counts as a week."""
SINCE = ("since", "so far", "to date")
"""Words that open the periods of running totals."""
MONTHS = {1: "month", 3: "quarter", 6: "half", 12: "year"}


def kind_of(claim: Claim) -> str | None:
    """Name the kind of period a claim holds for: day, week, month, quarter, half, year, since; nothing when a start is not stated."""
    start, end = claim.valid_from, claim.valid_to
    if start is None:
        return None
    if claim.valid_text and claim.valid_text.lower().startswith(SINCE):
        return "since"
    if end is None:
        return "since"
    days = (end - start).days + 1
    if days <= DAYS_OF_ONE_EVENT:
        return "day"
    months = _whole_months(start, end)
    if months is not None:
        return MONTHS.get(months, "months")
    return "week" if DAYS_OF_A_WEEK[0] <= days <= DAYS_OF_A_WEEK[1] else "since"


def _whole_months(start: date, end: date) -> int | None:
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1
