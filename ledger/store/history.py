"""The history: one row for each change, written last; it alone says what a version of the ledger holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from ledger.errors import UnknownVersionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Operation(StrEnum):
    """What changed the ledger."""

    ADD = "add"
    REREAD = "reread"
    REVIEW = "review"
    COMPACT = "compact"
    VACUUM = "vacuum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One change of the ledger, there as a whole or not at all.

    Attributes:
        version: The version of the ledger that the change made; versions count from 1, an empty ledger is 0.
        recorded_at: The instant of the change, UTC; never before that of the version before.
        operation: What changed the ledger.
        documents: Documents that the change added.
        claims: Claims that the change added.
        reviews: Reviews that the change added.
        reader: Version of the reading rules and model that read the documents; nothing where none were read.
        program: Version of the program that wrote the change.
        documents_version: Version of the Delta table of documents in which all of this version's rows are.
        claims_version: Version of the Delta table of claims in which all of this version's rows are.
        reviews_version: Version of the Delta table of reviews in which all of this version's rows are.
        history_version: Version of the Delta table of history before the change.
        document_ids: The documents that were read.
        review_ids: The reviews that were added.
        files: The files written since the version before, each line as `sha256sum` prints it, paths from the ledger's folder;
            read only to verify.
    """

    version: int
    recorded_at: datetime
    operation: Operation
    documents: int = 0
    claims: int = 0
    reviews: int = 0
    reader: str | None = None
    program: str | None = None
    documents_version: int = 0
    claims_version: int = 0
    reviews_version: int = 0
    history_version: int = 0
    document_ids: tuple[str, ...] = ()
    review_ids: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document as one reader read it.

    Attributes:
        reader: Version of the reading rules and model.
        superseded_at: The instant another reading replaced this one, UTC; nothing while it stands.
    """

    reader: str
    superseded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one version of the ledger holds.

    Attributes:
        commits: The changes up to and including the version, in order.
        readings: Every reading of every document, by document, the standing one last.
        review_ids: Every review, with the version that added it.
        table_version: The version of the Delta table of history from which the contents were read.
    """

    commits: tuple[Commit, ...]
    readings: dict[str, tuple[Reading, ...]] = field(repr=False)
    review_ids: dict[str, int] = field(repr=False)
    table_version: int = 0

    @property
    def version(self) -> int:
        """The version of the ledger; 0 while it is empty."""
        return self.commits[-1].version if self.commits else 0

    @property
    def documents(self) -> int:
        """How many documents the version holds."""
        return len(self.readings)

    @property
    def claims(self) -> int:
        """How many claims the version holds, superseded ones included."""
        return sum(commit.claims for commit in self.commits)

    @property
    def readers(self) -> frozenset[str]:
        """The readers whose readings stand."""
        return frozenset(readings[-1].reader for readings in self.readings.values())

    @property
    def has_superseded(self) -> bool:
        """Whether documents were read again."""
        return any(commit.operation is Operation.REREAD for commit in self.commits)

    def reader_of(self, document_id: str) -> str | None:
        """Tell which reader's claims of a document stand; nothing if the version does not hold the document."""
        readings = self.readings.get(document_id)
        return readings[-1].reader if readings else None

    def at(self, *, version: int | None, as_of: str | date | datetime | None) -> Contents:
        """Give the contents as they stood at a version, or at the end of a day, or at an instant.

        Raises:
            UnknownVersionError: There is no such version, or no ledger yet at that time.
        """
        kept = self.commits
        if version is not None:
            if not 0 <= version <= self.version:
                raise UnknownVersionError(f"no version {version}", mend=f"versions run from 0 to {self.version}")
            kept = tuple(commit for commit in kept if commit.version <= version)
        if as_of is not None:
            instant = last_instant(as_of)
            kept = tuple(commit for commit in kept if commit.recorded_at <= instant)
            if not kept:
                first = f"its history begins at {self.commits[0].recorded_at:%Y-%m-%d %H:%M:%S} UTC" if self.commits else "it is empty"
                raise UnknownVersionError(f"the ledger held nothing by {as_of}", mend=first)
        return contents(kept)


def contents(commits: Iterable[Commit], *, after: Contents | None = None, table_version: int = 0) -> Contents:
    """Sum up the changes of a ledger, given in any order, upon those summed up before."""
    news = sorted(commits, key=lambda commit: commit.version)
    readings = dict(after.readings) if after else {}
    for commit in news:
        if commit.reader is None:
            continue
        reading = Reading(reader=commit.reader)
        for document_id in commit.document_ids:
            before = readings.get(document_id, ())
            readings[document_id] = (*_superseded(before, commit), reading) if before else (reading,)
    reviews = {review_id: commit.version for commit in news for review_id in commit.review_ids}
    return Contents(
        commits=(*(after.commits if after else ()), *news),
        readings=readings,
        review_ids={**(after.review_ids if after else {}), **reviews},
        table_version=table_version,
    )


def _superseded(readings: Sequence[Reading], commit: Commit) -> tuple[Reading, ...]:
    """Close the standing reading of a document, and forget an earlier one by the reader that reads it again."""
    *closed, standing = readings
    closed.append(Reading(reader=standing.reader, superseded_at=commit.recorded_at))
    return tuple(reading for reading in closed if reading.reader != commit.reader)


def last_instant(moment: str | date | datetime) -> datetime:
    """Read a day or an instant as the last instant it covers; an instant without a zone is UTC.

    Raises:
        UnknownVersionError: The text is neither a day nor an instant.

    >>> last_instant("2026-01-31").isoformat()
    '2026-01-31T23:59:59.999999+00:00'
    """
    if isinstance(moment, str):
        try:
            moment = date.fromisoformat(moment) if len(moment) <= len("2026-01-31") else datetime.fromisoformat(moment)
        except ValueError as error:
            raise UnknownVersionError(f"{moment!r} is neither a day nor an instant", mend="write 2026-01-31 or 2026-01-31T12:00") from error
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.max)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
