"""Articles that stand for one: "less than a year", "more than an hour", "nearly a decade", "a week or two"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.lexicon.branching import branches
from ledger.mentions.candidates import Candidate
from ledger.mentions.numerals import Numeral
from ledger.mentions.units import Unit
from ledger.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = frozenset({"duration", "measure"})
_NO_COUNT = frozenset({"some", "perhaps", "maybe", "probably", "minimum", "top", "tops", "past", "pass", "over", "about", "around"})
"""Bound words that stand before an article without counting it ("about a week" is vague, "over a year" says *during*)."""


@cache
def _pattern() -> re.Pattern[str]:
    bounds = sorted(
        (
            re.escape(row[0]).replace(r"\ ", r"\s+")
            for row in lexicon.rows("bounds")
            if row[2] == "before" and row[3] == "word" and row[0] not in _NO_COUNT
        ),
        key=len,
        reverse=True,
    )
    return re.compile(
        rf"\b(?:{'|'.join(bounds)})\s+(?P<article>an?)\s+(?P<unit>{branches(_units())})(?![A-Za-z-])",
        re.IGNORECASE,
    )


@cache
def _or_two() -> re.Pattern[str]:
    """Matches one unit "or two", with the word that stands for one."""
    return re.compile(rf"\b(?P<article>an?|another|one|last|next|past)\s+(?P<unit>{branches(_units())})\s+or\s+two\b", re.IGNORECASE)


@cache
def _article() -> re.Pattern[str]:
    """Matches an article with a unit, whatever stands before it: few sentences hold one, and the pattern of bounds is slow."""
    return re.compile(rf"\san?\s+(?:{branches(_units())})(?![A-Za-z-])", re.IGNORECASE)


@cache
def _units() -> dict[str, tuple[str, str, str]]:
    return {
        word.strip(): (name, kind, dimension)
        for name, kind, dimension, _, words in lexicon.rows("units")
        if kind in _KINDS
        for word in words.split(",")
        if word.strip().isalpha()
    }


def find(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Read a bounded article with a unit as one of the unit.

    >>> [(c.low, c.high, c.unit.name) for c in find("It took less than a year, then a week or two.", 0, 45)]
    [(1.0, 2.0, 'week'), (1.0, 1.0, 'year')]
    """
    for match in _or_two().finditer(text, start, end):
        yield _one_or_two(match)
    if not _article().search(text, start, end):
        return
    for match in _pattern().finditer(text, start, end):
        name, kind, dimension = _units()[match["unit"].lower()]
        numeral = Numeral(start=match.start("article"), end=match.end("article"), low=1.0, high=1.0)
        unit = Unit(name=name, kind=Kind(kind), dimension=dimension, start=match.start("unit"), end=match.end("unit"))
        yield Candidate.of(numeral, unit)


def _one_or_two(match: re.Match[str]) -> Candidate:
    """Such as "a week or two": one to two weeks."""
    name, kind, dimension = _units()[match["unit"].lower()]
    numeral = Numeral(start=match.start("article"), end=match.end(), low=1.0, high=2.0)
    candidate = Candidate.of(numeral, Unit(name=name, kind=Kind(kind), dimension=dimension, start=match.start("unit"), end=match.end()))
    candidate.range = True
    return candidate
