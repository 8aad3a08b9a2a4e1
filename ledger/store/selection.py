"""A selection of claims: what a caller asks for, as a filter that reading pushes down to the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

import pyarrow.dataset as ds

from ledger.errors import InputError
from ledger.records import Claim, Status
from ledger.records.columns import Holds, columns
from ledger.store.tables import among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

SELECTABLE = tuple(column.name for column in columns(Claim) if column.holds is Holds.TEXT and column.name != "status")
"""The columns by whose values claims can be selected; the status is told by reviews and selected after them."""

COLUMNS = tuple(column.name for column in columns(Claim))


STANDING = frozenset(Status) - {Status.REJECTED}
"""The statuses of claims that are shown unless rejected ones are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims to read.

    Attributes:
        values: For each column, the values that are wanted; a claim must match in every column.
        valid_from: First day of interest, included; claims that hold only before are left out; nothing for no limit.
        valid_to: Last day of interest, included; claims that hold only after are left out; nothing for no limit.
        statuses: The statuses that are wanted.
        superseded: Whether readings that a newer one replaced are wanted too.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None
    statuses: frozenset[Status] = STANDING
    superseded: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the filter looks at."""
        days = [name for name, day in (("valid_to", self.valid_from), ("valid_from", self.valid_to)) if day is not None]
        return (*self.values, *days)

    @property
    def where(self) -> ds.Expression | None:
        """The filter on the rows; nothing if every row is wanted."""
        parts = [among(name, list(wanted)) for name, wanted in self.values.items()]
        if self.valid_from is not None:
            parts.append(ds.field("valid_to").is_null() | (ds.field("valid_to") >= self.valid_from))
        if self.valid_to is not None:
            parts.append(ds.field("valid_from").is_null() | (ds.field("valid_from") <= self.valid_to))
        return reduce(and_, parts) if parts else None


def wanted(values: Mapping[str, str | Iterable[str] | None]) -> dict[str, tuple[str, ...]]:
    """Read the values wanted of each column, one or several; a column that wants nothing is left out.

    Raises:
        InputError: Claims cannot be selected by a column of that name.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, value in values.items():
        if name not in SELECTABLE:
            raise InputError(f"claims cannot be selected by {name!r}", mend=f"one of: {', '.join(SELECTABLE)}")
        if value is not None:
            found[name] = (value,) if isinstance(value, str) else tuple(value)
    return found


def statuses(wanted: str | Iterable[str] | None, *, rejected: bool) -> frozenset[Status]:
    """Read the statuses wanted; by default all but rejected, and that one too if asked for.

    Raises:
        InputError: There is no such status.
    """
    if wanted is None:
        return frozenset(Status) if rejected else STANDING
    try:
        return frozenset(Status(name) for name in ((wanted,) if isinstance(wanted, str) else wanted))
    except ValueError as error:
        raise InputError(str(error), mend=f"one of: {', '.join(Status)}") from error


def check_columns(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise `InputError` for a column that rows do not have."""
    listed = tuple(known)
    for name in names:
        if name not in listed:
            raise InputError(f"there is no column {name!r}", mend=f"one of: {', '.join(listed)}")
