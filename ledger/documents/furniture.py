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


_AUTHORS = re.compile(r"(?:(?:by|reporting by|written by|author:)\s+)((?:[^\W\d_][\w.'’-]*(?:,? and |, |;| )?){2,12})", re.IGNORECASE)
_DOT_LEADER = re.compile(r"(?<![.…])(?:\.{4,}|…{2,}|(?:\. ){3,})\s*\d{1,4}$")
_BAR = re.compile(r"[|•·»›/>]")
_SEPARATOR = re.compile(r"\s*[|•·»›]\s*|\s+[/>]\s+")
_PICTURE = re.compile(
    r"[(\[](?:(?:ap|afp|reuters|epa|pa|file|handout|pool) )?(?:photo|image|picture|photograph|video|credit|illustration|handout)s?\b"
    r"[^)\]]{0,150}[)\]]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{3,80})[)\]]")
_TICKER = re.compile(r"(?<![A-Z])[A-Z][A-Z.]{1,5} \d[\d.,]* [+−–-]\d[\d.,]*")
"""The price of a share beside its change: "TRN 772.50 +7.73%"."""

_STAMP_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)?|\d+")
_CREDIT_PART = re.compile(r"\s*/\s*|\s+via\s+|\s*[|,]\s*")


def look_at(line: Line) -> Look:
    """Say what the line looks like by itself."""
    words = line.words
    if not any(character.isalpha() for character in words) or (words[-1].isdecimal() and _DOT_LEADER.search(words)):
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
    if _TICKER.search(words) and not line.ends_sentence:
        return Look.FURNITURE
    if _is_byline(line) or _is_stamp(words) or _is_dated_name(line) or _is_trail(line):
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


def find_authors(line: Line) -> frozenset[str]:
    """The names in a byline or signature, each word of them."""
    found = _AUTHORS.match(line.words)
    return frozenset(re.findall(r"[^\W\d_][\w'’-]+", found.group(1))) if found else frozenset()


def is_about_author(line: Line, authors: frozenset[str]) -> bool:
    """Whether the line introduces an author: "Ana Petrova is a reporter for …", or says what one of those named does."""
    first = re.match(r"([^\W\d_][\w'’-]+)(?: [A-ZÀ-Þ][\w'’-]+)? (?:also )?", line.words)
    if first is not None and first.group(1) in authors and line.words[first.end() :].casefold().startswith(tuple(patterns.names("bio"))):
        return True
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
        Mark.SIGNATURE: Look.END,
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
    first = _STAMP_WORD.search(words)
    if first is None or not _is_stamped(first.group()):
        return False
    found = _STAMP_WORD.findall(words)
    if not 1 < len(found) <= MAX_STAMP or not any(word.isdigit() for word in found):
        return False
    return all(map(_is_stamped, found))


def _is_stamped(word: str) -> bool:
    return word.isdigit() or word.casefold().rstrip(".") in _stamp_words() or word in {"T", "Z"}


def _is_dated_name(line: Line) -> bool:
    """Whether the line names people or sections and says when, and nothing else: "by Ana Lim May 6, 2023 5:30 AM 3 min read"."""
    if line.ends_sentence or line.count > MAX_BYLINE:
        return False
    rest, count = _moments().subn(" ", line.words)
    if not count or any(map(str.isdigit, rest)):
        return False
    return all(word[0].isupper() or word.casefold() in _stamp_words() | {"read"} for word in re.findall(r"[^\W\d_][\w.]*", rest))


def _is_trail(line: Line) -> bool:
    """Whether the line is made of parts between bars that lead through a site or say who and when: "Home | World | Asia"."""
    if not _BAR.search(line.words):
        return False
    parts = [part for part in _SEPARATOR.split(line.words) if part]
    if len(parts) < 2 or line.ends_sentence or _count_plain_words(line.words) >= MIN_CAPTION_WORDS:  # noqa: PLR2004
        return False
    numbered = [part for part in parts if any(map(str.isdigit, part))]
    if not numbered:
        return len(parts) > 2 and all(len(part.split()) <= 3 for part in parts)  # noqa: PLR2004
    return all(_is_stamp(part) or patterns.match(part) is not None for part in numbered)


def _is_credit(words: str) -> bool:
    """Whether the line names makers and owners of a picture, an agency among them: "Ana Petrova/Pool/Reuters"."""
    if any(map(_is_plain, words.split())):
        return False
    parts = [part.strip(" ()[]") for part in _CREDIT_PART.split(words)]
    named = any(part.casefold() in _agencies() for part in parts)
    return named and all(part and part[0].isupper() and len(part.split()) <= 4 for part in parts)  # noqa: PLR2004


def _count_plain_words(words: str) -> int:
    """Words in lower case that are not among those that join names."""
    return sum(map(_is_plain, words.split()))


def _is_plain(word: str) -> bool:
    return word[0].islower() and word.strip(".,:;") not in patterns.names("joining")


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


@cache
def _moments() -> re.Pattern[str]:
    """Days, hours and spans of reading, as pages print them."""
    month = "|".join(row[0] for row in lexicon.rows("times") if row[1] in {"month", "short"})
    return re.compile(
        r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?"
        r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"
        rf"|\b(?:{month})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?|\b\d{{1,2}}\s+(?:{month})\b\.?(?:,?\s+\d{{4}}\b)?"
        r"|\b\d{1,3}\s?(?:-\s?)?min(?:ute)?s?\b|\b\d{1,3}\s(?:second|minute|hour|day|week|month|year)s?\sago\b"
    )


@cache
def _stamp_words() -> frozenset[str]:
    months_and_days = {row[0].casefold() for row in lexicon.rows("times") if row[1] in {"month", "short", "weekday", "shortday"}}
    return patterns.names("stamp") | months_and_days


@cache
def _agencies() -> frozenset[str]:
    return patterns.names("agency") | {row[0].casefold() for row in lexicon.rows("outlets") if row[1] != "word"}
