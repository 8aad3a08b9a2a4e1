"""Kills and crowds: writers are killed at random moments, and many write at once; nothing acknowledged may be lost or doubled.

`python -m benchmarks crashes [--kills 200] [--writers 8] [--seconds 60] [--folder FOLDER]`; exit status 1 if anything was.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import invented
from ledger import store
from ledger.records import Review, ReviewAction
from ledger.store import Selection, upkeep
from ledger.store.reviewing import make
from ledger.store.verify import verify

DOCUMENTS_A_BATCH = 3

_WHOLE = re.compile(r"(document|review) [0-9a-f]{20}")
"""A line that a killed writer had printed to its end."""

REVIEW_EVERY, COMPACT_EVERY = 4, 7
"""After how many batches a writer reviews a claim, and joins files: a kill may fall into either."""


def write(place: str, first: int, step: int, seconds: float) -> None:
    """Add batch after batch, and print each document and review once it is in the ledger."""
    opened = store.open(place)
    until = time.monotonic() + seconds
    number, batches = first, 0
    while time.monotonic() < until:
        documents = [invented.document(number + offset) for offset in range(DOCUMENTS_A_BATCH)]
        found = [claim for document in documents for claim in invented.claims(document)]
        opened.add(documents, found, reader=invented.READER)
        acknowledged = [f"document {document.document_id}" for document in documents]
        batches += 1
        if batches % REVIEW_EVERY == 0:
            review = _review(found[0].claim_id)
            opened.review([review])
            acknowledged.append(f"review {review.review_id}")
        print("\n".join(acknowledged), flush=True)
        if batches % COMPACT_EVERY == 0:
            upkeep.compact(opened.place)
        number += step


def _review(claim_id: str) -> Review:
    """Make a review that is the same whenever the claim is."""
    return make(action=ReviewAction.ACCEPT, who="Ana", why="checked", reviewed_at=datetime.now(UTC), claim_id=claim_id)


def _start(place: Path, *, first: int, step: int, seconds: float) -> subprocess.Popen[str]:
    """Start a writer in a process of its own."""
    command = [sys.executable, "-m", "benchmarks", "crashes", "--write", str(place), str(first), str(step), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command


def check(place: Path, acknowledged: set[str]) -> list[str]:
    """List what was lost or doubled, and what does not verify."""
    opened = store.open(place)
    held = opened.contents()
    faults = [f"{problem.where}: {problem.what}" for problem in verify(opened.place)]
    rows = opened.claims(held, Selection(), columns=["claim_id", "document_id"])
    faults += [f"claim {claim_id} is there {times} times" for claim_id, times in Counter(rows["claim_id"].to_pylist()).items() if times > 1]
    counts = Counter(rows["document_id"].to_pylist())
    for line in acknowledged:
        kind, name = line.split()
        if kind == "document" and counts[name] != invented.CLAIMS_EACH:
            faults.append(f"document {name} has {counts[name]} claims of {invented.CLAIMS_EACH}")
        if kind == "review" and name not in held.review_ids:
            faults.append(f"review {name} is lost")
    return faults


def kill_often(place: Path, kills: int) -> list[str]:
    """Start a writer and kill it, again and again from the same documents on, and check each time."""
    draw = random.Random(0)  # noqa: S311 - a campaign that can be repeated
    acknowledged: set[str] = set()
    faults: list[str] = []
    for number in range(kills):
        writer = _start(place, first=number // 4 * DOCUMENTS_A_BATCH, step=DOCUMENTS_A_BATCH, seconds=60)
        assert writer.stdout is not None  # noqa: S101 - asked for above
        lines = [writer.stdout.readline().strip()]
        time.sleep(draw.uniform(0, 0.6))
        writer.kill()
        lines += [line.strip() for line in writer.communicate()[0].splitlines()]
        acknowledged |= {line for line in lines if _WHOLE.fullmatch(line)}
        found = check(place, acknowledged)
        faults += [f"after kill {number + 1}: {fault}" for fault in found]
        print(f"kill {number + 1}: {len(acknowledged)} acknowledged, {len(found)} faults", file=sys.stderr)
    return faults


def write_at_once(place: Path, writers: int, seconds: float) -> list[str]:
    """Let writers add overlapping documents at once, read meanwhile, and check at the end."""
    started = [_start(place, first=number % 2 * DOCUMENTS_A_BATCH, step=DOCUMENTS_A_BATCH, seconds=seconds) for number in range(writers)]
    opened = store.open(place)
    faults: list[str] = []
    reads = 0
    while any(writer.poll() is None for writer in started):
        held = opened.contents()
        seen = opened.claims(held, Selection(), columns=["claim_id"]).num_rows
        if seen != held.claims:
            faults.append(f"a reader saw {seen} claims of version {held.version}, which has {held.claims}")
        reads += 1
        time.sleep(0.2)
    acknowledged: set[str] = set()
    for writer in started:
        acknowledged |= set(writer.communicate()[0].split("\n")) - {""}
        if writer.returncode:
            faults.append(f"a writer gave up with status {writer.returncode}")
    print(f"{writers} writers: {len(acknowledged)} acknowledged, {opened.contents().version} versions, {reads} reads", file=sys.stderr)
    return faults + check(place, acknowledged)


def main(arguments: list[str]) -> int:
    """Run both campaigns and print what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks crashes", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", nargs=4, metavar=("PLACE", "FIRST", "STEP", "SECONDS"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.write:
        place, first, step, seconds = given.write
        write(place, int(first), int(step), float(seconds))
        return 0
    with tempfile.TemporaryDirectory() as box:
        folder = given.folder or Path(box)
        faults = kill_often(folder / "killed", given.kills) if given.kills else []
        faults += write_at_once(folder / "crowded", given.writers, given.seconds) if given.writers else []
    print("\n".join(faults) or "nothing lost, nothing doubled")
    return 1 if faults else 0
