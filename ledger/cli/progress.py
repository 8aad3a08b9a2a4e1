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

MINUTE = 60


class Progress:
    """Tells how far work has come; call it with what is done and how much there is."""

    def __init__(self, doing: str) -> None:
        """Name the work: "Reading"."""
        self.doing = doing
        self._bar: Bar | None = None
        self._began = self._last = time.monotonic()

    def __enter__(self) -> Self:
        """Start the bar, at a terminal."""
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - help must not wait for it
            from rich.progress import BarColumn, TextColumn  # noqa: PLC0415
            from rich.progress import Progress as Bar  # noqa: PLC0415

            shown = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
            self._bar = Bar(*shown, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._bar.add_task(self.doing, total=None, told="")
        return self

    def __call__(self, done: int, total: int | None, *, share: float | None = None) -> None:
        """Tell how much is done of how much; the whole may be unknown.

        Args:
            done: How much is done.
            total: How much there is; nothing if not known.
            share: The share of the work that is done, where it is known better than `total`: it tells the time left.
        """
        if share is None and total:
            share = done / total
        told = self._tell(done, total, share)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=share or 0.0, total=None if share is None else 1.0, told=told)
        elif time.monotonic() - self._last >= SECONDS:
            self._last = time.monotonic()
            click.echo(f"{self.doing}: {told}", err=True)

    def _tell(self, done: int, total: int | None, share: float | None) -> str:
        """How much is done, how fast, and the time left: "1,200 of 9,000, 35 a second, 4 min left"."""
        seconds = max(time.monotonic() - self._began, 0.001)
        parts = [f"{done:,}" + (f" of {total:,}" if total else ""), f"{done / seconds:.3g} a second"]
        if share is not None and 0 < share < 1:
            parts.append(f"{_span(seconds * (1 - share) / share)} left")
        return ", ".join(parts)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def _span(seconds: float) -> str:
    """A time in words.

    >>> [_span(seconds) for seconds in (8, 250, 8000)]
    ['8 s', '4 min', '2 h 13 min']
    """
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    minutes = round(seconds / MINUTE)
    return f"{minutes} min" if minutes < MINUTE else f"{minutes // 60} h {minutes % 60} min"
