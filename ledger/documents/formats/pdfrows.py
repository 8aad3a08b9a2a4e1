"""Runs of a PDF page that stand beside one another: cells of a table's rows, or one line whose words stand far apart."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.documents.formats.pdflines import PageLine

    Row = list[PageLine]

ALIGNED = 0.5
"""How far the edges or middles of cells in one column may lie apart, in heights of a line."""

LONGEST_NUMBER = 40
"""Characters of a cell that holds a number."""

_NUMBER = re.compile(r"\W*\d[\d.,\s]*\W*")


def find_rows(page: Sequence[PageLine]) -> list[Row]:
    """Gather the runs of a page, in reading order, into rows of cells and single lines.

    A row has another above or below it whose cells stand under its own; runs beside one another elsewhere are words of one line that is
    set wide.
    """
    rows: list[Row] = []
    for line in page:
        if rows and _is_next_cell(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    are_cells = [False] * len(rows)
    for place, (row, other) in enumerate(pairwise(rows)):
        if _are_aligned(row, other):
            are_cells[place] = are_cells[place + 1] = True
    return [row if is_it else [_join(row)] for row, is_it in zip(rows, are_cells, strict=True)]


def _is_next_cell(line: PageLine, other: PageLine) -> bool:
    """Whether the other run stands on the same height, further right."""
    is_level = abs(line.bottom - other.bottom) < min(line.height, other.height) / 2
    return line.page == other.page and is_level and other.left > line.right


def _are_aligned(row: Row, other: Row) -> bool:
    """Whether two rows have as many cells, each under its neighbour: by left edges, by middles, or numbers by right edges."""
    return len(row) == len(other) > 1 and all(_is_under(cell, neighbour) for cell, neighbour in zip(row[1:], other[1:], strict=True))


def _is_under(cell: PageLine, other: PageLine) -> bool:
    reach = ALIGNED * cell.height
    is_centred = abs(cell.left + cell.right - other.left - other.right) / 2 < reach
    are_numbers = all(len(each.text) <= LONGEST_NUMBER and _NUMBER.fullmatch(each.text) for each in (cell, other))
    return abs(cell.left - other.left) < reach or is_centred or (are_numbers and abs(cell.right - other.right) < reach)


def _join(row: Row) -> PageLine:
    if len(row) == 1:
        return row[0]
    return replace(
        row[0],
        text=" ".join(cell.text for cell in row),
        right=row[-1].right,
        bottom=min(cell.bottom for cell in row),
        top=max(cell.top for cell in row),
    )
