"""Words of a sentence, reduced so that forms of one word meet, and the phrases of the lexicon found among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ledger import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d[\d,.]*\d|\d|[^\w\s]")
_APOSTROPHES = re.compile(r"['’]s?$")
_VOWEL = re.compile(r"[aeiouy]")
LONGEST_PHRASE = 5
"""Words in the longest phrase of the lexicon that is looked for."""
LAST_RESORT = "~"
"""Marks a word of the lexicon that counts only where no other event word is near."""
AS_WRITTEN = "="
"""Marks a word of the lexicon that is found in that form only."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a sentence.

    Attributes:
        start: First character, into the sentence.
        end: One past the last character.
        text: As written.
        stem: Lower case, without the endings of plurals and tenses.
    """

    start: int
    end: int
    text: str
    stem: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon found in a sentence.

    Attributes:
        first: Index of its first word.
        last: Index of its last word, included.
        names: The classes it stands for.
        weak: Whether it counts only where no other word is near.
    """

    first: int
    last: int
    names: frozenset[str]
    weak: bool = False


@lru_cache(maxsize=200_000)
def stem(text: str) -> str:
    """Reduce a word to a form that its plural and its tenses share.

    >>> [stem(word) for word in ("parties", "party", "shipped", "ship", "houses", "house", "firing", "fire")]
    ['parti', 'parti', 'ship', 'ship', 'hous', 'hous', 'fir', 'fir']
    """
    word = _APOSTROPHES.sub("", text.lower())
    for ending in ("ing", "ed", "es", "s", "e"):
        kept = word[: -len(ending)]
        if word.endswith(ending) and len(kept) >= 3 and _VOWEL.search(kept) and not word.endswith(("ss", "eed", "us")):  # noqa: PLR2004 - shorter ones are words
            word = kept
            break
    if word.endswith("y") and len(word) > 3:  # noqa: PLR2004 - "by", "day"
        word = word[:-1] + "i"
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":  # noqa: PLR2004 - "shipp", not "add"
        word = word[:-1]
    return word


@lru_cache(maxsize=50_000)
def split(sentence: str) -> tuple[Word, ...]:
    """Split a sentence into words and marks."""
    return tuple(Word(found.start(), found.end(), found.group(), stem(found.group())) for found in _WORD.finditer(sentence))


def stems(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase, in order."""
    return tuple(word.stem for word in split(phrase))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A lexicon's phrases by their stems, with the classes each stands for.

    Attributes:
        strong: Phrases that always count.
        weak: Phrases that count only where no other is near.
        exact: Words that are found in one form only.
        starts: The stems that open a phrase.
    """

    strong: dict[tuple[str, ...], frozenset[str]]
    weak: dict[tuple[str, ...], frozenset[str]]
    exact: dict[str, frozenset[str]]
    starts: frozenset[str]

    def find(self, words: tuple[Word, ...]) -> tuple[Hit, ...]:
        """Find the longest phrases from left to right; found phrases do not overlap."""
        hits: list[Hit] = []
        keys = [word.stem for word in words]
        place = 0
        while place < len(keys):
            hit = self._at(keys, place) if keys[place] in self.starts else None
            if (hit is None or hit.weak) and words[place].text.lower() in self.exact:
                hit = Hit(place, place, self.exact[words[place].text.lower()])
            if hit is None:
                place += 1
            else:
                hits.append(hit)
                place = hit.last + 1
        return tuple(hits)

    def _at(self, keys: list[str], place: int) -> Hit | None:
        for length in range(min(LONGEST_PHRASE, len(keys) - place), 0, -1):
            key = tuple(keys[place : place + length])
            if key in self.strong or key in self.weak:
                names = self.strong.get(key, frozenset()) | self.weak.get(key, frozenset())
                return Hit(place, place + length - 1, names, weak=key not in self.strong)
        return None


def vocabulary(entries: list[tuple[str, str]]) -> Vocabulary:
    """Build the vocabulary of classes and their words, each entry a class and its words separated by commas."""
    strong: dict[tuple[str, ...], set[str]] = {}
    weak: dict[tuple[str, ...], set[str]] = {}
    exact: dict[str, set[str]] = {}
    for name, listed in entries:
        for phrase in (part.strip() for part in listed.split(",")):
            if phrase.startswith(AS_WRITTEN):
                exact.setdefault(phrase.removeprefix(AS_WRITTEN), set()).add(name)
                continue
            target = weak if phrase.endswith(LAST_RESORT) else strong
            target.setdefault(stems(phrase.removesuffix(LAST_RESORT)), set()).add(name)
    return Vocabulary(
        {key: frozenset(names) for key, names in strong.items()},
        {key: frozenset(names) for key, names in weak.items()},
        {key: frozenset(names) for key, names in exact.items()},
        frozenset(key[0] for key in (*strong, *weak) if key),
    )


@cache
def things() -> Vocabulary:
    """The classes of things that figures count."""
    return vocabulary([(row[0], row[2]) for row in lexicon.rows("things")])


@cache
def sorts() -> dict[str, str]:
    """For each class of things, which events can happen to it: person, party, fluid or thing."""
    return {row[0]: row[1] for row in lexicon.rows("things")}


@cache
def measured() -> frozenset[str]:
    """Stems of nouns that stand for a figure without saying what it counts: "total"."""
    return frozenset(stem(noun) for noun in lexicon.words("measured"))


@cache
def small() -> frozenset[str]:
    """Words that say nothing of the question a figure answers."""
    return lexicon.words("smallwords")


@cache
def events() -> Vocabulary:
    """The events that happen to what figures count."""
    return vocabulary([(row[0], row[3]) for row in lexicon.rows("events")])


@cache
def event_names() -> frozenset[str]:
    """The names of the events of the lexicon; other events are stems of verbs that it does not know."""
    return lexicon.words("events")


@cache
def counted_by() -> dict[str, str]:
    """For each event that counts a class of things by itself, that class."""
    return {row[0]: row[1] for row in lexicon.rows("events") if row[1] != "-"}


def counted(events: frozenset[str]) -> frozenset[str]:
    """The classes of things that events count by themselves."""
    return frozenset(counted_by()[event] for event in events if event in counted_by()) & frozenset(sorts())


@cache
def flows() -> frozenset[str]:
    """The events whose figures for a night, a month and a year answer different questions."""
    return frozenset(row[0] for row in lexicon.rows("events") if row[2] == "flow")


@cache
def tolls() -> frozenset[str]:
    """The events whose figures add up from a start."""
    return frozenset(row[0] for row in lexicon.rows("events") if row[2] == "toll")


@cache
def facts() -> frozenset[str]:
    """The events whose figures never change, whenever they are told."""
    return frozenset(row[0] for row in lexicon.rows("events") if row[2] == "fact")


@cache
def scopes() -> Vocabulary:
    """The words that narrow what a figure covers, as `axis:place`."""
    return vocabulary([(f"{row[0]}:{row[1]}", row[3]) for row in lexicon.rows("scopes")])


@cache
def scope_events() -> dict[str, frozenset[str]]:
    """For each `axis:place`, the events for which it matters; nothing in the set means all."""
    found: dict[str, frozenset[str]] = {}
    for axis, place, listed, _ in lexicon.rows("scopes"):
        found[f"{axis}:{place}"] = frozenset() if listed == "*" else frozenset(name.strip() for name in listed.split(","))
    return found


@cache
def _roles() -> dict[tuple[str, str], str]:
    return {(row[0], row[1]): row[2] for row in lexicon.rows("readings")}


def role(word: str, name: str) -> str:
    """What a word means in a role of readings.txt; empty where it has none.

    >>> role("weekly", "period")
    'week'
    """
    return _roles().get((word, name), "")


@cache
def _movers() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("changes")) | lexicon.words("revisions")


def moves(word: str) -> bool:
    """Whether a word says that a figure moved, or was moved: "rose", "lowered"."""
    return word.lower() in _movers()
