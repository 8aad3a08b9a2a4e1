"""Adding: sources are read, in this process or in several, and each batch of documents is one version of the ledger."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self, TypeGuard

from ledger.book import readers, reading
from ledger.book.groups import Read
from ledger.documents import Listed
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from ledger.book.sources import Sources
    from ledger.records import Claim, Document
    from ledger.store import Contents, Store
    from ledger.store.parts import Part

DOCUMENTS_AT_ONCE = 200
CHARACTERS_AT_ONCE = 2_000_000
"""What one version of the ledger adds at most: so much is held in memory, and so much is read again after an interruption."""

COMPARED = ("path", "title", "language", "published_from", "published_to")
"""The metadata that may differ between two copies of one document; the stored ones are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What became of one document.

    Attributes:
        name: The path, the url or the id by which a person knows it.
        document_id: Its id; nothing if it could not be read.
        claims: How many claims were read from it.
        reason: Why it was refused, or what is to be said of it; empty if nothing is.
        cause: Why it was refused in one clause, without its name and the mend; empty if it was not.
    """

    name: str
    document_id: str | None = None
    claims: int = 0
    reason: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """What an add did, or would do.

    Attributes:
        added: The documents that are new in the ledger.
        unchanged: The documents that the ledger held already.
        refused: What could not be read, each with its reason.
        version: The version of the ledger afterwards.
        is_dry: Whether nothing was read for claims or stored: `added` are the documents that would be new.
    """

    added: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    refused: tuple[Entry, ...] = ()
    version: int = 0
    is_dry: bool = False

    @property
    def claims(self) -> int:
        """How many claims were added."""
        return sum(entry.claims for entry in self.added)

    def __str__(self) -> str:
        """Say in a line what was done, and in a line each what was refused or needs a word."""
        added = f"{len(self.added)} would be added" if self.is_dry else f"{len(self.added)} added ({self.claims} claims)"
        head = f"{added}, {len(self.unchanged)} unchanged, {len(self.refused)} refused"
        remarks = [f"refused {entry.reason}" for entry in self.refused]
        remarks += [f"{entry.name}: {entry.reason}" for entry in (*self.added, *self.unchanged) if entry.reason]
        return "\n".join([head, *remarks])


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a document that was read, without its text.

    Attributes:
        name: The path, the url or the id by which a person knows it.
        document_id: Its id.
        compared: Its metadata in the order of `COMPARED`.
        claims: How many claims it has, or why they could not be read; nothing where they were not read.
        unread: That its language is not read; empty if it is.
    """

    name: str
    document_id: str
    compared: tuple[object, ...]
    claims: int | LedgerError | None
    unread: str = ""

    @classmethod
    def of(cls, read: Read) -> Self:
        """Tell what is known of a document."""
        document, claims = read.document, read.claims
        published = document.publication
        return cls(
            name=name_of(document),
            document_id=document.document_id,
            compared=(document.path, document.title, document.language, published.published_from, published.published_to),
            claims=len(claims) if isinstance(claims, tuple) else claims,
            unread="" if reading.is_read(document) else f"stored unread: its language is {document.language}",
        )


News = tuple["Document", tuple["Claim", ...]]
"""A document that is new, with its claims."""


@dataclass(slots=True)
class Adding:
    """One add under way.

    Attributes:
        store: The ledger added to.
        tell: Called with each document as its fate is known.
        workers: How many processes read; nothing for as many as the machine has cores for.
    """

    store: Store
    tell: Callable[[Entry], None]
    workers: int | None = None
    _added: list[Entry] = field(default_factory=list)
    _unchanged: list[Entry] = field(default_factory=list)
    _refused: list[Entry] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    _held: Contents = field(init=False)

    def __post_init__(self) -> None:
        """Look at what the ledger holds as the add begins."""
        self._held = self.store.contents()

    def add(self, sources: Sources) -> AddResult:
        """Add the documents of sources, and refuse what is not one."""
        begin = sources.count()
        with closing(readers.read(sources.find(begin), self._held.readings, workers=self.workers, begin=begin)) as read:
            for batch in in_batches(self._new(read)):
                self._commit(batch)
        return self._result()

    def preview(self, opened: Iterable[Document | LedgerError | Listed]) -> AddResult:
        """Say what would be added, and store nothing."""
        for item in opened:
            if isinstance(item, Listed):
                self._note(self._added, Entry(name=item.url, reason="would be fetched"))
            elif self._is_new(told := item if isinstance(item, LedgerError) else Told.of(Read(document=item, claims=()))):
                self._settle([told], {told.document_id})
        return replace(self._result(), is_dry=True)

    def attach(self, listed: Iterable[Told | LedgerError], written: Sequence[Part]) -> AddResult:
        """Add documents that lie in files already, in one change, and refuse what is none."""
        fresh = [told for told in listed if self._is_new(told)]
        commit = self.store.add_parts(written, reader=reading.reader()) if written else None
        self._settle(fresh, set(commit.document_ids) if commit else set())
        return self._result()

    def _result(self) -> AddResult:
        """Sum up what became of the documents."""
        version = self.store.contents().version
        return AddResult(added=tuple(self._added), unchanged=tuple(self._unchanged), refused=tuple(self._refused), version=version)

    def _new(self, read: Iterable[Read | LedgerError]) -> Iterator[News]:
        """Give the documents that the ledger does not hold, with their claims."""
        for item in read:
            told = item if isinstance(item, LedgerError) else Told.of(item)
            if self._is_new(told) and isinstance(item, Read) and isinstance(item.claims, tuple):
                yield item.document, item.claims

    def _is_new(self, told: Told | LedgerError) -> TypeGuard[Told]:
        """Whether a document is to be added; what becomes of any other is noted."""
        if isinstance(told, LedgerError):
            self._note(self._refused, Entry(name=told.where, reason=str(told), cause=told.what))
        elif told.document_id in self._seen:
            self._note(self._unchanged, Entry(name=told.name, document_id=told.document_id, reason="given twice"))
        elif told.claims is None or self._held.reader_of(told.document_id) is not None:
            self._note(self._unchanged, Entry(name=told.name, document_id=told.document_id, reason=self._remark(told)))
        elif isinstance(told.claims, LedgerError):
            self._note(self._refused, Entry(name=told.name, reason=f"{told.name}: {told.claims}", cause=told.claims.what))
        else:
            self._seen.add(told.document_id)
            return True
        return False

    def _commit(self, batch: Sequence[News]) -> None:
        """Add a batch in one change."""
        commit = self.store.add(
            [document for document, _ in batch], [claim for _, claims in batch for claim in claims], reader=reading.reader()
        )
        fresh = [Told.of(Read(document=document, claims=claims)) for document, claims in batch]
        self._settle(fresh, set(commit.document_ids) if commit else set())

    def _settle(self, fresh: Iterable[Told], ours: Container[str]) -> None:
        """Note which documents were added, and which another process added meanwhile."""
        for told in fresh:
            count = told.claims if isinstance(told.claims, int) else 0
            entry = Entry(name=told.name, document_id=told.document_id, claims=count, reason=told.unread)
            self._note(self._added if told.document_id in ours else self._unchanged, entry)

    def _note(self, entries: list[Entry], entry: Entry) -> None:
        """Keep what became of a document, and tell whoever is watching."""
        entries.append(entry)
        self.tell(entry)

    def _remark(self, told: Told) -> str:
        """Say how a document differs from the stored one, or that newer rules could read it again; usually nothing."""
        if not self._stored:
            rows = self.store.documents(self.store.contents(), columns=["document_id", *COMPARED]).to_pylist()
            self._stored = {row["document_id"]: row for row in rows}
        stored = self._stored[told.document_id]
        given = zip(COMPARED, told.compared, strict=True)
        remarks = [f"kept {name} {stored[name] or 'unknown'}, not {value}" for name, value in given if value not in {None, stored[name]}]
        standing = self._held.reader_of(told.document_id)
        if standing not in {None, reading.reader()}:
            remarks.append(f"read by {standing}: reread applies the newer rules")
        return "; ".join(remarks)


def in_batches(listed: Iterable[News]) -> Iterator[list[News]]:
    """Gather documents and their claims up to the limits of one change."""
    batch: list[News] = []
    characters = 0
    for document, claims in listed:
        batch.append((document, claims))
        characters += len(document.text)
        if len(batch) >= DOCUMENTS_AT_ONCE or characters >= CHARACTERS_AT_ONCE:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def name_of(document: Document) -> str:
    """Name a document as a person knows it."""
    return document.path or document.url or document.document_id
