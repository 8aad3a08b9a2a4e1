"""Numerals: number expressions in digits, in words, mixed, as fractions, and vague, with exact positions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from ledger import lexicon
from ledger.lexicon.branching import branches
from ledger.mentions import spelled
from ledger.mentions.spelled import ARTICLES, SPACES, WORD, numbers

CONVENTION = "vague-1"
"""Name of the convention in lexicon/vague.txt; a change of its numbers is a new name."""


SIGNIFICANT = 14
"""Digits that a product of two numbers keeps; binary fractions hold 15."""


class Form(StrEnum):
    """How a numeral is written, as far as later stages must know."""

    CARDINAL = "cardinal"
    FRACTION = "fraction"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number expression in a text.

    Attributes:
        start: First character.
        end: One past the last character.
        low: Its value, or the least value of a vague word.
        high: Its value, or the greatest value of a vague word.
        form: How it is written.
        digits: Whether it starts with digits.
        scale: The magnitude word or suffix already multiplied in ("million": 1e6); 1 for none.
        suffix: A letter after the digits that is a magnitude or a unit ("5m"), not yet multiplied in; empty for none.
        note: What was guessed; empty for nothing.
    """

    start: int
    end: int
    low: float
    high: float
    form: Form = Form.CARDINAL
    digits: bool = False
    scale: float = 1.0
    suffix: str = ""
    note: str = ""

    @property
    def value(self) -> float:
        """The single value; the lower end for a vague word."""
        return self.low


_DIGITS = re.compile(
    rf"""
      (?P<group>   \d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?          # 1,234,567.8
                 | \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)(?:\.\d+)?  # 12,34,567.89
                 | \d{{1,3}}(?:['’]\d{{3}})+(?!\d)(?:\.\d+)? )     # 1'234'567
    | (?P<spaced>  (?!0)\d{{1,3}}(?:(?P<space>[{SPACES}])\d{{3}})(?:(?P=space)\d{{3}})*(?!\d|[.,]\d{{3}}|-\d)(?:[.,]\d+)? )  # 816 000
    | (?P<dotted>  \d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)(?:,\d+)? )   # 1.234.567
    | (?P<comma>   \d+,\d{{1,2}}(?![\d,]) )                        # 3,5
    | (?P<plain>   \d+(?:\.\d+)?|\.\d+ )
    """,
    re.VERBOSE,
)
_POWER = re.compile(
    r"(?:[eE](?P<exponent>[-+]?\d{1,3})(?![\w.])|\s?[x×]\s?10(?:(?:\^|\*\*)(?P<power>[-−]?\d{1,2})|(?P<raised>[⁻⁰¹²³⁴-⁹]+)))"
)
_ROUND = frozenset({10.0, 100.0, 1e3, 1e4, 1e5, 1e6})
_PLURAL = re.compile(r"['’]?s(?=\s+of\b)")
_SLASH = re.compile(r"\s?/\s?(\d{1,3})(?![\d/])")
_MIXED = re.compile(r"[ -](\d)/(\d{1,2})(?![\d/])")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
_USUAL_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100})
_AFTER_SHARE = re.compile(
    r"\s*(?:$|[.,;:!?)\]”\"—–]|(?:of|were|was|are|is|has|had|have|said|say|in|to|from|by|as|more|less|fewer|lower|higher|smaller|bigger|"
    r"larger|and|or|than|off|would|will|could|did|do|came|went|went|live|lives|on|at|since|that|who|which|down|up|again)\b)",
    re.IGNORECASE,
)
_BOUND_BEFORE = re.compile(r"\b(?:nearly|almost|roughly|than|least|most)\s+$", re.IGNORECASE)
_ONE_MORE = re.compile(r"\s+(?:was|is|has)\b", re.IGNORECASE)
_HALVED = re.compile(
    r"\s+(?:of\b|the\b|its\b|their\b|his\b|her\b|our\b|all\b|these\b|those\b|that\b|them\b|as\b|last\s+\w+['’]s\b)", re.IGNORECASE
)
_AND_A_HALF = re.compile(r"[\s-]+and[\s-]+a[\s-]+half\b", re.IGNORECASE)
_HALF_A_UNIT = re.compile(r"[\s-]+an?\s+(?=[a-z])|-(?=hour|mile|year|pound|ton)", re.IGNORECASE)
_OF_SCALE = re.compile(
    r"[\s-]+(?:of\s+)?(?:an?\s+|one\s+)?(?P<scale>hundred|thousand|lakh|million|crore|billion|trillion|dozen)(?![a-z])", re.IGNORECASE
)
_OF_PERCENT = re.compile(r"\s+(?:of\s+(?:an?|one|1)|an?)(?=\s*(?:%|per\s?cent|percentage\s+point|pct|basis\s+point))", re.IGNORECASE)


@cache
def _fractions() -> dict[str, float]:
    rows = lexicon.rows("fractions")
    return {word: float(value) for singular, value, plural in rows for word in (singular, plural)}


@cache
def _vague() -> dict[str, tuple[float, float, str]]:
    return {row[0]: (float(row[1]), float(row[2]), row[3]) for row in lexicon.rows("vague")}


@cache
def _suffix() -> re.Pattern[str]:
    names = sorted((word for word, (_, kind) in numbers().items() if kind in {"suffix", "ambiguous"}), key=len, reverse=True)
    return re.compile(rf"(?P<attached>{'|'.join(names)})(?![A-Za-z0-9²³])|[{SPACES}](?P<apart>bn|mn|mln|tn|trn|bln)(?![A-Za-z0-9])")


@cache
def _candidate() -> re.Pattern[str]:
    cardinals = [word for word, (_, kind) in numbers().items() if kind in {"unit", "teen", "tens"}]
    scales = [word for word, (_, kind) in numbers().items() if kind in {"hundred", "magnitude", "dozen"}]
    vague = branches(_vague(), space=r"\s+")
    words = rf"{vague}|an?[\s-]+{branches([*scales, *_fractions()])}|{branches([*_fractions(), *cardinals, *scales])}"
    return re.compile(rf"(?<![\d])(?<!\d[.,])\d|(?<![\w.])\.\d|[{_VULGAR}]|(?<![\w])(?<!\w[’'])(?:{words})(?![A-Za-z])", re.IGNORECASE)


@cache
def _fraction() -> re.Pattern[str]:
    counts = [word for word, (_, kind) in numbers().items() if kind in {"unit", "teen"}]
    words = "|".join(sorted(_fractions(), key=len, reverse=True))
    return re.compile(rf"(?:(?P<count>an?|{'|'.join(counts)})(?P<join>[\s-]+))?(?P<word>{words})(?![A-Za-z])", re.IGNORECASE)


@cache
def _vague_pattern() -> re.Pattern[str]:
    names = "|".join(name.replace(" ", r"\s+") for name in sorted(_vague(), key=len, reverse=True))
    plurals = "|".join(name for name, (_, _, kind) in _vague().items() if kind == "plural")
    scales = "|".join(word for word, (_, kind) in numbers().items() if kind in {"hundred", "magnitude", "dozen"})
    return re.compile(rf"(?P<first>{names})(?:\s+of\s+(?P<plural>{plurals})|[\s-]+(?P<scale>{scales}))?(?![A-Za-z])", re.IGNORECASE)


def find(text: str, start: int, end: int) -> list[Numeral]:
    """Find every numeral in the span, in order; which of them are quantities is decided later.

    >>> [(n.low, n.high) for n in find("a third of 2.5 million, or dozens", 0, 33)]
    [(0.3333333333333333, 0.3333333333333333), (2500000.0, 2500000.0), (12.0, 120.0)]
    """
    found: list[Numeral] = []
    place = start
    while match := _candidate().search(text, place, end):
        numeral = read(text, match.start(), end)
        if numeral is None:
            place = match.end()
        else:
            found.append(numeral)
            place = numeral.end
    return found


def read(text: str, start: int, end: int) -> Numeral | None:
    """Read the numeral that starts exactly at `start`; nothing if the words there are no number after all."""
    first = text[start]
    if first.isdigit() or first == ".":
        return _read_digits(text, start, end)
    if first in _VULGAR:
        value = unicodedata.numeric(first)
        return _multiply(text, Numeral(start=start, end=start + 1, low=value, high=value, form=Form.FRACTION), end)
    return _read_vague(text, start, end) or _read_fraction(text, start, end) or _read_words(text, start, end)


def _read_digits(text: str, start: int, end: int) -> Numeral | None:
    match = _DIGITS.match(text, start, end)
    if match is None:
        return None
    value, note = _digit_value(match)
    if value in _ROUND and (plural := _PLURAL.match(text, match.end(), end)):
        return Numeral(start=start, end=plural.end(), low=value, high=value * 10, form=Form.VAGUE)
    stop, form = match.end(), Form.CARDINAL
    if power := _POWER.match(text, stop, end):
        exponent = int((power["exponent"] or power["power"] or power["raised"]).translate(_SUPERSCRIPT))
        value, stop = value * 10.0**exponent, power.end()
    elif (mixed := _MIXED.match(text, stop, end)) and int(mixed[2]) in _USUAL_DENOMINATORS and int(mixed[1]) < int(mixed[2]):
        part = int(mixed[1]) / int(mixed[2])
        value, stop = (
            round(value + (part / 100 if "." in match.group() else part), SIGNIFICANT),
            mixed.end(),
        )  # "$5.71-1/2" adds half a cent
    elif stop < end and text[stop] in _VULGAR:
        value, stop = value + unicodedata.numeric(text[stop]), stop + 1
    elif (slash := _SLASH.match(text, stop, end)) and int(slash[1]) in _USUAL_DENOMINATORS and 0 < value < int(slash[1]):
        value, stop, form = value / int(slash[1]), slash.end(), Form.FRACTION
    numeral = Numeral(start=start, end=stop, low=value, high=value, form=form, digits=True, note=note)
    return _multiply(text, numeral, end)


def _digit_value(match: re.Match[str]) -> tuple[float, str]:
    written = match.group()
    if match["group"]:
        return float(re.sub("[,'’]", "", written)), ""
    if match["spaced"]:
        return float(re.sub(f"[{SPACES}]", "", written).replace(",", ".")), ""
    if match["dotted"]:
        return float(written.replace(".", "").replace(",", ".")), "Read the points as separators of thousands."
    if match["comma"]:
        return float(written.replace(",", ".")), "Read the comma as a decimal comma."
    return float(written), ""


def multiply(value: float, factor: float) -> float:
    """Multiply without the dust of binary fractions: 4.1 million is 4100000.

    >>> multiply(4.1, 1e6)
    4100000.0
    """
    return float(f"{value * factor:.{SIGNIFICANT}g}")


def _multiply(text: str, numeral: Numeral, end: int) -> Numeral:
    """Multiply magnitude words and suffixes into a numeral: "1.2bn", "20-thousand", "2 hundred million", "2 and a half million"."""
    scale, stop, value = 1.0, numeral.end, numeral.low
    if half := _AND_A_HALF.match(text, stop, end):
        value, stop = value + 0.5, half.end()
    if numeral.digits and (match := _suffix().match(text, stop, end)):
        name = match["attached"] or match["apart"]
        factor, kind = numbers()[name]
        if kind == "ambiguous":
            return replace(numeral, low=value, high=value, end=match.end(), suffix=name)
        scale, stop = factor, match.end()
    while match := WORD.match(text, stop, end):
        factor, kind = numbers().get(match["word"].lower(), (0.0, ""))
        if kind not in {"hundred", "magnitude", "dozen"}:
            break
        scale, stop = scale * factor, match.end()
    if scale > 1 and numeral.form is Form.FRACTION:
        numeral = replace(numeral, form=Form.CARDINAL)
    value = multiply(value, scale)
    return replace(numeral, low=value, high=value, end=stop, scale=scale)


def _read_vague(text: str, start: int, end: int) -> Numeral | None:
    match = _vague_pattern().match(text, start, end)
    if match is None:
        return None
    low, high, kind = _vague()[re.sub(r"\s+", " ", match["first"].lower())]
    if kind == "plural" and match["scale"]:
        return None
    stop = match.end()
    if match["plural"]:
        low_factor = _vague()[match["plural"].lower()][0]
        low, high = low * low_factor, high * low_factor
    elif match["scale"]:
        factor = numbers()[match["scale"].lower()][0]
        low, high = low * factor, high * factor
        while (more := WORD.match(text, stop, end)) and numbers().get(more["word"].lower(), (0, ""))[1] == "magnitude":
            factor = numbers()[more["word"].lower()][0]
            low, high, stop = low * factor, high * factor, more.end()
    return Numeral(start=start, end=stop, low=low, high=high, form=Form.VAGUE)


def _read_fraction(text: str, start: int, end: int) -> Numeral | None:
    match = _fraction().match(text, start, end)
    if match is None:
        return None
    word, count = match["word"].lower(), (match["count"] or "").lower()
    number = 1.0 if not count or count in ARTICLES else numbers()[count][0]
    value, stop = number * _fractions()[word], match.end()
    if (count or word in {"half", "quarter"}) and (scale := _OF_SCALE.match(text, stop, end)):
        factor = numbers()[scale["scale"].lower()][0]
        return Numeral(start=start, end=scale.end(), low=value * factor, high=value * factor, scale=factor)
    if (count or word == "half") and (percent := _OF_PERCENT.match(text, stop, end)):
        return Numeral(start=start, end=percent.end(), low=value, high=value)
    if not _is_share(text, match, number, end):
        return None
    return Numeral(start=start, end=stop, low=value, high=value, form=Form.FRACTION)


def _is_share(text: str, match: re.Match[str], number: float, end: int) -> bool:
    """Tell "a third of members" and "two-thirds" from "a third man" and "the second half"."""
    word, count, stop = match["word"].lower(), (match["count"] or "").lower(), match.end()
    if word in {"half", "halves"}:
        if _HALVED.match(text, stop, end) and not count:
            return True
        duration = _HALF_A_UNIT.match(text, stop, end)
        return bool(duration) or (bool(count) and bool(_AFTER_SHARE.match(text, stop, end)))
    if number > 1:
        return word.endswith("s")
    if not count or word.endswith("s"):
        return False
    following = _AFTER_SHARE.match(text, stop, end) or _BOUND_BEFORE.search(text, max(0, match.start() - 16), match.start())
    if count in ARTICLES and _ONE_MORE.match(text, stop, end) and not _BOUND_BEFORE.search(text, max(0, match.start() - 16), match.start()):
        return False  # "A third was acquitted"
    hyphened = text[stop : stop + 1] == "-"  # "almost a third-party candidate"
    return (bool(following) and not hyphened) or ("-" in (match["join"] or "") and count == "one")


def _read_words(text: str, start: int, end: int) -> Numeral | None:
    found = spelled.read(text, start, end)
    return Numeral(start=start, end=found.end, low=found.value, high=found.value, scale=found.scale) if found is not None else None
