"""A period: when a figure holds, as an interval of days with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.errors import RecordError


class Precision(StrEnum):
    """The unit of time in which the words are precise."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """An interval of days, both ends included.

    Attributes:
        starts_on: First day; nothing if the words give no start ("by January").
        ends_on: Last day; nothing if the words give no end ("since September 2023", before a document date is known).
        precision: The unit in which the words are precise; nothing if neither end is known.
        text: The words the period was read from; nothing if it comes from the document's date.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    precision: Precision | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.starts_on is not None and self.ends_on is not None and self.starts_on > self.ends_on:
            raise RecordError(f"the period ends on {self.ends_on}, before its start {self.starts_on}", where=repr(self.text))

    @property
    def is_known(self) -> bool:
        """Whether at least one end is known."""
        return self.starts_on is not None or self.ends_on is not None
