"""Patterns of the clock: they name no day, but their digits are no figures."""

from __future__ import annotations

import re

from ledger.language.times import words
from ledger.language.times.expressions import Atom, TimeKind
from ledger.language.times.meanings import Nowhere
from ledger.language.times.rules import Rule, before

_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTE = r"[0-5]\d"
_HALF_OF_DAY = r"(?:[aApP]\.\s?[mM]\.?|[aApP][mM]\b)"
_ZONE = r"(?:\s?(?:GMT|UTC|BST|CES?T|EES?T|MSK|[ECMP][SD]?T|[A-Z]{2}ST|Z|local time|hours|hrs)\b)"
SPOKEN = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})
"""The hours in words."""
_SPOKEN = rf"(?:{'|'.join(sorted(SPOKEN))})"


def _clock(match: re.Match[str]) -> Atom | None:
    return Atom(match.start(), match.end(), TimeKind.CLOCK, Nowhere(), "clock")


def _colon(match: re.Match[str]) -> Atom | None:
    """A bare 14:20; a score, a verse or a ratio stands beside other words."""
    if re.search(r"(?i)\b(?:ratio(?: of)?|won|lost|win|beat|score|by a|vote of) $", before(match)):
        return None
    return _clock(match)


def _point(match: re.Match[str]) -> Atom | None:
    """A bare 17.30, only where a preposition of the clock leads to it and no unit follows."""
    if not re.search(r"(?i)\b(?:at|until|till|from|before|after|by|around|about|since) $", before(match)):
        return None
    if re.match(r"\s?(?:%|[a-z°£$€]|[-–]\w)", match.string[match.end() : match.end() + 3]) and not re.match(
        r" (?:on|local|this|last|and|to|in|today|yesterday|tomorrow|when|after|with)\b", match.string[match.end() : match.end() + 12]
    ):
        return None
    return (
        None
        if re.search(r"(?i)(?:rate|price|value|cent|stood|closed|ended|traded|valued|steady|unchanged)\s+(?:at|from|by) $", before(match))
        else _clock(match)
    )


def _bare_hours(match: re.Match[str]) -> Atom | None:
    """Four digits as a clock time: 0510 after a preposition, 1800 only after "at" where nothing counted follows."""
    told = before(match)
    rest = match.string[match.end() : match.end() + 12]
    if match.group().startswith("0"):
        return (
            _clock(match) if re.search(r"(?i)\b(?:at|by|until|till|from|before|after|since|around|about|to|and|between) $", told) else None
        )
    ends = not rest.strip() or re.match(r"[,.;)]|\s(?:on|and|local|yesterday|today|Mon|Tue|Wed|Thu|Fri|Sat|Sun)", rest)
    return _clock(match) if re.search(r"(?i)\bat (?:about |around )?$", told) and ends and not re.match(r"[,.]\d", rest) else None


_TO = rf"\s?(?:{words.DASH}|to|until|and)\s?"

RULES = (
    Rule(
        "one or two digits",
        rf"(?:{_HOUR}(?:[:.]{_MINUTE})?(?:\s?{_HALF_OF_DAY})?{_TO})?{_HOUR}(?:[:.]{_MINUTE}){{0,2}}\s?{_HALF_OF_DAY}{_ZONE}?",
        _clock,
    ),
    Rule("digit", rf"{_HOUR}(?:[:.h]?{_MINUTE})(?:{_TO}{_HOUR}(?:[:.h]?{_MINUTE}))?{_ZONE}", _clock),
    Rule("one or two digits", rf"{_HOUR}:{_MINUTE}(?::{_MINUTE})?(?:{_TO}{_HOUR}:{_MINUTE})?(?![\w:]|[.,]\d)", _colon),
    Rule("one or two digits", rf"{_HOUR}\.{_MINUTE}(?![\d%]|[.,]\d)", _point),
    Rule("four digits", r"(?:[01]\d|2[0-3])[0-5]\d(?![\w%-]|[.,]\d)", _bare_hours),
    Rule("one or two digits", rf"{_HOUR} o['’]clock\b", _clock),
    Rule("spoken", rf"(?i:{_SPOKEN}) o['’]clock\b", _clock),
    Rule("spoken", rf"(?i:{_SPOKEN})(?: thirty| fifteen)?\s(?:{_HALF_OF_DAY}|in the (?:morning|afternoon|evening)\b)", _clock),
    Rule("clock", rf"(?i:half|quarter) (?i:past|to) (?i:{_SPOKEN})\b", _clock),
    Rule("clock", r"(?i:noon|midday|midnight)\b", _clock),
)
