"""Tar archives, packed or not, and single packed files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from ledger.documents.formats import packing
from ledger.errors import DocumentError, LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context

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
        yield from packing.open_member(content, context.inside(name.stem or "content", name=name.stem))
        return
    try:
        archive = tarfile.open(fileobj=io.BytesIO(content), mode="r:")  # noqa: SIM115 - closed below, with its errors told apart
    except _BROKEN as error:
        raise packing.broken(context, error) from error
    with archive:
        members = _list(archive, context)
        packing.check_count(len(members), context)
        for member in sorted(members, key=lambda member: member.name):
            yield from _read_member(archive, member, context)


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


def _read_member(archive: tarfile.TarFile, member: tarfile.TarInfo, context: Context) -> Iterator[Draft | LedgerError]:
    name = member.name
    inside = context.inside(name, name=name)
    error = packing.check_name(name, inside)
    if error is None and PurePosixPath(name).name.startswith("."):
        return
    if error is None and not member.isreg():
        error = DocumentError("this is a link or a device, not a file", where=inside.where, mend="Put the file itself into the archive")
    stream: BinaryIO | None = None
    if error is None:
        try:
            stream = archive.extractfile(member)  # type: ignore[assignment]
            content = packing.read_limited(stream, inside) if stream else b""
        except DocumentError as limit:
            error = limit
        except _BROKEN as broken:
            error = packing.broken(inside, broken)
    if error is not None:
        yield error
        return
    yield from packing.open_member(content, inside)
