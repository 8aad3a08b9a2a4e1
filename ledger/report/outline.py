"""The contents in the order of reading: sources numbered, claims labelled, subjects with more than one claim as series, the rest apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from ledger.records import Bound, FindingKind, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledger.records import Claim, Finding
    from ledger.report.contents import Contents, Origin, Source

RANKS = (
    FindingKind.CONFLICT,
    FindingKind.REVISION,
    FindingKind.CHANGE,
    FindingKind.REWORDING,
    FindingKind.AGREE,
    FindingKind.REPEAT,
    FindingKind.NOT_COMPARABLE,
)
"""What a reader who scans must see first."""

_LATE = date.max
"""Where an undated document or claim is sorted: behind the dated ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim at its place in the report.

    Attributes:
        claim: The claim.
        label: Its reference, document number and place in it: "4.2".
        subject: The linked subject; nothing if no question could be named.
        origin: The id of the statement it carries.
        evidence: What ties it to its series, one clause each.
        source: The document it stands in.
    """

    claim: Claim
    label: str
    subject: str | None
    origin: str
    evidence: tuple[str, ...]
    source: Source

    @property
    def anchor(self) -> str:
        """The name to link to."""
        return f"claim-{self.label.replace('.', '-')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One origin in one wording, with every claim that carries it.

    Attributes:
        letter: The origin's letter in its series.
        entries: The claims, earliest first.
    """

    letter: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The claim that stands for the statement."""
        return self.entries[0]

    @property
    def articles(self) -> int:
        """How many documents carry it."""
        return len({entry.claim.document_id for entry in self.entries})


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The claims that answer one question.

    Attributes:
        name: The question.
        anchor: The name to link to, and the stem of the chart's file.
        statements: The claims by origin and wording, in the order of the times they hold for.
        findings: How they relate, most pressing first; both claims of each are in the series.
    """

    name: str
    anchor: str
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every claim of the series."""
        return tuple(entry for statement in self.statements for entry in statement.entries)

    @property
    def origins(self) -> int:
        """How many separate statements there are."""
        return len({entry.origin for entry in self.entries})

    @property
    def articles(self) -> int:
        """How many documents carry them."""
        return len({entry.claim.document_id for entry in self.entries})

    def of_kind(self, *kinds: FindingKind) -> tuple[Finding, ...]:
        """The findings of the kinds given, in order."""
        return tuple(finding for finding in self.findings if finding.finding in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A document at its place among the sources.

    Attributes:
        number: Its number.
        source: The document.
        entries: The claims read from it, in the order of the text.
    """

    number: int
    source: Source
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The contents in the order of reading.

    Attributes:
        contents: What the report is made from.
        listings: Every document, by publication.
        series: Subjects with more than one claim, most pressing finding first.
        singles: Claims whose subject nobody else speaks of.
        rejected: Claims that a person rejected; they appear in no table of figures and no chart.
        apart: Findings between claims of different subjects: figures that may look alike and are kept apart.
        entries: Every claim of the report by its id.
        origins: Every origin given, by its id.
    """

    contents: Contents
    listings: tuple[Listing, ...]
    series: tuple[Series, ...]
    singles: tuple[Entry, ...]
    rejected: tuple[Entry, ...]
    apart: tuple[Finding, ...]
    entries: Mapping[str, Entry]
    origins: Mapping[str, Origin]


def lay_out(contents: Contents) -> Outline:
    """Number the sources, label the claims and gather the series."""
    listings = _list_sources(contents)
    entries = [entry for listing in listings for entry in listing.entries]
    related = {claim.claim_id for claim in contents.related}
    standing = [entry for entry in entries if entry.claim.status is not Status.REJECTED]
    place = {entry.claim.claim_id: entry for entry in standing}
    findings = [finding for finding in contents.findings if finding.claim_a in place and finding.claim_b in place]
    findings.sort(
        key=lambda finding: (
            RANKS.index(finding.finding),
            *(label_order(place[side].label) for side in (finding.claim_a, finding.claim_b)),
        )
    )
    groups: dict[str, list[Entry]] = {}
    for entry in standing:
        if entry.claim.claim_id in related:
            continue
        groups.setdefault(entry.subject or f"\0{entry.claim.claim_id}", []).append(entry)
    anchors: set[str] = set()
    inside: dict[str, list[Finding]] = {}
    apart = []
    for finding in findings:
        subject = place[finding.claim_a].subject
        if subject is not None and subject == place[finding.claim_b].subject:
            inside.setdefault(subject, []).append(finding)
        else:
            apart.append(finding)
    series = [_gather(name, group, inside.get(name, ()), anchors) for name, group in sorted(groups.items()) if len(group) > 1]
    return Outline(
        contents=contents,
        listings=listings,
        series=tuple(sorted(series, key=_urgency)),
        singles=tuple(group[0] for group in groups.values() if len(group) == 1),
        rejected=tuple(entry for entry in entries if entry.claim.status is Status.REJECTED),
        apart=tuple(apart),
        entries={entry.claim.claim_id: entry for entry in entries},
        origins={origin.origin_id: origin for origin in contents.origins},
    )


def when(claim: Claim) -> tuple[date, date, date, date]:
    """The key that sorts claims by the time they hold for, then by publication."""
    return (
        claim.valid_to or claim.valid_from or claim.published_to or _LATE,
        claim.valid_from or claim.published_from or _LATE,
        claim.published_to or _LATE,
        claim.published_from or _LATE,
    )


def _list_sources(contents: Contents) -> tuple[Listing, ...]:
    """Number the documents by publication and label their claims in the order of the text."""
    links = {link.claim_id: link for link in contents.links}
    origins = {claim_id: origin.origin_id for origin in contents.origins for claim_id in origin.claim_ids}
    held: dict[str, list[Claim]] = {}
    for claim in contents.claims + contents.related:
        held.setdefault(claim.document_id, []).append(claim)
    listings = []
    for number, source in enumerate(sorted(contents.sources, key=_source_order), start=1):
        entries = []
        claims = sorted(held.get(source.document_id, ()), key=lambda claim: (claim.char_start, claim.char_end, claim.claim_id))
        for nth, claim in enumerate(claims, start=1):
            link = links.get(claim.claim_id)
            entry = Entry(
                claim=claim,
                label=f"{number}.{nth}",
                subject=link.subject if link else claim.subject,
                origin=origins.get(claim.claim_id, claim.claim_id),
                evidence=link.evidence if link else (),
                source=source,
            )
            entries.append(entry)
        listings.append(Listing(number=number, source=source, entries=tuple(entries)))
    return tuple(listings)


def _source_order(source: Source) -> tuple[date, date, str, str]:
    """The key that sorts documents: publication, then path, then id."""
    publication = source.publication
    return (publication.published_from or _LATE, publication.published_to or _LATE, source.path or "", source.document_id)


def _gather(name: str, entries: Sequence[Entry], findings: Iterable[Finding], anchors: set[str]) -> Series:
    """Make a series of the claims of one subject."""
    ordered = sorted(entries, key=lambda entry: (when(entry.claim), label_order(entry.label)))
    letters: dict[str, str] = {}
    rows: dict[tuple[object, ...], list[Entry]] = {}
    for entry in ordered:
        letters.setdefault(entry.origin, _letter(len(letters)))
        rows.setdefault((entry.origin, *_wording(entry.claim)), []).append(entry)
    return Series(
        name=name,
        anchor=_anchor(name, anchors),
        statements=tuple(Statement(letter=letters[row[0].origin], entries=tuple(row)) for row in rows.values()),
        findings=tuple(findings),
    )


def _wording(claim: Claim) -> tuple[Bound, float | None, float | None, float | None, str | None, Stance]:
    """What two claims of one origin must share to stand in one row."""
    return (claim.bound, claim.low, claim.best, claim.high, claim.unit, claim.stance)


def _urgency(series: Series) -> tuple[int, int, str]:
    """The key that sorts series: most pressing finding, then number of claims, then name."""
    worst = min((RANKS.index(finding.finding) for finding in series.findings), default=len(RANKS))
    return (worst, -len(series.entries), series.name)


def label_order(label: str) -> tuple[int, int]:
    """The key that sorts "4.10" behind "4.9"."""
    number, nth = label.split(".")
    return (int(number), int(nth))


def _letter(index: int) -> str:
    """The letter of the nth origin: A, B, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _anchor(name: str, taken: set[str]) -> str:
    """A name for links and files, of plain letters, used once."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "subject"
    anchor = next(candidate for nth in count(1) if (candidate := stem if nth == 1 else f"{stem}-{nth}") not in taken)
    taken.add(anchor)
    return anchor
