"""When a figure holds: the clause's own time before the sentence's, the sentence's before the document's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.claims import moments, nearness
from ledger.claims.moments import Part
from ledger.language import times
from ledger.language.times import Tense
from ledger.records import Period, Precision

if TYPE_CHECKING:
    from datetime import date

    from ledger.claims.moments import Moment
    from ledger.language.analysis import Analysis
    from ledger.language.segments import Sentence
    from ledger.records import Document, Mention, Publication

_LONG = frozenset({Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR, Precision.SEASON})
CARRIED_NOTE = "The sentence states no time; it goes on in the past from the sentence before it, and takes that one's."
BASE_NOTE = "The figure it is compared with states no time of its own; taken to be that of the period before."


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a figure holds and when it was said.

    Attributes:
        period: The days the figure is about; as of the document's date where no time is stated, without words then.
        said_on: The day of saying, where the words tell one day; nothing otherwise.
        notes: What was taken from elsewhere, one sentence each.
    """

    period: Period
    said_on: date | None = None
    notes: tuple[str, ...] = ()


def assign(document: Document, analysis: Analysis, mention: Mention) -> Timing:
    """Read when a figure holds and when it was said, from its clause, its sentence, the sentences before it, or the document's date."""
    sentence = analysis.sentence_at(mention.number_start)
    if sentence is None:
        return Timing(period=_as_of(document.publication))
    parse = analysis.parse(sentence.index)
    found = moments.read(analysis.text, sentence.start, sentence.end, parse, document.publication)
    saying = moments.said(found)
    said_on = saying.period.starts_on if saying and saying.period.starts_on == saying.period.ends_on else None
    own = nearness.nearest(analysis.text, parse, found, mention)
    if own is not None:
        return Timing(period=_held(own, document.publication, said_on), said_on=said_on)
    if nearness.is_base(analysis.text, sentence.start, mention):
        period, notes = _before(analysis.text, found, mention, document.publication)
        return Timing(period=period, said_on=said_on, notes=notes)
    carried = _carried(document, analysis, sentence)
    if carried is not None:
        return replace(carried, said_on=said_on)
    if saying is not None:
        return Timing(period=Period(ends_on=saying.period.ends_on, precision=saying.period.precision, text=saying.expression.text), said_on=said_on)
    return Timing(period=_as_of(document.publication))


def _as_of(published: Publication) -> Period:
    if published.published_to is None:
        return Period()
    return Period(ends_on=published.published_to, precision=Precision.DAY)


def _held(moment: Moment, published: Publication, said_on: date | None) -> Period:
    """The moment's period; one that has begun and is not over ends now, unless the verb looks ahead."""
    period, now = moment.period, said_on or published.published_to
    if not period.is_known and _RECENT.search(moment.expression.text):
        return replace(_as_of(published), text=moment.expression.text)
    if now is None or not period.is_known or moment.expression.tense is Tense.FUTURE:
        return period
    if period.starts_on is not None and period.starts_on <= now and moment.expression.side != "from":
        if period.ends_on is None or period.ends_on > now:
            return replace(period, ends_on=now)
    return period


_RECENT = re.compile(r"(?i)\b(?:recent|past|last few)\b")
"""Vague times that reach up to now."""


def _before(text: str, found: list[Moment], mention: Mention, published: Publication) -> tuple[Period, tuple[str, ...]]:
    """The time of a figure that another is compared with and that states none: the period before that of the other."""
    told = [each for each in found if each.part is Part.TOLD and each.expression.end <= mention.char_start]
    if not told or told[-1].period.precision not in _LONG or told[-1].expression.side is not None:
        return Period(), ()
    model = told[-1].period
    if model.starts_on is None or model.ends_on is None:
        return Period(), ()
    months = -1 if model.precision is Precision.MONTH else -12
    shifted = times.shifted(model, months)
    return replace(shifted, text=None), (BASE_NOTE,)


_GOES_ON = re.compile(r"(?i)[\"“]?(?:they|it|this|that|those|these|of (?:them|those|these|the total)|among (?:them|those)|all of (?:them|those)|half of (?:them|those))\b")
_PLAIN_PAST = re.compile(r"(?i)[\"“]?(?:they|it|this|that|those|these)\s+(?:\w+ly\s+)?(?:were|was|had been|meant|came|made|took|cost|left|killed|included|fell|rose|[a-z]+ed)\b")


def _carried(document: Document, analysis: Analysis, sentence: Sentence) -> Timing | None:
    """The time of the sentence before, where this one goes on about the same thing in the plain past: "They were …", "Of those, 40 died"."""
    first = analysis.paragraphs[sentence.paragraph].sentences[0]
    if sentence.index == first or not _PLAIN_PAST.match(analysis.text, sentence.start, sentence.end):
        return None
    earlier = analysis.sentences[sentence.index - 1]
    found = moments.read(analysis.text, earlier.start, earlier.end, analysis.parse(earlier.index), document.publication)
    told = [each for each in found if each.part is Part.TOLD and each.period.ends_on is not None and each.expression.tense is not Tense.FUTURE]
    if not told:
        return None
    moment = next((each for each in told if each.fronted), told[-1])
    return Timing(period=_held(moment, document.publication, None), notes=(CARRIED_NOTE,))
