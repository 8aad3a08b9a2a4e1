"""A tree of markup as pieces: paragraphs, headings, captions, list items and table rows, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.documents.formats.layout import Piece
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
_CAPTIONS = frozenset({"figcaption", "caption"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_ITEMS = frozenset({"li", "item", "dd", "dt"})
_PARTS = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "ul", "ol", "dl", "list", "table", "thead", "tbody",
        "blockquote", "quote", "pre", "code", "figure", "form", "address", "details", "summary", "body", "html", "center", "fieldset", "hr",
        "br", "lb",
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
        if is_closing:
            if tag in _ROLES or tag in _PARTS:
                yield from _flush(words, roles[-1])
                if tag in _ROLES:
                    roles.pop()
            words.append(element.tail or "" if element is not root else "")
            continue
        if tag in _UNREAD or not tag:
            words.append((element.tail or "") if element is not root else "")
            continue
        if tag in _ROWS:
            yield from _flush(words, roles[-1])
            yield Piece(text=" | ".join(cell for cell in _cells(element) if cell), role=Role.TABLE)
            words.append(element.tail or "")
            continue
        if tag in _ROLES or tag in _PARTS:
            yield from _flush(words, roles[-1])
            if tag in _ROLES:
                roles.append(_ROLES[tag])
        words.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from _flush(words, roles[-1])


def _flush(words: list[str], role: Role | None) -> Iterator[Piece]:
    text = "".join(words)
    words.clear()
    if text.strip():
        yield Piece(text=text, role=role)


def _cells(row: Any) -> Iterator[str]:  # noqa: ANN401 - an element of lxml, which has no types
    for cell in row:
        if isinstance(cell.tag, str) and cell.tag in _CELLS:
            yield " ".join("".join(cell.itertext()).split())
