"""How likely two claims answer the same question: what forbids it, and what speaks for it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.comparison import values, words
from ledger.records import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledger.comparison.features import Features
    from ledger.records import Claim

SAME_THING = 1.0
"""Both count the same class of thing."""
SAME_EVENT = 1.5
"""Both are about the same event."""
SAME_PLACE = 0.3
"""Both name the same place."""
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


def rarity(features: Iterable[Features]) -> dict[str, float]:
    """Weigh each word by how few claims hold it."""
    listed = list(features)
    counts = Counter(word for one in listed for word in one.content)
    return {word: math.log(1 + len(listed) / count) for word, count in counts.items()}


def allowed(one: Candidate, two: Candidate) -> bool:
    """Whether nothing forbids that two claims answer the same question."""
    return _set_against(one, two) or not any(rule(one, two) for rule in FORBIDDING)


def likeness(one: Candidate, two: Candidate, weights: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """Weigh what speaks for one question; minus infinity where something forbids it. The second part names the evidence."""
    if _set_against(one, two):
        return SET_AGAINST, ("one is set against the other",)
    if not allowed(one, two):
        return -math.inf, ()
    found = [rule(one, two, weights) for rule in SPEAKING]
    return sum(score for score, _ in found), tuple(words for _, words in found if words)


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
    first, second = _axes(one.scopes), _axes(two.scopes)
    if any(first[axis] != second[axis] for axis in first.keys() & second.keys()):
        return True
    return any(axis.startswith("!") for axis in first.keys() ^ second.keys())


def other_place(one: Candidate, two: Candidate) -> bool:
    """One is placed where the other is not."""
    if one.place and two.place:
        return not one.place & two.place
    if one.place:
        return not one.place.intersection(two.main)
    return bool(two.place and not two.place.intersection(one.main))


def other_span(one: Candidate, two: Candidate) -> bool:
    """A flow over periods of different kinds, single events on different days, or a month's count beside a running total."""
    first, second = one.features.span, two.features.span
    shared = one.features.events & two.features.events
    flow, toll = bool(shared & words.flows()), bool(shared & words.tolls())
    if first == second == "day":
        return flow and not _nested(one.claim, two.claim)
    if first == second:
        return False
    if flow:
        return first is not None and second is not None
    return toll and bool({first, second} & {"month", "quarter"})


def _nested(one: Claim, two: Claim) -> bool:
    if not (one.valid_from and one.valid_to and two.valid_from and two.valid_to):
        return True
    outer = one.valid_from <= two.valid_from and two.valid_to <= one.valid_to
    return outer or (two.valid_from <= one.valid_from and one.valid_to <= two.valid_to)


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
    if first.document_id != second.document_id or first.sentence != second.sentence or first.unit != second.unit:
        return False
    if ";" in first.sentence.rpartition(second.quote)[0].partition(first.quote)[2]:
        return False
    same_voice = first.said_by == second.said_by and first.stance == second.stance
    same_time = (first.valid_from, first.valid_to) == (second.valid_from, second.valid_to)
    return same_voice and same_time and not stated(first) & stated(second)


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
    planned = {candidate.claim.stance is Stance.PLANNED for candidate in (one, two)}
    return len(planned) > 1 and bool(one.features.events & two.features.events & DEEDS)


DEEDS = frozenset({"delivered", "deployed", "vaccinated", "trained", "recruited", "returned", "given out", "opened"})
"""Events whose plans and whose doing are told apart by the figures' stance alone."""


def two_parts(one: Candidate, two: Candidate) -> bool:
    """Both are parts of a toll, and nothing says that they are the same part."""
    first, second = one.features, two.features
    if not (first.partitive and second.partitive and first.events & second.events & words.tolls()):
        return False
    return not (one.scopes & two.scopes or one.place & two.place or stated(one.claim) & stated(two.claim))


FORBIDDING = (
    whole,
    two_parts,
    side_by_side,
    same_breath,
    planned_or_done,
    other_thing,
    other_event,
    other_scope,
    other_place,
    other_span,
    part_and_whole,
)
"""What forbids that two claims answer the same question, each rule with the same signature."""


def same_thing(one: Candidate, two: Candidate, _weights: Mapping[str, float]) -> tuple[float, str]:
    """The same class of thing speaks for it."""
    shared = one.things & two.things
    return (SAME_THING, f"both count {', '.join(sorted(shared))}") if shared else (0.0, "")


def same_event(one: Candidate, two: Candidate, _weights: Mapping[str, float]) -> tuple[float, str]:
    """The same event speaks for it, one event alone against it."""
    first, second = one.features.events, two.features.events
    if first & second:
        factor = 0.5 if one.features.weak_events or two.features.weak_events else 1.0
        return SAME_EVENT * factor, f"both are about {', '.join(sorted(first & second))}"
    return (OTHER_EVENT_UNKNOWN, "") if first or second else (0.0, "")


def same_place(one: Candidate, two: Candidate, _weights: Mapping[str, float]) -> tuple[float, str]:
    """The same place speaks for it."""
    shared = one.features.places & two.features.places
    return (SAME_PLACE, f"both name {', '.join(sorted(shared))}") if shared else (0.0, "")


def same_figure(one: Candidate, two: Candidate, _weights: Mapping[str, float]) -> tuple[float, str]:
    """The same figure in the same unit speaks for it."""
    first, second = stated(one.claim), stated(two.claim)
    if not first & second or one.claim.unit is None or first == {0.0}:
        return 0.0, ""
    telling = max(len(f"{value:.10g}".replace(".", "").strip("0")) for value in first & second)
    big = telling >= DIGITS_THAT_TELL or (telling > 1 and max(first & second) >= LARGE)
    return (SAME_FIGURE if big else SAME_SMALL_FIGURE), "both state the same figure"


def same_words(one: Candidate, two: Candidate, weights: Mapping[str, float]) -> tuple[float, str]:
    """Rare words in common speak for it."""
    first, second = one.features.content, two.features.content
    shared = first & second
    if not shared:
        return 0.0, ""
    total = math.sqrt(sum(weights[word] for word in first) * sum(weights[word] for word in second))
    rare = sorted(shared, key=lambda word: (-weights[word], word))[:3]
    return SAME_WORDS * sum(weights[word] for word in shared) / total, f"both say {', '.join(rare)}"


def resumed(one: Candidate, two: Candidate, _weights: Mapping[str, float]) -> tuple[float, str]:
    """One takes its question from the other."""
    ties = one.resumes == two.claim.claim_id or two.resumes == one.claim.claim_id
    return (RESUMED, "one goes on from the other") if ties else (0.0, "")


def other_size(one: Candidate, two: Candidate, _weights: Mapping[str, float]) -> tuple[float, str]:
    """Numbers a thousand times apart speak against it."""
    first, second = values.stated(one.claim), values.stated(two.claim)
    if not first or not second:
        return 0.0, ""
    apart = abs(math.log10(abs(first) / abs(second * (values.factor(one.claim, two.claim) or 1.0))))
    return (OTHER_SIZE, "") if apart >= MAGNITUDES else (0.0, "")


SPEAKING = (same_thing, same_event, same_place, same_figure, same_words, resumed, other_size)
"""What speaks for two claims answering the same question, each rule with the same signature."""


def _axes(scopes: frozenset[str]) -> dict[str, str]:
    return dict(scope.split(":", 1) for scope in sorted(scopes))


def stated(claim: Claim) -> set[float]:
    """The numbers a claim states."""
    return {value for value in (claim.low, claim.best, claim.high) if value is not None}
