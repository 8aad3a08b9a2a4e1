"""Conversions: a figure in brackets or after "or" that says the one before it in another unit is bound as that one is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.mentions.candidates import Candidate

CONVERTED = "The same as"
"""Opens the note on a conversion."""

_BRACKET = re.compile(r"[\s\u00a0]*[^\s().;]*[\s\u00a0]*[(\[](?:[^()\d]{0,15})?$")
_WITHIN = re.compile(r"\s*(?:/|,|;|\bor\b)\s*$")
_OR = re.compile(r",\s+(?:or|equal\s+to|equivalent\s+to|that\s+is)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
_STEPS = frozenset({"percent", "percentage_point", "point", "basis_point"})


def settle(text: str, candidates: list[Candidate]) -> None:
    """Give each conversion the bound and direction of what it converts, in place, and note it.

    "just under 296 hp (224 kW)": the second is under as well.
    """
    for left, right in pairwise(candidates):
        if not _converts(text, left, right):
            continue
        right.bound = right.bound or left.bound
        right.change = right.change or left.change
        right.converts = left
        right.notes.append(f"{CONVERTED} {text[left.quote_start : left.quote_end]!r} in another unit.")


def _converts(text: str, left: Candidate, right: Candidate) -> bool:
    if left.unit is None or right.unit is None or left.unit.name == right.unit.name:
        return False
    gap = text[left.quote_end : right.quote_start]
    bracketed = bool(_BRACKET.fullmatch(gap)) or (left.converts is not None and bool(_WITHIN.fullmatch(gap)))
    if bracketed:
        return left.unit.dimension == right.unit.dimension or {left.kind, right.kind} == {Kind.MEASURE}
    return bool(_OR.fullmatch(gap)) and (
        (left.unit.dimension == right.unit.dimension and left.kind == right.kind) or {left.unit.name, right.unit.name} <= _STEPS
    )
