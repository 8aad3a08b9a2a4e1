"""Meanings made of other meanings: a part of a time, a time as a limit, from one time to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ledger.language.times.calendar import (
    DAYS_IN_WEEK,
    MONTHS_IN_YEAR,
    Days,
    containing,
    grain_of,
    half_of,
    months_from,
    shift_days,
    shift_interval,
    shift_months,
    third_of,
    week_of,
)
from ledger.language.times.meanings import UNKNOWN, Fixed, Reference, Tense, Weekly, Yearly, one_day
from ledger.records.periods import Precision

if TYPE_CHECKING:
    from datetime import date

    from ledger.language.times.meanings import Meaning


class Portion(StrEnum):
    """Which part of a time is meant."""

    START = "start"
    END = "end"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"
    WEEK = "week"
    UNTIL_NOW = "until now"
    FROM_NOW = "from now"


class Side(StrEnum):
    """On which side of a time the days lie, or how a length is laid against it."""

    SINCE = "since"
    FROM = "from"
    BY = "by"
    AS_OF = "as of"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    TO = "to"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of another time: "late March", "the end of May", "earlier this month"."""

    part: Portion
    inner: Meaning

    def days(self, reference: Reference) -> Days:
        """The part's days; its edge alone for start and end."""
        days = self.inner.days(reference)
        if days.first is None or days.last is None:
            return UNKNOWN
        if self.part in (Portion.START, Portion.END):
            return one_day(days.first if self.part is Portion.START else days.last)
        if self.part is Portion.WEEK:
            return week_of(days.first)
        if self.part in (Portion.UNTIL_NOW, Portion.FROM_NOW):
            return _beside_now(days, reference.day, ahead=self.part is Portion.FROM_NOW)
        if self.part in (Portion.FIRST_HALF, Portion.SECOND_HALF):
            return half_of(days, second=self.part is Portion.SECOND_HALF)
        return third_of(days, self.part)


def _beside_now(days: Days, day: date | None, *, ahead: bool) -> Days:
    """The part of an interval before or after a day; all of it where the day is not inside."""
    if day is None or days.first is None or days.last is None or not days.first <= day <= days.last:
        return days
    return replace(days, first=day) if ahead else replace(days, last=day)


@dataclass(frozen=True, slots=True)
class Piece:
    """The first, second … or last stretch of another time: "the first two weeks of May", "the second half of last year"."""

    place: int
    number: int
    of_months: bool
    outer: Meaning

    def days(self, reference: Reference) -> Days:
        """The piece's days; `place` counts from 0, from the end where negative."""
        days = self.outer.days(reference)
        if days.first is None or days.last is None:
            return UNKNOWN
        start = days.first if self.place >= 0 else shift_days(days.last, 1)
        if self.of_months:
            first = shift_months(start, self.place * self.number)
            found = months_from(first.year, first.month, self.number) if first.day == 1 else UNKNOWN
        else:
            first = shift_days(start, self.place * self.number)
            precision = Precision.WEEK if self.number % DAYS_IN_WEEK == 0 else Precision.DAY
            found = Days(first=first, last=shift_days(first, self.number - 1), precision=precision)
        return found if found.last and found.last <= days.last else UNKNOWN


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """The first, second … or last weekday of another time: "the second Sunday in May", "Monday of last week"."""

    weekday: int
    place: int
    outer: Meaning

    def days(self, reference: Reference) -> Days:
        """The one day; unknown where the time has no such day."""
        days = self.outer.days(reference)
        if days.first is None or days.last is None:
            return UNKNOWN
        if self.place >= 0:
            ahead = (self.weekday - days.first.isoweekday()) % DAYS_IN_WEEK
            found = shift_days(days.first, ahead + self.place * DAYS_IN_WEEK)
        else:
            found = shift_days(days.last, -((days.last.isoweekday() - self.weekday) % DAYS_IN_WEEK))
        return one_day(found) if days.first <= found <= days.last else UNKNOWN


@dataclass(frozen=True, slots=True)
class InYear:
    """Yearly days in a year that is told by other words: "October last year", "the same month of 2023"."""

    inner: Meaning
    year: Meaning

    def days(self, reference: Reference) -> Days:
        """The days in that year."""
        year = self.year.days(reference)
        if year.first is None or year.last is None:
            return UNKNOWN
        if isinstance(self.inner, Yearly):
            return self.inner.in_year(year.first.year)
        inner = self.inner.days(reference)
        if inner.first is None or isinstance(self.inner, Fixed):
            return inner
        return shift_interval(inner, (year.first.year - inner.first.year) * MONTHS_IN_YEAR, months=True)


@dataclass(frozen=True, slots=True)
class Bounded:
    """A time as a limit: "since September 2023", "by January", "before 2020", "as of March 31".

    "By a season" means its first day, by any other time its last; "from" and "after" leave the end open.
    """

    side: Side
    inner: Meaning

    def days(self, reference: Reference) -> Days:
        """The interval on one side of the time."""
        if self.side in (Side.SINCE, Side.AS_OF):
            reference = replace(reference, tense=Tense.PAST)
        days = self.inner.days(reference)
        if days.first is None or days.last is None:
            return UNKNOWN
        if self.side is Side.SINCE:
            end = reference.day if reference.day is not None and reference.day >= days.first else None
            return Days(first=days.first, last=end, precision=days.precision)
        if self.side is Side.FROM:
            return Days(first=days.first, precision=days.precision)
        if self.side is Side.AFTER:
            return Days(first=shift_days(days.last, 1), precision=days.precision)
        if self.side is Side.BEFORE:
            return Days(last=shift_days(days.first, -1), precision=days.precision)
        return Days(last=days.first if days.precision is Precision.SEASON else days.last, precision=days.precision)


@dataclass(frozen=True, slots=True)
class SoFar:
    """A time up to now: "so far this year", "to date"."""

    inner: Meaning | None = None

    def days(self, reference: Reference) -> Days:
        """From the time's start to the day of writing."""
        first = None if self.inner is None else self.inner.days(reference).first
        if reference.day is None or (first is not None and first > reference.day):
            return UNKNOWN
        return Days(first=first, last=reference.day)


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another, both included: "between July and October", "2019-23"."""

    one: Meaning
    other: Meaning

    def days(self, reference: Reference) -> Days:
        """From the first day of the one to the last day of the other."""
        one, other = self.one.days(reference), self.other.days(reference)
        if isinstance(self.one, Yearly) and other.last is not None:
            one = self.one.in_year(other.last.year)
            if one.first and one.first > other.last:
                one = self.one.in_year(other.last.year - 1)
        elif isinstance(self.other, Yearly) and one.first is not None:
            other = self.other.in_year(one.first.year)
            if other.last and other.last < one.first:
                other = self.other.in_year(one.first.year + 1)
        elif isinstance(self.one, Weekly) and isinstance(self.other, Weekly) and one.first and other.first and one.first > other.first:
            ahead = reference.tense is Tense.FUTURE
            one, other = (
                (one, shift_interval(other, DAYS_IN_WEEK, months=False))
                if ahead
                else (shift_interval(one, -DAYS_IN_WEEK, months=False), other)
            )
        if one.first is None or other.last is None or one.first > other.last:
            return UNKNOWN
        return Days(first=one.first, last=other.last, precision=other.precision)


@dataclass(frozen=True, slots=True)
class Beside:
    """A length of time counted from another time: "two days before Christmas", "the 12 months to June", "within a month of May 1"."""

    number: float | None
    of_months: bool
    side: Side
    inner: Meaning

    def days(self, reference: Reference) -> Days:
        """The day so far off for before and after; the whole stretch for to and within."""
        if self.side is Side.TO and reference.tense is Tense.UNSTATED:
            reference = replace(reference, tense=Tense.PAST)
        days = self.inner.days(reference)
        if days.first is None or days.last is None or self.number is None:
            return UNKNOWN
        count = round(self.number)

        def moved(day: date, by: int) -> date:
            return shift_months(day, by) if self.of_months else shift_days(day, by)

        if self.side is Side.TO:
            after = shift_days(days.last, 1)
            return Days(first=moved(after, -count), last=days.last, precision=days.precision)
        if self.side is Side.WITHIN:
            return Days(first=days.first, last=moved(days.last, count), precision=days.precision)
        day = moved(days.first, -count) if self.side is Side.BEFORE else moved(days.last, count)
        return containing(day, grain_of(count)) if self.of_months and days.precision is not Precision.DAY else one_day(day)


@dataclass(frozen=True, slots=True)
class Either:
    """A date that two readings share, day first or month first: known only as far as both agree."""

    one: Days
    other: Days

    def days(self, reference: Reference) -> Days:
        """The day where both readings are one; where one lies after a known day of writing and the verb is past, the other."""
        if self.one == self.other or reference.day is None or reference.tense is not Tense.PAST:
            return self.one if self.one == self.other else UNKNOWN
        told = [days for days in (self.one, self.other) if days.first and days.first <= reference.day]
        return told[0] if len(told) == 1 else UNKNOWN
