"""What one line of a page is, as far as the line itself tells."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.documents import patterns
from ledger.documents.patterns import Mark

if TYPE_CHECKING:
    from ledger.documents.lines import Line


class Look(StrEnum):
    """What a line looks like before its neighbours are asked."""

    FURNITURE = "furniture"
    LIST = "list"
    END = "end"
    FORM = "form"
    OTHER = "other"
    CREDIT = "credit"
    CAPTION = "caption"
    PROSE = "prose"
    ITEM = "item"
    SHORT = "short"


MAX_BYLINE = 20
"""Most words of a byline: four authors with their places."""

MAX_STAMP = 14
"""Most words and numbers of a line that says when a page was made."""

MAX_FOREIGN = 12
"""Most words of a line in another script that is taken for furniture: a picture credit, a link to another language."""

MIN_CAPTION_WORDS = 3
"""Fewest lower-case words, joining words apart, that make a picture credit a caption: names have none."""


_DOT_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){3,})\s*\d{1,4}$")
_SEPARATOR = re.compile(r"\s*[|•·»›]\s*|\s+[/>]\s+")
_PICTURE = re.compile(
    r"[(\[](?:(?:ap|afp|reuters|epa|pa|file|handout|pool) )?(?:photo|image|picture|photograph|video|credit|illustration|handout)s?\b"
    r"[^)\]]{0,150}[)\]]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{3,80})[)\]]")
_STAMP_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)?|\d+")
_CREDIT_PART = re.compile(r"\s*/\s*|\s+via\s+|\s*[|,]\s*")


def look_at(line: Line) -> Look:
    """Say what the line looks like by itself."""
    words = line.words
    if not any(character.isalpha() for character in words) or _DOT_LEADER.search(words):
        return Look.FURNITURE
    mark = patterns.match(words)
    if mark is not None and (look := _look_of(mark, line)) is not None:
        return look
    return _look_without_mark(line)


def _look_without_mark(line: Line) -> Look:
    """What the shape of the line alone tells."""
    words = line.words
    if _is_credit(words):
        return Look.CREDIT
    if _PICTURE.search(words) or any(_is_credit(inner) for inner in _BRACKETED.findall(words[-200:]) if "/" in inner):
        return Look.CAPTION
    if _is_byline(line) or _is_stamp(words) or _is_trail(line):
        return Look.FURNITURE
    if line.ends_sentence:
        return Look.PROSE
    return Look.ITEM if line.is_list_item else Look.SHORT


def is_foreign(line: Line) -> bool:
    """Whether a short line is written in another script than Latin."""
    if line.words.isascii() or line.count > MAX_FOREIGN:
        return False
    letters = [character for character in line.words if character.isalpha()]
    return 2 * sum(map(_is_latin, letters)) < len(letters)


def is_about_author(line: Line) -> bool:
    """Whether the line introduces an author: "Ana Petrova is a reporter for …"."""
    found = re.match(r"(?:\w[\w.'’-]+ ){2,4}(?:is|was|has been) (?:an?|the|our) ([\w ,'’-]{0,60})", line.words)
    if found is None or not all(word[0].isupper() for word in line.words.split()[:2]):
        return False
    return any(re.search(rf"\b{role}\b", found.group(1).casefold()) for role in patterns.names("role"))


def _look_of(mark: Mark, line: Line) -> Look | None:
    """The look a mark of the lexicon gives; nothing if the line is a sentence that only begins like it."""
    if mark is Mark.BYLINE:
        return None if _is_sentence(line) else Look.FURNITURE
    if mark is Mark.OTHER:
        return None if line.ends_sentence else Look.OTHER
    if mark is Mark.CREDIT:
        return Look.CAPTION if _count_plain_words(line.words) >= MIN_CAPTION_WORDS else Look.CREDIT
    return {
        Mark.LINE: Look.FURNITURE,
        Mark.LIST: Look.LIST,
        Mark.END: Look.END,
        Mark.COPYRIGHT: Look.END,
        Mark.FORM: Look.FORM,
        Mark.CAPTION: Look.CAPTION,
    }[mark]


def _is_sentence(line: Line) -> bool:
    return line.ends_sentence and _count_plain_words(line.words) >= MIN_CAPTION_WORDS


def _is_byline(line: Line) -> bool:
    words = line.words.split()
    if words[0] not in {"By", "BY", "by"} or not 3 <= len(words) <= MAX_BYLINE or any(map(str.isdigit, line.words)):  # noqa: PLR2004
        return False
    has_role = any(role in line.words.casefold() for role in patterns.names("role"))
    return not line.ends_sentence and _count_plain_words(line.words) <= has_role


def _is_stamp(words: str) -> bool:
    """Whether the line says when, and nothing else: "Tuesday, 4 March 2025, 10:45 GMT"."""
    found = _STAMP_WORD.findall(words)
    if not 1 < len(found) <= MAX_STAMP or not any(word.isdigit() for word in found):
        return False
    return all(word.isdigit() or word.casefold().rstrip(".") in _stamp_words() or word in {"T", "Z"} for word in found)


def _is_trail(line: Line) -> bool:
    """Whether the line is made of parts between bars that lead through a site or say who and when: "Home | World | Asia"."""
    parts = [part for part in _SEPARATOR.split(line.words) if part]
    if len(parts) < 2 or line.ends_sentence or _count_plain_words(line.words) >= MIN_CAPTION_WORDS:  # noqa: PLR2004
        return False
    numbered = [part for part in parts if any(map(str.isdigit, part))]
    if not numbered:
        return len(parts) > 2 and all(len(part.split()) <= 3 for part in parts)  # noqa: PLR2004
    return all(_is_stamp(part) or patterns.match(part) is not None for part in numbered)


def _is_credit(words: str) -> bool:
    """Whether the line names makers and owners of a picture, an agency among them: "Ana Petrova/Pool/Reuters"."""
    parts = [part.strip(" ()[]") for part in _CREDIT_PART.split(words)]
    named = any(part.casefold() in _agencies() for part in parts)
    return named and all(part and part[0].isupper() and len(part.split()) <= 4 for part in parts) and _count_plain_words(words) == 0  # noqa: PLR2004


def _count_plain_words(words: str) -> int:
    """Words in lower case that are not among those that join names."""
    return sum(word[0].islower() and word.strip(".,:;") not in patterns.names("joining") for word in words.split())


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


@cache
def _stamp_words() -> frozenset[str]:
    months_and_days = {row[0].casefold() for row in lexicon.rows("times") if row[1] in {"month", "short", "weekday", "shortday"}}
    return patterns.names("stamp") | months_and_days


@cache
def _agencies() -> frozenset[str]:
    return patterns.names("agency") | {row[0].casefold() for row in lexicon.rows("outlets") if row[1] != "word"}
