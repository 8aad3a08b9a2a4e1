"""Claims that answer the same question, linked across documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.comparison import clusters, ellipses, items, likeness, naming, stories, words
from ledger.comparison.candidates import Candidate
from ledger.comparison.collecting import paused

if TYPE_CHECKING:
    from ledger.comparison.context import Context
    from ledger.comparison.features import Features


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


@paused()
def link(context: Context) -> tuple[Link, ...]:
    """Link the claims that answer the same question, each with the name of its subject and the evidence.

    Documents give names of places and parties beyond the claims' own sentences.
    """
    candidates = consider(context)
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


def consider(context: Context) -> list[tuple[str, Candidate]]:
    """Read what the linking needs of each claim, with the story it belongs to."""
    told = stories.tell(context.claims, context.documents)
    read = context.features
    scopes = ellipses.define(context.claims, read)
    placed: dict[str, set[str]] = defaultdict(set)
    for claim in context.claims:
        placed[told[claim.document_id].name] |= read[claim.claim_id].places
    found = []
    for claim in context.claims:
        own, story = read[claim.claim_id], told[claim.document_id]
        candidate = Candidate(
            claim=claim,
            features=own,
            things=_things(own),
            scopes=scopes[claim.claim_id],
            goes_on=context.goes_on.get(claim.claim_id),
            resumes=context.resumes.get(claim.claim_id),
            place=(own.places or own.named & placed[story.name]) - story.main,
            main=story.ranked,
            names=story.names,
        )
        found.append((story.name, candidate))
    return found


def _things(own: Features) -> frozenset[str]:
    """What a claim counts; a generic item vanishes beside an event that counts it by itself."""
    counted = words.counted(own.events)
    generic = items.GENERIC | {"migrants"} if "displaced" in own.events else items.GENERIC
    if counted and (not own.things or own.things <= generic):
        return counted
    return own.things
