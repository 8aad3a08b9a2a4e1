"""The patterns of `lexicon/furniture.txt` as matchers of whole lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    words = " ".join(line.split())
    if len(words) > 2 * MAX_CHARACTERS:
        return None  # also for marks at the ends there is a limit
    bare = _EDGE.sub("", words).casefold()
    if not bare or bare.count(" ") >= MAX_WORDS or len(bare) > MAX_CHARACTERS:
        return None
    for rule in _compiled():
        if (not rule.needles or any(needle in bare for needle in rule.needles)) and rule.pattern.fullmatch(bare):
            return rule.mark
    return None


@dataclass(frozen=True, slots=True)
class _Rule:
    """A compiled pattern, or all of one kind that begin with known words.

    Attributes:
        mark: What the lines are that it covers.
        pattern: Covers a whole line.
        needles: Words of which a line holds one, or it is not covered; none if that is not known.
    """

    mark: Mark
    pattern: re.Pattern[str]
    needles: tuple[str, ...] = ()


@cache
def names(kind: str) -> frozenset[str]:
    """The words of one kind of the lexicon file that is not a pattern, in lower case: `agency`, `role`, `bio`, `stamp`, `joining`."""
    return frozenset(word.casefold() for word, its_kind in lexicon.rows("furniture") if its_kind == kind)


@cache
def _compiled() -> tuple[_Rule, ...]:
    """The patterns, kind by kind; one that may begin with anything stands alone, and is tried only where its words are."""
    listed: dict[Mark, list[str]] = {mark: [] for mark in Mark}
    for text, kind in lexicon.rows("furniture"):
        if kind in _WORDS:
            continue
        if kind not in frozenset(Mark):
            raise LexiconError(f"kind {kind!r} is none of the file's kinds", where=f"lexicon/furniture.txt, {text!r}")
        listed[Mark(kind)].append(text)
    rules: list[_Rule] = []
    for mark, texts in listed.items():
        known = [text for text in texts if not text.startswith("*")]
        rules.append(_Rule(mark, re.compile("|".join(map(_translate, known)))))
        rules += [_Rule(mark, re.compile(_translate(text)), _needles(text)) for text in texts if text.startswith("*")]
    return tuple(rules)


def _needles(text: str) -> tuple[str, ...]:
    """The words of a pattern that are rarest in other lines, by their length: of a choice, each of its words."""
    pieces = [piece for piece in _TOKEN.findall(text.casefold()) if piece not in {"*", "@"} and not piece.isspace()]
    choices = [tuple(choice.strip() for choice in piece.strip("{}").split(",")) for piece in pieces]
    certain = [words for words in choices if "" not in words and "@" not in words]
    return max(certain, key=lambda words: min(map(len, words)), default=())


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
