"""Arrow schemas, made from the records: what a column holds and means is said once, in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from ledger.records import Block, Claim, Document, Publication, Review
from ledger.records.columns import Column, Holds, columns
from ledger.store.history import Commit

if TYPE_CHECKING:
    from collections.abc import Iterable

ELEMENT = "element"
"""The name that Parquet and Delta give to what a list holds."""

KEYS = frozenset({"claim_id", "document_id", "review_id", "version"})
"""The columns by which rows are told apart."""

PUBLICATION_NAMES = {
    "published_from": "published_from",
    "published_to": "published_to",
    "basis": "published_basis",
    "evidence": "published_evidence",
}
"""The columns in which a stored document keeps its publication, by the field they come from."""

_TYPES: dict[Holds, pa.DataType] = {
    Holds.TEXT: pa.string(),
    Holds.NUMBER: pa.float64(),
    Holds.INTEGER: pa.int64(),
    Holds.TRUTH: pa.bool_(),
    Holds.DAY: pa.date32(),
    Holds.INSTANT: pa.timestamp("us", tz="UTC"),
    Holds.TEXTS: pa.list_(pa.field(ELEMENT, pa.string())),
}


def _field(column: Column, *, name: str = "") -> pa.Field:
    """Make the Arrow field of one column; only ids may never be null, so that columns can be added later."""
    name = name or column.name
    return pa.field(name, _type(column), nullable=not (column.required and name in KEYS), metadata={"comment": column.description})


def _type(column: Column) -> pa.DataType:
    """Tell the Arrow type of a column."""
    if column.record is None:
        return _TYPES[column.holds]
    struct = pa.struct([pa.field(inner.name, _type(inner)) for inner in columns(column.record)])
    return struct if column.holds is Holds.RECORD else pa.list_(pa.field(ELEMENT, struct))


def _schema(listed: Iterable[Column]) -> pa.Schema:
    """Make a schema of columns as they are."""
    return pa.schema([_field(column) for column in listed])


def _documents() -> pa.Schema:
    """Make the schema of stored documents: the publication in columns of its own, the ids beside the text they are hashes of."""
    listed = {column.name: column for column in columns(Document)}
    publication = [_field(column, name=PUBLICATION_NAMES[column.name]) for column in columns(Publication)]
    keys = [
        pa.field(name, pa.string(), nullable=name not in KEYS, metadata={"comment": (getattr(Document, name).__doc__ or "").strip()})
        for name in ("document_id", "text_hash")
    ]
    first = [_field(listed[name]) for name in ("path", "publisher", "title", "url", "language")]
    last = [_field(listed[name]) for name in listed if name not in {"path", "publisher", "title", "url", "language", "publication"}]
    recorded = _field(next(column for column in columns(Claim) if column.name == "recorded_at"))
    return pa.schema([*keys, *first, *publication, *last, recorded])


def _claims() -> pa.Schema:
    """Make the schema of stored claims: the record without the instant it was superseded, which later rows tell."""
    return _schema(column for column in columns(Claim) if column.name != "superseded_at")


CLAIMS = _claims()
DOCUMENTS = _documents()
REVIEWS = _schema(columns(Review))
HISTORY = _schema(columns(Commit))
BLOCKS = tuple(column.name for column in columns(Block))
READ_CLAIMS = _schema(columns(Claim))
"""The columns that reading claims gives: the record, whole."""
