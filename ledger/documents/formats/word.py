"""Word documents: paragraphs, headings and tables in their order, with the document's own properties."""

from __future__ import annotations

import io
import zipfile
import zlib
from itertools import zip_longest
from typing import TYPE_CHECKING

import docx as reader
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from lxml import etree

from ledger.documents.drafts import Draft
from ledger.documents.formats import raised
from ledger.documents.formats.layout import Piece, lay_out
from ledger.errors import DocumentError
from ledger.records import Publication, PublishedBasis, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from ledger.documents.formats.context import Context

_HEADINGS = ("Heading", "Title")
_BROKEN = (OpcError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, etree.LxmlError, AttributeError, OSError, NotImplementedError)


def read(data: bytes, context: Context) -> Iterator[Draft]:
    """Yield the document.

    Raises:
        DocumentError: It is broken or holds no text.
    """
    try:
        word = reader.Document(io.BytesIO(data))
        laid = lay_out(_find_pieces(word))
        properties = word.core_properties
        title, language, created = properties.title, properties.language, properties.created
    except _BROKEN as error:
        raise DocumentError(f"the document is broken ({error})", where=context.where, mend="Save it again, or as PDF") from error
    if not laid.text:
        raise DocumentError("the document holds no text", where=context.where, mend="Leave it out")
    publication = Publication()
    if created is not None:
        # A document is begun before it is published, and how long before, nothing says: its creation is a first bound.
        publication = Publication(published_from=created.date(), basis=PublishedBasis.INFERRED, evidence=f"created {created}")
    yield Draft(
        text=laid.text,
        part=context.part,
        title=title or None,
        language=language[:2].casefold() if language else None,
        publication=publication,
        blocks=laid.blocks,
    )


def _find_pieces(word: WordDocument) -> Iterator[Piece]:
    for part in word.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells = [" ".join(cell.text.split()) for cell in row.cells]
                yield Piece(text=" | ".join(cell for cell in dict.fromkeys(cells) if cell), role=Role.TABLE)
        elif isinstance(part, Paragraph):
            style = part.style.name if part.style is not None else ""
            yield Piece(text=_read_words(part), role=_find_role(style or ""))


def _read_words(paragraph: Paragraph) -> str:
    """The words of a paragraph, raised ones as text is stored."""
    parts = [run for part in paragraph.iter_inner_content() for run in (part.runs if isinstance(part, Hyperlink) else [part])]
    words = ""
    for run, following in zip_longest(parts, parts[1:]):
        words += raised.write(words, run.text, following.text if following else "") if run.font.superscript else run.text
    return words


def _find_role(style: str) -> Role | None:
    if style.startswith(_HEADINGS):
        return Role.HEADLINE
    if style.startswith("TOC"):
        return Role.FURNITURE
    return {"Caption": Role.CAPTION, "Header": Role.FURNITURE, "Footer": Role.FURNITURE}.get(style)
