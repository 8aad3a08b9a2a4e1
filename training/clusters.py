"""The Brown clusters of `spacy-lookups-data`, a package that only training needs."""

from __future__ import annotations

from spacy.lookups import load_lookups


def read() -> dict[int, int]:
    """Read the cluster of each word by the word's hash; a cluster is its path from the root of the tree, first turn in the lowest bit."""
    table = load_lookups("en", ["lexeme_cluster"]).get_table("lexeme_cluster")
    return {int(word): int(cluster) for word, cluster in table.items() if cluster}
