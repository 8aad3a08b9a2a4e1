"""Saved pages in many layouts: no furniture becomes a claim, and every figure of the article does.

The pages in `tests/data/pages/` are made up. Their articles hold the figures below; every figure of their furniture lies between 700 and
799, or begins so: "707,000 readers".
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledger.book.extracting import extract_file

PAGES = Path(__file__).parents[1] / "data" / "pages"
FIGURES = ("at least 312", "298", "41", "more than 1,150", "about 26,000", "$4.6 million", "$3.9 million", "15 percent")
_FURNITURE = re.compile(r"(?<![\d,.])7\d\d(?!\d)|4\.8")

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the pages come with a clone, not with the package")


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_no_furniture_of_a_page_becomes_a_claim(path):
    """Counters, menus, notices, boxes and lists of other articles give no claim; the article gives all of its own."""
    quotes = list(extract_file(path)["figure_text"])
    assert [quote for quote in quotes if _FURNITURE.search(quote)] == []
    assert [figure for figure in FIGURES if not any(figure in quote for quote in quotes)] == []
