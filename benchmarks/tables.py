"""Tables in Markdown, so that a result can be pasted where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def table(head: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    """Write a Markdown table: the first column to the left, numbers to the right with one decimal.

    >>> print(table(["set", "F1"], [["ours", 92.04]]))
    | set  |   F1 |
    |:-----|-----:|
    | ours | 92.0 |
    """
    cells = [[f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in line] for line in lines]
    widths = [max(len(line[place]) for line in [list(head), *cells]) for place in range(len(head))]

    def line(texts: Sequence[str]) -> str:
        padded = [
            text.ljust(width) if place == 0 else text.rjust(width) for place, (text, width) in enumerate(zip(texts, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = "|".join(":" + "-" * (width + 1) if place == 0 else "-" * (width + 1) + ":" for place, width in enumerate(widths))
    return "\n".join([line(head), f"|{rule}|", *(line(each) for each in cells)])
