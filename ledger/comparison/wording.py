"""Reasons in words: one sentence for each finding, that a reader of the report understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.comparison import periods, values
from ledger.records import Bound, Stance

if TYPE_CHECKING:
    from ledger.records import Claim

_BOUNDED = {
    Bound.EXACT: "as an exact figure",
    Bound.ABOUT: "as about that much",
    Bound.AT_LEAST: "as a lower bound",
    Bound.MORE_THAN: "as a lower bound",
    Bound.AT_MOST: "as an upper bound",
    Bound.LESS_THAN: "as an upper bound",
    Bound.BETWEEN: "as a range",
    Bound.VAGUE: "vaguely",
}
_LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_UPPER = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
TIMES_FROM = 2.0
"""Ratio from which a change is told as a multiple, and below as a percentage."""


def speaker(claim: Claim) -> str:
    """Who says it, for a sentence."""
    return claim.said_by or claim.publisher or "the publication"


def denies(denied: Claim, held: Claim) -> str:
    """Say that one denies the other's figure."""
    if speaker(denied) == speaker(held):
        return f"{speaker(denied)} denies {_text(denied)} and gives {_text(held)} instead."
    return f"{speaker(denied)} denies {_text(denied)}; {speaker(held)} gives {_text(held)}."


def retracts(one: Claim, two: Claim) -> str:
    """Say that a figure was taken back."""
    gone, kept = (one, two) if one.stance is Stance.RETRACTED else (two, one)
    return f"{speaker(gone)} has withdrawn {_text(gone)}; {_text(kept)} is the figure beside it."


def repeats(one: Claim, two: Claim) -> str:
    """Say that a statement is repeated."""
    if speaker(one) == speaker(two):
        return f"{speaker(one)} is the source of both: {_text(one)}."
    return f"{speaker(one)} and {speaker(two)} carry one statement: {_text(one)}."


def rewords(one: Claim, two: Claim, rate: float | None) -> str:
    """Say how a statement's wording changed on the way."""
    change = _worded_otherwise(one, two, rate)
    return f"One statement, {change}: {_text(one)}, then {_text(two)}."


def _worded_otherwise(one: Claim, two: Claim, rate: float | None) -> str:
    if one.unit != two.unit and (rate is None or rate != 1.0):
        return "converted into another unit"
    if not values.is_equal(one, two, rate) and not (one.bound in _LOWER | _UPPER and two.bound in _LOWER | _UPPER):
        return "the figure rounded" if values.is_rounded(one, two) else "the figure given more loosely or more closely"
    if (one.bound in _LOWER and two.bound in _UPPER) or (one.bound in _UPPER and two.bound in _LOWER):
        return "the bound reversed"
    if two.bound is Bound.EXACT and one.bound is not Bound.EXACT:
        return "the bound lost"
    if one.bound is Bound.EXACT and two.bound is not Bound.EXACT:
        return "a bound added"
    return "the bound changed" if one.bound is not two.bound else "otherwise worded"


def units_differ(one: Claim, two: Claim) -> str:
    """Say that the units cannot be converted."""
    return f"The units differ: {one.unit or 'none'} and {two.unit or 'none'}."


_HELD_OTHERWISE = {Stance.DENIED: "was denied", Stance.FORECAST: "is what is expected", Stance.PLANNED: "is what is planned"}


def bases_differ(unlike: Claim, held: Claim) -> str:
    """Say that one is what might or will be, or was denied of another time, and the other what is."""
    told = _HELD_OTHERWISE.get(unlike.stance, "is what could be")
    return f"The basis differs: {_text(unlike)} {told}, {_text(held)} is {held.stance}."


def both_denied(one: Claim, two: Claim) -> str:
    """Say that both figures are denied."""
    return f"The basis differs: {speaker(one)} denies {_text(one)} and {speaker(two)} denies {_text(two)}; neither gives a figure."


def agrees(one: Claim, two: Claim) -> str:
    """Say that two origins agree."""
    return f"{speaker(one)} ({_text(one)}) and {speaker(two)} ({_text(two)}) allow a common value for the same time."


def unchanged(one: Claim, two: Claim, *, days: int | None) -> str:
    """Say that a figure stands unchanged at a later time."""
    return f"The figure stands as it did: {_text(one)}, then {_text(two)}{_days(days)}."


def falls_between(one: Claim, two: Claim) -> str:
    """Say that a running total is lower at another speaker."""
    return f"{speaker(two)} gives {_text(two)}, less than the running total of {speaker(one)}, {_text(one)}."


def changes(one: Claim, two: Claim, rate: float | None, *, falls: bool, days: int | None) -> str:
    """Say how a figure moved with time."""
    ratio = values.ratio(one, two, rate)
    if ratio is None:
        moved = "moved"
    elif ratio == 1:
        moved = "is worded otherwise"
    elif ratio >= TIMES_FROM:
        moved = f"rose to {ratio:.3g} times the figure"
    else:
        moved = f"{'rose' if ratio > 1 else 'fell'} by {abs(ratio - 1):.2%}"
    notes = [f"{_text(claim)} is {_bound_note(claim)}" for claim in (one, two) if claim.bound in _LOWER | _UPPER]
    if falls and ratio is not None and ratio < 1 and one.said_by == two.said_by:
        notes.append("a running total that falls without a word of why")
    return f"It {moved}: {_text(one)}, then {_text(two)}{_days(days)}" + "".join(f"; {note}" for note in notes) + "."


def _bound_note(claim: Claim) -> str:
    return "a lower bound" if claim.bound in _LOWER else "an upper bound"


def revises(one: Claim, two: Claim, rate: float | None) -> str:
    """Say that a speaker gives another figure for the same time."""
    ratio = values.ratio(one, two, rate)
    direction = "" if ratio is None or ratio == 1 else " up" if ratio > 1 else " down"
    return f"{speaker(two)} revises{direction}: {_text(one)}, then {_text(two)}, for the same time."


def conflicts(one: Claim, two: Claim) -> str:
    """Say that two origins contradict each other."""
    return f"{speaker(one)} says {_text(one)} and {speaker(two)} says {_text(two)} for the same time: no value satisfies both."


def periods_differ(one: Claim, two: Claim) -> str:
    """Say that the periods cannot be set side by side."""
    return f"The periods differ: {_period(one)} and {_period(two)}."


def _text(claim: Claim) -> str:
    return f"“{claim.figure_text}”"


def _days(days: int | None) -> str:
    return "" if days is None else f" {days} day{'' if days == 1 else 's'} later"


def _period(claim: Claim) -> str:
    if claim.valid_text:
        return f"“{claim.valid_text}”"
    start, end = claim.valid_from, periods.end(claim)
    return f"{start or '…'} to {end or '…'}"
