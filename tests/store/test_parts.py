"""Parts that were written beside the tables are attached once, whoever else wrote meanwhile."""

from datetime import UTC, datetime

import pytest

from ledger import store
from ledger.errors import RecordError
from ledger.store import Selection, parts, upkeep
from ledger.store.tables import Conflict
from ledger.store.verify import verify
from tests.store import made

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path):
    """Open an empty ledger."""
    return store.open(tmp_path / "book")


def part(opened, *numbers, reader=made.READER):
    """Write the documents with these numbers, and their claims, beside the tables."""
    documents = [made.document(number) for number in numbers]
    claims = [claim for document in documents for claim in made.claims(document, reader=reader)]
    return parts.write(opened.place, documents, claims, reader=reader, recorded_at=NOW)


def add(opened, *numbers):
    """Add documents by records."""
    documents = [made.document(number) for number in numbers]
    return opened.add(documents, [claim for document in documents for claim in made.claims(document)], reader=made.READER)


def shown(opened):
    """Give the rows that the ledger shows, without the instants at which they were written."""
    held = opened.contents()
    claims = opened.claims(held, Selection()).drop_columns(["recorded_at"]).sort_by("claim_id")
    return claims.to_pylist(), opened.documents(held).drop_columns(["recorded_at"]).sort_by("document_id").to_pylist()


def test_attached_parts_are_what_adding_the_records_gives(opened, tmp_path):
    """Parts make one version with the same rows, and everything verifies."""
    commit = opened.add_parts([part(opened, 1, 2), part(opened, 3)], reader=made.READER)
    other = store.open(tmp_path / "other")
    add(other, 1, 2, 3)
    assert (commit.version, commit.documents, commit.claims) == (1, 3, 6)
    assert shown(opened) == shown(other)
    assert list(verify(opened.place)) == []


def test_a_part_that_is_not_attached_counts_for_nothing(opened):
    """What was written and never attached is not seen, and is nothing wrong."""
    part(opened, 1)
    assert (opened.contents().version, shown(opened), list(verify(opened.place))) == (0, ([], []), [])


def test_parts_that_share_documents_keep_each_once(opened):
    """A document in two parts, as a part written twice has it, is there once."""
    opened.add_parts([part(opened, 1, 2), part(opened, 2, 3), part(opened, 2, 3)], reader=made.READER)
    assert (opened.contents().documents, opened.place.claims.head().count(), list(verify(opened.place))) == (3, 6, [])


def test_parts_beside_what_the_ledger_holds_add_what_is_new(opened):
    """Documents that came in meanwhile are left as they are."""
    late = part(opened, 1, 2)
    add(opened, 2)
    commit = opened.add_parts([late], reader=made.READER)
    assert (commit.documents, commit.claims, opened.place.documents.head().count(), list(verify(opened.place))) == (1, 2, 2, [])


def test_the_same_parts_again_change_nothing(opened):
    """A change that was acknowledged too late can be made again."""
    listed = [part(opened, 1, 2)]
    opened.add_parts(listed, reader=made.READER)
    assert (opened.add_parts(listed, reader=made.READER), opened.place.claims.head().count()) == (None, 4)


def test_an_interrupted_attachment_is_healed(opened):
    """Claims attached by a change that was killed before its line of history are counted, and not attached again."""
    listed = part(opened, 1, 2)
    opened.place.claims.attach(opened.place.claims.head(), [listed.files["claims"]])
    commit = opened.add_parts([part(opened, 1, 2)], reader=made.READER)
    assert (commit.claims, opened.place.claims.head().count(), list(verify(opened.place))) == (4, 4, [])


def test_a_stale_attachment_looks_again(opened):
    """A file cannot be attached to a table that somebody wrote to since it was opened."""
    listed, head = part(opened, 1), opened.place.claims.head()
    add(opened, 1)
    with pytest.raises(Conflict):
        opened.place.claims.attach(head, [listed.files["claims"]])


def test_parts_of_another_reader_are_refused(opened):
    """Machines with other versions of the program cannot write into one change."""
    with pytest.raises(RecordError, match="one version"):
        opened.add_parts([part(opened, 1, reader="reader-2")], reader=made.READER)


def test_attached_files_are_joined_as_others_are(opened):
    """Compaction keeps the rows of attached files."""
    opened.add_parts([part(opened, 1), part(opened, 2)], reader=made.READER)
    before = shown(opened)
    upkeep.compact(opened.place)
    assert (shown(opened), len(opened.place.claims.head().file_uris())) == (before, 1)
