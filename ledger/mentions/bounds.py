"""Bounds: the words around a number that say whether it is exact, about, at least, at most and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.language import scan
from ledger.records import Bound, Kind

if TYPE_CHECKING:
    from ledger.mentions.candidates import Candidate

LONGEST = 6
"""Words in the longest entry of the lexicon."""

SCALE_FLOOR = 100
"""Verbs and prepositions of class `scale` ("pass 2,300", "past 1,000") bound numbers from here up: "top 10" is a rank."""

_WINDOW = 60
_PLAIN_WORD = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z.]*")
_WORDS_BEFORE = re.compile(r"(?:[A-Za-z][A-Za-z.]*[\s\u00a0]+)*(?:[A-Za-z][A-Za-z.]*)?[\s\u00a0]*$")
_SYMBOLS_BEFORE = re.compile(r"(?P<symbol>>=|<=|[~≈∼><≥≤])[\s\u00a0]*$")
_SYMBOL = {
    "~": Bound.ABOUT, "≈": Bound.ABOUT, "∼": Bound.ABOUT, ">": Bound.MORE_THAN, "<": Bound.LESS_THAN,
    "≥": Bound.AT_LEAST, ">=": Bound.AT_LEAST, "≤": Bound.AT_MOST, "<=": Bound.AT_MOST,
}  # fmt: skip
_GLUED_PLUS = re.compile(r"\+(?![\d+])")
_NEXT = re.compile(r"\s+(?:an?\s+)?(?P<word>[^\s,.;:!?]+)")
_AFTER_TAIL = re.compile(r"[\s\u00a0]*,?[\s\u00a0-]*")
_FOR_DURATION = frozenset(
    (
        "for lasted lasting last took takes take taking is was are were be been at after of in well just aged spanning "
        "spans spent by to with than only not and or"
    ).split()
)
"""Words after which "over ten days" counts the days; after anything else it says *during*."""

_PLACES = re.compile(
    r"\s+(?:[a-z]+\s+)?"
    r"(?:regions|districts|cities|provinces|states|villages|towns|areas|counties|territories|neighbourhoods|neighborhoods)\b",
    re.IGNORECASE,
)
_COUNTS_OVER = frozenset(
    ("in to from across of with for and has have had covers covering spans hit affected by just well is are was were").split()
) | {""}
"""Words after which "over six regions" counts the regions; after anything else something is above them."""

_NOT_UP_TO = frozenset("add adds added adding live lives lived living stand stands stood own owned".split())
_FOLLOWS_DURATION = re.compile(
    r"[\s\u00a0-]+(?:ago|old|of\s+age|long|earlier|later|late|in\s+(?:prison|jail|office|power))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A bound and where its words stand."""

    bound: Bound
    start: int
    end: int


@cache
def _table(place: str) -> dict[str, tuple[Bound, str]]:
    return {row[0]: (Bound(row[1]), row[3]) for row in lexicon.rows("bounds") if row[2] == place}


@cache
def _nearest(place: str) -> frozenset[str]:
    """The words of the entries that stand nearest to the number: most sentences have none of them, and are done with."""
    return frozenset(phrase.split()[-1 if place == "before" else 0] for phrase in _table(place))


def bind(text: str, candidate: Candidate, start: int, end: int, after: tuple[int, ...]) -> None:
    """Set the candidate's bound and widen its quote over the bound words.

    Args:
        text: The stored text.
        candidate: The figure in the making.
        start: First character of the sentence.
        end: One past the last character of the sentence.
        after: Places where words after the number may start: the end of the number, of the unit, of the item.
    """
    before = _before(text, candidate, start)
    if before is not None:
        candidate.bound, candidate.quote_start = before.bound, before.start
    behind = next((found for place in after if (found := _behind(text, place, end))), None)
    if behind is not None and (candidate.bound is None or candidate.bound is Bound.ABOUT):
        candidate.bound = behind.bound
        candidate.quote_end = max(candidate.quote_end, behind.end)


def _before(text: str, candidate: Candidate, start: int) -> Found | None:
    """The bound that stands before the quote; the outermost of several ("up to about 30" is at most)."""
    found: Found | None = None
    place = candidate.quote_start
    while (more := _one_before(text, candidate, place, start)) is not None:
        bound = more.bound
        if found is not None and bound in {Bound.ABOUT, Bound.EXACT}:
            bound = found.bound
        found = Found(bound=bound, start=more.start, end=more.end)
        place = more.start
    return found if found is None or found.bound is not Bound.EXACT else None


def _one_before(text: str, candidate: Candidate, place: int, start: int) -> Found | None:
    window_start = max(start, place - _WINDOW)
    window = text[window_start:place]
    if symbol := _SYMBOLS_BEFORE.search(window):
        return Found(bound=_SYMBOL[symbol["symbol"]], start=window_start + symbol.start(), end=place)
    match = _WORDS_BEFORE.search(window)
    if match is None or not window[-1:].isspace():
        return None
    words = list(_WORD.finditer(window, match.start()))
    if not words or words[-1].group().lower() not in _nearest("before"):
        return None
    for length in range(min(LONGEST, len(words)), 0, -1):
        phrase = " ".join(word.group().lower() for word in words[-length:])
        entry = _table("before").get(phrase)
        if entry is not None:
            previous = words[-length - 1].group().lower() if len(words) > length else ""
            fits = _applies(entry, phrase, previous, text, candidate)
            return Found(bound=entry[0], start=window_start + words[-length].start(), end=place) if fits else None
    return None


def _applies(entry: tuple[Bound, str], phrase: str, previous: str, text: str, candidate: Candidate) -> bool:
    """Whether an entry of the lexicon is a bound here: "over ten days" after "met" is not, "top 10" is not."""
    _, kind = entry
    is_duration = candidate.unit is not None and candidate.unit.kind is Kind.DURATION
    if kind == "scale":
        large = candidate.high >= SCALE_FLOOR or (candidate.unit is not None and candidate.unit.kind is not Kind.DURATION)
        return previous not in {"the", "this", "last"} and large
    if kind == "duration":
        return is_duration
    if kind == "span" and is_duration:
        return previous in _FOR_DURATION or bool(_FOLLOWS_DURATION.match(text, candidate.quote_end))
    above = phrase == "over" and previous not in _COUNTS_OVER and _PLACES.match(text, candidate.quote_end)  # "39 drones over six regions"
    topic = phrase == "about" and previous in lexicon.words("topics")
    adds_up = phrase == "up to" and previous in _NOT_UP_TO
    return not (above or topic or adds_up)


def _behind(text: str, place: int, end: int) -> Found | None:
    if _GLUED_PLUS.match(text, place, end):
        return Found(bound=Bound.AT_LEAST, start=place, end=place + 1)
    gap = _AFTER_TAIL.match(text, place, end)
    begin = gap.end() if gap else place
    first = _PLAIN_WORD.search(text, begin, min(end, begin + _WINDOW))
    if first is None or first.group().lower() not in _nearest("after"):
        return None
    words = list(_PLAIN_WORD.finditer(text, begin, min(end, begin + _WINDOW)))[:LONGEST]
    table = _table("after")
    for length in range(min(LONGEST, len(words)), 0, -1):
        phrase = " ".join(word.group().lower() for word in words[:length])
        entry = table.get(phrase)
        if entry is None or text[begin : words[length - 1].end()].count(" ") < length - 1:
            continue
        if _opens_another(text, words[length - 1].end(), end):
            continue
        glued = text[place : place + 1] == "-"
        if (entry[1] == "glued") != glued:
            continue
        if "," in text[place:begin] and phrase not in {
            "at most",
            "at least",
            "give or take",
            "at the very least",
            "tops",
            "or more",
            "or so",
        }:
            continue
        return Found(bound=entry[0], start=begin, end=words[length - 1].end())
    return None


def _opens_another(text: str, place: int, end: int) -> bool:
    """Whether words behind a number belong to the next one: "44 and more than 70", "600 dead and over 4,000 wounded"."""
    following = _NEXT.match(text, place, end)
    if following is None:
        return False
    return following["word"].lower() in {"than", "all"} or scan.can_hold_figure(text, following.start("word"), following.end("word"))
