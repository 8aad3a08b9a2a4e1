"""What a claim's own words say about the question it answers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.comparison import places, spans, words
from ledger.comparison.readings import reading_of
from ledger.comparison.words import Hit, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.records import Claim

NEAR = 9
"""Words between a figure and an event word beyond which the word hardly speaks of the figure."""
BEYOND_FIGURE = 6
"""Extra distance, in words, of an event word that stands beyond another figure."""
BEYOND_COMMA = 3
"""Extra distance, in words, of an event word that stands beyond a comma."""
BEYOND_BREAK = 12
"""Extra distance, in words, of an event word beyond a semicolon, a colon, a bracket or a quotation mark."""
BREAKS = frozenset(";:—()“”\"")
_STOP = frozenset(
    "a an the of in on at by to for from with and or but as it its he she they his her their that this these those which who whom "
    "is are was were be been being has have had will would could can may might do does did not no more less fewer than least most "
    "about around some nearly almost over under up down only just said say says according told after before since until when while "
    "there then also so far such into out off per each every other another further its".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What a claim's own words say about the question it answers.

    Attributes:
        reading: Level, share, ratio, change, increment, duration, or a rate with its period.
        dimension: What is measured: `count`, `[currency]`, `[length]` …; `share` for all fractions.
        things: Classes of what is counted, or the stem of its noun; empty when the words name nothing.
        modifiers: Stems of the words that narrow the noun.
        events: Events the figure may be about; empty when none is near.
        counts_by_event: Whether the event names what is counted, so that generic items vanish.
        scopes: What narrows or widens the figure, as `axis:place`.
        partitive: Whether the figure is a part of another ("14 of them").
        places: Places that the words name.
        span: Kind of period the figure holds for.
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
    places: frozenset[str] = frozenset()
    span: str | None = None
    content: frozenset[str] = field(default_factory=frozenset)


def sentence_starts(claims: Sequence[Claim]) -> dict[str, int]:
    """Where each claim's sentence begins in its document, found from where its quotes can stand in it."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.document_id, claim.sentence].append(claim)
    starts: dict[str, int] = {}
    for (_, sentence), members in groups.items():
        votes: dict[int, int] = defaultdict(int)
        for claim in members:
            for found in re.finditer(re.escape(claim.quote), sentence):
                votes[claim.char_start - found.start()] += 1
        for claim in members:
            own = {claim.char_start - found.start() for found in re.finditer(re.escape(claim.quote), sentence)}
            starts[claim.claim_id] = max(own, key=lambda start: (votes[start], -start), default=claim.char_start)
    return starts


def read_all(claims: Sequence[Claim]) -> dict[str, Features]:
    """Read the features of all claims, each beside the other figures of its sentence."""
    starts = sentence_starts(claims)
    beside: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        beside[claim.document_id, starts[claim.claim_id]].append(claim)
    return {claim.claim_id: read(claim, starts[claim.claim_id], beside[claim.document_id, starts[claim.claim_id]]) for claim in claims}


def read(claim: Claim, sentence_start: int, beside: Iterable[Claim]) -> Features:
    """Read the features of one claim from its columns and its sentence."""
    tokens = words.split(claim.sentence)
    first, last = _span(tokens, claim, sentence_start)
    others = sorted(_span(tokens, other, sentence_start) for other in beside if other.claim_id != claim.claim_id)
    things, modifiers, noun_events = _things(claim)
    events, weak = _events(tokens, first, last, others, noun_events)
    left = max((end + 1 for start, end in others if end < first), default=0)
    right = min((start for start, end in others if start > last), default=len(tokens))
    near = tokens[left:right]
    dimension, reading = reading_of(claim, tokens, first, last)
    return Features(
        reading=reading,
        dimension=dimension,
        things=things,
        modifiers=modifiers,
        events=events,
        weak_events=weak,
        scopes=_scopes(near, events),
        partitive=_is_partitive(tokens, last),
        places=_places(claim, tokens, left, right),
        span=spans.kind_of(claim),
        content=frozenset(word.stem for word in near if word.text[0].isalpha() and word.text.lower() not in _STOP),
    )


def _span(tokens: tuple[Word, ...], claim: Claim, sentence_start: int) -> tuple[int, int]:
    """First and last word of a claim's quote."""
    start, end = claim.char_start - sentence_start, claim.char_end - sentence_start
    inside = [place for place, word in enumerate(tokens) if word.end > start and word.start < end]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _things(claim: Claim) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Classes of the item's head, the words that narrow it, and the events that it names."""
    phrase = claim.item or (claim.unit if claim.dimension == "count" else None)
    if not phrase:
        return frozenset(), frozenset(), frozenset()
    head = words.split(re.split(r"\b(?:of|in|who|that|which|with|for|from|to|per)\b|[/,(]", phrase, maxsplit=1)[0] or phrase)
    head = tuple(word for word in head if word.text[0].isalpha() and word.text.lower() not in _STOP)
    if not head:
        return frozenset(), frozenset(), frozenset()
    named = words.events().find(words.split(phrase))
    events = frozenset(name for hit in named if not hit.weak for name in hit.names)
    hits = [hit for hit in words.things().find(head) if hit.last == len(head) - 1]
    if hits:
        return hits[-1].names, frozenset(word.stem for word in head[: hits[-1].first]), events
    return frozenset({head[-1].stem}), frozenset(word.stem for word in head[:-1]), events


def _events(
    tokens: tuple[Word, ...], first: int, last: int, others: list[tuple[int, int]], noun_events: frozenset[str],
) -> tuple[frozenset[str], bool]:
    """The events nearest to the figure, and whether only a weak word or a far one names them."""
    best: tuple[float, frozenset[str]] | None = None
    for hit in words.events().find(tokens):
        if hit.first >= first and hit.last <= last:
            continue
        distance = _distance(tokens, hit, first, last, others) + (NEAR if hit.weak else 0)
        if best is None or distance < best[0]:
            best = (distance, hit.names)
    if noun_events:
        both = noun_events & best[1] if best is not None else noun_events
        return both or noun_events, False
    if best is None:
        return frozenset(), True
    return best[1], best[0] > NEAR


def _distance(tokens: tuple[Word, ...], hit: Hit, first: int, last: int, others: list[tuple[int, int]]) -> float:
    """How far an event word stands from the figure, in words, with what lies between."""
    low, high = (last + 1, hit.first) if hit.first > last else (hit.last + 1, first)
    between = tokens[low:high]
    marks = sum(BEYOND_COMMA if word.text == "," else BEYOND_BREAK if word.text in BREAKS else 0 for word in between)
    crossed = sum(1 for start, end in others if low <= start and end < high)
    side = 0.0 if hit.first > last else 0.5
    return len(between) + marks + crossed * BEYOND_FIGURE + side


def _scopes(near: tuple[Word, ...], events: frozenset[str]) -> frozenset[str]:
    """The words near the figure that narrow it, as far as they matter for its events."""
    found = {name for hit in words.scopes().find(near) for name in hit.names}
    matters = words.scope_events()
    return frozenset(name for name in found if not matters[name] or matters[name] & events)


def _is_partitive(tokens: tuple[Word, ...], last: int) -> bool:
    """Whether "of them", "of the …", "of whom" follows the figure."""
    after = [word.text.lower() for word in tokens[last + 1 : last + 3]]
    return len(after) > 1 and after[0] == "of" and after[1] in {"them", "the", "whom", "which", "these", "those", "its", "their"}


def _places(claim: Claim, tokens: tuple[Word, ...], left: int, right: int) -> frozenset[str]:
    """The places named around the figure, speakers and publishers left out."""
    if not tokens or left >= right:
        return frozenset()
    text = claim.sentence[tokens[left].start : tokens[right - 1].end]
    return places.without(places.located(text), (claim.said_by, claim.said_by_text, claim.publisher, *claim.via))
