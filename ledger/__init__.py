"""Claims Ledger keeps what was said: how much, of what, by whom, about when, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.version import VERSION

if TYPE_CHECKING:
    from ledger.book import AddResult, Entry, Fetching, Ledger, extract, open  # noqa: A004 - called as ledger.open
    from ledger.errors import LedgerError

__version__ = VERSION

__all__ = ["AddResult", "Entry", "Fetching", "Ledger", "LedgerError", "__version__", "extract", "open"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, for tables and the language pipeline take a second to load."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ledger import book, errors  # noqa: PLC0415 - that is what being late means

    return getattr(errors if name == "LedgerError" else book, name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
