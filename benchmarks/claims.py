"""Whole articles through a ledger: what it claims and how it compares them, written for a scorer and scored.

`python -m benchmarks claims --data FOLDER [--scorer FILE] [--out FOLDER]`; exit status 1 if the scorer gave up.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import ledger
from benchmarks.rows import rows
from benchmarks.tables import table
from ledger.errors import InputError, LedgerError, MissingPathError

BOUNDS = {"about": "approximate", "between": "range", "vague": "approximate"}
"""The scorer's words for bounds where they differ from the ledger's."""

RELATIONS = {"rewording": "repeat", "change": "update", "revision": "update"}
"""The scorer's words for findings where they differ from the ledger's."""

MEASURES = {
    "detection F1": ("detection", "f1"),
    "hard traps hit": ("detection", "hard_negatives_hit"),
    "value": ("attributes", "value", "acc"),
    "bound": ("attributes", "bound", "acc"),
    "unit": ("attributes", "unit", "acc"),
    "item head": ("attributes", "item_head", "acc"),
    "source": ("attributes", "source", "acc"),
    "stance": ("attributes", "stance", "acc"),
    "end of time": ("attributes", "time_end", "acc"),
    "value, bound, item and source": ("attributes", "all_of_value_bound_item_source", "acc"),
    "linking F1 across documents": ("series", "pairwise_cross_document", "f1"),
    "relations macro F1": ("relations", "macro_f1"),
    "conflict F1": ("relations", "per_relation", "conflict", "f1"),
}
"""Where the scorer's report keeps what is printed."""

COUNTED = frozenset(("hard traps hit",))
"""Measures that are counts and not shares."""


def main(arguments: list[str]) -> int:
    """Read the articles, write predictions, and print what the scorer makes of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks claims", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="a folder with manifest.jsonl and articles/")
    parser.add_argument("--scorer", type=Path, help="a program called as SCORER predictions.jsonl --pairs pairs.jsonl --json FILE")
    parser.add_argument("--out", type=Path, help="where predictions.jsonl, pairs.jsonl and the scorer's report are kept")
    parser.add_argument("--explain", action="store_true", help="hand --explain to the scorer and print all that it says")
    given = parser.parse_args(arguments)
    if given.scorer is None and given.out is None:
        parser.error("name a scorer, or a folder for the predictions, or both")
    with tempfile.TemporaryDirectory() as box:
        out = given.out or Path(box, "out")
        out.mkdir(parents=True, exist_ok=True)
        try:
            found, pairs = predict(given.data, Path(box))
        except LedgerError as error:
            print(error, file=sys.stderr)
            return 2
        _write(out / "predictions.jsonl", found)
        _write(out / "pairs.jsonl", pairs)
        print(f"{len(found)} claims, {len(pairs)} findings", file=sys.stderr)
        return _score(given.scorer, out, explain=given.explain) if given.scorer else 0


def predict(data: Path, box: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Read a folder's articles through a ledger made in `box`: the claims and the pairs of claims, in the scorer's form."""
    book = ledger.open(str(box / "book"))
    added = book.add(str(_documents(data, box / "documents")))
    for refused in added.refused:
        print(f"refused: {refused}", file=sys.stderr)
    names = {row["document_id"]: Path(row["path"]).stem for row in rows(book.documents())}
    found = [prediction(row, names[row["document_id"]]) for row in rows(book.claims())]
    pairs = [
        {"a": row["claim_a"], "b": row["claim_b"], "relation": RELATIONS.get(row["finding"], row["finding"])}
        for row in rows(book.compare())
    ]
    return found, pairs


def _documents(data: Path, folder: Path) -> Path:
    """Copy the articles into a folder, under a manifest as the ledger reads it."""
    manifest = data / "manifest.jsonl"
    if not manifest.exists():
        raise MissingPathError("there is no manifest.jsonl", where=str(data), mend="Name a folder that holds it, and articles/ beside it.")
    folder.mkdir(parents=True)
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as handle:
        write = csv.writer(handle)
        write.writerow(("path", "publisher", "title", "url", "published", "language"))
        for number, line in enumerate(manifest.read_text("utf-8").splitlines(), start=1):
            try:
                row = json.loads(line)
                source = data / (row.get("path") or f"articles/{row['doc_id']}.txt")
                (folder / f"{row['doc_id']}.txt").write_bytes(source.read_bytes())
                told = (row["publisher"], row.get("title", ""), row["url"], row["published_at"][:10], row["language"])
            except (json.JSONDecodeError, KeyError, OSError) as error:
                raise InputError(
                    f"the row cannot be used ({error!r})", where=f"manifest.jsonl, line {number}", mend="Mend the row."
                ) from error
            write.writerow((f"{row['doc_id']}.txt", *told))
    return folder


def prediction(row: dict[str, Any], document: str) -> dict[str, Any]:
    """Put one claim into the scorer's form."""
    best = row["best"]
    is_estimate = row["basis"] == "estimated" and row["stance"] == "asserted"
    return {
        "claim_id": row["claim_id"],
        "doc_id": document,
        "start": row["char_start"],
        "end": row["char_end"],
        "value_low": row["low"] if best is None else best,
        "value_high": row["high"] if best is None else best,
        "bound": BOUNDS.get(row["bound"], row["bound"]),
        "unit": row["unit"],
        "item": row["item_text"] or row["item"],
        "source": row["said_by"],
        "stance": "estimated" if is_estimate else row["stance"],
        "refers_to_start": _day(row["valid_from"]),
        "refers_to_end": _day(row["valid_to"]),
        "series": row["subject"],
    }


def _day(value: object) -> str | None:
    return None if value is None else str(value)[:10]


def _write(file: Path, listed: list[dict[str, Any]]) -> None:
    """Write rows as lines of JSON."""
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in listed), "utf-8")


def _score(scorer: Path, out: Path, *, explain: bool) -> int:
    """Let the scorer judge what was written, and print the main measures of its report."""
    report = out / "report.json"
    command = [sys.executable, str(scorer), str(out / "predictions.jsonl"), "--pairs", str(out / "pairs.jsonl"), "--json", str(report)]
    ended = subprocess.run([*command, *(["--explain"] if explain else [])], capture_output=True, text=True, check=False)  # noqa: S603 - the user's scorer
    if ended.returncode or not report.exists():
        print(f"{scorer.name}: it gave up\n{ended.stderr}", file=sys.stderr)
        return 1
    if explain:
        print(ended.stdout)
    found = json.loads(report.read_text("utf-8"))
    print(table(["measure", f"ledger {ledger.__version__}"], [[name, _pick(found, name)] for name in MEASURES]))
    return 0


def _pick(found: dict[str, Any], name: str) -> object:
    """Pick a measure out of the scorer's report, shares in percent."""
    value: Any = found
    for step in MEASURES[name]:
        value = value.get(step) if isinstance(value, dict) else None
    if value is None:
        return "–"
    return f"{value} of {found['detection'].get('hard_negatives_total', '?')}" if name in COUNTED else 100 * float(value)
