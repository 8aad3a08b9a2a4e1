"""Bare years and the words around them: "in 2019" is a year, "2019 people" is a count."""

from __future__ import annotations

import re

from ledger.language.times import words
from ledger.language.times.dates import year
from ledger.language.times.expressions import Atom, TimeKind
from ledger.language.times.rules import Rule, before
from ledger.lexicon import rows

_EARLIEST_BARE, _LATEST_BARE = 1800, 2100
"""A number with no word that makes it a year is one only in this range."""
_LOOK_AHEAD = 24
"""Characters after the digits in which a counted noun is looked for."""


def _words(name: str) -> str:
    found = sorted((word for word, kind in rows("year_contexts") if kind == name), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found)


_YEAR_BEFORE = re.compile(rf"(?i)\b(?:{_words('year')})[\s-]$")
_COUNT_BEFORE = re.compile(rf"(?i)\b(?:{_words('count')})\s$")
_NUMBER_BEFORE = re.compile(rf"(?i)(?:[$€£¥₹#№+±~<>=×*/]|\b(?:{_words('name')}))\s?$|[\w.,]$")
_PREFIX_BEFORE = re.compile(r"(?i)\b(?:mid|early|late|end|pre|post)[-–]$")
_NUMBER_GOES_ON = re.compile(r"[.,]\d|[°\w/:]|[-–]\d")
_COUNTED_AFTER = re.compile(rf"\s?(?:%|°|[kmMbB]n?\b|(?:{_words('counted')})\b)")
_PLURAL_AFTER = re.compile(rf"\s(?!(?:{_words('plural')})\b)[a-z]+[a-rt-z]s\b")


def _bare_year(match: re.Match[str]) -> Atom | None:
    number, told = int(match.group()), before(match)
    rest = match.string[match.end() : match.end() + _LOOK_AHEAD]
    if _NUMBER_GOES_ON.match(rest) or _COUNTED_AFTER.match(rest) or _NUMBER_BEFORE.search(told):
        return None
    if told.endswith(("-", "–")) and not _PREFIX_BEFORE.search(told):
        return None
    plural = _PLURAL_AFTER.match(rest) is not None
    if _YEAR_BEFORE.search(told):
        stated = not (plural and told.lower().endswith("in "))
    elif told.lower().endswith("the "):
        stated = re.match(r"[\s-][A-Za-z]", rest) is not None
    else:
        stated = _EARLIEST_BARE <= number <= _LATEST_BARE and not plural and not _COUNT_BEFORE.search(told)
    return Atom(match.start(), match.end(), TimeKind.DATE, year(number), "year") if stated else None


RULES = (Rule("four digits", words.YEAR, _bare_year),)
