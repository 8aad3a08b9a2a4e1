"""From a path to documents: the files, what the manifest says of them, and what stands for those that cannot be read."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.documents import files, manifest
from ledger.documents.formats.context import Context
from ledger.documents.manifest import MANIFEST_NAME, Entry, Manifest
from ledger.documents.opening import open_documents
from ledger.errors import DocumentError, InputError, LedgerError, ManifestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ledger.documents.files import Place
    from ledger.records import Document

STANDARD_INPUT = "-"
STANDARD_INPUT_PLACE = "standard input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file of a source, found and not yet opened; any process can open it, unless it is the standard input.

    Attributes:
        path: Where it is; nothing for the standard input.
        name: Its path as the document keeps it: from the folder that was given.
        entry: What the manifest says of it.
        columns: For tables of documents, the column that holds a field.
    """

    path: Place | None
    name: str
    entry: Entry = field(default_factory=Entry)
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Its bytes as far as they are known: none for the standard input, or for a file that is gone."""
        return files.size(self.path) if self.path else 0


def count(source: str | Path) -> int:
    """How many files a source holds, as far as its folders tell."""
    return 1 if str(source) == STANDARD_INPUT else sum(1 for _ in files.walk(files.locate(source)))


def read(source: str | Path, *, columns: Mapping[str, str] | None = None) -> Iterator[Document | LedgerError]:
    """Yield the documents of a file or folder, and for each file that cannot be read the error that says why, unraised.

    A `manifest.csv` in a folder tells what is known of the files in and below it; the nearest one that names a file counts.
    The order is that of the sorted paths. A path that does not exist yields a `MissingPathError`.

    Args:
        source: A file of any format, a folder, an address of an object store (`s3://bucket/news`), or `-` for the standard input.
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
        yield from _find_in(files.locate(source), named)


def open_found(found: Found) -> Iterator[Document | LedgerError]:
    """Yield the documents of one file, and an error for each part that cannot be read."""
    where = STANDARD_INPUT_PLACE if found.path is None else files.show(found.path)
    try:
        data = _read_standard_input() if found.path is None else files.read_bytes(found.path)
    except InputError as error:
        yield error
        return
    context = Context(where=where, name=found.path.name if found.path else "", columns=dict(found.columns))
    yield from open_documents(data, context, found.entry, found.name)


def _read_standard_input() -> bytes:
    data = sys.stdin.buffer.read(files.FILE_LIMIT + 1)
    if len(data) > files.FILE_LIMIT:
        raise DocumentError(
            f"it holds more than {files.FILE_LIMIT:,} bytes", where=STANDARD_INPUT_PLACE, mend="Save it to files and add those"
        )
    return data


def _find_in(root: Place, columns: dict[str, str]) -> Iterator[Found | LedgerError]:
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

    manifests: dict[Place, Manifest | InputError] = field(default_factory=dict)

    def open(self, folder: Place) -> list[InputError]:
        """Load the folder's manifest unless it was; return the errors that stand for no file."""
        path = folder / MANIFEST_NAME
        if folder in self.manifests:
            return []
        try:
            loaded = manifest.load(path) if path.exists() else Manifest(entries={}, refused={}, missing=())
        except InputError as error:
            self.manifests[folder] = error
            return [error]
        self.manifests[folder] = loaded
        return list(loaded.missing)

    def open_between(self, base: Place, folder: Place) -> list[InputError]:
        """Load the manifests of the folders from the base down to the one given."""
        between = [folder, *folder.parents]
        return [error for place in reversed(between[: between.index(base) + 1]) for error in self.open(place)]

    def find(self, path: Place) -> Entry:
        """What the nearest manifest that names the file says of it.

        Raises:
            ManifestError: Its row holds a bad cell, or a manifest above it cannot be used.
        """
        return manifest.find_entry(self.manifests, path, where=files.show(path)) or Entry()
