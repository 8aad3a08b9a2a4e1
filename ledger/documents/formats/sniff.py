"""Which format bytes are in: their first bytes decide; a suffix decides only between kinds of plain text."""

from __future__ import annotations

import codecs
import re
import zlib
from enum import StrEnum

from ledger.errors import DocumentError

HEAD = 4096
"""Bytes that decide the format."""

TEXT_COLUMNS = frozenset({"text", "body", "content", "article", "maintext", "full_text", "article_text"})
"""Names of the column that holds the text in tables of documents."""


LONGEST_NAME = 40
"""Characters of the name of a column."""

MIN_MARKS = 3
"""Header fields of a mail, or marks of Markdown, that make a text one: fewer can open a note or stand in any text."""


class Format(StrEnum):
    """The formats read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    FEED = "feed"
    WARC = "warc"
    JSON = "json"
    CSV = "csv"
    MAIL = "mail"
    ZIP = "zip"
    TAR = "tar"
    PACKED = "packed"


_SAVE = "Save the document as text, HTML, PDF or DOCX"
_UNREAD = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "Save it as DOCX or PDF"),
    (b"{\\rtf", "a rich text document", "Save it as DOCX or PDF"),
    (b"\x89PNG", "a picture", "Recognise its text first"),
    (b"\xff\xd8\xff", "a picture", "Recognise its text first"),
    (b"GIF8", "a picture", "Recognise its text first"),
    (b"\x28\xb5\x2f\xfd", "packed with Zstandard", "Unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it first"),
    (b"Rar!", "a RAR archive", "Unpack it first"),
    (b"SQLite format 3", "a database", _SAVE),
    (b"PAR1", "a Parquet table", "Export it as CSV or JSON lines"),
    (b"\x7fELF", "a program", _SAVE),
)
_MAIL_FIELD = re.compile(
    rb"From |(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type|Reply-To|X-[\w-]+):",
    re.IGNORECASE,
)
_HTML = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|base|div|article|section|main|header|nav|p|h[1-6]|table|ul|ol|center|font"
    r"|span|img|br|hr|b|i|a|strong|em|blockquote)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\s*<[!?a-zA-Z]")
_ROOT = re.compile(r"<html[\s>]", re.IGNORECASE)
"""What a page holds near its start, whatever declarations and comments stand before."""

_FEED = re.compile(r"\s*(?:<(?:rss|feed|rdf:RDF)\b|(?=<\?xml|<!DOCTYPE\s+rss)[^\x00]{0,3000}?<(?:rss|feed|rdf:RDF)[\s>])")
_XML = re.compile(r"\s*<\?xml\b|\s*<[a-zA-Z][\w:.-]*(?:\s[^<>]*)?>")
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|```|\[[^\]\n]+\]: \S|[-*] \[[ x]\] |={4,}$)|(?<!!)\[[^\]\n]+\]\(\S+\)|\*\*\S[^*\n]*\*\*", re.MULTILINE
)


def find_format(data: bytes, name: str = "", *, where: str) -> Format:
    """Tell the format of bytes; the name's suffix helps only between kinds of plain text.

    Raises:
        DocumentError: They are in a format that is not read; the error names it and one to save as.
    """
    for start, kind, mend in _UNREAD:
        if data.startswith(start):
            raise DocumentError(f"this is {kind}", where=where, mend=mend)
    packed = _find_packed(data)
    if packed is not None:
        return packed
    return _find_text_format(data, name.casefold(), where)


_PACKED = (
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),
    (b"WARC/", Format.WARC),
    (b"BZh", Format.PACKED),
    (b"\xfd7zXZ\x00", Format.PACKED),
)


def _find_packed(data: bytes) -> Format | None:
    """The format of bytes that are no text; nothing if they may be text."""
    if b"%PDF-" in data[:1024] and not data.lstrip().startswith(b"<"):
        return Format.PDF
    if data[257:262] == b"ustar":
        return Format.TAR
    if data.startswith(b"\x1f\x8b"):
        return Format.WARC if _unpack_head(data).startswith(b"WARC/") else Format.PACKED
    return next((kind for start, kind in _PACKED if data.startswith(start)), None)


def _unpack_head(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data[: 4 * HEAD], HEAD)
    except zlib.error:
        return b""


def _find_text_format(data: bytes, name: str, where: str) -> Format:
    head = _decode_head(data)
    if _XML.match(head) and name.endswith((".xml", ".svg", ".opml", ".nitf")) and not (_FEED.match(head) or _is_page(head)):
        raise DocumentError("this XML is neither a page nor a feed", where=where, mend="Save the document as text or HTML")
    tests = (
        (Format.FEED, _FEED.match(head)),
        (Format.HTML, _is_page(head)),
        (Format.JSON, _is_json(head)),
        (Format.MAIL, _is_mail(data)),
        (Format.CSV, name.endswith((".csv", ".tsv")) or _is_table(head)),
        (Format.MARKDOWN, name.endswith((".md", ".markdown")) or len(_MARKDOWN.findall(head)) >= MIN_MARKS),
    )
    return next((kind for kind, is_it in tests if is_it), Format.TEXT)


def _is_page(head: str) -> bool:
    """Whether markup begins here that browsers would show, perhaps after declarations, comments, or a line of another kind."""
    if _MARKUP.match(head):
        return bool(_HTML.match(head) or _ROOT.search(head)) or head.lstrip().startswith("<!--")
    return re.search(r"^\s*<html\b", head[:1024], re.IGNORECASE | re.MULTILINE) is not None


def _is_mail(data: bytes) -> bool:
    fields = [line for line in data[:HEAD].splitlines()[:6] if _MAIL_FIELD.match(line)]
    return len(fields) >= MIN_MARKS and _MAIL_FIELD.match(data) is not None


def _decode_head(data: bytes) -> str:
    """The first characters, whatever their encoding: marks of formats are ASCII."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[2:HEAD].decode(encoding, "replace")
    return data[:HEAD].removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _is_json(head: str) -> bool:
    return re.match(r"\s*(?:\[\s*)?\{\s*(?:\"(?:[^\"\\]|\\.)*\"\s*:|\})", head) is not None


def _is_table(head: str) -> bool:
    """Whether the first line is a header with a column for the text."""
    first = head.split("\n", 1)[0].rstrip("\r")
    for delimiter in ",;\t":
        cells = [cell.strip('" ') for cell in first.split(delimiter)]
        if len(cells) > 1 and any(cell.casefold() in TEXT_COLUMNS for cell in cells) and max(map(len, cells)) < LONGEST_NAME:
            return True
    return False
