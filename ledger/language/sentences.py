"""Sentences: where a full stop, question or exclamation mark ends one, and where it does not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSERS = "\"'”’»)]›"
_OPENERS = "\"'“‘«([‹„"
# What stands after a full stop inside a sentence: "(est. 5), or", "Inc. – the".
_CONTINUERS = ",;:-–)"
# A terminator with the marks that close behind it and references to notes, then space, or a word or mark stuck to it.
_TERMINATOR = re.compile(
    rf"(?<![.!?…])[.!?…]+(?:[{re.escape(_CLOSERS)}]|“(?=\s))*(?:\s?\[\d{{1,3}}\])*(?=\s+(?P<next>[{re.escape(_OPENERS)}]*\S)|(?P<stuck>[“‘«(]?[A-Z][a-z]))",
)
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]—–/-]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Longest abbreviation looked for before a full stop.
_LOOK_BACK = 24
# Longest number that marks an entry of a list: "1. Matter is composed", "B. Costs".
_LIST_MARK = 3
# Characters of the longest sentence: those of news have up to about a thousand, what is longer is a table or list without full stops. Time
# to read a sentence grows faster than its length.
LONGEST = 1500
# An unlisted word of at least so many small letters before a full stop ends a sentence even before a small letter.
_PLAIN_WORD = 4
# The same in a text that leaves capitals out.
_PLAIN_WORD_WITHOUT_CAPITALS = 2


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the half-open spans of the sentences of one paragraph; one too long to be a sentence is cut between words."""
    for begun, last in _find(text, start, end):
        first = begun
        while last - first > LONGEST:
            space = text.rfind(" ", first, first + LONGEST)
            cut = space if space > first else first + LONGEST
            yield first, cut
            first = cut + (space > first)
        yield first, last


def _find(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _TERMINATOR.finditer(text, start, end):
        if match.start() > first and _ends(text, match, first):
            yield first, match.end()
            first = match.start("next") if match["next"] else match.start("stuck")
    if first < end:
        yield first, end


def _ends(text: str, match: re.Match[str], first: int) -> bool:
    """Whether a terminator ends the sentence that begins at `first`."""
    if match["stuck"]:
        return _ends_stuck(text, match, first)
    mark, following = match.group(), match["next"]
    if following[0] in _CONTINUERS:
        return False
    if mark[0] != "." or mark.startswith(".."):
        # "Really?" he asked; "well ... we will see"; but "is it? we shall see".
        return not following[-1].islower() or mark == "?"
    word = _word_before(text, match.start(), first)
    if following[-1].islower():
        return len(mark) == 1 and _is_plain(word, without_capitals=text[first].islower())
    if len(mark) > 1 and mark[1] != ")":
        return True  # a mark closes behind the full stop
    is_list_mark = word == text[first : match.start()] and (len(word) == 1 or (len(word) <= _LIST_MARK and word.isdigit()))
    return not is_list_mark and _ends_after(text, word, match.end("next") - 1, is_number=following[-1].isdigit())


def _is_plain(word: str, *, without_capitals: bool) -> bool:
    """Whether a word is no abbreviation by its looks."""
    shortest = _PLAIN_WORD_WITHOUT_CAPITALS if without_capitals else _PLAIN_WORD
    return len(word) >= shortest and word.isalpha() and word.islower() and word not in _abbreviations()


def _ends_after(text: str, word: str, following: int, *, is_number: bool) -> bool:
    """Whether the full stop after a word ends a sentence, the next one opening with a capital, a digit or a sign."""
    kind = _abbreviations().get(word.lower())
    if kind is None and _is_initial(word):
        kind = "any"
    if kind is None:
        return True
    if kind == "number":
        return not is_number
    opener = _WORD_AFTER.match(text, following)
    return kind == "any" and opener is not None and opener.group().lower() in _openers()


def _is_initial(word: str) -> bool:
    """Whether a word is a capital letter or several with full stops between: "J", "U.N.H.C.R"."""
    letters = word.split(".")
    return all(len(letter) == 1 and letter.isalpha() for letter in letters) and word[:1].isupper()


def _ends_stuck(text: str, match: re.Match[str], first: int) -> bool:
    """Whether a terminator ends a sentence though no space follows it: `said.“We`, `end.The`."""
    mark, stuck = match.group(), match["stuck"]
    if stuck[0] in _OPENERS or mark[-1] in _CLOSERS:
        return True
    word = _word_before(text, match.start(), first)
    opener = _WORD_AFTER.match(text, match.start("stuck"))
    return len(mark) == 1 and _is_plain(word, without_capitals=True) and opener is not None and opener.group().lower() in _openers()


def _word_before(text: str, end: int, first: int) -> str:
    found = _WORD_BEFORE.search(text, max(first, end - _LOOK_BACK), end)
    return found.group() if found else ""


@cache
def _abbreviations() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("abbreviations")}


@cache
def _openers() -> frozenset[str]:
    return lexicon.words("openers")
