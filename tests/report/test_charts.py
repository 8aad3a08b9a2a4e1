"""Charts of series."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.records import Bound, Stance
from ledger.report import charts, plot
from ledger.report.outline import lay_out
from tests.report import sample


def series(*claims):
    """The series of claims of one subject."""
    return lay_out(sample.flood(claims=claims, origins=(), findings=())).series[0]


@pytest.fixture(scope="module")
def chart():
    """The chart of the missing."""
    return charts.draw(series(sample.FIRST, sample.COPIED, sample.DISPUTED, sample.STILL))


def test_the_same_series_is_drawn_with_the_same_bytes(chart) -> None:
    """A chart kept with the project does not change by itself."""
    again = charts.draw(series(sample.STILL, sample.FIRST, sample.DISPUTED, sample.COPIED))
    assert again.svg == chart.svg


def test_every_mark_carries_its_figure_and_reference(chart) -> None:
    """Colour is not the only way to tell the marks apart."""
    labels = re.findall(r">([^<>]*\[[\d.]+\])</text>", chart.svg)
    assert set(labels) == {"&gt;420 [1.1]", "~420 [2.1]", "≤150 [3.1]", "38 [4.1]"}


def test_every_speaker_is_in_the_legend(chart) -> None:
    """The reader can tell who said what."""
    assert all(f">{name}</text>" in chart.svg for name in ("Vale Rescue Service", "Ana Holt"))


def test_the_drawing_is_plain(chart) -> None:
    """No script, no outside address, no inline style, no id that could clash or change."""
    assert not re.search(r"<script|style=|\sid=|href=|url\(", chart.svg)


def test_the_caption_explains_the_shapes_that_are_there(chart) -> None:
    """A key names what is drawn and nothing else."""
    assert ("arrow down" in chart.caption, "a bar is" in chart.caption) == (True, False)


@pytest.mark.parametrize(
    ("claim", "shape"),
    [
        (sample.FIRST, "up"),
        (sample.DISPUTED, "down"),
        (sample.COPIED, "point"),
        (sample.INSURED, "range"),
        (replace(sample.STILL, stance=Stance.FORECAST), "open"),
        (replace(sample.FIRST, stance=Stance.DENIED), "denied"),
    ],
)
def test_the_shape_tells_the_bound(claim, shape: str) -> None:
    """Dots for stated points, arrows for open bounds, bars for ranges; what is not asserted looks different."""
    other = replace(sample.STILL, claim_id="other", subject=claim.subject)
    placed = plot.place(series(claim, other).entries, ["one", "two"])
    assert shape in {mark.shape for mark in placed.marks}


def test_one_statement_makes_no_chart() -> None:
    """A single point shows nothing over time."""
    copied = replace(sample.FIRST, claim_id="copied", document_id=sample.PAPER.document_id)
    origin = sample.Origin(origin_id="one", claim_ids=(sample.FIRST.claim_id, "copied"))
    assert charts.draw(lay_out(sample.flood(claims=(sample.FIRST, copied), origins=(origin,), findings=())).series[0]) is None


def test_another_unit_is_left_out_and_said_so() -> None:
    """A chart has one axis."""
    other = replace(sample.WORTH, subject=sample.MISSING)
    assert "Not drawn" in charts.draw(series(sample.FIRST, sample.STILL, other)).caption


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.floats(0.001, 1e12)), min_size=2, max_size=14, unique_by=lambda pair: pair[1]))
def test_no_label_covers_another(points) -> None:
    """Labels that could not be read would be worse than none."""
    claims = [
        replace(
            sample.STILL, claim_id=str(nth), bound=Bound.EXACT, low=value, best=value, high=value,
            valid_from=None, valid_to=sample.STILL.valid_to + timedelta(days=days),
        )
        for nth, (days, value) in enumerate(points)
    ]  # fmt: skip
    placed = plot.place(series(*claims).entries, ["all"])
    boxes = []
    for mark in placed.marks:
        near, width = placed.across(mark.label_at), len(mark.label) * plot.LETTER
        boxes.append((near - width if mark.label_left else near, near if mark.label_left else near + width, placed.down(mark.label_height)))
    overlaps = [
        (one, two) for place, one in enumerate(boxes) for two in boxes[:place]
        if one[0] < two[1] - 1 and two[0] < one[1] - 1 and abs(one[2] - two[2]) < plot.LINE - 1
    ]  # fmt: skip
    assert overlaps == []
