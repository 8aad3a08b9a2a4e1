"""Racing: several systems read the same texts in one run, by turns, so that they share whatever else the machine does."""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.peers import LEDGER, Conversation, PeerError, System

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SENTENCE_END = re.compile(r"(?<=[.!?][\"”’)])\s+|(?<=[.!?])\s+|\n+")

BYTES_A_KB = 1000


@dataclass(slots=True, kw_only=True)
class Runner:
    """One system in a race.

    Attributes:
        system: The system.
        version: Its version, as it told it.
        seconds: The CPU time of each turn that counts for speed.
        found: The quantities of each text, in the order of the texts.
    """

    system: System
    version: str
    seconds: list[float] = field(default_factory=list)
    found: list[list[dict[str, Any]]] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Name and version."""
        return f"{self.system.name} {self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """What a race came to.

    Attributes:
        sizes: The KB (thousand bytes of UTF-8) that were read in each turn that counts for speed.
        runners: The systems that finished, the ledger first.
        failures: Why others could not be measured.
    """

    sizes: list[float]
    runners: list[Runner]
    failures: list[PeerError]

    def speed(self, runner: Runner) -> float:
        """KB that a system read in a second of CPU time."""
        return sum(self.sizes) / sum(runner.seconds)

    def times_as_fast(self, runner: Runner) -> str:
        """How many times as fast the ledger was, over all, with the slowest and the fastest turn; this holds on other machines too."""
        ours = self.runners[0].seconds
        ratios = [theirs / our for our, theirs in zip(ours, runner.seconds, strict=True)]
        return f"{sum(runner.seconds) / sum(ours):.2g} ({min(ratios):.2g}–{max(ratios):.2g})"

    def lines(self) -> list[list[object]]:
        """Write what each system read in a second, and how the ledger compares."""
        ours, *others = self.runners
        return [
            ["KB a CPU second", *(f"{self.speed(runner):.1f}" for runner in self.runners)],
            [f"so many times as fast is {ours.label} (slowest and fastest turn)", "1", *(self.times_as_fast(runner) for runner in others)],
        ]


def race(peers: Sequence[System], texts: Sequence[str], *, turns: int, folder: Path, cut: bool = False) -> Race:
    """Let the ledger and its peers read texts, each text once, in several turns; a peer that fails is left out and said so.

    The first of several turns does not count for speed: programs load and compile what they need when they first need it.

    With `cut`, a system that reads by sentence is given each text cut into sentences.
    """
    groups = [texts[turn::turns] for turn in range(turns) if texts[turn::turns]]
    failures: list[PeerError] = []
    runners: list[Runner] = []
    with ExitStack() as stack:
        running: list[tuple[Runner, Conversation]] = []
        for system in (LEDGER, *peers):
            try:
                conversation = stack.enter_context(Conversation(system, folder))
            except PeerError as error:
                if system is LEDGER:
                    raise
                failures.append(error)
                continue
            running.append((Runner(system=system, version=conversation.version), conversation))
        for turn, group in enumerate(groups):
            print(f"turn {turn + 1} of {len(groups)}", file=sys.stderr)
            for runner, conversation in running:
                _take_turn(runner, conversation, group, cut=cut and runner.system.by_sentence)
        runners = [runner for runner, _ in running]
    first = min(1, len(groups) - 1)
    for runner in runners:
        runner.found = _put_back(runner.found, len(texts), len(groups))
        runner.seconds = runner.seconds[first:]
    return Race(
        sizes=[sum(len(text.encode()) for text in group) / BYTES_A_KB for group in groups[first:]], runners=runners, failures=failures
    )


def _take_turn(runner: Runner, conversation: Conversation, group: Sequence[str], *, cut: bool) -> None:
    """Let one system read one group of texts, cut into sentences if asked to; the cutting is not timed."""
    pieces = [_sentences(text) if cut else [text] for text in group]
    reading = conversation.read([piece for listed in pieces for piece in listed])
    runner.seconds.append(reading.seconds)
    found = iter(reading.found)
    runner.found += [[quantity for _ in listed for quantity in next(found)] for listed in pieces]


def _sentences(text: str) -> list[str]:
    """Cut a long text at the ends of its sentences and lines."""
    return [piece for piece in _SENTENCE_END.split(text) if piece.strip()]


def _put_back(found: list[list[dict[str, Any]]], texts: int, turns: int) -> list[list[dict[str, Any]]]:
    """Put answers that came turn by turn into the order of the texts."""
    order = [place for turn in range(turns) for place in range(turn, texts, turns)]
    return [answer for _, answer in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]
