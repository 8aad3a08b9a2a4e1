"""Quotes in their sentences."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.records import Bound
from ledger.report.outline import lay_out
from ledger.report.quoting import CONTEXT, quotations
from tests.report import sample

TWICE = sample.document("Of the 100 sent, 100 came back, 15 and 5 in carts.", None, None, "twice.txt")


def entries(*claims):
    """The entries of claims of one text."""
    return lay_out(sample.flood(claims=claims, sources=(sample.Source.of(TWICE),), origins=(), findings=())).listings[0].entries


def at(start: int, quote: str):
    """A claim at a place of the text."""
    claim = sample.claim(TWICE, "15", Bound.EXACT, 1)
    return replace(claim, claim_id=str(start), quote=quote, char_start=start, char_end=start + len(quote), sentence=TWICE.text)


def test_a_quote_that_stands_twice_is_found_at_its_own_place() -> None:
    """The claims of a sentence agree on where it starts, so each of two equal quotes is told from the other."""
    first, second, cart = (TWICE.text.index("100"), TWICE.text.rindex("100"), TWICE.text.index("15"))
    befores = [quotation.before for quotation in quotations(entries(at(first, "100"), at(second, "100"), at(cart, "15")))]
    assert befores[:2] == ["Of the ", "Of the 100 sent, "]


def test_a_number_is_not_found_inside_another() -> None:
    """The 5 of 15 is not the figure 5."""
    found = quotations(entries(at(TWICE.text.index("5 in"), "5")))[0]
    assert found.before.endswith("15 and ")


@settings(deadline=None)
@given(st.text(alphabet="ab ", min_size=0, max_size=2 * CONTEXT), st.text(alphabet="ab ", max_size=2 * CONTEXT))
def test_the_parts_are_the_sentence(before: str, after: str) -> None:
    """What is printed is the sentence, shortened only far from the quote."""
    sentence = f"{before} 77 {after}"
    claim = replace(at(len(before) + 1, "77"), sentence=sentence)
    found = quotations(entries(claim))[0]
    printed = f"{found.before}{found.quote}{found.after}".replace("… ", "").replace(" …", "")
    assert found.quote == "77"
    assert " ".join(printed.split()) in " ".join(sentence.split())


def test_a_sentence_that_lost_its_quote_still_shows_the_quote() -> None:
    """The quote comes first, whatever the sentence is."""
    claim = replace(at(0, "Of"), sentence="Another sentence.")
    assert quotations(entries(claim))[0].quote == "Of"
