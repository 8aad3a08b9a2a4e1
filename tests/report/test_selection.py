"""Which findings a reader is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ledger.records import FindingKind
from ledger.report.outline import lay_out
from ledger.report.selection import MOST_SHOWN, select
from tests.report import sample


def series(count: int):
    """Claims of one speaker on as many days, each changed against all before."""
    days = [date(2025, 3, 1 + nth) for nth in range(count)]
    claims = [
        replace(sample.STILL, claim_id=str(nth), low=float(nth), best=float(nth), high=float(nth), valid_from=day, valid_to=day)
        for nth, day in enumerate(days)
    ]
    findings = [sample.finding(FindingKind.CHANGE, one, two, "later") for place, two in enumerate(claims) for one in claims[:place]]
    return lay_out(sample.flood(claims=tuple(claims), findings=tuple(findings), origins=())).series[0]


def test_a_change_is_shown_from_the_figure_just_before() -> None:
    """Five figures are four steps, not ten pairs."""
    shown = select(series(5), FindingKind.CHANGE).shown
    assert [(finding.claim_a, finding.claim_b) for finding in shown] == [("0", "1"), ("1", "2"), ("2", "3"), ("3", "4")]


def test_what_is_left_out_is_counted() -> None:
    """A long list is cut, and says by how much."""
    selection = select(series(MOST_SHOWN + 4), FindingKind.CHANGE)
    assert (len(selection.shown), selection.left_out) == (MOST_SHOWN, 3)
