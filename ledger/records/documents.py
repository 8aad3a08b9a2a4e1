"""A document: one published text with its metadata, and the blocks it is made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from ledger.errors import RecordError
from ledger.records.identity import content_id


class PublishedBasis(StrEnum):
    """How the publication date is known, best first."""

    MANIFEST = "manifest"
    METADATA = "metadata"
    DATELINE = "dateline"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a block of a document's text is."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    TABLE = "table"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a document's text with one role.

    Attributes:
        start: First character, into the stored text.
        end: One past the last character.
        role: What the stretch is; figures are never read from furniture.
        page: The page of the original it stands on, from 1; nothing where the original has no pages.
        heading: The heading it stands under in the original; nothing where the format tells none.
    """

    start: int
    end: int
    role: Role
    page: int | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When a document was published.

    Attributes:
        published_from: First possible day; nothing if unknown.
        published_to: Last possible day, included; nothing if unknown.
        basis: How the days are known.
        evidence: The words or the field they were read from; nothing if unknown.
    """

    published_from: date | None = None
    published_to: date | None = None
    basis: PublishedBasis = PublishedBasis.UNKNOWN
    evidence: str | None = None

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it starts."""
        if self.published_from and self.published_to and self.published_from > self.published_to:
            raise RecordError(f"published until {self.published_to}, before {self.published_from}", where=str(self.evidence))

    @property
    def day(self) -> date | None:
        """The publication day, where exactly one is possible."""
        return self.published_to if self.published_from == self.published_to else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published text with its metadata.

    Attributes:
        text: The stored text, decoded and otherwise untouched; all positions refer to it.
        path: The path it was added under, relative to what the caller named; nothing for a text given directly.
        publisher: Who published it; nothing if not known.
        title: Its title; nothing if not known.
        url: Where it was published; nothing if not known.
        language: ISO 639-1 code; nothing if not known.
        publication: When it was published, and how that is known.
        blocks: The text's stretches in order, each with its role; together they hold every word.
        notes: What was guessed while reading, one sentence each.
    """

    text: str
    path: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    publication: Publication = field(default_factory=Publication)
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def document_id(self) -> str:
        """Hash of the text, the publisher and the url: not of the path, so a moved file is the same document."""
        return content_id("document", self.text_hash, self.publisher, self.url)

    @property
    def text_hash(self) -> str:
        """SHA-256 of the stored text in UTF-8, hexadecimal."""
        return _hash(self.text)


@lru_cache(maxsize=4)
def _hash(text: str) -> str:
    """Hash a text; the last ones are remembered, for every claim of a document asks for its id."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
