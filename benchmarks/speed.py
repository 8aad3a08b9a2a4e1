"""Speed of reading news text on one core, beside the peers in the same run.

`python -m benchmarks speed --data PATH [--peers quantulum3,tokenizer] [--profile]`; exit status 1 if a peer could not be measured.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks import texts
from benchmarks.peers import chosen, default_folder
from benchmarks.peers.conversation import ROOT, THREADS, WARM_UP
from benchmarks.racing import BYTES_A_KB, race
from benchmarks.tables import table
from ledger.errors import LedgerError

TURNS = 5
"""Turns in which the systems alternate over the texts."""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks speed", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--data", type=Path, required=True, help="news texts: a folder or file of .txt, or .json and .jsonl rows with a `text`"
    )
    parser.add_argument("--peers", default="quantulum3,tokenizer", help="peers to measure beside the ledger, with commas")
    parser.add_argument("--environments", type=Path, default=default_folder(), help="where the peers' environments are kept")
    parser.add_argument("--most", type=int, default=300, metavar="KB", help="read no more than so many KB")
    parser.add_argument("--profile", action="store_true", help="also say where the ledger's time goes, by stage and by function")
    parser.add_argument("--profile-only", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Measure, and print a table."""
    given = parse(arguments)
    try:
        listed, peers = _some(texts.read(given.data), given.most), chosen(given.peers)
        if given.profile_only:
            _print_profile(listed)
            return 0
        held = race(peers, listed, turns=TURNS, folder=given.environments, cut=True)
    except LedgerError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"speed on {len(listed)} texts of {sum(held.sizes):.0f} KB, one thread\n")
    print(table(["", *(runner.label for runner in held.runners)], held.lines()))
    for failure in held.failures:
        print(f"not measured: {failure}", file=sys.stderr)
    if given.profile:
        sys.stdout.flush()
        command = [
            sys.executable,
            "-m",
            "benchmarks",
            "speed",
            "--profile-only",
            "--data",
            str(given.data.resolve()),
            "--most",
            str(given.most),
        ]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **THREADS}, check=True)  # noqa: S603 - our own command
    return 1 if held.failures else 0


def _some(listed: list[str], most: int) -> list[str]:
    """Take texts spread over all of them, up to a size."""
    size = sum(len(text.encode()) for text in listed) / BYTES_A_KB
    step = max(1, round(size / most))
    return listed[::step]


def _print_profile(listed: list[str]) -> None:
    """Print the time of each stage, and of the functions that take the most."""
    from benchmarks import stages  # noqa: PLC0415 - it loads the pipeline, in a process whose threads are set

    size = sum(len(text.encode()) for text in listed) / BYTES_A_KB
    spent = stages.measure(listed, WARM_UP)
    total = sum(spent.values())
    lines: list[list[object]] = [[stage, 1000 * seconds / size, 100 * seconds / total] for stage, seconds in spent.items()]
    print("\n" + table(["stage", "ms a KB", "% of the time"], [*lines, ["all", 1000 * total / size, 100.0]]))
    print("\n" + stages.functions(listed[: max(1, len(listed) // 4)]))
