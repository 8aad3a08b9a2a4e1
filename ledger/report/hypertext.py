# ruff: noqa: S704 - markup is made here of our own files and of what was escaped before
"""The report as one HTML page: style, script and charts inside, nothing fetched, whatever is quoted escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from ledger.report import periods, prose
from ledger.report.markdown import UNSAFE
from ledger.report.numbers import MINUS
from ledger.report.quoting import quotations

if TYPE_CHECKING:
    from ledger.report.charts import Chart
    from ledger.report.page import Page

_QUOTED = re.compile("“[^“”]*”")
_SAFE_ADDRESS = re.compile(r"https?://[^\s\"'<>]+\Z", re.IGNORECASE)


def render(page: Page) -> str:
    """Write the page as one file that needs no network."""
    style, script = _asset("report.css"), _asset("report.js")
    sources = [(listing, list(zip(listing.entries, quotations(listing.entries), strict=True))) for listing in page.listings]
    template = environment().from_string(_asset("report.html.j2"))
    text = template.render(
        page=page,
        sources=sources,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return text + "\n"


@cache
def environment() -> Environment:
    """The template's surroundings: everything is escaped, and what is missing is an error."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_clean, keep_trailing_newline=False)
    environment.filters["quoted"] = _quoted
    environment.filters["kind"] = _kind
    environment.filters["drawing"] = _drawing
    environment.filters["published"] = periods.published
    environment.filters["speaker"] = prose.speaker
    environment.filters["address"] = _address
    environment.filters["sortable"] = _sortable
    return environment


@cache
def _asset(name: str) -> str:
    """Read a file that lies beside this module."""
    return (resources.files(__package__) / name).read_text("utf-8")


def _hash(text: str) -> str:
    """The hash by which the page allows its own style and script, and no other."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _clean(value: object) -> object:
    """Replace what would steer the browser's text instead of showing."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _quoted(text: str) -> Markup:
    """Set quotations within a sentence apart."""
    plain = str(escape(str(_clean(text))))
    return Markup(_QUOTED.sub(lambda found: f'<span class="said">{found.group()}</span>', plain))


def _kind(title: str) -> str:
    """The class of a line from its title."""
    return title.lower() if title.lower() in {"conflict", "denial", "revision", "change", "rewording", "agreement"} else "other"


def _drawing(chart: Chart) -> Markup:
    """The chart's drawing with its words for who cannot see it; the drawing is ours and escaped by its maker."""
    label = escape(str(_clean(chart.alternative)))
    return Markup(chart.svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))


def _address(url: str) -> Markup:
    """A link to where a document was published, if the address is one of the web."""
    shown = escape(str(_clean(url)))
    return Markup(f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>') if _SAFE_ADDRESS.match(url) else shown


def _sortable(text: str) -> str:
    """A printed number as a script reads it; empty for nothing."""
    return text.replace(",", "").replace(MINUS, "-")
