"""One chart a series: dots for stated points, arrows for open bounds, bars for ranges, by the time they hold for, told apart by speaker."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ledger.report import periods, prose
from ledger.report.numbers import figure, unit
from ledger.report.plot import HEIGHT, WIDTH, day, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.report.outline import Entry, Series
    from ledger.report.plot import Mark, Plot

INK, QUIET, RULE, PAPER = "#1f2429", "#59636e", "#d5dae0", "#fefefe"
"""Colours of words, lesser words, lines and ground; the HTML page sets others in their place where it is dark."""

PALETTE = ("#0b66c2", "#b5460f", "#1a7f4b", "#8250df", "#a6335c", "#0f7b86", "#7a6200", "#57606a")
"""Colours of speakers, each at least 4.5 to 1 against white; the last is for all speakers beyond."""

OTHERS = "other speakers"
FONT = "Liberation Sans"
"""The font in which widths are measured: it comes with the renderer, so the machine's own fonts change nothing."""
FONTS = "Liberation Sans, Arial, Helvetica, sans-serif"
"""What the file asks for: fonts of the same widths."""

VEGA_LITE = "5.20"
"""The grammar's version is named, so that a newer renderer draws the same."""

_SHAPES = {
    "open": "circle",
    "denied": "M-1,-1L1,1M-1,1L1,-1",
    "up": "M-0.9,0L0.9,0M0,0L0,-2.8M-0.8,-1.9L0,-2.8L0.8,-1.9",
    "down": "M-0.9,0L0.9,0M0,0L0,2.8M-0.8,1.9L0,2.8L0.8,1.9",
}
"""What is drawn for each shape; a stated point is a filled circle, a range a bar."""

SHORT_FROM = 1e6
"""Value from which the axis is marked in short: "9M"."""

_KEYS = {
    "point": "a dot is a stated value",
    "open": "a ring is a value planned, forecast or possible",
    "range": "a bar is a range",
    "up": "an arrow up is “at least” or “more than”",
    "down": "an arrow down is “at most” or “less than”",
    "denied": "a cross is a value denied, doubted or retracted",
}
"""What the caption says of each shape that is there."""

_DAYS_BY_FORMAT = ((70, "%-d %b %Y"), (1100, "%b %Y"))
"""Days that a chart may span for its axis to be marked so; beyond, by years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn series.

    Attributes:
        svg: The drawing.
        caption: How to read it, and what it leaves out.
        alternative: The same in words, for who cannot see it.
    """

    svg: str
    caption: str
    alternative: str


def draw(series: Series) -> Chart | None:
    """Draw a series; nothing where fewer than two of its statements have a number in one unit and a time."""
    entries = _of_one_unit([statement.first for statement in series.statements if day(statement.first.claim) is not None])
    if len(entries) < 2:  # noqa: PLR2004 - a single point shows nothing over time
        return None
    names = list(dict.fromkeys(prose.speaker(entry) for entry in entries))
    if len(names) > len(PALETTE):
        names = [*names[: len(PALETTE) - 1], OTHERS]
    plot = place(entries, names)
    left_out = len(series.statements) - len(entries)
    return Chart(
        svg=_render(_compose(plot, names, _axis_title(entries[0]))),
        caption=_caption(entries, plot, left_out),
        alternative=_in_words(series, entries),
    )


def _of_one_unit(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in the unit that most have: a chart has one axis. Changes ("up 300") are no level and stand on none."""
    levels = [entry for entry in entries if entry.claim.change is None]
    units = [entry.claim.unit if entry.claim.dimension != "count" else None for entry in levels]
    common = max(sorted(set(units), key=str), key=units.count, default=None)
    return [entry for entry, name in zip(levels, units, strict=True) if name == common]


def _axis_title(entry: Entry) -> str | None:
    """What the numbers are in; nothing for counts."""
    claim = entry.claim
    return None if claim.dimension == "count" else unit(claim) or (claim.unit or "").replace("_", " ") or None


def _record(mark: Mark) -> dict[str, Any]:
    """A mark as the chart's grammar takes it."""
    return {
        "at": mark.at.isoformat(timespec="seconds"), "since": mark.since.isoformat(timespec="seconds"), "low": mark.low, "high": mark.high,
        "shape": mark.shape, "who": mark.speaker, "label": mark.label, "label_at": mark.label_at.isoformat(timespec="seconds"),
        "label_height": round(mark.label_height, 6), "side": "right" if mark.label_left else "left",
    }  # fmt: skip


def _compose(plot: Plot, names: Sequence[str], axis: str | None) -> dict[str, Any]:
    """Fill the drawing's plan with the marks, the scales and the axes of one plot; its first layer holds scales and axes for all."""
    spec = deepcopy(_plan())
    spec["data"] = {"values": [_record(mark) for mark in plot.marks]}
    encoding = spec["layer"][0]["encoding"]
    days = (plot.ends_at - plot.starts_at).days
    encoding["x"]["scale"]["domain"] = [plot.starts_at.isoformat(), plot.ends_at.isoformat()]
    encoding["x"]["axis"]["format"] = next((form for most, form in _DAYS_BY_FORMAT if days <= most), "%Y")
    encoding["x"]["axis"]["tickCount"] = min(6, max(2, days))
    encoding["y"]["scale"] |= {"type": "log" if plot.logarithmic else "linear", "domain": [plot.bottom, plot.top]}
    encoding["y"]["axis"] |= {"format": "~s" if plot.top >= SHORT_FROM else ",~f", "title": axis}
    encoding["color"]["scale"] = {"domain": list(names), "range": list(PALETTE[: len(names)])}
    return spec


@cache
def _plan() -> dict[str, Any]:
    """Layer the marks: the period as a line, the range as a bar, then dot, ring, arrow or cross, then the words.

    Made once, for checking it against the grammar takes longer than drawing it.
    """
    import altair as alt  # noqa: PLC0415 - takes a second to load, and few commands draw

    legend = alt.Legend(orient="bottom", title=None, labelLimit=WIDTH, columns=1, symbolType="circle", symbolStrokeWidth=0, symbolOpacity=1)
    base = alt.Chart(alt.InlineData(values=[])).encode(
        x=alt.X("at:T", title=None), y=alt.Y("high:Q", title=None), color=alt.Color("who:N", legend=None)
    )
    period = base.mark_rule(strokeWidth=1.5, opacity=0.5).encode(
        x=alt.X("at:T", title=None, scale=alt.Scale(type="utc", domain=[0, 1], nice=False), axis=alt.Axis(grid=False, labelFlush=True)),
        x2="since:T",
        y=alt.Y("high:Q", scale=alt.Scale(domain=[0, 1], nice=False, zero=False), axis=alt.Axis(tickCount=5)),
        color=alt.Color("who:N", legend=legend),
    )
    ranges = base.transform_filter("datum.low < datum.high").mark_bar(size=9, opacity=0.8).encode(y2="low:Q")
    dots = base.transform_filter("datum.shape === 'point'").mark_point(size=90, opacity=1, filled=True)
    shapes = alt.Shape("shape:N", legend=None, scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())))
    open_ = base.transform_filter("datum.shape !== 'point' && datum.shape !== 'range'")
    others = open_.mark_point(size=90, opacity=1, strokeWidth=2, filled=False).encode(shape=shapes)
    text: dict[str, Any] = {"align": alt.ExprRef("datum.side"), "baseline": "middle", "fontSize": 12}
    where = {"x": "label_at:T", "y": "label_height:Q", "text": "label:N"}
    halo = base.mark_text(**text, stroke=PAPER, strokeWidth=4, strokeJoin="round").encode(**where, color=alt.value(PAPER))
    words = base.mark_text(**text).encode(**where)
    layers = alt.layer(period, ranges, dots, others, halo, words)
    drawn: dict[str, Any] = _dress(layers.properties(width=WIDTH, height=HEIGHT, background=PAPER, padding=8)).to_dict()
    return drawn


def _dress(chart: Any) -> Any:  # noqa: ANN401 - the library's own class
    """Set font and colours."""
    import altair as alt  # noqa: PLC0415 - as above

    axes = {"labelColor": QUIET, "titleColor": QUIET, "gridColor": RULE, "domainColor": RULE, "tickColor": RULE}
    return (
        chart.configure(font=FONT, view=alt.ViewConfig(stroke=None))
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight="normal", **axes)
        .configure_legend(labelColor=INK, labelFontSize=12, rowPadding=4)
    )


def _render(spec: dict[str, Any]) -> str:
    """Draw the chart without a browser."""
    import vl_convert  # noqa: PLC0415 - takes a while to load, and few commands draw

    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return svg.replace(f'font-family="{FONT}"', f'font-family="{FONTS}"') + "\n"


def _caption(entries: Sequence[Entry], plot: Plot, left_out: int) -> str:
    """Say how to read the chart and what it leaves out."""
    shapes = {mark.shape for mark in plot.marks}
    parts = [f"{prose.capital('; '.join(words for shape, words in _KEYS.items() if shape in shapes))}."]
    parts.append("Each mark stands at the end of the time its figure holds for, and a thin line reaches back to the start.")
    if any(entry.claim.valid_to is None and entry.claim.valid_from is None for entry in entries):
        parts.append("Where no time is stated, it stands at the publication.")
    if plot.logarithmic:
        parts.append("Equal steps upwards are equal ratios.")
    elif plot.bottom > 0:
        parts.append("The scale does not start at zero.")
    if left_out:
        parts.append(f"Not drawn, for want of a day or of the same unit: {prose.plural(left_out, 'statement')}.")
    return " ".join(parts)


def _in_words(series: Series, entries: Sequence[Entry]) -> str:
    """The chart in words."""
    points = "; ".join(f"{prose.speaker(entry)}: {figure(entry.claim)}, {periods.covers(entry.claim)}" for entry in entries)
    return f"Chart of {prose.one_line(series.name)} over time. {points}."
