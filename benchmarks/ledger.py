"""Adds, reads, the past and comparison at growing numbers of claims, against a plain scan of the same Parquet files in the same run.

`python -m benchmarks ledger [--claims 10000 100000] [--compare] [--folder FOLDER]` prints a table. DuckDB is measured where installed.
A ledger that is in the folder from an earlier run is measured as it is.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.dataset as ds

import ledger
from benchmarks import invented
from ledger import store
from ledger.store import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.store import Store

DOCUMENTS_A_BATCH = 200
REPEATS = 5
SPEAKER = "Port Union"


def fill(place: Path, claims: int) -> tuple[Store, list[float]]:
    """Add documents until the ledger holds so many claims, and give the seconds of each batch."""
    opened = store.open(place)
    seconds: list[float] = []
    for first in range(0, claims // invented.CLAIMS_EACH, DOCUMENTS_A_BATCH):
        last = min(first + DOCUMENTS_A_BATCH, claims // invented.CLAIMS_EACH)
        documents = [invented.document(number) for number in range(first, last)]
        found = [claim for document in documents for claim in invented.claims(document)]
        started = time.perf_counter()
        opened.add(documents, found, reader=invented.READER)
        seconds.append(time.perf_counter() - started)
    return opened, seconds


def best_of(call: Callable[[], object]) -> float:
    """Give the shortest of several runs, in milliseconds."""
    times: list[float] = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return min(times) * 1000


def measure_reads(opened: Store) -> dict[str, float]:
    """Time reads of the ledger beside plain scans of its files, in milliseconds."""
    files = [str(path) for path in opened.place.claims.head().file_uris()]
    columns = ["claim_id", "low", "said_by"]
    chosen = Selection(values={"said_by": (SPEAKER,)})
    scan = ds.dataset(files)
    half = opened.contents().at(version=max(opened.contents().version // 2, 1), as_of=None)
    found = {
        "filtered read": best_of(lambda: opened.claims(opened.contents(), chosen, columns=columns)),
        "filtered scan": best_of(lambda: scan.to_table(columns=columns, filter=ds.field("said_by") == SPEAKER)),
        "filtered scan, files listed anew": best_of(
            lambda: ds.dataset(files).to_table(columns=columns, filter=ds.field("said_by") == SPEAKER)
        ),
        "whole read": best_of(lambda: opened.claims(opened.contents(), Selection())),
        "whole scan": best_of(scan.to_table),
        "read of the past": best_of(lambda: opened.claims(half, chosen, columns=columns)),
        "open and history": best_of(lambda: store.open(opened.place.uri).contents()),
    }
    if importlib.util.find_spec("duckdb"):
        import duckdb  # noqa: PLC0415 - measured only where installed

        query = f"select claim_id, low, said_by from read_parquet({files!r}) where said_by = '{SPEAKER}'"  # noqa: S608 - our own names
        found["filtered DuckDB"] = best_of(lambda: duckdb.sql(query).to_arrow_table())
    return found


def measure(place: Path, claims: int, *, compare: bool) -> None:
    """Measure one size and print its lines."""
    opened, batches = (store.open(place), []) if place.exists() else fill(place, claims)
    files = [path for path in place.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 2**20
    print(f"\n{claims} claims: {len(files)} files, {size:.1f} MiB")
    if batches:
        tenth = max(len(batches) // 10, 1)
        print(f"  add of a batch: first {statistics.mean(batches[:tenth]):.3f} s, last {statistics.mean(batches[-tenth:]):.3f} s")
    for name, milliseconds in measure_reads(opened).items():
        print(f"  {name}: {milliseconds:.1f} ms")
    started = time.perf_counter()
    ledger.open(place).compact()
    print(f"  compact: {time.perf_counter() - started:.2f} s")
    for name, milliseconds in measure_reads(opened).items():
        print(f"  compacted, {name}: {milliseconds:.1f} ms")
    if compare:
        measure_comparison(place)
    print(f"  peak memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def measure_comparison(place: Path) -> None:
    """Time comparison, and a report of one subject, in processor time too, for other work on the machine does not count there."""
    book = ledger.open(place)
    started, processor = time.perf_counter(), time.process_time()
    findings = len(book.compare())
    print(f"  compare: {time.perf_counter() - started:.1f} s ({time.process_time() - processor:.1f} s of one core), {findings} findings")
    subject = book.series()["subject"].iloc[0]
    with tempfile.TemporaryDirectory() as folder:
        processor = time.process_time()
        book.report(folder, subject=subject)
    print(f"  report of one subject: {time.process_time() - processor:.1f} s of one core")


def main(arguments: list[str]) -> int:
    """Measure each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks ledger", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as box:
        for claims in given.claims:
            measure((given.folder or Path(box)) / str(claims), claims, compare=given.compare)
    return 0
