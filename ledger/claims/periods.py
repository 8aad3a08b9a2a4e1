"""When a figure holds: the clause's own time before the sentence's, the sentence's before the document's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.claims import moments, nearness
from ledger.claims.moments import Part
from ledger.language import times
from ledger.language.times import Tense, TimeKind
from ledger.records import Period, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.claims.moments import Moment
    from ledger.language.analysis import Analysis
    from ledger.language.segments import Sentence
    from ledger.records import Document, Mention

CARRIED_NOTE = "The sentence states no time; it goes on in the past from the sentence before it, and takes that one's."
BASE_NOTE = "The figure it is compared with states no time of its own; taken to be that of the period before."

_LONG = frozenset({Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR, Precision.SEASON})
_RECENT = re.compile(r"(?i)\b(?:recent|past|last few)\b")
"""Vague times that reach up to now."""
_GOES_ON = re.compile(
    r"(?i)[\"“]?(?:they|it|this|that|those|these)\s+(?:\w+ly\s+)?"
    r"(?:were|was|had been|meant|came|made|took|cost|left|killed|included|fell|rose|[a-z]+ed)\b"
)
"""A sentence that goes on in the plain past about what the one before it told."""


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


class Timeline:
    """The times of one document, each sentence read once."""

    def __init__(self, document: Document, analysis: Analysis) -> None:
        """Keep the document's date and its sentences; nothing is read yet."""
        self._published = document.publication
        self._analysis = analysis
        self._read: dict[int, list[Moment]] = {}

    def assign(self, mention: Mention) -> Timing:
        """Read when a figure holds and when it was said: from its clause, its sentence, the one before it, or the document's date."""
        sentence = self._analysis.sentence_at(mention.number_start)
        if sentence is None:
            return Timing(period=self._as_of_publication())
        found = self._moments(sentence)
        saying = moments.said(found)
        said_on = saying.period.starts_on if saying and saying.period.starts_on == saying.period.ends_on else None
        own = nearness.nearest(self._analysis.text, self._analysis.parse(sentence.index), found, mention)
        if own is not None:
            return Timing(period=self._held(own, said_on), said_on=said_on)
        if nearness.is_base(self._analysis.text, sentence.start, mention):
            return replace(_before(found, mention), said_on=said_on)
        carried = self._carried(sentence)
        if carried is not None:
            return replace(carried, said_on=said_on)
        if saying is not None and not _parted(self._analysis.text, saying, mention):
            as_of = Period(ends_on=saying.period.ends_on, precision=saying.period.precision, text=saying.expression.text)
            return Timing(period=as_of, said_on=said_on)
        return Timing(period=self._as_of_publication())

    def _moments(self, sentence: Sentence) -> list[Moment]:
        if sentence.index not in self._read:
            parse = self._analysis.parse(sentence.index)
            self._read[sentence.index] = moments.read(self._analysis.text, sentence.start, sentence.end, parse, self._published)
        return self._read[sentence.index]

    def _as_of_publication(self) -> Period:
        last = self._published.published_to
        return Period() if last is None else Period(ends_on=last, precision=Precision.DAY)

    def _held(self, moment: Moment, said_on: date | None) -> Period:
        """The moment's period; one that has begun and is not over ends now, unless the verb looks ahead."""
        period, now = moment.period, said_on or self._published.published_to
        if not period.is_known and _RECENT.search(moment.expression.text):
            return replace(self._as_of_publication(), text=moment.expression.text)
        ahead = moment.expression.tense is Tense.FUTURE
        if ahead and moment.expression.side == "from":
            return replace(period, ends_on=None)
        if now is None or period.starts_on is None or ahead or moment.expression.side == "from":
            return period
        starts_now = period.starts_on == now and moment.expression.kind is TimeKind.STRETCH
        under_way = not starts_now and period.starts_on <= now and (period.ends_on is None or period.ends_on > now)
        return replace(period, ends_on=now) if under_way else period

    def _carried(self, sentence: Sentence) -> Timing | None:
        """The time of the sentence before, where this one goes on about it in the plain past: "They were …"."""
        first = self._analysis.paragraphs[sentence.paragraph].sentences[0]
        if sentence.index == first or not _GOES_ON.match(self._analysis.text, sentence.start, sentence.end):
            return None
        found = self._moments(self._analysis.sentences[sentence.index - 1])
        told = [each for each in found if each.part is Part.TOLD and each.period.ends_on and each.expression.tense is not Tense.FUTURE]
        if not told:
            return None
        moment = next((each for each in told if each.fronted), told[-1])
        return Timing(period=self._held(moment, None), notes=(CARRIED_NOTE,))


def _parted(text: str, saying: Moment, mention: Mention) -> bool:
    """Whether a semicolon stands between the day of saying and a figure behind it: "promised it in 2018; it has closed 31"."""
    return saying.expression.end <= mention.char_start and ";" in text[saying.expression.end : mention.char_start]


def assign(document: Document, analysis: Analysis, mention: Mention) -> Timing:
    """Read when one figure holds and when it was said; for all figures of a document keep a `Timeline`."""
    return Timeline(document, analysis).assign(mention)


def _before(found: Sequence[Moment], mention: Mention) -> Timing:
    """The time of a figure that another is compared with and that states none: the period before the other's, or nothing."""
    told = [each for each in found if each.part is Part.TOLD and each.expression.end <= mention.char_start]
    if not told or told[-1].expression.side is not None:
        return Timing(period=Period())
    model = told[-1].period
    if model.precision not in _LONG or model.starts_on is None or model.ends_on is None:
        return Timing(period=Period())
    shifted = times.shifted(model, -1 if model.precision is Precision.MONTH else -12)
    return Timing(period=replace(shifted, text=None), notes=(BASE_NOTE,))
