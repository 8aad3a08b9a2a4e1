"""The reports kept in the repository are what the program makes today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ledger

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "reports"
TITLE = "Figures in the sample documents"

pytestmark = pytest.mark.skipif(not KEPT.is_dir(), reason="the kept reports come with a clone, not with the package")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The report made anew."""
    folder = tmp_path_factory.mktemp("reports")
    book = ledger.open(folder / "ledger")
    book.add(ROOT / "seeds")
    book.report(folder / "reports", name="seeds", title=TITLE)
    return folder / "reports"


def plain(text: str) -> str:
    """The text without the version of the reader, which changes with every rule whether or not a figure does."""
    return re.sub(r"\d+\.\d+\.\d+\+[0-9a-f]+", "VERSION", text)


def words(svg: str) -> list[str]:
    """The words of a drawing; where its lines run to the hundredth of a pixel is the renderer's affair."""
    return re.findall(r">([^<>]+)</text>", svg)


def test_the_kept_report_is_not_stale(made: Path) -> None:
    """`make reports` writes it anew."""
    assert plain((KEPT / "seeds.md").read_text("utf-8")) == plain((made / "seeds.md").read_text("utf-8"))


def test_the_kept_charts_are_not_stale(made: Path) -> None:
    """The same charts, with the same words in them."""
    kept, new = (
        {path.name: words(path.read_text("utf-8")) for path in sorted((folder / "seeds-charts").glob("*.svg"))} for folder in (KEPT, made)
    )
    assert kept == new
