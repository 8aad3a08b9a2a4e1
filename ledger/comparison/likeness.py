"""How likely two claims answer the same question: what forbids it, and what speaks for it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ledger.comparison import periods, spans, values, words
from ledger.records import Kind, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from ledger.comparison.features import Features
    from ledger.records import Claim

SAME_THING = 1.0
"""Both count the same class of thing."""
SAME_EVENT = 1.5
"""Both are about the same event."""
SAME_PLACE = 0.3
"""Both name the same place."""
SAME_PLACE_APART = 0.6
"""Both are placed where the whole story is not."""
SAME_FIGURE = 0.9
"""Both state the same figure, of three digits that count or more."""
SAME_SMALL_FIGURE = 0.4
"""Both state the same figure, of fewer digits that count: chance may do that."""
SAME_WORDS = 1.5
"""Weight of the share of words they have in common, each word weighed by its rarity."""
OTHER_EVENT_UNKNOWN = -0.6
"""One names an event and the other none."""
LARGE = 1000
"""Number from which two digits that count tell as much: "20,000"."""
SAME_MEASURE = 0.6
"""Both measure one dimension, and say neither what nor what happened to it."""
RESUMED = 0.8
"""One takes its question from the other, which stands before it."""
OTHER_SIZE = -2.5
"""The numbers are far apart."""
MAGNITUDES = 3
"""Powers of ten from which two numbers are far apart."""
DIGITS_THAT_TELL = 3
"""Digits that count from which an equal figure is no chance."""
SET_AGAINST = 5.0
"""One figure is set against the other in one sentence, or denies it."""
ENOUGH = 1.3
"""Likeness from which two claims are linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim with what the linking reads of it.

    Attributes:
        claim: The claim.
        features: What its words say.
        things: What it counts, generic items absorbed by the event.
        scopes: What narrows or widens it, as far as its events make it matter.
        goes_on: The claim whose figure it is set against or denies; nothing for most.
        resumes: The claim before it that it takes its question from; nothing for most.
        place: The places that set its figure apart from the whole story's; empty for the whole story.
        main: The words of its document's main names, the most frequent first.
        names: Its document's main names in full, the most frequent first.
        axes: Its scopes, by axis.
        figures: The numbers it states.
        question: All that the forbidding rules look at, so far as it does not depend on the document.
    """

    claim: Claim
    features: Features
    things: frozenset[str]
    scopes: frozenset[str]
    goes_on: str | None
    resumes: str | None
    place: frozenset[str]
    main: tuple[str, ...]
    names: tuple[str, ...] = ()
    axes: Mapping[str, str] = field(init=False)
    figures: frozenset[float] = field(init=False)
    question: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what every comparison would otherwise work out anew."""
        object.__setattr__(self, "axes", dict(scope.split(":", 1) for scope in sorted(self.scopes)))
        object.__setattr__(self, "figures", frozenset(stated(self.claim)))
        own, claim = self.features, self.claim
        one_day = own.span == "day" and own.events & words.flows()
        span = own.period if one_day else own.span
        narrowed = (self.scopes, own.party, self.place, span, own.whole, own.partitive, own.weak_events, claim.stance in _AWAITED)
        object.__setattr__(self, "question", (own.events, self.things, own.modifiers, *narrowed))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much each word tells, by how few claims hold it.

    Attributes:
        weights: The weight of each word.
        totals: The weight of all words of each claim, by its words.
    """

    weights: Mapping[str, float]
    totals: Mapping[frozenset[str], float]


def rarity(features: Iterable[Features]) -> Rarity:
    """Weigh each word by how few claims hold it."""
    listed = list(features)
    counts = Counter(word for one in listed for word in one.content)
    weights = {word: math.log(1 + len(listed) / count) for word, count in counts.items()}
    return Rarity(weights, {one.content: math.fsum(weights[word] for word in one.content) for one in listed})


def allowed(one: Candidate, two: Candidate) -> bool:
    """Whether nothing forbids that two claims answer the same question."""
    if _set_against(one, two) or _is_one_question(one, two):
        return True
    for rule in FORBIDDING:  # noqa: SIM110 - a plain loop takes half the time of a generator, and this is called most of all
        if rule(one, two):
            return False
    return True


def likeness(one: Candidate, two: Candidate, weights: Rarity) -> float:
    """Weigh what speaks for one question; minus infinity where something forbids it."""
    if _set_against(one, two):
        return SET_AGAINST
    if not allowed(one, two):
        return -math.inf
    score = 0.0
    for tie in SPEAKING:
        score += tie.weigh(one, two, weights)
    return score


def evidence(one: Candidate, two: Candidate, weights: Rarity) -> tuple[str, ...]:
    """What ties two claims, one clause for each rule that speaks for it."""
    if _set_against(one, two):
        return ("one is set against the other",)
    return tuple(tie.tell(one, two, weights) for tie in SPEAKING if tie.weigh(one, two, weights) > 0)


def _is_one_question(one: Candidate, two: Candidate) -> bool:
    """Whether two documents' claims are alike in all that could forbid a link; parts need a closer look."""
    return one.question == two.question and one.claim.document_id != two.claim.document_id and not one.features.partitive


def _set_against(one: Candidate, two: Candidate) -> bool:
    return two.goes_on == one.claim.claim_id or one.goes_on == two.claim.claim_id


def other_thing(one: Candidate, two: Candidate) -> bool:
    """Both name what they count, and it differs; or one narrows its noun by other words than the other."""
    if one.things and two.things and not one.things & two.things:
        known = all(thing in words.sorts() for thing in one.things | two.things)
        shared = one.features.events & two.features.events
        return known or not _same_sure_event(one, two) or not words.counted(shared)
    first, second = one.features.modifiers, two.features.modifiers
    return bool(first and second and not first & second and not _same_sure_event(one, two))


def _same_sure_event(one: Candidate, two: Candidate) -> bool:
    return bool(one.features.events & two.features.events) and not one.features.weak_events and not two.features.weak_events


def other_event(one: Candidate, two: Candidate) -> bool:
    """Both name an event, and it differs."""
    first, second = one.features, two.features
    return bool(first.events and second.events and not first.events & second.events and not first.weak_events and not second.weak_events)


def other_scope(one: Candidate, two: Candidate) -> bool:
    """They stand at different places of one axis."""
    if one.scopes == two.scopes:
        return False
    first, second = one.axes, two.axes
    if any(first[axis] != second[axis] for axis in first.keys() & second.keys()):
        return True
    return any(axis.startswith("!") for axis in first.keys() ^ second.keys())


def other_party(one: Candidate, two: Candidate) -> bool:
    """One side's losses, troops or fire, and the other's."""
    first, second = one.features.party, two.features.party
    return bool(first and second and first != second)


def other_place(one: Candidate, two: Candidate) -> bool:
    """One is placed where the other is not."""
    if one.place and two.place:
        return not one.place & two.place
    if one.place:
        return not one.place.intersection(two.main)
    return bool(two.place and not two.place.intersection(one.main))


def other_span(one: Candidate, two: Candidate) -> bool:
    """A flow over periods of different kinds, single events on different days, or a month's count beside a running total."""
    first, second = one.features, two.features
    shared = one.features.events & two.features.events
    flow, toll = bool(shared & words.flows()), bool(shared & words.tolls())
    if first.span == second.span == "day":
        return flow and not _nested(first.period, second.period)
    if "people" in words.counted(shared) and _is_long_past(one.claim, two) | _is_long_past(two.claim, one):
        return True
    if first.span == second.span:
        return False
    if flow:
        return first.span is not None and second.span is not None
    return toll and bool({first.span, second.span} & {"month", "quarter"})


def _is_long_past(claim: Claim, other: Candidate) -> bool:
    """Whether a toll of a year gone by stands beside one that goes on after it: another disaster's."""
    end = periods.end(other.claim)
    whole = spans.kind_of(claim) == "year" and spans.kind_of(other.claim) != "year"
    return whole and end is not None and claim.valid_to is not None and claim.valid_to < end


def _nested(one: tuple[date, date] | None, two: tuple[date, date] | None) -> bool:
    """Whether one period lies within the other, so far as both are known."""
    if one is None or two is None:
        return True
    return (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])


def part_and_whole(one: Candidate, two: Candidate) -> bool:
    """One is a part of the other: stated beside it in the same words."""
    first, second = one.features, two.features
    if first.dimension == "share":
        return False
    same_sentence = one.claim.document_id == two.claim.document_id and one.claim.sentence == two.claim.sentence
    return same_sentence and first.partitive != second.partitive


def whole(one: Candidate, two: Candidate) -> bool:
    """One is the whole that a part was taken of, and nothing happened to it."""
    return one.features.whole != two.features.whole


def side_by_side(one: Candidate, two: Candidate) -> bool:
    """One speaker gives two numbers in one sentence for one time: they answer two questions, unless one is set against the other."""
    first, second = sorted((one.claim, two.claim), key=lambda claim: claim.char_start)
    counts = first.kind is second.kind is Kind.COUNT
    if first.document_id != second.document_id or first.sentence != second.sentence or (first.unit != second.unit and not counts):
        return False
    if ";" in first.sentence.rpartition(second.quote)[0].partition(first.quote)[2]:
        return False
    same_voice = first.said_by == second.said_by and first.stance == second.stance
    same_time = (first.valid_from, first.valid_to) == (second.valid_from, second.valid_to)
    return same_voice and same_time and not one.figures & two.figures


def same_breath(one: Candidate, two: Candidate) -> bool:
    """One speaker gives two exact numbers in one document for one time: they answer two questions, unless one rounds the other."""
    first, second = one.claim, two.claim
    if first.document_id != second.document_id or first.said_by is None or first.said_by != second.said_by or first.unit != second.unit:
        return False
    if first.stance != second.stance or (first.valid_from, first.valid_to) != (second.valid_from, second.valid_to):
        return False
    exact = first.best is not None and second.best is not None and first.valid_from is not None
    return exact and not values.is_equal(first, second) and not values.is_rounded(first, second)


def planned_or_done(one: Candidate, two: Candidate) -> bool:
    """One is planned and the other done, of a deed: to be vaccinated, and vaccinated."""
    unlike = (one.claim.stance in _AWAITED) != (two.claim.stance in _AWAITED)
    return unlike and bool(one.features.events & two.features.events & DEEDS)


_AWAITED = frozenset({Stance.PLANNED, Stance.FORECAST})
DEEDS = frozenset({"delivered", "deployed", "vaccinated", "trained", "recruited", "returned", "given out", "opened", "inspected"})
"""Events whose plans and whose doing are told apart by the figures' stance alone."""


def two_parts(one: Candidate, two: Candidate) -> bool:
    """Both are parts of a toll, and nothing says that they are the same part."""
    first, second = one.features, two.features
    if not (first.partitive and second.partitive and first.events & second.events & words.tolls()):
        return False
    return not (one.scopes & two.scopes or one.place & two.place or one.figures & two.figures)


FORBIDDING = (
    whole,
    two_parts,
    side_by_side,
    same_breath,
    planned_or_done,
    other_thing,
    other_event,
    other_scope,
    other_party,
    other_place,
    other_span,
    part_and_whole,
)
"""What forbids that two claims answer the same question, each rule with the same signature."""


def same_thing(one: Candidate, two: Candidate, _weights: Rarity) -> float:
    """The same class of thing speaks for it."""
    return SAME_THING if one.things & two.things else 0.0


def same_event(one: Candidate, two: Candidate, _weights: Rarity) -> float:
    """The same event speaks for it, one event alone against it."""
    first, second = one.features, two.features
    if first.events & second.events:
        return SAME_EVENT * (0.5 if first.weak_events or second.weak_events else 1.0)
    return OTHER_EVENT_UNKNOWN if first.events or second.events else 0.0


def same_place(one: Candidate, two: Candidate, _weights: Rarity) -> float:
    """The same place speaks for it, and more so a place that sets figures apart from the whole story's."""
    if one.place & two.place:
        return SAME_PLACE + SAME_PLACE_APART
    return SAME_PLACE if one.features.places & two.features.places else 0.0


def same_figure(one: Candidate, two: Candidate, _weights: Rarity) -> float:
    """The same figure in the same unit speaks for it."""
    shared = one.figures & two.figures
    if not shared or one.claim.unit is None or one.figures == {0.0}:
        return 0.0
    telling = max(len(f"{value:.10g}".replace(".", "").strip("0")) for value in shared)
    big = telling >= DIGITS_THAT_TELL or (telling > 1 and max(shared) >= LARGE)
    return SAME_FIGURE if big else SAME_SMALL_FIGURE


def same_words(one: Candidate, two: Candidate, weights: Rarity) -> float:
    """Rare words in common speak for it."""
    first, second = one.features.content, two.features.content
    shared = first & second
    if not shared:
        return 0.0
    known = weights.weights
    return SAME_WORDS * math.fsum(known[word] for word in shared) / math.sqrt(weights.totals[first] * weights.totals[second])


def same_measure(one: Candidate, two: Candidate, _weights: Rarity) -> float:
    """The same dimension speaks for it where neither says what it measures: "the slick stretched 11 kilometres"."""
    first, second = one.features, two.features
    if first.events or second.events or one.things or two.things or first.dimension in {"count", "[time]"}:
        return 0.0
    return SAME_MEASURE


def resumed(one: Candidate, two: Candidate, _weights: Rarity) -> float:
    """One takes its question from the other."""
    return RESUMED if one.resumes == two.claim.claim_id or two.resumes == one.claim.claim_id else 0.0


def other_size(one: Candidate, two: Candidate, _weights: Rarity) -> float:
    """Numbers a thousand times apart speak against it."""
    first, second = values.stated(one.claim), values.stated(two.claim)
    if not first or not second:
        return 0.0
    times = 1.0 if one.claim.unit == two.claim.unit else values.factor(one.claim, two.claim) or 1.0
    apart = abs(math.log10(abs(first) / abs(second * times)))
    return OTHER_SIZE if apart >= MAGNITUDES else 0.0


def _rarest(one: Candidate, two: Candidate, weights: Rarity) -> str:
    shared = one.features.content & two.features.content
    return ", ".join(sorted(shared, key=lambda word: (-weights.weights[word], word))[:3])


class Tie(NamedTuple):
    """A rule that speaks for two claims answering the same question.

    Attributes:
        weigh: How much it speaks for it, or against it.
        tell: What it has found, in words.
    """

    weigh: Callable[[Candidate, Candidate, Rarity], float]
    tell: Callable[[Candidate, Candidate, Rarity], str]


SPEAKING = (
    Tie(same_thing, lambda one, two, _: f"both count {', '.join(sorted(one.things & two.things))}"),
    Tie(same_event, lambda one, two, _: f"both are about {', '.join(sorted(one.features.events & two.features.events))}"),
    Tie(same_place, lambda one, two, _: f"both name {', '.join(sorted(one.features.places & two.features.places))}"),
    Tie(same_figure, lambda _one, _two, _: "both state the same figure"),
    Tie(same_words, lambda one, two, weights: f"both say {_rarest(one, two, weights)}"),
    Tie(same_measure, lambda _one, _two, _: "both measure one dimension"),
    Tie(resumed, lambda _one, _two, _: "one goes on from the other"),
    Tie(other_size, lambda _one, _two, _: ""),
)
"""What speaks for two claims answering the same question, each rule with the same signature."""


def stated(claim: Claim) -> set[float]:
    """The numbers a claim states."""
    return {value for value in (claim.low, claim.best, claim.high) if value is not None}
