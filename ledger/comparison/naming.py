"""Readable names of subjects, the same whatever the order of adding."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.comparison.clusters import Series
    from ledger.comparison.likeness import Candidate

NAMES_AT_MOST = 2
"""Places or parties in a subject's name."""
COMMON = 0.5
"""Share of a series' claims whose documents must be mainly about a name for it to stand in the subject's name."""


def name_all(series: Sequence[Series]) -> dict[int, str]:
    """Name every series, no two alike: first by what they count, then by where, then by number."""
    names = {place: name(found) for place, found in enumerate(series)}
    alike: dict[str, list[int]] = defaultdict(list)
    for place, given in names.items():
        alike[given].append(place)
    for given, places in alike.items():
        if len(places) > 1:
            ranked = sorted(places, key=lambda place: min(_order(member) for member in series[place].members))
            names.update({place: f"{given} ({number})" for number, place in enumerate(ranked, start=1)})
    return names


def name(series: Series) -> str:
    """Name one series from what its claims count, what happened to it, how it is read, and where."""
    members = series.members
    things = _commonest(thing for member in members for thing in sorted(member.things))
    events = _commonest(event for member in members for event in sorted(member.features.events))
    modifiers = _modifiers(members, things)
    parts = [part for part in (modifiers, things if things != events else "", events) if part]
    head = " ".join(parts) or _item(members) or "figure"
    reading = members[0].features.reading
    measure = {"share": "share", "ratio": "ratio"}.get(members[0].features.dimension, "")
    told = [part for part in (measure, "" if reading in {"level", "ratio"} else reading) if part]
    scopes = sorted({scope.split(":", 1)[1] for member in members for scope in member.scopes})
    return ", ".join([head, *told, *scopes, *_names(members)])


def _modifiers(members: Sequence[Candidate], things: str) -> str:
    """The words that narrow the noun as written, where every claim's item has them."""
    if not things:
        return ""
    written = [" ".join((member.claim.item or "").split()[:-1]) for member in members if member.features.modifiers]
    return min(written, key=lambda text: (len(text), text)) if len(written) == len(members) and len(set(written)) == 1 else ""


def _item(members: Sequence[Candidate]) -> str:
    return _commonest(member.claim.item for member in members if member.claim.item)


def _names(members: Sequence[Candidate]) -> list[str]:
    """Places of the figure, or else the names that most of the series' documents are mainly about."""
    own = Counter(word for member in members for word in member.place)
    if own:
        return [" ".join(sorted(word for word, count in own.items() if count * 2 >= len(members)))] if len(own) else []
    documents = {member.claim.document_id: member.main for member in members}
    rank: dict[str, float] = defaultdict(float)
    for names in documents.values():
        for place, word in enumerate(names):
            rank[word] += 1 / (1 + place)
    shared = [word for word in rank if sum(word in names for names in documents.values()) >= COMMON * len(documents)]
    return sorted(sorted(shared, key=lambda word: (-rank[word], word))[:NAMES_AT_MOST])


def _order(candidate: Candidate) -> tuple[str, str, int]:
    return str(candidate.claim.published_to or ""), candidate.claim.document_id, candidate.claim.char_start


def _commonest(found: Iterable[str | None]) -> str:
    counts = Counter(one for one in found if one)
    return min(counts, key=lambda given: (-counts[given], given), default="")
