"""The exported files hold the claims."""

import json

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.records import Claim
from ledger.report import csv
from ledger.store import rows
from tests.store import made


def read_csv(path):
    """Read an exported file as its documentation says."""
    dtype = dict.fromkeys(("claim_id", "document_id", "quote", "sentence", "figure_text", "item", "said_by", "unit"), str)
    return pd.read_csv(path, keep_default_na=False, na_values=[""], dtype=dtype)


@settings(max_examples=40, deadline=None)
@given(st.lists(made.any_claim(), min_size=1, max_size=3))
def test_csv_holds_numbers_lists_and_places_as_they_are(tmp_path_factory, claims):
    """Numbers keep their last digit, lists read back from JSON, and rows stay in order, whatever the texts hold."""
    folder = tmp_path_factory.mktemp("out")
    csv.export(rows.claims_to_rows(claims), folder)
    frame = read_csv(folder / "claims.csv")
    assert frame["claim_id"].tolist() == [claim.claim_id for claim in claims]
    assert frame["char_end"].tolist() == [claim.char_end for claim in claims]
    assert [None if pd.isna(value) else value for value in frame["best"]] == [claim.best for claim in claims]
    assert [tuple(json.loads(cell)) for cell in frame["via"]] == [claim.via for claim in claims]


@pytest.mark.parametrize(
    "words", ['a "quoted" word', "two\nlines", "one,two", "=1+1", "@sum", "-5", "NA", "None", "  spaces  ", "ünï–cödé", "a\r\nb"]
)
def test_csv_holds_texts_as_they_are(tmp_path, words):
    """Commas, quotes, line breaks, formulas and the names of nothing come back as they were."""
    document = made.document(text=f"{words} 5")
    claim = made.claim(document, f"{words} 5", "5", said_by=words)
    csv.export(rows.claims_to_rows([claim]), tmp_path)
    row = read_csv(tmp_path / "claims.csv").iloc[0]
    assert (row["said_by"], row["quote"]) == (words, f"{words} 5")


def test_parquet_holds_the_claims(tmp_path):
    """The Parquet file reads back as the same records."""
    claims = made.claims(made.document())
    csv.export(rows.claims_to_rows(claims), tmp_path)
    assert rows.rows_to_claims(pq.read_table(tmp_path / "claims.parquet")) == claims


def test_the_schema_allows_what_is_written(tmp_path):
    """Every required column has a value in every row, and every choice is one of those listed."""
    csv.export(rows.claims_to_rows(made.claims(made.document())), tmp_path)
    fields = json.loads((tmp_path / "claims.schema.json").read_text())["fields"]
    frame = read_csv(tmp_path / "claims.csv")
    for field in fields:
        limits, column = field.get("constraints", {}), frame[field["name"]]
        assert not limits.get("required") or column.notna().all()
        assert "enum" not in limits or set(column.dropna()) <= set(limits["enum"])


def test_an_export_of_nothing_has_the_header(tmp_path):
    """Without claims the CSV names its columns and has no rows."""
    csv.export(rows.claims_to_rows([]), tmp_path)
    frame = read_csv(tmp_path / "claims.csv")
    assert (len(frame), list(frame.columns)) == (0, list(Claim.__dataclass_fields__))


def test_an_export_leaves_no_drafts(tmp_path):
    """Only the three files are in the folder afterwards."""
    csv.export(rows.claims_to_rows(made.claims(made.document())), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "claims.parquet", "claims.schema.json"]
