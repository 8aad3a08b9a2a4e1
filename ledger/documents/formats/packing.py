"""What all archives share: their limits, and names that must not lead outside."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from ledger.documents.formats.open import open_bytes
from ledger.errors import DocumentError, LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context

MEMBER_LIMIT = 128 * 1024 * 1024
"""Bytes one file in an archive may unpack to."""

ARCHIVE_LIMIT = 2 * 1024 * 1024 * 1024
"""Bytes all files of an archive may unpack to, as it declares them."""

MOST_MEMBERS = 100_000
"""Files in an archive."""


class Stream(Protocol):
    """Something to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """Read at most so many bytes."""


def read_limited(stream: Stream, context: Context) -> bytes:
    """Read a stream whole.

    Raises:
        DocumentError: It holds more than one file may.
    """
    content = stream.read(MEMBER_LIMIT + 1)
    if len(content) > MEMBER_LIMIT:
        raise DocumentError(f"it unpacks to more than {MEMBER_LIMIT:,} bytes", where=context.where, mend="Unpack it and look at what it is")
    return content


def check_size(sizes: Iterable[int], context: Context) -> None:
    """Refuse an archive that declares more than is unpacked."""
    total = sum(sizes)
    if total > ARCHIVE_LIMIT:
        what = f"the archive unpacks to {total:,} bytes, more than the {ARCHIVE_LIMIT:,} read"
        raise DocumentError(what, where=context.where, mend="Unpack it and look at it")


def check_count(count: int, context: Context) -> None:
    """Refuse an archive of too many files."""
    if count > MOST_MEMBERS:
        what = f"the archive holds {count:,} files, more than the {MOST_MEMBERS:,} read"
        raise DocumentError(what, where=context.where, mend="Unpack it and add its folder")


def check_name(name: str, context: Context) -> DocumentError | None:
    """Make the error for a name that leads out of the archive: nothing is unpacked to disk, but such an archive is no honest one."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return DocumentError("its name leads out of the archive", where=context.where, mend="Ask whoever made the archive")
    return None


def broken(context: Context, error: Exception) -> DocumentError:
    """Make the error for an archive or part of one that cannot be unpacked."""
    return DocumentError(f"the archive is broken or cut short ({error})", where=context.where, mend="Fetch or pack it again")


def open_member(content: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Read one unpacked file as it would be read alone."""
    yield from open_bytes(content, context)
