"""Publication dates: read or bounded, with the words they were read from."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.documents import edtf
from ledger.documents.clean import find_blocks
from ledger.documents.datelines import find_dateline
from ledger.documents.dates import find_publication, find_publication_in

CASES = json.loads((Path(__file__).parents[1] / "cases" / "publication.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_publication_from_the_text(case):
    """A text says when it was published as far as its words reach, and no further."""
    found = find_publication(case["text"], find_blocks(case["text"]))
    days = [day and day.isoformat() for day in (found.published_from, found.published_to)]
    assert [*days, found.basis.value, found.evidence] == [case["from"], case["to"], case["basis"], case["evidence"]]


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        ("https://example.org/2025/03/04/measles", "2025-03-04", "2025-03-04"),
        ("https://example.org/news/2025-03-04-measles", "2025-03-04", "2025-03-04"),
        ("https://example.org/2025/03/measles", "2025-03-01", "2025-03-31"),
        ("https://example.org/article/20250304", None, None),
        ("https://example.org/2025/13/04/x", None, None),
        ("https://example.org/rooms/1984/12/x", "1984-12-01", "1984-12-31"),
    ],
)
def test_publication_from_an_address(url, first, last):
    """An address with a day or month in its path dates the page."""
    found = find_publication_in(url)
    assert [day and day.isoformat() for day in (found.published_from, found.published_to)] == [first, last]


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("GENEVA, Jan 12 (Lowland Wire) - It rained.", "GENEVA", "Lowland Wire"),
        ("KYIV, Ukraine (AP) — It rained.", "KYIV, Ukraine", "AP"),
        ("(CNN) — It rained.", None, "CNN"),
        ("New Delhi, 4 March: It rained.", "New Delhi", None),
        ("SAINT-DENIS – It rained.", "SAINT-DENIS", None),
    ],
)
def test_datelines(text, place, agency):
    """A dateline tells the place and the agency."""
    found = find_dateline(text, find_blocks(text))
    assert found is not None
    assert (found.place, found.agency) == (place, agency)


@pytest.mark.parametrize(
    "text", ["Nineteen - 14 of them children - died.", "The toll: 40 dead.", "Tarn (population 4,000) - a port - burned."]
)
def test_sentences_that_are_no_datelines(text):
    """A dash or colon early in a sentence makes no dateline."""
    assert find_dateline(text, find_blocks(text)) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-06-19/2024-07", date(2024, 6, 19), date(2024, 7, 31)),
        ("2024-06/..", date(2024, 6, 1), None),
        ("/2024", None, date(2024, 12, 31)),
    ],
)
def test_edtf_dates(text, first, last):
    """Dates and intervals are read with both ends included, and open ends stay open."""
    assert (edtf.parse(text).first, edtf.parse(text).last) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "..", "/", "2024-13", "2024-02-30", "19 June 2024", "2024-6-1", "2024/2023", "2024-06-19T10:00", "0000", "２０２４"],
)
def test_what_is_no_edtf_date(text):
    """What is no date of the subset is refused, never repaired."""
    with pytest.raises(ValueError, match=r"."):
        edtf.parse(text)


@given(st.dates(), st.dates())
def test_edtf_intervals_read_back(one, other):
    """An interval written from two days reads back as those days."""
    first, last = sorted((one, other))
    span = edtf.parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (span.first, span.last) == (first, last)
