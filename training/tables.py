"""The tables of `spacy-lookups-data`, a package that only training needs."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from spacy.lookups import load_lookups

from ledger.errors import MissingExtraError


def read(name: str) -> dict[Any, Any]:
    """Read one English table by its name.

    Raises:
        MissingExtraError: The package is not installed.
    """
    if find_spec("spacy_lookups_data") is None:
        raise MissingExtraError("spacy-lookups-data is not installed", mend="Install claims-ledger[training]")
    table: dict[Any, Any] = load_lookups("en", [name]).get_table(name)
    return table


def read_clusters() -> dict[int, int]:
    """Read the Brown cluster of each word by the word's hash.

    A cluster is its path from the root of the tree, the first turn in the lowest bit.
    """
    return {int(word): int(cluster) for word, cluster in read("lexeme_cluster").items() if cluster}
