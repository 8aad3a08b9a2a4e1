"""Printed figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.records import Bound, Change
from ledger.report.numbers import figure, grouped, spoken
from tests.report import sample

SIGNS = {"~": Bound.ABOUT, "≥": Bound.AT_LEAST, ">": Bound.MORE_THAN, "≤": Bound.AT_MOST, "<": Bound.LESS_THAN}
WORDS = {"million": 6, "billion": 9, "trillion": 12}
NUMBER = re.compile(r"(−?)[$€]?([\d,]+(?:\.\d+)?)(?: (million|billion|trillion))?")

numbers = st.one_of(st.integers(-(10**13), 10**13).map(float), st.floats(-1e15, 1e15, allow_nan=False))
units = st.sampled_from([("person", "count"), ("USD", "[currency]"), ("percent", ""), ("hectare", "[area]")])


def read_number(found: re.Match[str]) -> float:
    """Read one printed number back."""
    minus, digits, word = found.groups()
    exponent = f"e{WORDS[word]}" if word else ""
    return float(f"{'-' if minus else ''}{digits.replace(',', '')}{exponent}")


def read_figure(text: str) -> tuple[Bound, list[float]]:
    """Read a printed figure back: its bound and its values."""
    values = [read_number(found) for found in NUMBER.finditer(text)]
    sign = next((bound for mark, bound in SIGNS.items() if mark in text), None)
    if "(vague)" in text:
        return Bound.VAGUE, values
    return sign or (Bound.BETWEEN if len(values) == 2 else Bound.EXACT), values


@settings(deadline=None)
@given(numbers)
def test_a_number_with_all_its_digits_reads_back(value: float) -> None:
    """Digits in groups are the same number."""
    assert read_number(NUMBER.fullmatch(grouped(value))) == value


@settings(deadline=None)
@given(numbers)
def test_a_number_in_words_reads_back(value: float) -> None:
    """Naming the million loses no digit."""
    assert read_number(NUMBER.fullmatch(spoken(value))) == value


@settings(deadline=None)
@given(st.sampled_from(Bound), numbers, numbers, units)
def test_a_printed_figure_reads_back(bound: Bound, one: float, two: float, unit: tuple[str, str]) -> None:
    """Bound and values come back from what a reader sees."""
    low, high = sorted((abs(one), abs(two) + abs(one) + 1))
    ends = {"low": None, "best": None, "high": None}
    stated = dict.fromkeys(sample.VALUES[bound], low)
    stated |= {"high": high} if bound in {Bound.BETWEEN, Bound.VAGUE} else {}
    convention = "vague 1" if bound is Bound.VAGUE else None
    claim = replace(sample.FIRST, bound=bound, convention=convention, unit=unit[0], dimension=unit[1], **(ends | stated))
    values = [low] if bound not in {Bound.BETWEEN, Bound.VAGUE} else [low, high]
    assert read_figure(figure(claim)) == (bound, values)


@pytest.mark.parametrize(
    ("claim", "printed"),
    [
        (sample.FIRST, ">420"),
        (sample.COPIED, "~420"),
        (sample.DISPUTED, "≤150"),
        (sample.STILL, "38"),
        (sample.INSURED, "2,900–3,300"),
        (sample.LOST, "≤9 million metric tons"),
        (sample.WORTH, "$1.2 billion"),
        (replace(sample.STILL, unit="percent", dimension="", change=Change.UP), "up 38%"),
        (replace(sample.STILL, unit="CHF", dimension="[currency]"), "38 CHF"),
        (replace(sample.STILL, unit="foot", dimension="[length]"), "38 feet"),
        (replace(sample.STILL, unit="century", dimension="[time]"), "38 centuries"),
        (replace(sample.STILL, unit="kilometer / hour", dimension="[length] / [time]"), "38 kilometers per hour"),
        (replace(sample.INSURED, low=-5.0, high=3.0), "−5 to 3"),
        (replace(sample.INSURED, bound=Bound.VAGUE, convention="vague 1"), "2,900–3,300 (vague)"),
        (replace(sample.FIRST, bound=Bound.VAGUE, convention="vague 1"), "≥420 (vague)"),
    ],
)
def test_a_figure_is_printed_for_reading(claim: object, printed: str) -> None:
    """Sign, number, unit and direction stand where a reader expects them."""
    assert figure(claim) == printed
