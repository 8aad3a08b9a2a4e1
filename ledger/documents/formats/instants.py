"""Days in the forms that metadata write them, and publications on such a day."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime

from ledger.records import Publication, PublishedBasis


def read_day(value: str) -> date | None:
    """The day of an ISO date or instant or of a mail's date, as its own clock had it; nothing if it is none.

    >>> str(read_day("2023-05-06T23:05:00+01:00"))
    '2023-05-06'
    """
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(value.strip()).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def publish_on(day: date | None, evidence: str) -> Publication:
    """The publication on a day that metadata state; basis unknown without a day."""
    if day is None:
        return Publication()
    return Publication(published_from=day, published_to=day, basis=PublishedBasis.METADATA, evidence=evidence)
