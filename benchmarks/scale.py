"""Reading many documents by one process, by several, and by a Ray cluster of this machine's cores, into ledgers that must be equal.

`python -m benchmarks scale [--data FOLDER] [--documents 2000] [--workers 1 2] [--ray] [--repeat 2]` prints a table. Each run is a
process of its own, and the fastest of its repetitions counts. Exit status 1 if the ledgers differ.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import ledger
from benchmarks import invented, tables, texts
from ledger.store.schema import READ_CLAIMS

SMALL = 10
"""A folder with so many times fewer documents is read too, to see whether memory grows with their number."""

MIB = 2**20
HEAD = ("read by", "seconds", "CPU seconds", "documents a second", "KB a second", "times one", "peak MiB of one process")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run took.

    Attributes:
        seconds: From the call to its end.
        cpu: Seconds of processor time of all processes that it waited for.
        memory: The most bytes that any one of its processes held.
        claims: How many claims it added.
    """

    seconds: float
    cpu: float
    memory: int
    claims: int


def write(folder: Path, documents: int, data: Path | None) -> int:
    """Write so many documents that differ, and give their bytes: invented ones, or those of a folder with a line of their own."""
    given = [] if data is None else texts.read(data)
    folder.mkdir()
    size = 0
    for number in range(documents):
        text = given[number % len(given)] + f"\n\nCopy {number}.\n" if given else invented.document(number).text
        content = text.encode()
        (folder / f"{number:07}.txt").write_bytes(content)
        size += len(content)
    return size


def add(place: str, folder: str, how: str) -> None:
    """Add a folder, and print what it took: the work of one run, in a process of its own."""
    book = ledger.open(place)
    started = time.perf_counter()
    result = book.add(folder, ray="local") if how == "ray" else book.add(folder, workers=int(how))
    seconds = time.perf_counter() - started
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    taken = {
        "seconds": seconds,
        "cpu": sum(usage.ru_utime + usage.ru_stime for usage in both),
        "memory": max(usage.ru_maxrss for usage in both) * 1024,
        "claims": result.claims,
    }
    print(json.dumps(taken))


def measure(place: Path, folder: Path, how: str) -> Run:
    """Add a folder in a process of its own."""
    command = [sys.executable, "-m", "benchmarks", "scale", "--add", str(place), str(folder), how]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "RAY_USAGE_STATS_ENABLED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603 - our own command
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def rows(place: Path) -> str:
    """Sum up what a ledger holds, in its order, without the instants at which it was written."""
    book = ledger.open(place, create=False)
    # Subjects are left out: they are linked when asked for, and are not what was read.
    columns = [name for name in READ_CLAIMS.names if name not in {"subject", "recorded_at"}]
    frames = [book.claims(columns=columns), book.documents().drop(columns="recorded_at")]
    return "\n".join(frame.to_json(orient="records", date_format="iso") for frame in frames)


def main(arguments: list[str]) -> int:
    """Measure each way of reading."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks scale", description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--add", nargs=3, metavar=("PLACE", "FOLDER", "HOW"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.add:
        add(*given.add)
        return 0
    ways = [*map(str, dict.fromkeys(given.workers)), *(["ray"] if given.ray else [])]
    with tempfile.TemporaryDirectory() as box:
        return _compare(Path(box), given, ways)


def _compare(box: Path, given: argparse.Namespace, ways: list[str]) -> int:
    """Run every way by turns, print the table, and tell whether the ledgers are equal."""
    size = write(box / "documents", given.documents, given.data)
    write(box / "few", max(given.documents // SMALL, 1), given.data)
    runs: dict[str, list[Run]] = {how: [] for how in ways}
    for number in range(given.repeat):
        for how in ways:
            runs[how].append(measure(box / f"{how}-{number}", box / "documents", how))
            print(f"turn {number + 1}, {how}: {runs[how][-1].seconds:.1f} s", file=sys.stderr)
    best = {how: min(listed, key=lambda run: run.seconds) for how, listed in runs.items()}
    one = best[ways[0]]
    lines = [
        [
            "a Ray cluster" if how == "ray" else f"{how} process{'es' if how != '1' else ''}",
            run.seconds,
            run.cpu,
            given.documents / run.seconds,
            size / 1000 / run.seconds,
            f"{one.seconds / run.seconds:.2f}",
            run.memory / MIB,
        ]
        for how, run in best.items()
    ]
    print(f"{given.documents} documents, {size / 1000:.0f} KB, {one.claims} claims; cores: {os.cpu_count()}\n")
    print(tables.table(HEAD, lines))
    few = measure(box / "few-ledger", box / "few", ways[0])
    print(f"\npeak for a tenth of the documents, {ways[0]}: {few.memory / MIB:.0f} MiB")
    expected = rows(box / f"{ways[0]}-0")
    unequal = [how for how in ways if rows(box / f"{how}-0") != expected]
    print("the ledgers are equal" if not unequal else f"these ledgers differ from the first: {', '.join(unequal)}")
    return 1 if unequal else 0
