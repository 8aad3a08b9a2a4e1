"""Printed periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.report import periods
from tests.report import sample

days = st.one_of(st.none(), st.dates())


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2021, 1, 1), date(2023, 12, 31), "2021–2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 4, 1), date(2024, 6, 30), "April–June 2024"),
        (date(2023, 9, 1), date(2024, 2, 29), "September 2023 – February 2024"),
        (date(2025, 3, 4), date(2025, 3, 4), "4 March 2025"),
        (date(2025, 3, 4), date(2025, 3, 9), "4–9 March 2025"),
        (date(2025, 3, 4), date(2025, 4, 9), "4 March – 9 April 2025"),
        (date(2024, 3, 4), date(2025, 4, 9), "4 March 2024 – 9 April 2025"),
        (date(2023, 9, 1), None, "since 1 September 2023"),
        (None, date(2023, 9, 1), "by 1 September 2023"),
        (None, None, ""),
    ],
)
def test_an_interval_is_printed_as_shortly_as_it_can_be_said(first: date | None, last: date | None, printed: str) -> None:
    """Years, months and days are named only where they differ."""
    assert periods.span(first, last) == printed


@settings(deadline=None)
@given(days, days)
def test_a_known_end_is_always_printed(first: date | None, last: date | None) -> None:
    """Whatever is known of an interval, its years can be read."""
    first, last = (first, last) if first is None or last is None else sorted((first, last))
    printed = periods.span(first, last)
    assert all(str(day.year) in printed for day in (first, last) if day is not None)


def test_a_period_shows_the_words_it_was_read_from() -> None:
    """The source's own words stand beside the days."""
    assert periods.covers(sample.FIRST) == "3 March 2025 (“on Monday”)"


def test_a_period_from_the_documents_date_says_so() -> None:
    """No time is passed off as the source's own words."""
    assert periods.covers(replace(sample.FIRST, valid_text=None)) == "3 March 2025 (from the date of the text)"


def test_an_unstated_period_says_so_and_gives_the_publication() -> None:
    """No figure stands without a time, and none is given a time that nobody stated."""
    assert periods.covers(sample.DAMAGED) == "not stated (published 3 March 2025)"


def test_a_claim_without_any_time_says_so() -> None:
    """Neither the period nor the publication is made up."""
    claim = replace(sample.DAMAGED, published_from=None, published_to=None)
    assert periods.covers(claim) == "not stated (nor when it was published)"
