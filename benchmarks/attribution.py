"""Who said each figure: the ledger's speakers on annotated articles, judged by a scorer that the user names.

`python -m benchmarks attribution --data FILE --scorer FILE [--core]`; exit status 1 if the scorer gave up.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import ledger
from benchmarks.peers.conversation import ROOT
from benchmarks.rows import rows
from benchmarks.tables import table

ADAPTER = "benchmarks.attribution:speakers"
"""What the scorer imports and calls with each text."""

MEASURES = {"attributed": "attr", "entity": "entity", "head word": "head", "half of the words": "tok50", "all words": "exact"}
"""The scorer's measures under their names in the table."""


def speakers(text: str, *, published_on: str | None = None) -> list[dict[str, Any]]:
    """Find each figure of a text and who says it, in the scorer's form."""
    return [
        {
            "start": row["char_start"],
            "end": row["char_end"],
            "source_start": None,
            "source_end": None,
            "attributed": bool(row["said_by"] or row["said_by_text"]),
            "source_text": row["said_by_text"] or row["said_by"],
        }
        for row in rows(ledger.extract(text, published_on=published_on))
    ]


def main(arguments: list[str]) -> int:
    """Let the scorer judge the ledger's speakers, and print what it found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks attribution", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="articles with annotated figures, in lines of JSON")
    parser.add_argument(
        "--scorer", type=Path, required=True, help="a program called as SCORER --adapter MODULE:FUNCTION --data FILE --json"
    )
    parser.add_argument("--core", action="store_true", help="leave out what is attributed by attitude and intention, and not by speech")
    parser.add_argument(
        "--explain", action="store_true", help="hand --explain to the scorer and print all that it says, instead of the table"
    )
    given = parser.parse_args(arguments)
    command = [sys.executable, str(given.scorer.resolve()), "--adapter", ADAPTER, "--data", str(given.data.resolve())]
    command += [*(["--core"] if given.core else []), "--explain" if given.explain else "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)  # noqa: S603 - the user's scorer
    if ended.returncode:
        print(f"{given.scorer.name}: it gave up\n{ended.stderr}", file=sys.stderr)
        return 1
    if given.explain:
        print(ended.stdout)
        return 0
    found = json.loads(ended.stdout.splitlines()[-1])
    print(f"{found['mentions']} figures judged, {found['found']} of them found\n")
    lines = [[name, *(100 * found[key][part] for part in "prf")] for name, key in MEASURES.items()]
    print(table(["measure", "precision", "recall", "F1"], lines))
    return 0
