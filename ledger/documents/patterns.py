"""The patterns of `lexicon/furniture.txt` as matchers of whole lines."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from ledger import lexicon
from ledger.errors import LexiconError

MAX_WORDS = 45
"""A longer line is prose, whatever its first words are: the longest cookie notice of one sentence has about forty."""

MAX_CHARACTERS = 400
"""The same in characters: keeps the matching of a line without spaces short."""

_NUMBER = r"\d[\d.,]*\s?(?:k|m|bn)?(?:\s?\+)?"
_TOKEN = re.compile(r"\{[^{}]*\}|\*|@|\s+|[^\s{}*@]+")
_EDGE = re.compile(r"^[^\w(©{]+|[^\w)}]+$")


class Mark(StrEnum):
    """What a matched line is; see the lexicon file for each."""

    LINE = "line"
    LIST = "list"
    END = "end"
    COPYRIGHT = "copyright"
    SIGNATURE = "signature"
    BYLINE = "byline"
    FORM = "form"
    OTHER = "other"
    CREDIT = "credit"
    CAPTION = "caption"


_WORDS = frozenset({"agency", "role", "bio", "stamp", "joining"})
"""Kinds of the lexicon file that are words, not patterns of lines."""


def match(line: str) -> Mark | None:
    """The mark of a line, by the first kind of pattern that covers all of it; nothing if none does.

    >>> match("142 Comments »")
    <Mark.LINE: 'line'>
    """
    bare = _EDGE.sub("", " ".join(line.split())).casefold()
    if not bare or bare.count(" ") >= MAX_WORDS or len(bare) > MAX_CHARACTERS:
        return None
    for mark, pattern in _compiled():
        if pattern.fullmatch(bare):
            return mark
    return None


@cache
def names(kind: str) -> frozenset[str]:
    """The words of one kind of the lexicon file that is not a pattern, in lower case: `agency`, `role`, `bio`, `stamp`, `joining`."""
    return frozenset(word.casefold() for word, its_kind in lexicon.rows("furniture") if its_kind == kind)


@cache
def _compiled() -> tuple[tuple[Mark, re.Pattern[str]], ...]:
    patterns: dict[Mark, list[str]] = {mark: [] for mark in Mark}
    for text, kind in lexicon.rows("furniture"):
        if kind in _WORDS:
            continue
        if kind not in frozenset(Mark):
            raise LexiconError(f"kind {kind!r} is none of the file's kinds", where=f"lexicon/furniture.txt, {text!r}")
        patterns[Mark(kind)].append(_translate(text))
    return tuple((mark, re.compile("|".join(found))) for mark, found in patterns.items())


def _translate(text: str) -> str:
    """Write one pattern of the lexicon as a regular expression over a line in lower case with single spaces."""
    parts = []
    for piece in _TOKEN.findall(text.casefold()):
        if piece == "*":
            parts.append(r"(?:.*\S)??")
        elif piece == "@":
            parts.append(_NUMBER)
        elif piece.isspace():
            parts.append(r"(?:\s|(?<!\w)|(?!\w))")  # none where a mark, an empty choice or the line's end parts the words
        elif piece.startswith("{"):
            choices = (_NUMBER if choice == "@" else re.escape(choice.strip()) for choice in piece[1:-1].split(","))
            parts.append(f"(?:{'|'.join(choices)})")
        else:
            parts.append(re.escape(piece))
    return "".join(parts)
