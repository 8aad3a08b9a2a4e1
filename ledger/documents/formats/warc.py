"""WARC crawls: each page, PDF or text that a response or resource record holds."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from ledger.documents.formats import packing
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
_ALONE = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
_GZIP = b"\x1f\x8b"
FOUND = 200
"""The HTTP status of a page that is there; redirections and errors hold no document."""


def read(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Yield the documents of a crawl's records, one record in memory at a time, and an error where the crawl is cut short.

    Raises:
        DocumentError: The file is broken.
    """
    last = number = 0
    is_whole = True
    try:
        for record in ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.any_type, parse_http=False):
            number += 1
            last = record.stream_pos
            inside = context.inside(f"record {number}", url=(record.headers.get("WARC-Target-URI") or "").strip("<>") or None)
            declared = record.content_length  # as soon as it is frozen, what is there
            if declared > packing.MEMBER_LIMIT:
                yield DocumentError(f"it holds more than {packing.MEMBER_LIMIT:,} bytes", where=inside.where, mend="Fetch the page itself")
                continue
            record.freeze()
            is_whole = record.content_length >= declared
            # What is there of a record cut short is left out: it would pass for the whole text.
            if is_whole and record.record_type & _KINDS:
                yield from _open_record(record, inside)
    except (OSError, ValueError) as error:
        yield packing.broken(context.inside(f"record {number + 1}"), error)
        return
    # A crawl that was cut short ends without a word.
    if not is_whole or _goes_on(data, last):
        where = f"{context.where}, record {number if not is_whole else number + 1}"
        yield DocumentError("the crawl is cut short", where=where, mend="Fetch it again; the records before were read")


def _open_record(record: Any, inside: Context) -> Iterator[Draft | LedgerError]:  # noqa: ANN401 - fastwarc has no types
    """Read the page, PDF or text in a record; whatever is wrong with it, the crawl goes on."""
    if not inside.begin(is_container=True):
        return
    try:
        found = _find_payload(record, inside)
    except DocumentError as error:
        yield error
    except MemoryError:
        yield DocumentError("unpacking it takes too much memory", where=inside.where, mend="Fetch the page itself")
    except (OSError, ValueError) as error:
        yield DocumentError(f"the record is broken ({error})", where=inside.where, mend="Fetch the page itself")
    else:
        if found is not None and found.content.strip():
            yield from open_bytes(found.content, replace(inside, charset=found.charset))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Payload:
    """What a record holds.

    Attributes:
        content: The bytes, unpacked.
        charset: Their declared encoding; nothing if none is.
    """

    content: bytes
    charset: str | None


def _find_payload(record: Any, inside: Context) -> _Payload | None:  # noqa: ANN401 - fastwarc has no types
    """The bytes of a record that holds a page, PDF or text; nothing for other kinds and for pages that were not found."""
    if record.is_http:
        # Apart from the crawl, whose reader is lost if unpacking the answer fails.
        whole = record.reader.read()
        record = next(iter(ArchiveIterator(io.BytesIO(_ALONE % len(whole) + whole), parse_http=False)))
        record.parse_http(auto_decode="all")
        if record.http_headers is None or record.http_headers.status_code != FOUND:
            return None
        kind, charset = record.http_content_type or "", record.http_charset
    else:
        kind = record.headers.get("Content-Type") or ""
        found = _CHARSET.search(kind)
        charset = found.group(1) if found else None
    if not _READ.search(kind.strip()):
        return None
    return _Payload(content=packing.read_limited(record.reader, inside), charset=charset)


def _goes_on(data: bytes, start: int) -> bool:
    """Whether more follows the last record, which starts at a place: the head of a record, or a packed one, cut short."""
    if not data.startswith(_GZIP):
        head_end = data.find(_HEAD_END, start)
        declared = _LENGTH.search(data, start, head_end + 2) if head_end >= 0 else None
        return declared is None or bool(data[head_end + len(_HEAD_END) + int(declared.group(1)) :].strip())
    rest = data[start:]
    unpacker = zlib.decompressobj(31)
    try:
        while rest and not unpacker.eof:
            unpacker.decompress(rest, 1 << 20)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return True
    return not unpacker.eof or bool(unpacker.unused_data.strip(b"\x00"))
