"""Patterns that count from the document's date or from another time: "last year", "three weeks ago", "the past 24 hours"."""

from __future__ import annotations

import re
from calendar import day_name
from dataclasses import dataclass

from ledger.language.times import words
from ledger.language.times.calendar import DAYS_IN_WEEK
from ledger.language.times.compounds import Part, Portion, SoFar
from ledger.language.times.dates import month, season
from ledger.language.times.expressions import Atom, TimeKind
from ledger.language.times.meanings import Ago, Meaning, Nowhere, Overnight, Stretch, Turn, Turned, Weekly
from ledger.language.times.rules import Rule, before

_HOURS_IN_DAY = 24
_MONTHS_IN_DECADE = 120
LOOK_AHEAD = 24
"""Characters after a match in which a rule looks for what follows."""
_AFTER_A_TIME = r"\s*(?:[,.;:)!?”\"\d]|$|and\b|but\b|when\b|while\b|in\b|at\b|to\b)"
"""What follows "a week before" when it counts from another time and not from an event named next."""


@dataclass(frozen=True, slots=True)
class StatedLength:
    """A count of units as days or months; no number where the count is vague."""

    number: float | None
    of_months: bool


def _relative(match: re.Match[str], meaning: Meaning, unit: str, kind: TimeKind = TimeKind.RELATIVE) -> Atom:
    return Atom(match.start(), match.end(), kind, meaning, unit)


def _stated_length(match: re.Match[str]) -> StatedLength:
    half = match.groupdict().get("half") or match.groupdict().get("inner_half")
    count = words.count_of(match["count"], half=bool(half)) if match["count"] else 1.0
    unit = words.length_of(match["unit"])
    if unit is not None:
        return StatedLength(None if count is None else count * unit.number, unit.of_months)
    if count is None:
        return StatedLength(None, of_months=False)
    in_hours = match["unit"].lower().startswith(("hour", "hr"))
    return StatedLength(float(round(count / _HOURS_IN_DAY)) if in_hours else 0.0, of_months=False)


_AGES = re.compile(r"[\s-]*(?:olds?\b|of age\b)")
_LEADS_TO_LENGTH = re.compile(
    r"(?i)\b(?:for|in|within|over|during|after|than|nearly|almost|about|around|least|most|under|took|takes|take|last|lasted|another|only|just|half|full)\s+$"
)
_FRACTION = re.compile(r"(?i)^\w+-|^\w+\squarters?(?:\s(?:of|the)\b|-)")
_LATER = frozenset({"later", "from now", "hence", "after", "on", "afterwards", "afterward", "thereafter"})
_FROM_NOW = frozenset({"ago", "from now", "hence", "back"})


def _counted(match: re.Match[str]) -> Atom | None:
    """A count and a unit: a length of time, or with "ago", "earlier" … a point."""
    rest = match.string[match.end() : match.end() + LOOK_AHEAD]
    if _AGES.match(match.string, match.end("unit")):
        return None
    if match["unit"].lower().startswith("quarter") and (
        match["count"].lower() in ("a", "an", "one") or _FRACTION.search(match.group() + rest)
    ):
        return None
    side = (match["side"] or "").lower()
    if side in ("", "on", "back") and not (side and re.match(_AFTER_A_TIME, rest)):
        return _length(match)
    if side in ("before", "after", "prior") and not re.match(_AFTER_A_TIME, rest):
        return Atom(match.start(), match.end("unit"), TimeKind.DISTANCE, Nowhere(), "length")
    length = _stated_length(match)
    signed = None if length.number is None else (length.number if side in _LATER else -length.number)
    return _relative(match, Ago(signed, length.of_months, told=side not in _FROM_NOW), "ago")


def _length(match: re.Match[str]) -> Atom | None:
    article = match["count"].lower() in ("a", "an")
    if article and (not _LEADS_TO_LENGTH.search(before(match)) or match["unit"].lower() == "second"):
        return None
    end = match.end("half") if match["half"] else match.end("unit")
    return Atom(match.start(), end, TimeKind.DURATION, Nowhere(), "length")


def length_of(atom: Atom, text: str) -> StatedLength | None:
    """The length that a duration states; nothing unless it is one."""
    match = COUNTED.match(text, atom.start, atom.end)
    return None if match is None else _stated_length(match)


def _stretch(match: re.Match[str]) -> Atom:
    """The past two weeks, the next three months, the last 24 hours."""
    length = _stated_length(match)
    word = match["turn"].lower()
    forward = word in ("next", "coming", "following", "upcoming")
    meaning: Meaning = Stretch(length.number, length.of_months, forward)
    if word in words.TOLD:
        signed = None if length.number is None else (length.number if forward else -length.number)
        meaning = Ago(signed, length.of_months, told=True)
    return _relative(match, meaning, "stretch", TimeKind.STRETCH)


def _is_name(match: re.Match[str]) -> bool:
    """Whether capitals inside a sentence make the words a name: "USA Today", "CBS This Morning"."""
    return match.group()[0].isupper() and bool(re.search(r"[\w,’'] $", before(match)))


_CONJUNCTION = re.compile(r"(?i)\b(?:said|says|so|was|told|believes?|now|show|showed) $")
"""Words after which "that" opens a clause."""


def _turn(match: re.Match[str]) -> Atom | None:
    """Last year, this week, next month, the previous quarter, that day."""
    word, name = match["turn"].lower(), match["unit"].lower()
    told = word in words.TOLD
    by = words.TOLD[word] if told else words.TURNS[word]
    bare_same = told and by == 0 and word != "that" and name != "year"
    if bare_same or name.endswith("s") or _is_name(match) or (word == "that" and _CONJUNCTION.search(before(match))):
        return None
    if word == "next" and before(match).lower().endswith("the ") and name in ("day", "morning", "night"):
        told = True
    unit = words.length_of(name)
    if unit is None:
        return _relative(match, Turn(by, 1, of_months=False, told=told), "day")
    if name == "night" and by < 0:
        return _relative(match, Overnight(), "day")
    recent = (
        word == "last"
        and before(match).lower().endswith("the ")
        and name != "quarter"
        and not (unit.of_months and unit.number > _MONTHS_IN_DECADE)
    )
    if word == "past" or recent:
        return _relative(match, Stretch(unit.number, unit.of_months), "stretch", TimeKind.STRETCH)
    return _relative(match, Turn(by, unit.number, of_months=unit.of_months, told=told), name)


def _turned(match: re.Match[str]) -> Atom:
    """Last Thursday, next March, this summer: a name of the calendar with a turn."""
    word = match["turn"].lower()
    by = words.TURNS.get(word, words.TOLD.get(word, 0))
    if match["weekday"]:
        return _relative(match, Weekly(words.weekday_of(match["weekday"]), by), "weekday")
    named = month(words.month_of(match["month"])) if match["month"] else season(match["season"])
    return _relative(match, Turned(named, by), "month" if match["month"] else "season")


def _same(match: re.Match[str]) -> Atom:
    """The same period, the corresponding month: the other time of the sentence; a year earlier where the words say so."""
    by = -12 if re.search(r"(?i)year|prior", match["turn"]) else 0
    return _relative(match, Ago(float(by), of_months=True, told=True), "same")


def _weekdays_ago(match: re.Match[str]) -> Atom | None:
    """Two Sundays ago: the latest one before today, and so many weeks less one before it."""
    count = words.count_of(match["count"])
    if count is None or count < 1:
        return None
    return _relative(match, Weekly(words.weekday_of(match["weekday"]), -int(count)), "weekday")


DAY_WORDS: dict[str, Meaning] = {
    "today": Turn(0, 1, of_months=False),
    "tonight": Turn(0, 1, of_months=False),
    "yesterday": Turn(-1, 1, of_months=False),
    "tomorrow": Turn(1, 1, of_months=False),
    "overnight": Overnight(),
    "day before yesterday": Turn(-2, 1, of_months=False),
    "day after tomorrow": Turn(2, 1, of_months=False),
    "night before last": Overnight(1),
    "week before last": Turn(-2, DAYS_IN_WEEK, of_months=False),
    "month before last": Turn(-2, 1, of_months=True),
    "year before last": Turn(-2, 12, of_months=True),
}


def _day_word(match: re.Match[str]) -> Atom | None:
    if _is_name(match):
        return None
    return _relative(match, DAY_WORDS[re.sub(r"\s+", " ", match.group().lower())], "day")


def _before(match: re.Match[str]) -> Atom | None:
    """The day before, the year after: from another time of the sentence, unless an event is named next."""
    if not re.match(_AFTER_A_TIME, match.string[match.end() : match.end() + LOOK_AHEAD]):
        return None
    if not before(match).lower().endswith("the "):
        return None
    unit = words.length_of(match["unit"])
    sign = -1 if match["side"].lower() in ("before", "earlier") else 1
    if unit is None:
        return None
    return _relative(match, Ago(float(sign * unit.number), unit.of_months, told=True), "ago")


def _edge(match: re.Match[str]) -> Atom:
    """The start of the year, the end of the month: of the current one."""
    unit = words.UNITS[match["unit"].lower()]
    inner = Turn(0, unit.number, of_months=unit.of_months)
    return _relative(match, Part(Portion(words.EDGES[match["edge"].lower()]), inner), "day")


def _within_current(match: re.Match[str]) -> Atom:
    """Earlier this month, later in the year: the current one up to now, or from now on."""
    unit = words.UNITS[match["unit"].lower()]
    part = Portion.UNTIL_NOW if match["side"].lower().startswith("earl") else Portion.FROM_NOW
    return _relative(match, Part(part, Turn(0, unit.number, of_months=unit.of_months)), "stretch")


def _so_far(match: re.Match[str]) -> Atom:
    year = match.group().lower().startswith("year")
    return _relative(match, SoFar(Turn(0, 12, of_months=True) if year else None), "so far")


def _nowhere(match: re.Match[str]) -> Atom:
    return _relative(match, Nowhere(), "vague")


def _current(match: re.Match[str]) -> Atom | None:
    """The year, the quarter, the week, where "to" or "ended" and a date follow."""
    if not re.search(r"(?i)\bthe (?:fiscal |financial |crop |marketing |first |second |third |fourth )?$", before(match)):
        return None
    return Atom(match.start(), match.end(), TimeKind.DURATION, Nowhere(), "the length")


_HALF = r"(?P<half>\s+and\s+a\s+half)?"
_TRADES = "calendar|working|business|trading|fiscal|financial|crop|school"
_KINDS = rf"{_TRADES}|consecutive|straight|successive|full|whole|long|solid|further|or so|more"
_ADJECTIVE = rf"(?:(?:{_KINDS})\s+)?"
_SIDE = r"(?P<side>ago|earlier|later|before|after|previously|prior|from now|hence|on|back|afterwards?|thereafter|sooner|beforehand)"
_UNITS = rf"(?:{words.ANY_UNIT})"
_LENGTH = rf"(?P<count>{words.COUNT})(?P<inner_half>[\s-]and[\s-]a[\s-]half)?{words.GAP}{_ADJECTIVE}(?P<unit>{_UNITS}){_HALF}"
_COUNTED = rf"{_LENGTH}(?:\s+(?:or\s+(?:so|more)\s+)?(?i:{_SIDE})\b)?"
COUNTED = re.compile(_COUNTED)
_SAME = r"(?i:same|corresponding|comparable|equivalent|like|year-ago|year-earlier|prior-year|previous-year|year-before)"

RULES = (
    Rule("count", _COUNTED, _counted),
    Rule("digit", _COUNTED, _counted),
    Rule(
        "turn", rf"(?P<turn>{words.TURN}|{words.TOLD_TURN})\s+(?P<count>{words.COUNT}){words.GAP}{_ADJECTIVE}(?P<unit>{_UNITS})", _stretch
    ),
    Rule(
        "turn",
        rf"(?P<turn>{words.TURN}|{words.TOLD_TURN}) (?i:calendar |fiscal |financial )?"
        rf"(?P<unit>(?i:{words.DAYPART})|{words.UNIT})(?![-\s]olds?\b)",
        _turn,
    ),
    Rule(
        "turn",
        rf"(?P<turn>{words.TURN}|(?i:same|that|following|previous))\s+(?:(?P<weekday>{words.WEEKDAY})|(?P<month>{words.LONG_MONTH})|(?P<season>{words.SEASON}))",
        _turned,
    ),
    Rule(
        "turn",
        rf"(?P<turn>{_SAME})\s+(?:three|six|nine|12|twelve)?[ -]?(?:month\s+)?"
        r"(?i:period|time|stage|point|months?|quarter|half|weeks?|day)\b",
        _same,
    ),
    Rule("count", rf"(?P<count>{words.COUNT}){words.GAP}(?P<weekday>{'|'.join(day_name)})s\s+ago\b", _weekdays_ago),
    Rule("dayword", rf"(?i:{'|'.join(sorted(DAY_WORDS, key=len, reverse=True))})\b", _day_word),
    Rule("unit", r"(?P<unit>(?i:day|night|week|month|year|decade))\s+(?P<side>(?i:before|after|earlier|later))\b", _before),
    Rule("edge", rf"(?i:(?P<edge>{words.EDGE})\s+of\s+(?:the|this)\s+(?P<unit>week|month|quarter|year|decade|century))\b", _edge),
    Rule(
        "earlier",
        r"(?i:(?P<side>earlier|later)\s+(?:in\s+the|this|in\s+this)\s+(?P<unit>week|month|quarter|year|decade))\b",
        _within_current,
    ),
    Rule(
        "so",
        r"(?i:so far(?! (?:from|as|away|apart|off|removed))|thus far|to date|year[- ]to[- ]date"
        r"|until now|till now|up to now|as of now|to this day)\b",
        _so_far,
    ),
    Rule("turn", r"(?i:(?:last|this|next|previous|coming)\s+(?:season|term|semester|session|parliament|crop year|election))\b", _nowhere),
    Rule("vague", r"(?i:(?:recent|coming|past|last|few|early)\s+(?:days|weeks|months|years|decades|hours))\b", _nowhere),
    Rule(
        "unit",
        r"(?i:(?P<unit>year|quarter|half|half-year|month|week|season))\b"
        r"(?=\s+(?:to|through|until|up to|(?:that |which )?ended|ending)\s+(?:on\s+|in\s+|end-)?(?:[A-Z0-9]|mid|end|late|early|last))",
        _current,
    ),
)
