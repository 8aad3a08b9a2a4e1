"""A candidate: a figure in the making, passed from rule to rule inside one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.mentions.numerals import Form, multiply

if TYPE_CHECKING:
    from ledger.mentions.numerals import Numeral
    from ledger.mentions.units import Unit
    from ledger.records import Bound, Change, Kind, Measure


@dataclass(slots=True)
class Candidate:
    """A figure in the making; rules fill it in turn.

    Attributes:
        numerals: The one numeral, or the two ends of a range.
        low: Least value stated so far.
        high: Greatest value stated so far.
        start: First character of the number.
        end: One past the last character of the number, the second end of a range included.
        unit: The unit beside it; nothing for a bare number or a count.
        bound: The bound its words give; nothing for none found yet.
        quote_start: First character of bound words, currency sign and number.
        quote_end: One past the last character of number, unit and bound words.
        kind: What sort of quantity it is; nothing until known.
        share: Whether it is a part of something ("a third of", "four in 10").
        range: Whether it has two ends.
        per: Denominator of a rate; empty for none.
        change: Direction of the change it states.
        measure: Total, increment or rate, where the words say so.
        denied: Whether the words deny it.
        converts: The candidate that this one says again in another unit; nothing for none.
        notes: What was guessed.
        confidence: From 0 to 1.
    """

    numerals: list[Numeral]
    low: float
    high: float
    start: int
    end: int
    unit: Unit | None = None
    bound: Bound | None = None
    quote_start: int = 0
    quote_end: int = 0
    kind: Kind | None = None
    share: bool = False
    range: bool = False
    per: str = ""
    change: Change | None = None
    measure: Measure | None = None
    denied: bool = False
    converts: Candidate | None = None
    notes: list[str] = field(default_factory=list)
    confidence: float = 1.0

    @classmethod
    def of(cls, numeral: Numeral, unit: Unit | None) -> Candidate:
        """Start a candidate from one numeral and the unit beside it."""
        notes = [note for note in (numeral.note, unit.note if unit else "") if note]
        start = min(numeral.start, unit.start) if unit else numeral.start
        end = max(numeral.end, unit.end) if unit else numeral.end
        return cls(
            numerals=[numeral], low=numeral.low, high=numeral.high, start=numeral.start, end=numeral.end, unit=unit,
            quote_start=start, quote_end=end, share=numeral.form is Form.FRACTION, notes=notes,
        )  # fmt: skip

    @property
    def first(self) -> Numeral:
        """The numeral, or the first end of a range."""
        return self.numerals[0]

    @property
    def is_vague(self) -> bool:
        """Whether the number is a vague word."""
        return self.first.form is Form.VAGUE

    @property
    def origin(self) -> Candidate:
        """The candidate that this one says again in another unit, by however many steps; itself where it says nothing again."""
        return self.converts.origin if self.converts is not None else self

    def scale(self, factor: float) -> None:
        """Multiply both ends by a magnitude read from elsewhere."""
        self.low, self.high = multiply(self.low, factor), multiply(self.high, factor)
