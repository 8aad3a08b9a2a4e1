"""How a figure reads its item: a level, a share, a ratio, a change, an increment, a rate, a duration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.records import Kind, Measure

if TYPE_CHECKING:
    from ledger.comparison.words import Word
    from ledger.records import Claim

SHARES = frozenset({"percent", "fraction"})
RATIOS = frozenset({"times", "time", "fold", "ratio", "dimensionless"})
PERIODS = {
    "day": "day", "daily": "day", "night": "day", "nightly": "day", "24 hours": "day", "week": "week", "weekly": "week", "fortnight": "fortnight",
    "month": "month", "monthly": "month", "year": "year", "yearly": "year", "annually": "year", "annual": "year", "hour": "hour", "hourly": "hour",
    "minute": "minute", "second": "second", "annum": "year", "quarter": "quarter",
}  # fmt: skip
HEADS = frozenset({"head", "person", "capita", "household", "apiece", "each"})
_ADDED = frozenset({"another", "further", "additional", "extra"})
_MOVES = frozenset(
    "rise rises rose risen rising fall falls fell fallen falling gain gains gained gaining drop drops dropped dropping dip dips dipped slip slips "
    "slipped slide slides slid decline declines declined declining increase increases increased increasing decrease decreases decreased decreasing "
    "jump jumps jumped jumping climb climbs climbed climbing grow grows grew grown growing growth shrink shrinks shrank shrunk shrinking surge surges "
    "surged soar soared plunge plunged tumble tumbled sink sank cut cuts lose lost losing reduce reduced reduction raise raised up down swell swelled "
    "expand expanded contract contracted widen widened narrow narrowed lift lifted add added adding ease eased edge edged advance advanced".split()
)
_COMPARED = frozenset(
    "higher lower smaller larger bigger greater cheaper dearer costlier faster slower up down below above fewer off increase decrease rise fall drop decline jump "
    "reduction cut gain surge growth".split()
)
_LEVEL_MARKS = frozenset({"to", "at", "from", "reached", "hit", "reach", "stood", "against", "than"})
_HEDGES = frozenset("about around some roughly nearly almost over more than at least up to as much many just under by a an another only".split())
LOOKED_AT = 4
"""Words before a figure in which a verb of change makes it one."""


def reading_of(claim: Claim, tokens: tuple[Word, ...], first: int, last: int) -> tuple[str, str]:
    """Name the dimension and the reading of a claim's figure."""
    unit = claim.unit or ""
    base, _, per = unit.replace(" per ", "/").partition("/")
    before = [word.text.lower() for word in tokens[max(0, first - LOOKED_AT) : first]]
    after = [word.text.lower() for word in tokens[last + 1 : last + 5]]
    dimension = _dimension(claim, base)
    if dimension == "ratio":
        return dimension, "ratio"
    rate = _rate(claim, per.strip(), after, tokens[max(0, first - 6) : first])
    if _is_change(claim, before, after, dimension):
        return dimension, "change" if rate is None else f"change {rate}"
    if _ADDED & set(before) or (after and after[0] in {"more", "fewer"} and "of" not in after[1:2]) or claim.measure is Measure.INCREMENT:
        return dimension, "increment"
    return dimension, rate or "level"


def _dimension(claim: Claim, base: str) -> str:
    if base in SHARES or claim.kind in {Kind.PERCENT, Kind.SHARE}:
        return "share"
    if base in RATIOS or claim.kind is Kind.RATIO:
        return "ratio"
    if claim.kind is Kind.COUNT:
        return "count"
    return claim.dimension.partition("/")[0].strip() or "count"


def _rate(claim: Claim, per: str, after: list[str], before: tuple[Word, ...]) -> str | None:
    """The period or head of a rate, from the unit, from "a day" or "per head" behind the figure, or from "weekly" before it."""
    if per in PERIODS:
        return f"per {PERIODS[per]}"
    if per:
        return f"per {per}" if per not in HEADS else "per head"
    for place, word in enumerate(after):
        lead = after[place - 1] if place else ""
        if word in HEADS and lead in {"a", "per", "each", ""} and (word in {"apiece", "each"} or lead in {"a", "per"}):
            return "per head"
        if (word in PERIODS and lead in {"a", "per", "each", "every", "an"}) or word in {"daily", "weekly", "monthly", "annually", "yearly", "nightly"}:
            return f"per {PERIODS[word]}"
    for word in before:
        lower = word.text.lower()
        if lower in {"daily", "weekly", "monthly", "nightly", "hourly"}:
            return f"per {PERIODS[lower]}"
    return "per unit" if claim.measure is Measure.RATE else None


def _is_change(claim: Claim, before: list[str], after: list[str], dimension: str) -> bool:
    """Whether the words say by how much something moved, not where it stands."""
    if claim.change is not None:
        return not (before and _lead(before) in _LEVEL_MARKS)
    lead = _lead(before)
    if lead in _LEVEL_MARKS:
        return False
    if lead in _MOVES and (dimension == "share" or before[-1] == "by" or lead in {"up", "down"}):
        return True
    if before[-1:] == ["by"] and set(before) & _MOVES:
        return True
    if before[-1:] == ["of"] and set(before[-3:-1]) & _COMPARED:
        return True
    return bool(after) and (after[0] in _COMPARED or (after[0] in {"less", "more", "fewer"} and after[1:2] == ["than"]))


def _lead(before: list[str]) -> str:
    """The last word before the figure that is no hedge."""
    return next((word for word in reversed(before) if word not in _HEDGES or word in {"up", "to", "than"}), "")
