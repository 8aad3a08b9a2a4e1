"""Records to Arrow rows and back: nulls, never NaN; enums as their words; lists as lists."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ledger.records import Block, Claim, Document, Publication, PublishedBasis, Review, Role
from ledger.records.columns import Holds, columns
from ledger.store import schema
from ledger.store.history import Commit, Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from enum import StrEnum

    from ledger.records.columns import Column


def claims_to_rows(claims: Sequence[Claim], *, recorded_at: datetime | None = None) -> pa.Table:
    """Make the rows of claims; with an instant, as the store keeps them, and otherwise the record whole."""
    listed = schema.READ_CLAIMS if recorded_at is None else schema.CLAIMS
    table = _table(claims, listed)
    return table if recorded_at is None else _stamp(table, recorded_at)


def documents_to_rows(documents: Sequence[Document], *, recorded_at: datetime) -> pa.Table:
    """Make the rows of documents, as the store keeps them."""
    data: list[pa.Array] = []
    publication = {column: name for name, column in schema.PUBLICATION_NAMES.items()}
    for field in schema.DOCUMENTS:
        if field.name == "recorded_at":
            values: list[Any] = [recorded_at] * len(documents)
        elif field.name == "blocks":
            values = [[{name: getattr(block, name) for name in schema.BLOCKS} for block in document.blocks] for document in documents]
        elif field.name in publication:
            values = [getattr(document.publication, publication[field.name]) for document in documents]
        else:
            values = [getattr(document, field.name) for document in documents]
        data.append(pa.array(values, type=field.type))
    return pa.Table.from_arrays(data, schema=schema.DOCUMENTS)


def reviews_to_rows(reviews: Sequence[Review]) -> pa.Table:
    """Make the rows of reviews."""
    return _table(reviews, schema.REVIEWS)


def commits_to_rows(commits: Sequence[Commit]) -> pa.Table:
    """Make the rows of the history."""
    return _table(commits, schema.HISTORY)


def _table(records: Sequence[object], listed: pa.Schema) -> pa.Table:
    """Make a table whose columns are the records' own fields."""
    return pa.Table.from_arrays(
        [pa.array([getattr(record, field.name) for record in records], type=field.type) for field in listed], schema=listed
    )


def _stamp(table: pa.Table, recorded_at: datetime) -> pa.Table:
    """Set the instant at which rows are written."""
    place = table.schema.get_field_index("recorded_at")
    field = table.schema.field(place)
    return table.set_column(place, field, pa.array([recorded_at] * table.num_rows, type=field.type))


def rows_to_claims(table: pa.Table) -> tuple[Claim, ...]:
    """Make claims of rows that have every column."""
    return tuple(Claim(**row) for row in _records(table, Claim))


def rows_to_reviews(table: pa.Table) -> tuple[Review, ...]:
    """Make reviews of rows."""
    return tuple(Review(**row) for row in _records(table, Review))


def rows_to_commits(table: pa.Table) -> tuple[Commit, ...]:
    """Make the history's changes of its rows."""
    return tuple(Commit(**row) for row in _records(table, Commit))


def rows_to_documents(table: pa.Table) -> tuple[Document, ...]:
    """Make documents of rows that have every column."""
    plain = [field.name for field in fields(Document) if field.name not in {"publication", "blocks", "notes"}]
    found: list[Document] = []
    for row in table.to_pylist():
        publication = {name: row[column] for name, column in schema.PUBLICATION_NAMES.items()}
        publication["basis"] = PublishedBasis(publication["basis"])
        blocks = tuple(Block(**{**block, "role": Role(block["role"])}) for block in row["blocks"] or ())
        found.append(
            Document(
                **{name: row[name] for name in plain},
                publication=Publication(**publication),
                blocks=blocks,
                notes=tuple(row["notes"] or ()),
            )
        )
    return tuple(found)


def _records(table: pa.Table, record: type) -> Iterable[dict[str, Any]]:
    """Read rows as the arguments of a record, column by column."""
    listed = [column for column in columns(record) if column.name in table.column_names]
    values = [_values(table[column.name], column) for column in listed]
    names = [column.name for column in listed]
    return (dict(zip(names, row, strict=True)) for row in zip(*values, strict=True))


def _values(array: pa.ChunkedArray, column: Column) -> list[Any]:
    """Read one column as the record holds it."""
    values: list[Any] = array.to_pylist()
    if column.choices:
        choice = _choice(column)
        return [None if value is None else choice(value) for value in values]
    if column.holds is Holds.TEXTS:
        return [tuple(value or ()) for value in values]
    if column.holds is Holds.INSTANT:
        return [None if value is None else value.astimezone(UTC) for value in values]
    return values


def _choice(column: Column) -> Callable[[str], StrEnum]:
    """Tell the enum whose members a column holds."""
    first = column.choices[0]
    kind: type[StrEnum] = type(first)  # type: ignore[assignment]  # choices keep their enum's members
    return kind


__all__ = [
    "Operation",
    "claims_to_rows",
    "commits_to_rows",
    "documents_to_rows",
    "reviews_to_rows",
    "rows_to_claims",
    "rows_to_commits",
    "rows_to_documents",
    "rows_to_reviews",
]
