"""Units: what stands beside a numeral as its measure, currency, percent sign or rate."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.lexicon.branching import branches
from ledger.mentions.numerals import Form
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.mentions.numerals import Numeral

CURRENCY = "[currency]"
"""The dimension of money: pint has none of its own."""

_SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_SHORT = 2
"""Symbols of at most this many letters need digits before them: "5 g", never "five g"."""

_SPACED_SHORT = frozenset(
    (
        "kg km dm cm mm ml ha lb ft hp kW MW GW TW GB MB TB KB kB Hz t g m l L W V oz mg mi yd sq Mt kt Gt hr nm Nm mA kN cc dB "
        "PS HP °C °F C F km² m² m³ % ° ‰ bp pp cl hl μm µm kV Pa J N kJ MJ Ah Wh Mb Gb ct pt gal MP Sv Bq p ¢ s h A ms kn "
    ).split()
)
"""Short symbols that may stand apart from the digits; the others must touch them."""

_NOTES = {
    "PESO": "The text does not say which country's peso.",
    "FRF": "The text does not say which country's franc.",
    "KRONA": "The text does not say which country's krona or krone.",
    "RUPEE": "The text does not say which country's rupee.",
    "DINAR": "The text does not say which country's dinar.",
    "ton": "The text does not say which ton: short, long or metric.",
}
_NO_WORDS = frozenset("USD EUR GBP CNY JPY AUD CAD NZD HKD CHF INR RUB KRW SGD MYR MXN BRL ZAR PLN CZK HUF SEK NOK DKK".split())
"""Codes that are no English word in lower case: "usd 20", never "try 20"."""

_OWN_NAMES = {"PESO": "peso", "FRF": "franc", "KRONA": "krona", "RUPEE": "rupee", "DINAR": "dinar"}
"""Currency words that several countries share have no ISO code: they stay words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit beside a numeral.

    Attributes:
        name: Canonical name: pint's, an ISO 4217 code, `percent` …
        kind: What sort of quantity it makes.
        dimension: Pint's dimensionality, or `[currency]`.
        start: First character of the unit's words; they may stand before the number.
        end: One past the last character of the unit's words.
        note: What was guessed; empty for nothing.
        factor: What the number is multiplied with, for codes such as MUSD.
    """

    name: str
    kind: Kind
    dimension: str
    start: int
    end: int
    note: str = ""
    factor: float = 1.0


Entry = tuple[str, Kind, str]


def _plurals(word: str) -> list[str]:
    if word.endswith(("s", "feet", "cent", "kronor", "kroner", "%-point")):
        return [word] if word != "cent" else [word, "cents"]
    return [word, f"{word}s", f"{word}es"] if word.endswith(("inch", "ch", "sh")) else [word, f"{word}s"]


@cache
def _words() -> dict[str, Entry]:
    """Unit words in lower case, all numbers, to (name, kind, dimension)."""
    table: dict[str, Entry] = {}
    for name, kind, dimension, _, words in lexicon.rows("units"):
        for word in (w.strip().lower() for w in words.split(",") if w.strip() != "-"):
            for form in [word] if word in {"per cent", "percent"} else _plurals(word):
                table.setdefault(form, (name, Kind(kind), dimension))
    for code, _, words in lexicon.rows("currencies"):
        for word in (w.strip().lower() for w in words.split(",") if w.strip() != "-"):
            for form in _plurals(word):
                table.setdefault(form, (_OWN_NAMES.get(code, code), Kind.MONEY, CURRENCY))
    return table


@cache
def _symbols() -> dict[str, Entry]:
    """Symbols and codes after a number, case-sensitive."""
    table: dict[str, Entry] = {}
    for name, kind, dimension, symbols, _ in lexicon.rows("units"):
        for symbol in symbols.split():
            if symbol != "-":
                table[symbol] = (name, Kind(kind), dimension)
    for symbol, code in _money().items():
        table.setdefault(symbol, (_OWN_NAMES.get(code, code), Kind.MONEY, CURRENCY))
    return table


@cache
def _money() -> dict[str, str]:
    """Currency symbols and codes to the code; codes also in the form MUSD (millions)."""
    table: dict[str, str] = {}
    for code, symbols, _ in lexicon.rows("currencies"):
        for symbol in symbols.split():
            if symbol != "-":
                table[symbol] = code
        if code.isupper() and len(code) == 3:  # noqa: PLR2004 - ISO 4217 codes have three letters
            table[code] = code
        if code in _NO_WORDS:
            table[code.lower()] = code
    return table


def _alternation(names: list[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in sorted(names, key=len, reverse=True))


@cache
def _unit_words() -> str:
    """The unit words as one expression; their spaces may be written as hyphens."""
    return branches(_words(), space=r"[\s-]+")


@cache
def _after_word() -> re.Pattern[str]:
    return re.compile(rf"(?:-plus|\+|-odd)?(?:[\s-]|-\s)?\s?(?P<unit>{_unit_words()})(?![A-Za-z])", re.IGNORECASE)


@cache
def _unit_word() -> re.Pattern[str]:
    return re.compile(rf"(?P<unit>{_unit_words()})(?![A-Za-z])", re.IGNORECASE)


@cache
def _after_symbol() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<gap>[{_SPACES}-]?)(?P<mega>M(?=[A-Z]{{3}}\b))?(?P<unit>{_alternation(list(_symbols()))})(?![A-Za-z0-9²³])(?!(?<![%‰])-\d)"
    )


@cache
def _braced() -> re.Pattern[str]:
    """A symbol in braces or square brackets: "20 {kg}"."""
    long = [symbol for symbol in _symbols() if len(symbol) >= _SHORT and symbol.isalpha()]
    return re.compile(rf"[{_SPACES}]?[{{\[](?P<unit>{_alternation(long)})[}}\]]")


@cache
def _before() -> re.Pattern[str]:
    codes = _alternation([symbol for symbol in _money() if symbol not in {"p", "c"}])
    return re.compile(
        rf"(?<![A-Za-z])(?P<unit>{codes})(?P<gap>[{_SPACES}]?)[-−]?$|(?<![A-Za-z])(?P<named>HK|US|A|C|c|NZ|S|Mex|Can|AU|NT)\s(?P<dollar>\$)\s?$"
    )


_OF_VAGUE = re.compile(r"\s+of\s+(?!stones?\b|cups?\b|pints?\b|points?\b|bits?\b|knots?\b|degrees?\b|nights?\b)", re.IGNORECASE)
"""Between a vague word and its unit: "thousands of gallons". The nouns left out are things more often than units."""

_OF_FRACTION = re.compile(r"(?:\s+of)?\s+(?:an?|one)\s+|\s+of\s+(?=one\b)", re.IGNORECASE)
"""Between a part and the unit it is a part of: "half a mile", "a quarter of an hour"."""

_POSSESSED = re.compile(r"['’]s?\b|['’](?=\s)|-|\s+(?:ago|earlier|later)\b")
_FEET = re.compile(r"\s?(?:['’](?=\s?\d{1,2}\s?[\"”])|′)")
_INCHES = re.compile(r"\s?(?:[\"”](?=\s+(?:tall|long|high|wide|deep|thick|by|x|in\s)\b)|″)")
_INCHES_AFTER_FEET = re.compile(r"\s?[\"”″]")
_AFTER_FEET = re.compile(r"\d\s?['’′]\s?$")
_OCCASION = re.compile(
    r"\s*(?:$|[.,;:!?)\]”\"’]|\s(?:in|to|a|an|per|since|before|during|on|at|by|for|last|this|each|every|with|when|while|and|but|because|until|from|"
    r"within|between|after|already|so\s+far|previously|daily|across|around)\b)",
    re.IGNORECASE,
)
_FACTOR = re.compile(r"\bfactor\s+of\s+$", re.IGNORECASE)
_RICHTER = re.compile(r"\s+on\s+the\s+(?:open-ended\s+)?Richter(?:\s+scale)?", re.IGNORECASE)
_MAGNITUDE = re.compile(r"\bmagnitude(?:\s+of\s+|[\s-])$", re.IGNORECASE)
LARGEST_MAGNITUDE = 10
"""No earthquake measured more on the scale that news calls magnitude."""

_RATE = re.compile(
    r"(?:[\s-]?/[\s-]?|[\s-]+(?:per|a|an|each|every)[\s-]+)"
    r"(?P<per>second|minute|hour|day|night|week|month|quarter|year|annum|share|barrel|tonne|ton|litre|liter|gallon|head|person|capita|unit|dose|pound|ounce|"
    r"kilogram|kg|kilo|square\s(?:metre|meter|foot)|acre|hectare|ha|bushel|dozen|mile|kilometre|kilometer|km|household|family|pupil|student|pupil|ticket|bottle|"
    r"plate|seat|ride|child|worker|passenger|customer|subscriber|user|car|vehicle|room|bed|kilowatt-hour|megawatt-hour|megawatt|word|bird|animal|"
    r"game|match|head|case|piece|bag|vote|hundred|thousand|million|1,000|100,000|10,000|sq\.?\s?ft|lb|oz|hr|yr|mwh|kwh)(?![A-Za-z])(?!\s+(?:earlier|ago|before|later|after|old))",
    re.IGNORECASE,
)
_RATE_ADVERB = re.compile(r"\s+(?P<adverb>daily|annually|yearly|monthly|weekly|hourly|nightly)(?![A-Za-z])", re.IGNORECASE)
_PER = {
    "annum": "year", "liter": "litre", "kg": "kilogram", "kilo": "kilogram", "km": "kilometre", "kilometer": "kilometre",
    "capita": "person", "ha": "hectare", "head": "person", "lb": "pound", "oz": "ounce", "hr": "hour", "yr": "year", "daily": "day",
    "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "hourly": "hour", "nightly": "night",
    "square meter": "square_metre", "square metre": "square_metre", "square foot": "square_foot", "sq ft": "square_foot",
    "mwh": "megawatt_hour", "kwh": "kilowatt_hour",
}  # fmt: skip


def find(text: str, numeral: Numeral, end: int, *, begin: int = 0) -> Unit | None:
    """Find the unit of a numeral, before or after it; nothing for a bare number or a count.

    >>> from ledger.mentions.numerals import read
    >>> unit = find("US$1.2bn", read("US$1.2bn", 3, 8), 8)
    >>> unit.name, unit.kind.value, unit.start
    ('USD', 'money', 0)
    """
    before = _find_before(text, numeral, begin) or _find_scale(text, numeral, begin)
    after = _find_after(text, numeral, end) or _find_part(text, numeral, end) or _find_foot(text, numeral, begin, end)
    if before is not None:
        if after is not None and after.kind is Kind.MONEY and before.name == "USD" and _is_code(text, after):
            return replace(after, start=before.start)  # "$5 AUD"
        return before
    return after


def _is_code(text: str, unit: Unit) -> bool:
    return text[unit.start : unit.end] in _money()


def _find_before(text: str, numeral: Numeral, begin: int) -> Unit | None:
    window = text[max(begin, numeral.start - 8) : numeral.start]
    match = _before().search(window)
    if match is None:
        return None
    offset = numeral.start - len(window)
    symbol = f"{match['named']}$" if match["named"] else match["unit"]
    code = _money()[symbol]
    start = offset + match.start()
    if symbol.isalpha() and re.search(r"\d\s$", text[max(0, start - 2) : start]):
        return None  # "17 USD 25": the code belongs to the number before it
    if symbol.isalpha() and match["gap"] and not symbol.isupper() and symbol not in {"Rs", "Rp", "kr"}:
        return None
    note = _NOTES.get(code, "")
    return Unit(name=_OWN_NAMES.get(code, code), kind=Kind.MONEY, dimension=CURRENCY, start=start, end=numeral.start, note=note)


def _find_after(text: str, numeral: Numeral, end: int) -> Unit | None:
    symbol = _after_symbol().match(text, numeral.end, end)
    word = _after_word().match(text, numeral.end, end)
    if symbol and word and word.end() > symbol.end() and not numeral.suffix:
        symbol = None  # "1.19deg C": the longer reading
    if symbol and not numeral.digits and not symbol["mega"] and not _is_iso(symbol["unit"]):
        symbol = None
    if symbol and _symbol_fits(symbol, numeral):
        name, kind, dimension = _symbols()[symbol["unit"]]
        start = symbol.start("mega") if symbol["mega"] else symbol.start("unit")
        factor = 1e6 if symbol["mega"] else 1.0
        return Unit(name=name, kind=kind, dimension=dimension, start=start, end=symbol.end(), note=_NOTES.get(name, ""), factor=factor)
    if word is None and numeral.digits and not numeral.suffix and (braced := _braced().match(text, numeral.end, end)):
        name, kind, dimension = _symbols()[braced["unit"]]
        return Unit(name=name, kind=kind, dimension=dimension, start=braced.start("unit"), end=braced.end())
    if word is None or (text[numeral.end : word.start("unit")] == "" and not numeral.digits):
        return None
    name, kind, dimension = _words()[_key(word["unit"])]
    note = _NOTES.get(name, _NOTES.get(name.upper(), ""))
    return Unit(name=name, kind=kind, dimension=dimension, start=word.start("unit"), end=word.end(), note=note)


def _find_part(text: str, numeral: Numeral, end: int) -> Unit | None:
    """The unit that a vague word or a part stands before with "of" or an article: "thousands of gallons", "half an hour"."""
    joins = {Form.VAGUE: _OF_VAGUE, Form.FRACTION: _OF_FRACTION}.get(numeral.form)
    gap = joins.match(text, numeral.end, end) if joins is not None else None
    word = _unit_word().match(text, gap.end(), end) if gap is not None else None
    if word is None or _POSSESSED.match(text, word.end()):
        return None
    name, kind, dimension = _words()[_key(word["unit"])]
    if kind in {Kind.PERCENT, Kind.RATIO, Kind.TEMPERATURE}:
        return None
    return Unit(name=name, kind=kind, dimension=dimension, start=word.start("unit"), end=word.end(), note=_NOTES.get(name, ""))


def _find_foot(text: str, numeral: Numeral, begin: int, end: int) -> Unit | None:
    """Feet and inches written with marks: 6' 2"."""
    if not numeral.digits or numeral.suffix:
        return None
    mark, name = _FEET.match(text, numeral.end, end), "foot"
    if mark is None:
        after_feet = _AFTER_FEET.search(text[max(begin, numeral.start - 4) : numeral.start])
        mark, name = (_INCHES_AFTER_FEET if after_feet else _INCHES).match(text, numeral.end, end), "inch"
    if mark is None:
        return None
    return Unit(name=name, kind=Kind.MEASURE, dimension="[length]", start=numeral.end, end=mark.end())


def _find_scale(text: str, numeral: Numeral, begin: int) -> Unit | None:
    """The strength of an earthquake, or a factor: "a magnitude 7.8 quake", "by a factor of 500"."""
    if factor := _FACTOR.search(text, max(begin, numeral.start - 16), numeral.start):
        return Unit(name="times", kind=Kind.RATIO, dimension="dimensionless", start=factor.start(), end=numeral.start)
    if not numeral.digits or not 0 < numeral.high <= LARGEST_MAGNITUDE:
        return None
    if richter := _RICHTER.match(text, numeral.end):
        return Unit(name="magnitude", kind=Kind.MEASURE, dimension="dimensionless", start=numeral.end, end=richter.end())
    match = _MAGNITUDE.search(text, max(begin, numeral.start - 16), numeral.start)
    if match is None:
        return None
    return Unit(name="magnitude", kind=Kind.MEASURE, dimension="dimensionless", start=match.start(), end=numeral.start)


def is_occasion(text: str, unit: Unit, end: int) -> bool:
    """Whether "times" counts occasions ("voted five times", "three times a day") and does not multiply ("five times as many")."""
    written = text[unit.start : unit.end].lower()
    return unit.name == "times" and written in {"time", "times"} and _OCCASION.match(text, unit.end, end) is not None


def _is_iso(symbol: str) -> bool:
    return symbol.isalpha() and symbol.isupper() and len(symbol) == 3  # noqa: PLR2004 - ISO 4217 codes have three letters


def _key(written: str) -> str:
    """The table's spelling of a matched unit word: its own hyphens where the table has them, else spaces."""
    lowered = re.sub(r"\s+", " ", written.lower())
    return lowered if lowered in _words() else lowered.replace("-", " ")


def _symbol_fits(symbol: re.Match[str], numeral: Numeral) -> bool:
    if numeral.suffix:
        return False
    unit = symbol["unit"]
    if unit[0].isalpha() and len(unit) <= _SHORT and symbol["gap"]:
        return unit in _SPACED_SHORT and symbol["gap"] != "-"
    return True


def rate(text: str, end_of_unit: int, end: int) -> tuple[str, int] | None:
    """The denominator after a unit or counted noun and where its words end: "a barrel", "per day", "/kg", "daily".

    >>> rate("$40 a barrel", 3, 12)
    ('barrel', 12)
    """
    match = _RATE.match(text, end_of_unit, end)
    if match:
        word = re.sub(r"\s+", " ", match["per"].lower())
        return _PER.get(word, word), match.end()
    adverb = _RATE_ADVERB.match(text, end_of_unit, end)
    if adverb:
        return _PER[adverb["adverb"].lower()], adverb.end()
    return None
