"""CSV tables of documents: a row a document."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ledger.documents.decode import decode
from ledger.documents.formats.fields import draft_of_fields, find_columns
from ledger.errors import DocumentError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context

FIELD_LIMIT = 20_000_000
"""Characters of one cell: a long report fits."""


def read(data: bytes, context: Context) -> Iterator[Draft | InputError]:
    """Yield the documents of a table's rows.

    Raises:
        DocumentError: There is no column that holds texts, or the table is no CSV.
    """
    decoded = decode(data, where=context.where, declared=context.charset)
    first = decoded.text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.DictReader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = header
        names = find_columns(header, context)
        for row in reader:
            inside = context.inside(f"row {reader.line_num}")
            if None in row:
                what = f"more cells than the {len(header)} columns"
                yield DocumentError(what, where=inside.where, mend="Put texts in double quotes")
                continue
            yield draft_of_fields({field: row[name] for field, name in names.items()}, inside, notes=decoded.note)
    except csv.Error as error:
        where = f"{context.where}, row {reader.line_num}"
        raise DocumentError(f"this is no CSV ({error})", where=where, mend="Check its quotes") from error
