"""Texts to read for speed: plain files, or files of JSON that hold texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ledger.errors import InputError, MissingPathError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def read(path: Path) -> list[str]:
    """Read the texts of a file, or of a folder and the folders in it: each `.txt` is one, and each row of JSON with a `text`."""
    if not path.exists():
        raise MissingPathError("there is no such file or folder", where=str(path), mend="Name a file or folder of texts.")
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    found = [text for file in files for text in _read_file(file) if text.strip()]
    if not found:
        raise InputError("it holds no text", where=str(path), mend="Name .txt files, or .json or .jsonl files whose rows have a `text`.")
    return found


def _read_file(file: Path) -> Iterator[str]:
    """Give the texts of one file."""
    if file.suffix == ".txt":
        yield file.read_text("utf-8", errors="replace")
    elif file.suffix in {".json", ".jsonl"}:
        try:
            rows = _rows(file)
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise InputError(f"it is not JSON ({error})", where=file.name, mend="Mend the file, or name another.") from error
        yield from (row["text"] for row in rows if isinstance(row, dict) and isinstance(row.get("text"), str))


def _rows(file: Path) -> list[Any]:
    """Read the rows of a JSON file."""
    text = file.read_text("utf-8")
    if file.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    whole = json.loads(text)
    return whole if isinstance(whole, list) else [whole]
