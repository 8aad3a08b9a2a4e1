"""The item of a figure as it is named: the record that the rules of this folder hand on, and how a phrase becomes one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions import phrases
from ledger.mentions.phrases import NOUNS, Phrase

if TYPE_CHECKING:
    from ledger.language.tokens import Parse

MOVES = frozenset(
    "jump rise increase fall drop decline gain growth cut surge hike slump decrease change reduction slide plunge dip".split()
)
"""Nouns that name a move and not what moved."""


_PERIOD = re.compile(r"^(?:(?:first|second|third|fourth|full|half)[\s-])?(?:quarter|half|year)[\s-]+(?=[a-z])")
"""A period that describes: "third-quarter net profit" is net profit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a figure counts or measures.

    Attributes:
        name: Lemmatised noun phrase without determiners.
        unit: Its head alone, singular.
        start: First character of the words it was read from.
        end: One past the last character of those words.
        written: Whether those words are the item as written; a verb ("was fined") is not.
        elided: Whether the item is taken from the clause rather than read beside the number.
    """

    name: str
    unit: str
    start: int
    end: int
    written: bool = True
    elided: bool = False


def without_move(parse: Parse, phrase: Phrase) -> Phrase:
    """What moved, for a phrase that only names the move: "a 12% jump in profit" is about profit."""
    if phrase.head.lemma.lower() not in MOVES:
        return phrase
    children = (c for c in parse.children(phrase.head.index) if c.index > phrase.head.index and c.dep.startswith("nmod") and c.pos in NOUNS)
    moved = next((c for c in children if any(m.text.lower() in {"in", "of"} for m in parse.children(c.index))), None)
    return phrases.around(parse, moved) if moved is not None else phrase


def name(phrase: Phrase, *, elided: bool = False) -> Item:
    """Make a phrase the item."""
    return Item(name=_PERIOD.sub("", phrase.name) or phrase.name, unit=phrase.unit, start=phrase.start, end=phrase.end, elided=elided)


@cache
def states() -> dict[str, tuple[str, str]]:
    """Words that stand for what a number counts ("dead"), to item and unit."""
    return {word: (item, unit) for word, item, unit in lexicon.rows("states")}
