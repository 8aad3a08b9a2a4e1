"""Words as data: each file opens with its own grammar and examples, and is read once.

Law of this folder: no rule lives here, only words and what they stand for. It imports only `ledger.errors`.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from ledger.errors import LexiconError

SEPARATOR = "|"

Row = tuple[str, ...]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Read the entries of one lexicon file, a tuple of columns for each line.

    Raises:
        LexiconError: The file is missing, or a line has an empty first column or other columns than the line before.
    """
    file = resources.files(__package__) / f"{name}.txt"
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError as error:
        raise LexiconError("no such lexicon file", where=f"lexicon/{name}.txt") from error
    found: list[Row] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(column.strip() for column in line.split(SEPARATOR))
        if not row[0] or (found and len(row) != len(found[0])):
            raise LexiconError(
                f"{len(row)} columns where the file has {len(found[0]) if found else 'at least one'}",
                where=f"lexicon/{name}.txt, line {number}",
                mend=f"separate the columns with {SEPARATOR!r} as the file's head says",
            )
        found.append(row)
    return tuple(found)


def words(name: str) -> frozenset[str]:
    """The first columns of a lexicon file, as a set."""
    return frozenset(row[0] for row in rows(name))
