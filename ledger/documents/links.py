"""From a list of addresses to documents: fetched one after the other, and read like files."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ledger.documents import files
from ledger.documents.fetching import Listed, read_list
from ledger.documents.formats.context import Context
from ledger.documents.opening import open_documents
from ledger.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.documents.fetching import Fetcher
    from ledger.errors import LedgerError
    from ledger.records import Document

STANDARD_INPUT = "-"


def find_links(source: str | Path, *, columns: Mapping[str, str] | None = None) -> Iterator[Listed | InputError]:
    """Yield the addresses a source names: one address, a list in a file, or `-` for a list on the standard input.

    Args:
        source: An address, or a list: one address a line, or a CSV with a column of them.
        columns: For a CSV: the column that holds a field, as in `{"url": "Link"}`.
    """
    if str(source).startswith(("http://", "https://")):
        yield Listed(url=str(source))
        return
    try:
        if str(source) == STANDARD_INPUT:
            yield from read_list(sys.stdin.buffer.read(), where="standard input", columns=columns or {})
        else:
            yield from read_list(files.read_bytes(Path(source)), where=files.show(source), columns=columns or {})
    except InputError as error:
        yield error


def fetch(link: Listed | InputError, fetcher: Fetcher) -> Iterator[Document | LedgerError]:
    """Yield the documents found under an address, or the error that says why there are none, unraised; an error is given back.

    Args:
        link: The address, as `find_links` gives it.
        fetcher: The one who fetches, and keeps the pauses between requests.
    """
    if isinstance(link, InputError):
        yield link
        return
    try:
        page = fetcher.fetch(link.url)
    except InputError as error:
        yield error
        return
    name = PurePosixPath(urlsplit(page.url).path).name
    yield from open_documents(page.body, Context(where=link.url, name=name, charset=page.charset, url=page.url), link.entry, link.url)
