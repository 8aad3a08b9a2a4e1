"""The lines of PDF pages become paragraphs, headings, rows of tables, notes and running heads."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from ledger.documents.formats.layout import Piece
from ledger.documents.formats.pdfrows import find_rows
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.documents.formats.pdflines import PageLine
    from ledger.documents.formats.pdfrows import Row

GAP = 1.0
"""Space above a line, in heights of a line, from which it starts a paragraph."""

HEADING_SIZE = 1.15
"""Height of a heading's line, in heights of the document's middle line."""

SMALL_SIZE = 0.9
"""Height of a note's line at the foot of a page at most, in heights of the document's middle line."""

MAX_HEADING_WORDS = 25

_HYPHENS = ("\x02", "\xad", "-", "‐")
_BULLET = re.compile(r"\s*[•●▪◦‣–—*-]\s")
_NOTE_MARK = re.compile(r"\s*(\d{1,3}|[*†‡])\s*(?=[^\W\d_]|[“\"'(])")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")


def find_pieces(pages: Iterable[Sequence[PageLine]]) -> Iterator[Piece]:
    """The paragraphs, headings and tables of the pages, then the notes at their feet, then their running heads as furniture."""
    listed = [list(page) for page in pages]
    running = _find_running(listed)
    kept = [[line for line in page if id(line) not in running] for page in listed]
    heights = [line.height for page in kept for line in page]
    middle = median(heights) if heights else 1.0
    notes = [_cut_notes(page, middle) for page in kept]
    for paragraph in _group([row for page in kept for row in find_rows(page)]):
        yield from _find_pieces_of(paragraph, middle)
    for page in notes:
        for paragraph in _group([[line] for line in page]):
            yield from _find_pieces_of(paragraph, middle)
    for page in listed:
        yield from (Piece(text=line.text, role=Role.FURNITURE, page=line.page) for line in page if id(line) in running)


def _cut_notes(page: list[PageLine], middle: float) -> list[PageLine]:
    """Take the small lines at a page's foot out of it: a sentence may go on around them on the next page."""
    place = len(page)
    while place and page[place - 1].height <= SMALL_SIZE * middle:
        place -= 1
    notes = page[place:] if place else []
    if notes and _NOTE_MARK.match(notes[0].text):
        del page[place:]
        return notes
    return []


def _find_pieces_of(paragraph: Sequence[Row], middle: float) -> Iterator[Piece]:
    """A paragraph as a heading, a row of a table, a note behind its mark, or text."""
    first = paragraph[0][0]
    if len(paragraph[0]) > 1:
        yield Piece(text=" | ".join(" ".join(cell.text.split()) for cell in paragraph[0]), role=Role.TABLE, page=first.page)
        return
    text = _join([line.text for row in paragraph for line in row])
    mark = _NOTE_MARK.match(text) if first.height <= SMALL_SIZE * middle else None
    if mark is not None:
        yield Piece(text=mark.group(1), role=Role.FURNITURE, page=first.page)
        text = text[mark.end() :]
    is_large = first.height >= HEADING_SIZE * middle
    is_heading = is_large and len(text.split()) <= MAX_HEADING_WORDS and not _SENTENCE_END.search(text)
    yield Piece(text=text, role=Role.HEADLINE if is_heading else None, page=first.page)


def _find_running(pages: Sequence[Sequence[PageLine]]) -> set[int]:
    """The identities of the first and last lines that come back on most pages, page numbers apart."""
    edges = [list({id(page[place]): page[place] for place in (0, -1)}.values()) for page in pages if page]
    counts = Counter(shape for page in edges for shape in {_shape(line) for line in page})
    often = max(2, len(edges) // 2)
    return {id(line) for page in edges for line in page if counts[_shape(line)] >= often or not any(map(str.isalpha, line.text))}


def _shape(line: PageLine) -> str:
    return re.sub(r"\d+", "0", " ".join(line.text.split()))


def _group(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Gather lines into paragraphs, each row of a table for itself; a paragraph may go on over a column or page inside a sentence."""
    paragraph: list[Row] = []
    for row in rows:
        if paragraph and (len(row) > 1 or len(paragraph[-1]) > 1 or not _goes_on([line for (line,) in paragraph], row[0])):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield paragraph


def _goes_on(paragraph: Sequence[PageLine], line: PageLine) -> bool:
    last = paragraph[-1]
    if _BULLET.match(line.text):
        return False
    is_open = not _SENTENCE_END.search(last.text.rstrip())
    is_full = last.right >= max(other.right for other in paragraph if other.left <= last.left + last.height) - 6 * last.height
    if abs(last.height - line.height) > (HEADING_SIZE - 1) * 2 * min(last.height, line.height):
        return is_open and line.text.lstrip()[:1].islower()
    if line.page != last.page or line.bottom > last.top:
        is_inside = line.text.lstrip()[:1].islower() or last.text.rstrip().endswith(_HYPHENS)
        return is_open and (is_inside or (len(paragraph) > 1 and is_full))
    is_far = last.bottom - line.top > GAP * last.height
    is_indented = len(paragraph) > 1 and line.left - last.left > line.height / 2
    is_short = not is_full and not is_open
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
