"""The kept schemas say what the records say."""

import json
from pathlib import Path

import jsonschema
import pytest

from ledger.records import schemas

KEPT = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("name", sorted(schemas.files()))
def test_kept_schema_is_what_the_records_make(name):
    """A kept schema equals the generated one; `python -m ledger.records.schemas` renews them."""
    assert (KEPT / name).read_text("utf-8") == schemas.files()[name]


def test_no_schema_is_kept_without_its_record():
    """The folder holds no schema that no record makes."""
    assert {path.name for path in KEPT.iterdir()} == set(schemas.files())


@pytest.mark.parametrize("record", schemas.RECORDS, ids=lambda record: record.__name__)
def test_json_schema_is_valid(record):
    """Every generated JSON Schema is one by its own standard."""
    jsonschema.Draft202012Validator.check_schema(schemas.json_schema(record))


def test_every_column_of_the_table_is_described():
    """No column of the exported claims is without a description."""
    table = json.loads(schemas.files()[schemas.CLAIMS_TABLE])
    assert all(field["description"].endswith(".") or field["description"].endswith('"') for field in table["fields"])
