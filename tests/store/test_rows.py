"""Records keep everything on their way through Arrow, Parquet and frames."""

from datetime import UTC, datetime

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.records import Claim
from ledger.store import frames, rows, schema
from tests.store import made

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)


@settings(max_examples=40, deadline=None)
@given(st.lists(made.any_claim(), max_size=4))
def test_claims_come_back_from_arrow(claims):
    """Claims made into rows and read back are the same claims."""
    assert list(rows.rows_to_claims(rows.claims_to_rows(claims))) == claims


@settings(max_examples=20, deadline=None)
@given(st.lists(made.any_claim(), max_size=4))
def test_claims_come_back_from_parquet(tmp_path_factory, claims):
    """Claims written to a Parquet file and read back are the same claims."""
    path = tmp_path_factory.mktemp("parquet") / "claims.parquet"
    pq.write_table(rows.claims_to_rows(claims), path)
    assert list(rows.rows_to_claims(pq.read_table(path))) == claims


@settings(max_examples=40, deadline=None)
@given(st.lists(made.any_claim(), min_size=1, max_size=4))
def test_a_frame_holds_what_the_records_hold(claims):
    """Each cell of a frame is the record's value: nothing is none, lists are lists."""
    records = frames.to_frame(rows.claims_to_rows(claims)).to_dict("records")
    expected = [
        {name: list(value) if isinstance(value := getattr(claim, name), tuple) else value for name in schema.READ_CLAIMS.names}
        for claim in claims
    ]
    assert records == expected


def test_a_document_comes_back_whole():
    """A stored document is the document, its publication and blocks included."""
    document = made.document(notes=("The encoding was guessed.",))
    assert rows.rows_to_documents(rows.documents_to_rows([document], recorded_at=NOW)) == (document,)


def test_no_number_is_a_nan():
    """A figure without a least value is null in Arrow, and a filter on it finds nothing."""
    document = made.document()
    table = rows.claims_to_rows(made.claims(document), recorded_at=NOW)
    assert table["low"].to_pylist() == [340.0, None]


def test_every_column_says_what_it_holds():
    """Each column of the stored claims carries its description, for whoever opens the files without this program."""
    assert all(field.metadata[b"comment"] for field in schema.CLAIMS)


def test_claims_are_stored_in_the_columns_of_the_record():
    """The stored columns are the record's, in its order, but for the instant of superseding, which later rows tell."""
    assert [*schema.CLAIMS.names, "superseded_at"] == list(Claim.__dataclass_fields__)
