"""Dictionary forms: the table, the regular endings, and names."""

from __future__ import annotations

import pytest

from ledger.errors import LexiconError
from ledger.language import analyse
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


def test_common_nouns_are_told_from_names():
    """A noun that the table calls common is one whatever its capital; other words are not."""
    lemmas = Lemmas({("common", "revenue"): "revenue", ("noun", "men"): "man"})
    assert lemmas.is_common("Revenue")
    assert not lemmas.is_common("Acme")
    assert not lemmas.is_common("men")


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Revenue rose from 362 million in 2014 to 557 million in 2015.", "Revenue", "revenue"),
        ("Acme Corp reported a profit of 12 million.", "Acme", "Acme"),
        ("Some 300 delegates praised the Constitution for hours.", "Constitution", "Constitution"),
    ],
)
def test_capitals_are_kept_in_names_alone(text, word, lemma):
    """The capital of a sentence's first word says nothing of a common noun, and one inside a sentence does."""
    tokens = analyse(text).parse(0).tokens
    assert next(token.lemma for token in tokens if token.text == word) == lemma


def test_a_broken_table_is_an_error(tmp_path):
    """A line of other than three words is named in the error."""
    path = tmp_path / "lemmas.txt"
    path.write_text("noun men man\nnoun broken\n", "utf-8")
    with pytest.raises(LexiconError, match="line 2"):
        Lemmas.read(path)
