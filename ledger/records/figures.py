"""A figure: a number or range as worded, and the closed choices that describe it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from ledger.errors import RecordError


class Bound(StrEnum):
    """How the words hold the number: which of `low`, `best` and `high` are stated follows from it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    VAGUE = "vague"


class Kind(StrEnum):
    """What sort of quantity a figure is."""

    COUNT = "count"
    MEASURE = "measure"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    AGE = "age"
    RATIO = "ratio"
    SHARE = "share"
    TEMPERATURE = "temperature"
    SCORE = "score"


class Change(StrEnum):
    """The direction of a change that the figure states."""

    UP = "up"
    DOWN = "down"


class Measure(StrEnum):
    """What kind of reading of its item a figure is."""

    TOTAL = "total"
    INCREMENT = "increment"
    RATE = "rate"
    STOCK = "stock"


class Basis(StrEnum):
    """How whoever stated the figure came by it."""

    REPORTED = "reported"
    IDENTIFIED = "identified"
    CONFIRMED = "confirmed"
    ESTIMATED = "estimated"
    EQUIVALENT = "equivalent"
    PLANNED = "planned"


_STATED: dict[Bound, frozenset[tuple[bool, bool, bool]]] = {
    Bound.EXACT: frozenset({(True, True, True)}),
    Bound.ABOUT: frozenset({(False, True, False), (True, False, True)}),
    Bound.AT_LEAST: frozenset({(True, False, False)}),
    Bound.MORE_THAN: frozenset({(True, False, False)}),
    Bound.AT_MOST: frozenset({(False, False, True)}),
    Bound.LESS_THAN: frozenset({(False, False, True)}),
    Bound.BETWEEN: frozenset({(True, False, True)}),
    Bound.VAGUE: frozenset({(True, False, True), (True, False, False)}),
}
"""For each bound, which of (low, best, high) may be stated; "about 30 to 40" keeps both ends and `about`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number or range as worded.

    Attributes:
        text: The figure's own words, bound included: "more than 20,000".
        bound: How the words hold the number.
        low: Least value stated, in the mention's unit; nothing if no lower end is stated.
        best: The single value stated; nothing for bounds and ranges. Never computed.
        high: Greatest value stated, in the mention's unit; nothing if no upper end is stated.
        convention: Name of the convention that gave a vague word its numbers; nothing unless vague.
    """

    text: str
    bound: Bound
    low: float | None = None
    best: float | None = None
    high: float | None = None
    convention: str | None = None

    def __post_init__(self) -> None:
        """Refuse a figure whose numbers do not fit its bound."""
        values = (self.low, self.best, self.high)
        if any(value is not None and not math.isfinite(value) for value in values):
            raise RecordError("a figure's numbers must be finite", where=repr(self.text))
        stated = (self.low is not None, self.best is not None, self.high is not None)
        if stated not in _STATED[self.bound]:
            raise RecordError(f"low, best, high = {values} do not fit bound {self.bound}", where=repr(self.text))
        if self.low is not None and self.high is not None and self.low > self.high:
            raise RecordError(f"low {self.low} exceeds high {self.high}", where=repr(self.text))
        if self.bound is Bound.EXACT and not (self.low == self.best == self.high):
            raise RecordError("an exact figure has one value in low, best and high", where=repr(self.text))
        if (self.bound is Bound.VAGUE) != (self.convention is not None):
            raise RecordError("a vague figure, and no other, names its convention", where=repr(self.text))
