"""A ledger is told from what is none, at any path."""

import json
import subprocess
import sys

import pytest

from ledger import store
from ledger.errors import NewerLedgerError, NotALedgerError, StoreError, UnknownVersionError
from tests.store import made


def test_a_missing_folder_becomes_an_empty_ledger(tmp_path):
    """Opening a path where nothing is makes a ledger at version 0."""
    assert store.open(tmp_path / "deep" / "book").contents().version == 0


def test_opening_again_changes_nothing(tmp_path):
    """A ledger opened twice is the same files."""
    store.open(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    store.open(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["two words", "90% sure", "hash#mark", "ünïcödé", "a+b&c=d", "quote'd"])
def test_any_folder_name_holds_a_ledger(tmp_path, name):
    """A path is a path, not an address to decode."""
    opened = store.open(tmp_path / name)
    document = made.document()
    opened.add([document], made.claims(document), reader=made.READER)
    assert store.open(tmp_path / name, create=False).contents().claims == 2


def test_a_name_that_delta_would_decode_is_refused(tmp_path):
    """A percent escape in a path is an error, for Delta would look elsewhere than it writes."""
    with pytest.raises(StoreError, match="percent"):
        store.open(tmp_path / "per%20cent")


def test_a_making_that_was_interrupted_is_finished(tmp_path):
    """A folder with only some of the tables becomes a ledger."""
    opened = store.open(tmp_path / "other")
    (tmp_path / "book").mkdir()
    opened.place.claims.__class__(
        name="claims", uri=str(tmp_path / "book" / "claims"), rows=opened.place.claims.rows, description="", options={}
    ).create()
    assert store.open(tmp_path / "book").contents().version == 0


def test_a_folder_of_other_things_is_refused(tmp_path):
    """A folder that holds something else is not made into a ledger."""
    (tmp_path / "letter.txt").write_text("Dear reader")
    with pytest.raises(NotALedgerError, match=r"letter|other things"):
        store.open(tmp_path)


def test_a_file_is_refused(tmp_path):
    """A file is no ledger."""
    path = tmp_path / "book"
    path.write_text("text")
    with pytest.raises(NotALedgerError, match="a file"):
        store.open(path)


def test_nothing_is_made_where_a_ledger_must_be(tmp_path):
    """Asked not to make one, opening a missing path is an error and leaves no folder."""
    with pytest.raises(NotALedgerError):
        store.open(tmp_path / "book", create=False)
    assert not (tmp_path / "book").exists()


def test_the_past_of_a_missing_ledger_is_an_error(tmp_path):
    """A version of nothing does not make a ledger."""
    with pytest.raises(NotALedgerError):
        store.open(tmp_path / "book", version=1)


def test_another_programs_tables_are_refused(tmp_path):
    """A folder with a history table of somebody else is no ledger."""
    opened = store.open(tmp_path)
    rewrite_format(opened, None)
    with pytest.raises(NotALedgerError):
        store.open(tmp_path)


def test_a_newer_ledger_is_refused(tmp_path):
    """A ledger of a later format is refused with the mend."""
    opened = store.open(tmp_path)
    rewrite_format(opened, "99")
    with pytest.raises(NewerLedgerError, match="upgrade"):
        store.open(tmp_path)


def rewrite_format(opened, number):
    """Write another format into the log of the history, or none."""
    [entry] = (opened.place.folder / "history" / "_delta_log").glob("*.json")
    actions = [json.loads(line) for line in entry.read_text().splitlines()]
    for action in actions:
        if "metaData" in action:
            action["metaData"]["configuration"].pop("claims-ledger.format")
            action["metaData"]["configuration"] |= {"claims-ledger.format": number} if number else {}
    entry.write_text("\n".join(map(json.dumps, actions)))


@pytest.mark.parametrize("version", [-1, 1, 99])
def test_an_unknown_version_is_an_error(tmp_path, version):
    """A version that is not there is an error that names those that are."""
    store.open(tmp_path)
    with pytest.raises(UnknownVersionError, match="from 0 to 0"):
        store.open(tmp_path, version=version)


@pytest.mark.parametrize("day", ["1999-12-31", "yesterday", "2024-13-01"])
def test_a_day_before_the_ledger_is_an_error(tmp_path, day):
    """A day before the first version, or no day at all, is an error."""
    opened = store.open(tmp_path)
    document = made.document()
    opened.add([document], made.claims(document), reader=made.READER)
    with pytest.raises(UnknownVersionError):
        store.open(tmp_path, as_of=day)


def test_a_day_is_read_to_its_end(tmp_path):
    """As of the day of the last version, the ledger stands as it does now."""
    opened = store.open(tmp_path)
    document = made.document()
    commit = opened.add([document], made.claims(document), reader=made.READER)
    assert store.open(tmp_path, as_of=commit.recorded_at.date()).contents().version == 1


def test_processes_that_make_one_ledger_at_once_agree(tmp_path):
    """Several processes that open the same missing path all get the one ledger."""
    script = f"from ledger import store; print(store.open({str(tmp_path / 'book')!r}).contents().version)"
    started = [subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603
    assert [process.communicate()[0].strip() for process in started] == ["0", "0"]
