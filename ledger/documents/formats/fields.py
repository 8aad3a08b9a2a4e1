"""Documents given as fields: rows of a table, objects of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.documents import edtf
from ledger.documents.drafts import Draft
from ledger.documents.formats.instants import publish_on, read_day
from ledger.documents.formats.sniff import TEXT_COLUMNS
from ledger.errors import DocumentError
from ledger.records import Publication, PublishedBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledger.documents.formats.context import Context

KNOWN_NAMES = {
    "text": TEXT_COLUMNS,
    "title": frozenset({"title", "headline"}),
    "publisher": frozenset({"publisher", "source", "site", "site_name", "outlet", "publication"}),
    "url": frozenset({"url", "link", "canonical_url"}),
    "published": frozenset({"published", "published_at", "published_on", "date", "date_published", "publish_date", "pubdate"}),
    "language": frozenset({"language", "lang"}),
}
"""For each field of a document the names of columns that hold it, where the caller names none."""


URL_COLUMNS = KNOWN_NAMES["url"] | {"urls", "links", "address", "href"}
"""Names of the column that holds the addresses in a list of links, where the caller names none."""


def is_list_of_links(header: Iterable[str]) -> bool:
    """Whether a table's header has a column of addresses and none of texts.

    >>> is_list_of_links(["Title", "URL"]), is_list_of_links(["url", "text"])
    (True, False)
    """
    names = {name.strip().casefold() for name in header}
    return bool(names & URL_COLUMNS) and not names & KNOWN_NAMES["text"]


def find_columns(names: Iterable[str], context: Context) -> dict[str, str]:
    """Find the column of each field of a document.

    Raises:
        DocumentError: A column the caller named is not there, or none holds the text.
    """
    listed = list(names)
    found = {field: name for field, known in KNOWN_NAMES.items() for name in reversed(listed) if name.casefold() in known}
    for field, name in context.columns.items():
        if field not in KNOWN_NAMES or name not in listed:
            what = f"no field is called {field!r}" if field not in KNOWN_NAMES else f"there is no column {name!r}"
            mend = f"The fields are {', '.join(KNOWN_NAMES)}; the columns are {', '.join(listed)}"
            raise DocumentError(what, where=context.where, mend=mend)
        found[field] = name
    if "text" not in found and is_list_of_links(listed):
        mend = "To have its pages fetched, give it as a list of addresses: --urls at the command, urls= in Python"
        raise DocumentError("this is a list of links, and nothing is fetched unless asked for", where=context.where, mend=mend)
    if "text" not in found:
        mend = "Name the column that holds them, as in text=<column>; the columns are " + ", ".join(listed)
        raise DocumentError("no column holds texts", where=context.where, mend=mend)
    return found


def draft_of_fields(fields: Mapping[str, object], context: Context, *, notes: str | None = None) -> Draft | DocumentError:
    """Make a draft of the fields of one document, or the error that stands for it."""
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return DocumentError("the document has no text", where=context.where, mend="Fill in its text, or leave it out")
    published = str(fields.get("published") or "").strip()
    publication = read_publication(published)
    if published and publication is None:
        return DocumentError(f"{published!r} is no date", where=context.where, mend="Write it like 2024-06-19, or leave it empty")
    language = _clean(fields.get("language"))
    return Draft(
        text=text,
        part=context.part,
        title=_clean(fields.get("title")),
        publisher=_clean(fields.get("publisher")),
        url=_clean(fields.get("url")),
        language=language[:2].casefold() if language else None,
        publication=publication or Publication(),
        notes=(notes,) if notes else (),
    )


def read_publication(published: str) -> Publication | None:
    """The publication that a cell states, a day, an instant or an EDTF date; nothing if it is none of these."""
    day = read_day(published)
    if day is not None:
        return publish_on(day, f"column: {published}")
    try:
        span = edtf.parse(published)
    except ValueError:
        return None
    return Publication(published_from=span.first, published_to=span.last, basis=PublishedBasis.METADATA, evidence=f"column: {published}")


def _clean(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
