"""The lines of PDF pages in reading order, and the paragraphs, headings and running heads they make."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

from ledger.documents.formats.layout import Piece
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

GUTTER = 1.2
"""Least width of the space between columns, in heights of a line."""

COLUMN_LINES, COLUMN_WIDTH = 3, 8
"""Fewest lines on both sides of a gutter, and least width of the widest of them in heights of a line: less is a list or a table."""

GAP = 1.0
"""Space above a line, in heights of a line, from which it starts a paragraph."""

HEADING_SIZE = 1.15
"""Height of a heading's line, in heights of the document's middle line."""

MAX_HEADING_WORDS = 25
MOST_LINES = 4000
"""Lines of a page that are put in order; a page of more is kept in the order it was written."""

_HYPHENS = ("\x02", "\xad", "-", "‐")
_BULLET = re.compile(r"\s*[•●▪◦‣–—*-]\s")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")


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
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int

    @property
    def height(self) -> float:
        """Its height."""
        return max(self.top - self.bottom, 0.1)


def find_lines(page: Any, number: int) -> list[PageLine]:  # noqa: ANN401 - pypdfium2 has no types
    """The lines of a page in reading order."""
    text_page = page.get_textpage()
    try:
        lines = [line for line in _scan(text_page, number) if line.text.strip()]
    finally:
        text_page.close()
        page.close()
    return _order(lines) if 0 < len(lines) <= MOST_LINES else lines


def find_pieces(pages: Iterable[Sequence[PageLine]]) -> Iterator[Piece]:
    """The paragraphs and headings of the pages, and their running heads as furniture."""
    listed = [list(page) for page in pages]
    running = _find_running(listed)
    lines = [line for page in listed for line in page if id(line) not in running]
    middle = median([line.height for line in lines]) if lines else 1.0
    for paragraph in _group(lines):
        text = _join([line.text for line in paragraph])
        is_large = paragraph[0].height >= HEADING_SIZE * middle
        is_heading = is_large and len(text.split()) <= MAX_HEADING_WORDS and not _SENTENCE_END.search(text)
        yield Piece(text=text, role=Role.HEADLINE if is_heading else None, page=paragraph[0].page)
    for page in listed:
        yield from (Piece(text=line.text, role=Role.FURNITURE, page=line.page) for line in page if id(line) in running)


def _scan(text_page: Any, number: int) -> Iterator[PageLine]:  # noqa: ANN401 - pypdfium2 has no types
    """The page's runs in the order they were written, parted at line ends and wide spaces."""
    # Loose boxes are as high as the font, whatever the letters: headings are told by their height.
    box = raw.FS_RECTF()
    line: PageLine | None = None
    for index in range(text_page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text_page.raw, index))
        if character in "\r\n":
            if line is not None:
                yield line
            line = None
            continue
        if character.isspace() or not raw.FPDFText_GetLooseCharBox(text_page.raw, index, box):
            if line is not None:
                line.text += " " if character.isspace() else character
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if line is not None and not _is_beside(line, left, bottom, top):
            yield line
            line = None
        if line is None:
            line = PageLine(text="", left=left, right=right, bottom=bottom, top=top, page=number)
        line.text += character
        line.left, line.right = min(line.left, left), max(line.right, right)
        line.bottom, line.top = min(line.bottom, bottom), max(line.top, top)
    if line is not None:
        yield line


def _is_beside(line: PageLine, left: float, bottom: float, top: float) -> bool:
    """Whether a character goes on a line: on its height, and not across a gutter or back."""
    return line.left - line.height <= left <= line.right + GUTTER * line.height and bottom <= line.top and top >= line.bottom


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


def _find_running(pages: Sequence[Sequence[PageLine]]) -> set[int]:
    """The identities of the first and last lines that come back on most pages, page numbers apart."""
    edges = [list({id(page[place]): page[place] for place in (0, -1)}.values()) for page in pages if page]
    counts = Counter(shape for page in edges for shape in {_shape(line) for line in page})
    often = max(2, len(edges) // 2)
    return {id(line) for page in edges for line in page if counts[_shape(line)] >= often or not any(map(str.isalpha, line.text))}


def _shape(line: PageLine) -> str:
    return re.sub(r"\d+", "0", " ".join(line.text.split()))


def _group(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Gather lines into paragraphs; one goes on over a column or page if its last line ends in the middle of a sentence."""
    paragraph: list[PageLine] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(paragraph: Sequence[PageLine], line: PageLine) -> bool:
    last = paragraph[-1]
    if _BULLET.match(line.text):
        return False
    is_open = not _SENTENCE_END.search(last.text.rstrip())
    if abs(last.height - line.height) > (HEADING_SIZE - 1) * 2 * min(last.height, line.height):
        return is_open and line.text.lstrip()[:1].islower()
    if line.page != last.page or line.bottom > last.top:
        return is_open and (line.text.lstrip()[:1].islower() or last.text.rstrip().endswith(_HYPHENS))
    is_far = last.bottom - line.top > GAP * last.height
    is_indented = len(paragraph) > 1 and line.left - last.left > line.height / 2
    is_short = last.right < max(other.right for other in paragraph) - 6 * last.height and not is_open
    return not (is_far or is_indented or is_short)


def _join(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph; a word parted by a hyphen at a line's end is made whole."""
    text = ""
    for line in (" ".join(line.split()) for line in lines):
        if text.endswith(_HYPHENS) and text[-2:-1].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text.replace("\x02", "-").replace("\xad", "")
