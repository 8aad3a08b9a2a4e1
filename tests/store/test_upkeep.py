"""Upkeep removes only what does not count."""

import json
import os

import pytest
from deltalake import DeltaTable

from ledger import store
from ledger.errors import InputError
from ledger.store import Selection, appending, upkeep
from ledger.store.verify import verify
from tests.store import made

LONG_AGO = 10**9
"""An instant in seconds: September 2001."""


@pytest.fixture
def opened(tmp_path):
    """Make a ledger of three versions, with a leftover of an interrupted write that is years old."""
    ledger = store.open(tmp_path / "book")
    for number in range(3):
        document = made.document(number)
        ledger.add([document], made.claims(document), reader=made.READER)
    leftover = ledger.place.folder / "claims" / "part-left-over.parquet"
    leftover.write_bytes(b"half a file")
    os.utime(leftover, (LONG_AGO, LONG_AGO))
    return ledger


def removed(done):
    """List the names of the files removed."""
    return [path.rsplit("/", 1)[-1] for one in done for path in one.removed]


def test_vacuum_tells_before_it_acts(opened):
    """By default nothing is removed, and what would be is listed."""
    done = upkeep.vacuum(opened.place)
    assert (removed(done), (opened.place.folder / "claims" / "part-left-over.parquet").exists()) == (["part-left-over.parquet"], True)


def test_vacuum_removes_old_leftovers_and_nothing_that_counts(opened):
    """The leftover goes, and claims, versions and sums stay."""
    upkeep.vacuum(opened.place, dry_run=False)
    past = store.open(opened.place.uri, version=1)
    assert not (opened.place.folder / "claims" / "part-left-over.parquet").exists()
    assert (opened.claims(opened.contents(), Selection()).num_rows, past.claims(past.contents(), Selection()).num_rows) == (6, 2)
    assert list(verify(opened.place)) == []


def test_vacuum_keeps_the_files_of_the_last_week(opened):
    """Files that may still be in use cannot be removed."""
    with pytest.raises(InputError, match="in use"):
        upkeep.vacuum(opened.place, retention_hours=1)


def test_compaction_and_vacuum_are_versions(opened):
    """What upkeep did is in the history."""
    upkeep.compact(opened.place)
    upkeep.vacuum(opened.place, dry_run=False)
    assert [str(commit.operation) for commit in opened.contents().commits] == ["add", "add", "add", "compact", "vacuum"]


def test_compacting_what_is_compact_changes_nothing(opened):
    """A second compaction finds nothing to do, and makes no version."""
    upkeep.compact(opened.place)
    version = opened.contents().version
    done = upkeep.compact(opened.place)
    assert (all(one.files_before == one.files_after for one in done), opened.contents().version) == (True, version)


def test_a_long_history_joins_its_own_files(opened, monkeypatch):
    """After many versions the history is still few files."""
    monkeypatch.setattr(appending, "HISTORY_FILES", 6)
    for number in range(4):
        opened.add([made.document(100 + number)], [], reader=made.READER)
    assert (opened.contents().version, len(opened.place.history.head().file_uris())) == (7, 2)


def age(opened):
    """Let files have stopped counting long ago."""
    for path in opened.place.folder.rglob("_delta_log/*.json"):
        actions = [json.loads(line) for line in path.read_text().splitlines()]
        for action in actions:
            if "remove" in action:
                action["remove"]["deletionTimestamp"] = LONG_AGO
        path.write_text("\n".join(map(json.dumps, actions)))


def test_vacuum_names_the_table_versions_that_become_unreadable(opened):
    """Before and after it acts, vacuum names the first version of a table that other programs can still read, and ours stay."""
    upkeep.compact(opened.place)
    compacted = opened.place.claims.head().version()
    age(opened)
    told = {one.table: one.unreadable_before for one in upkeep.vacuum(opened.place)}
    done = {one.table: one.unreadable_before for one in upkeep.vacuum(opened.place, dry_run=False)}
    assert (told["claims"], done["claims"], told["reviews"]) == (compacted, compacted, 0)
    assert store.open(opened.place.uri, version=2).contents().claims == 4
    DeltaTable(opened.place.claims.uri, version=compacted).to_pyarrow_table()
    with pytest.raises(FileNotFoundError):
        DeltaTable(opened.place.claims.uri, version=compacted - 1).to_pyarrow_table()
