"""Public sets of sentences with quantities, in the JSON form in which NewsQuant and R-Text were published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from benchmarks.counting import Sentence
from benchmarks.counting.quantities import in_order
from ledger.errors import InputError, MissingPathError

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> dict[str, tuple[Sentence, ...]]:
    """Read a set, or every set of a folder, under the names of their files."""
    if not path.exists():
        raise MissingPathError(
            "there is no such file or folder", where=str(path), mend="Name a JSON file of the published form, or a folder of them."
        )
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise InputError("the folder holds no JSON file", where=str(path), mend="Name a folder with sets of the published form.")
    return {file.stem: _read_file(file) for file in files}


def _read_file(file: Path) -> tuple[Sentence, ...]:
    """Read one set."""
    try:
        rows = json.loads(file.read_text("utf-8"))
        return tuple(Sentence(text=row["text"], gold=in_order(_gold(quantity) for quantity in row["quantities"])) for row in rows)
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"the file is not of the published form ({type(error).__name__}: {error})",
            where=file.name,
            mend='It is a list of {"text": …, "quantities": [{"value": …, "normalized_unit": …}]}.',
        ) from error


def _gold(row: dict[str, Any]) -> dict[str, Any]:
    """Give a gold quantity the names that answers have."""
    named = {"value": row["value"], "unit": row["normalized_unit"], "change": row.get("change"), "concepts": row.get("referred_concepts")}
    return {name: value for name, value in named.items() if value is not None}
