"""What time words mean before the document's date is known: one small class for each kind of meaning.

Every meaning turns a `Reference` into an interval of days. Where the words give no interval, or need a day that is
not known, it is open at both ends: never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from ledger.language.times.calendar import (
    DAYS_IN_WEEK,
    MONTHS_IN_YEAR,
    Days,
    containing,
    day_of,
    grain_of,
    hull,
    months_from,
    shift_days,
    shift_interval,
    shift_months,
    week_of,
)
from ledger.records.periods import Precision

UNKNOWN = Days()
_STILL_LAST_WEEKEND = 2
"""Until Tuesday "this weekend" is still the one before."""
_SOON_IN_DAYS, _LONG_AGO_IN_DAYS = 45, 240
"""Without a verb that tells, a date so close ahead is meant rather than one so far back; else the latest past one."""


class Tense(StrEnum):
    """What the verb beside a time says of it."""

    PAST = "past"
    FUTURE = "future"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The day the words were written, and what stands around them.

    Attributes:
        day: The day of writing; nothing if not known.
        tense: What the verb beside the words says.
        anchor: The interval that "earlier", "the same month" and the like count from; nothing if the sentence has none.
    """

    day: date | None
    tense: Tense = Tense.UNSTATED
    anchor: Days | None = None


class Meaning(Protocol):
    """Anything time words can mean."""

    def days(self, reference: Reference) -> Days:
        """The interval of days, seen from the day of writing; open at both ends where it cannot be known."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that need no document date: "March 4, 2025", "the 1990s"."""

    stated: Days

    def days(self, reference: Reference) -> Days:  # noqa: ARG002  # the words say it all
        """The days as stated."""
        return self.stated


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Time words that name no interval: clock times, durations, fiscal years, "recent weeks"."""

    def days(self, reference: Reference) -> Days:  # noqa: ARG002  # nothing to know
        """No interval."""
        return UNKNOWN


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of some month."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Yearly:
    """Days that come round every year: "March 4", "in June", "the third quarter", "summer", "Christmas".

    A period such as winter that runs over New Year belongs to the year it starts in.
    """

    first: MonthDay
    last: MonthDay
    precision: Precision

    def in_year(self, year: int) -> Days:
        """The days in one year."""
        first = day_of(year, self.first.month, self.first.day)
        wraps = (self.last.month, self.last.day or self.first.day) < (self.first.month, self.first.day)
        ends = self.last
        last = day_of(year + wraps, ends.month, ends.day) if ends.day else months_from(year + wraps, ends.month, 1).last
        return UNKNOWN if first is None or last is None else Days(first=first, last=last, precision=self.precision)

    def days(self, reference: Reference) -> Days:
        """The latest time that has begun, or the next one that is not over where the verb looks forward."""
        if reference.day is None:
            return UNKNOWN
        years = range(reference.day.year - 4, reference.day.year + 5)
        known = [days for days in map(self.in_year, years) if days.first and days.last]
        begun = [days for days in known if days.first and days.first <= reference.day]
        ahead = [days for days in known if days.last and days.last >= reference.day]
        past, future = (begun[-1] if begun else UNKNOWN), (ahead[0] if ahead else UNKNOWN)
        if reference.tense is Tense.FUTURE:
            return future
        if reference.tense is Tense.PAST or not (past.last and future.first):
            return past
        ahead_by, behind_by = (future.first - reference.day).days, (reference.day - past.last).days
        return future if ahead_by <= _SOON_IN_DAYS and behind_by >= _LONG_AGO_IN_DAYS else past


@dataclass(frozen=True, slots=True)
class Turned:
    """Yearly days with a turn: "last March" is the latest that is over, "this March" this year's, "next March" the first still to begin."""

    inner: Yearly
    by: int

    def days(self, reference: Reference) -> Days:
        """The one of that turn."""
        if reference.day is None:
            return UNKNOWN
        near = [self.inner.in_year(reference.day.year + offset) for offset in (-2, -1, 0, 1, 2)]
        known = [days for days in near if days.first and days.last]
        if self.by < 0:
            return max((days for days in known if days.last and days.last < reference.day), key=_first_day, default=UNKNOWN)
        if self.by > 0:
            return min((days for days in known if days.first and days.first > reference.day), key=_first_day, default=UNKNOWN)
        holding = [days for days in known if days.first and days.last and days.first <= reference.day <= days.last]
        this_year = self.inner.in_year(reference.day.year)
        ahead = (this_year.first - reference.day).days if this_year.first else 0
        over = (ahead > 0 and reference.tense is Tense.PAST) or (ahead > _FAR_AHEAD and reference.tense is Tense.UNSTATED)
        if not holding and over:
            return max((days for days in known if days.last and days.last < reference.day), key=_first_day, default=this_year)
        return holding[0] if holding else this_year


_FAR_AHEAD = 92
"""Days from which on "this winter" without a telling verb is the one that is over."""


def _first_day(days: Days) -> date:
    return days.first or date.min


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday, 1 for Monday; `turn` tells "last" (-1, and -2 the one before), "this" (0) and "next" (1) from the bare name (nothing)."""

    weekday: int
    turn: int | None = None

    def days(self, reference: Reference) -> Days:
        """The latest such day, today included; the next one where the verb looks forward."""
        if reference.day is None:
            return UNKNOWN
        back = (reference.day.isoweekday() - self.weekday) % DAYS_IN_WEEK
        latest = shift_days(reference.day, -back)
        if self.turn == 1:
            return one_day(shift_days(reference.day, DAYS_IN_WEEK - reference.day.isoweekday() + self.weekday))
        if self.turn is not None and self.turn < 0:
            return one_day(shift_days(latest, (self.turn + 1) * DAYS_IN_WEEK - (0 if back else DAYS_IN_WEEK)))
        ahead = reference.tense is Tense.FUTURE or (self.turn == 0 and reference.tense is Tense.UNSTATED)
        return one_day(shift_days(latest, DAYS_IN_WEEK) if ahead and back else latest)


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night that ended on the day of writing, or so many nights before: it belongs to two days."""

    nights_before: int = 0

    def days(self, reference: Reference) -> Days:
        """The evening's day and the morning's."""
        if reference.day is None:
            return UNKNOWN
        morning = shift_days(reference.day, -self.nights_before)
        return Days(first=shift_days(morning, -1), last=morning)


@dataclass(frozen=True, slots=True)
class Weekend:
    """A Saturday and Sunday; `turn` as for a weekday."""

    turn: int | None = None

    def days(self, reference: Reference) -> Days:
        """The latest weekend that has begun, or the coming one."""
        if reference.day is None:
            return UNKNOWN
        saturday = week_of(reference.day).first or reference.day
        saturday = shift_days(saturday, 5)
        begun = saturday <= reference.day
        if self.turn == 1:
            saturday = shift_days(saturday, DAYS_IN_WEEK if begun else 0)
        elif self.turn == -1 or (not begun and self._is_over(reference)):
            saturday = shift_days(saturday, -DAYS_IN_WEEK)
        return Days(first=saturday, last=shift_days(saturday, 1))

    def _is_over(self, reference: Reference) -> bool:
        """Whether the weekend before the week is meant: on a Monday or Tuesday, or where the verb looks back."""
        if self.turn is None or reference.day is None or reference.day.isoweekday() <= _STILL_LAST_WEEKEND:
            return reference.tense is not Tense.FUTURE
        return reference.tense is Tense.PAST


@dataclass(frozen=True, slots=True)
class Turn:
    """A calendar period counted from now or from another time: "yesterday", "last year", "the previous month"."""

    by: int
    number: int
    of_months: bool
    told: bool = False

    def days(self, reference: Reference) -> Days:
        """The calendar period that holds the day, moved by so many of its kind."""
        day = reference.day
        if self.told and reference.anchor is not None and reference.anchor.first is not None:
            day = reference.anchor.first
            same_size = self.of_months and reference.anchor.precision in _LONG and reference.anchor.last is not None
            if same_size and self.number >= MONTHS_IN_YEAR and reference.anchor.precision is not Precision.YEAR:
                return shift_interval(reference.anchor, self.by * self.number, months=True)
        if day is None:
            return UNKNOWN
        if self.of_months:
            return containing(shift_months(containing(day, self.number).first or day, self.by * self.number), self.number)
        moved = shift_days(day, self.by * self.number)
        return one_day(moved) if self.number == 1 else week_of(moved)


_LONG = frozenset({Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.SEASON, Precision.YEAR, Precision.DECADE})


def _is_long(days: Days) -> bool:
    return days.first is not None and days.last is not None and (days.last - days.first).days > DAYS_IN_WEEK


@dataclass(frozen=True, slots=True)
class Ago:
    """A point so far from now or from another time: "three weeks ago", "two days earlier", "in 2025, a year later".

    Days and weeks lead to a day, months to a month, years to a year. `number` is signed; nothing where the count is vague.
    """

    number: float | None
    of_months: bool
    told: bool = False

    def days(self, reference: Reference) -> Days:
        """The interval around the point."""
        anchor = reference.anchor
        if self.number is None or (self.told and anchor is None and self.number > 0):
            return UNKNOWN
        count = round(self.number)
        if anchor is not None and self._moves(anchor):
            return shift_interval(anchor, count, months=self.of_months)
        day = (anchor.last or anchor.first) if self.told and anchor is not None else reference.day
        if day is None:
            return UNKNOWN
        if not self.of_months:
            return one_day(shift_days(day, count))
        return containing(shift_months(day, count), grain_of(count))

    def _moves(self, anchor: Days) -> bool:
        """Whether the other time moves as a whole: by days always, by months where it is a period."""
        if self.of_months:
            return (anchor.precision in _LONG or _is_long(anchor)) and (self.told or self.number == -MONTHS_IN_YEAR)
        return self.told and (anchor.first is not None or anchor.last is not None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time that ends or starts now: "the past two weeks", "the next three months"."""

    number: float | None
    of_months: bool
    forward: bool = False

    def days(self, reference: Reference) -> Days:
        """The days between now and then, both included."""
        if reference.day is None or self.number is None:
            return UNKNOWN
        count = round(self.number) * (1 if self.forward else -1)
        far = shift_months(reference.day, count) if self.of_months else shift_days(reference.day, count)
        ends = (reference.day, far) if self.forward else (far, reference.day)
        return Days(first=ends[0], last=ends[1], precision=_unit_precision(self.number, of_months=self.of_months))


def _unit_precision(number: float, *, of_months: bool) -> Precision:
    if of_months:
        return Precision.YEAR if number >= MONTHS_IN_YEAR else Precision.MONTH
    return Precision.WEEK if number >= DAYS_IN_WEEK and number % DAYS_IN_WEEK == 0 else Precision.DAY


def one_day(day: date) -> Days:
    """The interval of a single day."""
    return Days(first=day, last=day)


def seen_from(meaning: Meaning, first: Reference, last: Reference) -> Days:
    """The interval that is right whatever the day of writing was, from the first possible day to the last.

    An end that depends on a day that is not known stays open.
    """
    if first.day is not None and last.day is not None:
        one = meaning.days(first)
        return one if first.day == last.day else hull(one, meaning.days(last))
    if first.day is None and last.day is None:
        return meaning.days(first)
    known = meaning.days(first if first.day is not None else last)
    if meaning.days(Reference(day=None)) == known:
        return known
    if first.day is not None:
        return Days(first=known.first, precision=known.precision)
    return Days(last=known.last, precision=known.precision)
