"""Plain text: decoded, and otherwise untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.documents.decode import decode
from ledger.documents.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.formats.context import Context


def read(data: bytes, context: Context) -> Iterator[Draft]:
    """Yield the text."""
    decoded = decode(data, where=context.where, declared=context.charset)
    yield Draft(text=decoded.text, part=context.part, url=context.url, notes=(decoded.note,) if decoded.note else ())
