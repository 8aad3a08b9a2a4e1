"""Schemas for other programs: JSON Schema of every record, and Table Schema of the claims as CSV.

`python -m ledger.records.schemas [folder]` writes them; a test fails when the kept copies in `schemas/` are stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ledger.records.claims import Claim
from ledger.records.columns import Column, Holds, columns, summary
from ledger.records.documents import Block, Document, Publication
from ledger.records.figures import Figure
from ledger.records.findings import Finding
from ledger.records.mentions import Mention
from ledger.records.periods import Period
from ledger.records.reviews import Review

RECORDS: tuple[type, ...] = (Block, Claim, Document, Figure, Finding, Mention, Period, Publication, Review)
"""Every record that has a schema of its own."""

CLAIMS_TABLE = "claims.table.json"
"""The file of the Table Schema that belongs to the exported claims."""

_JSON_TYPES: dict[Holds, dict[str, Any]] = {
    Holds.TEXT: {"type": "string"},
    Holds.NUMBER: {"type": "number"},
    Holds.INTEGER: {"type": "integer"},
    Holds.TRUTH: {"type": "boolean"},
    Holds.DAY: {"type": "string", "format": "date"},
    Holds.INSTANT: {"type": "string", "format": "date-time"},
    Holds.TEXTS: {"type": "array", "items": {"type": "string"}},
}

_TABLE_TYPES: dict[Holds, dict[str, str]] = {
    Holds.TEXT: {"type": "string"},
    Holds.NUMBER: {"type": "number"},
    Holds.INTEGER: {"type": "integer"},
    Holds.TRUTH: {"type": "boolean"},
    Holds.DAY: {"type": "date"},
    Holds.INSTANT: {"type": "datetime", "format": "any"},
    Holds.TEXTS: {"type": "array"},
    Holds.RECORD: {"type": "object"},
    Holds.RECORDS: {"type": "array"},
}


def json_schema(record: type) -> dict[str, Any]:
    """Describe a record as JSON Schema, draft 2020-12, with a definition for each record inside it."""
    inner: dict[str, Any] = {}
    body = _object(record, inner)
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": record.__name__, **body}
    return schema | ({"$defs": inner} if inner else {})


def _object(record: type, inner: dict[str, Any]) -> dict[str, Any]:
    """Describe a record's fields as a JSON object, and put the records inside it into `inner`."""
    listed = columns(record)
    return {
        "description": summary(record),
        "type": "object",
        "properties": {column.name: _property(column, inner) for column in listed},
        "required": [column.name for column in listed if column.required],
        "additionalProperties": False,
    }


def _property(column: Column, inner: dict[str, Any]) -> dict[str, Any]:
    """Describe one field; a field that may hold nothing may be null."""
    if column.record is not None:
        inner[column.record.__name__] = _object(column.record, inner)
        reference = {"$ref": f"#/$defs/{column.record.__name__}"}
        kind: dict[str, Any] = reference if column.holds is Holds.RECORD else {"type": "array", "items": reference}
    else:
        kind = dict(_JSON_TYPES[column.holds])
    if column.choices:
        kind["enum"] = [*(str(choice) for choice in column.choices), *([] if column.required else [None])]
    if not column.required:
        kind["type"] = [kind["type"], "null"]
    return {"description": column.description, **kind}


def table_schema(record: type, *, key: str) -> dict[str, Any]:
    """Describe a record's rows as a CSV file in the Table Schema of Frictionless Data; lists are JSON arrays in one cell."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_table_field(column) for column in columns(record)],
        "primaryKey": [key],
        "missingValues": [""],
    }


def _table_field(column: Column) -> dict[str, Any]:
    """Describe one column of a CSV file."""
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = [str(choice) for choice in column.choices]
    field: dict[str, Any] = {"name": column.name, **_TABLE_TYPES[column.holds], "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})


def files() -> dict[str, str]:
    """Make every schema file: its name and its text."""
    made: dict[str, dict[str, Any]] = {f"{record.__name__.lower()}.json": json_schema(record) for record in RECORDS}
    made[CLAIMS_TABLE] = table_schema(Claim, key="claim_id")
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in made.items()}


def write(folder: Path) -> None:
    """Write every schema file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(*sys.argv[1:2] or ["schemas"]))
