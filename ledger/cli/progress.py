"""How far long work has come, on standard error: a bar at a terminal, else a plain line every few seconds."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as Bar

SECONDS = 5.0
"""Between two plain lines, and before the first: short work stays silent."""


class Progress:
    """Tells how far work has come; call it with what is done and how much there is."""

    def __init__(self, doing: str) -> None:
        """Name the work: "Reading"."""
        self.doing = doing
        self._bar: Bar | None = None
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        """Start the bar, at a terminal."""
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - help must not wait for it
            from rich.progress import Progress as Bar  # noqa: PLC0415

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._bar.add_task(self.doing, total=None)
        return self

    def __call__(self, done: int, total: int | None) -> None:
        """Tell how much is done of how much; the whole may be unknown."""
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, total=total)
        elif time.monotonic() - self._last >= SECONDS:
            self._last = time.monotonic()
            click.echo(f"{self.doing}: {done:,}" + (f" of {total:,}" if total else ""), err=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
