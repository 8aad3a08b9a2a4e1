"""Copies: documents that carry one text, and documents that quote the same words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ledger.errors import RecordError


class CopyKind(StrEnum):
    """How two documents carry one text."""

    NEAR_IDENTICAL = "near_identical"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two documents that carry one text: printed again, cut short, or reworded.

    Attributes:
        document_a: Id of the document with the lesser id.
        document_b: Id of the other document.
        kind: Whether the text was kept or reworded.
        similarity: From 0 to 1: how much of the shorter text stands in the longer one, word for word.
        evidence: What they share, in one clause.
    """

    document_a: str
    document_b: str
    kind: CopyKind
    similarity: float
    evidence: str

    def __post_init__(self) -> None:
        """Refuse a document as its own copy, and a similarity out of range."""
        if self.document_a >= self.document_b:
            raise RecordError("the documents of a copy must be two, the lesser id first", where=f"{self.document_a}, {self.document_b}")
        if not 0.0 <= self.similarity <= 1.0:
            raise RecordError(f"similarity {self.similarity} is not between 0 and 1", where=f"{self.document_a}, {self.document_b}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedQuotation:
    """Words that two documents quote alike: one statement in two articles, whoever wrote them.

    Attributes:
        document_a: Id of the document with the lesser id.
        document_b: Id of the other document.
        start_a: First character of the quotation, its mark included, into the text of the first document.
        end_a: One past its last character.
        start_b: The same in the second document.
        end_b: One past its last character.
        similarity: From 0 to 1: how much of the shorter quotation stands in the longer one, word for word.
    """

    document_a: str
    document_b: str
    start_a: int
    end_a: int
    start_b: int
    end_b: int
    similarity: float

    def __post_init__(self) -> None:
        """Refuse empty spans and a document that shares with itself."""
        if self.document_a >= self.document_b:
            raise RecordError("the documents must be two, the lesser id first", where=f"{self.document_a}, {self.document_b}")
        if self.start_a >= self.end_a or self.start_b >= self.end_b:
            raise RecordError("a quotation holds at least one character", where=f"{self.document_a}, {self.document_b}")
