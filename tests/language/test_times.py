"""Time expressions are found at their characters and mean the days that the document's date allows."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.language import times
from ledger.language.times import TimeKind
from ledger.records import Period, Publication
from tests.spelled_periods import publication, shown

CASES = json.loads((Path(__file__).parent.parent / "cases" / "times.json").read_text("utf-8"))
DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
RELATIVE = st.sampled_from(
    [
        "last year",
        "this month",
        "yesterday",
        "on Thursday",
        "in June",
        "since March",
        "the past two weeks",
        "three weeks ago",
        "by May 4",
        "overnight",
    ]
)


@pytest.mark.parametrize("case", CASES["times"], ids=lambda case: f"{case['expression']} | {case['published']}")
def test_an_expression_means_its_days(case):
    """Each expression is found at exactly its characters and resolves to the days, precision and kind of its case."""
    start = case["text"].index(case["expression"])
    found = times.find(case["text"])
    resolved = zip(found, times.resolve_all(found, publication(case["published"])), strict=True)
    expected = {key: case[key] for key in ("days", "precision", "kind") if key in case}
    got = {
        expression.start: {"days": shown(period), "precision": period.precision, "kind": expression.kind}
        for expression, period in resolved
        if expression.end == start + len(case["expression"])
    }
    assert {key: got[start][key] for key in expected} == expected


@pytest.mark.parametrize("text", CASES["no_times"])
def test_what_only_looks_like_a_time_is_none(text):
    """Counts, scores, names, ages and units that share the words of time are not time expressions."""
    assert [each.text for each in times.find(text) if not each.is_figure] == []


def test_a_duration_is_a_figure_and_its_place_is_not():
    """A length of time is a figure, and the same words with "ago" are not."""
    found = times.find("The strike lasted three weeks and ended three weeks ago.")
    assert [each.is_figure for each in found] == [True, False]


def test_times_inside_a_longer_text_keep_its_positions():
    """Positions refer to the whole text when only one sentence of it is searched."""
    text = "Nothing here in 1999. It opened in May 2001."
    assert [text[each.start : each.end] for each in times.find(text, 22, len(text))] == ["May 2001"]


def test_a_fiscal_year_stays_as_stated():
    """A fiscal year keeps its words and gives no days."""
    (found,) = times.find("Revenue for fiscal 2025 was 4 billion.")
    assert times.resolve(found, publication("2025-06-01")) == Period(text="fiscal 2025")


def test_the_anchor_of_a_comparison_is_used():
    """A time that counts from another counts from the anchor that is given."""
    (found,) = times.find("a year earlier")
    anchor = Period(starts_on=date(2024, 1, 1), ends_on=date(2024, 6, 30), precision="half", text="the first half")
    assert shown(times.resolve(found, publication("2024-09-12"), anchor=anchor)) == "2023-01-01/2023-06-30"


@given(words=RELATIVE, day=DAYS)
def test_an_unknown_document_date_gives_no_days(words, day):
    """A relative time of a document without a date keeps its words and gives no days, whatever day it is today."""
    assert day
    (found,) = times.find(f"It sold 40 {words}.")
    assert times.resolve(found, Publication()) == Period(text=found.text)


@given(words=RELATIVE, day=DAYS, length=st.integers(0, 40))
def test_a_wider_publication_gives_a_wider_period(words, day, length):
    """The period of an interval of publication days holds the period of every single day of it."""
    (found,) = times.find(f"It sold 40 {words}.")
    wide = times.resolve(found, Publication(published_from=day, published_to=day + timedelta(days=length)))
    inner = times.resolve(found, publication(str(day + timedelta(days=length // 2))))
    starts = wide.starts_on is None or (inner.starts_on is not None and wide.starts_on <= inner.starts_on)
    ends = wide.ends_on is None or (inner.ends_on is not None and inner.ends_on <= wide.ends_on)
    assert starts
    assert ends


@given(day=DAYS)
def test_a_written_date_reads_back(day):
    """A date written in full in any news style reads back as that day."""
    styles = [
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%A}, {day:%B} {day.day}, {day.year}",
        day.isoformat(),
    ]
    resolved = [times.resolve(times.find(f"It opened on {style}.")[0], Publication()) for style in styles]
    assert [shown(period) for period in resolved] == [str(day)] * len(styles)


@given(text=st.text(alphabet="0123456789 -/:.,'’apmAPMstndrhJuneMay lastyearweek", max_size=60))
def test_any_text_is_read_without_overlap(text):
    """Whatever the text, the expressions lie in order, inside it, without overlap, and hold their own characters."""
    found = times.find(text)
    places = [place for each in found for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(text[each.start : each.end] == each.text for each in found)


@given(text=st.text(alphabet="0123456789 -/:.,'’apmAPMstndrhJuneMay lastyearweek", max_size=60), day=DAYS)
def test_any_expression_resolves(text, day):
    """Whatever the expression, it resolves to a period that does not end before it starts."""
    periods = times.resolve_all(times.find(text), publication(str(day)))
    assert all(isinstance(period, Period) for period in periods)


def test_kinds_tell_dates_from_clocks():
    """A clock time alone is no date, and a clock time with its day is that day."""
    found = times.find("It began at 5:15 a.m. and ended at 9 p.m. on Tuesday.")
    assert [each.kind for each in found] == [TimeKind.CLOCK, TimeKind.RELATIVE]
