"""Names in a text, and where a sentence places its figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ledger import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(r"(?:[A-Z][^\W\d_]+|[A-Z]{2,})(?:[-’'][A-Z]?[^\W\d_]+)*(?:\s+[A-Z][^\W\d_]+(?:[-][A-Z]?[^\W\d_]+)*)*")
_LOCATED = re.compile(
    r"\b(?:in|at|near|across|around|outside|inside|from|throughout|(?:village|town|city|port|province|region|district|state)\s+of)\s+"
    r"(?:the\s+)?(?:[a-z]+\s+(?:of\s+)?)?$"
)
_OPENS = frozenset("In At Near Across Around Outside Inside From Throughout".split())
"""Words of place that open a sentence and so look like a part of the name behind them."""
_HOLDER = re.compile(r"^[A-Z]?[a-z]+\s+([A-Z][a-z]+)\s+(?:has|have|had|recorded|reported|counted|counts|saw)\b")
_OPENING = re.compile(r"(?:^|[.!?:\n])[”\"’']?\s*[“\"‘']?$")
ACRONYM = 3
"""Letters up to which a word in capitals is an acronym; longer ones are names of a dateline."""
_ROUTE = re.compile(r"\bfrom (?:the )?([A-Z]\w+(?: [A-Z]\w+)*) to (?:the )?([A-Z]\w+(?: [A-Z]\w+)*)")
_POSSESSIVE = re.compile(r"['’]s?$")


@cache
def _no_names() -> frozenset[str]:
    return lexicon.words("nonnames")


def names(text: str) -> list[str]:
    """The capitalised words of a text, in order, without those that name nothing of the story."""
    found = []
    for match in _NAME.finditer(text):
        for word in match.group().split():
            bare = _POSSESSIVE.sub("", word)
            if bare not in _no_names():
                found.append(bare.title() if bare.isupper() and len(bare) > ACRONYM else bare)
    return found


def phrases(text: str) -> list[str]:
    """The names of a text, each in full: "North Korea"."""
    found = []
    for match in _NAME.finditer(text):
        written = [_POSSESSIVE.sub("", word) for word in match.group().split()]
        kept = [word.title() if word.isupper() and len(word) > ACRONYM else word for word in written if word not in _no_names()]
        if kept:
            found.append(" ".join(kept))
    return found


def routes(text: str) -> list[str]:
    """The ways that a text tells: "from North Korea to Russia" gives "North Korea to Russia"."""
    return [f"{found[1]} to {found[2]}" for found in _ROUTE.finditer(text)]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a text, in order.

    Attributes:
        sure: Words that are capitalised inside a sentence somewhere in the text, each time they come.
        doubtful: Words that only open sentences.
    """

    sure: tuple[str, ...]
    doubtful: tuple[str, ...]


def inner_names(text: str) -> Names:
    """The names of a text, apart from words that may be capitalised only because they open a sentence."""
    found: list[tuple[str, bool]] = []
    for match in _NAME.finditer(text):
        opens = _OPENING.search(text[max(0, match.start() - 4) : match.start()]) is not None
        written = match.group().split()
        found += [(word, opens and len(written) == 1 and not match.group().isupper()) for word in names(match.group())]
    sure = {word for word, doubtful in found if not doubtful}
    kept = tuple(word for word, _ in found if word in sure)
    return Names(kept, tuple(word for word, _ in found if word not in sure))


@lru_cache(maxsize=65536)
def located(text: str) -> frozenset[str]:
    """The names that words of place stand before: "in Osk", "the village of Osk", "from Osk"."""
    found: set[str] = set()
    for match in _NAME.finditer(text):
        opening = match.group().split()
        if len(opening) > 1 and opening[0] in _OPENS:
            opening = opening[1:]
        elif not _LOCATED.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        found.update(_POSSESSIVE.sub("", word) for word in opening)
    return frozenset(found - _no_names())


def holders(text: str) -> frozenset[str]:
    """The names that a clause opens with and that have or count something: "Neighbouring Orland has had no cases"."""
    found = _HOLDER.match(text)
    return frozenset({_POSSESSIVE.sub("", found[1])} - _no_names()) if found else frozenset()


def without(found: frozenset[str], texts: Iterable[str | None]) -> frozenset[str]:
    """The names that occur in none of the texts (speakers, publishers)."""
    return found.difference(*(_name_words(text) for text in texts if text)) if found else found


@lru_cache(maxsize=65536)
def _name_words(text: str) -> frozenset[str]:
    return frozenset(names(text))
