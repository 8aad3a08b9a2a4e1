"""When claims hold, and whether two hold for the same time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ledger.comparison import spans

if TYPE_CHECKING:
    from datetime import date

    from ledger.records import Claim

ONE_REPORT = timedelta(days=2)
"""As-of days this close in one document stand for one moment: the document sets its sources side by side."""

ONE_STATEMENT = timedelta(days=3)
"""Days in which articles carry one statement as news; later ones look back at it."""


def end(claim: Claim) -> date | None:
    """The last day a claim holds for: stated, or else the day it was said or published; nothing where none is known."""
    published = claim.published_to or claim.published_from
    if claim.valid_to is None:
        return claim.said_on or published
    return claim.valid_to


def days_between(earlier: Claim, later: Claim) -> int | None:
    """Days from the end of one to the end of the other; nothing where either is unknown."""
    first, second = end(earlier), end(later)
    return None if first is None or second is None else (second - first).days


def order(claim: Claim) -> tuple[str, str, str, int, str]:
    """Sort key: valid time, then publication, then place."""
    last, published = end(claim), claim.published_to or claim.published_from
    return (str(last or ""), str(published or ""), claim.document_id, claim.char_start, claim.claim_id)


def is_calendar(claim: Claim) -> bool:
    """Whether the claim holds for a whole month, quarter, half or year."""
    return spans.kind_of(claim) in {"month", "quarter", "half", "year", "months"}


def is_same(one: Claim, two: Claim) -> bool:
    """Whether two claims hold for the same time: the same period, or the same as-of day."""
    if is_calendar(one) and is_calendar(two):
        return (one.valid_from, one.valid_to) == (two.valid_from, two.valid_to)
    if is_calendar(one) != is_calendar(two):
        whole, other = (one, two) if is_calendar(one) else (two, one)
        unstated = other.valid_from is None and other.valid_text is None
        if unstated and spans.kind_of(whole) == "year" and _not_after(other, whole):
            return True
    first, second = end(one), end(two)
    if first is None or second is None:
        return True
    if spans.kind_of(one) == spans.kind_of(two) == "day":
        return _overlap(one, two)
    apart = abs(first - second)
    return apart == timedelta(0) or (one.document_id == two.document_id and apart <= ONE_REPORT)


def _not_after(claim: Claim, whole: Claim) -> bool:
    """Whether a figure without a period of its own was given before a calendar period ended: it speaks of that period."""
    given = end(claim)
    return given is None or whole.valid_to is None or given <= whole.valid_to


def _overlap(one: Claim, two: Claim) -> bool:
    if not (one.valid_from and one.valid_to and two.valid_from and two.valid_to):
        return True
    return max(one.valid_from, two.valid_from) <= min(one.valid_to, two.valid_to)
