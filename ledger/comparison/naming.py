"""Readable names of subjects, the same whatever the order of adding."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ledger.comparison import places, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.comparison.candidates import Candidate
    from ledger.comparison.clusters import Series

PERIODS = {
    "day": "one event",
    "week": "in a week",
    "month": "in a month",
    "quarter": "in a quarter",
    "half": "in half a year",
    "year": "in a year",
    "since": "running total",
}
"""How kinds of period are told in names."""
NAMES_AT_MOST = 2
"""Places or parties in a subject's name."""
ROUTED = frozenset({"delivered", "deployed", "exported", "imported", "promised", "returned", "launched"})
"""Events that lead from one place to another."""
COMMON = 0.5
"""Share of a series' claims whose documents must be mainly about a name for it to stand in the subject's name."""


def name_all(series: Sequence[Series]) -> dict[int, str]:
    """Name every series, no two alike: first by what they count, then by where, then by number."""
    names = {place: name(found) for place, found in enumerate(series)}
    names = _tell_apart(series, names)
    alike: dict[str, list[int]] = defaultdict(list)
    for place, given in names.items():
        alike[given].append(place)
    for given, alike_ones in alike.items():
        if len(alike_ones) > 1:
            ranked = sorted(alike_ones, key=lambda place: min(_order(member) for member in series[place].members))
            names.update({place: f"{given} ({number})" for number, place in enumerate(ranked, start=1)})
    return names


def _tell_apart(series: Sequence[Series], names: dict[int, str]) -> dict[int, str]:
    """Add the kind of period to the names that several series bear."""
    counts = Counter(names.values())
    told = {}
    for place, given in names.items():
        kinds = Counter(member.features.span for member in series[place].members if member.features.span)
        kind = min(kinds, key=lambda span: (-kinds[span], str(span)), default=None)
        told[place] = f"{given}, {PERIODS[kind]}" if counts[given] > 1 and kind in PERIODS else given
    return told


def name(series: Series) -> str:
    """Name one series from what its claims count, what happened to it, how it is read, and where."""
    members = series.members
    things = _commonest(_written(member, thing) for member in members for thing in sorted(member.things))
    events = _commonest(event for member in members for event in sorted(member.features.events) if event in words.event_names())
    modifiers = _modifiers(members, things)
    parts = [part for part in (modifiers, things if things != events else "", events) if part]
    head = " ".join(parts) or _item(members) or "figure"
    reading = members[0].features.reading
    measure = {"share": "share", "ratio": "ratio"}.get(members[0].features.dimension, "")
    told = [part for part in (measure, "" if reading in {"level", "ratio"} else reading) if part]
    scopes = sorted({scope.split(":", 1)[1] for member in members for scope in member.scopes})
    return ", ".join([head, *told, *scopes, *_names(members)])


def _written(member: Candidate, thing: str) -> str:
    """The class of a thing, or for a noun of no class the noun as the item has it."""
    return thing if thing in words.sorts() else (member.claim.item or thing).split(", ")[0]


def _modifiers(members: Sequence[Candidate], things: str) -> str:
    """The words that narrow the noun as written, where every claim's item has them."""
    if things not in words.sorts():
        return ""
    written = [" ".join((member.claim.item or "").split()[:-1]) for member in members if member.features.modifiers]
    return min(written, key=lambda text: (len(text), text)) if len(written) == len(members) and len(set(written)) == 1 else ""


def _item(members: Sequence[Candidate]) -> str:
    return _commonest(member.claim.item for member in members if member.claim.item)


def _names(members: Sequence[Candidate]) -> list[str]:
    """From where to where, or the places of the figure, or the names that most of the series' documents are mainly about."""
    routes = Counter(route for member in members for route in places.routes(member.claim.sentence))
    if routes and any(member.features.events & ROUTED for member in members):
        return [min(routes, key=lambda route: (-routes[route], route))]
    own = Counter(word for member in members for word in member.place)
    if own:
        phrases = _phrases(members, frozenset(word for word, count in own.items() if count * 2 >= len(members)))
        return phrases[:NAMES_AT_MOST]
    documents = {member.claim.document_id: member.names for member in members}
    rank: dict[str, float] = defaultdict(float)
    for names in documents.values():
        for place, phrase in enumerate(names):
            rank[phrase] += 1 / (1 + place)
    shared = [phrase for phrase in rank if sum(phrase in names for names in documents.values()) >= COMMON * len(documents)]
    return sorted(sorted(shared, key=lambda phrase: (-rank[phrase], phrase))[:NAMES_AT_MOST])


def _phrases(members: Sequence[Candidate], wanted: frozenset[str]) -> list[str]:
    """The names as written in the series' sentences that are made of these words, the commonest first."""
    counts = Counter(phrase for member in members for phrase in places.phrases(member.claim.sentence) if set(phrase.split()) <= wanted)
    return sorted(counts, key=lambda phrase: (-counts[phrase], phrase))


def _order(candidate: Candidate) -> tuple[str, str, int]:
    return str(candidate.claim.published_to or ""), candidate.claim.document_id, candidate.claim.char_start


def _commonest(found: Iterable[str | None]) -> str:
    counts = Counter(one for one in found if one)
    return min(counts, key=lambda given: (-counts[given], given), default="")
