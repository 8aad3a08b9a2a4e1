"""What forbids that two claims answer the same question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.comparison import periods, spans, values, words
from ledger.comparison.candidates import AWAITED
from ledger.records import Kind

if TYPE_CHECKING:
    from datetime import date

    from ledger.comparison.candidates import Candidate
    from ledger.comparison.features import Features
    from ledger.records import Claim


def allowed(one: Candidate, two: Candidate) -> bool:
    """Whether nothing forbids that two claims answer the same question."""
    if is_set_against(one, two) or _is_one_question(one, two):
        return True
    for rule in FORBIDDING:  # noqa: SIM110 - a plain loop takes half the time of a generator, and this is called most of all
        if rule(one, two):
            return False
    return True


def _is_one_question(one: Candidate, two: Candidate) -> bool:
    """Whether two documents' claims are alike in all that could forbid a link; parts need a closer look."""
    return one.question == two.question and one.claim.document_id != two.claim.document_id and not one.features.partitive


def is_set_against(one: Candidate, two: Candidate) -> bool:
    """Whether one figure is set against the other in its sentence, or denies it."""
    return two.goes_on == one.claim.claim_id or one.goes_on == two.claim.claim_id


def _is_one_sides(one: Candidate, two: Candidate) -> bool:
    """Whether both count one side's losses, and one of them without a noun: "Omand's death count", "40 Omandi soldiers killed"."""
    first, second = one.features, two.features
    return bool(first.party) and first.party == second.party and (first.bare or second.bare) and one.things | two.things <= SOLDIERS


SOLDIERS = frozenset({"people", "soldiers"})
"""What a bare count of one side's losses may be of."""


def other_thing(one: Candidate, two: Candidate) -> bool:
    """Both name what they count, and it differs; or one narrows its noun by other words than the other."""
    if one.things and two.things and not one.things & two.things and not _is_one_sides(one, two):
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
    if one.scopes == two.scopes or _is_one_sides(one, two):
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


def _happened(own: Features) -> bool:
    """Whether something surely happened to what is counted."""
    return bool(own.events) and not own.weak_events


def whole(one: Candidate, two: Candidate) -> bool:
    """One is the whole that a part was taken of, and nothing happened to it."""
    first, second = one.features, two.features
    return first.whole != second.whole and (_happened(first) or _happened(second) or first.dimension != "count")


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
    unlike = (one.claim.stance in AWAITED) != (two.claim.stance in AWAITED)
    sure = _happened(one.features) and _happened(two.features)
    return unlike and sure and bool(one.features.events & two.features.events & DEEDS)


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
