"""Figures whose own words leave the question to the words before them: "up from 420", "the total stood at 900", "it is thirty, not forty"."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.comparison import features, values, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.comparison.features import Features
    from ledger.records import Claim

_CONTRAST = re.compile(
    r"(?:\b(?:from|rather than|against|compared (?:with|to)|versus|vs\.?|instead of|not|than|and not)\s+(?:an?\s+|the\s+|its\s+|their\s+)?(?:[^\W\d_]+\s+(?:of\s+)?)?)$", re.IGNORECASE,
)
_TO = re.compile(r"^\s*[^\W\d_]*\s*\bto\s+(?:\w+\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+)?$", re.IGNORECASE)
NORMS = frozenset({"needed", "recommended", "ceiling"})
"""Events of figures that say what ought to be: set against a figure, they answer another question."""
WITHIN = 700
"""Characters back to which an elliptical figure looks for the one that it goes on from."""


def fill(ordered: Sequence[Claim], read: Mapping[str, Features], starts: Mapping[str, int]) -> tuple[dict[str, Features], dict[str, str]]:
    """Give elliptical figures what the figures before them say; the second part names the figure each goes on from.

    The claims come in the order of their documents' texts.
    """
    done: dict[str, Features] = {}
    goes_on: dict[str, str] = {}
    before: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        own, past = read[claim.claim_id], before[claim.document_id]
        found = _contrasted(claim, own, past, done, starts)
        if found is not None:
            goes_on[claim.claim_id] = found.claim_id
            other = done[found.claim_id]
            own = replace(own, events=other.events, weak_events=other.weak_events, things=other.things, modifiers=other.modifiers, reading=other.reading, partitive=other.partitive)
        elif (not own.events or own.weak_events) and not own.whole:
            own = _resumed(claim, own, past, done)
        done[claim.claim_id] = own
        past.append(claim)
    return done, goes_on


def _contrasted(claim: Claim, own: Features, past: Sequence[Claim], done: Mapping[str, Features], starts: Mapping[str, int]) -> Claim | None:
    """The figure that this one is set against in its sentence: "281, not 267", "to 48 from 27"."""
    if not past or starts[past[-1].claim_id] != starts[claim.claim_id] or own.events & NORMS and not own.weak_events:
        return None
    last = past[-1]
    other = done[last.claim_id]
    start = starts[claim.claim_id]
    between = claim.sentence[last.char_end - start : claim.char_start - start]
    moved = _TO.search(between) is not None and _FROM.search(claim.sentence[: last.char_start - start]) is not None
    if not moved and _CONTRAST.search(between) is None:
        return None
    if own.things and other.things and not own.things & other.things and not (own.things | other.things) & features.GENERIC:
        return None
    return last if own.dimension == other.dimension and other.reading not in {"change", "increment"} else None


def _resumed(claim: Claim, own: Features, past: Sequence[Claim], done: Mapping[str, Features]) -> Features:
    """Take over the event of the nearest figure of the same thing, or for bare figures of the one nearest in size."""
    like = [
        other
        for other in past
        if claim.char_start - other.char_start <= WITHIN
        and done[other.claim_id].dimension == own.dimension
        and done[other.claim_id].events
        and _same_thing(own, done[other.claim_id])
        and (done[other.claim_id].reading == own.reading or not own.things)
        and done[other.claim_id].reading not in {"change", "increment"}
    ]
    if not like or own.partitive:
        return own
    nearest = min(like, key=lambda other: (_apart(claim, other), -other.char_start))
    other = done[nearest.claim_id]
    reading = other.reading if own.reading == "level" and other.reading.startswith("per ") else own.reading
    return replace(own, events=other.events, weak_events=True, things=own.things or other.things, reading=reading)


def _same_thing(own: Features, other: Features) -> bool:
    return not own.things or bool(own.things & other.things)


def _apart(one: Claim, two: Claim) -> float:
    """How far two figures are in size, in powers of e; the same number is nearest."""
    first, second = values.stated(one), values.stated(two)
    times = values.factor(one, two)
    if not first or not second or times is None:
        return 10.0
    return abs(math.log(abs(first) / abs(second * times)))


def scope_of(own: Features) -> frozenset[str]:
    """The words that narrow a figure, as far as they matter for its events."""
    matters = words.scope_events()
    return frozenset(name for name in own.scopes if not matters[name] or matters[name] & own.events)
