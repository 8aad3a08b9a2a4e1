"""Claims that answer the same question, linked across documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.comparison import clauses, clusters, ellipses, features, items, likeness, naming, stories, words
from ledger.comparison.likeness import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.comparison.features import Features
    from ledger.records import Claim, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A claim's place in a series.

    Attributes:
        claim_id: The claim.
        subject: The readable name of the question it answers; claims with one subject form a series.
        evidence: What ties it to the series, one clause each; empty for a claim that stands alone.
    """

    claim_id: str
    subject: str
    evidence: tuple[str, ...] = ()


def link(claims: Sequence[Claim], documents: Iterable[Document] = ()) -> tuple[Link, ...]:
    """Link the claims that answer the same question, each with the name of its subject and the evidence.

    The order of claims and documents does not matter; documents give names of places and parties beyond the claims' own sentences.
    """
    ordered = sorted(claims, key=lambda claim: (claim.document_id, claim.char_start, claim.claim_id))
    candidates = consider(ordered, documents)
    weights = likeness.rarity(candidate.features for _, candidate in candidates)
    blocks: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    for story, candidate in candidates:
        blocks[story, candidate.features.dimension, candidate.features.reading].append(candidate)
    series = [found for block in blocks.values() for found in clusters.cluster(block, weights)]
    names = naming.name_all(series)
    links = [
        Link(claim_id=member.claim.claim_id, subject=names[place], evidence=tuple(sorted(found.proof[member.claim.claim_id])))
        for place, found in enumerate(series)
        for member in found.members
    ]
    return tuple(sorted(links, key=lambda linked: linked.claim_id))


def consider(ordered: Sequence[Claim], documents: Iterable[Document]) -> list[tuple[str, Candidate]]:
    """Read what the linking needs of each claim, with the story it belongs to."""
    listed = tuple(documents)
    texts = {document.document_id: document.text for document in listed}
    told = stories.tell(ordered, listed)
    filled = ellipses.fill(ordered, features.read_all(ordered), clauses.sentence_starts(ordered), texts)
    read = filled.features
    scopes = ellipses.define(ordered, read)
    found = []
    for claim in ordered:
        own, story = read[claim.claim_id], told[claim.document_id]
        candidate = Candidate(
            claim=claim,
            features=own,
            things=_things(own),
            scopes=scopes[claim.claim_id],
            goes_on=filled.goes_on.get(claim.claim_id),
            resumes=filled.resumes.get(claim.claim_id),
            place=own.places - story.main,
            main=story.ranked,
            names=story.names,
        )
        found.append((story.name, candidate))
    return found


def _things(own: Features) -> frozenset[str]:
    """What a claim counts; a generic item vanishes beside an event that counts it by itself."""
    counted = words.counted(own.events)
    if counted and (not own.things or own.things <= items.GENERIC):
        return counted
    return own.things
