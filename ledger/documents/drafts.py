"""A draft: what the reader of one format found in the bytes, before a manifest and the text itself are asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ledger.errors import DocumentError, LedgerError, MissingExtraError
from ledger.records import Block, Publication, PublishedBasis, Role


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


def to_json(draft: Draft) -> dict[str, Any]:
    """Write a draft as plain values of JSON."""
    plain = asdict(draft)
    plain["publication"] = {name: str(value) if value is not None else None for name, value in plain["publication"].items()}
    return plain


def from_json(plain: dict[str, Any]) -> Draft:
    """Make a draft of what `to_json` wrote."""
    publication = plain["publication"]
    first, last = (publication[name] for name in ("published_from", "published_to"))
    blocks = plain["blocks"]
    return Draft(
        **{name: plain[name] for name in ("text", "part", "title", "publisher", "url", "language")},
        publication=Publication(
            published_from=date.fromisoformat(first) if first else None,
            published_to=date.fromisoformat(last) if last else None,
            basis=PublishedBasis(publication["basis"]),
            evidence=publication["evidence"],
        ),
        blocks=None if blocks is None else tuple(Block(**{**block, "role": Role(block["role"])}) for block in blocks),
        notes=tuple(plain["notes"]),
    )


def error_to_json(error: LedgerError) -> dict[str, str]:
    """Write an error as plain values of JSON."""
    return {"kind": type(error).__name__, "what": error.what, "where": error.where, "mend": error.mend}


def error_from_json(plain: dict[str, str]) -> LedgerError:
    """Make an error of what `error_to_json` wrote."""
    kind = MissingExtraError if plain["kind"] == MissingExtraError.__name__ else DocumentError
    return kind(plain["what"], where=plain["where"], mend=plain["mend"])
