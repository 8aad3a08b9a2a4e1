"""Appending: claims, then documents, then the line of history that makes both count; repeated until it holds or the tries are used up.

Whatever is interrupted in between is invisible, for only the history says what the ledger holds. Whoever adds the same documents
again finds the rows that are there already, adds those that are missing, and writes the line of history.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, Self

import pyarrow.compute as pc
import pyarrow.dataset as ds

from ledger.errors import StoreError
from ledger.store import parts, rows
from ledger.store.history import Commit, Contents, Operation, contents
from ledger.store.tables import Conflict, among
from ledger.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pyarrow as pa
    from deltalake import DeltaTable

    from ledger.records import Claim, Document, Review
    from ledger.store.parts import Part
    from ledger.store.place import Place
    from ledger.store.tables import Table

TRIES = 60
"""How often a change is tried before it is given up: with eight writers a change loses about seven times for each it wins."""

FIRST_PAUSE = 0.01
LONGEST_PAUSE = 1.0
"""Seconds between tries: doubled each time up to the longest, and each drawn at random from that span so that writers part."""


HISTORY_FILES = 100
"""After how many versions the history's files, one small file each, are joined, for whoever opens the ledger reads them all."""

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
        parts: Documents with their claims that lie in files already, beside or instead of those above.
    """

    operation: Operation
    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    reader: str | None = None
    reviews: tuple[Review, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def document_ids(self) -> dict[str, None]:
        """The documents, each once, in order."""
        ids = [document.document_id for document in self.documents]
        return dict.fromkeys(chain(ids, *(part.claims for part in self.parts)))


def read_history(place: Place, seen: Contents | None = None) -> tuple[DeltaTable, Contents]:
    """Open the history as it stands now, and sum it up; only what was not seen before is read."""
    head = place.history.head()
    if seen is not None and head.version() == seen.table_version:
        return head, seen
    names = [name for name in place.history.rows.names if name != "files"]
    where = None if seen is None else ds.field("version") > seen.version
    return head, contents(
        rows.rows_to_commits(place.history.read(head, columns=names, where=where)), after=seen, table_version=head.version()
    )


def append(place: Place, batch: Batch, *, seen: Contents | None = None) -> Commit | None:
    """Add a batch once: what the ledger holds already is left alone, and nothing is returned if that is everything.

    Raises:
        StoreError: Other writers came first too often, or the storage failed; nothing of the batch counts.
    """
    for _ in tries(place.uri):
        try:
            return _append(place, batch, seen)
        except Conflict:
            continue
    raise AssertionError  # the tries end by raising


def mark(place: Place, operation: Operation) -> Commit:
    """Add a line of history for a change that adds no rows, such as compaction."""
    for _ in tries(place.uri):
        try:
            return _Change.begin(place, Batch(operation=operation), None).write(claims=0, documents=0)
        except Conflict:
            continue
    raise AssertionError  # the tries end by raising


def tries(uri: str) -> Iterator[int]:
    """Count the tries with pauses between them, and raise when they are used up."""
    pause = FIRST_PAUSE
    for number in range(TRIES):
        yield number
        time.sleep(pause * (0.5 + secrets.randbelow(1000) / 1000))
        pause = min(2 * pause, LONGEST_PAUSE)
    raise StoreError(f"other writers came first {TRIES} times", where=uri, mend="nothing was lost: add the same again later")


def _append(place: Place, batch: Batch, seen: Contents | None) -> Commit | None:
    """Try to add a batch, on the ledger as it stands now."""
    change = _Change.begin(place, batch, seen)
    if not change.documents and not change.reviews:
        return None
    claims = change.add_claims()
    documents = change.add_documents()
    change.add_reviews()
    commit = change.write(claims=claims, documents=documents)
    if commit.version % HISTORY_FILES == 0:
        with suppress(Conflict):  # somebody else is at it
            place.history.compact(place.history.head())
    return commit


@dataclass(slots=True, kw_only=True)
class _Change:
    """One try to change the ledger, on its tables as they stood when it began.

    Attributes:
        place: Where the tables are.
        held: What the ledger held.
        heads: The tables as they stood; appending moves them on.
        batch: What is to be added.
        documents: The ids of the documents that are news to the ledger.
        reviews: The reviews that are news to the ledger, by id.
        now: The instant of the change, never before the change before it.
        known: The hashes of files attached, by table and path.
    """

    place: Place
    held: Contents
    heads: dict[str, DeltaTable]
    batch: Batch
    documents: frozenset[str]
    reviews: dict[str, Review]
    now: datetime
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def begin(cls, place: Place, batch: Batch, seen: Contents | None) -> Self:
        """Open the tables, the history first: whatever it names is in the others when they are opened."""
        history, held = read_history(place, seen)
        others = {table.name: table.head() for table in place if table is not place.history}
        now = datetime.now(UTC)
        return cls(
            place=place,
            held=held,
            heads=others | {place.history.name: history},
            batch=batch,
            documents=frozenset(name for name in batch.document_ids if _is_news(held, name, batch)),
            reviews={review.review_id: review for review in batch.reviews if review.review_id not in held.review_ids},
            now=max(now, held.commits[-1].recorded_at) if held.commits else now,
        )

    def add_claims(self) -> int:
        """Add the claims of the new documents, except those there already, and count what the change adds to the ledger."""
        reader, names = self.batch.reader, self.documents
        if reader is None or not names:
            return 0
        counted = {name for name in names if any(reading.reader == reader for reading in self.held.readings.get(name, ()))}
        there = self._left_over(self.place.claims, "document_id", names, self.held.claims, ds.field("reader") == reader)
        wanted = names - there.keys() - counted
        missing = [claim for claim in self.batch.claims if claim.document_id in wanted]
        if missing:
            self._append(self.place.claims, rows.claims_to_rows(missing, recorded_at=self.now))
        added = len(missing) + self._attach(self.place.claims, wanted)
        return added + sum(count for name, count in there.items() if name not in counted)

    def add_documents(self) -> int:
        """Add the documents that are not there, and count those that the change adds to the ledger."""
        fresh = self.documents - self.held.readings.keys()
        wanted = fresh - self._left_over(self.place.documents, "document_id", fresh, self.held.documents).keys()
        missing = {document.document_id: document for document in self.batch.documents if document.document_id in wanted}
        if missing:
            self._append(self.place.documents, rows.documents_to_rows(list(missing.values()), recorded_at=self.now))
        self._attach(self.place.documents, wanted)
        return len(fresh)

    def add_reviews(self) -> None:
        """Add the reviews that are not there."""
        there = self._left_over(self.place.reviews, "review_id", self.reviews.keys(), len(self.held.review_ids))
        missing = [review for name, review in self.reviews.items() if name not in there]
        if missing:
            self._append(self.place.reviews, rows.reviews_to_rows(missing))

    def write(self, *, claims: int, documents: int) -> Commit:
        """Add the line of history, with the versions of the tables and the sums of the files written since the change before."""
        versions: dict[str, Any] = {f"{name}_version": head.version() for name, head in self.heads.items()}
        before = {name: getattr(self.held.commits[-1], name) if self.held.commits else BEFORE_ALL for name in versions}
        sums = [
            line
            for table in self.place
            for line in table.sums(self.heads[table.name], since=before[f"{table.name}_version"], known=self.known.get(table.name))
        ]
        commit = Commit(
            version=self.held.version + 1,
            recorded_at=self.now,
            operation=self.batch.operation,
            documents=documents,
            claims=claims,
            reviews=len(self.reviews),
            reader=self.batch.reader,
            program=VERSION,
            document_ids=tuple(sorted(self.documents)),
            review_ids=tuple(sorted(self.reviews)),
            files=tuple(sums),
            **versions,
        )
        self._append(self.place.history, rows.commits_to_rows([commit]))
        history = self.heads[self.place.history.name]
        self.place.keep_latest_sums(self.place.history.sums(history, since=history.version() - 1))
        return commit

    def _append(self, table: Table, data: pa.Table) -> None:
        """Add rows to a table, unless somebody else did since the change began."""
        table.append(self.heads[table.name], data)

    def _attach(self, table: Table, wanted: frozenset[str]) -> int:
        """Attach the files that hold the rows of documents, in one commit, and count the rows."""
        files = list(parts.files_of(table, self.heads[table.name], self.batch.parts, wanted))
        if files:
            table.attach(self.heads[table.name], files)
            self.known.setdefault(table.name, {}).update({file.path: file.sha256 for file in files})
        return sum(file.rows for file in files)

    def _left_over(
        self, table: Table, column: str, names: Collection[str], counted: int, where: ds.Expression | None = None
    ) -> Counter[str]:
        """Count the rows of these ids that an interrupted or a concurrent change left; none if the table holds just what counts."""
        head = self.heads[table.name]
        if not names or head.count() == counted:
            return Counter()
        wanted = among(column, sorted(names))
        found = pc.value_counts(table.read(head, columns=[column], where=wanted if where is None else wanted & where)[column])
        return Counter({entry["values"]: entry["counts"] for entry in found.to_pylist()})


def _is_news(held: Contents, document_id: str, batch: Batch) -> bool:
    """Whether a document still has to be added, or read again by this reader."""
    standing = held.reader_of(document_id)
    return standing is None if batch.operation is Operation.ADD else standing != batch.reader


__all__ = ["Batch", "append", "mark", "read_history", "tries"]
