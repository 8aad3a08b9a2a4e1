"""The store: a ledger's rows, whole versions at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.errors import ReadOnlyError, RecordError
from ledger.records import Status
from ledger.store import appending, overlay, reading, rows, schema, selection
from ledger.store.appending import Batch
from ledger.store.history import Operation
from ledger.store.tables import among

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    import pyarrow.dataset as ds

    from ledger.records import Claim, Document, Review
    from ledger.store.history import Commit, Contents
    from ledger.store.overlay import Decision
    from ledger.store.parts import Part
    from ledger.store.place import Place
    from ledger.store.selection import Selection

LIGHT_DOCUMENT = tuple(name for name in schema.DOCUMENTS.names if name not in {"text", "blocks"})
"""The columns of documents without what is large."""


@dataclass(slots=True)
class Store:
    """A ledger's rows, as they stand now or as they stood at one version.

    Attributes:
        place: Where the tables are.
        pinned: The version it was opened at, which can only be read; nothing for the present.
    """

    place: Place
    pinned: Contents | None = None
    _seen: Contents | None = field(default=None, repr=False)

    def contents(self) -> Contents:
        """Tell what the ledger holds, now or at the version it was opened at."""
        if self.pinned is not None:
            return self.pinned
        self._seen = appending.read_history(self.place, self._seen)[1]
        return self._seen

    def documents(self, held: Contents, *, columns: Sequence[str] | None = None, where: ds.Expression | None = None) -> pa.Table:
        """Read documents; their text and blocks only if asked for by name."""
        selection.check_columns(columns or (), schema.DOCUMENTS.names)
        return reading.read_documents(self.place, held, columns=columns or LIGHT_DOCUMENT, where=where)

    def claims(self, held: Contents, chosen: Selection, *, columns: Sequence[str] | None = None) -> pa.Table:
        """Read the claims selected, with people's decisions laid over them."""
        selection.check_columns(columns or (), schema.READ_CLAIMS.names)
        names = list(columns or schema.READ_CLAIMS.names)
        decided = overlay.decisions(self.reviews(held))
        needed = {"claim_id", "status", *names, *chosen.columns} if decided else {*names, *chosen.columns}
        if "notes" in names:
            needed |= {name for decision in decided.values() for name in decision.corrections}
        where = chosen.where
        table = reading.read_claims(
            self.place,
            held,
            columns=[name for name in schema.READ_CLAIMS.names if name in needed],
            where=_or_corrected(where, chosen, decided),
            superseded=chosen.superseded,
        )
        return _chosen(overlay.overlay(table, decided), chosen, decided).select(names)

    def reviews(self, held: Contents) -> tuple[Review, ...]:
        """Read the reviews, the earliest first."""
        return rows.rows_to_reviews(reading.read_reviews(self.place, held))

    def add(self, documents: Sequence[Document], claims: Sequence[Claim], *, reader: str) -> Commit | None:
        """Add documents with the claims read from them in one change; nothing if the ledger holds them all.

        Raises:
            ReadOnlyError: The ledger was opened as it stood in the past.
        """
        batch = Batch(operation=Operation.ADD, documents=tuple(documents), claims=tuple(claims), reader=reader)
        return self._append(batch)

    def add_parts(self, listed: Sequence[Part], *, reader: str) -> Commit | None:
        """Add documents and claims that lie in files already, in one change; nothing if the ledger holds them all.

        Raises:
            ReadOnlyError: The ledger was opened as it stood in the past.
        """
        return self._append(Batch(operation=Operation.ADD, parts=tuple(listed), reader=reader))

    def reread(self, documents: Sequence[Document], claims: Sequence[Claim], *, reader: str) -> Commit | None:
        """Add newer readings of documents, which supersede the ones before; nothing if they stand already.

        Raises:
            ReadOnlyError: The ledger was opened as it stood in the past.
        """
        batch = Batch(operation=Operation.REREAD, documents=tuple(documents), claims=tuple(claims), reader=reader)
        return self._append(batch)

    def review(self, reviews: Sequence[Review]) -> Commit | None:
        """Add reviews in one change; nothing if the ledger holds them all.

        Raises:
            ReadOnlyError: The ledger was opened as it stood in the past.
        """
        return self._append(Batch(operation=Operation.REVIEW, reviews=tuple(reviews)))

    def _append(self, batch: Batch) -> Commit | None:
        """Add a batch, unless the ledger was opened as it stood in the past or a claim is not of the batch."""
        self.refuse_if_past()
        names = {document.document_id for document in batch.documents}
        for claim in batch.claims:
            if claim.document_id not in names or claim.reader != batch.reader:
                raise RecordError("the claim is not one that the batch's reader read from its documents", where=claim.claim_id)
        for part in batch.parts:
            if part.reader != batch.reader:
                raise RecordError(
                    f"a part was read by {part.reader}, not by {batch.reader}", mend="install one version of the program on all machines"
                )
        return appending.append(self.place, batch, seen=self._seen)

    def refuse_if_past(self) -> None:
        """Raise `ReadOnlyError` if the ledger was opened as it stood in the past."""
        if self.pinned is not None:
            raise ReadOnlyError(
                f"the ledger was opened as it stood at version {self.pinned.version}",
                where=self.place.uri,
                mend="open it without version and as_of to write to it",
            )


def _or_corrected(where: ds.Expression | None, chosen: Selection, decided: dict[str, Decision]) -> ds.Expression | None:
    """Widen a filter to the claims whose corrected values may match though the stored ones do not."""
    corrected = overlay.corrected_ids(decided, chosen.columns)
    return where if where is None or not corrected else where | among("claim_id", corrected)


def _chosen(table: pa.Table, chosen: Selection, decided: dict[str, Decision]) -> pa.Table:
    """Keep what is selected after decisions were laid over the rows."""
    if not decided:
        return table if Status.MACHINE in chosen.statuses else table.slice(0, 0)
    if chosen.where is not None:
        table = table.filter(chosen.where)
    return table.filter(among("status", [str(status) for status in chosen.statuses]))
