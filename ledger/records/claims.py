"""A claim: one row of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ledger.errors import RecordError
from ledger.records.documents import PublishedBasis
from ledger.records.figures import Basis, Bound, Change, Figure, Kind, Measure
from ledger.records.periods import Precision


class Stance(StrEnum):
    """How firmly the innermost speaker holds the figure."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    DOUBTED = "doubted"
    PLANNED = "planned"
    FORECAST = "forecast"
    HYPOTHETICAL = "hypothetical"
    RETRACTED = "retracted"


class Status(StrEnum):
    """Who stands behind the row: the machine, or a person who reviewed it."""

    MACHINE = "machine"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure with who said it, how firmly, and the time it holds for.

    Attributes:
        claim_id: Hash of the document and the place of the number in it.
        document_id: The document it was read from.
        figure_text: The figure as worded, bound included: "more than 20,000".
        bound: How the words hold the number.
        low: Least value stated, in `unit`; nothing if none.
        best: The single value stated, in `unit`; nothing for bounds and ranges. Never computed.
        high: Greatest value stated, in `unit`; nothing if none.
        kind: What sort of quantity it is.
        change: The direction of the change that the figure states; nothing for levels.
        measure: Total, increment, rate or stock; nothing if unstated.
        basis: How the speaker came by the figure; nothing if unstated.
        convention: The convention that gave a vague word its numbers; nothing unless vague.
        unit: Pint name, ISO 4217 code, `percent`, `percentage_point`, or for counts the singular head noun.
        dimension: Pint dimensionality, `[currency]`, or `count`.
        item: What is counted or measured, a lemmatised noun phrase without determiners; nothing if not stated.
        item_text: The item as written; nothing if not stated.
        subject: The question the figure answers, named; nothing if no question could be named.
        valid_from: First day the figure is about, included; nothing if not stated.
        valid_to: Last day the figure is about, included; nothing if not stated.
        valid_precision: The unit in which the words of the period are precise.
        valid_text: The words of the period; nothing if it comes from the document's date.
        said_on: The day it was said, where the text tells; nothing otherwise.
        published_from: First possible day of publication, included; nothing if unknown.
        published_to: Last possible day of publication, included; nothing if unknown.
        published_basis: How the publication days are known.
        said_by: Canonical name of the innermost speaker; nothing in the publication's own voice.
        said_by_text: The speaker as written; nothing in the publication's own voice.
        via: Who carried the statement, innermost first: agency, outlet.
        cue: The words of saying: "said", "according to"; nothing if none.
        stance: How firmly the innermost speaker holds the figure.
        denied_by: Who denies the figure elsewhere in the document, canonical names.
        char_start: First character of the quote, into the stored text.
        char_end: One past the last character of the quote.
        quote: The text at the span.
        sentence: The sentence the quote stands in, as stored.
        publisher: Who published the document; nothing if not known.
        url: Where the document was published; nothing if not known.
        page: The page of the original the quote stands on, from 1; nothing where it has no pages.
        heading: The heading the quote stands under; nothing where the format tells none.
        link: An address that opens the document at the sentence: a page of a PDF, or a text fragment; nothing without an address.
        notes: What was guessed while reading, one sentence each.
        reading_confidence: From 0 to 1: was the sentence read right. Nothing about truth.
        status: Who stands behind the row.
        reader: Version of the reading rules and model that made the row.
        recorded_at: The instant the row was written, UTC; nothing until stored.
        superseded_at: The instant a newer reading replaced the row, UTC; nothing while it stands.
    """

    claim_id: str
    document_id: str
    figure_text: str
    bound: Bound
    low: float | None = None
    best: float | None = None
    high: float | None = None
    kind: Kind
    change: Change | None = None
    measure: Measure | None = None
    basis: Basis | None = None
    convention: str | None = None
    unit: str | None = None
    dimension: str = "count"
    item: str | None = None
    item_text: str | None = None
    subject: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    valid_precision: Precision | None = None
    valid_text: str | None = None
    said_on: date | None = None
    published_from: date | None = None
    published_to: date | None = None
    published_basis: PublishedBasis = PublishedBasis.UNKNOWN
    said_by: str | None = None
    said_by_text: str | None = None
    via: tuple[str, ...] = ()
    cue: str | None = None
    stance: Stance = Stance.ASSERTED
    denied_by: tuple[str, ...] = ()
    char_start: int
    char_end: int
    quote: str
    sentence: str
    publisher: str | None = None
    url: str | None = None
    page: int | None = None
    heading: str | None = None
    link: str | None = None
    notes: tuple[str, ...] = ()
    reading_confidence: float = 1.0
    status: Status = Status.MACHINE
    reader: str
    recorded_at: datetime | None = None
    superseded_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a row whose parts contradict one another."""
        _ = self.figure
        if self.char_end - self.char_start != len(self.quote):
            raise RecordError("the quote's length is not that of its span", where=repr(self.quote))
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise RecordError(f"valid until {self.valid_to}, before {self.valid_from}", where=repr(self.quote))
        if not 0.0 <= self.reading_confidence <= 1.0:
            raise RecordError(f"confidence {self.reading_confidence} is not between 0 and 1", where=repr(self.quote))

    @property
    def figure(self) -> Figure:
        """The number or range as worded, checked."""
        return Figure(text=self.figure_text, bound=self.bound, low=self.low, best=self.best, high=self.high, convention=self.convention)
