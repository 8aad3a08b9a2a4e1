"""Sums of files: the history keeps the SHA-256 of every file that a change wrote, so that a flipped byte is found and named."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from ledger.errors import StoreError
from ledger.store.place import HISTORY, LATEST_SUMS
from ledger.store.tables import filesystem, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.store.place import Place
    from ledger.store.tables import Table


def check(place: Place) -> Iterator[tuple[str, str]]:
    """Compare the files of a ledger with their sums, and give the path and the fault of each that differs."""
    head, latest = place.history.head(), place.latest_sums()
    rows = [*place.history.read(head, columns=["files"])["files"].to_pylist(), latest]
    lines = [line.partition("  ") for files in rows for line in files or ()]
    kept = {path: digest for digest, _, path in lines}
    for line in latest:
        path = line.partition("  ")[2].removeprefix(f"{HISTORY}/")
        if isinstance(_read(place.history, filesystem(head), path or "nothing"), str):
            yield f"{HISTORY}/{LATEST_SUMS}", "names a file that is not there"
    for table in place:
        try:
            yield from _table(table, kept)
        except StoreError as error:
            yield table.name, f"cannot be opened: {error.what}"


def _table(table: Table, kept: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Compare the files of one table: every log entry, and the data files that the log names now."""
    head = table.head()
    files = filesystem(head)
    named: set[str] = set()
    entries = [f"_delta_log/{version:020}.json" for version in range(head.version() + 1)]
    for path in entries:
        data = _read(table, files, path)
        if isinstance(data, str):
            yield f"{table.name}/{path}", data
            continue
        fault = _fault(data, kept.get(f"{table.name}/{path}"))
        if fault:
            yield f"{table.name}/{path}", fault
        else:
            named = _replay(named, data)
    for path in sorted(named):
        data = _read(table, files, path)
        fault = data if isinstance(data, str) else _fault(data, kept.get(f"{table.name}/{path}"))
        if fault:
            yield f"{table.name}/{path}", fault
    if named != set(head_files(head)):
        yield f"{table.name}/_delta_log", "a checkpoint names other files than the log"


def head_files(head: object) -> list[str]:
    """List the data files of a table, by their paths in its folder."""
    listed: list[str] = head.get_add_actions(flatten=True)["path"].to_pylist()  # type: ignore[attr-defined]
    return listed


def _read(table: Table, files: object, path: str) -> bytes | str:
    """Read a file of a table, or tell why it cannot be read."""
    try:
        return read_bytes(files, path)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read from {table.uri}: {error}"


def _fault(data: bytes, expected: str | None) -> str:
    """Tell how a file differs from its sum; files of a change that is not yet in the history have none."""
    if expected is None or hashlib.sha256(data).hexdigest() == expected:
        return ""
    return "has other bytes than were written"


def _replay(named: set[str], data: bytes) -> set[str]:
    """Follow one entry of the log: which data files count after it."""
    actions = [json.loads(line) for line in data.splitlines()]
    removed = {action["remove"]["path"] for action in actions if "remove" in action}
    added = {action["add"]["path"] for action in actions if "add" in action}
    return (named - removed) | added
