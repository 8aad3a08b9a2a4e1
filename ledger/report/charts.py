"""One chart a series: dots for stated points, arrows for open bounds, bars for ranges, by the time they hold for, told apart by speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ledger.records import Stance
from ledger.report import periods, prose
from ledger.report.numbers import figure, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.records import Claim
    from ledger.report.outline import Entry, Series

INK, QUIET, RULE = "#1f2429", "#59636e", "#d5dae0"
"""Colours of words, lesser words and lines; the HTML page sets others by these where it is dark."""

PALETTE = ("#0b66c2", "#b5460f", "#1a7f4b", "#8250df", "#a6335c", "#0f7b86", "#7a6200", "#57606a")
"""Colours of speakers, each at least 4.5 to 1 against white; the last one is for all speakers beyond."""

OTHERS = "other speakers"
FONT = "Liberation Sans"
"""The font in which widths are measured: it comes with the renderer, so the machine's own fonts change nothing."""
FONTS = "Liberation Sans, Arial, Helvetica, sans-serif"
"""What the file asks for: fonts of the same widths."""

WIDTH, HEIGHT = 640, 260
VEGA_LITE = "5.20"
"""The grammar's version is named, so that a newer renderer draws the same."""
LOGARITHMIC_FROM = 50.0
"""Greatest over least value from which equal steps on the axis are equal ratios."""
LABELLED_UP_TO = 14
"""Marks up to which each carries its figure and reference in words."""


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
    """Draw a series; nothing where fewer than two of its statements have both a number and a time."""
    placed = [statement.first for statement in series.statements if _day(statement.first.claim) is not None]
    comparable = _of_one_unit(placed)
    if len(comparable) < 2:  # noqa: PLR2004 - a single point shows nothing over time
        return None
    logarithmic = _is_logarithmic(comparable)
    spec = _compose(_marks(comparable), axis=_axis_title(comparable), logarithmic=logarithmic)
    left_out = len(series.statements) - len(comparable)
    return Chart(svg=_render(spec), caption=_caption(comparable, logarithmic=logarithmic, left_out=left_out), alternative=_in_words(series, comparable))


def _day(claim: Claim) -> str | None:
    """The day a claim is drawn at: the end of its period, or else its publication."""
    on = claim.valid_to or claim.valid_from or claim.published_to
    return on.isoformat() if on else None


def _of_one_unit(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in the unit that most have; a chart has one axis."""
    units = [entry.claim.unit if entry.claim.dimension != "count" else None for entry in entries]
    if not units:
        return []
    common = max(sorted(set(units), key=str), key=units.count)
    return [entry for entry, name in zip(entries, units, strict=True) if name == common and entry.claim.change is None]


def _values(claim: Claim) -> list[float]:
    """The values stated."""
    return [value for value in (claim.low, claim.best, claim.high) if value is not None]


def _is_logarithmic(entries: Sequence[Entry]) -> bool:
    """Whether equal steps on the axis are to be equal ratios."""
    values = [value for entry in entries for value in _values(entry.claim)]
    return min(values) > 0 and max(values) / min(values) >= LOGARITHMIC_FROM


def _names(entries: Sequence[Entry]) -> list[str]:
    """The speakers in the order of the claims; those beyond the palette go by one name."""
    names = list(dict.fromkeys(prose.speaker(entry) for entry in entries))
    return names if len(names) <= len(PALETTE) else [*names[: len(PALETTE) - 1], OTHERS]


def _marks(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """One record a claim, as the chart's grammar takes it."""
    names = _names(entries)
    found = []
    for entry in entries:
        claim, name = entry.claim, prose.speaker(entry)
        stated = _values(claim)
        is_range = len(set(stated)) > 1
        label = f"{figure(claim)} [{entry.label}]" if len(entries) <= LABELLED_UP_TO else ""
        found.append({
            "at": _day(claim),
            "from": claim.valid_from.isoformat() if claim.valid_from and claim.valid_to else _day(claim),
            "low": min(stated),
            "high": max(stated),
            "shape": _shape(claim, is_range=is_range),
            "who": name if name in names else OTHERS,
            "label": label,
        })  # fmt: skip
    return found


def _shape(claim: Claim, *, is_range: bool) -> str:
    """What a claim is drawn as."""
    if claim.stance in {Stance.DENIED, Stance.DOUBTED, Stance.RETRACTED}:
        return "denied"
    if is_range:
        return "range"
    if claim.best is not None:
        return "point" if claim.stance is Stance.ASSERTED or claim.stance is Stance.ALLEGED else "open"
    return "up" if claim.low is not None else "down"


def _axis_title(entries: Sequence[Entry]) -> str:
    """What the numbers are in; empty for counts."""
    claim = entries[0].claim
    return {"percent": "percent", "percentage_point": "percentage points"}.get(claim.unit or "", unit(claim) or (claim.unit or "")) if claim.dimension != "count" else ""


def _compose(marks: list[dict[str, Any]], *, axis: str, logarithmic: bool) -> dict[str, Any]:
    """Layer the marks: the period as a line, the range as a bar, then dot, arrow or cross, then the words."""
    import altair as alt  # noqa: PLC0415 - takes a second to load, and few commands draw

    low, high = min(mark["low"] for mark in marks), max(mark["high"] for mark in marks)
    scale = alt.Scale(type="log", nice=True) if logarithmic else alt.Scale(zero=low <= high / 2, nice=True)
    names = list(dict.fromkeys(mark["who"] for mark in marks))
    colours = alt.Scale(domain=names, range=[PALETTE[-1] if name == OTHERS else PALETTE[nth] for nth, name in enumerate(names)])
    legend = alt.Legend(orient="bottom", title=None, labelLimit=WIDTH, columns=1, symbolType="circle", symbolStrokeWidth=0)
    base = alt.Chart(alt.Data(values=marks)).encode(
        x=alt.X("at:T", scale=alt.Scale(type="utc", padding=46), title=None, axis=alt.Axis(grid=False, labelFlush=False)),
        color=alt.Color("who:N", scale=colours, legend=legend),
    )
    height = alt.Y("high:Q", scale=scale, title=axis or None, axis=alt.Axis(tickCount=5, format=",~f" if high < 1e6 else "~s"))  # noqa: PLR2004
    single = base.encode(y=height)

    def shaped(drawn_as: str, **style: Any) -> alt.Chart:
        """The marks of one shape."""
        return single.transform_filter(f"datum.shape === '{drawn_as}'").mark_point(size=90, opacity=1, strokeWidth=2, **style)

    layers = alt.layer(
        single.mark_rule(strokeWidth=1.5, opacity=0.45).encode(x2="from:T"),
        base.transform_filter("datum.low < datum.high").mark_bar(size=9, opacity=0.75).encode(y=height, y2="low:Q"),
        shaped("point", filled=True, shape="circle"),
        shaped("open", filled=False, shape="circle"),
        shaped("denied", filled=False, shape="M-1,-1L1,1M-1,1L1,-1"),
        shaped("up", filled=False, shape="M-0.8,0L0.8,0M0,0L0,-2.6M-0.7,-1.8L0,-2.6L0.7,-1.8"),
        shaped("down", filled=False, shape="M-0.8,0L0.8,0M0,0L0,2.6M-0.7,1.8L0,2.6L0.7,1.8"),
        single.mark_text(align="center", baseline="top", dy=9, fontSize=12).encode(text="label:N", color=alt.value(INK)),
    ).properties(width=WIDTH, height=HEIGHT, background="white", padding=8)
    drawn: dict[str, Any] = layers.configure(font=FONT, view=alt.ViewConfig(stroke=None)).configure_axis(
        labelColor=QUIET, titleColor=QUIET, gridColor=RULE, domainColor=RULE, tickColor=RULE, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
    ).configure_legend(labelColor=INK, labelFontSize=12, rowPadding=4).to_dict()
    return drawn


def _render(spec: dict[str, Any]) -> str:
    """Draw the chart without a browser."""
    import vl_convert  # noqa: PLC0415 - takes a while to load, and few commands draw

    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return svg.replace(f'font-family="{FONT}"', f'font-family="{FONTS}"') + "\n"


def _caption(entries: Sequence[Entry], *, logarithmic: bool, left_out: int) -> str:
    """Say how to read the chart and what it leaves out."""
    parts = ["Each mark stands at the end of the time its figure holds for; a thin line reaches back to the start."]
    if any(entry.claim.valid_to is None and entry.claim.valid_from is None for entry in entries):
        parts.append("Where no time is stated, it stands at the publication.")
    if logarithmic:
        parts.append("Equal steps upwards are equal ratios.")
    if left_out:
        parts.append(f"{prose.plural(left_out, 'statement')} without a day, in another unit or stating a change {'is' if left_out == 1 else 'are'} not drawn.")
    return " ".join(parts)


def _in_words(series: Series, entries: Sequence[Entry]) -> str:
    """The chart in words."""
    points = "; ".join(f"{prose.speaker(entry)}: {figure(entry.claim)}, {periods.covers(entry.claim)}" for entry in entries)
    return f"Chart of {prose.one_line(series.name)} over time. {points}."
