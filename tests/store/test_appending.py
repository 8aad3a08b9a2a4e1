"""Adding once, twice, at once and after an interruption gives the same rows once."""

import subprocess
import sys
from datetime import UTC, datetime
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import store
from ledger.errors import ReadOnlyError
from ledger.records import ReviewAction
from ledger.store import Selection, rows
from ledger.store.reviewing import make
from ledger.store.tables import Conflict
from ledger.store.verify import verify
from tests.store import made

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path):
    """Open an empty ledger."""
    return store.open(tmp_path / "book")


def add(opened, *numbers, reader=made.READER):
    """Add the documents with these numbers, and their claims, in one change."""
    documents = [made.document(number) for number in numbers]
    claims = [claim for document in documents for claim in made.claims(document, reader=reader)]
    return opened.add(documents, claims, reader=reader)


def ids(opened):
    """List the ids of the claims that stand, in order."""
    return sorted(opened.claims(opened.contents(), Selection(), columns=["claim_id"])["claim_id"].to_pylist())


def test_adding_makes_one_version(opened):
    """A batch is one version of the ledger, and says what it added."""
    commit = add(opened, 1, 2)
    assert (commit.version, commit.documents, commit.claims) == (1, 2, 4)


def test_adding_the_same_again_changes_nothing(opened):
    """The same documents added twice make no second version."""
    add(opened, 1, 2)
    assert (add(opened, 2, 1), opened.contents().version) == (None, 1)


def test_overlapping_batches_keep_each_row_once(opened):
    """A batch that shares documents with an earlier one adds only what is new."""
    add(opened, 1, 2)
    assert (add(opened, 2, 3).document_ids, len(ids(opened))) == ((made.document(3).document_id,), 6)


def interrupt_after(opened, *, tables):
    """Write one document's rows to the first tables of an add and stop there, as a killed process does."""
    document = made.document(1)
    written = [rows.claims_to_rows(made.claims(document), recorded_at=NOW), rows.documents_to_rows([document], recorded_at=NOW)]
    for table, data in islice(zip(opened.place, written, strict=False), tables):
        table.append(table.head(), data)


@pytest.mark.parametrize("tables", [1, 2])
def test_an_interrupted_add_is_not_seen(opened, tables):
    """Rows whose change never reached the history are not read."""
    interrupt_after(opened, tables=tables)
    assert (ids(opened), opened.documents(opened.contents()).num_rows) == ([], 0)


@pytest.mark.parametrize("tables", [1, 2])
def test_an_interrupted_add_is_healed_by_adding_again(opened, tables):
    """After an interruption the same add gives each row once, and counts it."""
    interrupt_after(opened, tables=tables)
    commit = add(opened, 1)
    stored = [opened.place.claims.head().count(), opened.place.documents.head().count()]
    assert (commit.documents, commit.claims, stored) == (1, 2, [2, 1])


def test_an_interrupted_add_beside_another_is_healed(opened):
    """Rows left over from an interruption stay unseen while others are added, and count once when added again."""
    interrupt_after(opened, tables=2)
    add(opened, 2)
    seen = ids(opened)
    add(opened, 1, 2)
    assert (len(seen), len(ids(opened)), list(verify(opened.place))) == (2, 4, [])


def test_a_stale_writer_looks_again(opened):
    """A change made on an old view of a table is refused, so that it cannot add what is there."""
    head = opened.place.claims.head()
    add(opened, 1)
    with pytest.raises(Conflict):
        opened.place.claims.append(head, rows.claims_to_rows(made.claims(made.document(1)), recorded_at=NOW))


def test_a_new_reading_supersedes(opened):
    """A document read again shows its new claims, and the old ones with the instant they were replaced."""
    add(opened, 1)
    document = made.document(1)
    commit = opened.reread([document], [made.claim(document, reader="reader-2")], reader="reader-2")
    table = opened.claims(opened.contents(), Selection(superseded=True), columns=["reader", "superseded_at"])
    closed = {row["superseded_at"] for row in table.to_pylist() if row["reader"] == made.READER}
    assert (len(ids(opened)), closed) == (1, {commit.recorded_at})


def test_reading_again_with_the_old_rules_restores_the_old_claims(opened):
    """Going back to an earlier reader makes its claims stand again without writing them twice."""
    add(opened, 1)
    document = made.document(1)
    before = ids(opened)
    opened.reread([document], [], reader="reader-2")
    opened.reread([document], made.claims(document), reader=made.READER)
    assert (ids(opened), opened.place.claims.head().count()) == (before, 2)


def test_the_past_is_read_as_it_stood(opened):
    """Each version shows the documents added by then, whatever came later."""
    for number in (1, 2, 3):
        add(opened, number)
    counts = [store.open(opened.place.uri, version=version).contents().documents for version in range(4)]
    assert counts == [0, 1, 2, 3]


def test_the_past_shows_superseded_claims_as_they_stood(opened):
    """A version before a new reading shows the old claims, not yet superseded."""
    add(opened, 1)
    document = made.document(1)
    opened.reread([document], [], reader="reader-2")
    past = store.open(opened.place.uri, version=1)
    table = past.claims(past.contents(), Selection(), columns=["superseded_at"])
    assert table["superseded_at"].to_pylist() == [None, None]


def test_the_past_cannot_be_written_to(opened):
    """A ledger opened at a version refuses to add."""
    add(opened, 1)
    with pytest.raises(ReadOnlyError):
        add(store.open(opened.place.uri, version=1), 2)


def test_the_same_review_twice_is_one(opened):
    """A review sent twice, at different instants, is one row."""
    add(opened, 1)
    for hour in (1, 2):
        sent = make(action=ReviewAction.ACCEPT, who="Ana", why="checked", reviewed_at=NOW.replace(hour=hour), claim_id=ids(opened)[0])
        opened.review([sent])
    assert len(opened.reviews(opened.contents())) == 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True), max_size=4))
def test_any_sequence_of_adds_keeps_each_claim_once(tmp_path_factory, batches):
    """Whatever is added in whatever order and how often, the ledger holds each document's claims once."""
    opened = store.open(tmp_path_factory.mktemp("book"))
    for batch in batches:
        add(opened, *batch)
    expected = sorted(claim.claim_id for number in {n for batch in batches for n in batch} for claim in made.claims(made.document(number)))
    assert ids(opened) == expected


def write_many(place, first):
    """Give the program of a process that adds overlapping batches, one after the other."""
    return f"""
from ledger import store
from tests.store import made
opened = store.open({place!r})
for start in range({first}, {first} + 4):
    documents = [made.document(number) for number in (start, start + 1)]
    claims = [claim for document in documents for claim in made.claims(document)]
    opened.add(documents, claims, reader=made.READER)
"""


def test_processes_that_add_at_once_keep_each_row_once(opened):
    """Writers of overlapping documents end with each document once, counted as the history counts."""
    command = [sys.executable, "-c"]
    started = [subprocess.Popen([*command, write_many(opened.place.uri, first)]) for first in (0, 1, 2)]  # noqa: S603
    assert [process.wait() for process in started] == [0, 0, 0]
    held = opened.contents()
    assert (held.documents, held.claims, len(ids(opened)), len(set(ids(opened)))) == (7, 14, 14, 14)
    assert list(verify(opened.place)) == []


def test_a_killed_writer_loses_nothing_it_acknowledged(opened):
    """What a process had added when it was killed is there, once, and the same adds can be made again."""
    script = f"""
from ledger import store
from tests.store import made
opened = store.open({opened.place.uri!r})
for number in range(1000):
    document = made.document(number)
    opened.add([document], made.claims(document), reader=made.READER)
    print(number, flush=True)
"""
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)  # noqa: S603
    acknowledged = [int(writer.stdout.readline()) for _ in range(3)]
    writer.kill()
    acknowledged += [int(line) for line in writer.communicate()[0].split("\\n") if line.strip()]
    add(opened, *acknowledged)
    expected = [claim.claim_id for number in acknowledged for claim in made.claims(made.document(number))]
    stored = opened.place.claims.read(opened.place.claims.head(), columns=["claim_id"])["claim_id"].to_pylist()
    assert set(expected) <= set(ids(opened))
    assert len(stored) == len(set(stored))


def test_compactions_at_once_double_nothing(opened):
    """Of two compactions of one state the later is refused."""
    add(opened, 1)
    add(opened, 2)
    table = opened.place.claims
    first, second = table.head(), table.head()
    table.compact(first)
    with pytest.raises(Conflict):
        table.compact(second)
    assert table.head().count() == 4


@pytest.mark.parametrize("first", ["append", "compact"])
def test_an_append_and_a_compaction_at_once_conflict(opened, first):
    """Of an append and a compaction of one state the later is refused."""
    add(opened, 1)
    table = opened.place.claims
    data = rows.claims_to_rows(made.claims(made.document(2)), recorded_at=NOW)
    calls = {"append": lambda head: table.append(head, data), "compact": table.compact}
    heads = {name: table.head() for name in calls}
    second = "compact" if first == "append" else "append"
    calls[first](heads[first])
    with pytest.raises(Conflict):
        calls[second](heads[second])
