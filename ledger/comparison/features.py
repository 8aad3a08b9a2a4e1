"""What a claim's own words say about the question it answers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ledger.comparison import clauses, events, items, parties, places, spans, words
from ledger.comparison.clauses import Place
from ledger.comparison.readings import reading_of
from ledger.comparison.words import role
from ledger.records import Kind, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.comparison.words import Word
    from ledger.records import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What a claim's own words say about the question it answers.

    Attributes:
        reading: Level, share, ratio, change, increment, duration, or a rate with its period.
        dimension: What is measured: `count`, `[currency]`, `[length]` …; `share` for all fractions.
        things: Classes of what is counted, or the stem of its noun; empty when the words name nothing.
        modifiers: Stems of the words that narrow the noun.
        events: Events the figure may be about; empty when none is near.
        weak_events: Whether the events are read from afar or taken over from another figure.
        scopes: What narrows or widens the figure, as `axis:place`.
        partitive: Whether the figure is a part of another ("14 of them").
        whole: Whether the figure is the whole that another is a part of ("of the 310 schools").
        party: Whose losses, troops or fire it counts, by the beginning of the name.
        places: Places that the words name.
        named: All names around the figure, speakers left out.
        parted: Whether the figure is a part of the one right behind it: "37 of the 52".
        span: Kind of period the figure holds for.
        period: First and last day the figure holds for; nothing unless both are known.
        bare: Whether only the event's own noun is counted: "the number of dead", "600 deaths".
        taken_over: Classes of what is counted where only another sentence names it.
        content: Stems of the words around the figure.
    """

    reading: str
    dimension: str
    things: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    weak_events: bool = False
    scopes: frozenset[str] = frozenset()
    partitive: bool = False
    whole: bool = False
    party: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    parted: bool = False
    span: str | None = None
    period: tuple[date, date] | None = None
    bare: bool = False
    taken_over: frozenset[str] = frozenset()
    content: frozenset[str] = field(default_factory=frozenset)


_AGENT = re.compile(r"\bby (?:an?|the) [a-z]+(?: [a-z]+)? in (?:[A-Z]\w+ ?)+")
"""Who did it, where: "by a court in Port Cay" places no figure."""
GIVEN = frozenset({"delivered", "received", "paid"})
"""Events that are promises as long as the giver has yet to do them: "will send 60 tanks"."""


def read_all(claims: Sequence[Claim], starts: Mapping[str, int]) -> dict[str, Features]:
    """Read the features of all claims, each beside the other figures of its sentence."""
    beside: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        beside[claim.document_id, starts[claim.claim_id]].append(claim)
    found: dict[str, Features] = {}
    for (_, start), members in beside.items():
        tokens = words.split(members[0].sentence)
        taken = {claim.claim_id: clauses.in_quotes(tokens, *clauses.words_of(tokens, claim, start)) for claim in members}
        for claim in members:
            first, last = taken[claim.claim_id]
            others = tuple(sorted(taken[other.claim_id] for other in members if other is not claim and _is_beside(claim, other)))
            found[claim.claim_id] = read(claim, Place(tokens, first, last, others))
    return found


def _is_beside(claim: Claim, other: Claim) -> bool:
    """Whether another figure begins a clause of its own; a length of time does not: "130 were killed in two weeks of clashes"."""
    return other.kind is not Kind.DURATION or claim.kind is Kind.DURATION


def read(claim: Claim, place: Place) -> Features:
    """Read the features of one claim from its columns and its sentence."""
    tokens = place.tokens
    item = items.read(claim, place)
    dimension, reading = reading_of(claim, tokens, place.first, place.last)
    if dimension == "share" and place.last + 1 < len(tokens) and tokens[place.last + 1].text.lower() == "of":
        item = replace(item, events=frozenset())
    whole = clauses.is_whole(place)
    found, weak = events.find(place, item, dimension, whole=whole)
    left, right = clauses.clause(place)
    near = tokens[left:right]
    if reading == "capacity":
        found, weak = frozenset({"capacity"}), False
    if reading == "level" and clauses.opens_part(place):
        reading = "part"
    if claim.stance in {Stance.PLANNED, Stance.FORECAST} and found & GIVEN and not any(role(word.text.lower(), "arrives") for word in near):
        found = frozenset({"promised"})
    return Features(
        reading=reading,
        dimension=dimension,
        things=item.things,
        bare=not item.things,
        taken_over=item.taken_over,
        modifiers=item.modifiers,
        events=found,
        weak_events=weak,
        scopes=frozenset(name for hit in words.scopes().find(near) for name in hit.names),
        partitive=clauses.is_partitive(place),
        whole=whole and not found,
        party=parties.party_of(claim, place, left, right, found),
        places=_places(claim, near),
        named=_named(claim, near),
        parted=clauses.is_parted(place),
        span=spans.kind_of(claim) or spans.told([word.text.lower() for word in near]),
        period=(claim.valid_from, claim.valid_to) if claim.valid_from and claim.valid_to else None,
        content=frozenset(word.stem for word in near if word.text[0].isalpha() and word.text.lower() not in words.small()),
    )


def _named(claim: Claim, near: tuple[Word, ...]) -> frozenset[str]:
    """All names around the figure, speakers and publishers left out."""
    if not near:
        return frozenset()
    found = frozenset(places.names(_AGENT.sub("", claim.sentence[near[0].start : near[-1].end])))
    return places.without(found, (claim.said_by, claim.said_by_text, claim.publisher, *claim.via))


def _places(claim: Claim, near: tuple[Word, ...]) -> frozenset[str]:
    """The places named around the figure, speakers and publishers left out."""
    if not near:
        return frozenset()
    text = _AGENT.sub("", claim.sentence[near[0].start : near[-1].end])
    speakers = (claim.said_by, claim.said_by_text)
    where = frozenset(name for speaker in speakers if speaker for name in places.located(speaker))
    named = places.located(text) | places.holders(text)
    return places.without(named - where, (*speakers, claim.publisher, *claim.via)) | (named & where)
