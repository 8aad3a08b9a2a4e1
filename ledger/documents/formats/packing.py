"""What all archives share: their limits, names that must not lead outside, and manifests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from ledger.documents import manifest
from ledger.documents.formats.open import open_bytes
from ledger.documents.manifest import MANIFEST_NAME, Manifest
from ledger.errors import DocumentError, InputError, LedgerError, ManifestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


def is_passed_over(name: str) -> bool:
    """Whether a file in an archive is none of its documents: a hidden one, what a system added, a manifest."""
    path = PurePosixPath(name)
    is_hidden = path.name.startswith(".") and not path.name.startswith("..")
    return is_hidden or path.parts[:1] == ("__MACOSX",) or path.name == MANIFEST_NAME


def check_name(name: str, context: Context) -> DocumentError | None:
    """Make the error for a name that leads out of the archive: nothing is unpacked to disk, but such an archive is no honest one."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return DocumentError("its name leads out of the archive", where=context.where, mend="Ask whoever made the archive")
    return None


def broken(context: Context, error: Exception) -> DocumentError:
    """Make the error for an archive or part of one that cannot be unpacked."""
    return DocumentError(f"the archive is broken or cut short ({error})", where=context.where, mend="Fetch or pack it again")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The manifests in an archive.

    Attributes:
        manifests: Each by its folder; an error for one that cannot be used.
        errors: What is wrong with them and stands for no file.
    """

    manifests: dict[PurePath, Manifest | InputError]
    errors: tuple[InputError, ...]


def find_listing(names: Iterable[str], read: Callable[[str, Context], bytes], context: Context) -> Listing:
    """Read the manifests among the files of an archive.

    Args:
        names: The names of its files.
        read: Reads one of them, or raises a `DocumentError`.
        context: Where the archive comes from.
    """
    members = {PurePosixPath(name): name for name in names}
    manifests: dict[PurePath, Manifest | InputError] = {}
    errors: list[InputError] = []
    for path, name in members.items():
        if path.name != MANIFEST_NAME:
            continue
        inside = context.inside(name, name=name)
        try:
            loaded = manifest.parse(read(name, inside), path.parent, where=inside.where, is_there=members.__contains__)
        except InputError as error:
            manifests[path.parent] = error
            errors.append(error)
        else:
            manifests[path.parent] = loaded
            errors += loaded.missing
    return Listing(manifests=manifests, errors=tuple(errors))


def open_member(content: bytes, name: str, listing: Listing, context: Context) -> Iterator[Draft | LedgerError]:
    """Read one unpacked file as it would be read alone, with what the archive's manifests say of it."""
    try:
        entry = manifest.find_entry(listing.manifests, PurePosixPath(name), where=context.where)
    except ManifestError as error:
        yield error
        return
    for draft in open_bytes(content, context):
        # An archive in an archive may have a nearer manifest.
        yield draft if isinstance(draft, LedgerError) or draft.entry is not None else replace(draft, entry=entry)
