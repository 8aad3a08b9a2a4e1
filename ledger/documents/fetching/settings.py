"""How addresses are fetched: what the caller may choose."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from ledger.version import VERSION

AGENT = f"claims-ledger/{VERSION}"
"""The name under which servers are asked; their rules for robots may name it."""


def find_cache() -> Path:
    """The folder that keeps fetched answers where the caller names none: below the user's folder of caches."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "claims-ledger" / "fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """How addresses are fetched.

    Attributes:
        cache: The folder that keeps what servers answered.
        refresh: Whether to ask again for what is kept.
        allow_private: Whether addresses of this machine and its network may be asked: only for a server of your own.
        seconds: Most seconds from the start of a request to the end of its answer.
        size: Most bytes of one answer.
        retries: How often a request that failed for the moment is made again.
        pause: Fewest seconds between two requests to one host; its own rules may ask for more.
        backoff: Seconds before the first repetition; each further one waits twice as long.
    """

    cache: Path = field(default_factory=find_cache)
    refresh: bool = False
    allow_private: bool = False
    seconds: float = 60.0
    size: int = 32 * 1024 * 1024
    retries: int = 3
    pause: float = 1.0
    backoff: float = 1.0
