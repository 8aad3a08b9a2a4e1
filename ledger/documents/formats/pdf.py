"""PDF: the text of each page in reading order, with the page each stretch stands on."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import PdfiumError

from ledger.documents.drafts import Draft
from ledger.documents.formats import pdfpages
from ledger.documents.formats.instants import publish_on
from ledger.documents.formats.layout import lay_out
from ledger.errors import DocumentError
from ledger.records import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.formats.context import Context

MOST_PAGES = 2000
"""Pages read of one file; the rest are left out with a note."""

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
        what = "the PDF is encrypted" if is_locked else f"the PDF is broken ({error})"
        mend = "Save a copy without its password" if is_locked else "Fetch it again, or print it to a new PDF"
        raise DocumentError(what, where=context.where, mend=mend) from error
    try:
        count = len(pdf)
        pages = [pdfpages.find_lines(pdf[number], number + 1) for number in range(min(count, MOST_PAGES))]
        meta = pdf.get_metadata_dict(skip_empty=True)
    except PdfiumError as error:
        raise DocumentError(f"the PDF is broken ({error})", where=context.where, mend="Print it to a new PDF") from error
    finally:
        pdf.close()
    laid = lay_out(pdfpages.find_pieces(pages))
    if not laid.text:
        raise DocumentError("the PDF holds no text, only pictures of pages", where=context.where, mend="Recognise its text first")
    yield Draft(
        text=laid.text,
        part=context.part,
        title=(meta.get("Title") or "").strip() or None,
        url=context.url,
        publication=_find_publication(meta.get("CreationDate", "")),
        blocks=laid.blocks,
        notes=(f"Only the first {MOST_PAGES} of {count} pages were read.",) if count > MOST_PAGES else (),
    )


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
