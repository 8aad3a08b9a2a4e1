"""Figures of sentences: values, bounds, units, items, and what is no figure."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import language
from ledger.documents import compose
from ledger.mentions import find

CASES = json.loads((Path(__file__).parents[1] / "cases" / "quantities.json").read_text("utf-8"))


def read(text):
    """The figures of a text as plain rows, in the spelling of the case file."""
    rows = []
    for mention in find(language.analyse(text)):
        figure = mention.figure
        numbers = {"best": figure.best} if figure.bound == "exact" else {"low": figure.low, "best": figure.best, "high": figure.high}
        row = {"quote": mention.quote, "bound": str(figure.bound), **{k: round(v, 6) for k, v in numbers.items() if v is not None}}
        row |= {"unit": mention.unit, "item": mention.item}
        row |= {k: str(getattr(mention, k)) for k in ("change", "measure") if getattr(mention, k)}
        rows.append(row | ({"denied": True} if mention.denied else {}))
    return rows


@pytest.mark.parametrize("case", [c for c in CASES if "unsupported" not in c], ids=lambda case: case["text"][:60])
def test_reads_the_figures_of_a_sentence(case):
    """Every figure of the sentence is read with its bound, unit and item, and nothing else is."""
    assert read(case["text"]) == case["figures"]


@pytest.mark.parametrize("case", [c for c in CASES if "unsupported" in c], ids=lambda case: case["text"][:60])
def test_known_failures_still_fail(case):
    """A case marked as unsupported that is read right loses its mark."""
    assert read(case["text"]) != case["figures"]


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-–%$€£abmk½\u00a0\n“”'ofthousandmillionpercent"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_quotes_reproduce(text):
    """Whatever the text, each mention's quote stands at its characters."""
    for mention in find(language.analyse(text)):
        mention.check(text)


def test_a_sign_of_the_line_before_is_not_the_units():
    """A currency sign that ends one line is no unit of a number that opens the next."""
    text = "€\n0"
    for mention in find(language.analyse(text)):
        mention.check(text)


@given(st.integers(min_value=1, max_value=10**12))
@settings(max_examples=60, deadline=None)
def test_a_grouped_number_reads_back(value):
    """A whole number written with commas is read as itself, at its characters."""
    written = f"{value:,}"
    text = f"They counted {written} refugees in the camps."
    (mention,) = [m for m in find(language.analyse(text)) if m.unit == "refugee"]
    assert (mention.figure.best, text[mention.number_start : mention.number_end]) == (value, written)


@given(st.sampled_from(["at least", "more than", "up to", "fewer than", "about"]), st.integers(min_value=20, max_value=10**6))
@settings(max_examples=60, deadline=None)
def test_a_bound_is_never_lost(words, value):
    """A bound word before a number is in the quote, and the number stands only on its side."""
    (mention,) = find(language.analyse(f"The ministry counted {words} {value:,} houses."))
    assert mention.quote.startswith(words)
    assert mention.figure.bound != "exact"


@given(st.decimals(min_value=1, max_value=999, places=1), st.sampled_from([("bn", 1e9), (" billion", 1e9), (" million", 1e6), ("k", 1e3)]))
@settings(max_examples=60, deadline=None)
def test_money_keeps_its_magnitude(number, magnitude):
    """A magnitude after a sum of money multiplies it, and the sign before it is its currency."""
    name, factor = magnitude
    (mention,) = find(language.analyse(f"The state paid ${number}{name} for it."))
    assert mention.unit == "USD"
    assert mention.figure.best == pytest.approx(float(number) * factor)


def test_furniture_is_not_read():
    """A share counter that the blocks mark as furniture gives no mention."""
    text = "Floods in the delta\n\n142\n\nThe flood destroyed 300 houses in the delta, officials said.\n\n0 77\n"
    document = compose(text)
    found = find(language.analyse(text, document.blocks))
    assert [re.sub(r"\D", "", mention.quote) for mention in found] == ["300"]
