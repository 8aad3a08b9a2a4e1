"""Ids that are hashes of content: the same input gives the same id on every machine and in every year."""

from __future__ import annotations

import hashlib

ID_BYTES = 10
"""Length of an id before hexadecimal: 80 bits, a chance of collision below 1e-11 among ten million records."""


def content_id(*parts: str | float | None) -> str:
    """Hash the parts, in order, to 20 hexadecimal characters.

    Parts are joined with their lengths, so that ("ab", "c") and ("a", "bc") differ, and nothing differs from "".

    >>> content_id("a", 1, None)
    'e256c0303f5428b93d97'
    """
    digest = hashlib.blake2b(digest_size=ID_BYTES)
    for part in parts:
        data = b"" if part is None else str(part).encode()
        digest.update(f"{'-' if part is None else len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()
