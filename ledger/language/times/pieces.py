"""Patterns of a numbered piece of a longer time: "the first two weeks of May", "the second Sunday in June", "its first four weeks"."""

from __future__ import annotations

import re

from ledger.language.times import words
from ledger.language.times.calendar import MONTHS_IN_YEAR, OF_MONTHS
from ledger.language.times.compounds import Piece
from ledger.language.times.expressions import Atom, TimeKind
from ledger.language.times.meanings import MonthDay, Nowhere, Turn, Yearly
from ledger.language.times.rules import Rule, before
from ledger.records.periods import Precision

_A_TIME = rf"{words.MONTH}|{words.YEAR}|{words.TURN}\b|(?:early|late|mid)[ -]|(?:year|month|quarter|season)\b|[QH][1-4]\b|{words.SEASON}"
_OF_A_TIME = rf"(?=\s+(?:of|in)\s+(?:the\s+)?(?:{_A_TIME}|first|second|third|fourth|\d\d(?:st|th) century))"


def _piece(match: re.Match[str]) -> Atom | None:
    if match["place"].lower() in ("last", "next") and not _AHEAD.match(match.string, match.end()):
        return None
    counted = match.groupdict().get("count")
    kind = TimeKind.STRETCH if counted else TimeKind.RELATIVE
    return Atom(match.start(), match.end(), kind, Nowhere(), "piece" if counted else "bare piece")


_COUNTED = rf"(?P<count>{words.COUNT}){words.GAP}(?:full\s|trading\s|business\s)?(?P<unit>{words.ANY_UNIT})"
_WHOLE = rf"(?P<place>{words.ORDINAL})\s+(?:{_COUNTED}|(?:full\s)?(?:(?P<one>{words.UNIT})|(?P<weekday>{words.WEEKDAY}))"
READ = re.compile(_WHOLE + ")")
"""Reads the parts of a piece back from its words."""

_AHEAD = re.compile(_OF_A_TIME)
_CURRENT = r"\s+(?:of|in)\s+(?:the|this)\s+(?P<outer>year|month|quarter)\b"


def _current_piece(match: re.Match[str]) -> Atom | None:
    """The last three months of the year: of the current one."""
    count = words.count_of(match["count"]) if match["count"] else 1.0
    unit = words.length_of(match["unit"] or match["one"] or "")
    outer = words.UNITS[match["outer"].lower()]
    if unit is None or count is None:
        return None
    meaning = Piece(
        words.ORDINALS[match["place"].lower()], round(count * unit.number), unit.of_months, Turn(0, outer.number, of_months=True)
    )
    return Atom(match.start(), match.end(), TimeKind.STRETCH, meaning, "piece of")


def _first_months(match: re.Match[str]) -> Atom | None:
    """The first nine months, of the year."""
    count = words.count_of(match["count"])
    if count is None or not 1 < count < MONTHS_IN_YEAR or not before(match).lower().endswith("the "):
        return None
    meaning = Yearly(MonthDay(1, 1), MonthDay(int(count), 0), OF_MONTHS.get(int(count), Precision.MONTH))
    return Atom(match.start(), match.end(), TimeKind.DATE, meaning, "quarter")


RULES = (
    Rule(
        "ordinal",
        rf"(?i:first)\s+(?P<count>{words.COUNT})[ -]months(?=\s*(?:[,.;)]|$)|\s+(?:compared|from|versus|against|to [$€£\d]))",
        _first_months,
    ),
    Rule("ordinal", _WHOLE + _OF_A_TIME + ")", _piece),
    Rule("ordinal", _WHOLE + ")" + _CURRENT, _current_piece),
)
