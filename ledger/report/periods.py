"""Days and periods as a reader meets them: "2023", "September 2023", "1 September 2023 – 31 May 2025", "since 4 March 2025"."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from ledger.records import PublishedBasis

if TYPE_CHECKING:
    from datetime import date

    from ledger.records import Claim, Publication

UNSTATED = "not stated"
UNWORDED = "from the date of the text"
"""What stands in place of the source's words where the period comes from the document's date."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Named here and not by the machine's locale, which would make two reports of one ledger."""

_BASES = {
    PublishedBasis.MANIFEST: "as the manifest says",
    PublishedBasis.METADATA: "as the page's metadata say",
    PublishedBasis.DATELINE: "as its dateline says",
    PublishedBasis.INFERRED: "inferred from its text",
    PublishedBasis.UNKNOWN: "not known",
}


def day(on: date) -> str:
    """Write a day.

    >>> from datetime import date
    >>> day(date(2025, 3, 4))
    '4 March 2025'
    """
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def span(starts_on: date | None, ends_on: date | None) -> str:
    """Write an interval of days as shortly as it can be said; empty if neither end is known.

    >>> from datetime import date
    >>> span(date(2023, 1, 1), date(2023, 12, 31))
    '2023'
    >>> span(date(2023, 9, 1), None), span(date(2024, 2, 1), date(2024, 2, 29))
    ('since 1 September 2023', 'February 2024')
    """
    if starts_on is None or ends_on is None:
        return f"since {day(starts_on)}" if starts_on else f"by {day(ends_on)}" if ends_on else ""
    if starts_on == ends_on:
        return day(ends_on)
    starts_month, ends_month = starts_on.day == 1, ends_on.day == monthrange(ends_on.year, ends_on.month)[1]
    if starts_month and ends_month:
        return _months(starts_on, ends_on)
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return f"{starts_on.day}–{day(ends_on)}"
    if starts_on.year == ends_on.year:
        return f"{starts_on.day} {MONTHS[starts_on.month - 1]} – {day(ends_on)}"
    return f"{day(starts_on)} – {day(ends_on)}"


def covers(claim: Claim) -> str:
    """Say what time a claim is about, with the words it was read from; where it says nothing, the day of its publication."""
    stated = span(claim.valid_from, claim.valid_to)
    if stated:
        return f"{stated} (“{claim.valid_text}”)" if claim.valid_text else f"{stated} ({UNWORDED})"
    published = span(claim.published_from, claim.published_to)
    return f"{UNSTATED} (published {published})" if published else f"{UNSTATED} (nor when it was published)"


def clause(claim: Claim) -> str:
    """Say what time a claim is about as part of a sentence: "for 2023", "since 1 September 2023", "with no period stated".

    The words the period was read from stand beside it in the tables.
    """
    stated = span(claim.valid_from, claim.valid_to)
    if stated:
        return stated if stated.startswith(("since ", "by ")) else f"for {stated}"
    published = span(claim.published_from, claim.published_to)
    return f"with no period stated (published {published})" if published else "with no period stated"


def published(publication: Publication) -> str:
    """Say when a document was published and how that is known."""
    when = span(publication.published_from, publication.published_to)
    return f"{when}, {_BASES[publication.basis]}" if when else "date not known"


def _months(starts_on: date, ends_on: date) -> str:
    """Write whole months: years, quarters of a line, or one month."""
    first, last = MONTHS[starts_on.month - 1], MONTHS[ends_on.month - 1]
    if (starts_on.month, ends_on.month) == (1, 12):
        return f"{ends_on.year}" if starts_on.year == ends_on.year else f"{starts_on.year}–{ends_on.year}"
    if starts_on.year != ends_on.year:
        return f"{first} {starts_on.year} – {last} {ends_on.year}"
    return f"{last} {ends_on.year}" if first == last else f"{first}–{last} {ends_on.year}"
