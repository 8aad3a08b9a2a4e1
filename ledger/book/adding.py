"""Adding: sources are read, batch by batch, and each batch is one version of the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ledger.book import reading
from ledger.documents import Listed
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledger.records import Claim, Document
    from ledger.store import Store

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


@dataclass(slots=True)
class Adding:
    """One add under way.

    Attributes:
        store: The ledger added to.
        tell: Called with each document as its fate is known.
        is_dry: Whether nothing is to be read for claims or stored.
    """

    store: Store
    tell: Callable[[Entry], None]
    is_dry: bool = False
    _added: list[Entry] = field(default_factory=list)
    _unchanged: list[Entry] = field(default_factory=list)
    _refused: list[Entry] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _stored: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, read: Iterable[Document | LedgerError | Listed]) -> AddResult:
        """Add the documents of a source, and refuse what is not one."""
        for batch in _batches(self._new(read)):
            if self.is_dry:
                self._preview(batch)
            else:
                self._commit(batch)
        return AddResult(
            added=tuple(self._added),
            unchanged=tuple(self._unchanged),
            refused=tuple(self._refused),
            version=self.store.contents().version,
            is_dry=self.is_dry,
        )

    def _new(self, read: Iterable[Document | LedgerError | Listed]) -> Iterator[Document]:
        """Give the documents that the ledger does not hold."""
        held = self.store.contents()
        for item in read:
            if isinstance(item, LedgerError):
                self._note(self._refused, Entry(name=item.where, reason=str(item), cause=item.what))
            elif isinstance(item, Listed):
                self._note(self._added, Entry(name=item.url, reason="would be fetched"))
            elif item.document_id in self._seen:
                self._note(self._unchanged, Entry(name=name_of(item), document_id=item.document_id, reason="given twice"))
            elif item.document_id in held.readings:
                standing = held.reader_of(item.document_id)
                self._note(self._unchanged, Entry(name=name_of(item), document_id=item.document_id, reason=self._remark(item, standing)))
            else:
                self._seen.add(item.document_id)
                yield item

    def _preview(self, batch: list[Document]) -> None:
        """Say of a batch that it would be added."""
        for document in batch:
            self._note(self._added, Entry(name=name_of(document), document_id=document.document_id, reason=_unread(document)))

    def _commit(self, batch: list[Document]) -> None:
        """Read a batch and add it in one change."""
        found: list[Claim] = []
        entries: dict[str, Entry] = {}
        kept: list[Document] = []
        for document, claims in zip(batch, reading.read_all(batch), strict=True):
            if isinstance(claims, LedgerError):
                name = name_of(document)
                self._note(self._refused, Entry(name=name, reason=f"{name}: {claims}", cause=claims.what))
                continue
            kept.append(document)
            found += claims
            entries[document.document_id] = Entry(
                name=name_of(document), document_id=document.document_id, claims=len(claims), reason=_unread(document)
            )
        commit = self.store.add(kept, found, reader=reading.reader()) if kept else None
        ours = set(commit.document_ids) if commit else set()
        for document_id, entry in entries.items():
            self._note(self._added if document_id in ours else self._unchanged, entry)

    def _note(self, entries: list[Entry], entry: Entry) -> None:
        """Keep what became of a document, and tell whoever is watching."""
        entries.append(entry)
        self.tell(entry)

    def _remark(self, document: Document, standing: str | None) -> str:
        """Say how a document differs from the stored one, or that newer rules could read it again; usually nothing."""
        if not self._stored:
            rows = self.store.documents(self.store.contents(), columns=["document_id", *COMPARED]).to_pylist()
            self._stored = {row["document_id"]: row for row in rows}
        stored = self._stored[document.document_id]
        given = {
            "path": document.path,
            "title": document.title,
            "language": document.language,
            "published_from": document.publication.published_from,
            "published_to": document.publication.published_to,
        }
        remarks = [
            f"kept {name} {stored[name] or 'unknown'}, not {given[name]}" for name in COMPARED if given[name] not in {None, stored[name]}
        ]
        if standing != reading.reader():
            remarks.append(f"read by {standing}: reread applies the newer rules")
        return "; ".join(remarks)


def _batches(listed: Iterable[Document]) -> Iterator[list[Document]]:
    """Gather documents up to the limits of one change."""
    batch: list[Document] = []
    characters = 0
    for document in listed:
        batch.append(document)
        characters += len(document.text)
        if len(batch) >= DOCUMENTS_AT_ONCE or characters >= CHARACTERS_AT_ONCE:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def name_of(document: Document) -> str:
    """Name a document as a person knows it."""
    return document.path or document.url or document.document_id


def _unread(document: Document) -> str:
    """Say that a document is in a language that is not read; empty if it is read."""
    return "" if reading.is_read(document) else f"stored unread: its language is {document.language}"
