"""Rows on standard output: a table to read, or CSV or JSON to pass on."""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

FORMATS = ("table", "csv", "json")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Control characters: what a document says must not drive the reader's terminal."""

_NOTHING = frozenset({"nan", "NaT", "<NA>"})
"""How tables print their several kinds of nothing."""

_WIDE_ENOUGH = 10_000
"""Columns of a table that goes into a file or pipe: nothing is cut there."""


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that chooses how rows are printed."""
    option = click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print the rows.")
    return option(command)


def print_frame(frame: pd.DataFrame, form: str, *, columns: Mapping[str, Callable[[Mapping[str, Any]], str]]) -> None:
    """Print a frame: all its columns as CSV or JSON, or as a table with the columns given, each made from a row."""
    records = rows(frame)
    if form == "table":
        print_table(list(columns), [[make(record) for make in columns.values()] for record in records])
    elif form == "csv":
        print_csv([str(name) for name in frame.columns], records)
    else:
        click.echo(json.dumps(records, ensure_ascii=False, indent=1, allow_nan=False))


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame's rows with plain values."""
    return [{str(name): plain(value) for name, value in record.items()} for record in frame.to_dict("records")]


def print_table(head: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    """Print a table to read, as wide as the terminal, or uncut where the output is no terminal."""
    from rich.console import Console  # noqa: PLC0415 - help must not wait for it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in head:
        table.add_column(name, overflow="fold")
    for row in cells:
        table.add_row(*(Text(_UNSAFE.sub(" ", cell)) for cell in row))
    console = Console(file=sys.stdout, highlight=False, markup=False, width=None if sys.stdout.isatty() else _WIDE_ENOUGH)
    with console.capture() as capture:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


def print_csv(head: Sequence[str], records: Iterable[Mapping[str, Any]]) -> None:
    """Print records as CSV with a head: an empty cell for nothing, a JSON array for a list, as `export` writes them."""
    import csv  # noqa: PLC0415

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(head)
    for record in records:
        cells = (record[name] for name in head)
        writer.writerow(json.dumps(cell, ensure_ascii=False) if isinstance(cell, list) else cell for cell in cells)


def plain(value: object) -> Any:  # noqa: ANN401 - JSON has many shapes
    """A value as JSON knows it: days and instants in ISO form, lists as lists, nothing as null."""
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        members = value if isinstance(value, (list, tuple)) else value.tolist()
        return [plain(member) for member in members] if isinstance(members, (list, tuple)) else plain(members)
    if value is None or (str(value) in _NOTHING and not isinstance(value, str)):
        return None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value if isinstance(value, (bool, int, float)) else str(value)
