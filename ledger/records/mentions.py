"""A mention: a figure at a span of characters, with its unit and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.errors import QuoteError, RecordError
from ledger.records.figures import Change, Figure, Kind, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure at a span of characters in a text.

    Attributes:
        figure: The number or range as worded.
        char_start: First character of the quote, into the stored text: bound words, number, unit.
        char_end: One past the last character of the quote.
        quote: The text at the span.
        number_start: First character of the number itself, inside the quote.
        number_end: One past the last character of the number itself.
        sentence_start: First character of the sentence.
        sentence_end: One past the last character of the sentence.
        kind: What sort of quantity it is.
        unit: Pint name, ISO 4217 code, `percent`, `percentage_point`, or the singular head noun of a count;
            nothing if the text names none.
        dimension: Pint dimensionality, `[currency]`, or `count`.
        item: What is counted or measured, a lemmatised noun phrase without determiners; nothing if not stated.
        item_text: The item as written; nothing if not stated.
        item_start: First character of the item as written; nothing if not stated.
        item_end: One past the last character of the item as written; nothing if not stated.
        change: The direction of the change that the figure states; nothing for levels.
        measure: Total, increment, rate or stock, where the words say so.
        denied: Whether the words deny the figure ("not 100").
        notes: What was guessed while reading, one sentence each.
        confidence: From 0 to 1: was the sentence read right.
    """

    figure: Figure
    char_start: int
    char_end: int
    quote: str
    number_start: int
    number_end: int
    sentence_start: int
    sentence_end: int
    kind: Kind
    unit: str | None = None
    dimension: str = "count"
    item: str | None = None
    item_text: str | None = None
    item_start: int | None = None
    item_end: int | None = None
    change: Change | None = None
    measure: Measure | None = None
    denied: bool = False
    notes: tuple[str, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        """Refuse spans that do not nest and confidences out of range."""
        if not self.char_start <= self.number_start < self.number_end <= self.char_end:
            raise RecordError("the number must lie inside the quote", where=repr(self.quote))
        if not self.sentence_start <= self.char_start < self.char_end <= self.sentence_end:
            raise RecordError("the quote must lie inside its sentence", where=repr(self.quote))
        if not 0.0 <= self.confidence <= 1.0:
            raise RecordError(f"confidence {self.confidence} is not between 0 and 1", where=repr(self.quote))

    def check(self, text: str) -> None:
        """Raise `QuoteError` unless the quote reproduces from the text at its characters."""
        found = text[self.char_start : self.char_end]
        if found != self.quote:
            raise QuoteError(f"the text reads {found!r}, not {self.quote!r}", where=f"characters {self.char_start}-{self.char_end}")
