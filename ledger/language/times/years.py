"""Bare years and the words around them: "in 2019" is a year, "2019 people" is a count."""

from __future__ import annotations

import re

from ledger.language.times import words
from ledger.language.times.dates import year
from ledger.language.times.expressions import Atom, TimeKind
from ledger.language.times.rules import Rule, before

_EARLIEST_BARE, _LATEST_BARE = 1800, 2100
"""A number with no word that makes it a year is one only in this range."""

_MONEY_OR_NUMBER = re.compile(r"(?:[$€£¥₹#№+±~<>=×*/]|\b(?:No\.?|Nos\.?|number|USD|EUR|GBP|RM|Rs\.?|A\$|section|article|act|room|flight|page|route|highway|model|paragraph))\s?$", re.IGNORECASE)
_BOUND = re.compile(
    r"(?i)\b(?:about|some|roughly|around|approximately|nearly|almost|over|than|least|most|many as|up to|under|exactly|only|another|further|additional|total of|estimated|costs?|cost|killed|killing"
    r"|wounded|injured|lost|hired|sold|bought|worth|paid|all|these|those|its|their|his|her|our|has|have|had|employs?|includes?|including|are|were)\s$"
)
_YEAR_PREPOSITION = re.compile(
    r"(?i)(?:\b(?:in|since|until|till|during|before|after|by|from|through|throughout|circa|of|to|between|and|or|for|early|late|mid|end|start|class of|copyright|©|pre|post|year|years|than in|versus|vs\.?|than|on|the|a)"
    r"|[(,;–—-])[\s-]?$"
)
_STRONG = re.compile(r"(?i)\b(?:in|since|until|till|during|early|late|mid|throughout|the year|circa|back in|end of|start of|beginning of|spring|summer|autumn|winter|fall)[\s-]$")
_UNIT_OR_COUNTED = re.compile(
    r"\s?(?:%|°|[kmMbB]n?\b|(?:per ?cent|percent|million|billion|thousand|hundred|people|persons|men|women|children|troops|soldiers|workers|employees|jobs|homes|houses|tonnes?|tons?|kg|km|"
    r"metres?|meters?|miles?|feet|foot|hectares?|acres?|litres?|liters?|gallons?|barrels?|dollars?|euros?|pounds?|cents?|votes|cases|deaths|victims|dead|hours?|days?|weeks?|months?|years?|"
    r"minutes?|square|cubic|points?|times|of (?:them|the|these|those)|or (?:more|so)|more|additional|new)\b)"
)
_NUMBER_GOES_ON = re.compile(r"[.,]\d|[°\w/:]|[-–]\d")
_PLURAL_NOUN = re.compile(r"\s(?!(?:was|is|has|its|as|this|his|does|across|versus|plus|perhaps|besides|always|sales|prices|levels|figures|elections|results|numbers|rates|games|rules|onwards)\b)[a-z]+[a-rt-z]s\b")


def _bare_year(match: re.Match[str]) -> Atom | None:
    number, told = int(match.group()), before(match)
    rest = match.string[match.end() : match.end() + 24]
    if _MONEY_OR_NUMBER.search(told) or _NUMBER_GOES_ON.match(rest) or _UNIT_OR_COUNTED.match(rest) or re.search(r"[\w.,]$", told):
        return None
    if told.endswith(("-", "–")) and not re.search(r"(?i)\b(?:mid|early|late|end|pre|post)[-–]$", told):
        return None
    if _STRONG.search(told):
        return None if _PLURAL_NOUN.match(rest) and re.search(r"(?i)\bin $", told) else _found(match, number)
    if not _EARLIEST_BARE <= number <= _LATEST_BARE or _BOUND.search(told):
        return None
    if re.search(r"(?i)\bthe $", told):
        return _found(match, number) if re.match(r"[\s-][A-Za-z]", rest) else None
    if _PLURAL_NOUN.match(rest):
        return None
    return _found(match, number)


def _found(match: re.Match[str], number: int) -> Atom:
    return Atom(match.start(), match.end(), TimeKind.DATE, year(number), "year")


RULES = (Rule("four digits", words.YEAR, _bare_year),)
