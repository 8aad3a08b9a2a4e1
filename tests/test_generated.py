"""What is kept in the repository but made from it: the showcase report."""

from __future__ import annotations

from pathlib import Path

import pytest

import ledger

ROOT = Path(__file__).parents[1]
TITLE, NAME = "Figures in the sample documents", "seeds"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The report on the sample documents, written now."""
    folder = tmp_path_factory.mktemp("seeds")
    book = ledger.open(str(folder / "ledger"))
    book.add(str(ROOT / "seeds"))
    book.report(folder / "reports", format="markdown", title=TITLE, name=NAME)
    return folder / "reports"


def test_the_showcase_is_fresh(written):
    """`reports/seeds.md` is what the code writes today; `make reports` writes it again."""
    assert (ROOT / "reports" / "seeds.md").read_text("utf-8") == (written / "seeds.md").read_text("utf-8")


def test_the_charts_are_fresh(written):
    """The charts beside the showcase are those the report shows today."""
    kept = {path.name for path in (ROOT / "reports").rglob("*.svg")}
    made = {path.name for path in written.rglob("*.svg")}
    assert kept == made
