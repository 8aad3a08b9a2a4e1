"""How two claims of a series relate: one small rule for each finding, tried in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.comparison import speakers, values, wording, words
from ledger.records import Basis, Finding, FindingKind, Kind, Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.comparison.context import Context
    from ledger.records import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims of one series, the earlier first.

    Attributes:
        earlier: The claim that holds for the earlier time, or was published first.
        later: The other one.
        same_origin: Whether both carry one statement.
        at_one_time: Whether both hold for the same time.
        days: Days from the earlier to the later; nothing where either is unknown.
        rate: What the later's numbers are multiplied by to stand in the earlier's unit; nothing where no rate is known.
        is_baseline: Whether the earlier is what the later is measured against in one sentence: "up from 420".
        context: What the rules know beside the two.
    """

    earlier: Claim
    later: Claim
    same_origin: bool
    at_one_time: bool
    days: int | None
    rate: float | None
    is_baseline: bool
    context: Context

    @property
    def stances(self) -> frozenset[Stance]:
        """The stances of both."""
        return frozenset({self.earlier.stance, self.later.stance})

    @property
    def in_one_voice(self) -> bool:
        """Whether one speaker states other numbers in one document: the second goes on from the first."""
        one, two = self.earlier, self.later
        same = one.document_id == two.document_id and one.said_by is not None and one.said_by == two.said_by
        return same and not values.is_equal(one, two, self.rate) and not values.is_rounded(one, two)

    @property
    def is_resumed(self) -> bool:
        """Whether one figure takes its question from the other: a rival's answer to it."""
        resumes = self.context.resumes
        return resumes.get(self.later.claim_id) == self.earlier.claim_id or resumes.get(self.earlier.claim_id) == self.later.claim_id

    @property
    def is_running_total(self) -> bool:
        """Whether both are about an event whose figures add up."""
        return bool(self.context.features[self.earlier.claim_id].events & self.context.features[self.later.claim_id].events & words.tolls())

    @property
    def is_compatible(self) -> bool:
        """Whether some value satisfies both wordings."""
        return self.rate is not None and values.interval(self.earlier).meets(values.interval(self.later, self.rate))


def denial(pair: Pair) -> str:
    """A denial conflicts with what it denies, equal numbers or not."""
    one, two = pair.earlier, pair.later
    if (one.stance is Stance.DENIED) == (two.stance is Stance.DENIED) or pair.rate is None:
        return ""
    if not pair.at_one_time and not values.is_equal(one, two, pair.rate):
        return ""
    denied, held = (one, two) if one.stance is Stance.DENIED else (two, one)
    return wording.denies(denied, held)


def retraction(pair: Pair) -> str:
    """A speaker takes a figure back."""
    if Stance.RETRACTED not in pair.stances or pair.rate is None:
        return ""
    return wording.retracts(pair.earlier, pair.later)


def repeat(pair: Pair) -> str:
    """One statement, in the same words."""
    one, two = pair.earlier, pair.later
    counts = one.kind is two.kind is Kind.COUNT
    if not pair.same_origin or one.bound is not two.bound or (one.unit != two.unit and not counts) or not values.is_equal(one, two):
        return ""
    return wording.repeats(one, two)


def rewording(pair: Pair) -> str:
    """One statement, its figure worded otherwise."""
    return wording.rewords(pair.earlier, pair.later, pair.rate) if pair.same_origin else ""


def other_unit(pair: Pair) -> str:
    """No rate is known between the units."""
    return wording.units_differ(pair.earlier, pair.later) if pair.rate is None else ""


def other_basis(pair: Pair) -> str:
    """One is what might have been or what was denied of another time, the other what is."""
    one, two = pair.earlier, pair.later
    if _is_unlike(one) == _is_unlike(two):
        return ""
    return wording.bases_differ(one, two) if _is_unlike(one) else wording.bases_differ(two, one)


def _is_unlike(claim: Claim) -> bool:
    """Whether a figure holds of no actual time; what "may have" happened by somebody's estimate does."""
    return claim.stance in _UNLIKE and not (claim.stance is Stance.HYPOTHETICAL and claim.basis is Basis.ESTIMATED)


_UNLIKE = frozenset({Stance.HYPOTHETICAL, Stance.DENIED})
"""Stances whose figures hold of no actual time: what could be, and what was denied."""


def both_denied(pair: Pair) -> str:
    """Two denials: what two speakers reject does not contradict."""
    denied = pair.earlier.stance is pair.later.stance is Stance.DENIED
    return wording.both_denied(pair.earlier, pair.later) if denied else ""


def agree(pair: Pair) -> str:
    """Two origins, one time, and a value that satisfies both."""
    if not pair.is_compatible or not pair.at_one_time or pair.in_one_voice:
        return ""
    return wording.agrees(pair.earlier, pair.later)


def unchanged(pair: Pair) -> str:
    """Two times, one figure."""
    if pair.at_one_time or not values.is_equal(pair.earlier, pair.later, pair.rate):
        return ""
    return wording.unchanged(pair.earlier, pair.later, days=pair.days)


def fallen_total(pair: Pair) -> str:
    """A running total cannot fall from one speaker to another by itself."""
    one, two = pair.earlier, pair.later
    if not pair.is_running_total or speakers.are_one(one, two) or pair.is_compatible or pair.at_one_time:
        return ""
    if one.document_id != two.document_id and (pair.days or 0) > 1:
        return ""
    ratio = values.ratio(one, two, pair.rate)
    return wording.falls_between(one, two) if ratio is not None and ratio < 1 else ""


def change(pair: Pair) -> str:
    """The later holds for a later time, or is measured against the earlier, and states another figure."""
    if not pair.is_baseline and (pair.at_one_time or not pair.days):
        return ""
    return wording.changes(pair.earlier, pair.later, pair.rate, falls=pair.is_running_total, days=pair.days or None)


def other_future(pair: Pair) -> str:
    """For one time, one is what is expected or planned, the other what is."""
    one, two = pair.earlier, pair.later
    if (one.stance in _FUTURE) == (two.stance in _FUTURE) or pair.is_resumed:
        return ""
    return wording.bases_differ(one, two) if one.stance in _FUTURE else wording.bases_differ(two, one)


_FUTURE = frozenset({Stance.FORECAST, Stance.PLANNED})
"""Stances whose figures are yet to come true."""


def revision(pair: Pair) -> str:
    """One speaker, one time, another figure."""
    one, two = pair.earlier, pair.later
    if (pair.is_compatible and not pair.in_one_voice) or not speakers.are_one(one, two) or (one.said_by is None) != (two.said_by is None):
        return ""
    return wording.revises(one, two, pair.rate)


def conflict(pair: Pair) -> str:
    """Two origins, one time, and no value that satisfies both."""
    return "" if pair.is_compatible else wording.conflicts(pair.earlier, pair.later)


def other_period(pair: Pair) -> str:
    """Nothing else fits: the periods cannot be set side by side."""
    return wording.periods_differ(pair.earlier, pair.later)


Rule = "Callable[[Pair], str]"
RULES: tuple[tuple[FindingKind, Callable[[Pair], str]], ...] = (
    (FindingKind.CONFLICT, denial),
    (FindingKind.REPEAT, repeat),
    (FindingKind.REWORDING, rewording),
    (FindingKind.REVISION, retraction),
    (FindingKind.NOT_COMPARABLE, other_unit),
    (FindingKind.NOT_COMPARABLE, other_basis),
    (FindingKind.NOT_COMPARABLE, both_denied),
    (FindingKind.AGREE, agree),
    (FindingKind.AGREE, unchanged),
    (FindingKind.CONFLICT, fallen_total),
    (FindingKind.CHANGE, change),
    (FindingKind.NOT_COMPARABLE, other_future),
    (FindingKind.REVISION, revision),
    (FindingKind.CONFLICT, conflict),
    (FindingKind.NOT_COMPARABLE, other_period),
)
"""The findings in the order in which their rules are tried, each rule with the same signature: the reason in words, or nothing."""


def relate(pair: Pair, subject: str) -> Finding:
    """Find how two claims of a series relate."""
    for kind, rule in RULES:
        reason = rule(pair)
        if reason:
            return Finding(
                finding=kind,
                claim_a=pair.earlier.claim_id,
                claim_b=pair.later.claim_id,
                subject=subject,
                reason=reason,
                ratio=values.ratio(pair.earlier, pair.later, pair.rate),
                days=pair.days,
            )
    message = "the last rule takes every pair"
    raise AssertionError(message)
