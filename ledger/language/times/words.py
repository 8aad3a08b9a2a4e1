"""The words of time, from the lexicon, as tables and as pieces of patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.language.times.meanings import MonthDay
from ledger.lexicon import rows

_TABLES: dict[str, dict[str, str]] = {}
for _word, _class, _value in rows("times"):
    _TABLES.setdefault(_class, {})[_word] = _value


def _alternatives(words: dict[str, str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[ \u00a0-]") for word in ordered)


def _integers(kind: str) -> dict[str, int]:
    return {word.lower(): int(value) for word, value in _TABLES[kind].items()}


@dataclass(frozen=True, slots=True)
class Length:
    """A unit of time in whole days or whole months."""

    number: int
    of_months: bool


def _length(value: str) -> Length:
    number, unit = value.split()
    return Length(int(number), unit == "month")


MONTHS = _integers("month") | _integers("short")
WEEKDAYS = _integers("weekday") | _integers("shortday")
TURNS = _integers("turn")
TOLD = _integers("told")
SEASONS = _integers("season")
UNITS = {word: _length(value) for word, value in _TABLES["unit"].items()}
CLOCK_UNITS = frozenset(_TABLES["clockunit"])
COUNTS = {word: None if value == "?" else float(value) for word, value in _TABLES["count"].items()}
EDGES = dict(_TABLES["edge"])
LIMITS = dict(_TABLES["limit"])
EVENTS = dict(_TABLES["event"])
HOLIDAYS = {word.lower(): MonthDay(*map(int, value.split("-"))) for word, value in _TABLES["holiday"].items()}
ORDINALS = {
    word: place for place, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th")) for word in words.split()
} | {"last": -1, "final": -1, "opening": 0, "closing": -1}
"""Places of a stretch inside a longer time, from 0; from the end where negative."""

_SHORT_MONTH = rf"(?:{_alternatives(_TABLES['short'])})\b\.?"
LONG_MONTH = rf"(?:{_alternatives(_TABLES['month'])}|{_alternatives(_TABLES['month']).upper()})\b"
MONTH = rf"(?:{LONG_MONTH}|{_SHORT_MONTH})"
WEEKDAY = rf"(?:(?:{_alternatives(_TABLES['weekday'])}|{_alternatives(_TABLES['weekday']).upper()})\b)"
SHORT_WEEKDAY = rf"(?:(?:{_alternatives(_TABLES['shortday'])})\b\.?)"
UNIT = rf"(?i:{_alternatives(_TABLES['unit'])})\b"
CLOCK_UNIT = rf"(?i:{_alternatives(_TABLES['clockunit'])})\b"
ANY_UNIT = rf"(?i:{_alternatives(_TABLES['unit'] | _TABLES['clockunit'])})\b"
SEASON = rf"(?i:{_alternatives(_TABLES['season'])})\b"
HOLIDAY = rf"(?:{_alternatives(_TABLES['holiday'])})(?!\w)"
DAYPART = rf"(?i:{_alternatives(_TABLES['daypart'])})s?\b"
TURN = rf"(?i:{_alternatives(_TABLES['turn'])})"
TOLD_TURN = rf"(?i:{_alternatives(_TABLES['told'])})"
LIMIT = rf"(?:{_alternatives(_TABLES['limit'])})"
EDGE = rf"(?i:{_alternatives(_TABLES['edge'])})"
ORDINAL = rf"(?i:{'|'.join(ORDINALS)})"
YEAR = r"(?:1[5-9]\d\d|20\d\d|2100)(?![\d%])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
NTH = rf"{DAY}(?:st|nd|rd|th)?\b"
_COUNT_WORDS = _alternatives(_TABLES["count"])
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
COUNT = rf"(?i:\d[\d,]*(?:\.\d+)?|(?:{_TENS})[- ](?:{_ONES})|{_COUNT_WORDS})"
GAP = r"[ \u00a0\u2009\n-]"
DASH = r"[-\u2010-\u2015\u2212]"


def month_of(word: str) -> int:
    """The number of a month, however written."""
    return MONTHS[word.rstrip(".").lower()]


def weekday_of(word: str) -> int:
    """The number of a weekday, however written."""
    return WEEKDAYS[word.rstrip(".").lower()]


def count_of(words: str, *, half: bool = False) -> float | None:
    """The number that a count states, nothing where it is vague; `half` adds "and a half"."""
    words = re.sub(r"[\s\u00a0-]+", " ", words.lower())
    if words[0].isdigit():
        value: float | None = float(words.replace(",", ""))
    elif words in COUNTS:
        value = COUNTS[words]
    else:
        parts = [COUNTS.get(part) for part in words.split()]
        value = sum(part for part in parts if part is not None)
    return value if value is None or not half else value + 0.5


def length_of(word: str) -> Length | None:
    """The length of a unit in days or months; nothing for units shorter than a day."""
    return UNITS.get(re.sub(r"[\s\u00a0-]+", " ", word.lower()))
