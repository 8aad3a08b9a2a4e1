"""The report's files."""

from __future__ import annotations

import pytest

from ledger.errors import InputError
from ledger.report import write
from tests.report import sample


def test_markdown_has_its_charts_beside_it(tmp_path) -> None:
    """Every image the page names is there."""
    page, *charts = write(tmp_path, sample.missing(), name="missing")
    assert [f"({chart.relative_to(tmp_path).as_posix()})" in page.read_text("utf-8") for chart in charts] == [True]


def test_the_same_contents_give_the_same_bytes(tmp_path) -> None:
    """A report says when nothing changed by not changing."""
    folders = (tmp_path / "one", tmp_path / "two")
    written = [
        [path.read_bytes() for form in ("markdown", "html") for path in write(folder, sample.flood(), format=form)] for folder in folders
    ]
    assert written[0] == written[1]


def test_a_chart_of_an_earlier_report_does_not_stay(tmp_path) -> None:
    """The folder holds what the page shows."""
    write(tmp_path, sample.flood())
    _, *charts = write(tmp_path, sample.missing())
    assert sorted((tmp_path / "report-charts").iterdir()) == sorted(charts)


def test_an_unknown_format_is_refused(tmp_path) -> None:
    """The error names the formats there are."""
    with pytest.raises(InputError, match="markdown, html"):
        write(tmp_path, sample.flood(), format="docx")
