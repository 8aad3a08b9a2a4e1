"""Ranges, pairs and shares: what two numerals side by side mean together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.mentions.numerals import Form
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.mentions.candidates import Candidate

_JOIN = re.compile(
    r"[\s\u00a0\u2009]*(?P<join>-|–|—|−|\bto\b|\bor\b|\band\b|\bthrough\b|\bout\s+of\b|\bin\b|\bof\b)(?P<every>\s+every)?[\s\u00a0\u2009-]*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r",\s+(?:(?:and|or)\s+)?(?:even\s+)?|\s+(?:and|or)\s+even\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:(?:about|around|roughly|approximately|an\s+estimated|some)\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"\bfrom\s+(?:(?:about|around|roughly|nearly|almost|over|under|just|more\s+than|less\s+than|fewer\s+than|a|an|the)\s+)*$", re.IGNORECASE
)
_RANGE_VERB = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|somewhere|estimates?|cost(?:s|ing)?|spann?(?:ing|ed|s)?|priced|extend(?:s|ing)?)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:ris\w+|rose|gain\w*|los[et]\w*|add\w*|increas\w+|grow\w*|grew|climb\w*|jump\w*|surg\w+|soar\w*|f[ae]ll\w*|fell|drop\w*|decreas\w+|declin\w+|slid\w*|slip\w*|sank|"
    r"plung\w+|plummet\w+|shr[aiu]nk\w*|cut\w*|reduc\w+|lower\w*|rais\w+|hik\w+|up|down|chang\w+|mov\w+|went|go\w*|expand\w*|widen\w*|narrow\w*|"
    r"improv\w+|worsen\w*|swell\w*|swoll\w+|doubl\w+|tripl\w+|revis\w+|correct\w*|amend\w*|restat\w*|upgrad\w+|downgrad\w+|boost\w*|bring\w*|brought|push\w*|took|tak\w+|shift\w*)\b",
    re.IGNORECASE,
)
_SHARE_TAIL = re.compile(r"[\s\u00a0]+[a-z]|[.,;:!?)”\"—–-]|$", re.IGNORECASE)
NEAR = 45
"""Characters before a number in which a verb of moving governs it."""

LEVEL_OVER_STEP = 3
"""A number this many times the one before "to" is the level reached, not the far end of a range."""

SAME_ORDER = 30
"""Two levels of one thing differ by less than this factor where one magnitude is read for both."""

LARGEST_SHARE_BASE = 1000
"""Whole numbers up to here make shares in words: "four in 10", "one in 1,000"."""


def join(text: str, candidates: list[Candidate], start: int) -> list[Candidate]:
    """Join neighbours that are one figure, left to right: ranges, shares; pass a shared unit or magnitude to the left of a pair.

    >>> from ledger.mentions.candidates import Candidate
    >>> from ledger.mentions.numerals import find
    >>> text = "between 2.5 and 3 million; 40 to 50; four in 10 voters"
    >>> pairs = join(text, [Candidate.of(n, None) for n in find(text, 0, len(text))], 0)
    >>> [(c.low, c.high, c.range, c.share) for c in pairs]
    [(2500000.0, 3000000.0, True, False), (40.0, 50.0, True, False), (0.4, 0.4, False, True)]
    """
    joined: list[Candidate] = []
    for candidate in candidates:
        if joined:
            _pass_along(text, joined, candidate)
        if joined and (merged := _merge(text, joined[-1], candidate, start)) is not None:
            joined[-1] = merged
        else:
            joined.append(candidate)
    return joined


def _merge(text: str, left: Candidate, right: Candidate, start: int) -> Candidate | None:
    """One candidate for both, or nothing if they stay two; then a shared unit or magnitude is passed on in place."""
    if left.range or right.range or len(left.numerals) > 1:
        return None
    gap_start = max(left.end, left.quote_end if left.unit and left.unit.end > left.end else left.end)
    match = _JOIN.fullmatch(text, gap_start, right.quote_start)
    if match is None:
        return None
    word = " ".join(match["join"].lower().split())
    lead = text[start : left.quote_start]
    between = _BETWEEN.search(lead) if word == "and" else None
    if word in {"in", "out of", "of"}:
        return _share(text, left, right, word)
    if word == "and" and between is None:
        _pass_scale(left, right)
    elif word == "or" and not _alternatives_are_range(left, right):
        _pass_currency(left, right)
    elif word == "to" and (_is_move(lead) or _is_step_and_level(left, right, lead)):
        _pass_magnitude(left, right)
        _pass_unit(left, right)
        if right.unit is None and left.unit is not None and left.first.scale == right.first.scale > 1:
            right.unit = left.unit
            right.notes.append("Read the unit of the number before with this one as well.")
    elif (merged := _range(left, right)) is not None:
        merged.quote_start -= len(between.group()) if between else 0
        return merged
    return None


def _pass_along(text: str, joined: list[Candidate], last: Candidate) -> None:
    """The unit of the last number of a list holds for those before it: "three, four and even five hours"."""
    if last.unit is None or last.unit.start < last.end or last.unit.kind not in {Kind.DURATION, Kind.PERCENT, Kind.MEASURE}:
        return
    right = last
    for left in reversed(joined):
        plain = left.unit is None and not left.range and not left.share and left.first.form is Form.CARDINAL and left.first.scale == 1
        alike = left.first.digits == last.first.digits and left.high < right.high <= LEVEL_OVER_STEP * max(left.high, 1)
        if not (plain and alike and _LISTED.fullmatch(text, left.quote_end, right.quote_start)):
            return
        left.unit = last.unit
        left.notes.append("Read the unit of the last number of the list with this one as well.")
        right = left


def _is_move(lead: str) -> bool:
    """Whether "from X to Y" says that something moved; without a word of moving it is a range."""
    before = _FROM.search(lead)
    if before is None:
        return False
    clause = re.split(r"[,;:(]", lead[: before.start()])[-1][-NEAR:]
    return not _RANGE_VERB.search(clause) and bool(_MOVES.search(clause))


def _is_step_and_level(left: Candidate, right: Candidate, lead: str) -> bool:
    """Such as "rose by $43.6 billion to $419.2 billion": a step and the level it led to, each with its own unit."""
    units = left.unit is not None and right.unit is not None and left.unit is not right.unit
    return (units or bool(_BY.search(lead))) and right.low > LEVEL_OVER_STEP * left.high and bool(_MOVES.search(lead[-NEAR:]))


def _range(left: Candidate, right: Candidate) -> Candidate | None:
    """Join two ends with one unit, the smaller first."""
    if not _one_unit(left, right) or left.is_vague != right.is_vague or left.share != right.share:
        return None
    low, note = _shared_magnitude(left, right)
    if low >= right.high:
        _pass_magnitude(left, right)
        _pass_unit(left, right)
        return None
    notes = [*left.notes, *(n for n in right.notes if n not in left.notes), *([note] if note else [])]
    unit = right.unit or left.unit
    return replace(
        left, numerals=[left.first, right.first], low=low, high=right.high, end=max(right.end, left.end), unit=unit, range=True,
        quote_end=max(right.quote_end, left.quote_end), notes=notes,
    )  # fmt: skip


def _one_unit(left: Candidate, right: Candidate) -> bool:
    if left.unit is None or (right.unit is not None and left.unit.name == right.unit.name):
        return True
    return right.unit is None and left.unit.start < left.first.start  # "$3 to 5 million"


def _shared_magnitude(left: Candidate, right: Candidate) -> tuple[float, str]:
    """The left end with a magnitude that only the right end states: "2.5 to 3 million", "30–40,000"."""
    low = left.low
    if left.first.scale == 1 and right.first.scale > 1 and low < right.high / right.first.scale:
        factor = right.first.scale
    elif (
        left.first.digits
        and right.first.digits
        and right.first.scale == left.first.scale == 1
        and low < right.high / 1000
        and right.high % 1000 == 0
    ):
        factor = 1000.0
    else:
        return low, ""
    return low * factor, f"Read the magnitude of the second number ({factor:,.0f}) with the first as well."


def _pass_magnitude(left: Candidate, right: Candidate) -> None:
    """A magnitude that only the second of two levels states: "from 12.4 to 9.8 million"."""
    factor = right.first.scale
    bare = left.first.scale == 1 and left.unit is None and left.first.digits and not left.share and factor > 1
    if bare and left.low > 0 and max(left.low * factor / right.high, right.high / (left.low * factor)) <= SAME_ORDER:
        left.scale(factor)
        left.notes.append(f"Read the magnitude of the next number ({factor:,.0f}) with this one as well.")


def _pass_scale(left: Candidate, right: Candidate) -> None:
    """A shared magnitude in a plain list: "2.5 and 3 million people"."""
    if (
        left.unit is None
        and left.first.scale == 1
        and not left.is_vague
        and not left.share
        and right.first.scale > 1
        and not float(left.low).is_integer()
    ):
        factor = right.first.scale
        left.scale(factor)
        left.notes.append(f"Read the magnitude of the next number ({factor:,.0f}) with this one as well.")
    _pass_unit(left, right)


def _pass_currency(left: Candidate, right: Candidate) -> None:
    """A unit of the second of two alternatives: "8 or $9", "20 or 30 percent"."""
    after = right.unit is not None and right.unit.start >= right.end
    if left.unit is None and after and left.high < right.high and left.first.scale == right.first.scale:
        _pass_unit(left, right)
    if left.unit is None and right.unit is not None and right.unit.start < right.start and left.first.scale == right.first.scale:
        left.unit = right.unit
        left.notes.append("Read the unit of the next number with this one as well.")


def _pass_unit(left: Candidate, right: Candidate) -> None:
    """A unit that only one of two joined numbers states holds for both: "46 to 40 percent", "$7 or 8"."""
    if left.unit is None and right.unit is not None and right.unit.kind is not Kind.MONEY:
        left.unit = right.unit
        left.notes.append("Read the unit of the next number with this one as well.")
    elif left.unit is None and right.unit is not None and right.unit.start >= right.end:
        left.unit = right.unit
    elif right.unit is None and left.unit is not None and left.unit.start < left.first.start and left.first.scale == right.first.scale:
        right.unit = left.unit
        right.notes.append("Read the unit of the number before with this one as well.")


def _alternatives_are_range(left: Candidate, right: Candidate) -> bool:
    """Such as "three or four years" is a range; "300 of one or 50 of the other", "25k or 40k" and "8 or $9" are two figures."""
    if right.unit is not None and right.unit.start < right.start:
        return False
    return left.unit is None and right.high - left.low == right.first.scale and left.first.scale == right.first.scale and left.low >= 1


def _share(text: str, left: Candidate, right: Candidate, word: str) -> Candidate | None:
    """Read "four in 10", "two out of three" as one share; "15 of 20 sessions" stays two figures."""
    whole = left.low.is_integer() and right.low.is_integer() and left.first.form is Form.CARDINAL is right.first.form
    if (
        not whole
        or left.unit
        or (right.unit and right.unit.kind is not Kind.DURATION)
        or not 0 < left.low < right.low <= LARGEST_SHARE_BASE
    ):
        return None
    if word == "of" or not _SHARE_TAIL.match(text, right.end):
        return None
    if word == "in" and right.unit is not None and not text[right.end :].lstrip().lower().startswith("year"):
        return None
    if word == "in" and right.unit is not None:
        return None  # "two in three years" counts something else
    value = left.low / right.low
    return replace(
        left, numerals=[left.first, right.first], low=value, high=value, end=right.end, quote_end=right.end, share=True, unit=None
    )
