"""Joining atoms of time to their neighbours: dates with weekdays, months with years, ranges, parts and limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.language.times import pieces, relatives, words
from ledger.language.times.compounds import Beside, Between, Bounded, InYear, Part, Piece, Portion, Side, SoFar, WeekdayOf
from ledger.language.times.expressions import Atom, TimeKind
from ledger.language.times.meanings import Ago, Fixed, Meaning, Turn, Weekly, Yearly
from ledger.records.periods import Precision

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_BACK = 40
_DAYISH = frozenset({"day", "weekday", "weekend"})
_YEARLESS = frozenset({"day", "month", "quarter", "season", "same"})
_UNJOINABLE = frozenset({"clock", "length", "the length", "vague", "so far", "piece", "bare piece"})

_PART_BEFORE = re.compile(
    rf"(?i)(?:(?P<third>early|mid|late)(?:\s+(?:in|on))?[\s-]+(?:the\s+)?"
    rf"|(?:\bthe\s+)?(?:very\s+)?\b(?P<edge>{words.EDGE})\s*(?:\bof\b|-)\s*(?:the\s+)?|\b(?P<week>week)\s+(?:of|beginning|starting|commencing)\s+(?:on\s+)?"
    r"|\b(?P<half>first|second)[\s-]half\s+of\s+(?:the\s+)?|\bearlier\s+(?:in|on)\s+)$"
)
_DAYPART_AFTER = re.compile(rf"\s+(?:early\s+|late\s+)?(?:{words.DAYPART})(?!\s+(?:{words.CLOCK_UNIT}))")
_LIMIT_BEFORE = re.compile(
    rf"(?i)\b(?P<side>{words.LIMIT})(?:\s+(?:around|about|at least|on|in|the|as early as|as late as|early|late|only|just))*\s+$"
)
_ONWARDS = re.compile(r"\s+(?:onwards?|and (?:beyond|after|later))\b")
_RANGE_GAP = re.compile(rf"\s*(?:{words.DASH}|\b(?:up\s+)?to\b|\buntil\b|\btill\b|\bthrough\b|\bthru\b)\s*(?:the\s+|early\s+|late\s+)?")
_LENGTH_GAP = re.compile(r"\s+(?:(?:that|which)\s+)?(?:up\s+)?(?:to|through|until|ended|ending|ends)\s+(?:on\s+|in\s+)?(?:the\s+)?")
_PLAIN_GAP = re.compile(r"\s*,?\s+(?:(?:on|at|in|of)\s+)?(?:the\s+)?|\s*\(|['’]s\s+")


def join(atoms: list[Atom], text: str, start: int, end: int) -> list[Atom]:
    """The atoms with everything that belongs to each taken in, limits such as "since" included."""
    joined: list[Atom] = []
    for atom in atoms:
        _take_part(atom, text, joined[-1].end if joined else start)
        _take_daypart(atom, text, end)
        current = atom
        while joined:
            merged = _pair(joined[-1], current, text)
            if merged is None:
                break
            joined.pop()
            current = merged
        joined.append(current)
    for place in range(len(joined) - 1, 0, -1):
        _share_year(joined[place - 1], joined[place], text)
    kept = [atom for atom in joined if atom.unit not in ("bare piece", "the length")]
    previous = start
    for atom in kept:
        atom.core_start = atom.start
        _take_limit(atom, text, previous, end)
        previous = atom.end
    return kept


def _take_part(atom: Atom, text: str, from_char: int) -> None:
    """Early, mid, late, the end of, the week of."""
    if atom.unit in _UNJOINABLE or atom.kind is TimeKind.FISCAL:
        return
    match = _PART_BEFORE.search(text, max(from_char, atom.start - _LOOK_BACK), atom.start)
    if match is None:
        return
    edge = match["edge"]
    if match["half"]:
        part = f"{match['half'].lower()} half"
    elif match["week"]:
        part = "week"
    else:
        part = match["third"].lower() if match["third"] else words.EDGES[edge.lower()] if edge else ""
    if not part or (part == "week" and atom.unit != "day") or (edge and edge.lower() == "turn" and atom.unit != "century"):
        return
    if atom.unit in _DAYISH and part in ("early", "mid", "late"):
        atom.start = match.start()
        return
    atom.meaning, atom.start = Part(Portion(part), atom.meaning), match.start()
    if edge:
        atom.unit = "day" if atom.unit in ("day", "month", "quarter") else "edge"


def _take_daypart(atom: Atom, text: str, end: int) -> None:
    """Monday night, March 4 in the evening: the part of the day belongs to the day."""
    if atom.unit in ("day", "weekday"):
        match = _DAYPART_AFTER.match(text, atom.end, end)
        if match:
            atom.end = match.end()


def _take_limit(atom: Atom, text: str, from_char: int, end: int) -> None:
    """Since, by, from, until, before, after, as of; onwards."""
    if atom.unit in _UNJOINABLE or atom.kind in (TimeKind.CLOCK, TimeKind.DURATION, TimeKind.FISCAL):
        return
    onwards = _ONWARDS.match(text, atom.end, end)
    match = _LIMIT_BEFORE.search(text, max(from_char, atom.start - _LOOK_BACK), atom.start)
    words_before = re.sub(r"\s+", " ", match["side"].lower()) if match else ""
    modifies = (
        atom.unit == "year"
        and match is not None
        and re.search(r"(?i)\bthe\s+$", match.group())
        and re.match(r"\s+[a-z]", text[atom.end : atom.end + 3])
    )
    ranged = atom.unit == "day" and re.search(r"\d\s?(?:[-–]|to|through)\s?\d", text[atom.start : atom.end])
    if words_before in ("from", "between") and (isinstance(atom.meaning, Between) or ranged):
        atom.start = match.start() if match else atom.start
        return
    owns = words_before != "since" and re.match(r"['’]s?\s", text[atom.end : atom.end + 3])
    side = None if modifies or owns else words.LIMITS.get(words_before)
    if onwards and side in (None, "from"):
        side = "from"
        atom.end = onwards.end()
    elif onwards is None and words_before == "from" and atom.unit not in _DAYISH:
        atom.side = "from"
        return
    if side in (None, "between") or (side in ("after", "before") and atom.unit == "ago"):
        return
    atom.side = side
    atom.meaning = Bounded(Side(side), atom.meaning)
    if match:
        atom.start = match.start()


def _is_year(atom: Atom) -> bool:
    meaning = atom.meaning
    if isinstance(meaning, Fixed):
        return atom.unit == "year" and meaning.stated.precision is Precision.YEAR
    if isinstance(meaning, Turn):
        return meaning.of_months and meaning.number == 12  # noqa: PLR2004  # months of a year
    return False


def _is_year_ago(atom: Atom) -> bool:
    return isinstance(atom.meaning, Ago) and atom.meaning.of_months and bool(atom.meaning.number) and (atom.meaning.number or 0) % 12 == 0


def _is_week(atom: Atom) -> bool:
    return isinstance(atom.meaning, Turn) and not atom.meaning.of_months and atom.meaning.number == 7  # noqa: PLR2004  # days of a week


def _pair(one: Atom, other: Atom, text: str) -> Atom | None:
    """The two as one, where the words between them say so."""
    gap = text[one.end : other.start]
    if len(gap) > _LOOK_BACK or "\n\n" in gap:
        return None
    for rule in _PAIR_RULES:
        merged = rule(one, other, gap)
        if merged is not None:
            return merged
    if one.unit in ("length", "the length"):
        return _beside(one, other, gap, text)
    if one.unit in ("piece", "bare piece"):
        return _piece(one, other, gap, text)
    return _range(one, other, gap, text)


def _union(one: Atom, other: Atom, meaning: Meaning, unit: str, kind: TimeKind) -> Atom:
    return Atom(one.start, other.end, kind, meaning, unit)


def _day_with_clock(one: Atom, other: Atom, gap: str) -> Atom | None:
    if not _PLAIN_GAP.fullmatch(gap):
        return None
    if one.unit == "clock" and other.unit in _DAYISH:
        return _union(one, other, other.meaning, other.unit, other.kind)
    if other.unit == "clock" and one.unit in _DAYISH:
        return _union(one, other, one.meaning, one.unit, one.kind)
    return None


def _weekday_with_date(one: Atom, other: Atom, gap: str) -> Atom | None:
    if not (
        isinstance(one.meaning, Weekly)
        and other.unit == "day"
        and isinstance(other.meaning, (Yearly, Fixed))
        and re.fullmatch(r",?\s+(?:the\s+)?|,?\s*\(", gap)
    ):
        return None
    return _union(one, other, other.meaning, "day", TimeKind.DATE)


def _days_in_year(one: Atom, other: Atom, gap: str) -> Atom | None:
    if one.unit in _YEARLESS and not isinstance(one.meaning, (Fixed, Turn)):
        plain = re.fullmatch(r",?\s+(?:of\s+|in\s+)?(?:the\s+)?", gap)
        if (plain and _is_year(other)) or (gap == " " and _is_year_ago(other)):
            kind = TimeKind.RELATIVE if one.unit == "same" else other.kind
            return _union(one, other, InYear(one.meaning, other.meaning), one.unit, kind)
    if _is_year(one) and re.fullmatch(r"['’]s?\s+", gap) and other.unit in _YEARLESS and not isinstance(other.meaning, Fixed):
        return _union(one, other, InYear(other.meaning, one.meaning), other.unit, one.kind)
    return None


def _weekday_in_week(one: Atom, other: Atom, gap: str) -> Atom | None:
    if isinstance(one.meaning, Weekly) and _is_week(other) and re.fullmatch(r"\s+(?:of\s+|in\s+)?", gap):
        return _union(one, other, WeekdayOf(one.meaning.weekday, 0, other.meaning), "weekday", one.kind)
    if _is_week(one) and isinstance(other.meaning, Weekly) and re.fullmatch(r",?\s+(?:on\s+)?", gap):
        return _union(one, other, WeekdayOf(other.meaning.weekday, 0, one.meaning), "weekday", one.kind)
    return None


def _so_far(one: Atom, other: Atom, gap: str) -> Atom | None:
    if not re.fullmatch(r"\s+(?:in\s+|for\s+)?(?:the\s+)?", gap):
        return None
    if one.unit == "so far" and isinstance(other.meaning, (Turn, Yearly, Fixed)):
        return _union(one, other, SoFar(other.meaning), "so far", TimeKind.STRETCH)
    if other.unit == "so far" and isinstance(one.meaning, (Turn, Yearly, Fixed)):
        return _union(one, other, SoFar(one.meaning), "so far", TimeKind.STRETCH)
    return None


_PAIR_RULES: tuple[Callable[[Atom, Atom, str], Atom | None], ...] = (
    _day_with_clock,
    _weekday_with_date,
    _days_in_year,
    _weekday_in_week,
    _so_far,
)


def _beside(one: Atom, other: Atom, gap: str, text: str) -> Atom | None:
    """A length with a time: "the 12 months to June", "two days before Christmas", "within a month of May 1"."""
    if other.unit in _UNJOINABLE:
        return None
    if one.unit == "the length":
        unit = words.length_of(re.sub(r"(?i)half$", "half year", text[one.start : one.end]))
        length = None if unit is None else relatives.StatedLength(float(unit.number), unit.of_months)
    else:
        length = relatives.length_of(one, text)
    if length is None:
        return None
    start = one.start
    side = re.fullmatch(r"\s+(before|after|prior to|following|ahead of|from)\s+(?:the\s+)?", gap)
    within = re.search(r"(?i)\bwithin\s+(?:the\s+)?$", text[max(0, one.start - 12) : one.start])
    if _LENGTH_GAP.fullmatch(gap):
        name = "to"
    elif within and re.fullmatch(r"\s+of\s+(?:the\s+)?", gap):
        name, start = "within", one.start - len(within.group())
    elif side and one.unit != "the length" and not (side[1] == "from" and other.unit not in _DAYISH):
        name = "before" if side[1] in ("before", "prior to", "ahead of") else "after"
    else:
        return None
    merged = _union(one, other, Beside(length.number, length.of_months, Side(name), other.meaning), "beside", TimeKind.STRETCH)
    merged.start = start
    return merged


def _piece(one: Atom, other: Atom, gap: str, text: str) -> Atom | None:
    """A numbered piece of a time: "the first two weeks of May"."""
    match = pieces.READ.match(text, one.start, one.end)
    if match is None or other.unit in _UNJOINABLE or not re.fullmatch(r"\s+(?:of|in)\s+(?:the\s+)?", gap):
        return None
    place = words.ORDINALS[match["place"].lower()]
    if match["weekday"]:
        return _union(one, other, WeekdayOf(words.weekday_of(match["weekday"]), place, other.meaning), "weekday", other.kind)
    unit = words.length_of(match["unit"] or match["one"])
    count = words.count_of(match["count"]) if match["count"] else 1.0
    if unit is None or count is None:
        return None
    return _union(one, other, Piece(place, round(count * unit.number), unit.of_months, other.meaning), "piece of", TimeKind.STRETCH)


def _range(one: Atom, other: Atom, gap: str, text: str) -> Atom | None:
    """From one time to another."""
    clocks = one.unit == "clock" and other.unit == "clock"
    if not clocks and (
        one.unit in _UNJOINABLE or other.unit in _UNJOINABLE or "ago" in (one.unit, other.unit) or TimeKind.FISCAL in (one.kind, other.kind)
    ):
        return None
    between = re.search(r"(?i)\bbetween\s+(?:the\s+)?$", text[max(0, one.start - 14) : one.start]) and re.fullmatch(
        r"\s+and\s+(?:the\s+)?", gap
    )
    if not (between or _RANGE_GAP.fullmatch(gap)):
        return None
    if clocks:
        return _union(one, other, one.meaning, "clock", TimeKind.CLOCK)
    if "stretch" in (one.unit, other.unit):
        return None
    kind = one.kind if one.kind is other.kind else TimeKind.RELATIVE
    return _union(one, other, Between(one.meaning, other.meaning), "range", kind)


def _share_year(one: Atom, other: Atom, text: str) -> None:
    """In "March and April 2023" the year belongs to both."""
    shared = (
        one.unit in ("day", "month", "quarter")
        and one.unit == other.unit
        and re.fullmatch(r"\s*(?:,|\b(?:and|or)\b)\s*", text[one.end : other.start])
    )
    if shared and isinstance(one.meaning, Yearly) and isinstance(other.meaning, (Fixed, InYear)):
        one.meaning = InYear(one.meaning, other.meaning)
