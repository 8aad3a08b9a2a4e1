"""From a path to documents: the files, what the manifest says of them, and what stands for those that cannot be read."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.documents import files, manifest
from ledger.documents.compose import compose
from ledger.documents.formats import Format, find_format, open_bytes
from ledger.documents.formats.context import Context
from ledger.documents.languages import find_language
from ledger.documents.manifest import MANIFEST_NAME, Entry, Manifest
from ledger.documents.worker import borrow
from ledger.errors import DocumentError, InputError, LedgerError, ManifestError
from ledger.records import Document, PublishedBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.documents.drafts import Draft

STANDARD_INPUT = "-"
STANDARD_INPUT_PLACE = "standard input"

TEXT_LIMIT = 20_000_000
"""Characters of one document: the longest inquiry report has about a tenth of them."""

_PLAIN = frozenset({Format.TEXT, Format.MARKDOWN})
"""Formats read here and not in the worker: there is nothing in them to attack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file of a source, found and not yet opened; any process on this machine can open it, unless it is the standard input.

    Attributes:
        path: Where it is; nothing for the standard input.
        name: Its path as the document keeps it: from the folder that was given.
        entry: What the manifest says of it.
        columns: For tables of documents, the column that holds a field.
    """

    path: Path | None
    name: str
    entry: Entry = field(default_factory=Entry)
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Its bytes as far as they are known: none for the standard input, or for a file that is gone."""
        try:
            return self.path.stat().st_size if self.path else 0
        except OSError:
            return 0  # opening it will say why


def read(source: str | Path, *, columns: Mapping[str, str] | None = None) -> Iterator[Document | LedgerError]:
    """Yield the documents of a file or folder, and for each file that cannot be read the error that says why, unraised.

    A `manifest.csv` in a folder tells what is known of the files in and below it; the nearest one that names a file counts.
    The order is that of the sorted paths. A path that does not exist yields a `MissingPathError`.

    Args:
        source: A file of any format, a folder, or `-` for the standard input.
        columns: For tables of documents (CSV, JSON lines): the column that holds a field, as in `{"text": "Body"}`.
    """
    for found in find(source, columns=columns):
        if isinstance(found, LedgerError):
            yield found
        else:
            yield from open_found(found)


def find(source: str | Path, *, columns: Mapping[str, str] | None = None) -> Iterator[Found | LedgerError]:
    """Yield the files of a source, in the order in which `read` reads them, and an error for each that cannot be."""
    named = dict(columns or {})
    if str(source) == STANDARD_INPUT:
        yield Found(path=None, name=STANDARD_INPUT, columns=named)
    else:
        yield from _find_in(Path(source), named)


def open_found(found: Found) -> Iterator[Document | LedgerError]:
    """Yield the documents of one file, and an error for each part that cannot be read."""
    where = STANDARD_INPUT_PLACE if found.path is None else files.show(found.path)
    try:
        data = _read_standard_input() if found.path is None else files.read_bytes(found.path)
    except InputError as error:
        yield error
        return
    context = Context(where=where, name=found.path.name if found.path else "", columns=dict(found.columns))
    yield from _open(data, context, found.entry, found.name)


def _read_standard_input() -> bytes:
    data = sys.stdin.buffer.read(files.FILE_LIMIT + 1)
    if len(data) > files.FILE_LIMIT:
        raise DocumentError(
            f"it holds more than {files.FILE_LIMIT:,} bytes", where=STANDARD_INPUT_PLACE, mend="Save it to files and add those"
        )
    return data


def _find_in(root: Path, columns: dict[str, str]) -> Iterator[Found | LedgerError]:
    shelf = _Shelf()
    base = root if root.is_dir() else root.parent
    if base is not root:
        shelf.open(base)
    for path in files.walk(root):
        if isinstance(path, InputError):
            yield path
            continue
        if base is root:
            yield from shelf.open_between(base, path.parent)
        if path.name == MANIFEST_NAME and path != root:
            continue
        try:
            yield Found(path=path, name=files.show(path.relative_to(base).as_posix()), entry=shelf.find(path), columns=columns)
        except ManifestError as error:
            yield error


@dataclass(slots=True)
class _Shelf:
    """The manifests met on the way, by their folder; an error for one that cannot be used."""

    manifests: dict[Path, Manifest | InputError] = field(default_factory=dict)

    def open(self, folder: Path) -> list[InputError]:
        """Load the folder's manifest unless it was; return the errors that stand for no file."""
        path = folder / MANIFEST_NAME
        if folder in self.manifests or not path.exists():
            return []
        try:
            loaded = manifest.load(path)
        except InputError as error:
            self.manifests[folder] = error
            return [error]
        self.manifests[folder] = loaded
        return list(loaded.missing)

    def open_between(self, base: Path, folder: Path) -> list[InputError]:
        """Load the manifests of the folders from the base down to the one given."""
        between = [folder, *folder.parents]
        return [error for place in reversed(between[: between.index(base) + 1]) for error in self.open(place)]

    def find(self, path: Path) -> Entry:
        """What the nearest manifest that names the file says of it.

        Raises:
            ManifestError: Its row holds a bad cell, or a manifest above it cannot be used.
        """
        for folder in path.parents:
            loaded = self.manifests.get(folder)
            if isinstance(loaded, InputError):
                raise ManifestError(
                    "the manifest beside it cannot be used, so nothing is known of it",
                    where=files.show(path),
                    mend=f"Mend {files.show(folder / MANIFEST_NAME)} and add the folder again",
                )
            if loaded is not None and path in loaded.refused:
                raise loaded.refused[path]
            if loaded is not None and path in loaded.entries:
                return loaded.entries[path]
        return Entry()


def _open(data: bytes, context: Context, entry: Entry, name: str) -> Iterator[Document | LedgerError]:
    """Yield the documents in the bytes, text read here and everything else in a worker, and an error for each part that cannot be read."""
    try:
        is_plain = find_format(data, context.name, where=context.where) in _PLAIN
    except InputError as error:
        yield error
        return
    for draft in open_bytes(data, context) if is_plain else _open_in_worker(data, context):
        yield draft if isinstance(draft, LedgerError) else _finish(draft, entry, name, context.where)


def _open_in_worker(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    with borrow() as worker:
        yield from worker.open_bytes(data, context)


def _finish(draft: Draft, entry: Entry, name: str, where: str) -> Document | InputError:
    """Make the document; the manifest goes before what the file says of itself."""
    if len(draft.text) > TEXT_LIMIT:
        return DocumentError(
            f"the text holds {len(draft.text):,} characters, more than the {TEXT_LIMIT:,} of one document", where=where, mend="Split it"
        )
    published = entry.publication if entry.publication.basis is not PublishedBasis.UNKNOWN else draft.publication
    try:
        return compose(
            draft.text,
            published_on=published,
            publisher=entry.publisher or draft.publisher,
            title=entry.title or draft.title,
            url=entry.url or draft.url,
            path=f"{name}#{draft.part}" if draft.part else name,
            # What a page declares is often that of its site: the words go before it.
            language=entry.language or find_language(draft.text) or draft.language,
            blocks=draft.blocks,
            notes=draft.notes,
        )
    except InputError as error:
        return DocumentError(error.what, where=f"{where}, {error.where}", mend=error.mend)
