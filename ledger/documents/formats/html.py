"""Web pages: the article without what stands around it, and what the page says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml import etree

from ledger.documents import furniture
from ledger.documents.decode import decode
from ledger.documents.drafts import Draft
from ledger.documents.formats import pagemeta
from ledger.documents.formats.layout import Piece, lay_out
from ledger.documents.formats.markup import parse
from ledger.documents.formats.trees import find_pieces
from ledger.documents.furniture import Look
from ledger.documents.lines import Line
from ledger.errors import DocumentError
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.documents.formats.context import Context

PAGE_LIMIT = 15_000_000
"""Largest page in bytes: the extraction gives up without a word a little above, and no article is as long."""

_WITHIN_WORDS = ("sub", "sup", "b", "i", "em", "strong", "u", "small", "big", "font", "mark", "wbr", "nobr", "abbr", "tt")
"""Elements that set letters in another form, and may stand inside of words and numbers."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.IGNORECASE)


def read(data: bytes, context: Context) -> Iterator[Draft]:
    """Yield the article of a page.

    Raises:
        DocumentError: The page is too large, or holds no article.
    """
    if len(data) > PAGE_LIMIT:
        what = f"the page holds {len(data):,} bytes, more than the {PAGE_LIMIT:,} read of one page"
        raise DocumentError(what, where=context.where, mend="Save its text alone")
    decoded = decode(data, where=context.where, declared=context.charset or _find_charset(data))
    tree = parse(decoded.text, context.where)
    meta = pagemeta.read(tree, decoded.text, url=context.url)
    captions = list(_find_captions(tree))
    # The extraction sets spaces around some of these, also inside of numbers.
    etree.strip_tags(tree, *_WITHIN_WORDS)
    found = trafilatura.bare_extraction(tree, url=context.url, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    pieces = list(find_pieces(body)) if body is not None else []
    if not any(piece.role is not Role.HEADLINE for piece in pieces):
        raise DocumentError("no article was found on the page", where=context.where, mend="Save the article's text alone")
    laid = lay_out([*_open_with_title(pieces, meta.headline), *_new_captions(captions, pieces)])
    yield Draft(
        text=laid.text,
        part=context.part,
        title=meta.headline,
        publisher=meta.publisher,
        url=meta.url,
        language=meta.language,
        publication=meta.publication,
        blocks=laid.blocks,
        notes=(decoded.note,) if decoded.note else (),
    )


def _find_charset(data: bytes) -> str | None:
    found = _CHARSET.search(data, 0, 4096)
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _find_captions(tree: Any) -> Iterator[str]:  # noqa: ANN401 - an element of lxml, which has no types
    """The captions inside the article, which the extraction leaves out."""
    for element in tree.xpath("//article//figcaption | //main//figcaption"):
        yield " ".join(element.text_content().split())


def _new_captions(captions: Iterable[str], pieces: list[Piece]) -> Iterator[Piece]:
    """The captions that are not in the text, each once; after the article, so that they part no sentences."""
    known = {" ".join(piece.text.split()) for piece in pieces}
    for words in captions:
        if words and words not in known:
            known.add(words)
            line = Line(start=0, end=len(words), words=words, paragraph=0)
            is_credit = furniture.look_at(line) in {Look.CREDIT, Look.FURNITURE}
            yield Piece(text=words, role=Role.FURNITURE if is_credit else Role.CAPTION)


def _open_with_title(pieces: list[Piece], title: str | None) -> list[Piece]:
    """The headline stands before the article, once."""
    if not title:
        return pieces
    first = next((place for place, piece in enumerate(pieces[:3]) if _is_same(piece.text, title)), None)
    rest = pieces if first is None else pieces[:first] + pieces[first + 1 :]
    return [Piece(text=title, role=Role.HEADLINE), *rest]


def _is_same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
