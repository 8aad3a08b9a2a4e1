"""Tar archives, packed or not, and single packed files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ledger.documents.formats import packing
from ledger.documents.formats.open import open_bytes
from ledger.errors import DocumentError, LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context
    from ledger.documents.formats.packing import Listing

_OPENERS = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ", lzma.open))
_BROKEN = (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError)


def read(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Yield the drafts of each file in the archive, in its order; a packed file that is no archive is read itself.

    Raises:
        DocumentError: The archive is broken, cut short or too large.
    """
    content = unpack(data, context)
    if content[257:262] != b"ustar":
        name = PurePosixPath(context.name)
        yield from open_bytes(content, context.inside(name.stem or "content", name=name.stem))
        return
    try:
        archive = tarfile.open(fileobj=io.BytesIO(content), mode="r:")  # noqa: SIM115 - closed below, with its errors told apart
    except _BROKEN as error:
        raise packing.broken(context, error) from error
    with archive:
        members = _list(archive, context)
        packing.check_count(len(members), context)
        members.sort(key=lambda member: member.name)
        by_name = {member.name: member for member in members}
        listing = packing.find_listing(by_name, lambda name, inside: _read_content(archive, by_name[name], inside), context)
        yield from listing.errors
        for member in members:
            yield from _read_member(archive, member, listing, context)


def unpack(data: bytes, context: Context) -> bytes:
    """Unpack gzip, bzip2 or xz; other bytes are given back.

    Raises:
        DocumentError: They are broken, cut short, or unpack to more than is read at once.
    """
    for mark, opener in _OPENERS:
        if data.startswith(mark):
            try:
                with opener(io.BytesIO(data)) as stream:
                    return packing.read_limited(stream, context)
            except DocumentError:
                raise
            except _BROKEN as error:
                raise packing.broken(context, error) from error
    return data


def _list(archive: tarfile.TarFile, context: Context) -> list[tarfile.TarInfo]:
    try:
        return [member for member in archive if not member.isdir()]
    except _BROKEN as error:
        raise packing.broken(context, error) from error


def _read_member(archive: tarfile.TarFile, member: tarfile.TarInfo, listing: Listing, context: Context) -> Iterator[Draft | LedgerError]:
    if packing.is_passed_over(member.name):
        return
    inside = context.inside(member.name, name=member.name)
    try:
        content = _read_content(archive, member, inside)
    except DocumentError as error:
        yield error
        return
    yield from packing.open_member(content, member.name, listing, inside)


def _read_content(archive: tarfile.TarFile, member: tarfile.TarInfo, inside: Context) -> bytes:
    """Unpack one file.

    Raises:
        DocumentError: Its name leads out of the archive, it is no file, broken or too large.
    """
    error = packing.check_name(member.name, inside)
    if error is not None:
        raise error
    if not member.isreg():
        raise DocumentError("this is a link or a device, not a file", where=inside.where, mend="Put the file itself into the archive")
    try:
        stream = archive.extractfile(member)
        return packing.read_limited(stream, inside) if stream else b""
    except DocumentError:
        raise
    except _BROKEN as broken:
        raise packing.broken(inside, broken) from broken
