"""Upkeep: compaction joins small files, vacuum removes those that no longer count; both leave every row and every version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.store import appending
from ledger.store.history import Operation
from ledger.store.tables import Conflict, explained, filesystem, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deltalake import DeltaTable

    from ledger.store.place import Place

RETENTION_HOURS = 168
"""How long a file that no longer counts is kept: a week, as Delta has it; a reader or writer may still be at work on it."""


FEW_OF_HISTORY = 2
"""Files that the history has after it was compacted and the compaction was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """What compaction or vacuum did, or would do.

    Attributes:
        table: The table.
        files_before: How many files counted before.
        files_after: How many files count after.
        removed: The files removed from the disk, or that would be.
        unreadable_before: The first version of this Delta table that stays readable by number in other programs; 0 if all do.
    """

    table: str
    files_before: int
    files_after: int
    removed: tuple[str, ...] = ()
    unreadable_before: int = 0


def compact(place: Place) -> tuple[Upkeep, ...]:
    """Join the small files of every table; the files they came from stay until a vacuum.

    Raises:
        StoreError: The storage failed; the ledger is as it was.
    """
    done: list[Upkeep] = []
    for table in place:
        for _ in appending.tries(table.uri):
            head = table.head()
            before = len(head.file_uris())
            try:
                if before > (FEW_OF_HISTORY if table is place.history else 1):
                    table.compact(head)
            except Conflict:
                continue
            break
        done.append(Upkeep(table=table.name, files_before=before, files_after=len(table.head().file_uris())))
    if any(one.files_before != one.files_after for one in done):
        appending.mark(place, Operation.COMPACT)
    return tuple(done)


def vacuum(place: Place, *, retention_hours: int = RETENTION_HOURS, dry_run: bool = True) -> tuple[Upkeep, ...]:
    """Remove files that have not counted for a week or longer; by default only tell which they would be.

    Every version of the ledger stays readable with `open(version=…)`; what goes is the reading of single Delta tables by an old
    table version, and the leftovers of interrupted writes.

    Raises:
        InputError: The files of the last week were to be removed.
        StoreError: The storage failed; the ledger is as it was.
    """
    if retention_hours < RETENTION_HOURS:
        raise InputError(
            f"files that stopped counting {retention_hours} hours ago may still be in use", mend=f"keep {RETENTION_HOURS} hours or more"
        )
    done: list[Upkeep] = []
    for table in place:
        head = table.head()
        with explained(table.uri):
            removed = head.vacuum(retention_hours=retention_hours, dry_run=dry_run, full=True)
        count = len(table.head().file_uris())
        oldest = _first_readable(head, removed)
        done.append(Upkeep(table=table.name, files_before=count, files_after=count, removed=tuple(removed), unreadable_before=oldest))
    if not dry_run and any(one.removed for one in done):
        appending.mark(place, Operation.VACUUM)
    return tuple(done)


def _first_readable(head: DeltaTable, removed: Iterable[str]) -> int:
    """Tell the first version of a table of which no file is removed: after the last in which one of them counted."""
    gone = {path.rpartition("/")[2] for path in removed}
    if not gone:
        return 0
    files = filesystem(head)
    for version in range(head.version(), 0, -1):
        actions = map(json.loads, read_bytes(files, f"_delta_log/{version:020}.json").splitlines())
        if any(action["remove"]["path"].rpartition("/")[2] in gone for action in actions if "remove" in action):
            return version
    return 0
