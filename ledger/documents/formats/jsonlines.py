"""JSON lines and JSON lists of documents: an object a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ledger.documents.decode import decode
from ledger.documents.formats.fields import draft_of_fields, find_columns
from ledger.errors import DocumentError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context


def read(data: bytes, context: Context) -> Iterator[Draft | InputError]:
    """Yield the documents of the objects, and an error for each line that is none."""
    decoded = decode(data, where=context.where, declared=context.charset)
    for place, item in _find_objects(decoded.text):
        inside = context.inside(place)
        if not isinstance(item, dict):
            yield DocumentError("this is no JSON object", where=inside.where, mend="Write one object a line")
            continue
        try:
            names = find_columns(item, context)
        except DocumentError as error:
            yield DocumentError(error.what, where=inside.where, mend=error.mend)
            continue
        yield draft_of_fields({field: item[name] for field, name in names.items()}, inside, notes=decoded.note)


def _find_objects(text: str) -> Iterator[tuple[str, object]]:
    """The objects of a list or of lines, each with its place; what does not parse is nothing."""
    if text.lstrip().startswith("["):
        whole = _parse(text)
        yield from ((f"item {number}", item) for number, item in enumerate(whole if isinstance(whole, list) else [None], start=1))
        return
    # Only line feeds part lines: JSON may hold other line ends inside its texts.
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) > 1 and _parse(lines[0][1]) is None and isinstance(whole := _parse(text), dict):
        lines = []
        yield "item 1", whole
    for number, line in lines:
        yield f"line {number}", _parse(line)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
