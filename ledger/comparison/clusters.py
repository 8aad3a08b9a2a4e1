"""Candidates of one block, joined the likest first into series."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from ledger.comparison import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledger.comparison.likeness import Candidate

WIDEST_KEY = 150
"""Bundles that share one event or thing, up to which every two are weighed; beyond, each meets this many neighbours in order."""

CHECKED = 40
"""Bundles of each group that are checked against one another before two groups are joined."""


@dataclass(slots=True)
class Bundle:
    """Candidates whose words say the same in every respect that linking looks at.

    Attributes:
        members: The candidates, in order.
        sentences: The sentences they stand in.
    """

    members: list[Candidate]
    sentences: set[tuple[str, str]] = field(default_factory=set)

    @property
    def first(self) -> Candidate:
        """The candidate that stands for all."""
        return self.members[0]

    def add(self, candidate: Candidate) -> None:
        """Take one more candidate in."""
        self.members.append(candidate)
        self.sentences.add(_sentence(candidate))


@dataclass(slots=True)
class Series:
    """Claims that answer one question, with what ties each to the others.

    Attributes:
        members: The claims' candidates.
        proof: For each claim, why it belongs here.
    """

    members: list[Candidate]
    proof: dict[str, set[str]]


def cluster(block: Sequence[Candidate], weights: Mapping[str, float]) -> list[Series]:
    """Join the candidates of a block, the likest first, as long as no two of a series forbid each other."""
    bundles = _bundle(block)
    weighed = _weigh(bundles, weights)
    owner = list(range(len(bundles)))
    groups = {place: [place] for place in owner}
    proof: dict[int, set[str]] = defaultdict(set)
    for _, one, two in sorted((-score, one, two) for (one, two), (score, _) in weighed.items() if score >= likeness.ENOUGH):
        first, second = sorted((owner[one], owner[two]))
        if first == second or not _may_join(bundles, groups[first], groups[second]):
            continue
        for place in (one, two):
            proof[place].update(weighed[one, two][1])
        for moved in groups[second]:
            owner[moved] = first
        groups[first] += groups.pop(second)
    return [_series([bundles[place] for place in places], [proof[place] for place in places]) for places in groups.values()]


def _series(bundles: Sequence[Bundle], proof: Sequence[set[str]]) -> Series:
    members = [member for bundle in bundles for member in bundle.members]
    told: dict[str, set[str]] = {}
    for bundle, why in zip(bundles, proof, strict=True):
        for member in bundle.members:
            told[member.claim.claim_id] = set(why)
            if len(bundle.members) > 1:
                told[member.claim.claim_id].add(f"the same words: {', '.join(sorted(member.features.events | member.things))}")
    return Series(members, told)


def _bundle(block: Sequence[Candidate]) -> list[Bundle]:
    """Put candidates together that name the same thing and event and differ in nothing that forbids, or stand in the same words."""
    found: list[Bundle] = []
    open_to: dict[tuple[object, ...], Bundle] = {}
    for candidate in block:
        own = candidate.features
        sure = own.events and candidate.things and candidate.goes_on is None
        words = None if sure else (candidate.claim.sentence, candidate.claim.quote, candidate.goes_on is None)
        span = (candidate.claim.valid_from, candidate.claim.valid_to) if own.span == "day" else own.span
        planned = candidate.claim.stance.value == "planned"
        named = (own.events, candidate.things, own.modifiers, candidate.scopes, candidate.place, span)
        key = (*named, own.whole, own.partitive, own.weak_events, planned, words)
        bundle = open_to.get(key)
        if bundle is None or _sentence(candidate) in bundle.sentences:
            bundle = Bundle([])
            found.append(bundle)
            open_to[key] = bundle
        bundle.add(candidate)
    return found


def _sentence(candidate: Candidate) -> tuple[str, str]:
    return candidate.claim.document_id, candidate.claim.sentence


def _weigh(bundles: Sequence[Bundle], weights: Mapping[str, float]) -> dict[tuple[int, int], tuple[float, tuple[str, ...]]]:
    """Weigh the pairs that share an event, a thing or a sentence."""
    found: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}
    for one, two in _pairs(bundles):
        if (one, two) not in found:
            found[one, two] = likeness.likeness(bundles[one].first, bundles[two].first, weights)
    return found


def _pairs(bundles: Sequence[Bundle]) -> Iterator[tuple[int, int]]:
    holders: dict[object, list[int]] = defaultdict(list)
    for place, bundle in enumerate(bundles):
        for key in _keys(bundle.first):
            holders[key].append(place)
    for places in holders.values():
        if len(places) <= WIDEST_KEY:
            yield from combinations(places, 2)
        else:
            for index, one in enumerate(places):
                yield from ((one, two) for two in places[index + 1 : index + 1 + WIDEST_KEY])


def _keys(candidate: Candidate) -> Iterable[object]:
    """What two bundles must share to be weighed: an event, a thing, a sentence, a figure."""
    yield from (("event", event) for event in candidate.features.events)
    yield from (("thing", thing) for thing in candidate.things)
    if candidate.goes_on is not None:
        yield ("goes on", candidate.goes_on)
    yield ("goes on", candidate.claim.claim_id)
    yield from (("figure", value) for value in likeness.stated(candidate.claim))


def _may_join(bundles: Sequence[Bundle], one: Sequence[int], two: Sequence[int]) -> bool:
    """Whether no bundle of one group forbids one of the other."""
    return all(
        likeness.allowed(bundles[a].first, bundles[b].first) and _no_neighbours(bundles[a], bundles[b])
        for a in one[:CHECKED]
        for b in two[:CHECKED]
    )


def _no_neighbours(one: Bundle, two: Bundle) -> bool:
    """Whether no two members that share a sentence answer two questions side by side."""
    if len(one.members) == len(two.members) == 1 or not one.sentences & two.sentences:
        return True
    return all(likeness.allowed(a, b) for a in one.members for b in two.members if _sentence(a) == _sentence(b))
