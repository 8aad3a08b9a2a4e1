"""Reading one version of a ledger: the rows its history names, whatever else the tables hold by now.

A version is read from the tables as they stand now: rows are never changed or removed, so nothing that was there can be gone,
and compaction or vacuum cannot make a version unreadable.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as ds

from ledger.store import schema
from ledger.store.tables import among

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deltalake import DeltaTable

    from ledger.store.history import Contents
    from ledger.store.place import Place


def read_claims(
    place: Place, held: Contents, *, columns: Sequence[str] | None = None, where: ds.Expression | None = None, superseded: bool = False
) -> pa.Table:
    """Read the claims of a version; of a document read again only the newest reading, unless superseded ones are asked for."""
    names = list(columns or schema.READ_CLAIMS.names)
    stored = [name for name in names if name != "superseded_at"]
    needed = [*stored, *(name for name in ("document_id", "reader") if name not in stored and "superseded_at" in names)]
    head = place.claims.head()
    kept = _readings_filter(held, superseded=superseded, is_whole=head.count() == held.claims)
    table = place.claims.read(head, columns=needed, where=_both(kept, where))
    if "superseded_at" in names:
        table = table.append_column(schema.READ_CLAIMS.field("superseded_at"), _superseded_at(held, table))
    return table.select(names)


def read_documents(place: Place, held: Contents, *, columns: Sequence[str] | None = None, where: ds.Expression | None = None) -> pa.Table:
    """Read the documents of a version."""
    head = place.documents.head()
    kept = None if head.count() == held.documents else among("document_id", sorted(held.readings))
    return place.documents.read(head, columns=columns, where=_both(kept, where))


def read_reviews(place: Place, held: Contents) -> pa.Table:
    """Read the reviews of a version in the order of the versions that added them, whatever the writers' clocks said."""
    if not held.review_ids:
        return schema.REVIEWS.empty_table()
    head: DeltaTable = place.reviews.head()
    kept = None if head.count() == len(held.review_ids) else among("review_id", sorted(held.review_ids))
    table = place.reviews.read(head, where=kept)
    order = [(held.review_ids[review_id], review_id, row) for row, review_id in enumerate(table["review_id"].to_pylist())]
    return table.take([row for _, _, row in sorted(order)])


def _both(first: ds.Expression | None, second: ds.Expression | None) -> ds.Expression | None:
    """Join two filters, either of which may be missing."""
    if first is None or second is None:
        return first if second is None else second
    return first & second


def _readings_filter(held: Contents, *, superseded: bool, is_whole: bool) -> ds.Expression | None:
    """Make the filter that keeps a version's readings; none where the table holds exactly them."""
    if is_whole and (superseded or not held.has_superseded):
        return None
    by_reader: dict[str, list[str]] = {}
    for document_id, readings in held.readings.items():
        for reading in readings if superseded else readings[-1:]:
            by_reader.setdefault(reading.reader, []).append(document_id)
    parts = [(ds.field("reader") == reader) & among("document_id", names) for reader, names in sorted(by_reader.items())]
    return reduce(or_, parts, ds.scalar(False)) if parts else ds.scalar(False)  # noqa: FBT003 - an Arrow constant


def _superseded_at(held: Contents, table: pa.Table) -> pa.Array:
    """Tell for each row when another reading replaced it; null while it stands."""
    kind = schema.READ_CLAIMS.field("superseded_at").type
    if not held.has_superseded:
        return pa.nulls(table.num_rows, kind)
    closed: dict[tuple[str, str], datetime] = {
        (document_id, reading.reader): reading.superseded_at
        for document_id, readings in held.readings.items()
        for reading in readings
        if reading.superseded_at is not None
    }
    pairs = zip(table["document_id"].to_pylist(), table["reader"].to_pylist(), strict=True)
    return pa.array([closed.get(pair) for pair in pairs], type=kind)
