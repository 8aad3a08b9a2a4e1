"""Appending: claims, then documents, then the line of history that makes both count; repeated until it holds or the tries are used up.

Whatever is interrupted in between is invisible, for only the history says what the ledger holds. Whoever adds the same documents
again finds the rows that are there already, adds those that are missing, and writes the line of history.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

from ledger import __version__
from ledger.errors import StoreError
from ledger.store import rows
from ledger.store.history import Commit, Contents, Operation, contents
from ledger.store.tables import Conflict, among

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deltalake import DeltaTable

    from ledger.records import Claim, Document, Review
    from ledger.store.place import Place
    from ledger.store.tables import Table

TRIES = 60
"""How often a change is tried before it is given up: with eight writers a change loses about seven times for each it wins."""

FIRST_PAUSE = 0.01
LONGEST_PAUSE = 1.0
"""Seconds between tries: doubled each time up to the longest, and each drawn at random from that span so that writers part."""


BEFORE_ALL = -1
"""The version before a table's first, from which the first change sums up files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one change adds.

    Attributes:
        operation: What sort of change it is.
        documents: The documents read.
        claims: Their claims, each under one of the documents.
        reader: Version of the rules that read them; nothing for reviews.
        reviews: The reviews added.
    """

    operation: Operation
    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    reader: str | None = None
    reviews: tuple[Review, ...] = ()


def read_history(place: Place) -> tuple[DeltaTable, Contents]:
    """Open the history as it stands now, and sum it up."""
    head = place.history.head()
    return head, contents(rows.rows_to_commits(place.history.read(head)))


def append(place: Place, batch: Batch) -> Commit | None:
    """Add a batch once: what the ledger holds already is left alone, and nothing is returned if that is everything.

    Raises:
        StoreError: Other writers came first too often, or the storage failed; nothing of the batch counts.
    """
    for _ in tries(place.uri):
        try:
            return _append(place, batch)
        except Conflict:
            continue
    raise AssertionError  # the tries end by raising


def mark(place: Place, operation: Operation) -> Commit:
    """Add a line of history for a change that adds no rows, such as compaction."""
    for _ in tries(place.uri):
        try:
            history, held = read_history(place)
            commit = _commit(place, history, held, Commit(version=0, recorded_at=_now(held), operation=operation))
            place.history.append(history, rows.commits_to_rows([commit]))
        except Conflict:
            continue
        return commit
    raise AssertionError  # the tries end by raising


def tries(uri: str) -> Iterator[int]:
    """Count the tries with pauses between them, and raise when they are used up."""
    pause = FIRST_PAUSE
    for number in range(TRIES):
        yield number
        time.sleep(pause * (0.5 + secrets.randbelow(1000) / 1000))
        pause = min(2 * pause, LONGEST_PAUSE)
    raise StoreError(f"other writers came first {TRIES} times", where=uri, mend="nothing was lost: add the same again later")


def _append(place: Place, batch: Batch) -> Commit | None:
    """Try to add a batch, on the ledger as it stands now."""
    history, held = read_history(place)
    documents = [document for document in batch.documents if _is_news(held, document.document_id, batch)]
    reviews = [review for review in batch.reviews if review.review_id not in held.review_ids]
    if not documents and not reviews:
        return None
    now = _now(held)
    names = {document.document_id for document in documents}
    counted = _append_claims(place, held, batch, names, now)
    added = _append_documents(place, held, documents, now)
    _append_reviews(place, held, reviews)
    commit = Commit(
        version=0,
        recorded_at=now,
        operation=batch.operation,
        documents=added,
        claims=counted,
        reviews=len(reviews),
        reader=batch.reader,
        document_ids=tuple(sorted(names)),
        review_ids=tuple(sorted(review.review_id for review in reviews)),
    )
    commit = _commit(place, history, held, commit)
    place.history.append(history, rows.commits_to_rows([commit]))
    return commit


def _is_news(held: Contents, document_id: str, batch: Batch) -> bool:
    """Whether a document still has to be added, or read again by this reader."""
    standing = held.reader_of(document_id)
    return standing is None if batch.operation is Operation.ADD else standing != batch.reader


def _now(held: Contents) -> datetime:
    """Tell the instant of a change: now, but never before the change before it."""
    now = datetime.now(UTC)
    return max(now, held.commits[-1].recorded_at) if held.commits else now


def _append_claims(place: Place, held: Contents, batch: Batch, names: set[str], now: datetime) -> int:
    """Add the claims of the documents named, except those there already, and count what the change adds to the ledger."""
    if batch.reader is None:
        return 0
    head = place.claims.head()
    reader = batch.reader
    known = _known_readings(held, names, reader)
    there: Counter[str] = Counter()
    if names and head.count() != held.claims:
        where = among("document_id", sorted(names)) & (ds.field("reader") == reader)
        there = _count(place.claims, head, "document_id", where)
    missing = [claim for claim in batch.claims if claim.document_id in names and claim.document_id not in there | known]
    if missing:
        place.claims.append(head, rows.claims_to_rows(missing, recorded_at=now))
    return len(missing) + sum(count for document_id, count in there.items() if document_id not in known)


def _known_readings(held: Contents, names: set[str], reader: str) -> Counter[str]:
    """List the documents that this reader has read before, whose claims are there and counted."""
    return Counter({name: 1 for name in names for reading in held.readings.get(name, ()) if reading.reader == reader})


def _append_documents(place: Place, held: Contents, documents: Sequence[Document], now: datetime) -> int:
    """Add the documents that are not there, and count those that the change adds to the ledger."""
    fresh = {document.document_id: document for document in documents if document.document_id not in held.readings}
    head = place.documents.head()
    there: Counter[str] = Counter()
    if fresh and head.count() != held.documents:
        there = _count(place.documents, head, "document_id", among("document_id", sorted(fresh)))
    missing = [document for document_id, document in fresh.items() if document_id not in there]
    if missing:
        place.documents.append(head, rows.documents_to_rows(missing, recorded_at=now))
    return len(fresh)


def _append_reviews(place: Place, held: Contents, reviews: Sequence[Review]) -> None:
    """Add the reviews that are not there."""
    if not reviews:
        return
    head = place.reviews.head()
    there: Counter[str] = Counter()
    if head.count() != len(held.review_ids):
        there = _count(place.reviews, head, "review_id", among("review_id", [review.review_id for review in reviews]))
    missing = [review for review in reviews if review.review_id not in there]
    if missing:
        place.reviews.append(head, rows.reviews_to_rows(missing))


def _count(table: Table, head: DeltaTable, column: str, where: ds.Expression) -> Counter[str]:
    """Count rows by the value of a column."""
    found = pc.value_counts(table.read(head, columns=[column], where=where)[column])
    return Counter({entry["values"]: entry["counts"] for entry in found.to_pylist()})


def _commit(place: Place, history: DeltaTable, held: Contents, commit: Commit) -> Commit:
    """Number a change, and add the versions of the tables and the sums of the files written since the change before."""
    heads = {table.name: table.head() for table in place} | {place.history.name: history}
    versions: dict[str, Any] = {f"{name}_version": head.version() for name, head in heads.items()}
    before = {name: getattr(held.commits[-1], name) if held.commits else BEFORE_ALL for name in versions}
    files = [line for table in place for line in table.sums(heads[table.name], since=before[f"{table.name}_version"])]
    return replace(commit, version=held.version + 1, program=__version__, files=tuple(files), **versions)


__all__ = ["Batch", "append", "mark", "read_history"]
