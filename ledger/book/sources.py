"""Sources: the files, folders and lists of addresses that one add reads, in their order, and how far that has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ledger import documents
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from os import PathLike

    from ledger.book.groups import Unit
    from ledger.documents import Fetching, Listed
    from ledger.errors import InputError
    from ledger.records import Document


@dataclass(frozen=True, kw_only=True)  # without slots, for the addresses are kept
class Sources:
    """What one add reads.

    Attributes:
        paths: Files and folders; `-` is the standard input.
        urls: Addresses to fetch, and lists of them.
        fetching: How they are fetched.
        columns: For tables: the column that holds a field.
        watch: Called with how many files and addresses were begun, and how many there are; nothing if nobody watches.
    """

    paths: tuple[str | PathLike[str], ...] = ()
    urls: tuple[str | PathLike[str], ...] = ()
    fetching: Fetching = field(default_factory=documents.Fetching)
    columns: Mapping[str, str] = field(default_factory=dict)
    watch: Callable[[int, int], None] | None = None

    def find(self, begin: Callable[[], None]) -> Iterator[Unit]:
        """Find the files of each source in turn, and fetch what is to be fetched; what cannot be read is an error among them.

        Args:
            begin: Called as each address is begun, and for each place that holds no file; files are begun by whoever opens them.
        """
        for path in self.paths:
            for found in documents.find(str(path), columns=self.columns):
                if isinstance(found, LedgerError):
                    begin()
                yield found
        fetcher = documents.Fetcher(self.fetching)
        for link in self._links:
            begin()
            yield from documents.fetch(link, fetcher)

    def preview(self) -> Iterator[Document | LedgerError | Listed]:
        """Read each source in turn and ask no server: an address of which nothing is kept is given as it is."""
        for path in self.paths:
            yield from documents.read(str(path), columns=self.columns)
        fetcher = documents.Fetcher(self.fetching)
        for link in self._links:
            if isinstance(link, LedgerError) or fetcher.is_kept(link.url):
                yield from documents.fetch(link, fetcher)
            else:
                yield link

    def count(self) -> Callable[[], None]:
        """Make the function that is called as each file or address is begun; the whole is counted only if somebody watches."""
        watch = self.watch
        if watch is None:
            return lambda: None
        whole = len(self._links) + sum(documents.count(str(path)) for path in self.paths)
        begun = 0

        def begin() -> None:
            nonlocal begun
            begun += 1
            watch(begun, max(whole, begun))

        return begin

    @cached_property
    def _links(self) -> list[Listed | InputError]:
        """The addresses, listed once: a list may come from the standard input."""
        return [link for source in self.urls for link in documents.find_links(str(source), columns=self.columns)]
