"""Who says each figure, read from the table of cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.claims.reading import read

CASES = json.loads((Path(__file__).parent.parent / "cases" / "speakers.json").read_text("utf-8"))["cases"]
CHECKED = ("said_by", "said_by_text", "via", "cue", "denied_by")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_every_figure_is_credited_as_its_case_says(case):
    """Each figure has the speaker, the chain and the cue that its case names."""
    if case.get("unsupported"):
        pytest.xfail("known failure, kept visible")
    figures = [expected["figure"] for expected in case["figures"]]
    found = [
        {key: list(getattr(claim, key)) if isinstance(getattr(claim, key), tuple) else getattr(claim, key) for key in CHECKED}
        for claim in read(case["text"], figures)
    ]
    wanted = [
        {**row, **{key: value for key, value in expected.items() if key != "figure"}}
        for row, expected in zip(found, case["figures"], strict=True)
    ]
    assert found == wanted


def test_a_figure_that_goes_on_counting_keeps_the_speaker_with_a_note():
    """A figure that leaves out what it counts takes the speaker of the sentence before, and the row says so."""
    text = "The Harbour Authority said 40 ships were waiting. Twelve carried grain."
    claim = read(text, ["Twelve"], counted=None)[0]
    assert claim.said_by == "Harbour Authority"
    assert any("sentence before" in note for note in claim.notes)


def test_a_headline_takes_the_speaker_of_the_figure_it_repeats():
    """A headline figure without a speaker takes that of the body, and the row says so."""
    text = "Storm sinks 412 boats\n\nSome 412 boats sank, the harbour ministry said."
    headline = read(text.replace("Some 412", "Some 412", 1), ["412", "412 boats sank"])[0]
    assert headline.said_by == "harbour ministry"
    assert any("headline" in note for note in headline.notes)


def test_the_order_of_mentions_does_not_change_a_speaker():
    """Every figure is credited alike whether it is read alone or with the others."""
    text = "Police said 300 people marched, but organisers spoke of 2,000."
    together = {claim.quote: claim.said_by for claim in read(text, ["300", "2,000"])}
    alone = {figure: read(text, [figure])[0].said_by for figure in ("2,000", "300")}
    assert together == alone
