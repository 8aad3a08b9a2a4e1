"""How a speaker came by a figure, and what kind of reading it is, where the words say so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ledger import lexicon
from ledger.records import Basis, Measure, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.attributions import Attribution
    from ledger.language.tokens import Parse
    from ledger.records import Mention

_BEFORE = 5
"""Words before a figure among which its modifiers stand: "an independently confirmed total of at least"."""
_AFTER = 6
"""Words after a figure within which a rate or an increment is told: "300 wounded men and women a day"."""


def basis(mention: Mention, parse: Parse, chain: Sequence[Attribution], stance: Stance) -> Basis | None:
    """The basis that a modifier of the figure tells, else its verb, else the words of saying."""
    if stance is Stance.PLANNED:
        return Basis.PLANNED
    found = _of_figure(mention, parse) or _of_verb(mention, parse) or next((each.word.basis for each in chain[:1]), None)
    beside = found is Basis.CONFIRMED and stance is Stance.ALLEGED
    told = found is Basis.ESTIMATED and stance is Stance.ASSERTED and bool(chain) and chain[0].word.stance is Stance.FORECAST
    return None if beside or told else found


@cache
def _words(part: str) -> dict[str, Basis]:
    return {row[0]: Basis(row[2]) for row in lexicon.rows("basis") if row[1] == part}


def _of_figure(mention: Mention, parse: Parse) -> Basis | None:
    token = parse.at(mention.number_start)
    if token is None:
        return None
    near = parse.tokens[max(token.index - 2, 0) : token.index]
    near += [
        other for other in parse.between(mention.number_end, mention.item_end or mention.char_end) if other.tag in {"JJ", "VBN", "VBD"}
    ]
    return next((_words("figure")[other.text.lower()] for other in near if other.text.lower() in _words("figure")), None)


def _of_verb(mention: Mention, parse: Parse) -> Basis | None:
    token = parse.at(mention.number_start)
    if token is None:
        return None
    for below in (token, *parse.ancestors(token.index)):
        if below.pos in {"VERB", "AUX"}:
            return _words("verb").get(below.text.lower()) if below.tag == "VBN" or below.text.lower() == "equals" else None
    return None


class _Reading(NamedTuple):
    """What words on one side of a figure tell; the bare words are looked for before the pattern is."""

    words: str
    pattern: re.Pattern[str]
    side: str
    measure: Measure


@cache
def _readings() -> tuple[_Reading, ...]:
    return tuple(
        _Reading(
            row[0], re.compile(rf"\b{re.escape(row[0])}\b(?!\s+(?:earlier|later|ago|before|after|old|of|or\b))"), row[1], Measure(row[2])
        )
        for row in lexicon.rows("measures")
    )


def measure(mention: Mention, text: str) -> Measure | None:
    """Total, increment, rate or stock: as the mention has it, else as the words around the figure tell."""
    if mention.measure is not None:
        return mention.measure
    before = " ".join(text[mention.sentence_start : mention.number_start].lower().split()[-_BEFORE:])
    after = " ".join(text[mention.number_end : mention.sentence_end].lower().split()[:_AFTER])
    after = re.split(r"[,;:]", after)[0]
    opening = " ".join(text[mention.sentence_start : mention.number_start].lower().split()[:_AFTER])
    sentence = text[mention.sentence_start : mention.sentence_end].lower()
    places = {"before": before, "opening": opening, "after": after, "clause": sentence}
    for words, pattern, side, found in _readings():
        match = pattern.search(places[side]) if words in places[side] else None
        if match and (side != "before" or places[side].endswith(match.group()) or match.end() >= len(before) - 12):
            return found
    return None
