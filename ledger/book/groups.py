"""Groups: files and documents that are read together, the same ones whoever reads them and however many processes do.

Sentences are parsed in batches over the documents of a group, so the group is what gives the same input the same reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ledger import documents
from ledger.book import reading
from ledger.documents import Found
from ledger.errors import LedgerError
from ledger.records import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

    from ledger.records import Claim

Unit = Found | Document | LedgerError
"""What a source gives: a file to be opened, a document that was opened already, or why there is none."""

UNITS_TOGETHER = 16
SIZE_TOGETHER = 128_000
"""Files or documents of a group, and their bytes or characters: about a second of reading; whatever is larger stands alone."""

MOST_DOCUMENTS = 200
MOST_CHARACTERS = 2_000_000
"""What the files of one group may hold to be read as one; an archive that holds more is read in groups of its documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One document with what was read from it.

    Attributes:
        document: The document.
        claims: Its claims, or why they could not be read; nothing where they were not wanted, for the ledger holds them.
    """

    document: Document
    claims: tuple[Claim, ...] | LedgerError | None


def gather(units: Iterable[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Gather what a source gives into groups, in its order; the standard input, which may be long in coming, stands alone."""
    group: list[Unit] = []
    size = 0
    for unit in units:
        added = _size(unit)
        if group and (len(group) >= UNITS_TOGETHER or size + added > SIZE_TOGETHER or is_standard_input(unit)):
            yield tuple(group)
            group, size = [], 0
        group.append(unit)
        size += added
    if group:
        yield tuple(group)


def is_standard_input(unit: Unit) -> bool:
    """Whether a unit is the standard input, which only this process can read."""
    return isinstance(unit, Found) and unit.path is None


def _size(unit: Unit) -> int:
    """Tell how much a unit counts in its group."""
    if isinstance(unit, Found):
        return unit.size
    return len(unit.text) if isinstance(unit, Document) else 0


def size(group: Iterable[Unit]) -> int:
    """Tell how large a group is, in bytes of files and characters of documents."""
    return sum(_size(unit) for unit in group)


def open_units(units: Iterable[Unit]) -> Iterator[Document | LedgerError]:
    """Open the files of a group; what is open already is handed on."""
    for unit in units:
        if isinstance(unit, Found):
            yield from documents.open_found(unit)
        else:
            yield unit


def take(opened: Iterator[Document | LedgerError]) -> tuple[tuple[Document | LedgerError, ...], bool]:
    """Take the documents of a group, and tell whether these are all or there are too many for one group."""
    taken: list[Document | LedgerError] = []
    characters = 0
    for item in opened:
        taken.append(item)
        characters += _size(item)
        if len(taken) > MOST_DOCUMENTS or characters > MOST_CHARACTERS:
            return tuple(taken), False
    return tuple(taken), True


def read(items: Sequence[Document | LedgerError], choose: Callable[[Sequence[str]], Collection[str]]) -> tuple[Read | LedgerError, ...]:
    """Read the documents of a group whose ids are chosen, each once, and hand on the others and what is none."""
    wanted = set(choose([item.document_id for item in items if isinstance(item, Document)]))
    listed: dict[str, Document] = {}
    for item in items:
        if isinstance(item, Document) and item.document_id in wanted:
            listed.setdefault(item.document_id, item)
    claims = dict(zip(listed, reading.read_all(list(listed.values())), strict=True))
    return tuple(
        item if isinstance(item, LedgerError) else Read(document=item, claims=claims.pop(item.document_id, None)) for item in items
    )


def begun(groups: Iterable[Sequence[Unit]], begin: Callable[[], None]) -> Iterator[Sequence[Unit]]:
    """Hand groups on, and tell of each of their files that it is begun."""
    for group in groups:
        for unit in group:
            if isinstance(unit, Found):
                begin()
        yield group


def read_here(
    groups: Iterable[Sequence[Unit]], held: Container[str], begin: Callable[[], None] = lambda: None
) -> Iterator[Read | LedgerError]:
    """Read groups one after the other, in this process; documents whose ids are held are not read."""

    def choose(ids: Sequence[str]) -> list[str]:
        return [name for name in ids if name not in held]

    for group in begun(groups, begin):
        opened = open_units(group)
        items, is_all = take(opened)
        if is_all:
            yield from read(items, choose)
            continue
        for part in gather(chain(items, opened)):
            yield from read(tuple(open_units(part)), choose)
