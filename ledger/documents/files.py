"""Files of a source: which they are, in one order, and their bytes, read without being led astray."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.documents import objects
from ledger.documents.objects import ObjectPath, is_address
from ledger.errors import DocumentError, InputError, MissingPathError

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_LIMIT = 256 * 1024 * 1024
"""Largest file read, in bytes: a day's crawl segment fits; nothing larger is one document."""

TABLE_LOG = "_delta_log"
"""The folder that marks a Delta table."""

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


Place = Path | ObjectPath
"""Where a file is: on the disk, or in an object store."""


def locate(source: str | Path) -> Place:
    """Give the path of a source: of an object if it is the address of a store."""
    return ObjectPath(source) if is_address(str(source)) else Path(source)


def size(path: Place) -> int:
    """Tell a file's bytes as far as they are known: none if it is gone, and opening it will say why."""
    try:
        return (path.length() or 0) if isinstance(path, ObjectPath) else path.stat().st_size
    except OSError:
        return 0


def walk(source: Place) -> Iterator[Place | InputError]:
    """Yield the files at or under the source in sorted order, and an error for each place that cannot be entered.

    Names that begin with a dot are left out, as they are in a listing, and so are the tables of a ledger.
    A link to a folder that contains it is an error.
    """
    if isinstance(source, ObjectPath):
        yield from _walk_store(source)
        return
    try:
        status = source.stat()
    except FileNotFoundError:
        yield MissingPathError("no such file or folder", where=show(source), mend="Check the path")
    except OSError as error:
        yield _refuse(source, error)
    else:
        if stat.S_ISDIR(status.st_mode):
            yield from _walk_folder(source, ((status.st_dev, status.st_ino),))
        else:
            yield source


def _walk_store(source: ObjectPath) -> Iterator[ObjectPath | InputError]:
    try:
        found = [source] if source.exists() else list(objects.walk(source))
    except OSError as error:
        yield objects.refuse(source, error)
        return
    if not found:
        yield MissingPathError("no such object, and none below it", where=source.address, mend="Check the address")
    tables = {path.parents[path.parts[::-1].index(TABLE_LOG)] for path in found if TABLE_LOG in path.parts}
    for path in found:
        names = path.relative_to(source).parts
        if not any(name.startswith(".") for name in names) and tables.isdisjoint(path.parents):
            yield path


def _walk_folder(folder: Path, ancestors: tuple[tuple[int, int], ...]) -> Iterator[Path | InputError]:
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - names, not paths
    except OSError as error:
        yield _refuse(folder, error)
        return
    if folder.joinpath(TABLE_LOG).is_dir():
        return  # a table of a ledger, which may lie in the folder that was added
    for name in names:
        path = folder / name
        try:
            status = path.stat()
        except OSError as error:
            yield _refuse(path, error)
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield path
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in ancestors:
            yield DocumentError("the link leads back to a folder that contains it", where=show(path), mend="Remove the link")
        else:
            yield from _walk_folder(path, (*ancestors, identity))


def read_bytes(path: Place) -> bytes:
    """Read a regular file whole.

    Raises:
        MissingPathError: The file is gone.
        DocumentError: It is not a regular file, cannot be read, is too large, or changed while it was read.
    """
    if isinstance(path, ObjectPath):
        return objects.read_bytes(path, FILE_LIMIT)
    try:
        # Not blocking: opening a named pipe would otherwise wait for a writer that never comes.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise _refuse(path, error) from error
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            kind = _KINDS.get(stat.S_IFMT(before.st_mode), "not a regular file")
            raise DocumentError(f"this is {kind}", where=show(path), mend="Save its contents to a file and add that")
        if before.st_size > FILE_LIMIT:
            raise DocumentError(
                f"the file holds {before.st_size:,} bytes, more than the {FILE_LIMIT:,} read at once",
                where=show(path),
                mend="Split it into smaller files",
            )
        try:
            data = stream.read(FILE_LIMIT + 1)
        except OSError as error:
            raise _refuse(path, error) from error
        after = os.fstat(descriptor)
    if len(data) != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise DocumentError("the file changed while it was being read", where=show(path), mend="Add it again when it is complete")
    return data


def show(path: Place | str) -> str:
    """The path as printable text, whatever bytes its name holds."""
    if isinstance(path, ObjectPath):
        return path.address
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _refuse(path: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return MissingPathError("the link leads nowhere", where=show(path), mend="Remove the link or restore its target")
        return MissingPathError("no such file or folder", where=show(path), mend="Check the path")
    if isinstance(error, PermissionError):
        return DocumentError("the file may not be read", where=show(path), mend="Give yourself permission to read it")
    reason = error.strerror or type(error).__name__
    return DocumentError(f"the file cannot be read ({reason})", where=show(path), mend="Check the file and the disk it is on")
