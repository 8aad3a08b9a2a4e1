"""Conversations: a system runs in its own process, pinned to one thread, and answers in lines of JSON."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from benchmarks.peers import environments
from benchmarks.peers.environments import PeerError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from benchmarks.peers.catalogue import System

ROOT = Path(__file__).resolve().parents[2]

THREADS = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""What keeps numeric libraries to one thread, so that CPU time is the time of one core."""

WARM_UP = (
    "The harbour board said on Tuesday that at least 1,400 crates, or 12% of the yearly load, left the port for $3.5 million.",
    "Two ferries sank within three hours; a 45-year-old sailor swam 2.5 km in water of 11 degrees Celsius.",
)
"""Read first and not timed: programs load what they need when they first read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a system found in some texts.

    Attributes:
        seconds: The CPU time of reading, by the system's own clock.
        found: For each text its quantities, in the form of the sets.
    """

    seconds: float
    found: list[list[dict[str, Any]]]


class Conversation:
    """A running system; to be used in a `with` statement, which ends it."""

    def __init__(self, system: System, folder: Path) -> None:
        """Make the system's environment if need be, start it, and let it warm up."""
        self.system = system
        interpreter = environments.python(system, folder)
        self._talk = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed where the conversation ends
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [str(interpreter), "-m", system.module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._talk,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, **THREADS, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"},
        )
        self.version: str = self._hear()["version"]
        self.read(WARM_UP)

    def read(self, texts: Sequence[str]) -> Reading:
        """Let the system read texts.

        Raises:
            PeerError: It gave up.
        """
        sent = self._process.stdin
        assert sent is not None  # noqa: S101 - asked for above
        try:
            sent.write(json.dumps({"texts": list(texts)}) + "\n")
            sent.flush()
        except BrokenPipeError:
            raise self._failure() from None
        answer = self._hear()
        return Reading(seconds=answer["seconds"], found=answer["found"])

    def _hear(self) -> dict[str, Any]:
        """Wait for a line of the system's."""
        heard = self._process.stdout
        assert heard is not None  # noqa: S101 - asked for above
        line = heard.readline()
        if not line:
            raise self._failure()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _failure(self) -> PeerError:
        """Make the error of a system that ended by itself, with the last line that it wrote."""
        self._process.wait()
        self._talk.seek(0)
        last = (self._talk.read().strip().splitlines() or ["it said nothing"])[-1]
        self._end()
        return PeerError(
            f"it gave up ({last})", where=self.system.name, mend="Delete its environment to have it made again, or leave the peer out."
        )

    def __enter__(self) -> Self:
        """Use the running system."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the system's process."""
        self._end()

    def _end(self) -> None:
        """Let the process end, and close what leads to it; a second time it does nothing."""
        if not self._talk.closed:
            self._process.communicate()
            self._talk.close()
