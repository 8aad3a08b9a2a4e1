"""Objects: files in an object store, which go by paths as files on the disk do, reached with what the environment says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ledger.errors import DocumentError, MissingPathError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyarrow.fs import FileSystem

SCHEMES = ("s3", "s3a", "gs", "az", "azure", "abfs", "abfss")
"""How the addresses of object stores begin."""


LONGEST_REASON = 400
"""How much of a store's words an error repeats."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class ObjectPath(PurePosixPath):
    """The path of an object or of a prefix: scheme and bucket are its first two parts.

    Attributes:
        listed: Its bytes as a listing told them; nothing if none did.
    """

    listed: int | None = None

    @property
    def address(self) -> str:
        """The address as people write it.

        >>> (ObjectPath("s3://bucket/news") / "a.txt").address
        's3://bucket/news/a.txt'
        """
        return str(self).replace(":/", "://", 1)

    @property
    def key(self) -> str:
        """The path inside the bucket."""
        return "/".join(self.parts[2:])

    @property
    def store(self) -> FileSystem:
        """The bucket, as a file system."""
        return _open_store("://".join([self.parts[0].rstrip(":"), self.parts[1]]))

    def exists(self) -> bool:
        """Whether an object of this name is there."""
        return self.length() is not None

    def is_dir(self) -> bool:
        """Whether it is a prefix, with or without objects below it; a store that does not answer says so when it is listed."""
        try:
            return not self.exists()
        except OSError:
            return True

    def length(self) -> int | None:
        """Its bytes; nothing if there is no such object."""
        if self.listed is None and self.key:
            found = self.store.get_file_info(self.key)
            return int(found.size) if found.is_file else None
        return self.listed


def is_address(source: str) -> bool:
    """Whether a source is the address of an object store.

    >>> [is_address(source) for source in ("s3://bucket/news", "news/s3", "https://example.org")]
    [True, False, False]
    """
    scheme, colon, rest = source.partition("://")
    return bool(colon and rest) and scheme in SCHEMES


def walk(root: ObjectPath) -> Iterator[ObjectPath]:
    """Yield the objects below a prefix, in the order in which a folder of the same names would be walked."""
    from pyarrow.fs import FileSelector, FileType  # noqa: PLC0415 - only addresses need it

    infos = root.store.get_file_info(FileSelector(root.key, recursive=True, allow_not_found=True))
    found: list[ObjectPath] = []
    for info in infos:
        if info.type is FileType.File:
            path = ObjectPath(*root.parts[:2]) / info.path
            path.listed = info.size
            found.append(path)
    yield from sorted(found, key=lambda path: path.parts)


def read_bytes(path: ObjectPath, limit: int) -> bytes:
    """Read an object whole.

    Raises:
        MissingPathError: There is no such object.
        DocumentError: It is larger than the limit, or cannot be read.
    """
    try:
        size = path.length()
        whole = size is not None and size <= limit
        data = _read(path) if whole else b""
    except OSError as error:
        raise refuse(path, error) from error
    if size is None:
        raise MissingPathError("no such object", where=path.address, mend="Check the address")
    if not whole:
        raise DocumentError(f"it holds {size:,} bytes, more than the {limit:,} read at once", where=path.address, mend="Split it")
    return data


def _read(path: ObjectPath) -> bytes:
    with path.store.open_input_file(path.key) as stream:
        return bytes(stream.read())


def refuse(path: ObjectPath, error: OSError) -> DocumentError:
    """Say in one line why a place in a store cannot be read."""
    words = " ".join(_COLOUR.sub("", str(error)).split())[:LONGEST_REASON]
    return DocumentError(f"the store says: {words}", where=path.address, mend="Check the connection and permissions")


@cache
def _open_store(address: str) -> FileSystem:
    """Open a bucket by the means that open ledgers there."""
    from deltalake.fs import DeltaStorageHandler  # noqa: PLC0415 - only addresses need it
    from pyarrow.fs import PyFileSystem  # noqa: PLC0415 - the same

    return PyFileSystem(DeltaStorageHandler(address))
