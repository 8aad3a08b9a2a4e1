"""Where each claim's mark and words stand in a chart: scales, and marks set side by side where they would cover one another."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from ledger.records import Stance
from ledger.report import prose
from ledger.report.numbers import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.records import Claim
    from ledger.report.outline import Entry

WIDTH, HEIGHT = 640, 260
"""The plotting area in pixels."""

LOGARITHMIC_FROM = 50.0
"""Greatest over least value from which equal steps upwards are equal ratios."""
LABELLED_UP_TO = 14
"""Marks up to which each carries its figure and reference in words; beyond, the words would cover the marks."""

MARK = 13
"""Pixels that a mark needs in each direction."""
Taken = dict[tuple[int, int], list[tuple[float, float]]]
"""The places of marks by the square of a mark's size that they lie in."""
LINE, LETTER = 16, 6.5
"""Pixels that a label needs in height, and each of its letters in width: an average of the chart's font at 12 pixels."""
STEP = 4
"""Pixels by which a label is moved up and down until it is free."""
GAP = 11
"""Pixels from the middle of a mark to its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A claim in the chart, in the chart's own terms.

    Attributes:
        shape: What it is drawn as: point, open, range, up, down, denied.
        speaker: Who says it.
        at: The instant it is drawn at.
        since: The instant its period starts at, the same as `at` where no start is stated.
        low: Least value stated.
        high: Greatest value stated.
        label: Its figure and reference; empty where there are too many.
        label_at: The instant at the label's near end.
        label_height: The value at the label's middle.
        label_left: Whether the label stands to the left of the mark.
    """

    shape: str
    speaker: str
    at: datetime
    since: datetime
    low: float
    high: float
    label: str
    label_at: datetime
    label_height: float
    label_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A chart's scales and marks.

    Attributes:
        starts_at: The instant at the left end.
        ends_at: The instant at the right end.
        bottom: The value at the bottom.
        top: The value at the top.
        logarithmic: Whether equal steps upwards are equal ratios.
        marks: The marks.
    """

    starts_at: datetime
    ends_at: datetime
    bottom: float
    top: float
    logarithmic: bool
    marks: tuple[Mark, ...] = ()

    def across(self, at: datetime) -> float:
        """Pixels from the left of an instant."""
        return WIDTH * ((at - self.starts_at) / (self.ends_at - self.starts_at))

    def down(self, value: float) -> float:
        """Pixels from the top of a value."""
        bottom, top, value = (math.log10(each) if self.logarithmic else each for each in (self.bottom, self.top, value))
        return HEIGHT * (top - value) / (top - bottom)

    def instant(self, across: float) -> datetime:
        """The instant at pixels from the left."""
        return self.starts_at + (self.ends_at - self.starts_at) * (across / WIDTH)

    def value(self, down: float) -> float:
        """The value at pixels from the top."""
        bottom, top = (math.log10(each) if self.logarithmic else each for each in (self.bottom, self.top))
        height = top - (top - bottom) * down / HEIGHT
        return 10**height if self.logarithmic else height


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a label stands beside its mark.

    Attributes:
        height: Pixels from the top to its middle.
        is_left: Whether it stands to the left of the mark.
    """

    height: float
    is_left: bool


def day(claim: Claim) -> date | None:
    """The day a claim is drawn at: the end of its period, or else its publication; nothing if neither is known."""
    return claim.valid_to or claim.valid_from or claim.published_to


def place(entries: Sequence[Entry], speakers: Sequence[str]) -> Plot:
    """Place the marks of claims that all have a day; speakers beyond those named go by the last name."""
    plot = _scales([entry.claim for entry in entries])
    taken: Taken = defaultdict(list)
    spots = [_aside(plot.across(_instant(entry.claim)), plot.down(max(_stated(entry.claim))), taken) for entry in entries]
    boxes = [(across - MARK / 2, across + MARK / 2, height) for across, height in spots]
    marks = []
    for entry, (across, _) in zip(entries, spots, strict=True):
        label = f"{figure(entry.claim)} [{entry.label}]" if len(entries) <= LABELLED_UP_TO else ""
        name = prose.speaker(entry)
        marks.append(_mark(entry.claim, plot, across, label, boxes, speaker=name if name in speakers else speakers[-1]))
    return replace(plot, marks=tuple(marks))


def _mark(  # noqa: PLR0913 - what is drawn, where, and what stands there already
    claim: Claim, plot: Plot, across: float, label: str, boxes: list[tuple[float, float, float]], *, speaker: str
) -> Mark:
    """Make the mark of a claim with its label where there is room."""
    stated = _stated(claim)
    spot = _free_spot(across, plot.down(sum(stated) / len(stated)), len(label) * LETTER, boxes)
    return Mark(
        shape=_shape(claim),
        speaker=speaker,
        at=plot.instant(across),
        since=_midday(claim.valid_from) if claim.valid_from and claim.valid_from != day(claim) else plot.instant(across),
        low=min(stated),
        high=max(stated),
        label=label,
        label_at=plot.instant(across - GAP if spot.is_left else across + GAP),
        label_height=plot.value(spot.height),
        label_left=spot.is_left,
    )


def _scales(claims: Sequence[Claim]) -> Plot:
    """Choose scales with room for arrows and labels."""
    values = [value for claim in claims for value in _stated(claim)]
    low, high = min(values), max(values)
    logarithmic = low > 0 and high / low >= LOGARITHMIC_FROM
    if logarithmic:
        room = (high / low) ** 0.15
        bottom, top = low / room, high * room
    else:
        floor = 0.0 if 0 <= low <= high / 2 else low
        room = 0.18 * (high - floor) or abs(high) or 1.0
        bottom, top = (floor if floor == 0 else floor - room), high + room
    starts = [_midday(claim.valid_from) if claim.valid_from else _instant(claim) for claim in claims]
    ends = [_instant(claim) for claim in claims]
    width = max(max(ends) - min(starts), timedelta(days=2))
    return Plot(starts_at=min(starts) - width * 0.06, ends_at=max(ends) + width * 0.18, bottom=bottom, top=top, logarithmic=logarithmic)


def _stated(claim: Claim) -> list[float]:
    """The values stated."""
    return [value for value in (claim.low, claim.best, claim.high) if value is not None]


def _midday(on: date) -> datetime:
    """The instant a day is drawn at."""
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)


def _instant(claim: Claim) -> datetime:
    """The instant a claim is drawn at."""
    on = day(claim)
    if on is None:
        raise ValueError("only claims with a day are placed")
    return _midday(on)


def _shape(claim: Claim) -> str:
    """What a claim is drawn as."""
    if claim.stance in {Stance.DENIED, Stance.DOUBTED, Stance.RETRACTED}:
        return "denied"
    if len(set(_stated(claim))) > 1:
        return "range"
    if claim.best is not None:
        return "point" if claim.stance in {Stance.ASSERTED, Stance.ALLEGED} else "open"
    return "up" if claim.low is not None else "down"


def _aside(across: float, height: float, taken: Taken) -> tuple[float, float]:
    """Move a mark to the right until it covers no other, and remember its place, by squares of a mark's size."""
    row = int(height // MARK)
    while True:
        column = int(across // MARK)
        squares = [(column + aside, row + below) for aside in (-1, 0, 1) for below in (-1, 0, 1)]
        near = (place for square in squares if square in taken for place in taken[square])
        if not any(abs(across - other) < MARK and abs(height - level) < MARK for other, level in near):
            taken[column, row].append((across, height))
            return across, height
        across += MARK


def _free_spot(across: float, height: float, width: float, boxes: list[tuple[float, float, float]]) -> Spot:
    """Find the nearest place for a label beside its mark, right or left, that covers no mark and no other label, and take it."""
    for step in range(2 * HEIGHT // STEP):
        shift = (step + 1) // 2 * STEP * (1 if step % 2 else -1)
        for is_left in (False, True):
            left = across - GAP - width if is_left else across + GAP
            is_inside = left >= 0 and left + width <= WIDTH and LINE / 2 <= height + shift <= HEIGHT - LINE / 2
            if is_inside and not any(
                left < end and start < left + width and abs(height + shift - level) < LINE for start, end, level in boxes
            ):
                boxes.append((left, left + width, height + shift))
                return Spot(height=height + shift, is_left=is_left)
    return Spot(height=height, is_left=across + GAP + width > WIDTH)
