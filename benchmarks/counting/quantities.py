"""Quantities as the public sets write them: what is compared, and nothing else."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITLESS = "-"
"""How the sets write that a quantity has no unit, and that it has no concept."""

ABSOLUTE, RELATIVE = 1e-8, 1e-5
"""The tolerance of the published counting; the relative part is of the system's value."""

_RANGE = re.compile(r"\s*([^\s-][^-]*)-(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity, by a person or by a system.

    Attributes:
        value: The number, or the lower end of a range.
        upper: The upper end of a range; nothing for a single number.
        unit: Its unit in lower case, `-` for none.
        change: One of `= ~ < > up down`; nothing if the set or system states no changes.
        concepts: The words of what it measures; nothing if the set or system states no concepts.
    """

    value: float
    upper: float | None = None
    unit: str = UNITLESS
    change: str | None = None
    concepts: tuple[str, ...] | None = None

    def as_mean(self) -> Quantity:
        """Put the mean in place of a range, for systems that give a range as its mean."""
        return self if self.upper is None else replace(self, value=(self.value + self.upper) / 2, upper=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the quantities that people found in it."""

    text: str
    gold: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What people and what a system found in one sentence, both in the order of their units' names."""

    gold: tuple[Quantity, ...]
    found: tuple[Quantity, ...]


def read_value(raw: object) -> tuple[float, float | None]:
    """Read a value of the sets: a number, a pair, or text.

    >>> read_value("3.0 - 4.0"), read_value([3, 4]), read_value("-7.5"), read_value("1E-3")
    ((3.0, 4.0), (3.0, 4.0), (-7.5, None), (0.001, None))
    """
    if isinstance(raw, (list, tuple)):
        low, high = raw
        return float(low), float(high)
    if isinstance(raw, str) and "E" not in raw and (ends := _RANGE.fullmatch(raw)):
        return float(ends[1]), float(ends[2])
    return float(str(raw)), None


def in_order(rows: Iterable[dict[str, Any]]) -> tuple[Quantity, ...]:
    """Make quantities of rows with `value`, `unit`, `change` and `concepts`, by name of unit, on which the published counting depends."""
    return tuple(_make(row) for row in sorted(rows, key=lambda row: str(row["unit"])))


def _make(row: dict[str, Any]) -> Quantity:
    """Make one quantity; concepts may be one text or several."""
    value, upper = read_value(row["value"])
    told = row.get("concepts")
    listed = [told] if isinstance(told, str) else told
    concepts = None if listed is None else tuple(word for text in listed or [UNITLESS] for word in re.split(r"[,\s]+", text))
    return Quantity(value=value, upper=upper, unit=str(row["unit"]).lower(), change=row.get("change"), concepts=concepts)


def same_value(gold: Quantity, found: Quantity) -> bool:
    """Whether two quantities have equal numbers, single with single and range with range."""
    if gold.upper is None or found.upper is None:
        return gold.upper is found.upper and _is_near(gold.value, found.value)
    return _is_near(gold.value, found.value) and _is_near(gold.upper, found.upper)


def _is_near(gold: float, found: float) -> bool:
    """Whether two numbers are equal within the tolerance of the published counting."""
    return math.isfinite(gold) and math.isfinite(found) and abs(gold - found) <= ABSOLUTE + RELATIVE * abs(found)


def shares_concept(gold: Quantity, found: Quantity) -> bool:
    """Whether the two name at least one word in common."""
    return bool(_words(gold) & _words(found))


def same_concepts(gold: Quantity, found: Quantity) -> bool:
    """Whether the two name the same words, and neither repeats one."""
    both = len(_words(gold) & _words(found))
    return gold.concepts is not None and found.concepts is not None and both == len(gold.concepts) == len(found.concepts)


def _words(of: Quantity) -> set[str]:
    return {word.lower() for word in of.concepts or ()}
