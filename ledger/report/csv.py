"""The claims as files for other programs: CSV with its Table Schema, and one plain Parquet file.

In the CSV nothing is an empty cell, days and instants are ISO 8601, and a list is a JSON array in one cell; every text is quoted, so
that commas, quotes and line breaks in it are safe. Cells are never altered: a quote that begins with "=", "+", "-" or "@" stays as it
stands in its source, so import the file into a spreadsheet with its columns set to text, or the spreadsheet may take it for a formula.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from ledger.records import Claim
from ledger.records.schemas import table_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INSTANT = "%Y-%m-%dT%H:%M:%SZ"
"""How an instant is written, to the microsecond."""


def export(claims: pa.Table, folder: Path) -> tuple[Path, ...]:
    """Write `claims.csv`, its `claims.schema.json` and `claims.parquet` into a folder, and give their paths.

    A file is put in place when it is whole: whoever reads the folder meanwhile sees the old one or the new one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    schema = json.dumps(table_schema(Claim, key="claim_id"), indent=2, ensure_ascii=False) + "\n"
    return (
        _put(folder / "claims.csv", lambda path: pa_csv.write_csv(_flat(claims), path)),
        _put(folder / "claims.schema.json", lambda path: path.write_text(schema, "utf-8")),
        _put(folder / "claims.parquet", lambda path: pq.write_table(claims, path, compression="zstd")),
    )


def _put(path: Path, write: Callable[[Path], object]) -> Path:
    """Write a file beside its place, then move it there."""
    draft = path.with_name(f".{path.name}.part")
    write(draft)
    draft.replace(path)
    return path


def _flat(table: pa.Table) -> pa.Table:
    """Turn lists into JSON and instants into text, which a cell can hold."""
    for place, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            cells = pa.array([json.dumps(value or [], ensure_ascii=False) for value in table[field.name].to_pylist()], pa.string())
        elif pa.types.is_timestamp(field.type):
            cells = pc.strftime(table[field.name], format=INSTANT)
        else:
            continue
        table = table.set_column(place, field.name, cells)
    return table
