"""From a path to documents: the files, what the manifest says of them, and what stands for those that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.documents import files, manifest
from ledger.documents.compose import compose
from ledger.documents.decode import decode
from ledger.documents.drafts import Draft
from ledger.documents.manifest import MANIFEST_NAME, Entry, Manifest
from ledger.errors import InputError, ManifestError
from ledger.records import Document, PublishedBasis

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(source: str | Path) -> Iterator[Document | InputError]:
    """Yield the documents of a file or folder, and for each file that cannot be read the error that says why, unraised.

    A `manifest.csv` in a folder tells what is known of the files in and below it; the nearest one that names a file counts.
    The order is that of the sorted paths. A path that does not exist yields a `MissingPathError`.
    """
    root = Path(source)
    shelf = _Shelf()
    base = root if root.is_dir() else root.parent
    if base is not root:
        shelf.open(base)
    for found in files.walk(root):
        if isinstance(found, InputError):
            yield found
            continue
        if base is root:
            yield from shelf.open_between(base, found.parent)
        if found.name != MANIFEST_NAME or found == root:
            yield from _read_file(found, base, shelf)


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


def _read_file(path: Path, base: Path, shelf: _Shelf) -> Iterator[Document | InputError]:
    name = files.show(path.relative_to(base).as_posix())
    try:
        entry = shelf.find(path)
        drafts = [_read_text(files.read_bytes(path), files.show(path))]
    except InputError as error:
        yield error
        return
    for draft in drafts:
        yield _finish(draft, entry, name)


def _read_text(data: bytes, where: str) -> Draft:
    decoded = decode(data, where=where)
    return Draft(text=decoded.text, notes=(decoded.note,) if decoded.note else ())


def _finish(draft: Draft, entry: Entry, name: str) -> Document:
    """Make the document; the manifest goes before what the file says of itself."""
    published = entry.publication if entry.publication.basis is not PublishedBasis.UNKNOWN else draft.publication
    return compose(
        draft.text,
        published_on=published,
        publisher=entry.publisher or draft.publisher,
        title=entry.title or draft.title,
        url=entry.url or draft.url,
        path=f"{name}#{draft.part}" if draft.part else name,
        language=entry.language or draft.language,
        blocks=draft.blocks,
        notes=draft.notes,
    )
