"""What crosses between this process and its workers, as plain values of JSON: a worker that was taken over could send nothing else."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from ledger.documents.formats.context import Context
from ledger.documents.manifest import Entry
from ledger.errors import DocumentError, LedgerError, ManifestError, MissingExtraError
from ledger.records import Block, Document, Publication, PublishedBasis, Role

_WORDS = ("text", "path", "publisher", "title", "url", "language")


def document_to_json(document: Document) -> dict[str, Any]:
    """Write a document."""
    return {
        **{name: getattr(document, name) for name in _WORDS},
        "publication": _publication_to_json(document.publication),
        "blocks": [[block.start, block.end, block.role, block.page, block.heading] for block in document.blocks],
        "notes": list(document.notes),
    }


def document_from_json(plain: dict[str, Any]) -> Document:
    """Make a document of what `document_to_json` wrote."""
    return Document(
        **{name: plain[name] for name in _WORDS},
        publication=_publication_from_json(plain["publication"]),
        blocks=tuple(
            Block(start=start, end=end, role=Role(role), page=page, heading=heading) for start, end, role, page, heading in plain["blocks"]
        ),
        notes=tuple(plain["notes"]),
    )


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """Write what is known of a file."""
    named = {name: getattr(entry, name) for name in ("publisher", "title", "url", "language")}
    return {**named, "publication": _publication_to_json(entry.publication)}


def entry_from_json(plain: dict[str, Any]) -> Entry:
    """Make an entry of what `entry_to_json` wrote."""
    return Entry(**{**plain, "publication": _publication_from_json(plain["publication"])})


def context_to_json(context: Context) -> dict[str, Any]:
    """Write a context, without its turn, which belongs to one process."""
    plain = asdict(context)
    del plain["turn"]
    return plain


def context_from_json(plain: dict[str, Any]) -> Context:
    """Make a context of what `context_to_json` wrote."""
    return Context(**plain)


def error_to_json(error: LedgerError) -> dict[str, str]:
    """Write an error."""
    return {"kind": type(error).__name__, "what": error.what, "where": error.where, "mend": error.mend}


def error_from_json(plain: dict[str, str]) -> LedgerError:
    """Make an error of what `error_to_json` wrote."""
    kind = {error.__name__: error for error in (MissingExtraError, ManifestError)}.get(plain["kind"], DocumentError)
    return kind(plain["what"], where=plain["where"], mend=plain["mend"])


def _publication_to_json(publication: Publication) -> dict[str, str | None]:
    return {name: None if value is None else str(value) for name, value in asdict(publication).items()}


def _publication_from_json(plain: dict[str, Any]) -> Publication:
    first, last = (plain[name] for name in ("published_from", "published_to"))
    return Publication(
        published_from=date.fromisoformat(first) if first else None,
        published_to=date.fromisoformat(last) if last else None,
        basis=PublishedBasis(plain["basis"]),
        evidence=plain["evidence"],
    )
