"""A tree of markup as pieces: paragraphs, headings, captions, list items and table rows, in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ledger.documents.formats.layout import Piece
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
_CAPTIONS = frozenset({"figcaption", "caption"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
MOST_CELL_WORDS = 60
"""Words in a cell of a table of values: a remark of two sentences has half of them."""

_ITEMS = frozenset({"li", "item", "dd", "dt"})
_PARTS = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "ul", "ol", "dl", "list", "table", "thead", "tbody",
        "blockquote", "quote", "pre", "code", "figure", "form", "address", "details", "summary", "body", "html", "center", "fieldset", "hr",
        "br", "lb", "tr", "row", "td", "th", "cell",
    }
)  # fmt: skip
_UNREAD = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "object", "iframe", "nav", "form", "button", "select", "title"}
)

_ROLES = dict.fromkeys(_HEADINGS, Role.HEADLINE) | dict.fromkeys(_CAPTIONS, Role.CAPTION) | dict.fromkeys(_ITEMS, Role.BODY)


def find_pieces(root: Any) -> Iterator[Piece]:  # noqa: ANN401 - an element of lxml, which has no types
    """Yield the pieces below an element, walked without recursion: pages are nested thousands deep."""
    words: list[str] = []
    roles: list[Role | None] = [None]
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, is_closing = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        tail = element.tail or "" if element is not root else ""
        parts = tag in _ROLES or tag in _PARTS
        if is_closing:
            if parts:
                yield from _flush(words, roles[-1])
            if tag in _ROLES:
                roles.pop()
            words.append(tail)
            continue
        if tag in _UNREAD or not tag:
            words.append(tail)
            continue
        if parts:
            yield from _flush(words, roles[-1])
        inner = list(element)
        if tag in _ROWS:
            yield from _find_cells(element)
            inner = [cell for cell in inner if _is_long(cell)]
        if tag in _ROLES:
            roles.append(_ROLES[tag])
        words.append(element.text or "" if tag not in _ROWS else "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(inner))
    yield from _flush(words, roles[-1])


def _find_cells(row: Any) -> Iterator[Piece]:  # noqa: ANN401 - an element of lxml, which has no types
    """The row of a table as one piece; of a row that sets the article between the columns of a page, those columns as furniture."""
    if any(map(_is_long, row)):
        for cell in row:
            if isinstance(cell.tag, str) and not _is_long(cell):
                yield from (replace(piece, role=Role.FURNITURE) for piece in find_pieces(cell))
    else:
        yield Piece(text=" | ".join(cell for cell in _cells(row) if cell), role=Role.TABLE)


def _flush(words: list[str], role: Role | None) -> Iterator[Piece]:
    text = "".join(words)
    words.clear()
    if text.strip():
        yield Piece(text=text, role=role)


def _cells(row: Any) -> Iterator[str]:  # noqa: ANN401 - an element of lxml, which has no types
    for cell in row:
        if isinstance(cell.tag, str) and cell.tag in _CELLS:
            yield " ".join(word for piece in find_pieces(cell) for word in piece.text.split())


def _is_long(cell: Any) -> bool:  # noqa: ANN401 - an element of lxml, which has no types
    return isinstance(cell.tag, str) and len("".join(cell.itertext()).split()) > MOST_CELL_WORDS
