"""Fuzzing of every reader: good files are damaged at random, and each must give documents or a clear refusal, within the limits.

`python -m benchmarks fuzzing [--rounds 300] [--seed 0] [--seconds 20] [--samples FOLDER] [--keep FOLDER]`; exit status 1 if a damaged file
gave anything else. `--keep` writes the damaged files that did, or that stopped the worker, into a folder.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import sys
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.documents.formats.context import Context
from ledger.documents.worker import Worker
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.records import Document

SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "samples"

TOKENS = (
    b"<", b">", b"&", b"&#x110000;", b"<![CDATA[", b"<!--", b"</", b"<table><tr><td>", b"<div>" * 50, b'"', b"'", b"{", b"[", b"]}",
    b"\\", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n", b"\r\n\r\n", b"\n" * 100, b",", b"\t", b"%", b"stream",
    b"endobj", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"Content-Length: 999999999999\r\n", b"Content-Length: -1\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Type: multipart/mixed; boundary=a\r\n", b"charset=utf-7", b"999999999999999999999",
    b"-1", b"1e999", b"NaN", b"9" * 5000, b"-" * 80, b"=" * 80, b"." * 3000, b" " * 5000, b"a " * 2000,
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"&b;",
    "\u202e\u0661\u0662".encode(), "é".encode("latin-1"),
)  # fmt: skip
"""Bytes that mean something to some format."""

LEEWAY = 5.0
"""Seconds a refusal may take beyond the worker's limit: a new worker is started."""


@dataclass(slots=True)
class Tally:
    """What the damaged forms of one file gave.

    Attributes:
        outcomes: How many gave each outcome.
        slowest: The longest time one took, in seconds.
        wrong: What is neither a sound document nor a clear refusal.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def damage(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Damage bytes in one to six places."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        chance.choice(_DAMAGES)(damaged, others, chance)
    return bytes(damaged)


def damage_inside(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Damage what is packed in an archive and pack it again; other bytes are damaged as they are."""
    if data.startswith(b"\x1f\x8b"):
        return gzip.compress(damage(gzip.decompress(data), others, chance), mtime=0)
    if not data.startswith(b"PK"):
        return damage(data, others, chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        struck = chance.choice(archive.namelist())
        for name in archive.namelist():
            content = archive.read(name)
            made.writestr(name, damage(content, others, chance) if name == struck else content)
    return packed.getvalue()


def _change(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)


def _cut_out(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    start = chance.randint(0, len(data))
    del data[start : start + chance.randint(1, max(1, len(data) // 4))]


def _cut_off(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    del data[chance.randint(0, len(data)) :]


def _double(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    start = chance.randint(0, len(data))
    data[start:start] = data[start : start + chance.randint(1, 400)] * chance.randint(1, 20)


def _insert(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    place = chance.randint(0, len(data))
    data[place:place] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 5, 200))


def _join(data: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    place, start = chance.randint(0, len(data)), chance.randint(0, len(other))
    data[place:] = other[start:]


_DAMAGES: tuple[Callable[[bytearray, Sequence[bytes], random.Random], None], ...] = (_change, _cut_out, _cut_off, _double, _insert, _join)


def check(item: Document | LedgerError, name: str) -> str:
    """Say what is wrong with an outcome; empty if it is a sound document or a refusal that names file, reason and mend."""
    if isinstance(item, LedgerError):
        return "" if item.what and item.mend and item.where.startswith(name) else f"an unclear refusal: {item!r}"
    place = 0
    for block in item.blocks:
        if not place <= block.start < block.end <= len(item.text):
            return f"the block {block.start} to {block.end} is out of place"
        place = block.end
    return "" if item.text.strip() else "a document without text"


def run(worker: Worker, name: str, data: bytes, tally: Tally) -> bool:
    """Read one damaged file and count what it gave; say whether it is worth keeping."""
    began = time.monotonic()
    found = list(worker.read(data, Context(where=name, name=name), name=name))
    taken = time.monotonic() - began
    tally.slowest = max(tally.slowest, taken)
    refusals = [item.what for item in found if isinstance(item, LedgerError)]
    is_stopped = any("reading it took" in what or "crash" in what for what in refusals)
    is_failed = any("the reader of its format failed" in what for what in refusals)
    wrong = [what for item in found if (what := check(item, name))]
    wrong += [] if found else ["nothing at all"]
    wrong += [f"it took {taken:.0f} s"] if taken > (worker.seconds + LEEWAY) * max(1, len(refusals)) else []
    tally.wrong += wrong
    outcome = "stopped" if is_stopped else "failed" if is_failed else "read" if len(refusals) < len(found) else "refused"
    tally.outcomes[outcome] += 1
    return bool(wrong or is_stopped or is_failed)


def main(arguments: list[str]) -> int:
    """Damage every sample so many times, print what came of it, and say whether all is well."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzzing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=300, help="damaged forms of each sample")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=20.0, help="time for one document")
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="a folder of good files")
    parser.add_argument("--keep", type=Path, help="a folder for damaged files that failed a reader or stopped the worker")
    options = parser.parse_args(arguments)
    samples = {path.name: path.read_bytes() for path in sorted(options.samples.iterdir()) if path.is_file()}
    worker = Worker(seconds=options.seconds)
    is_well = True
    print(f"{'sample':16} {'read':>6} {'refused':>8} {'failed':>7} {'stopped':>8} {'slowest':>8}")
    for name, data in samples.items():
        tally = Tally()
        for number in range(options.rounds):
            chance = random.Random(f"{options.seed} {name} {number}")  # noqa: S311 - damage, not secrets
            strike = chance.choice((damage, damage_inside))
            damaged = strike(data, list(samples.values()), chance)
            if run(worker, name, damaged, tally) and options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{number}-{name}").write_bytes(damaged)
        counts = tally.outcomes
        print(f"{name:16} {counts['read']:6} {counts['refused']:8} {counts['failed']:7} {counts['stopped']:8} {tally.slowest:7.1f}s")
        for what in dict.fromkeys(tally.wrong):
            print(f"  wrong: {what}", file=sys.stderr)
        is_well = is_well and not tally.wrong
    worker.close()
    return 0 if is_well else 1
