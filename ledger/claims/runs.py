"""Runs of capitals in a text, which may be names, indexed so that a long document is searched no more than once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ledger.claims import acronyms, descriptions
from ledger.claims.descriptions import Description, Kind
from ledger.lexicon.branching import branches

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = re.compile(
    rf"{acronyms.WORD}(?:\s+(?:of|for|and|on|with|the|to|in|de|da|di|van|von|al|bin)\s+(?:the\s+)?{acronyms.WORD}|\s+{acronyms.WORD})*"
)
OPENING_WORDS = frozenset(
    {"The", "A", "An", "It", "He", "She", "They", "We", "I", "In", "On", "At", "But", "And", "So", "If", "Some", "More", "This", "That"}
)


_OPENERS = frozenset(
    "The A An In On At But And For By Then Unlike Like While How When If That As After Before Since With Under Even Only Also Still"
    " Yet Now Though Although Because Until During Meanwhile Instead Despite Both What Why Who Where This These Those Some More So Or"
    " Nor From Of To Is Was".split()
)
"""Words in capitals that open a sentence before a name: "Then DuPont"."""
_JOINTS = frozenset("Against Says Said Will Over After Amid As Is Are Was Has About Into Under Before Than How Why Who Tells Tell".split())
"""Words in capitals that end a name in the capitals of a headline: "Railing Against Trump"."""


class Runs:
    """The runs of capitals of one text."""

    def __init__(self, text: str) -> None:
        """Keep the text; it is searched when a run is asked for."""
        self._text = text

    @cached_property
    def _all(self) -> list[tuple[int, str]]:
        """The runs in order, with their places."""
        return [(match.start(), found) for match in RUN.finditer(self._text) for found in _split(match.group())]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each run stands in the text."""
        return Counter(run for _, run in self._all)

    def before(self, at: int) -> Iterator[tuple[int, str]]:
        """The runs before a character, the nearest first."""
        return reversed(self._all[: bisect_left(self._all, (at, ""))])

    @cached_property
    def _by_last_word(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for _, run in self._all:
            words = run.split()
            if 1 < len(words) <= descriptions.LONGEST_PERSON:
                found.setdefault(words[-1], []).append(run)
        return found

    def ending_in(self, name: str) -> list[str]:
        """The runs short enough for a person that end in a word: "Ana Petrova" for "Petrova"."""
        return self._by_last_word.get(name, [])

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for place, run in self._all:
            words = {word.lower() for word in run.split()}
            for word in words if len(words) > 1 else ():
                found.setdefault(word, []).append((place, run))
        return found

    def holding(self, words: set[str], head: str) -> list[tuple[int, str]]:
        """The runs of several words that hold a noun and all words beside it, in order: "Health Ministry" for "the ministry"."""
        return [(place, run) for place, run in self._by_word.get(head, ()) if words <= {word.lower() for word in run.split()} | {head}]

    @cached_property
    def _titled(self) -> dict[str, list[tuple[int, Description]]]:
        """The persons that the text names with a title, by each title."""
        found: dict[str, list[tuple[int, Description]]] = {}
        for match in mention().finditer(self._text):
            read = descriptions.read(match.group())
            if read.proper and read.kind is Kind.PERSON:
                for head in read.heads:
                    found.setdefault(head, []).append((match.end(), read))
        return found

    def titled(self, heads: frozenset[str], at: int) -> Description | None:
        """The last person named before with a title: "the minister" after "the finance minister, Ana Petrova"."""
        last: tuple[int, Description] | None = None
        for known in (self._titled.get(head, []) for head in heads):
            place = bisect_left(known, at, key=lambda each: each[0])
            if place and (last is None or known[place - 1][0] > last[0]):
                last = known[place - 1]
        return last[1] if last is not None else None


@cache
def mention() -> re.Pattern[str]:
    """Matches whom a text names: a title with a name, a name, or a definite noun that can speak."""
    words = [noun for noun in descriptions.speakers() if noun.isalpha()]
    nouns = branches(words)
    either = branches([*words, *map(str.title, words)])
    titled = rf"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?)\s+)?(?:[\w-]+\s+){{0,3}}?(?:{either}),?\s+{RUN.pattern}"
    plain = rf"\b[Tt]he\s+(?:[\w-]+\s+){{0,3}}?(?:{nouns})\b"
    name = rf"\b(?!(?:{'|'.join(sorted(OPENING_WORDS))})\b){RUN.pattern}"
    return re.compile(rf"{titled}|{plain}|{name}")


def _split(run: str) -> list[str]:
    """A run of capitals as a name: joined across "of", "for", "with" only behind a noun that heads a body."""
    words = run.split()
    kept: list[str] = []
    for place, word in enumerate(words):
        if kept and word in _JOINTS:
            return [*_split(" ".join(kept)), *_split(" ".join(words[place + 1 :]))]
        joins = word[0].islower() and word not in {"de", "da", "di", "van", "von", "al", "bin"}
        if joins and not any(descriptions.speakers().get(each.lower()) == "body" for each in kept):
            break
        if word in {"in", "to"}:
            break
        kept.append(word)
    while kept and kept[-1][0].islower():
        kept.pop()
    while kept and kept[0].partition("’")[0].partition("'")[0] in _OPENERS:
        kept = kept[1:]
    return [re.sub(r"['’]s?$", "", " ".join(kept))] if kept else []
