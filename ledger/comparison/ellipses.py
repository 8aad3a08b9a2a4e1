"""Figures whose own words leave the question to the words before: "up from 420", "the total stood at 900", "thirty, not forty"."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.comparison import events, inheritance, items, values, words
from ledger.records import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.comparison.features import Features
    from ledger.records import Claim

_ONE_WORD = r"(?:an?\s+|the\s+|its\s+|their\s+)?(?:[^\W\d_]+\s+(?:of\s+)?)?"
_BOUND = r"(?:(?:about|around|some|nearly|almost|roughly|at least|at most|more than|less than|fewer than|over|under|up to)\s+)?"
_BASE = (
    r"\b(?:from|against|compared (?:with|to)|versus|vs\.?|"
    r"(?:less|more|fewer|lower|higher|smaller|larger) than (?:the|its|their)|"
    r"(?:above|below|over|double|triple|twice|half|times) (?=the|its|their))"
)
_BASELINE = re.compile(rf"{_BASE}\s*{_ONE_WORD}{_BOUND}$", re.IGNORECASE)
_CONTRAST = re.compile(
    rf"(?:(?:{_BASE}|\b(?:rather than|instead of|not))\s*{_ONE_WORD}{_BOUND}|"
    rf"^\s*(?:became|becomes?|turned into|grew (?:in)?to)\s+{_BOUND})$",
    re.IGNORECASE,
)
_TO = re.compile(rf"(?:^\s*[^\W\d_]*\s*|\b[^\W\d_]+(?:\s+(?:up|down))?\s+)to\s+{_BOUND}$", re.IGNORECASE)
_DIRECTLY_TO = re.compile(rf"^\s*(?:[^\W\d_]+\s+)?to\s+{_BOUND}$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom\s+{_BOUND}$", re.IGNORECASE)
_MOVED = re.compile(rf"\b([^\W\d_]+)(?:\s+(?:up|down))?\s+to\s+{_BOUND}$", re.IGNORECASE)
_CONVERTED = re.compile(rf"^(?:\s+of(?:\s+[a-z]+){{1,3}})?\s*(?:\(|,?\s*or\s+|,\s*)\s*(?:or\s+)?{_BOUND}$", re.IGNORECASE)
_APART = events.NORMS | {"requested"}
"""Events of figures that say what ought to be or was asked for: set against a figure, they answer another question."""
PER_CHARACTER = 1 / 150
"""How much farther, in powers of e of its size, a figure counts as one goes back a character."""
APART_AT_MOST = 4.0
"""Powers of e between a bare figure and the one it may go on from: fifty times."""
TELLING = 10
"""Number from which the same number told again is no chance."""
TOLD_WITHIN = 160
"""Characters before a sentence in which words may name the event of its bare figures."""
BARE_CHANGE_WITHIN = 300
"""Characters back to which a bare change looks for the level that it changes."""


@dataclass(slots=True)
class Filled:
    """Features with their gaps filled.

    Attributes:
        features: The features of each claim.
        goes_on: For claims set against another figure, that figure's claim.
        baselines: Claims among them that the other figure is measured against: "up from 420".
        resumes: For claims that take their question from a figure before them, that figure's claim.
    """

    features: dict[str, Features]
    goes_on: dict[str, str]
    baselines: frozenset[str]
    resumes: dict[str, str]


def fill(
    ordered: Sequence[Claim],
    read: Mapping[str, Features],
    starts: Mapping[str, int],
    texts: Mapping[str, str],
) -> Filled:
    """Give elliptical figures what the words and the figures before them say; claims come in the order of their documents' texts."""
    done: dict[str, Features] = {}
    goes_on: dict[str, str] = {}
    resumes: dict[str, str] = {}
    before: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        own, past = read[claim.claim_id], before[claim.document_id]
        found = _contrasted(claim, own, past, done, starts) or _denied(claim, own, past, done)
        if found is not None:
            goes_on[claim.claim_id] = found.claim_id
            other = done[found.claim_id]
            own = _take_over(own, other)
        elif (not own.events or own.weak_events) and not own.whole and not own.parted:
            own = _told_before(own, past, starts[claim.claim_id], texts.get(claim.document_id, ""))
            own, from_id = _resumed(claim, own, past, done)
            if from_id:
                resumes[claim.claim_id] = from_id
        if not own.things and not words.counted(own.events):
            own = replace(own, things=own.taken_over - items.GENERIC)
        own = inheritance.promise(own, past, done, starts[claim.claim_id], starts)
        own = inheritance.go_with(claim, own, past, done, texts.get(claim.document_id, ""))
        own = inheritance.station(own)
        done[claim.claim_id] = own = inheritance.name_class(own, past, done)
        past.append(claim)
    by_id = {claim.claim_id: claim for claim in ordered}
    baselines = frozenset(one for one, other in goes_on.items() if _is_baseline(by_id[one], by_id[other], starts))
    return Filled(done, goes_on, baselines, resumes)


def _same_dimension(claim: Claim, own: Features, other: Features) -> bool:
    """Whether a figure measures the same as another, or leaves out its unit."""
    bare = claim.unit is None and own.dimension == "count"
    return own.dimension == other.dimension or (bare and other.dimension != "ratio")


def _take_over(own: Features, other: Features) -> Features:
    return replace(
        own,
        span=other.span,
        period=own.period if own.span == other.span else None,
        events=other.events,
        weak_events=other.weak_events,
        things=other.things,
        modifiers=other.modifiers,
        dimension=other.dimension,
        reading=other.reading,
        partitive=other.partitive,
    )


def _contrasted(
    claim: Claim, own: Features, past: Sequence[Claim], done: Mapping[str, Features], starts: Mapping[str, int]
) -> Claim | None:
    """The figure this one is set against in its sentence: "66, not 60", "to 90 from 75", "dropped to 300", "18 tonnes (40 pounds)"."""
    if own.events & _APART and not own.weak_events:
        return None
    start = starts[claim.claim_id]
    beside = (last for last in reversed(past) if starts[last.claim_id] == start and _same_dimension(claim, own, done[last.claim_id]))
    last = next(beside, None)
    if last is None:
        return None
    between = claim.sentence[last.char_end - start : claim.char_start - start]
    if done[last.claim_id].reading == "increment" and not measures(between):
        return None
    other = done[last.claim_id]
    if last.unit != claim.unit and _CONVERTED.match(between) is not None:
        return last
    moved = _TO.search(between) is not None and (_moved(between) or _is_from_to(between, claim.sentence[: last.char_start - start]))
    set_against = moved or _CONTRAST.search(between) is not None
    return last if set_against and other.reading != "change" and not _is_other(own, other) else None


def _is_baseline(claim: Claim, other: Claim, starts: Mapping[str, int]) -> bool:
    """Whether a figure is what the other one, before it in its sentence, is measured against."""
    start = starts[claim.claim_id]
    return start == starts[other.claim_id] and measures(claim.sentence[other.char_end - start : claim.char_start - start])


def measures(between: str) -> bool:
    """Whether the words before a figure make it what another is measured against.

    >>> measures(" people, up from about "), measures(" people, not ")
    (True, False)
    """
    return _BASELINE.search(between) is not None


def _is_other(own: Features, other: Features) -> bool:
    """Whether what they count, or what happened to it, differs for sure."""
    counted = words.counted(own.events)
    if counted and not own.weak_events and counted == words.counted(other.events) and not own.events & other.events:
        return True
    both = own.things | other.things
    return bool(own.things and other.things and not own.things & other.things and not both & items.GENERIC)


def _is_from_to(between: str, before: str) -> bool:
    """Whether the other figure stands behind "from" and only "to" parts the two: "from 60 to 55", "from 300 beds to 350"."""
    return _DIRECTLY_TO.match(between) is not None and _FROM.search(before) is not None


def _moved(between: str) -> bool:
    """Whether a verb of change stands right before "to"."""
    found = _MOVED.search(between)
    return found is not None and words.moves(found[1])


def _denied(claim: Claim, own: Features, past: Sequence[Claim], done: Mapping[str, Features]) -> Claim | None:
    """The figure of the same document that a denied figure repeats."""
    if claim.stance is not Stance.DENIED:
        return None
    same = (other for other in reversed(past) if values.is_equal(claim, other) and _same_dimension(claim, own, done[other.claim_id]))
    return next((other for other in same if claim.char_start - other.char_start <= inheritance.WITHIN), None)


def _told_before(own: Features, past: Sequence[Claim], start: int, text: str) -> Features:
    """Take the event that the words before the sentence name, in a paragraph that has given no figure yet."""
    if own.things or own.events or own.dimension == "ratio":
        return own
    begin = max(text.rfind("\n", 0, start) + 1, start - TOLD_WITHIN)
    if begin >= start or (past and past[-1].char_end > begin):
        return own
    hits = words.events().find(words.split(text[begin:start]))
    named = (
        frozenset(name for name in hit.names if items.may_happen(name, own.things, own.dimension)) for hit in reversed(hits) if not hit.weak
    )
    return replace(own, events=next((names for names in named if names), frozenset()), weak_events=False)


def _resumed(claim: Claim, own: Features, past: Sequence[Claim], done: Mapping[str, Features]) -> tuple[Features, str]:
    """Take over the event of the nearest figure of the same thing, or for bare figures of the one nearest in size."""
    if own.reading in {"change", "increment"} or own.dimension == "ratio":
        return (own if own.events or own.things else _changed(claim, own, past, done)), ""
    if own.events and not own.weak_events:
        return own, ""
    like = [
        other for other in past if claim.char_start - other.char_start <= inheritance.WITHIN and _goes_on(claim, own, done[other.claim_id])
    ]
    like = [other for other in like if _apart(claim, other) <= APART_AT_MOST and not (own.things and done[other.claim_id].events & _APART)]
    if own.events and own.things and not any(own.events & done[other.claim_id].events for other in like):
        return own, ""
    if not like:
        return own, ""
    if (own.partitive or own.reading == "part") and not own.things:
        like = [other for other in like if own.taken_over & done[other.claim_id].things] or like
    nearest = min(like, key=lambda other: (_cost(claim, other), -other.char_start))
    if own.partitive and nearest.said_by == claim.said_by:
        return own, ""
    other = done[nearest.claim_id]
    reading = other.reading if own.reading == "level" and other.reading.startswith("per ") else own.reading
    filled = replace(
        own,
        events=other.events,
        weak_events=True,
        things=own.things or other.things,
        reading=reading,
        dimension=other.dimension,
        partitive=False,
    )
    return filled, nearest.claim_id


def _goes_on(claim: Claim, own: Features, other: Features) -> bool:
    """Whether a figure may go on from another: same dimension, same thing, same reading or a rate whose period is left out."""
    if not (other.events or other.things) or not _same_dimension(claim, own, other) or not _same_thing(own, other):
        return False
    same = own.reading == other.reading or (own.reading == "part" and other.reading == "level")
    return same or (not own.things and own.reading == "level" and other.reading.startswith("per "))


def _changed(claim: Claim, own: Features, past: Sequence[Claim], done: Mapping[str, Features]) -> Features:
    """Give a bare change the event and the things of the level told just before it."""
    levels = (
        other
        for other in reversed(past)
        if done[other.claim_id].reading == "level" and claim.char_start - other.char_start <= BARE_CHANGE_WITHIN
    )
    level = next(levels, None)
    if level is None:
        return own
    return replace(own, events=done[level.claim_id].events, weak_events=True, things=done[level.claim_id].things)


def _same_thing(own: Features, other: Features) -> bool:
    return not own.things or bool(own.things & (other.things | words.counted(other.events)))


def _apart(one: Claim, two: Claim) -> float:
    """How far two figures are in size, in powers of e; figures without a common unit by their bare numbers."""
    first, second = _size(one), _size(two)
    if not first or not second:
        return APART_AT_MOST if one.unit == two.unit else math.inf
    return abs(math.log(abs(first) / abs(second * (values.factor(one, two) or 1.0))))


def _size(claim: Claim) -> float | None:
    """The number of a figure, or the lower end of a range."""
    stated = values.stated(claim)
    return stated if stated is not None else claim.low


def _cost(claim: Claim, other: Claim) -> float:
    """What speaks against going on from a figure: its size and its distance; nothing where it is the very number."""
    apart = _apart(claim, other)
    if apart == 0.0 and (_size(claim) or 0.0) >= TELLING:
        return 0.0
    return apart + (claim.char_start - other.char_start) * PER_CHARACTER


def scope_of(own: Features) -> frozenset[str]:
    """The words that narrow a figure, as far as they matter for its events."""
    matters = words.scope_events()
    return frozenset(name for name in own.scopes if not matters[name] or matters[name] & own.events)


DEFINED = "!certainty"
"""The axis on which a speaker's definition holds for all figures of one event in a document."""


def define(ordered: Sequence[Claim], read: Mapping[str, Features]) -> dict[str, frozenset[str]]:
    """The scopes of each claim; what a speaker says once of how it counts holds for all its figures of the event in the document."""
    found = {claim.claim_id: scope_of(read[claim.claim_id]) for claim in ordered}
    said: dict[tuple[str, str, str], str] = {}
    for claim in ordered:
        for scope in found[claim.claim_id]:
            if scope.startswith(DEFINED) and claim.said_by:
                said.update({(claim.document_id, claim.said_by, event): scope for event in read[claim.claim_id].events})
    for claim in ordered:
        if any(scope.lstrip("!").startswith(DEFINED.lstrip("!")) for scope in found[claim.claim_id]):
            continue
        known = [
            said[key] for event in sorted(read[claim.claim_id].events) if (key := (claim.document_id, claim.said_by or "", event)) in said
        ]
        found[claim.claim_id] |= frozenset(known[:1])
    return found
