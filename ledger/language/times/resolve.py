"""From a time expression to a period of days, seen from the days on which the document may have been written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.language.times.calendar import Days, shift_interval
from ledger.language.times.compounds import InYear
from ledger.language.times.meanings import Ago, Reference, Tense, Turn, seen_from
from ledger.records.periods import Period, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.language.times.expressions import TimeExpression
    from ledger.records.documents import Publication


def resolve(expression: TimeExpression, published: Publication, *, anchor: Period | None = None) -> Period:
    """The days an expression means; a period without ends where the words, or an unknown document date, leave them open.

    Where several days of publication are possible the period holds every reading of the words. `anchor` is the time that
    "a week earlier" and "the same month" count from; without one they count from the publication.
    """
    base = None if anchor is None or not anchor.is_known else _days_of(anchor)
    first = Reference(day=published.published_from, tense=expression.tense, anchor=base)
    last = Reference(day=published.published_to, tense=expression.tense, anchor=base)
    days = seen_from(expression.meaning, first, last)
    if days.first is None and days.last is None:
        return Period(text=expression.text)
    return Period(starts_on=days.first, ends_on=days.last, precision=days.precision, text=expression.text)


def _days_of(period: Period) -> Days:
    if period.precision is None:
        return Days(first=period.starts_on, last=period.ends_on)
    return Days(first=period.starts_on, last=period.ends_on, precision=period.precision)


def counts_from_another(expression: TimeExpression) -> bool:
    """Whether the words count from another time of the sentence: "two days earlier", "the same period", "the previous month"."""
    meaning = expression.meaning
    if isinstance(meaning, InYear):
        meaning = meaning.inner
    if isinstance(meaning, Ago):
        return meaning.told or (meaning.of_months and meaning.number is not None and abs(meaning.number) == 12)  # noqa: PLR2004  # one year
    return isinstance(meaning, Turn) and meaning.told


def resolve_all(expressions: Sequence[TimeExpression], published: Publication) -> tuple[Period, ...]:
    """Resolve the expressions of one sentence, those that count from another time after the others.

    Such a time counts from the nearest one before it, else from the nearest after it, else from the publication.
    """
    own = [None if counts_from_another(expression) else resolve(expression, published) for expression in expressions]
    anchors = [None if period is None else _until_now(expressions[place], period, published) for place, period in enumerate(own)]
    found: list[Period] = []
    for place, expression in enumerate(expressions):
        period = own[place]
        if period is None:
            behind = [] if _is_later(expression) else anchors[place + 1 :]
            period = resolve(expression, published, anchor=_anchor(expression, [*reversed(anchors[:place]), *behind]))
        found.append(period)
    return tuple(found)


def _is_later(expression: TimeExpression) -> bool:
    """Whether the words count forward: "two years later" counts from a time named before, never from one named after."""
    meaning = expression.meaning
    return isinstance(meaning, Ago) and meaning.number is not None and meaning.number > 0


def _until_now(expression: TimeExpression, period: Period, published: Publication) -> Period:
    """A period under way only up to now, unless the verb looks ahead: "this year" and its "same period of 2023" are as long."""
    now = published.published_to
    if now is None or expression.tense is Tense.FUTURE or period.starts_on is None or period.ends_on is None:
        return period
    return replace(period, ends_on=now) if period.starts_on <= now < period.ends_on else period


def _anchor(expression: TimeExpression, around: Sequence[Period | None]) -> Period | None:
    """The time that another counts from: the nearest, but a month or year rather counts from a period than from a single day."""
    known = [other for other in around if other is not None and other.is_known]
    counts_days = isinstance(expression.meaning, (Ago, Turn)) and not expression.meaning.of_months
    longer = (
        []
        if counts_days
        else [other for other in known if other.precision not in (Precision.DAY, Precision.WEEK) or other.starts_on != other.ends_on]
    )
    return next(iter(longer or known), None)


def shifted(period: Period, months: int) -> Period:
    """The same period so many months later; whole months stay whole."""
    days = shift_interval(_days_of(period), months, months=True)
    return replace(period, starts_on=days.first, ends_on=days.last)
