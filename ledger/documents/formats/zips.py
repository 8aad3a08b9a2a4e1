"""Zip archives: each file in them is read as it would be alone; a DOCX is one too."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from ledger.documents.formats import packing
from ledger.errors import DocumentError, LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context
    from ledger.documents.formats.packing import Listing

_OFFICE = {"xl/workbook.xml": "a spreadsheet", "ppt/presentation.xml": "a presentation", "content.xml": "an OpenDocument file"}
_ENCRYPTED = 0x1


def read(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Yield the drafts of each file in the archive, in the order of their names.

    Raises:
        DocumentError: The archive is broken, or is an office file of a kind that is not read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise packing.broken(context, error) from error
    with archive:
        names = frozenset(archive.namelist())
        if "word/document.xml" in names:
            from ledger.documents.formats import word  # noqa: PLC0415 - needs an extra that archives do not

            packing.check_size((info.file_size for info in archive.infolist()), context)
            yield from word.read(data, context)
            return
        for name, kind in _OFFICE.items():
            if name in names and ("[Content_Types].xml" in names or "mimetype" in names):
                raise DocumentError(f"this is {kind}", where=context.where, mend="Save it as DOCX, PDF or CSV")
        members = sorted((info for info in archive.infolist() if info.filename and not info.is_dir()), key=lambda info: info.filename)
        packing.check_count(len(members), context)
        packing.check_size((info.file_size for info in members), context)
        listing = packing.find_listing(
            (info.filename for info in members), lambda name, inside: _read_content(archive, archive.getinfo(name), inside), context
        )
        yield from listing.errors
        for info in members:
            yield from _read_member(archive, info, listing, context)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, listing: Listing, context: Context) -> Iterator[Draft | LedgerError]:
    name = info.filename
    if packing.is_passed_over(name):
        return
    inside = context.inside(name, name=name)
    try:
        content = _read_content(archive, info, inside)
    except DocumentError as error:
        yield error
        return
    yield from packing.open_member(content, name, listing, inside)


def _read_content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, inside: Context) -> bytes:
    """Unpack one file.

    Raises:
        DocumentError: Its name leads out of the archive, it is encrypted, broken or too large.
    """
    error = packing.check_name(info.filename, inside)
    if error is not None:
        raise error
    if info.flag_bits & _ENCRYPTED:
        raise DocumentError("the file is encrypted", where=inside.where, mend="Unpack it with its password first")
    try:
        with archive.open(info) as stream:
            return packing.read_limited(stream, inside)
    except DocumentError:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as broken:
        raise packing.broken(inside, broken) from broken
