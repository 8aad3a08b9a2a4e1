"""Years and days: numbers that a calendar counts, where no time expression was found around them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon

if TYPE_CHECKING:
    from ledger.mentions.candidates import Candidate
    from ledger.mentions.exclude import Context

WINDOW = 30
"""Characters before a number that a rule about the words there looks at."""

_DECADE = re.compile(r"(?:(?:1[5-9]|20)\d\d|\d0)s(?![A-Za-z])")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_NEXT = re.compile(r"[\s\u00a0]+(?P<word>[A-Za-z]+)")
_ANY_YEAR = re.compile(r"1[4-9]\d\d|20[0-4]\d")
_AFTER_NAME = frozenset("was is were are has had and or but that which who by in to as with for from at on".split())
_NAMED_YEAR = re.compile(r"\b[A-Z][a-z]+\s+of\s+$")
_COMPARED_YEAR = re.compile(r"\b(?!more\b|less\b|fewer\b|rather\b|other\b)[a-z]+\s+than\s$|\bthan\s+in\s$", re.IGNORECASE)
_WEAK_COUNTS = frozenset("some all these those its their his her our has have had are were include includes including about around".split())
"""Words after which four digits may still be a year: "some 2016 candidates", "all 2020 contests"."""
LAST_DAY = 31
_MONTH = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.|january|february|april|june|july|august|september|october|november|december)\s+$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\b(?:in|of|since|until|by|before|after|the|from|to|summer|spring|fall|winter)\s+[’‘']$", re.IGNORECASE)


@cache
def _counting() -> frozenset[str]:
    """Words before four digits that make them a number."""
    return frozenset(row[0] for row in lexicon.rows("year_contexts") if row[1] == "count") - _WEAK_COUNTS


@cache
def _counted() -> frozenset[str]:
    """Words after four digits that make them a number."""
    return frozenset(row[0] for row in lexicon.rows("year_contexts") if row[1] == "counted")


def is_year(candidate: Candidate, context: Context) -> bool:
    """Such as "the 2016 contest", "some 2016 candidates": four digits of our time before a noun, where no word counts."""
    numeral = candidate.first
    plain = candidate.unit is None and not (candidate.range or candidate.share or numeral.suffix) and numeral.scale == 1
    written = context.text[numeral.start : numeral.end]
    lead = context.text[max(context.start, numeral.start - WINDOW) : numeral.start]
    following = _NEXT.match(context.text, numeral.end, context.end)
    closed = following is None or following["word"].lower() in _AFTER_NAME
    if plain and closed and _NAMED_YEAR.search(lead) and _ANY_YEAR.fullmatch(written):
        return True
    if not plain or not _YEAR.fullmatch(written) or written.endswith("00"):
        return False
    if following is None and _COMPARED_YEAR.search(lead):
        return True
    lead = lead.lower()
    counted = any(re.search(rf"\b{re.escape(word)}\s$", lead) for word in _counting())
    return following is not None and not counted and following["word"].lower() not in _counted()


def is_decade(candidate: Candidate, context: Context) -> bool:
    """Such as "the 1990s", "2018s" for "2018's"."""
    return bool(_DECADE.match(context.text, candidate.first.start))


def is_short_year(candidate: Candidate, context: Context) -> bool:
    """Such as "in ’08"."""
    lead = context.text[max(context.start, candidate.start - 12) : candidate.start]
    return candidate.unit is None and candidate.end - candidate.start == 2 and bool(_SHORT_YEAR.search(lead))  # noqa: PLR2004 - two digits


def is_day_of_month(candidate: Candidate, context: Context) -> bool:
    """Such as "oct. 13" in a text without capitals."""
    lead = context.text[max(context.start, candidate.start - 12) : candidate.start]
    plain = candidate.unit is None and candidate.first.digits and candidate.low.is_integer() and candidate.high <= LAST_DAY
    return plain and not candidate.range and bool(_MONTH.search(lead))
