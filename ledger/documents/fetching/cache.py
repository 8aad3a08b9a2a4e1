"""What servers answered, kept in a folder: one file an address."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.documents.fetching.requests import Answer

if TYPE_CHECKING:
    from ledger.documents.fetching.addresses import Address


class Cache:
    """Answers by address."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when the first answer is kept."""
        self.folder = folder

    def find(self, address: Address, *, seconds: float | None = None) -> Answer | None:
        """The answer kept for an address, unless it is older than so many seconds; nothing if there is none, or its file is damaged."""
        try:
            head, _, body = self._place(address).read_bytes().partition(b"\n")
            told = json.loads(head)
            is_sound = told["url"] == address.url and told["sha256"] == hashlib.sha256(body).hexdigest()
            is_old = seconds is not None and not 0 <= time.time() - told["fetched"] <= seconds
            return Answer(status=told["status"], headers=told["headers"], body=body) if is_sound and not is_old else None
        except (OSError, ValueError, KeyError, TypeError):
            return None  # a damaged file is fetched again and written anew

    def keep(self, address: Address, answer: Answer) -> None:
        """Keep an answer; a reader beside this process sees the old file or the new one."""
        place = self._place(address)
        place.parent.mkdir(parents=True, exist_ok=True)
        told = {
            "url": address.url,
            "fetched": time.time(),
            "status": answer.status,
            "headers": answer.headers,
            "sha256": hashlib.sha256(answer.body).hexdigest(),
        }
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(json.dumps(told).encode() + b"\n" + answer.body)
            Path(name).replace(place)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise

    def _place(self, address: Address) -> Path:
        name = hashlib.sha256(address.url.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]
