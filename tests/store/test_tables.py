"""Tables that an earlier program wrote are read and added to."""

from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from ledger import store
from ledger.errors import StoreError
from ledger.store import Selection, rows, schema
from tests.store import made

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
LATER_COLUMN = "denied_by"


@pytest.fixture
def opened(tmp_path):
    """Make a ledger whose claims were first written by a program without one of the columns."""
    ledger = store.open(tmp_path / "book")
    claims = ledger.place.claims
    earlier = replace(claims, uri=str(tmp_path / "earlier"), rows=pa_without(claims.rows, LATER_COLUMN))
    earlier.create()
    document = made.document(1)
    (tmp_path / "book" / "claims").rename(tmp_path / "unused")
    (tmp_path / "earlier").rename(tmp_path / "book" / "claims")
    ledger.place.claims.append(
        ledger.place.claims.head(), rows.claims_to_rows(made.claims(document), recorded_at=NOW).drop_columns([LATER_COLUMN])
    )
    ledger.add([document], made.claims(document), reader=made.READER)
    return ledger


def pa_without(listed, name):
    """Give a schema without one of its columns."""
    return listed.remove(listed.get_field_index(name))


def test_a_column_that_older_files_lack_is_read_as_nothing(opened):
    """Claims of an earlier program are whole records."""
    found = rows.rows_to_claims(opened.claims(opened.contents(), Selection()))
    assert [claim.denied_by for claim in found] == [(), ()]


def test_a_column_that_older_files_lack_is_added_with_new_rows(opened):
    """New claims beside old ones keep what the old ones lack."""
    document = made.document(2)
    opened.add([document], [made.claim(document, denied_by=("Mayor",))], reader=made.READER)
    found = rows.rows_to_claims(opened.claims(opened.contents(), Selection()))
    assert sorted(claim.denied_by for claim in found) == [(), (), ("Mayor",)]


def test_a_table_of_both_compacts(opened):
    """Old and new rows are joined into one file."""
    document = made.document(2)
    opened.add([document], made.claims(document), reader=made.READER)
    opened.place.claims.compact(opened.place.claims.head())
    assert (len(opened.place.claims.head().file_uris()), opened.place.claims.head().count()) == (1, 4)


def test_a_lost_table_is_an_error_that_says_so(opened):
    """A folder that is gone is named with the mend."""
    (opened.place.folder / "claims").rename(opened.place.folder / "lost")
    with pytest.raises(StoreError, match="copy"):
        opened.claims(opened.contents(), Selection())


def test_a_record_in_a_list_that_older_files_have_smaller_is_read_and_added(tmp_path):
    """Blocks of documents that an earlier program wrote without a field are read with nothing there, and stand beside whole ones."""
    ledger = store.open(tmp_path / "book")
    table = ledger.place.documents
    whole = table.rows.field("blocks").type.value_type
    smaller = pa.list_(pa.field("element", pa.struct([field for field in whole if field.name != "heading"])))
    place = table.rows.get_field_index("blocks")
    earlier = replace(table, uri=str(tmp_path / "earlier"), rows=table.rows.set(place, pa.field("blocks", smaller)))
    earlier.create()
    older, newer = made.document(1), made.document(2)
    data = rows.documents_to_rows([older], recorded_at=NOW)
    kept = [{name: block[name] for name in block if name != "heading"} for block in data["blocks"][0].as_py()]
    earlier.append(earlier.head(), data.set_column(place, pa.field("blocks", smaller), pa.array([kept], smaller)))
    earlier.append(earlier.head(), rows.documents_to_rows([newer], recorded_at=NOW))
    moved = replace(table, uri=earlier.uri)
    assert set(rows.rows_to_documents(moved.read(moved.head()))) == {older, newer}


def test_only_ids_are_required_on_disk():
    """Columns other than ids may be null, so that later programs can add some."""
    assert [field.name for field in schema.CLAIMS if not field.nullable] == ["claim_id", "document_id"]
