"""Hand-made contents of reports: an invented flood told by five documents, and hostile words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.records import (
    Basis,
    Bound,
    Claim,
    Document,
    Finding,
    FindingKind,
    Kind,
    Measure,
    Precision,
    Publication,
    PublishedBasis,
    Stance,
    content_id,
)
from ledger.report import Contents, Source

MISSING, HOMES, GRAIN = "people missing after the flood in Ostrava Vale", "homes damaged by the flood", "grain lost in the flood"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A claim's place in a series."""

    claim_id: str
    subject: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One statement and the claims that carry it."""

    origin_id: str
    claim_ids: tuple[str, ...]
    lineage: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Claims that a reader should look at twice."""

    flag: str
    claim_ids: tuple[str, ...]
    reason: str


def document(text: str, publisher: str | None, on: date | None, path: str) -> Document:
    """Make a document of one day."""
    basis = PublishedBasis.MANIFEST if on else PublishedBasis.UNKNOWN
    publication = Publication(published_from=on, published_to=on, basis=basis)
    return Document(text=text, publisher=publisher, path=path, title=text.partition("\n")[0], publication=publication)


WIRE = document(
    "Flood leaves scores missing\n\nMore than 420 people were missing on Monday, the Vale Rescue Service said. "
    "Some 3,100 homes were damaged.",
    "Northern Wire",
    date(2025, 3, 3),
    "wire.txt",
)
PAPER = document(
    "Hundreds missing\n\nAbout 420 people were missing on Monday, the Vale Rescue Service said, the Northern Wire reported.",
    "The Vale Courier",
    date(2025, 3, 4),
    "paper.txt",
)
MINISTER = document(
    "Minister disputes toll\n\nInterior Minister Ana Holt said no more than 150 people were missing on Monday.",
    "Radio Vale",
    date(2025, 3, 4),
    "radio.txt",
)
LATER = document(
    "A month on\n\nBy 1 April 38 people were still missing, the Vale Rescue Service said. "
    "Between 2,900 and 3,300 homes were damaged, insurers estimate. Up to 9 million tonnes of grain worth $1.2 billion may be lost.",
    "Northern Wire",
    date(2025, 4, 2),
    "later.txt",
)
HOSTILE = document(
    "A | B <script>alert(1)</script> [x](javascript:alert(1)) `code` **bold**\n\n"
    "Officials <b>said</b> 12 people | \u202eevil [link](http://x.example) were `missing`.",
    None,
    None,
    "hostile.txt",
)

VALUES = {
    Bound.EXACT: ("low", "best", "high"),
    Bound.ABOUT: ("best",),
    Bound.AT_LEAST: ("low",),
    Bound.MORE_THAN: ("low",),
    Bound.AT_MOST: ("high",),
    Bound.LESS_THAN: ("high",),
    Bound.BETWEEN: ("low", "high"),
    Bound.VAGUE: ("low", "high"),
}


def claim(source: Document, quote: str, bound: Bound, *values: float, **fields: Any) -> Claim:
    """Make a claim of a document from its quote; the values fill what the bound states."""
    start = source.text.index(quote)
    sentence = next(part for part in source.text.replace(". ", ".\0").replace("\n\n", "\0").split("\0") if quote in part)
    stated = VALUES[bound]
    numbers = dict(zip(stated, values * len(stated) if len(values) == 1 else values, strict=True))
    own: dict[str, Any] = {
        "kind": Kind.COUNT,
        "figure_text": quote,
        "unit": "person",
        "item": "person",
        "item_text": None,
        "sentence": sentence,
        "reader": "rules 1",
        "publisher": source.publisher,
        "published_from": source.publication.published_from,
        "published_to": source.publication.published_to,
        "published_basis": source.publication.basis,
    }
    place = {"char_start": start, "char_end": start + len(quote), "quote": quote, "document_id": source.document_id}
    return Claim(claim_id=content_id("claim", source.document_id, start, quote), bound=bound, **numbers, **place, **(own | fields))


MONDAY = {"valid_from": date(2025, 3, 3), "valid_to": date(2025, 3, 3), "valid_precision": Precision.DAY, "valid_text": "on Monday"}
RESCUE = {"said_by": "Vale Rescue Service", "said_by_text": "the Vale Rescue Service", "cue": "said"}

FIRST = claim(WIRE, "More than 420 people", Bound.MORE_THAN, 420, subject=MISSING, measure=Measure.STOCK, **MONDAY, **RESCUE)
COPIED = claim(PAPER, "About 420 people", Bound.ABOUT, 420, subject=MISSING, via=("Northern Wire",), **MONDAY, **RESCUE)
DISPUTED = claim(
    MINISTER, "no more than 150 people", Bound.AT_MOST, 150, subject=MISSING, said_by="Ana Holt", stance=Stance.ALLEGED, **MONDAY
)
STILL = claim(
    LATER,
    "38 people",
    Bound.EXACT,
    38,
    subject=MISSING,
    valid_from=date(2025, 4, 1),
    valid_to=date(2025, 4, 1),
    valid_text="By 1 April",
    **RESCUE,
)
DAMAGED = claim(WIRE, "Some 3,100 homes", Bound.ABOUT, 3100, subject=HOMES, unit="home", item="home", said_by=None)
INSURED = claim(
    LATER,
    "Between 2,900 and 3,300 homes",
    Bound.BETWEEN,
    2900,
    3300,
    subject=HOMES,
    unit="home",
    item="home",
    said_by="insurers",
    basis=Basis.ESTIMATED,
)
LOST = claim(
    LATER,
    "Up to 9 million tonnes",
    Bound.AT_MOST,
    9e6,
    subject=GRAIN,
    unit="metric_ton",
    dimension="[mass]",
    kind=Kind.MEASURE,
    item="grain",
    stance=Stance.FORECAST,
    reading_confidence=0.4,
    notes=("The speaker was taken from the sentence before.",),
)
WORTH = claim(
    LATER, "$1.2 billion", Bound.EXACT, 1.2e9, unit="USD", dimension="[currency]", kind=Kind.MONEY, item="grain", stance=Stance.FORECAST
)
ATTACK = claim(
    HOSTILE, "12 people | \u202eevil [link](http://x.example)", Bound.EXACT, 12, said_by="<img src=x onerror=alert(1)>", item="a|b"
)


def finding(kind: FindingKind, one: Claim, two: Claim, reason: str, **fields: Any) -> Finding:
    """Make a finding between two claims."""
    return Finding(finding=kind, claim_a=one.claim_id, claim_b=two.claim_id, subject=one.subject, reason=reason, **fields)


FINDINGS = (
    finding(FindingKind.REWORDING, FIRST, COPIED, "“More than” became “about”: the bound was lost"),
    finding(FindingKind.CONFLICT, FIRST, DISPUTED, "more than 420 and no more than 150 cannot both hold for one day", days=0),
    finding(FindingKind.CHANGE, FIRST, STILL, "the later figure holds for a later day", ratio=38 / 420, days=29),
    finding(FindingKind.AGREE, DAMAGED, INSURED, "about 3,100 lies between 2,900 and 3,300"),
)
ORIGINS = (
    Origin(
        origin_id="one",
        claim_ids=(FIRST.claim_id, COPIED.claim_id),
        lineage=("Vale Rescue Service", "Northern Wire", "The Vale Courier"),
        evidence=("same speaker, figure and day",),
    ),
)


def flood(**changed: Any) -> Contents:
    """Make the contents of the whole story."""
    documents = (WIRE, PAPER, MINISTER, LATER, HOSTILE)
    given: dict[str, Any] = {
        "title": "The flood in Ostrava Vale",
        "claims": (FIRST, COPIED, DISPUTED, STILL, DAMAGED, INSURED, LOST, WORTH, ATTACK),
        "sources": tuple(Source.of(document) for document in documents),
        "origins": ORIGINS,
        "findings": FINDINGS,
    }
    return Contents(**(given | changed))


def missing() -> Contents:
    """Make the contents of one subject."""
    documents = (WIRE, PAPER, MINISTER, LATER)
    return flood(
        title="People missing", claims=(FIRST, COPIED, DISPUTED, STILL), sources=tuple(Source.of(document) for document in documents)
    )
