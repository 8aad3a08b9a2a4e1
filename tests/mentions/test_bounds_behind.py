"""Words behind a number bound it unless they open the next number."""

from __future__ import annotations

import pytest

import ledger


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Of them 600 were killed and over 4,000 wounded.", [("600", "exact"), ("over 4,000", "more_than")]),
        ("Some 600 people and over a hundred horses died.", [("Some 600", "about"), ("over a hundred", "more_than")]),
        ("Those aged 65 and over got vouchers, and above all milk.", [("65 and over", "at_least")]),
        ("It hurt 12 and above all killed two.", [("12", "exact"), ("two", "exact")]),
    ],
)
def test_what_opens_the_next_number_is_no_bound(text, figures):
    """Words like "and over" bound the number before them only where no number follows."""
    frame = ledger.extract(text)
    assert list(zip(frame["figure_text"], frame["bound"], strict=True)) == figures
