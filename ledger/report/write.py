"""The report written to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.report import markdown
from ledger.report.outline import lay_out
from ledger.report.page import compose

if TYPE_CHECKING:
    from os import PathLike

    from ledger.report.contents import Contents
    from ledger.report.page import Page

FORMATS = ("markdown", "html")


def write(folder: str | PathLike[str], contents: Contents, *, format: str = "markdown", name: str = "report") -> tuple[Path, ...]:  # noqa: A002 - the public face calls it so
    """Write the report into a folder, made if absent, and give the paths: the page first, then its charts.

    Markdown has its charts as SVG files in a folder beside it; HTML is one file that needs no network.

    Raises:
        InputError: The format is none of `FORMATS`.
    """
    if format not in FORMATS:
        raise InputError(f"{format!r} is no format of a report", where="format", mend=f"choose one of {', '.join(FORMATS)}")
    page = compose(lay_out(contents))
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    if format == "html":
        from ledger.report import hypertext  # noqa: PLC0415 - jinja2 is loaded only for pages

        return (_save(place / f"{name}.html", hypertext.render(page)),)
    return _write_markdown(place, page, name)


def _write_markdown(place: Path, page: Page, name: str) -> tuple[Path, ...]:
    """Write the page and its charts, and remove charts that an earlier page of this name left behind."""
    drawn = {chapter.series.anchor: chapter.chart.svg for chapter in page.chapters if chapter.chart is not None}
    folder = place / f"{name}-charts"
    charts = [_save(folder / f"{anchor}.svg", svg) for anchor, svg in drawn.items()]
    for stale in sorted(set(folder.glob("*.svg")) - set(charts)):
        stale.unlink()
    text = markdown.render(page, {anchor: f"{folder.name}/{anchor}.svg" for anchor in drawn})
    return (_save(place / f"{name}.md", text), *charts)


def _save(path: Path, text: str) -> Path:
    """Write a file in UTF-8 with plain line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path
