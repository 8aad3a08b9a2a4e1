"""Sentences: where a full stop, question or exclamation mark ends one, and where it does not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSERS = "\"'”’»)\\]›"
_OPENERS = "\"'“‘«(\\[‹„"
# A terminator with the marks that close behind it, then space, an opening mark without one, or a word stuck to it.
_TERMINATOR = re.compile(
    rf"[.!?…]+[{_CLOSERS}]*(?=\s+(?P<next>[{_OPENERS}]*\S)|(?P<stuck>[“‘«(]?[A-Z][a-z]))",
)
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]—–/-]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Longest abbreviation looked for before a full stop.
_LOOK_BACK = 24
# An unlisted word of at least so many small letters before a full stop ends a sentence even before a small letter.
_PLAIN_WORD = 4


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the half-open spans of the sentences of one paragraph."""
    first = start
    for match in _TERMINATOR.finditer(text, start, end):
        if match.start() > first and _ends(text, match, first):
            yield first, match.end()
            first = match.start("next") if match["next"] else match.start("stuck")
    if first < end:
        yield first, end


def _ends(text: str, match: re.Match[str], first: int) -> bool:
    """Whether a terminator ends the sentence that begins at `first`."""
    mark = match.group()
    if match["stuck"]:
        return _ends_stuck(text, match, first)
    following = match["next"]
    letter = following[-1]
    if mark[0] != "." or mark.startswith(".."):
        # "Really?" he asked; "well ... we will see".
        return not letter.islower() and letter not in ",;:-–—)"
    if letter in ",;:-–—)" and len(following) == 1 and letter != "—":
        return False
    word = _word_before(text, match.start(), first)
    if letter.islower():
        return len(mark) == 1 and len(word) >= _PLAIN_WORD and word.isalpha() and word.islower() and not _is_abbreviation(word)
    if len(mark) > 1:  # a mark closes behind the full stop
        return mark[1] != ")" or not _is_abbreviation(word)
    return _ends_after(text, word, match.end("next") - 1, is_number=letter.isdigit())


def _ends_after(text: str, word: str, following: int, *, is_number: bool) -> bool:
    """Whether the full stop after a word ends a sentence, the next one opening with a capital, a digit or a sign."""
    kind = _abbreviations().get(word.lower())
    if kind is None:
        if len(word) == 1 and word.isalpha():
            kind = "any" if word.isupper() else None
        elif "." in word and len(word) <= 2 * word.count(".") + 1 and word[0].isalpha():
            kind = "any"  # initials and acronyms: J.R., U.N.H.C.R.
        elif word.isdigit() and following < len(text):
            # A list marker ("1. The") stands at the start and is short; any other number ends its sentence.
            return True
    if kind is None:
        return True
    if kind == "name":
        return False
    if kind == "number":
        return not is_number
    opener = _WORD_AFTER.match(text, following)
    return opener is not None and opener.group().lower() in _openers()


def _ends_stuck(text: str, match: re.Match[str], first: int) -> bool:
    """Whether a terminator ends a sentence though no space follows it: `said.“We`, `end.The`."""
    if match["stuck"][0] in "“‘«(":
        return True
    if len(match.group()) > 1 and match.group()[-1] in "”’»\"":
        return True
    word = _word_before(text, match.start(), first)
    opener = _WORD_AFTER.match(text, match.start("stuck"))
    return len(match.group()) == 1 and word.isalpha() and word.islower() and opener is not None and opener.group().lower() in _openers()


def _word_before(text: str, end: int, first: int) -> str:
    found = _WORD_BEFORE.search(text, max(first, end - _LOOK_BACK), end)
    return found.group() if found else ""


def _is_abbreviation(word: str) -> bool:
    return word.lower() in _abbreviations()


@cache
def _abbreviations() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("abbreviations")}


@cache
def _openers() -> frozenset[str]:
    return lexicon.words("openers")
