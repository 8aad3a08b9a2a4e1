"""A ledger in an object store is a ledger: on a server that speaks S3, with nothing but the environment to reach it."""

import os
import subprocess
import sys

import pytest

import ledger
from ledger import store
from ledger.errors import NotALedgerError, StoreError
from ledger.records import ReviewAction
from ledger.store import Selection, parts, upkeep
from ledger.store.reviewing import make
from ledger.store.verify import verify
from tests import objectstore
from tests.objectstore import SECRET
from tests.store import made
from tests.store.test_appending import NOW, write_many

pytestmark = objectstore.needs_server


@pytest.fixture(scope="module")
def server():
    """Start a server with one bucket, and give its address."""
    with objectstore.serve() as address:
        yield address


@pytest.fixture
def bucket(server, monkeypatch, request):
    """Set the environment, and name a place of the test's own."""
    for name, value in objectstore.environment(server).items():
        monkeypatch.setenv(name, value)
    return f"s3://books/{request.node.name}"


def add(opened, *numbers):
    """Add documents."""
    documents = [made.document(number) for number in numbers]
    return opened.add(documents, [claim for document in documents for claim in made.claims(document)], reader=made.READER)


def test_a_ledger_lives_in_a_bucket(bucket):
    """Adding, adding again, reviewing, the past, compaction, vacuum and verification work as in a folder."""
    opened = store.open(bucket)
    add(opened, 1, 2)
    assert add(opened, 2, 1) is None
    add(opened, 2, 3)
    claim_id = made.claims(made.document(1))[0].claim_id
    opened.review([make(action=ReviewAction.REJECT, who="Ana", why="wrong", reviewed_at=NOW, claim_id=claim_id)])
    upkeep.compact(opened.place)
    upkeep.vacuum(opened.place, dry_run=False)
    again = store.open(bucket, create=False)
    past = store.open(bucket, version=1)
    assert (again.claims(again.contents(), Selection()).num_rows, past.claims(past.contents(), Selection()).num_rows) == (5, 4)
    assert [str(commit.operation) for commit in again.contents().commits] == ["add", "add", "review", "compact"]
    assert list(verify(again.place)) == []


def test_processes_that_add_at_once_keep_each_row_once(bucket):
    """Writers of overlapping documents end with each document once; the first of them make the ledger at once."""
    started = [subprocess.Popen([sys.executable, "-c", write_many(bucket, first)]) for first in (0, 1, 2)]  # noqa: S603
    assert [process.wait() for process in started] == [0, 0, 0]
    opened = store.open(bucket, create=False)
    held = opened.contents()
    rows = opened.claims(held, Selection(), columns=["claim_id"])["claim_id"].to_pylist()
    assert (held.documents, held.claims, len(rows), len(set(rows))) == (7, 14, 14, 14)
    assert list(verify(opened.place)) == []


def test_a_killed_writer_loses_nothing_it_acknowledged(bucket):
    """What a process had added when it was killed is there, once."""
    script = (
        f"from ledger import store\nfrom tests.store import made\nopened = store.open({bucket!r})\nfor number in range(1000):\n"
        "    document = made.document(number)\n    opened.add([document], made.claims(document), reader=made.READER)\n"
        "    print(number, flush=True)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)  # noqa: S603
    acknowledged = [int(writer.stdout.readline()) for _ in range(2)]
    writer.kill()
    acknowledged += [int(line) for line in writer.communicate()[0].split("\n") if line.strip()]
    opened = store.open(bucket, create=False)
    add(opened, *acknowledged, acknowledged[-1] + 1)
    rows = opened.claims(opened.contents(), Selection(), columns=["claim_id"])["claim_id"].to_pylist()
    expected = {claim.claim_id for number in acknowledged for claim in made.claims(made.document(number))}
    assert expected <= set(rows)
    assert len(rows) == len(set(rows))
    assert list(verify(opened.place)) == []


def test_parts_are_attached_in_a_bucket(bucket):
    """Files that other processes wrote into the bucket become part of the tables."""
    opened = store.open(bucket)
    document = made.document(1)
    written = parts.write(opened.place, [document], made.claims(document), reader=made.READER, recorded_at=NOW)
    assert opened.add_parts([written], reader=made.READER).claims == 2
    assert list(verify(opened.place)) == []


def test_a_changed_object_is_found(bucket):
    """A byte of a file that was changed in the bucket is a problem of that file."""
    opened = store.open(bucket)
    add(opened, 1)
    [path] = opened.place.claims.head().file_uris()
    files = store.tables.filesystem(opened.place.claims.head())
    name = path.rpartition("/")[2]
    data = bytearray(store.tables.read_bytes(files, name))
    data[len(data) // 2] ^= 1
    store.tables.write_bytes(opened.place.claims.head(), name, bytes(data))
    assert [problem.where for problem in verify(opened.place)] == [f"claims/{name}"]


def test_nothing_is_made_where_a_ledger_must_be(bucket):
    """Asked not to make one, opening an empty prefix is an error."""
    with pytest.raises(NotALedgerError):
        store.open(bucket, create=False)


@pytest.mark.usefixtures("bucket")
def test_a_missing_bucket_is_an_error_without_secrets():
    """The error says what the store said and never the credentials."""
    with pytest.raises(StoreError) as caught:
        store.open("s3://nowhere/book")
    assert "NoSuchBucket" in str(caught.value)
    assert SECRET not in str(caught.value) + repr(caught.value) + repr(caught.value.__cause__)


def test_a_store_that_does_not_answer_is_an_error_soon(bucket, monkeypatch):
    """A server that is not there is named within the time of a few tries."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9"):
        store.open(bucket)


def test_credentials_are_not_shown(bucket):
    """A ledger shown in a session or a log does not give its secrets away."""
    assert SECRET not in repr(ledger.open(bucket))
    assert os.environ["AWS_SECRET_ACCESS_KEY"] == SECRET


def test_an_address_with_a_password_is_refused():
    """A password in an address would end up in logs: it is refused, and not repeated."""
    with pytest.raises(StoreError, match="environment") as caught:
        store.open(f"s3://somebody:{SECRET}@books/one")
    assert SECRET not in str(caught.value)
