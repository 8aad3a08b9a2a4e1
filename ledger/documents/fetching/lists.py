"""Lists of addresses: one a line, or a table with a column of them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ledger.documents.decode import decode
from ledger.documents.formats.fields import KNOWN_NAMES, URL_COLUMNS, read_publication
from ledger.documents.manifest import Entry
from ledger.errors import DocumentError, InputError
from ledger.records import Publication, PublishedBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COMMENT = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One address of a list.

    Attributes:
        url: The address as written.
        entry: What the list says of the document there.
    """

    url: str
    entry: Entry = field(default_factory=Entry)


def read_list(data: bytes, *, where: str, columns: Mapping[str, str]) -> Iterator[Listed | InputError]:
    """Yield the addresses of a list in its order, and an error for each line that holds none.

    Lines that are empty or begin with # are passed over. A table says of its documents what its columns hold: title, publisher,
    published, language.

    Raises:
        DocumentError: The list is empty, binary, or a broken table.
    """
    text = decode(data, where=where).text
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    header = next(csv.reader([first.rstrip("\r")], delimiter=delimiter), [])
    if "url" in columns or {name.strip().casefold() for name in header} & URL_COLUMNS:
        yield from _read_table(text, delimiter, where, columns)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if not words or words[0].startswith(COMMENT):
            continue
        if len(words) > 1 or "://" not in words[0]:
            place = f"{where}, line {number}"
            yield DocumentError("this is no address", where=place, mend="Write one address a line, as in https://example.org/news")
            continue
        yield Listed(url=words[0].strip("<>"))


def _read_table(text: str, delimiter: str, where: str, columns: Mapping[str, str]) -> Iterator[Listed | InputError]:
    reader = csv.DictReader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter)
    header = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = header
    known = {**KNOWN_NAMES, "url": URL_COLUMNS}
    names = {name: column for name in known for column in reversed(header) if column.casefold() in known[name]} | dict(columns)
    absent = [column for column in names.values() if column not in header]
    if absent:
        mend = f"The columns are {', '.join(header)}"
        raise DocumentError(f"there is no column {absent[0]!r}", where=where, mend=mend)
    try:
        for row in reader:
            cells = {name: (row.get(column) or "").strip() for name, column in names.items()}
            if any(cells.values()):
                yield _read_row(cells, f"{where}, row {reader.line_num}")
    except csv.Error as error:
        raise DocumentError(f"this is no CSV ({error})", where=f"{where}, row {reader.line_num}", mend="Check its quotes") from error


def _read_row(cells: dict[str, str], place: str) -> Listed | DocumentError:
    if "://" not in cells["url"]:
        return DocumentError("the row holds no address", where=place, mend="Write it as in https://example.org/news")
    published = cells.get("published", "")
    publication = read_publication(published) if published else Publication()
    if publication is None:
        return DocumentError(f"{published!r} is no date", where=place, mend="Write it like 2024-06-19, or leave it empty")
    entry = Entry(
        publisher=cells.get("publisher") or None,
        title=cells.get("title") or None,
        language=cells.get("language", "")[:2].casefold() or None,
        publication=replace(publication, basis=PublishedBasis.MANIFEST) if published else publication,
    )
    return Listed(url=cells["url"], entry=entry)
