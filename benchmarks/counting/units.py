"""Units compared by what they mean, and not by how they are spelt.

Neutral equality folds spelling, plural and other names. Equality of heads also takes a counted noun whose words are among the
other's: "player" for "first-team player"; a named measure must still be the same measure.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

PLURALS = {"feet": "foot", "inches": "inch", "people": "people", "persons": "people", "person": "people", "children": "child", "men": "man",
           "women": "woman", "pence": "penny", "lives": "life", "wives": "wife", "staff": "staff", "series": "series", "celsius": "celsius",
           "hertz": "hertz", "bosses": "boss", "losses": "loss"}  # fmt: skip
"""Nouns whose singular no rule gives; people are one person or many."""

_SPELLINGS = ((re.compile(r"(?<=met)re(?=s?\b)"), "er"), (re.compile(r"(?<=lit)re(?=s?\b)"), "er"), (re.compile(r"gramme"), "gram"))
_WEAK_WORDS = frozenset(("a", "an", "and", "for", "in", "of", "s", "the", "to"))
_HISSING = re.compile(r"(?:ss|x|ch|sh|z)es")
_SHORTEST_PLURAL = 4


def fold(unit: str) -> str:
    """Spell a unit as American English does, in the singular, with "per" for a slash.

    >>> fold("Kilometres/hour"), fold("first-team players")
    ('kilometer per hour', 'first team player')
    """
    text = unit.strip().lower()
    for british, american in _SPELLINGS:
        text = british.sub(american, text)
    text = re.sub(r"(?<=\w)\s*/\s*(?=\w)", " per ", text)
    return " ".join(_singular(word) for word in re.sub(r"(?<=\w)[-_](?=\w)", " ", text).split())


def _singular(word: str) -> str:
    """Take the plural ending off a noun."""
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return f"{word[:-3]}y"
    if _HISSING.fullmatch(word[-4:]) or _HISSING.fullmatch(word[-3:]):
        return word[:-2]
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) >= _SHORTEST_PLURAL
    return word[:-1] if plural else word


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Read the names of each unit: for each name, as written and folded, the first names of the rows in which it stands."""
    table: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("units.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("# ") and line != "#":
            first, *others = (name.strip() for name in line.split("|"))
            for name in dict.fromkeys(form for each in (first, *others) for form in (each, fold(each))):
                table.setdefault(name, []).append(first)
    return {name: tuple(dict.fromkeys(rows)) for name, rows in table.items()}


@cache
def meanings(unit: str) -> frozenset[str]:
    """List the units that a name can stand for; a name that is in no row stands for itself, folded."""
    folded = fold(unit)
    known = _table().get(unit.strip().lower()) or _table().get(folded)
    if known:
        return frozenset(known)
    if " per " in folded:
        parts = [min(meanings(part)) for part in folded.split(" per ")]
        return frozenset(_table().get(fold(" per ".join(parts)), [" per ".join(parts)]))
    return frozenset([folded])


def spell(unit: str) -> str:
    """Spell a unit as the public sets do, if it has one meaning that is known; a convention of the sets, applied to every system alike.

    >>> spell("km/h"), spell("AUD per month"), spell("pound"), spell("ferry")
    ('kilometre per hour', 'australian dollar per month', 'pound', 'ferry')
    """
    folded = fold(unit)
    names = _table().get(unit.strip().lower()) or _table().get(folded)
    if names:
        return names[0] if len(names) == 1 else unit
    if " per " in folded:
        return " per ".join(spell(part) for part in folded.split(" per "))
    return unit


def same(one: str, other: str) -> bool:
    """Whether two names can stand for one unit."""
    return one.lower() == other.lower() or bool(meanings(one) & meanings(other))


def same_head(one: str, other: str) -> bool:
    """Whether two names can stand for one unit, or for one noun more and less closely described."""
    if same(one, other):
        return True
    if any(_is_measure(name) for name in meanings(one) | meanings(other)):
        return False
    words, others = _words(one), _words(other)
    return bool(words and others) and (words <= others or others <= words)


def _is_measure(name: str) -> bool:
    """Whether a meaning is a unit of the table."""
    return name in _table().get(name, ())


@cache
def _words(unit: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(unit))) - _WEAK_WORDS
