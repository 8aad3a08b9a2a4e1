"""WARC crawls: each page, PDF or text that a response or resource record holds."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from ledger.documents.formats import packing, tars
from ledger.documents.formats.open import open_bytes
from ledger.errors import DocumentError, LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context

_KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_READ = re.compile(r"text/(?!css|javascript)|application/(?:xhtml\+xml|pdf|rss\+xml|atom\+xml|xml|json|ld\+json|msword)|^$", re.IGNORECASE)
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)
_LENGTH = re.compile(rb"^content-length:\s*(\d+)\s*$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = b"\r\n\r\n"
FOUND = 200
"""The HTTP status of a page that is there; redirections and errors hold no document."""


def read(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Yield the documents of a crawl's records, and an error where the crawl is cut short.

    Raises:
        DocumentError: The file is broken or unpacks to too much.
    """
    content = _unpack(data, context)
    last = 0
    number = 0
    try:
        for record in ArchiveIterator(io.BytesIO(content.data), record_types=WarcRecordType.any_type, parse_http=False):
            number += 1
            last = record.stream_pos
            # What is there of a record cut short is left out: it would pass for the whole text.
            if record.record_type & _KINDS and not _count_missing(content.data, last):
                yield from _read_record(record, number, context)
    except (OSError, ValueError) as error:
        yield packing.broken(context.inside(f"record {number + 1}"), error)
        return
    # A crawl that was cut short ends without a word: what its last record declares is compared with what is there.
    missing = _count_missing(content.data, last)
    if content.is_cut or missing:
        yield DocumentError(
            f"the crawl is cut short in record {number}" + (f", which declares {missing:,} bytes more" if missing else ""),
            where=context.where,
            mend="Fetch it again; the records before were read",
        )


class _Unpacked:
    """The bytes of a crawl, and whether its packing ends before its end."""

    __slots__ = ("data", "is_cut")

    def __init__(self, data: bytes, *, is_cut: bool) -> None:
        self.data = data
        self.is_cut = is_cut


def _unpack(data: bytes, context: Context) -> _Unpacked:
    """Unpack as far as the bytes reach."""
    try:
        return _Unpacked(tars.unpack(data, context), is_cut=False)
    except DocumentError as error:
        if not isinstance(error.__cause__, EOFError):
            raise
    out: list[bytes] = []
    size = 0
    while data:
        unpacker = zlib.decompressobj(31)
        try:
            out.append(unpacker.decompress(data, packing.MEMBER_LIMIT - size + 1))
        except zlib.error:
            break
        size += len(out[-1])
        data = unpacker.unused_data
    return _Unpacked(b"".join(out), is_cut=True)


def _read_record(record: Any, number: int, context: Context) -> Iterator[Draft | LedgerError]:  # noqa: ANN401 - fastwarc has no types
    url = record.headers.get("WARC-Target-URI")
    inside = context.inside(f"record {number}", url=url.strip("<>") if url else None)
    if record.is_http:
        record.parse_http(auto_decode="all")
        if record.http_headers is None or record.http_headers.status_code != FOUND:
            return
        kind = record.http_content_type or ""
        charset = record.http_charset
    else:
        kind = record.headers.get("Content-Type") or ""
        found = _CHARSET.search(kind)
        charset = found.group(1) if found else None
    if not _READ.search(kind.strip()):
        return
    payload = packing.read_limited(record.reader, inside)
    if payload.strip():
        yield from open_bytes(payload, context.inside(f"record {number}", url=inside.url, charset=charset))


def _count_missing(content: bytes, start: int) -> int:
    """How many bytes the record at a place declares beyond the end of the crawl."""
    head_end = content.find(_HEAD_END, start)
    if head_end < 0:
        return 0
    declared = _LENGTH.search(content, start, head_end + 2)
    return max(0, head_end + len(_HEAD_END) + int(declared.group(1)) - len(content)) if declared else 0
