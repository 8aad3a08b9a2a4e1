"""A draft: what the reader of one format found in the bytes, before a manifest and the text itself are asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.records import Publication

if TYPE_CHECKING:
    from ledger.documents.manifest import Entry
    from ledger.records import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text of one document with what its format says of it; nothing where it says nothing.

    Attributes:
        text: The text, to be stored as it is.
        part: Which part of the file it is ("entry 3"); nothing if it is all of it.
        title: Its title.
        publisher: Who published it.
        url: Where it was published.
        language: ISO 639-1 code.
        publication: When it was published.
        blocks: The text's stretches where the format tells their roles; nothing if its lines are to be judged.
        notes: What was guessed, one sentence each.
        entry: What a manifest in its archive says of it; nothing if none does.
    """

    text: str
    part: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    publication: Publication = field(default_factory=Publication)
    blocks: tuple[Block, ...] | None = None
    notes: tuple[str, ...] = ()
    entry: Entry | None = None
