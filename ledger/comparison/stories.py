"""Which documents tell of the same story: those that share rare names."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger.comparison import places
from ledger.comparison.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledger.records import Claim, Document

SHARED_WEIGHT = 0.2
"""Share of two documents' weighted names that must coincide for them to tell one story."""
SHARED_NAMES = 2
"""Number of names in common from which that share is enough."""
LONE_WEIGHT = 0.5
"""The same share where two documents have only one name in common."""
MAIN_WEIGHT = 0.15
"""The same share where the one name is a main one of both documents."""
WIDEST_NAME = 60
"""Documents beyond which a name alone proposes no pairs: it joins neighbours only."""
BACKGROUND = 1000
"""Documents that a small ledger is held to be drawn from: in a few articles of one story, a name they share is not a common one."""
OPENING = 250
"""Characters at the beginning of a document whose names are its main ones."""
OFTEN = 3
"""Times a name stands in a document that makes it a main one."""
DEMONYMS = ("i", "n", "an", "ian", "ese", "ish", "er")
"""Endings that make a people's name of a country's."""
SHORTEST_ROOT = 4
"""Letters that are left of such a name."""
TITLE_CASE = 0.6
"""Share of capitalised words above which a line is set in title case and its capitals prove no names."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a document's names say.

    Attributes:
        name: Id of the story: the least document id in it.
        ranked: Names the document is mainly about, the most frequent first; a figure placed there covers the whole story.
        names: The same names in full, as written, the most frequent first.
    """

    name: str
    ranked: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def main(self) -> frozenset[str]:
        """The names as a set."""
        return frozenset(self.ranked)


def tell(claims: Sequence[Claim], documents: Iterable[Document] = ()) -> dict[str, Story]:
    """Assign each document of the claims to a story, by its text where given and else by its claims' sentences."""
    publishers = sorted({claim.publisher for claim in claims if claim.publisher}, key=len, reverse=True)
    texts = {document.document_id: _without(_text(document), publishers) for document in documents}
    sentences: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in sorted(claims, key=lambda claim: (claim.document_id, claim.char_start)):
        sentences[claim.document_id].setdefault(claim.sentence)
    listed = {document_id: list(own) for document_id, own in sentences.items()}
    named = _name({document_id: texts.get(document_id) or "\n".join(own) for document_id, own in sentences.items()})
    openings = {document_id: frozenset(places.names((texts.get(document_id) or own[0])[:OPENING])) for document_id, own in listed.items()}
    stories = _join(_folded(named), openings)
    found = {}
    for document_id, own in sentences.items():
        text = texts.get(document_id) or "\n".join(own)
        ranked = _main(text, named[document_id])
        found[document_id] = Story(stories[document_id], ranked, _in_full(text, frozenset(ranked)))
    return found


def _in_full(text: str, main: frozenset[str]) -> tuple[str, ...]:
    """The main names as written, "North Korea", the most frequent first; words that come in no full name stand alone."""
    counts = Counter(phrase for phrase in places.phrases(_plain(text)) if main.issuperset(phrase.split()))
    ranked = sorted(counts, key=lambda phrase: (-counts[phrase], -len(phrase), phrase))
    return tuple(phrase for place, phrase in enumerate(ranked) if not any(phrase in longer.split() for longer in ranked[:place]))


def _without(text: str, publishers: Sequence[str]) -> str:
    """The text without the names of publishers, which turn up in every story."""
    for publisher in publishers:
        text = text.replace(publisher, " ")
    return text


def _text(document: Document) -> str:
    return f"{document.title}\n{document.text}" if document.title and document.title not in document.text else document.text


def _name(texts: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Count the names of each text; a word that only opens its sentences is one if another text has it inside a sentence."""
    found = {document_id: places.inner_names(_plain(text)) for document_id, text in texts.items()}
    known = {name for names in found.values() for name in names.sure}
    known |= {root for name in known for root in _roots(name)}
    return {
        document_id: Counter([*names.sure, *(name for name in names.doubtful if name in known)]) for document_id, names in found.items()
    }


def _plain(text: str) -> str:
    """The text without its lines in title case, unless they are all there is."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n".join([line for line in lines if not _in_title_case(line)] or lines)


def _in_title_case(line: str) -> bool:
    found = [word for word in line.split() if word[0].isalpha()]
    return bool(found) and sum(word[0].isupper() for word in found) > TITLE_CASE * len(found)


def _main(text: str, named: Counter[str]) -> tuple[str, ...]:
    """The names of the opening and those that come often, the most frequent first."""
    opening = set(places.names(text[:OPENING])) & named.keys()
    found = (name for name, count in named.items() if name in opening or count >= OFTEN)
    return tuple(sorted(found, key=lambda name: (-named[name], name)))


def _folded(named: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Count a country and what is of it as one name: "Belia", "Belian"; "Omand", "Omandi"."""
    known = {name for own in named.values() for name in own}
    plain = {name: root for name in known for root in _roots(name) if root in known}
    found = {}
    for document_id, own in named.items():
        counts: Counter[str] = Counter()
        for name, count in own.items():
            counts[plain.get(name, name)] += count
        found[document_id] = counts
    return found


def _roots(name: str) -> Iterator[str]:
    """The names that a name of people may be made from, the surest last."""
    for ending in DEMONYMS:
        stem = name.removesuffix(ending)
        if stem != name and len(stem) >= SHORTEST_ROOT:
            yield from (f"{stem}e", f"{stem}a", f"{stem}ia", stem)


def _join(named: Mapping[str, Counter[str]], main: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Join documents whose weighted names coincide enough; the least id names the story."""
    holders: dict[str, list[str]] = defaultdict(list)
    for document_id in sorted(named):
        for name in named[document_id]:
            holders[name].append(document_id)
    total = max(BACKGROUND, len(named))
    weight = {name: math.log(1 + total / len(found)) for name, found in holders.items()}
    norms = {document_id: _norm(own, weight) for document_id, own in named.items()}
    shared: dict[tuple[str, str], list[float]] = defaultdict(list)
    for name, found in holders.items():
        for one, two in _pairs(found):
            shared[one, two].append(weight[name] ** 2 * _damped(named[one][name]) * _damped(named[two][name]))
    groups = Groups(named)
    for (one, two), weights in shared.items():
        lone = MAIN_WEIGHT if main[one] & main[two] else LONE_WEIGHT
        enough = min(SHARED_WEIGHT, lone) if len(weights) >= SHARED_NAMES else lone
        if sum(weights) >= enough * norms[one] * norms[two]:
            groups.join(one, two)
    return {document_id: groups.of(document_id) for document_id in named}


def _norm(own: Counter[str], weight: Mapping[str, float]) -> float:
    return math.sqrt(sum((weight[name] * _damped(count)) ** 2 for name, count in own.items()))


def _damped(count: int) -> float:
    return 1.0 + math.log(count)


def _pairs(found: list[str]) -> list[tuple[str, str]]:
    """All pairs of a rare name's documents; only neighbours of a name that many documents hold."""
    if len(found) > WIDEST_NAME:
        return list(pairwise(found))
    return [(one, two) for place, one in enumerate(found) for two in found[place + 1 :]]
