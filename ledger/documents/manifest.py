"""The manifest of a folder: a CSV table with what is known of each file beside it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any

from ledger.documents import edtf
from ledger.documents.decode import decode
from ledger.documents.files import read_bytes, show
from ledger.errors import InputError, ManifestError
from ledger.records import Publication, PublishedBasis

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledger.documents.files import Place

MANIFEST_NAME = "manifest.csv"

COLUMNS = ("path", "publisher", "title", "url", "published", "language", "note")
"""The columns a manifest may have, of which only the first is required."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the manifest says of one file; empty cells say nothing.

    Attributes:
        publisher: Who published it.
        title: Its title.
        url: Where it was published.
        language: ISO 639-1 code.
        publication: When it was published; basis unknown if the cell is empty.
    """

    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    publication: Publication = field(default_factory=Publication)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The usable rows of a manifest, and an error for each that is not.

    Attributes:
        entries: What is known of a file, by its path.
        refused: The error that stands for a file, by its path: its row holds a bad cell.
        missing: An error for each row that names no file that can be read.
    """

    entries: dict[Place | PurePath, Entry]
    refused: dict[Place | PurePath, ManifestError]
    missing: tuple[ManifestError, ...]


def load(path: Place) -> Manifest:
    """Read a manifest; the paths in it are relative to its folder.

    Raises:
        ManifestError: The table as a whole cannot be used: no `path` column, a column of another name, no CSV.
        DocumentError: The file cannot be read or decoded.
    """
    return parse(read_bytes(path), path.parent, where=show(path), is_there=lambda file: file.exists())


def parse(data: bytes, folder: Place | PurePath, *, where: str, is_there: Callable[[Any], bool]) -> Manifest:
    """Read the bytes of a manifest.

    Args:
        data: Its bytes.
        folder: The folder it stands in, to which its paths are relative.
        where: The place that errors name.
        is_there: Tells whether there is a file of a path.

    Raises:
        ManifestError: The table as a whole cannot be used: no `path` column, a column of another name, no CSV.
        DocumentError: It cannot be decoded.
    """
    entries: dict[Place | PurePath, Entry] = {}
    refused: dict[Place | PurePath, ManifestError] = {}
    missing: list[ManifestError] = []
    for number, cells in _rows(decode(data, where=where).text, where):
        place = f"{where}, row {number}"
        try:
            file = _find_file(folder, cells["path"], place)
        except ManifestError as error:
            missing.append(error)
            continue
        if not is_there(file):
            missing.append(
                ManifestError(f"column path: there is no file {cells['path']!r}", where=place, mend="Add the file, or remove the row")
            )
            continue
        if file in entries or file in refused:
            missing.append(ManifestError(f"{cells['path']!r} stands in an earlier row too", where=place, mend="Keep one of the rows"))
            continue
        try:
            entries[file] = _read_entry(cells, place)
        except ManifestError as error:
            refused[file] = error
    return Manifest(entries=entries, refused=refused, missing=tuple(missing))


def find_entry(manifests: Mapping[Any, Manifest | InputError], path: Place | PurePath, *, where: str) -> Entry | None:
    """What the nearest manifest that names a file says of it; nothing if none does.

    Args:
        manifests: The manifests by their folders; an error for one that cannot be used.
        path: The file.
        where: The place that errors name.

    Raises:
        ManifestError: Its row holds a bad cell, or a manifest above it cannot be used.
    """
    for folder in path.parents:
        loaded = manifests.get(folder)
        if isinstance(loaded, InputError):
            mend = f"Mend {show(str(folder / MANIFEST_NAME))} and add it again"
            raise ManifestError("the manifest beside it cannot be used, so nothing is known of it", where=where, mend=mend)
        if loaded is not None and path in loaded.refused:
            raise loaded.refused[path]
        if loaded is not None and path in loaded.entries:
            return loaded.entries[path]
    return None


def _rows(text: str, where: str) -> list[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    header: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                _check_header(header, where)
            elif len(cells) != len(header):
                raise ManifestError(
                    f"{len(cells)} cells under {len(header)} columns",
                    where=f"{where}, row {reader.line_num}",
                    mend="Put cells that hold commas in double quotes",
                )
            else:
                rows.append((reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    except csv.Error as error:
        raise ManifestError(f"this is no CSV: {error}", where=f"{where}, row {reader.line_num}", mend="Check the quotes") from error
    return rows


def _check_header(header: list[str], where: str) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or "path" not in header or len(set(header)) != len(header):
        what = f"unknown column {unknown[0]!r}" if unknown else "no column 'path'" if "path" not in header else "a column stands twice"
        raise ManifestError(what, where=f"{where}, row 1", mend=f"The columns are {', '.join(COLUMNS)}; only path is required")


def _find_file(folder: Place | PurePath, name: str, place: str) -> Place | PurePath:
    parts = PurePosixPath(name.replace("\\", "/"))
    if not name or parts.is_absolute() or ".." in parts.parts:
        raise ManifestError(
            f"column path: {name!r} is not a path inside the manifest's folder", where=place, mend="Write it relative to the manifest"
        )
    return folder.joinpath(*parts.parts)


def _read_entry(cells: dict[str, str], place: str) -> Entry:
    language = cells.get("language") or None
    if language is not None and not (len(language) == 2 and language.isascii() and language.isalpha()):  # noqa: PLR2004 - ISO 639-1
        what = f"{cells['path']!r} is refused, column language: {language!r} is no ISO 639-1 code"
        raise ManifestError(what, where=place, mend="Write two letters, as in 'en'")
    return Entry(
        publisher=cells.get("publisher") or None,
        title=cells.get("title") or None,
        url=cells.get("url") or None,
        language=language.lower() if language else None,
        publication=_read_publication(cells, place),
    )


def _read_publication(cells: dict[str, str], place: str) -> Publication:
    published = cells.get("published", "")
    if not published:
        return Publication()
    try:
        span = edtf.parse(published)
    except ValueError as error:
        raise ManifestError(
            f"{cells['path']!r} is refused, column published: {error}", where=place, mend="Correct the date, or leave the cell empty"
        ) from error
    evidence = f"{published} ({cells['note']})" if cells.get("note") else published
    return Publication(published_from=span.first, published_to=span.last, basis=PublishedBasis.MANIFEST, evidence=evidence)
