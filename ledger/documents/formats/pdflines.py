"""The lines of a PDF page in reading order: runs of characters, cut into columns."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

from ledger.documents.formats import raised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GUTTER = 1.2
"""Least width of the space between columns, in heights of a line."""

COLUMN_LINES, COLUMN_WIDTH = 3, 8
"""Fewest lines on both sides of a gutter, and least width of the widest of them in heights of a line: less is a list or a table."""

SMALL_SIZE, RAISED_BY = 0.8, 0.15
"""Height of raised characters at most, and how far above the foot of their line they stand at least, in heights of the line."""

_CLOSING = ",.;:!?)”"
MOST_LINES = 4000
"""Lines of a page that are put in order; a page of more is kept in the order it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glyph:
    """A character with its edges."""

    character: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom


@dataclass(slots=True)
class PageLine:
    """A run of characters on one line of a page.

    Attributes:
        text: Its characters.
        left: Its left edge; all edges in points, from the lower left corner of the page.
        right: Its right edge.
        bottom: Its lower edge.
        top: Its upper edge.
        page: The page, from 1.
        raised: Raised characters at its end, until it is known what follows them.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int
    raised: str = ""

    @property
    def height(self) -> float:
        """Its height."""
        return max(self.top - self.bottom, 0.1)

    def take(self, glyph: _Glyph) -> bool:
        """Add a character that goes on the line; say whether it does."""
        is_level = glyph.bottom <= self.top and glyph.top >= self.bottom
        if not (is_level and self.left - self.height <= glyph.left <= self.right + GUTTER * self.height):
            return False
        is_small = glyph.height < SMALL_SIZE * self.height
        if is_small and self.text.strip() and glyph.bottom > self.bottom + RAISED_BY * self.height:
            self.raised += glyph.character
        else:
            self.add(glyph.character)
        if not is_small:
            self.bottom, self.top = min(self.bottom, glyph.bottom), max(self.top, glyph.top)
        self.left, self.right = min(self.left, glyph.left), max(self.right, glyph.right)
        return True

    def add(self, character: str) -> None:
        """Write a character, and before it what is stored for raised ones."""
        if self.raised and character == " ":
            self.raised += character  # kept until it is known whether a comma follows
            return
        self.settle(character)
        self.text += character

    def settle(self, following: str) -> None:
        """Write the raised characters at its end as text is stored, now that the character after them is known."""
        if self.raised:
            self.text += raised.write(self.text, self.raised.rstrip(), following)
            # The library sets spaces where the height changes.
            self.text += " " if self.raised.endswith(" ") and following not in _CLOSING else ""
            self.raised = ""


def find_lines(page: Any, number: int) -> list[PageLine]:  # noqa: ANN401 - pypdfium2 has no types
    """The lines of a page in reading order."""
    text_page = page.get_textpage()
    try:
        lines = [line for line in _scan(text_page, number) if line.text.strip()]
    finally:
        text_page.close()
        page.close()
    return _order(lines) if 0 < len(lines) <= MOST_LINES else lines


def _scan(text_page: Any, number: int) -> Iterator[PageLine]:  # noqa: ANN401 - pypdfium2 has no types
    """The page's runs in the order they were written, parted where the next character stands elsewhere."""
    # Loose boxes are as high as the font, whatever the letters: headings are told by their height.
    box = raw.FS_RECTF()
    line: PageLine | None = None
    for index in range(text_page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text_page.raw, index))
        # Line ends also stand where characters are raised or lowered: the place of the next character tells.
        if character.isspace() or not raw.FPDFText_GetLooseCharBox(text_page.raw, index, box):
            if line is not None:
                line.add(" " if character.isspace() else character)
            continue
        glyph = _Glyph(character=character, left=box.left, right=box.right, bottom=box.bottom, top=box.top)
        if line is not None and not line.take(glyph):
            line.settle("")
            yield line
            line = None
        if line is None:
            line = PageLine(text=character, left=glyph.left, right=glyph.right, bottom=glyph.bottom, top=glyph.top, page=number)
    if line is not None:
        line.settle("")
        yield line


def _order(lines: list[PageLine]) -> list[PageLine]:
    """Cut the page into columns, and where no gutter runs through, at its widest horizontal space; then each part again."""
    ordered: list[PageLine] = []
    stack = [lines]
    while stack:
        part = stack.pop()
        cut = _cut_columns(part) or _cut_rows(part)
        if cut is None:
            ordered += sorted(part, key=lambda line: (-round(line.bottom), line.left))
        else:
            stack += reversed(cut)
    return ordered


def _cut_columns(lines: list[PageLine]) -> list[list[PageLine]] | None:
    height = median(line.height for line in lines)
    reach = float("-inf")
    by_left = sorted(lines, key=lambda line: line.left)
    for place, line in enumerate(by_left):
        sides = [by_left[:place], by_left[place:]]
        if line.left - reach > GUTTER * height and all(_is_column(side, height) for side in sides):
            return sides
        reach = max(reach, line.right)
    return None


def _is_column(lines: Sequence[PageLine], height: float) -> bool:
    return len(lines) >= COLUMN_LINES and max(line.right - line.left for line in lines) >= COLUMN_WIDTH * height


def _cut_rows(lines: list[PageLine]) -> list[list[PageLine]] | None:
    by_top = sorted(lines, key=lambda line: -line.top)
    best, widest, reach = 0, 0.0, by_top[0].bottom
    for place, line in enumerate(by_top[1:], start=1):
        space = reach - line.top
        if space > widest:
            best, widest = place, space
        reach = min(reach, line.bottom)
    return [by_top[:best], by_top[best:]] if best else None
