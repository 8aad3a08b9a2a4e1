"""Dictionary forms: the table, the regular endings, and names."""

from __future__ import annotations

import pytest

from ledger.errors import LexiconError
from ledger.language.lemmas import Lemmas, regular


@pytest.mark.parametrize(
    ("form", "kind", "lemma"),
    [
        ("shells", "noun", "shell"),
        ("deliveries", "noun", "delivery"),
        ("losses", "noun", "loss"),
        ("bus", "noun", "bus"),
        ("carries", "third", "carry"),
        ("stopped", "past", "stop"),
        ("carried", "past", "carry"),
        ("required", "past", "require"),
        ("treated", "past", "treat"),
        ("moving", "gerund", "move"),
        ("shelling", "gerund", "shell"),
        ("heavier", "comparative", "heavy"),
        ("largest", "superlative", "large"),
    ],
)
def test_regular_endings_are_undone(form, kind, lemma):
    """A regular form gives its dictionary form."""
    assert regular(form, kind) == lemma


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        (("Men", "NNS"), "man"),
        (("Russia", "NNP"), "Russia"),
        (("Russians", "NNPS"), "Russian"),
        (("Ukrainian", "JJ"), "Ukrainian"),
        (("Heavy", "JJ"), "heavy"),
        (("Nine", "CD"), "nine"),
        (("NATO", "NN"), "NATO"),
    ],
)
def test_words_find_their_lemma(word, lemma):
    """Listed words take the table's form, names keep their capitals."""
    assert Lemmas({("noun", "men"): "man"})[word] == lemma


def test_a_broken_table_is_an_error(tmp_path):
    """A line of other than three words is named in the error."""
    path = tmp_path / "lemmas.txt"
    path.write_text("noun men man\nnoun broken\n", "utf-8")
    with pytest.raises(LexiconError, match="line 2"):
        Lemmas.read(path)
