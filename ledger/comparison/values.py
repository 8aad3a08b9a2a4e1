"""What a figure's words allow, as an interval, and when two figures are one figure worded twice."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import pint

from ledger.lexicon import registry
from ledger.records import Bound, Claim, Kind

ABOUT_TOLERANCE = 0.05
"""How far, as a share, a figure called "about" may lie from its number: 5 %, about half a step of the second digit."""
VAGUE_REACH = 2.5
"""How many times its least value a vague figure without a greatest value may mean: "thousands" up to 5,000."""
ROUNDED_BY = 0.1
"""How far, as a share, rounding may carry a figure: three million for 3.2 million."""
EQUAL_WITHIN = 1e-9
"""Relative difference below which two numbers are the same after conversion of units."""
_ONE_SIDED = frozenset({Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN})
_BELOW = re.compile(r"^\W*(?:nearly|almost|close to|just under|approaching|not quite)\b", re.IGNORECASE)
_PERCENT = {"percent": 1.0, "fraction": 100.0, "permille": 0.1, "basis_point": 0.01, "percentage_point": 1.0}


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure allows: from `low` to `high`, both included, infinite where open."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether some value satisfies both."""
        return max(self.low, other.low) <= min(self.high, other.high)


def factor(one: Claim, two: Claim) -> float | None:
    """What the second claim's numbers are multiplied by to stand in the first one's unit; nothing where no rate is known."""
    return _factor(_unit(one), _unit(two), one.dimension == two.dimension == "count" or one.kind is two.kind is Kind.COUNT)


def _unit(claim: Claim) -> str:
    unit = claim.unit or ""
    return unit or ("fraction" if claim.kind is Kind.SHARE else "")


@lru_cache(maxsize=4096)
def _factor(one: str, two: str, counts: bool) -> float | None:  # noqa: FBT001 - part of the cache's key
    if one == two or counts or not one or not two or one == two.partition("/")[0] or two == one.partition("/")[0]:
        return 1.0
    if one in _PERCENT and two in _PERCENT:
        return _PERCENT[two] / _PERCENT[one]
    try:
        first, second = registry.unit(one), registry.unit(two)
        return float(registry.registry().Quantity(1.0, second).to(first).magnitude)
    except (pint.errors.PintError, ValueError, AttributeError, AssertionError):
        return None


def stated(claim: Claim) -> float | None:
    """The number the words state: the single value, or the only end of a bound; nothing for a range."""
    if claim.best is not None:
        return claim.best
    if claim.low is None or claim.high is None:
        return claim.low if claim.low is not None else claim.high
    return claim.low if claim.low == claim.high else None


def interval(claim: Claim, times: float = 1.0) -> Interval:
    """What the figure's words allow, its numbers multiplied by `times`.

    "nearly 900" leans below: its interval ends at 900.
    """
    low = -math.inf if claim.low is None else claim.low
    high = math.inf if claim.high is None else claim.high
    if claim.bound is Bound.ABOUT:
        least, most = (claim.low, claim.high) if claim.best is None else (claim.best, claim.best)
        least, most = least or 0.0, most or 0.0
        low = least - ABOUT_TOLERANCE * abs(least)
        high = most if _BELOW.match(claim.figure_text) else most + ABOUT_TOLERANCE * abs(most)
    elif claim.bound is Bound.VAGUE and claim.high is None:
        high = low * VAGUE_REACH
    elif claim.bound is Bound.MORE_THAN:
        low = math.nextafter(low, math.inf)
    elif claim.bound is Bound.LESS_THAN:
        high = math.nextafter(high, -math.inf)
    return Interval(low * times, high * times)


def is_equal(one: Claim, two: Claim, rate: float | None = None) -> bool:
    """Whether both state the same numbers, the second's converted into the first's unit."""
    times = factor(one, two) if rate is None else rate
    if times is None:
        return False
    first, second = stated(one), stated(two)
    if first is None or second is None:
        return (one.low, one.high) == (two.low, two.high) and one.low is not None and times == 1.0
    return math.isclose(first, second * times, rel_tol=EQUAL_WITHIN, abs_tol=EQUAL_WITHIN)


def is_rounded(one: Claim, two: Claim) -> bool:
    """Whether one states the other's number with fewer digits: "three million" for 3.2 million, "more than 500" for 513."""
    times = factor(one, two)
    first, second = stated(one), stated(two)
    if times is None or first is None or second is None or not first or not second:
        return False
    fine, coarse = (first, second * times) if _step(first) < _step(second) * times else (second * times, first)
    step = _step(second) * times if coarse != first else _step(first)
    if one.unit == two.unit and _step(first) == _step(second):
        return False
    if {one.bound, two.bound} & _ONE_SIDED and not interval(one).meets(interval(two, times)):
        return False
    return abs(fine - coarse) <= min(step / 2, ROUNDED_BY * abs(fine)) * (1 + EQUAL_WITHIN)


def is_converted(one: Claim, two: Claim, rate: float | None = None) -> bool:
    """Whether one is the other in another unit, give or take half a step of each number's last digit."""
    times = factor(one, two) if rate is None else rate
    first, second = stated(one), stated(two)
    if times is None or one.unit == two.unit or first is None or second is None:
        return False
    dropped = (_step(first) + _step(second) * times) / 2
    return abs(first - second * times) <= min(dropped, ROUNDED_BY * abs(first)) * (1 + EQUAL_WITHIN)


def ratio(earlier: Claim, later: Claim, rate: float | None = None) -> float | None:
    """Later over earlier stated value; nothing where either states no single number or the earlier is zero."""
    times = factor(earlier, later) if rate is None else rate
    first, second = stated(earlier), stated(later)
    if times is None or not first or second is None:
        return None
    return second * times / first


@lru_cache(maxsize=65536)
def _step(value: float) -> float:
    """The place value of a number's last digit that counts: 100 for 3,700, 0.1 for 5.2."""
    digits = f"{abs(value):.12g}"
    if "e" in digits:
        mantissa, exponent = digits.split("e")
        return float(_step(float(mantissa)) * 10.0 ** int(exponent))
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    return float(10.0 ** (len(digits) - len(digits.rstrip("0"))))
