"""The Ledger: what a caller holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import store
from ledger.book import adding, changes, cluster, reporting, rereading, reviewing, tables
from ledger.book.sources import Sources
from ledger.book.view import View
from ledger.documents import Fetching
from ledger.errors import InputError
from ledger.store import Selection, frames, schema, selection, upkeep, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    import pandas as pd
    import pyarrow as pa

    from ledger.book.adding import AddResult, Entry
    from ledger.records import Review
    from ledger.store import Store


def open(  # noqa: A001 - called as ledger.open
    address: str | PathLike[str], version: int | None = None, as_of: str | date | datetime | None = None, *, create: bool = True
) -> Ledger:
    """Open a ledger, and make an empty one where none is.

    Args:
        address: A folder, or an object-store address such as `s3://bucket/ledger`, reached with what the environment says.
        version: The version as which to read the ledger; it cannot be written to then.
        as_of: The day, or the instant, as of whose end to read the ledger; it cannot be written to then.
        create: Whether to make an empty ledger where none is.

    Raises:
        NotALedgerError: Something else is there, or nothing and none was to be made.
        NewerLedgerError: A newer version of this program wrote the ledger.
        UnknownVersionError: The ledger has no such version, or held nothing by that day.
    """
    return Ledger(store.open(address, version=version, as_of=as_of, create=create))


@dataclass(slots=True)
class Ledger:
    """A ledger of claims, as it stands now or as it stood at one version.

    Every reading method sees one whole version: the newest there is when it is called, or the one the ledger was opened at.
    """

    _store: Store
    _view: View | None = field(default=None, repr=False)

    @property
    def version(self) -> int:
        """The version that is read; 0 while the ledger is empty."""
        return self._store.contents().version

    def view(self) -> View:
        """Give the records behind the tables: claims, documents, links, origins, findings and reviews of the version."""
        held = self._store.contents()
        if self._view is None or self._view.held.version != held.version:
            self._view = View(self._store, held)
        return self._view

    def add(  # noqa: PLR0913 - one keyword for each way to choose
        self,
        *sources: str | PathLike[str],
        urls: Iterable[str | PathLike[str]] = (),
        fetching: Fetching | None = None,
        columns: Mapping[str, str] | None = None,
        dry_run: bool = False,
        workers: int | None = None,
        ray: str | None = None,
        tell: Callable[[Entry], None] | None = None,
        watch: Callable[[int, int], None] | None = None,
    ) -> AddResult:
        """Read documents into the ledger; what it holds already is left as it is, what cannot be read is listed with its reason.

        Args:
            sources: Files or folders; `-` is the standard input.
            urls: Addresses whose pages are to be fetched, and files that list such addresses. Nothing else is ever fetched.
            fetching: How they are fetched: limits, pauses, the folder that keeps the answers.
            columns: For tables: the column that holds a field, as in `{"text": "Body"}`.
            dry_run: Whether to tell only what would be done: nothing is stored, and no server is asked.
            workers: How many processes read; by default as many as the machine has cores for, and none besides this one for little.
            ray: The address of a Ray cluster that is to read, `auto` for the one this machine is in, `local` for this machine's cores.
            tell: Called with each document as its fate is known.
            watch: Called with how many files and addresses were begun, and how many there are.

        Raises:
            InputError: Fewer than one process was to read.
            ReadOnlyError: The ledger was opened as it stood in the past.
        """
        self._store.refuse_if_past()
        listed = [urls] if isinstance(urls, (str, PathLike)) else urls
        given = Sources(paths=sources, urls=tuple(listed), fetching=fetching or Fetching(), columns=columns or {}, watch=watch)
        under_way = adding.Adding(self._store, tell or (lambda _: None), workers)
        if dry_run:
            return under_way.preview(given.preview())
        return under_way.add(given) if ray is None else cluster.add(under_way, given, ray)

    def documents(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """List the documents by path; their `text` and `blocks` only if asked for by name."""
        names = list(columns or [name for name in schema.DOCUMENTS.names if name not in {"text", "blocks"}])
        selection.check_columns(names, schema.DOCUMENTS.names)
        needed = list(dict.fromkeys([*names, "path", "document_id"]))
        table = self._store.documents(self._store.contents(), columns=needed)
        return frames.to_frame(table.sort_by([("path", "ascending"), ("document_id", "ascending")]).select(names))

    def claims(  # noqa: PLR0913 - one keyword for each way to choose
        self,
        subject: str | Iterable[str] | None = None,
        said_by: str | Iterable[str] | None = None,
        *,
        status: str | Iterable[str] | None = None,
        columns: Sequence[str] | None = None,
        valid_from: date | None = None,
        valid_to: date | None = None,
        superseded: bool = False,
        rejected: bool = False,
        **values: str | Iterable[str] | None,
    ) -> pd.DataFrame:
        """List the claims, in the order of documents and text.

        Args:
            subject: Only claims of this subject, or of several.
            said_by: Only claims of this speaker, or of several.
            status: Only claims of this status, or of several: machine, accepted, corrected, rejected.
            columns: The columns wanted; all of them by default. Without `subject` among them claims are not linked, which is faster.
            valid_from: Only claims that may hold on or after this day.
            valid_to: Only claims that may hold on or before this day.
            superseded: Whether to list also what newer readings replaced.
            rejected: Whether to list also what people rejected.
            values: For any other text column, the value or values wanted: `item="container", stance="denied"`.
        """
        wanted = selection.wanted({"said_by": said_by, **values})
        if subject is not None:
            wanted["claim_id"] = _within(self.view().of(subject), wanted.get("claim_id"))
        chosen = Selection(
            values=wanted,
            valid_from=valid_from,
            valid_to=valid_to,
            superseded=superseded,
            statuses=selection.statuses(status, rejected=rejected),
        )
        return frames.to_frame(self._claims(chosen, columns))

    def _claims(self, chosen: Selection, columns: Sequence[str] | None = None) -> pa.Table:
        """Read claims in order, with the subjects that links give if subjects are wanted."""
        names = list(columns or schema.READ_CLAIMS.names)
        selection.check_columns(names, schema.READ_CLAIMS.names)
        needed = list(dict.fromkeys([*names, "claim_id", "document_id", "char_start", "reader"]))
        table = self._store.claims(self._store.contents(), chosen, columns=needed)
        if "subject" in names:
            table = self.view().name_subjects(table)
        return tables.in_order(table, self._store.documents(self._store.contents(), columns=["document_id", "path"])).select(names)

    def series(self) -> pd.DataFrame:
        """List the subjects: how many claims, origins and documents, who speaks, and for which time."""
        return frames.to_frame(tables.series(self.view()))

    def compare(self, subject: str | None = None) -> pd.DataFrame:
        """List how claims relate, one row a finding, of one subject or of all."""
        view = self.view()
        members = None if subject is None else view.of(subject)
        found = [finding for finding in view.findings if members is None or {finding.claim_a, finding.claim_b} & members]
        return frames.to_frame(tables.findings(found))

    def history(self) -> pd.DataFrame:
        """List the versions: when each was made, by what, and what it added."""
        return frames.to_frame(tables.history(self._store.contents()))

    def diff(self, since: int | str | date, until: int | str | date | None = None) -> pd.DataFrame:
        """List what changed between two versions or days: claims new, changed and superseded, and reviews.

        Raises:
            UnknownVersionError: The ledger has no such version, or held nothing by that day.
        """
        held = self._store.contents()
        later = held if until is None else changes.at(held, until)
        table = changes.between(self._store, changes.at(held, since), later)
        return frames.to_frame(View(self._store, later).name_subjects(table))

    def review(  # noqa: PLR0913 - one keyword for each part of a decision
        self,
        claim_id: str | None = None,
        action: str = "accept",
        *,
        who: str,
        why: str,
        subject: str | None = None,
        values: Mapping[str, str | None] | None = None,
        value: str | None = None,
    ) -> tuple[Review, ...]:
        """Record a person's decision, as rows laid over the claims; the claims stay as they were read.

        Args:
            claim_id: The claim it is about, to accept, correct, reject or split off.
            action: accept, correct, reject or split for a claim; rename or join for a subject.
            who: The person.
            why: The reason.
            subject: The subject it is about, to rename or join.
            values: For a correction, the right values by column, as text; nothing clears a column.
            value: The new name of a subject, the subject joined, or the subject of a claim split off.

        Raises:
            UnknownClaimError: The ledger has no such claim.
            InputError: The decision does not fit what it is about.
            ReadOnlyError: The ledger was opened as it stood in the past.
        """
        self._store.refuse_if_past()
        view, done = self.view(), reviewing.action_of(action)
        if (claim_id is None) == (subject is None):
            raise InputError("a review is about one claim or one subject", mend="give a claim's id, or a subject")
        if claim_id is not None:
            made = reviewing.of_claim(view, claim_id, done, who=who, why=why, values=values or {}, value=value)
        else:
            made = reviewing.of_subject(view, str(subject), done, who=who, why=why, value=value)
        reviewing.refuse_stale(view, made)
        self._store.review(made)
        return made

    def report(
        self,
        folder: str | PathLike[str],
        format: str = "markdown",  # noqa: A002 - the public face calls it so
        **options: str | Sequence[str] | int | date | None,
    ) -> tuple[Path, ...]:
        """Write the report and its charts into a folder, as "markdown" or "html", and give the files written.

        Args:
            folder: Where to write; made if it is not there.
            format: "markdown" or "html".
            options: `subject` for one subject or several, `title` for a title of its own, `since` for what changed since a version or day,
                `name` for the files' name.
        """
        return reporting.write(self.view(), Path(folder), format=format, **options)

    def export(self, folder: str | PathLike[str], *, superseded: bool = False, rejected: bool = False) -> tuple[Path, ...]:
        """Write the claims as CSV with its Table Schema and as one plain Parquet file, and give the files written."""
        chosen = Selection(superseded=superseded, statuses=selection.statuses(None, rejected=rejected))
        return reporting.export(self._claims(chosen), Path(folder))

    def verify(self) -> pd.DataFrame:
        """Check every file, id, quote and reference, and list what is wrong; an empty list is as it should be."""
        return frames.to_frame(tables.of_records(verify.verify(self._store.place), tables.PROBLEMS))

    def reread(self, *, workers: int | None = None) -> pd.DataFrame:
        """Read the stored documents by the newer rules, and list what changed; reviews stay, old readings are superseded.

        Args:
            workers: How many processes read; by default as many as the machine has cores for, and none besides this one for little.
        """
        self._store.refuse_if_past()
        before = self._store.contents()
        rereading.reread(self._store, workers=workers)
        return frames.to_frame(self.view().name_subjects(changes.between(self._store, before, self._store.contents())))

    def compact(self) -> pd.DataFrame:
        """Join small files, and list how many there were and are; every row and version stays."""
        self._store.refuse_if_past()
        return frames.to_frame(tables.of_records(upkeep.compact(self._store.place), tables.UPKEEP))

    def vacuum(self, *, retention_hours: int = upkeep.RETENTION_HOURS, dry_run: bool = True) -> pd.DataFrame:
        """Remove files that no longer count, or only list them; every version of the ledger stays readable."""
        self._store.refuse_if_past()
        return frames.to_frame(
            tables.of_records(upkeep.vacuum(self._store.place, retention_hours=retention_hours, dry_run=dry_run), tables.UPKEEP)
        )


def _within(members: Iterable[str], asked: tuple[str, ...] | None) -> tuple[str, ...]:
    """List the claims of a subject, or those of them that were asked for."""
    return tuple(sorted(members)) if asked is None else tuple(sorted(set(members) & set(asked)))
