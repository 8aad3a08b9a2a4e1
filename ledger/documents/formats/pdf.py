"""PDF: the text of each page in reading order, with the page each stretch stands on."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import PdfiumError

from ledger.documents.drafts import Draft
from ledger.documents.formats import pdflines, pdfpages
from ledger.documents.formats.instants import publish_on
from ledger.documents.formats.layout import lay_out
from ledger.errors import DocumentError
from ledger.records import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.formats.context import Context
    from ledger.documents.formats.pdflines import PageLine

MOST_PAGES = 2000
"""Pages read of one file; the rest are left out with a note."""

MOST_NAMED = 10
"""Broken pages that a note names."""

_UNTITLED = re.compile(
    r"\(?(?:untitled|anonymous|unspecified|document|title)\)?\s*\d*|(?:microsoft word|powerpoint presentation) - .*"
    r"|\S+\.(?:docx?|pdf|indd|tex|qxd|rtf|odt)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")


def read(data: bytes, context: Context) -> Iterator[Draft]:
    """Yield the document.

    Raises:
        DocumentError: It is encrypted or broken, or holds pictures of pages and no text.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        is_locked = "password" in str(error).casefold()
        what = "the PDF is encrypted" if is_locked else f"the PDF is broken ({str(error).rstrip('.')})"
        mend = "Save a copy without its password" if is_locked else "Fetch it again, or print it to a new PDF"
        raise DocumentError(what, where=context.where, mend=mend) from error
    lost: list[int] = []
    try:
        count = len(pdf)
        pages = [_find_lines(pdf, number, lost) for number in range(min(count, MOST_PAGES))]
        meta = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    laid = lay_out(pdfpages.find_pieces(pages))
    if not laid.text and lost:
        raise DocumentError("the PDF is broken: none of its pages can be read", where=context.where, mend="Print it to a new PDF")
    if not laid.text:
        raise DocumentError("the PDF holds no text, only pictures of pages", where=context.where, mend="Recognise its text first")
    yield Draft(
        text=laid.text,
        part=context.part,
        title=_find_title(meta.get("Title", "")),
        url=context.url,
        publication=_find_publication(meta.get("CreationDate", "")),
        blocks=laid.blocks,
        notes=tuple(_note(count, lost)),
    )


def _find_lines(pdf: Any, number: int, lost: list[int]) -> list[PageLine]:  # noqa: ANN401 - pypdfium2 has no types
    """The lines of one page; a page that is broken is left out and counted as lost."""
    try:
        return pdflines.find_lines(pdf[number], number + 1)
    except PdfiumError:
        lost.append(number + 1)
        return []


def _note(count: int, lost: list[int]) -> Iterator[str]:
    if count > MOST_PAGES:
        yield f"Only the first {MOST_PAGES} of {count} pages were read."
    if lost:
        named = ", ".join(map(str, lost[:MOST_NAMED])) + ("" if len(lost) <= MOST_NAMED else ", …")
        yield f"{len(lost)} of {count} pages are broken and were left out: {named}."


def _find_title(stated: str) -> str | None:
    """The title, unless it is one that a program set: a file's name, "untitled"."""
    title = " ".join(stated.split())
    return None if not title or _UNTITLED.fullmatch(title) else title


def _find_publication(created: str) -> Publication:
    """The day the file says it was made; nothing if it says none."""
    found = _DAY.match(created)
    if found is None:
        return Publication()
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return Publication()
    return publish_on(day, f"PDF CreationDate: {created}")
