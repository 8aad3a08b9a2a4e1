"""What runs inside a reading process: groups come in, documents with their claims go out, until the other side closes."""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from ledger.book import groups

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ledger.book.groups import Unit


def main() -> None:
    """Answer one group after the other."""
    connection = Connection(int(sys.argv[1]))
    while True:
        try:
            answer(connection, connection.recv())
        except (EOFError, ConnectionError):
            return  # the ledger is done, or gone


def answer(connection: Connection, group: Sequence[Unit]) -> None:
    """Open a group, ask which of its documents are wanted, and send what was read; nothing at once if it holds too much."""
    items, is_all = groups.take(groups.open_units(group))
    if not is_all:
        connection.send(None)
        return

    def choose(ids: Sequence[str]) -> Collection[str]:
        connection.send(list(ids))
        wanted: Collection[str] = connection.recv()
        return wanted

    try:
        found: object = groups.read(items, choose)
    except (EOFError, ConnectionError):
        raise
    except Exception as error:  # noqa: BLE001 - raised again where the ledger is, as it would be had it read itself
        found = error
    connection.send(found)


if __name__ == "__main__":
    main()
