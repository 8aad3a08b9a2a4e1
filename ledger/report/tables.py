"""The report's tables as plain text: one row a statement for a series, one row a claim where nobody else answers the question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.records import Stance, Status
from ledger.report import periods, prose
from ledger.report.numbers import figure, grouped

if TYPE_CHECKING:
    from ledger.records import Claim
    from ledger.report.outline import Entry, Series, Statement

UNSURE_BELOW = 0.5
"""Reading confidence under which a row is marked as an uncertain reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table of figures.

    Attributes:
        worded: The figure's own words with what they count.
        low: Least value stated; empty if none.
        best: The single value stated; empty if none.
        high: Greatest value stated; empty if none.
        figure: The figure in signs.
        unit: The unit of the numbers; empty if nothing is named.
        item: What is counted or measured; empty if not stated.
        said_by: Who says it.
        via: Who carried it; empty if nobody is named.
        covers: The time it holds for.
        counted: How it was counted and how firmly it is held.
        origin: The letter of its origin; empty in a table of single claims.
        articles: How many documents carry it.
        labels: The references.
        remarks: What a reader must know of the reading: denied, uncertain, reviewed.
        sort_value: The number to sort by.
        sort_time: The day to sort by, ISO; empty if unknown.
    """

    worded: str
    low: str
    best: str
    high: str
    figure: str
    unit: str
    item: str
    said_by: str
    via: str
    covers: str
    counted: str
    origin: str
    articles: int
    labels: tuple[str, ...]
    remarks: tuple[str, ...]
    sort_value: float
    sort_time: str


def series_rows(series: Series) -> tuple[Row, ...]:
    """Make a row for each statement of a series."""
    return tuple(_row(statement.first, statement) for statement in series.statements)


def single_rows(entries: tuple[Entry, ...]) -> tuple[Row, ...]:
    """Make a row for each claim that stands alone."""
    return tuple(_row(entry, None) for entry in entries)


def remarks(claim: Claim) -> tuple[str, ...]:
    """List what a reader must know of the reading of a claim."""
    found = []
    if claim.stance in {Stance.DENIED, Stance.RETRACTED}:
        found.append(claim.stance.value)
    if claim.reading_confidence < UNSURE_BELOW:
        found.append("uncertain reading")
    if claim.status is not Status.MACHINE:
        found.append(f"{claim.status.value} by a person")
    return tuple(found)


def _row(entry: Entry, statement: Statement | None) -> Row:
    """Make the row of a claim, which may stand for a statement that several documents carry."""
    claim = entry.claim
    stated = next(value for value in (claim.best, claim.high, claim.low) if value is not None)
    time = claim.valid_to or claim.valid_from or claim.published_to
    return Row(
        worded=prose.worded(claim),
        low=_number(claim.low),
        best=_number(claim.best),
        high=_number(claim.high),
        figure=figure(claim),
        unit=(claim.unit or "").replace("_", " "),
        item=claim.item or entry.subject or "",
        said_by=prose.speaker(entry),
        via=prose.carried(claim),
        covers=periods.covers(claim),
        counted=prose.counted(claim),
        origin=statement.letter if statement else "",
        articles=statement.articles if statement else 1,
        labels=tuple(carrier.label for carrier in statement.entries) if statement else (entry.label,),
        remarks=remarks(claim),
        sort_value=stated,
        sort_time=time.isoformat() if time else "",
    )


def _number(value: float | None) -> str:
    """A value with all its digits; empty if none was stated."""
    return "" if value is None else grouped(value)
