"""Figures as a reader meets them: 20,000; 9 million; $1.2 billion; >20,000; ~1,000; ≤9 million. A printed figure reads back exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.records import Bound, Change

if TYPE_CHECKING:
    from ledger.records import Claim

SIGNS: dict[Bound, str] = {
    Bound.EXACT: "",
    Bound.ABOUT: "~",
    Bound.AT_LEAST: "≥",
    Bound.MORE_THAN: ">",
    Bound.AT_MOST: "≤",
    Bound.LESS_THAN: "<",
    Bound.BETWEEN: "",
    Bound.VAGUE: "",
}
"""The sign before the number, for each bound; ranges have their dash, vague words the remark that a convention gave the numbers."""

_PLURALS = {"foot": "feet", "square foot": "square feet", "cubic foot": "cubic feet", "inch": "inches", "degree Kelvin": "kelvins"}

VAGUE = " (vague)"
MINUS = "−"

_WORDS = ((12, "trillion"), (9, "billion"), (6, "million"))
_PLACES = 3
"""Digits after the point up to which a number is worded ("2.35 million"); beyond, all digits are printed."""

_CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "UAH": "₴", "ILS": "₪"}
"""Currencies whose sign a reader takes for them alone; every other is printed by its ISO 4217 code."""

_SUFFIXES = {"percent": "%", "percentage_point": " points", "degree_Celsius": " °C", "degree_Fahrenheit": " °F"}


def grouped(value: float) -> str:
    """Write a number with all its digits, in groups of three.

    >>> grouped(9000000.0), grouped(0.1), grouped(-1234.5)
    ('9,000,000', '0.1', '−1,234.5')
    """
    number = _exact(value)
    text = f"{abs(number):,f}"
    return MINUS + text if number < 0 else text


def spoken(value: float) -> str:
    """Write a number as a reader says it: millions and more by name, if no digit is lost.

    >>> spoken(9e6), spoken(1.2e9), spoken(20000.0), spoken(2314567.0)
    ('9 million', '1.2 billion', '20,000', '2,314,567')
    """
    number = abs(_exact(value))
    for power, word in _WORDS:
        if number >= Decimal(10) ** power:
            scaled = number.scaleb(-power)
            if -int(scaled.as_tuple().exponent) <= _PLACES:
                return f"{MINUS if value < 0 else ''}{scaled:,f} {word}"
            break
    return grouped(value)


def figure(claim: Claim) -> str:
    """Write a claim's figure with the sign of its bound and its unit, if that is no counted thing: ">20,000", "$1.2 billion"."""
    if claim.low is not None and claim.high is not None and claim.low != claim.high:
        joint = " to " if claim.low < 0 or claim.unit in _CURRENCIES else "–"
        value = joint.join(_with_currency(claim, spoken(end)) for end in (claim.low, claim.high))
    else:
        stated = next(value for value in (claim.best, claim.low, claim.high) if value is not None)
        value = _with_currency(claim, spoken(stated))
    sign = SIGNS[claim.bound]
    if claim.bound is Bound.VAGUE and claim.high is None:
        sign = SIGNS[Bound.AT_LEAST]
    change = {Change.UP: "up ", Change.DOWN: "down ", None: ""}[claim.change]
    name = unit(claim, plural=not claim.low == claim.best == claim.high == 1)
    remark = VAGUE if claim.bound is Bound.VAGUE else ""
    return f"{change}{sign}{value}{_SUFFIXES.get(claim.unit or '', '')}{f' {name}' if name else ''}{remark}"


def unit(claim: Claim, *, plural: bool = True) -> str:
    """Name the unit behind a number: "hectares", "CHF"; empty for counts, shares and what the number itself carries."""
    if claim.unit is None or claim.dimension in {"count", ""} or claim.unit in _CURRENCIES or claim.unit in _SUFFIXES:
        return ""
    if claim.dimension == "[currency]" or not plural:
        return claim.unit.replace("_", " ")
    first, slash, rest = claim.unit.partition("/")
    name = _plural(first.strip().replace("_", " "))
    return f"{name} per {rest.strip().replace('_', ' ')}" if slash else name


def _plural(name: str) -> str:
    """The plural of a unit's name."""
    if name in _PLURALS or name.endswith(("s", "z")):
        return _PLURALS.get(name, name)
    return f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in set("aeiou") else f"{name}s"


def _with_currency(claim: Claim, text: str) -> str:
    """Put the sign of a currency between minus and number."""
    sign = _CURRENCIES.get(claim.unit or "", "")
    return f"{MINUS}{sign}{text[1:]}" if text.startswith(MINUS) else sign + text


def _exact(value: float) -> Decimal:
    """The shortest decimal that is this float."""
    return Decimal(repr(float(value))).normalize()
