"""Arithmetic of days and intervals: pure functions of the calendar, without words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ledger.records.periods import Precision

MONTHS_IN_YEAR = 12
DAYS_IN_WEEK = 7
FIRST_YEAR, LAST_YEAR = 1, 9999
EARLY_ENDS_ON, MID_ENDS_ON = 10, 20
"""Days of the month on which its early and middle parts end: thirds, as news writers use them."""

OF_MONTHS = {
    1: Precision.MONTH,
    3: Precision.QUARTER,
    6: Precision.HALF,
    12: Precision.YEAR,
    120: Precision.DECADE,
    1200: Precision.CENTURY,
}
"""The precision of a period of so many months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """An interval of days, both ends included.

    Attributes:
        first: First day; nothing if open.
        last: Last day; nothing if open.
        precision: The unit in which the words are precise.
    """

    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.DAY


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or nothing where the calendar has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS_IN_YEAR and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def months_from(year: int, month: int, count: int) -> Days:
    """The interval of `count` whole months from the first day of a month."""
    last_index = year * MONTHS_IN_YEAR + month - 1 + count - 1
    last_year, last_month = divmod(last_index, MONTHS_IN_YEAR)
    last = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Days(first=date(year, month, 1), last=last, precision=OF_MONTHS.get(count, Precision.MONTH))


def shift_months(day: date, count: int) -> date:
    """The same day of the month so many months later, or the month's last day where it is shorter."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + count, MONTHS_IN_YEAR)
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_days(day: date, count: int) -> date:
    """The day so many days later, kept inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def containing(day: date, months: int) -> Days:
    """The calendar period of so many months (1, 3, 6, 12, 120, 1200) that holds the day."""
    if months < MONTHS_IN_YEAR:
        return months_from(day.year, (day.month - 1) // months * months + 1, months)
    years = months // MONTHS_IN_YEAR
    first_year = max(day.year - day.year % years, FIRST_YEAR) if years < 100 else (day.year - 1) // years * years + 1  # noqa: PLR2004
    return months_from(first_year, 1, months)


def week_of(day: date) -> Days:
    """The week from Monday to Sunday that holds the day."""
    monday = shift_days(day, -day.weekday())
    return Days(first=monday, last=shift_days(monday, DAYS_IN_WEEK - 1), precision=Precision.WEEK)


def third_of(days: Days, part: str) -> Days:
    """The early, middle or late part of an interval: of a month its days to the 10th, 20th and last, else thirds of its months or days."""
    if days.first is None or days.last is None:
        return days
    if days.precision is Precision.MONTH:
        ends = {"early": (1, EARLY_ENDS_ON), "mid": (EARLY_ENDS_ON + 1, MID_ENDS_ON), "late": (MID_ENDS_ON + 1, days.last.day)}[part]
        return Days(first=days.first.replace(day=ends[0]), last=days.first.replace(day=ends[1]))
    place = ("early", "mid", "late").index(part)
    if days.precision is Precision.DECADE:
        year = days.first.year
        return Days(first=date(year + (0, 4, 7)[place], 1, 1), last=date(year + (3, 6, 9)[place], 12, 31), precision=Precision.YEAR)
    months = (days.last.year - days.first.year) * MONTHS_IN_YEAR + days.last.month - days.first.month + 1
    if days.first.day == 1 and months % 3 == 0:
        start = shift_months(days.first, place * months // 3)
        return Days(first=start, last=shift_days(shift_months(start, months // 3), -1), precision=Precision.MONTH)
    length = (days.last - days.first).days + 1
    first = shift_days(days.first, place * length // 3)
    return Days(first=first, last=days.last if place == 2 else max(first, shift_days(days.first, (place + 1) * length // 3 - 1)))  # noqa: PLR2004


def half_of(days: Days, *, second: bool) -> Days:
    """The first or second half of an interval; of a month its days to the 15th, or from the 16th."""
    if days.first is None or days.last is None:
        return days
    middle = shift_days(days.first, 14 if days.precision is Precision.MONTH else (days.last - days.first).days // 2)
    return Days(first=shift_days(middle, 1), last=days.last) if second else Days(first=days.first, last=middle)


def shift_interval(days: Days, count: int, *, months: bool) -> Days:
    """The whole interval so many months or days later; an interval of whole months stays one."""

    def moved(day: date | None) -> date | None:
        if day is None:
            return None
        if not months:
            return shift_days(day, count)
        ends_month = day.day == monthrange(day.year, day.month)[1]
        shifted = shift_months(day, count)
        return shifted.replace(day=monthrange(shifted.year, shifted.month)[1]) if ends_month and day is days.last else shifted

    return Days(first=moved(days.first), last=moved(days.last), precision=days.precision)


def hull(one: Days, other: Days) -> Days:
    """The smallest interval that holds both; an end open in either is open."""
    first = None if one.first is None or other.first is None else min(one.first, other.first)
    last = None if one.last is None or other.last is None else max(one.last, other.last)
    return Days(first=first, last=last, precision=one.precision)


def grain_of(months: int) -> int:
    """The period in which a point so many months away is told: "two years ago" names a year, "five months ago" a month."""
    return 1 if months % MONTHS_IN_YEAR else MONTHS_IN_YEAR
