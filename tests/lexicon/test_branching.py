"""Tests of words written as one branching expression."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ledger.lexicon.branching import branches

WORDS = st.lists(st.text(alphabet="ab .-", min_size=1, max_size=5), min_size=1, max_size=8)


@given(words=WORDS, text=st.text(alphabet="abAB .-", max_size=12))
def test_matches_what_the_longest_word_first_matches(words: list[str], text: str) -> None:
    """The branching expression finds the same stretches as the words joined by bars, the longest first."""
    joined = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    found = [match.span() for match in re.finditer(f"{branches(words)}", text, re.IGNORECASE)]
    assert found == [match.span() for match in re.finditer(f"(?:{joined})", text, re.IGNORECASE)]


def test_writes_spaces_as_told() -> None:
    """A space in a word is written as the expression given for it."""
    assert re.fullmatch(branches(["up to"], space=r"\s+"), "up \n to")
