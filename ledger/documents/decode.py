"""Bytes to text: a byte order mark, then a declared charset, then UTF-8, then detection with a note."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ledger.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; those of UTF-32 stand before those of UTF-16, which they begin with."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Characters no text holds: all controls but tab, line feed, vertical tab, form feed, carriage return and escape."""

MAX_CONTROL_SHARE = 0.001
"""Share of control characters above which decoded bytes are binary; a stray form of mail holds one or two."""

WESTERN_SHARE = 0.02
"""Share of bytes beyond ASCII below which they are taken for the quotes, dashes and signs of Windows-1252 English:
detection needs letters to go by, and calls such a text Central European as readily."""

FIRST_BEYOND_ASCII = 0x80

DETECTION_BYTES = 200_000
"""How much of a file the detection of its encoding looks at; more costs minutes and changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text with how it was decoded.

    Attributes:
        text: The characters, line ends as stored, without the byte order mark.
        encoding: The encoding used.
        note: What was guessed, one sentence; nothing if the encoding was declared or is UTF-8.
    """

    text: str
    encoding: str
    note: str | None = None


def decode(data: bytes, *, where: str, declared: str | None = None) -> Decoded:
    """Decode the bytes of a text.

    Raises:
        DocumentError: The bytes are empty, binary, or in no encoding that could be told.
    """
    if not data.strip():
        raise DocumentError("the file is empty", where=where, mend="Leave it out, or save its text again")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _check(_decode_strictly(data[len(mark) :], encoding, where), where=where)
    note = None
    if declared is not None:
        known = _lookup(declared)
        if known is None:
            note = f"The declared encoding {declared!r} is unknown and was passed over."
        else:
            try:
                return _check(Decoded(text=data.decode(known), encoding=known), where=where)
            except UnicodeDecodeError:
                note = f"The bytes are not in the declared encoding {known}."
    try:
        return _check(Decoded(text=data.decode("utf-8"), encoding="utf-8", note=note), where=where)
    except UnicodeDecodeError:
        return _check(_detect(data, note, where), where=where)


def _lookup(encoding: str) -> str | None:
    try:
        found = codecs.lookup(encoding.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _decode_strictly(data: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"the byte order mark says {encoding}, but byte {error.start} does not fit it", where=where, mend="Save the file again as UTF-8"
        ) from error


def _detect(data: bytes, note: str | None, where: str) -> Decoded:
    if b"\x00" in data[:DETECTION_BYTES]:
        raise _binary(where)
    if sum(byte >= FIRST_BEYOND_ASCII for byte in data[:DETECTION_BYTES]) < WESTERN_SHARE * min(len(data), DETECTION_BYTES):
        try:
            return _guessed(data.decode("cp1252"), "cp1252", note)
        except UnicodeDecodeError:
            pass  # five bytes have no character there: detection decides
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only files in other encodings pay for it

    best = from_bytes(data[:DETECTION_BYTES]).best()
    if best is None:
        raise _unknown(where)
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise _unknown(where) from error
    return _guessed(text, best.encoding, note)


def _guessed(text: str, encoding: str, note: str | None) -> Decoded:
    guess = f"The encoding {encoding} was guessed from the bytes."
    return Decoded(text=text, encoding=encoding, note=f"{note} {guess}" if note else guess)


def _check(decoded: Decoded, *, where: str) -> Decoded:
    if not decoded.text.strip():
        raise DocumentError("the file is empty", where=where, mend="Leave it out, or save its text again")
    if len(_CONTROL.findall(decoded.text)) > MAX_CONTROL_SHARE * len(decoded.text) or "\x00" in decoded.text:
        raise _binary(where)
    return decoded


def _binary(where: str) -> DocumentError:
    return DocumentError("the file is binary, not text", where=where, mend="Save the document as text, HTML or PDF")


def _unknown(where: str) -> DocumentError:
    return DocumentError("the encoding of the file could not be told", where=where, mend="Save the file again as UTF-8")
