"""Patterns of the calendar: days, months, quarters, seasons, years, decades, centuries, holidays."""

from __future__ import annotations

import re
from datetime import date

from ledger.language.times import words
from ledger.language.times.calendar import Days, day_of, months_from
from ledger.language.times.compounds import Either
from ledger.language.times.expressions import Atom, TimeKind
from ledger.language.times.meanings import Fixed, Meaning, MonthDay, Nowhere, Weekend, Weekly, Yearly, one_day
from ledger.language.times.rules import Rule, before
from ledger.records.periods import Precision

_THIS_CENTURY_UNTIL = 68
"""Two-digit years up to this one are of the 2000s, as in POSIX."""
_LAST_DAY = 0
"""The last day of a `Yearly` month, whatever its length."""
_QUARTER, _HALF, _SEASON_MONTHS = 3, 6, 3
_FAR_YEARS = 100


def _date(match: re.Match[str], meaning: Meaning, kind: TimeKind = TimeKind.DATE, unit: str = "") -> Atom:
    return Atom(match.start(), match.end(), kind, meaning, unit)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004  # two digits name a year of a century
        return year
    return year + (2000 if year <= _THIS_CENTURY_UNTIL else 1900)


def _month_and_days(match: re.Match[str]) -> Atom | None:
    if match.start("month") < match.start("day") and _counts_something(match):
        return None
    month, first = words.month_of(match["month"]), int(re.sub(r"\D", "", match["day"]))
    second = match["day2"] or match.groupdict().get("day3")
    last = int(re.sub(r"\D", "", second)) if second else first
    if last < first or day_of(2000, month, first) is None or day_of(2000, month, last) is None:
        return None
    if match["year"] is None:
        return _date(match, Yearly(MonthDay(month, first), MonthDay(month, last), Precision.DAY), unit="day")
    year = int(match["year"])
    start, end = day_of(year, month, first), day_of(year, month, last)
    return None if start is None or end is None else _date(match, Fixed(Days(first=start, last=end)), unit="day")


_OF_A_MONTH = re.compile(r"(?i)(?:\bin|\b(?:early|late|mid|week of|weeks of|half of|start of|beginning of|end of))[ -]$")
"""Before a bare month: no day follows these, so the number behind the month counts what comes next."""


def _counts_something(match: re.Match[str]) -> bool:
    """Whether the number behind a month is no day: "in March 12 miners died", "the first week of May 30 shops closed"."""
    alone = match["year"] is None and not match["day2"] and not match["day"][-1].isalpha()
    return alone and bool(_OF_A_MONTH.search(before(match))) and bool(re.match(r" [a-z]", match.string[match.end() : match.end() + 2]))


def month(number: int) -> Yearly:
    """A whole month of any year."""
    return Yearly(MonthDay(number, 1), MonthDay(number, _LAST_DAY), Precision.MONTH)


def _month_of_year(match: re.Match[str]) -> Atom | None:
    return _date(match, Fixed(months_from(int(match["year"]), words.month_of(match["month"]), 1)), unit="month")


_NAME_FOLLOWS = re.compile(r" [A-Z][a-z]+")
_TIME_FOLLOWS = re.compile(rf" (?:{words.LONG_MONTH}|{words.WEEKDAY}|Q[1-4])")
_NAMES = frozenset({"april", "may", "june", "august", "march"})
_TIME_WORD_BEFORE = re.compile(
    r"(?i)(?:\b(?:in|since|by|of|until|till|last|next|this|from|to|between|and|or|early|late|mid|before|after|during|through|for|throughout|past"
    r"|late in|each|every|as|with|on|than|was|is|the|a|an|its|until|end|on|over|late|versus|at|around|about)|[(,–—-])[ -]?$"
)


def _bare_month(match: re.Match[str]) -> Atom | None:
    name = match["month"].lower()
    rest = match.string[match.end() : match.end() + 24]
    if name in _NAMES:
        told = _TIME_WORD_BEFORE.search(before(match))
        if name == "may" and (not told or re.match(r" (?:be|have|not|also|well|need)\b", rest)):
            return None
        if not told and (_NAME_FOLLOWS.match(rest) or name == "march") and not rest.startswith(("'", "’")):
            return None
        if (
            _NAME_FOLLOWS.match(rest)
            and not _TIME_FOLLOWS.match(rest)
            and not re.search(r"(?i)\b(?:in|since|last|by|until) $", before(match))
        ):
            return None
    return _date(match, month(words.month_of(name)), unit="month")


def _iso(match: re.Match[str]) -> Atom | None:
    found = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return None if found is None else _date(match, Fixed(one_day(found)), unit="day")


def _numeric(match: re.Match[str]) -> Atom | None:
    year = _full_year(match["year"])
    one, other = day_of(year, int(match["a"]), int(match["b"])), day_of(year, int(match["b"]), int(match["a"]))
    if match["sep"] == "." and other is not None:
        one = None
    if one is None and other is None:
        return None
    readings = [one_day(day) for day in (one, other) if day is not None]
    return _date(match, Either(readings[0], readings[-1]), unit="day")


def _weekday(match: re.Match[str]) -> Atom | None:
    short = match["short"]
    if short and not short.endswith(".") and not re.match(rf",? (?:{words.MONTH}|\d)", match.string[match.end() : match.end() + 12]):
        return None
    return _date(match, Weekly(words.weekday_of(match["long"] or short)), TimeKind.RELATIVE, "weekday")


def _numbered_part(match: re.Match[str]) -> Atom | None:
    """Q3, H1, first half, third quarter: with a year beside it or without."""
    groups = match.groupdict()
    name, place = groups.get("name"), groups.get("place")
    if name:
        months, number = (_QUARTER if name[0] in "Qq" else _HALF), int(name[1])
    elif groups.get("number"):
        months, number = _QUARTER, int(groups["number"] or 0)
    else:
        ordinal = words.ORDINALS[(place or "").lower()]
        if (place or "").lower() == "last" and not re.match(r" of\b", match.string[match.end() : match.end() + 3]):
            return None
        months = _QUARTER if (groups.get("unit") or "").lower() == "quarter" else _HALF
        number = ordinal + 1 if ordinal >= 0 else 12 // months
        if number > 12 // months:
            return None
    if not groups.get("year"):
        return _date(match, yearly_part(number, months), unit="quarter")
    return _date(match, Fixed(months_from(_full_year(groups["year"] or ""), (number - 1) * months + 1, months)), unit="quarter")


def yearly_part(number: int, months: int) -> Yearly:
    """The numbered quarter or half of any year."""
    last = number * months
    return Yearly(MonthDay(last - months + 1, 1), MonthDay(last, _LAST_DAY), Precision.QUARTER if months == _QUARTER else Precision.HALF)


def season(name: str) -> Yearly:
    """A season of any year: three whole months, northern; winter belongs to the year it starts in."""
    first = words.SEASONS[name.lower()]
    return Yearly(MonthDay(first, 1), MonthDay((first + _SEASON_MONTHS - 2) % 12 + 1, _LAST_DAY), Precision.SEASON)


def _season(match: re.Match[str]) -> Atom | None:
    meaning = season(match["season"])
    year = match["year"]
    if year:
        return _date(match, Fixed(meaning.in_year(_full_year(year[:4]))), unit="season")
    told = before(match)
    article = bool(re.search(r"(?i)\bthe $", told))
    place = re.search(
        r"(?i)\b(?:in|by|since|until|during|over|before|after|early|late|mid|through|throughout|this|last|next|of|for|every|each)"
        r"[ -](?:the )?$",
        told,
    )
    verb = (
        match["season"].lower() in ("fall", "spring")
        and not article
        and not re.search(r"(?i)\b(?:since|early|late|mid|this|last|next|by)[ -]$", told)
    )
    if not place or verb or re.match(r" (?:of|in) (?!the year)", match.string[match.end() : match.end() + 14]):
        return None
    return _date(match, meaning, unit="season")


def _decade(match: re.Match[str]) -> Atom | None:
    digits = re.sub(r"\D", "", match.group())
    if len(digits) == 2 and match.group()[0] not in "'’" and not re.search(r"(?i)(?:\b(?:the|early|late|mid)[ -])$", before(match)):  # noqa: PLR2004
        return None
    first = _full_year(digits) if len(digits) != 2 else 1900 + int(digits)  # noqa: PLR2004
    return _date(match, Fixed(months_from(first, 1, 120)), unit="decade")


NAMED_DECADES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}


def _named_decade(match: re.Match[str]) -> Atom | None:
    if not re.search(r"(?i)\b(?:in|since|of|from|during) the (?:early |late |mid-)?$", before(match)):
        return None
    return _date(match, Fixed(months_from(NAMED_DECADES[match.group().lower()], 1, 120)), unit="decade")


CENTURIES = {
    word: number
    for number, word in enumerate(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=10,
    )
}


def _century(match: re.Match[str]) -> Atom | None:
    number = CENTURIES.get(match["word"].lower()) if match["word"] else int(match["digits"])
    if not number or number > 30:  # noqa: PLR2004  # no century of news is later
        return None
    return _date(match, Fixed(months_from((number - 1) * _FAR_YEARS + 1, 1, 1200)), unit="century")


def _years(match: re.Match[str]) -> Atom | None:
    first, last = int(match["first"]), match["last"]
    second = int(last) if len(last) == 4 else first - first % _FAR_YEARS + int(last)  # noqa: PLR2004
    if len(last) == 2 and second <= first and first % _FAR_YEARS == 99:  # noqa: PLR2004  # 1999-00
        second += _FAR_YEARS
    if second <= first:
        month_number = int(last)
        if 1 <= month_number <= 12 and len(last) == 2 and match["dash"] == "-":  # noqa: PLR2004
            return _date(match, Fixed(months_from(first, month_number, 1)), unit="month")
        return None
    return _date(match, Fixed(Days(first=date(first, 1, 1), last=date(second, 12, 31), precision=Precision.YEAR)), unit="year")


def year(number: int) -> Fixed:
    """A whole year."""
    return Fixed(months_from(number, 1, 12))


def _holiday(match: re.Match[str]) -> Atom | None:
    found = words.HOLIDAYS[match["holiday"].lower()]
    if match["year"]:
        day = day_of(int(match["year"]), found.month, found.day)
        return None if day is None else _date(match, Fixed(one_day(day)), unit="day")
    return _date(match, Yearly(found, found, Precision.DAY), unit="day")


def _event(match: re.Match[str]) -> Atom | None:
    return _date(match, Fixed(one_day(date.fromisoformat(words.EVENTS[match.group()]))), unit="event")


def _fiscal(match: re.Match[str]) -> Atom | None:
    return _date(match, Nowhere(), TimeKind.FISCAL)


def _weekend(match: re.Match[str]) -> Atom | None:
    if not match["turn"] and not re.search(r"(?i)\b(?:over|during|at|on|by|before|after|since|of) (?:the )?$", before(match)):
        return None
    turn = words.TURNS.get((match["turn"] or "").lower())
    return _date(match, Weekend(turn), TimeKind.RELATIVE, "weekend")


_RANGE = rf"\s?(?:{words.DASH}|to|through)\s?(?P<day2>{words.NTH})(?!\s*(?:%|per ?cent|{words.MONTH}|million|billion|:|a\.?m|p\.?m))"
_AND = rf"(?:\s(?:and|or)\s(?P<day3>{words.NTH})(?=[.,;)]|$))?"
_OF_YEAR = rf"(?:,?\s+(?P<year>{words.YEAR}))?"
_FISCAL_NAME = r"(?:fiscal(?: years?)?|financial years?|FY|tax years?)"

RULES = (
    Rule("month", rf"(?P<month>{words.MONTH})\s?(?P<day>{words.NTH})(?:{_RANGE}|{_AND}){_OF_YEAR}", _month_and_days),
    Rule("month", rf"(?P<month>{words.MONTH}),?\s+(?:of\s+)?(?P<year>{words.YEAR})", _month_of_year),
    Rule("month", rf"(?P<month>{words.LONG_MONTH}|(?:Sept|Aug|Oct|Nov|Dec|Jan|Feb)\.)", _bare_month),
    Rule("four digits", r"(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)", _iso),
    Rule(
        "one or two digits",
        rf"(?P<day>{words.NTH})(?:\s?(?:{words.DASH}|to|and)\s?(?P<day2>{words.NTH}))?(?:\s+of)?[\s-]+(?P<month>{words.MONTH})(?:,?[\s-]+(?P<year>{words.YEAR}))?",
        _month_and_days,
    ),
    Rule("one or two digits", r"(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<year>\d{4}|\d\d)(?![\w/-]|\.\d)", _numeric),
    Rule("weekday", rf"(?:(?P<long>{words.WEEKDAY})|(?P<short>{words.SHORT_WEEKDAY}))", _weekday),
    Rule("quarter", rf"(?P<name>[QH][1-4])(?:[\s-]+(?:of\s+)?(?P<year>{words.YEAR}|['’]?\d\d(?![\d,.%])))?(?!\w)", _numbered_part),
    Rule("four digits", rf"(?P<year>{words.YEAR})\s?(?P<name>[QH][1-4])\b", _numbered_part),
    Rule("one or two digits", rf"(?P<number>[1-4])Q\s?(?P<year>{words.YEAR}|\d\d)?\b", _numbered_part),
    Rule(
        "ordinal",
        rf"(?P<place>{words.ORDINAL})[\s-](?P<unit>quarter|half)\b(?:\s+(?:of\s+)?(?P<year>{words.YEAR}))?"
        r"(?!(?:'s|’s)? (?:of|final|century|time|hour|hours)\b(?! (?:the|this|last|next|that) (?:\w+ )?year))",
        _numbered_part,
    ),
    Rule("season", rf"(?P<season>{words.SEASON})(?:\s+(?:of\s+)?(?P<year>(?:{words.YEAR})(?:[-/–]\d\d(?:\d\d)?)?))?", _season),
    Rule("four digits", r"(?:1[5-9]|20)\d0['’]?s\b", _decade),
    Rule("apostrophe", r"['’][1-9]0s\b", _decade),
    Rule("one or two digits", r"[2-9]0s\b", _decade),
    Rule("decade", rf"(?:{'|'.join(NAMED_DECADES)})\b", _named_decade),
    Rule("one or two digits", r"(?P<digits>\d\d?)(?:st|nd|rd|th)[\s-](?P<word>(?!))?century\b", _century),
    Rule("century", rf"(?P<word>{'|'.join(CENTURIES)})[\s-](?P<digits>(?!))?century\b", _century),
    Rule("fiscal", rf"(?i:{_FISCAL_NAME}\s?)['’]?(?:{words.YEAR}(?:[-/–]\d\d(?:\d\d)?)?|\d\d)(?!\w)", _fiscal),
    Rule("four digits", rf"{words.YEAR}(?:[-/–]\d\d(?:\d\d)?)? (?i:fiscal|financial|tax) years?\b", _fiscal),
    Rule("four digits", rf"(?P<first>{words.YEAR})\s?(?P<dash>{words.DASH}|/)\s?(?P<last>{words.YEAR}|\d\d)(?![\w,%-]|\.\d)", _years),
    Rule("holiday", rf"(?P<holiday>{words.HOLIDAY})(?:,?\s+(?P<year>{words.YEAR}))?", _holiday),
    Rule("one or two digits", rf"(?:{'|'.join(map(re.escape, words.EVENTS))})(?![\w/])", _event),
    Rule("weekend", r"(?P<turn>(?!))?weekend\b", _weekend),
    Rule("turn", rf"(?P<turn>{words.TURN})[ -]weekend\b", _weekend),
)
