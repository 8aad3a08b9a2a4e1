"""Parts: documents and claims that other processes wrote to files beside the tables, to be attached to them in one change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from ledger.store import rows
from ledger.store.tables import among, explained, filesystem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from deltalake import DeltaTable

    from ledger.records import Claim, Document
    from ledger.store.place import Place
    from ledger.store.tables import Table, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some documents with the claims read from them, in files that count for nothing until they are attached.

    Attributes:
        reader: Version of the rules that read them.
        claims: How many claims each document has, by its id.
        files: The file of each table, by the table's name; a table without rows has none.
    """

    reader: str
    claims: Mapping[str, int]
    files: Mapping[str, Written]


def write(place: Place, documents: Sequence[Document], claims: Sequence[Claim], *, reader: str, recorded_at: datetime) -> Part:
    """Write documents and their claims to files beside the tables.

    Raises:
        StoreError: The storage failed; what was written counts for nothing.
    """
    counts = {document.document_id: 0 for document in documents}
    for claim in claims:
        counts[claim.document_id] += 1
    files: dict[str, Written] = {}
    if claims:
        files["claims"] = place.claims.write_apart(rows.claims_to_rows(claims, recorded_at=recorded_at))
    if documents:
        files["documents"] = place.documents.write_apart(rows.documents_to_rows(documents, recorded_at=recorded_at))
    return Part(reader=reader, claims=counts, files=files)


def files_of(table: Table, head: DeltaTable, listed: Iterable[Part], wanted: AbstractSet[str]) -> Iterator[Written]:
    """Give files that hold a table's rows of the documents wanted, each document once; a file that holds others too is written anew."""
    left = set(wanted)
    for part in listed:
        file = part.files.get(table.name)
        ours = left & part.claims.keys()
        left -= ours
        if file is None or not ours:
            continue
        if len(ours) == len(part.claims):
            yield file
            continue
        with explained(table.uri), filesystem(head).open_input_file(file.path) as stream:
            kept = pq.read_table(stream, schema=table.rows).filter(among("document_id", sorted(ours)))
        if kept.num_rows:
            yield table.write_apart(pa.Table.from_batches(kept.to_batches(), schema=table.rows))
