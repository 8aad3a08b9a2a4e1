"""Candidates of one block, joined the likest first into series."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.comparison import forbidding, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.comparison.candidates import Candidate
    from ledger.comparison.likeness import Rarity

WIDEST_KEY = 60
"""Bundles that share one event, thing or figure, up to which every two are weighed; of more, each meets its neighbours in two orders."""

NEIGHBOURS = 8
"""Neighbours that a bundle meets in each order: by what the words say, and by the rarest words."""

CHECKED = 16
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


@dataclass(slots=True)
class Grouping:
    """Bundles on their way into series.

    Attributes:
        bundles: The bundles.
        owner: For each bundle, its group, named by its first bundle.
        groups: The bundles of each group.
        refused: For each group, the groups that it may not be joined with, now or later.
    """

    bundles: Sequence[Bundle]
    owner: list[int]
    groups: dict[int, list[int]]
    refused: dict[int, set[int]]

    def join(self, one: int, two: int) -> bool:
        """Put the groups of two bundles together, unless a bundle of one forbids one of the other; say whether they were put together."""
        first, second = sorted((self.owner[one], self.owner[two]))
        if first == second or second in self.refused[first]:
            return False
        if not _may_join(self.bundles, self.groups[first], self.groups[second]):
            self.refused[first].add(second)
            self.refused[second].add(first)
            return False
        for moved in self.groups[second]:
            self.owner[moved] = first
        self.groups[first] += self.groups.pop(second)
        for other in self.refused.pop(second, ()):
            self.refused[other].discard(second)
            self.refused[other].add(first)
            self.refused[first].add(other)
        return True


def cluster(block: Sequence[Candidate], weights: Rarity) -> list[Series]:
    """Join the candidates of a block, the likest first, as long as no two of a series forbid each other."""
    bundles = _bundle(block)
    places = range(len(bundles))
    grouping = Grouping(bundles, list(places), {place: [place] for place in places}, defaultdict(set))
    proof: dict[int, set[str]] = defaultdict(set)
    for _, one, two in sorted(_weigh(bundles, weights)):
        if grouping.join(one, two):
            why = likeness.evidence(bundles[one].first, bundles[two].first, weights)
            proof[one].update(why)
            proof[two].update(why)
    return [_series([bundles[place] for place in found], [proof[place] for place in found]) for found in grouping.groups.values()]


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
        sure = candidate.features.events and candidate.things and candidate.goes_on is None
        said = None if sure else (candidate.claim.sentence, candidate.claim.quote, candidate.goes_on is None)
        key = (candidate.question, said)
        bundle = open_to.get(key)
        if bundle is None or _sentence(candidate) in bundle.sentences:
            bundle = Bundle([])
            found.append(bundle)
            open_to[key] = bundle
        bundle.add(candidate)
    return found


def _sentence(candidate: Candidate) -> tuple[str, str]:
    return candidate.claim.document_id, candidate.claim.sentence


def _weigh(bundles: Sequence[Bundle], weights: Rarity) -> Iterator[tuple[float, int, int]]:
    """Weigh the pairs that share an event, a thing or a figure, and keep those that are like enough, the likest with the least number."""
    for one, others in enumerate(_neighbours(bundles, weights)):
        for two in others:
            score = likeness.likeness(bundles[one].first, bundles[two].first, weights)
            if score >= likeness.ENOUGH:
                yield -score, one, two


def _neighbours(bundles: Sequence[Bundle], weights: Rarity) -> list[set[int]]:
    """For each bundle, the later ones that it is weighed against."""
    holders: dict[object, list[int]] = defaultdict(list)
    for place, bundle in enumerate(bundles):
        for key in _keys(bundle.first):
            holders[key].append(place)
    found: list[set[int]] = [set() for _ in bundles]
    for places in holders.values():
        if len(places) <= WIDEST_KEY:
            for index, one in enumerate(places):
                found[one].update(places[index + 1 :])
            continue
        for order in (_by_question, _by_rarest_words):
            ranked = sorted(places, key=lambda place: (order(bundles[place].first, weights), place))
            for index, one in enumerate(ranked):
                for two in ranked[index + 1 : index + 1 + NEIGHBOURS]:
                    found[min(one, two)].add(max(one, two))
    return found


def _by_question(candidate: Candidate, _weights: Rarity) -> tuple[list[str], ...]:
    """What a candidate's words say of its question, as a key for sorting."""
    own = candidate.features
    return tuple(sorted(names) for names in (own.events, candidate.things, candidate.place, candidate.scopes, own.modifiers, own.content))


def _by_rarest_words(candidate: Candidate, weights: Rarity) -> tuple[list[str], ...]:
    """The rarest words around a candidate's figure, the rarest first, as a key for sorting."""
    return (sorted(candidate.features.content, key=lambda word: (-weights.weights[word], word)),)


def _keys(candidate: Candidate) -> Iterable[object]:
    """What two bundles must share to be weighed: an event, a thing, a sentence, a figure."""
    yield from (("event", event) for event in candidate.features.events)
    yield from (("thing", thing) for thing in candidate.things)
    if not candidate.features.events and not candidate.things:
        yield ("measure", candidate.features.dimension)
    if candidate.goes_on is not None:
        yield ("goes on", candidate.goes_on)
    yield ("goes on", candidate.claim.claim_id)
    yield from (("figure", value) for value in candidate.figures)


def _may_join(bundles: Sequence[Bundle], one: Sequence[int], two: Sequence[int]) -> bool:
    """Whether no bundle of one group forbids one of the other."""
    return all(
        forbidding.allowed(bundles[a].first, bundles[b].first) and _no_neighbours(bundles[a], bundles[b])
        for a in one[:CHECKED]
        for b in two[:CHECKED]
    )


def _no_neighbours(one: Bundle, two: Bundle) -> bool:
    """Whether no two members that share a sentence answer two questions side by side."""
    if len(one.members) == len(two.members) == 1 or not one.sentences & two.sentences:
        return True
    return all(forbidding.allowed(a, b) for a in one.members for b in two.members if _sentence(a) == _sentence(b))
