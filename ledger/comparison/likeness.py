"""How likely two claims answer the same question, and what speaks for it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ledger.comparison import values
from ledger.comparison.forbidding import allowed, is_set_against

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ledger.comparison.candidates import Candidate
    from ledger.comparison.features import Features

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


def likeness(one: Candidate, two: Candidate, weights: Rarity) -> float:
    """Weigh what speaks for one question; minus infinity where something forbids it."""
    if is_set_against(one, two):
        return SET_AGAINST
    if not allowed(one, two):
        return -math.inf
    score = 0.0
    for tie in SPEAKING:
        score += tie.weigh(one, two, weights)
    return score


def evidence(one: Candidate, two: Candidate, weights: Rarity) -> tuple[str, ...]:
    """What ties two claims, one clause for each rule that speaks for it."""
    if is_set_against(one, two):
        return ("one is set against the other",)
    return tuple(tie.tell(one, two, weights) for tie in SPEAKING if tie.weigh(one, two, weights) > 0)


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
