"""What a report is made from: plain records, checked when put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from ledger.errors import RecordError

if TYPE_CHECKING:
    from ledger.records import Claim, Document, Finding, Publication, Review


class Link(Protocol):
    """A claim's place in a series, as whoever linked the claims gives it."""

    @property
    def claim_id(self) -> str:
        """The claim."""

    @property
    def subject(self) -> str:
        """The question it answers."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """What ties it to the series, one clause each."""


class Origin(Protocol):
    """One statement and the claims that carry it, as whoever compared the claims gives it."""

    @property
    def origin_id(self) -> str:
        """The statement's id."""

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims that carry it."""

    @property
    def lineage(self) -> tuple[str, ...]:
        """Who carried whom, outermost last; empty where no text says so."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Why the claims are one statement, one clause each."""


class Flag(Protocol):
    """Claims that a reader should look at twice, as whoever checked them gives it."""

    @property
    def flag(self) -> str:
        """Why, in a word: sum, share, fall, old, basis."""

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims, the whole or the earlier first."""

    @property
    def reason(self) -> str:
        """Why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a report says of a document, without its text.

    Attributes:
        document_id: Id of the document.
        text_hash: SHA-256 of the stored text.
        publication: When it was published, and how that is known.
        publisher: Who published it; nothing if not known.
        title: Its title; nothing if not known.
        url: Where it was published; nothing if not known.
        path: The path it was added under; nothing for a text given directly.
        notes: What was guessed while reading it, one sentence each.
    """

    document_id: str
    text_hash: str
    publication: Publication
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    path: str | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Self:
        """Take from a document what a report says of it."""
        return cls(
            document_id=document.document_id,
            text_hash=document.text_hash,
            publication=document.publication,
            publisher=document.publisher,
            title=document.title,
            url=document.url,
            path=document.path,
            notes=document.notes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Documents that carry the same words.

    Attributes:
        document_ids: The documents, two or more.
        what: What they share, a phrase that completes "These documents carry": "one text", "one quotation".
        words: Some of the shared words, as an example; nothing where the whole text is shared.
    """

    document_ids: tuple[str, ...]
    what: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What became of the ledger since an earlier report.

    Attributes:
        since: The earlier state, as a reader names it: "version 3", "31 January 2026".
        added: Ids of claims that are new, all of them among the report's claims.
        superseded: Claims that a newer reading or a retraction replaced.
        changed: Ids of claims that stood before and read differently now.
        findings: Findings that are new.
    """

    since: str
    added: tuple[str, ...] = ()
    superseded: tuple[Claim, ...] = ()
    changed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything one report is made from; the order of the sequences does not matter.

    Attributes:
        title: What the report is about, a noun phrase: "Figures in seeds".
        claims: The claims to report, of one subject, several, or the whole ledger.
        sources: The documents of the claims; documents without a claim are listed too.
        links: The series each claim belongs to; a claim without a link keeps its own subject.
        origins: The statements that the claims carry; a claim without one is its own.
        findings: How the claims relate; a finding with a claim outside the report is left out.
        flags: What a reader should look at twice: sums, shares, totals that fall; one with a claim outside the report is left out.
        related: Claims of other subjects that findings set beside these: named where figures are kept apart, and in no table or chart.
        shared: Documents that carry the same words.
        reviews: What people decided about the claims and subjects.
        changes: What changed since an earlier report; nothing where there is no earlier one.
    """

    title: str
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    links: tuple[Link, ...] = ()
    origins: tuple[Origin, ...] = ()
    findings: tuple[Finding, ...] = ()
    flags: tuple[Flag, ...] = ()
    related: tuple[Claim, ...] = ()
    shared: tuple[Shared, ...] = ()
    reviews: tuple[Review, ...] = ()
    changes: Changes | None = None

    def __post_init__(self) -> None:
        """Refuse claims told twice, and claims of documents that are not there."""
        claims = self.claims + self.related
        if len({claim.claim_id for claim in claims}) != len(claims):
            raise RecordError("a claim is given twice", where="report contents")
        known = {source.document_id for source in self.sources}
        for claim in claims:
            if claim.document_id not in known:
                raise RecordError("the claim's document is not among the sources", where=repr(claim.quote))
