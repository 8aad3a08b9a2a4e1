"""Kinds: what sort of quantity a candidate is, with its sign, its ambiguous letters and its compound units resolved."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions.units import CURRENCY, Unit, is_occasion
from ledger.mentions.units import rate as find_rate
from ledger.records import Kind, Measure

if TYPE_CHECKING:
    from ledger.mentions.candidates import Candidate

MARGIN = "A margin either way."
"""Note on "plus or minus three"."""

_SUFFIX_SCALE = {"m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "T": 1e12}
_SUFFIX_UNIT = {"m": ("metre", "[length]"), "T": ("tonne", "[mass]"), "B": ("byte", "dimensionless"), "b": ("bit", "dimensionless")}
_NEXT_WORD = re.compile(r"[\s\u00a0]+(?P<word>[A-Za-z][\w’'-]*)")
_FUNCTION_WORDS = frozenset(
    (
        "of in on at to from by for and or but the a an is was are were be been with than as long high tall wide deep "
        "away apart above below behind before after ahead up down out over under off into across along around near past "
        "per when while where which that who it he she they i we you this these those has had have will would could can "
        "may might must should do does did not north south east west square cubic final race sprint hurdles freestyle"
    ).split()
)
_NEGATIVE = re.compile(r"(?:(?:^|[\s(\u00a0])[-−–]|\b(?:minus|negative)[\s-]+)(?:[$£€]\s?)?$", re.IGNORECASE)
_SIGN_INSIDE = re.compile(r"[$£€]\s?[-−–]$")
_PLUS_MINUS = re.compile(r"(?:±|\+/-|\bplus[\s-]or[\s-]minus|\bgive or take)\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"[$£€]\s?\($")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "m": 1e6}
_SCALE_AFTER = re.compile(r"\s?(?P<word>thousand|million|billion|trillion|bn|m)\b", re.IGNORECASE)
_AGE_AFTER = re.compile(
    r"[\s\u00a0-]*(?:(?P<unit>year|month|week|day|yr|mo)s?[\s-]+(?:old|of[\s-]+age)s?(?![a-z])|(?P<short>y/?o|y\.o\.)(?![a-z]))",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|age\s+of|aged\s+between|turn(?:s|ed|ing)?|(?:under|over)\s+the\s+age\s+of)\s+(?:(?:about|around|just|only|over|under|between)\s+)?"
    r"(?:\d{1,3}(?:\s*,\s*|,?\s+(?:and|or|to)\s+))*$",
    re.IGNORECASE,
)
_AGE_OF_GROUP = re.compile(
    r"\b(?:child(?:ren)?|people|adults?|those|any(?:one|body)|every(?:one|body)|wom[ae]n|m[ae]n|pupils?|students?|patients?|voters?|residents?|players?|workers?|"
    r"drivers?|pensioners?|girls?|boys?|infants?|youngsters?|persons?|teenagers?|citizens?|americans|britons|population|blacks|whites|latinos|hispanics|ages?)\s+"
    r"(?:aged\s+|ages\s+|(?:who\s+(?:are|were)\s+))?(?:(?:under|over|above|below|younger\s+than|older\s+than|aged)\s+)?$",
    re.IGNORECASE,
)
_AND_OLDER = re.compile(r"[\s\u00a0]+(?:and|or)\s+(?:older|younger)\b", re.IGNORECASE)
_ANYONE = re.compile(r"\b(?:those|any(?:one|body)|every(?:one|body))\s+[a-z]+\s+$", re.IGNORECASE)
_IS_BOUND = re.compile(r"\b(?:is|are|was|were|be)\s+(?:aged\s+)?(?:under|over|above|below|younger\s+than|older\s+than)\s+$", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:people|residents?|voters?|patients?|victims?|women|men|dead|killed|injured|citizens|adults|children|workers|farmers|drivers|members|passengers)\b",
    re.IGNORECASE,
)
_GROUP_BOUND = re.compile(r"(?:under|over|above|below|younger\s+than|older\s+than|aged)\s+$", re.IGNORECASE)
_AGE_OF_NOUN = re.compile(r"\b(?:the|an?|his|her|their|whose|my)\s+(?:[\w-]+\s+){0,3}(?P<noun>[a-z]+),\s$", re.IGNORECASE)
_NOUN_AGE_END = re.compile(r",\s+(?!\d)")
YOUNGEST_APPOSED = 15
"""Years; a smaller number between commas after a noun may count anything."""

_AGE_APPOSED = re.compile(r"(?:^|[\s(])[A-Z][\w’'.-]+,\s(?:(?:then|now|only|just)\s)?$")
_AVERAGE_AGE = re.compile(r"\b(?:average|median|mean)\s+age\b[^.;]{0,80}?\b(?:was|is|were|at)\s+$", re.IGNORECASE)
_AGE_COPULA = re.compile(
    r"\b(?:he|she|who|i)(?:['’](?:s|m)|\s+(?:is|was|am|will\s+be|would\s+be|turns|turned))\s+(?:(?:just|only|about|nearly)\s+)?$",
    re.IGNORECASE,
)
_AGE_COPULA_END = re.compile(r"\s?(?:[,.;)]|$|\s(?:by|when|at\s+the\s+time|in|and|next|this|last|on)\b)")
_APPOSED_END = re.compile(r"\s?(?:[,;)]|\.(?:\s|$)|$|\sand\b)")
YOUNGEST_IN_WORDS = 10
"""Years; a smaller number in words after "was" may count anything."""
OLDEST = 120
"""Years; a number beside a name above this is no age."""
_OF_STUFF = re.compile(
    r"[\s\u00a0]+of\s+(?!debts?\b|aid\b|fund|taxpayer|public\s+money|money\b|cash\b|loans?\b|invest|spending\b|savings\b)", re.IGNORECASE
)
_PAYING = re.compile(
    r"\b(?:pay\w*|paid|cost\w*|worth|fine[sd]?|pric\w+|spen[dt]\w*|earn\w*|salar\w+|wage\w*|invest\w*|profits?|debts?|ow(?:e|es|ed|ing)|"
    r"bills?|loans?|grants?|donat\w+|budgets?|funds?|funding|revenues?|sales|sterling|bank\w*|tax\w*|fees?|rent\w*|bought|sold|bonus\w*|"
    r"compensation|damages|charg\w+|cash|money|bets?|stak\w+|cheques?)\b|£",
    re.IGNORECASE,
)
LARGEST_WEIGHT = 1e6
"""Pounds from here up are money where nothing is weighed."""

_PARTS = {
    ("pound", "ounce"): 16, ("foot", "inch"): 12, ("stone", "pound"): 14, ("GBP", "penny"): 100, ("USD", "cent"): 100,
    ("EUR", "cent"): 100, ("AUD", "cent"): 100, ("CAD", "cent"): 100, ("MYR", "sen"): 100,
}  # fmt: skip
"""Units written as two numbers, and how many of the second make one of the first."""
_CODE_BEFORE = re.compile(r"\b[A-Za-z]{3}\s$(?<!\bthe\s)(?<!\band\s)(?<!\bfor\s)")
_CENTS_GAP = re.compile(r"\s+(?:and\s+)?")
_CENTS_END = re.compile(r"\s?(?:[.,;!?]\s|[.!?]?$)")
_PART_GAP = re.compile(r"\s*(?:,|and)?\s*")


def join_parts(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Read "1lb 2oz" and "thirteen dollars forty-five cents" as one figure."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and last.unit is not None and candidate.unit is not None and not last.range:
            parts = _PARTS.get((last.unit.name, candidate.unit.name))
            gap = _PART_GAP.fullmatch(text, last.quote_end, candidate.quote_start)
            if parts and gap and candidate.high < parts and last.low.is_integer():
                value = last.low + candidate.low / parts
                note = f"Read {text[last.quote_start : candidate.quote_end]!r} as one figure."
                joined[-1] = replace(
                    last, low=value, high=value, end=candidate.end, quote_end=candidate.quote_end, notes=[*last.notes, note]
                )
                continue
        if last is not None and _is_change(text, last, candidate):
            value = last.low + candidate.low / 100
            note = f"Read {text[last.quote_start : candidate.quote_end]!r} as one sum."
            joined[-1] = replace(last, low=value, high=value, end=candidate.end, quote_end=candidate.quote_end, notes=[*last.notes, note])
            continue
        joined.append(candidate)
    return joined


def _is_change(text: str, last: Candidate, candidate: Candidate) -> bool:
    """Whether a bare number after a sum is its cents: "15 dollars and 50."."""
    sums = (
        last.unit is not None and (last.unit.name, "cent") in _PARTS and last.low.is_integer() and not last.range and last.first.scale == 1
    )
    cents = candidate.unit is None and candidate.first.digits and candidate.end - candidate.start == 2 and candidate.low < 100  # noqa: PLR2004 - two digits of cents
    if (
        not sums
        or not cents
        or _CODE_BEFORE.search(text[: last.start])
        or not _CENTS_GAP.fullmatch(text, last.quote_end, candidate.quote_start)
    ):
        return False
    return _CENTS_END.match(text, candidate.end) is not None


def resolve(text: str, candidate: Candidate, start: int, end: int) -> None:
    """Settle the candidate's sign, ambiguous suffix, rate and kind, in place."""
    _resolve_suffix(text, candidate, end)
    if candidate.unit is not None and candidate.unit.factor > 1:
        candidate.scale(candidate.unit.factor)
    _resolve_sign(text, candidate, start)
    if _resolve_age(text, candidate, start, end):
        return
    _resolve_pounds(text, candidate, start, end)
    if candidate.unit is not None and is_occasion(text, candidate.unit, end):
        candidate.unit = replace(candidate.unit, name="time", kind=Kind.COUNT, dimension="count")
    _resolve_rate(text, candidate, end)
    if candidate.unit is not None:
        candidate.kind, candidate.share = candidate.unit.kind, False  # "half a mile" is a length
    else:
        candidate.kind = Kind.SHARE if candidate.share else Kind.COUNT


def _resolve_suffix(text: str, candidate: Candidate, end: int) -> None:
    """Such as "5m" is five million beside a currency or before a counted noun, else five metres; noted either way without a currency."""
    suffix = candidate.numerals[-1].suffix
    if not suffix:
        return
    following = _NEXT_WORD.match(text, candidate.end, end)
    counted = following is not None and following["word"].lower() not in _FUNCTION_WORDS
    if candidate.unit is not None or counted or suffix == "M":
        candidate.scale(_SUFFIX_SCALE[suffix])
        if candidate.unit is None:
            candidate.notes.append(f"Read {suffix!r} as a magnitude, not a unit.")
        return
    if suffix in _SUFFIX_UNIT:
        name, dimension = _SUFFIX_UNIT[suffix]
        candidate.unit = Unit(name=name, kind=Kind.MEASURE, dimension=dimension, start=candidate.end - len(suffix), end=candidate.end)
        candidate.notes.append(f"Read {suffix!r} as a unit, not a magnitude.")


def _resolve_sign(text: str, candidate: Candidate, start: int) -> None:
    lead = text[max(start, candidate.quote_start - 16) : candidate.quote_start]
    if plus_minus := _PLUS_MINUS.search(lead):
        candidate.quote_start -= len(lead) - plus_minus.start()
        candidate.notes.append(MARGIN)
        return
    before_number = text[max(start, candidate.start - 16) : candidate.start]
    bracketed = _BRACKETED.search(before_number) and text[candidate.end : candidate.end + 1] == ")"
    if bracketed:
        _resolve_bracket(text, candidate)
    sign = _NEGATIVE.search(lead) or _SIGN_INSIDE.search(before_number)
    if sign or bracketed:
        candidate.low, candidate.high = -candidate.high, -candidate.low
        if sign and candidate.quote_start == candidate.start:
            candidate.quote_start -= len(lead) - sign.start()
            while text[candidate.quote_start] in " (\u00a0\n\t":
                candidate.quote_start += 1


def _resolve_bracket(text: str, candidate: Candidate) -> None:
    """Accountants' brackets: "$(5.2) million" is minus 5.2 million dollars."""
    lead = text[max(0, candidate.start - 4) : candidate.start]
    currency = {"$": "USD", "£": "GBP", "€": "EUR"}[lead.rstrip("( ")[-1]]
    scale = _SCALE_AFTER.match(text, candidate.end + 1)
    candidate.quote_end = candidate.end + 1
    if scale:
        candidate.scale(_SCALES[scale["word"].lower()])
        candidate.quote_end = scale.end()
    candidate.quote_start = candidate.start - len(lead) + lead.rindex(lead.rstrip("( ")[-1])
    candidate.unit = Unit(name=currency, kind=Kind.MONEY, dimension=CURRENCY, start=candidate.quote_start, end=candidate.quote_end)


def _resolve_age(text: str, candidate: Candidate, start: int, end: int) -> bool:
    """Ages: "72-year-old", "three months old", "aged 12", "Ann Lee, 61,"."""
    if candidate.share or candidate.low < 0 or (candidate.unit is not None and candidate.unit.kind is not Kind.DURATION):
        return False
    after = _AGE_AFTER.match(text, candidate.end, end)
    if candidate.unit is None and _AND_OLDER.match(text, candidate.end, end):
        name = "year"
    elif after:
        name = {"yr": "year", "mo": "month"}.get((after["unit"] or "year").lower(), (after["unit"] or "year").lower())
        candidate.quote_end = after.end()
    elif candidate.unit is None and candidate.high <= OLDEST and not candidate.is_vague and _is_bare_age(text, candidate, start, end):
        name = "year"
    elif (
        candidate.unit is not None
        and candidate.high <= OLDEST
        and _AGE_BEFORE.search(text[max(start, candidate.quote_start - 40) : candidate.quote_start])
    ):
        name = candidate.unit.name
    else:
        return False
    candidate.unit = Unit(name=name, kind=Kind.AGE, dimension="[time]", start=candidate.end, end=candidate.quote_end)
    candidate.kind = Kind.AGE
    return True


def _is_bare_age(text: str, candidate: Candidate, start: int, end: int) -> bool:
    lead = text[max(start, candidate.quote_start - 40) : candidate.quote_start]
    if _AGE_BEFORE.search(lead):
        return _NEXT_WORD.match(text, candidate.end, end) is None or not re.match(
            r"\s+(?:percent|per cent|points)", text[candidate.end : end]
        )
    if _AGE_OF_GROUP.search(lead) and (_GROUP_BOUND.search(lead) or (candidate.range and candidate.low >= YOUNGEST_APPOSED)):
        return bool(_ANYONE.search(lead)) or not _counts_on(text, candidate, end)
    if _is_told_age(text, candidate, start, end) or _is_apposed_to_noun(text, candidate, lead, end):
        return True
    if _AGE_COPULA.search(lead) and _AGE_COPULA_END.match(text, candidate.end, end):
        return candidate.first.digits or candidate.low >= YOUNGEST_IN_WORDS
    apposed = _AGE_APPOSED.search(lead) and _APPOSED_END.match(text, candidate.end, end)
    return bool(apposed) and candidate.first.digits and not candidate.range and text[candidate.start : candidate.end].isdigit()


def _is_told_age(text: str, candidate: Candidate, start: int, end: int) -> bool:
    """Such as "the average age was 44", "one in four residents is over 65"."""
    lead = text[max(start, candidate.quote_start - 110) : candidate.quote_start]
    bounded = _IS_BOUND.search(lead) and candidate.high >= YOUNGEST_APPOSED and _PEOPLE.search(text, start, candidate.quote_start)
    return bool(bounded or _AVERAGE_AGE.search(lead)) and not _counts_on(text, candidate, end)


def _counts_on(text: str, candidate: Candidate, end: int) -> bool:
    """Whether a word after the number can be what it counts."""
    following = _NEXT_WORD.match(text, candidate.end, end)
    return following is not None and following["word"].lower() not in _FUNCTION_WORDS and not following["word"].endswith("ed")


def _is_apposed_to_noun(text: str, candidate: Candidate, lead: str, end: int) -> bool:
    """Such as "the striker, 27, signed": a number between commas after somebody who is named by a noun."""
    match = _AGE_OF_NOUN.search(lead)
    fits = candidate.first.digits and not candidate.range and candidate.low.is_integer() and candidate.low >= YOUNGEST_APPOSED
    if match is None or not fits or not _NOUN_AGE_END.match(text, candidate.end, end):
        return False
    return match["noun"].lower() in _persons()


@cache
def _persons() -> frozenset[str]:
    """Nouns of somebody."""
    return lexicon.words("persons") | frozenset(row[0] for row in lexicon.rows("speakers") if row[1] in {"person", "role"})


def _resolve_pounds(text: str, candidate: Candidate, start: int, end: int) -> None:
    """Such as "paid five million pounds" is money, "50 pounds of rice" is weight; the sentence tells, and the row says so."""
    unit = candidate.unit
    if unit is None or unit.name != "pound" or not text[unit.start : unit.end].lower().startswith("pound"):
        return
    if _OF_STUFF.match(text, unit.end, end) or not (_PAYING.search(text, start, end) or candidate.high >= LARGEST_WEIGHT):
        return
    candidate.unit = replace(unit, name="GBP", kind=Kind.MONEY, dimension=CURRENCY, note="")
    candidate.notes.append("Read pounds as money, not weight.")


def _resolve_rate(text: str, candidate: Candidate, end: int) -> None:
    """Such as "$40 a barrel", "20 miles per hour", "5 % a year"; rates of counted things are found with their nouns."""
    unit = candidate.unit
    if unit is None or unit.name == "times":
        return
    found = find_rate(text, max(candidate.quote_end, unit.end), end)
    if found is None:
        return
    candidate.per, stop = found
    dimension = f"{CURRENCY} / {candidate.per}" if unit.dimension == CURRENCY else f"{unit.dimension} / {candidate.per}"
    candidate.unit = replace(unit, name=f"{unit.name}/{candidate.per}", dimension=dimension, end=stop)
    candidate.quote_end = max(candidate.quote_end, stop)
    candidate.measure = Measure.RATE
