"""Treebank files: words, spaces, heads and paragraphs as written."""

from __future__ import annotations

import random

import pytest

from training import augmentation, treebank

SAMPLE = """# newdoc id = a
# newpar id = a-1
# text = They don't sell "ships".
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsell\tsell\tVERB\tVB\t_\t0\troot\t_\t_
5\t"\t"\tPUNCT\t``\t_\t6\tpunct\t_\tSpaceAfter=No
6\tships\tship\tNOUN\tNNS\t_\t4\tobj\t_\tSpaceAfter=No
7\t"\t"\tPUNCT\t''\t_\t6\tpunct\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Send 12 ships.
1\tSend\tsend\tVERB\tVB\t_\t0\troot\t_\t_
2\t12\t12\tNUM\tCD\t_\t3\tnummod\t_\t_
3\tships\tship\tNOUN\tNNS\t_\t1\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newpar id = a-2
# text = No.
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_
"""


@pytest.fixture
def sentences(tmp_path):
    """The sentences of a small treebank."""
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE, "utf-8")
    return list(treebank.read([path]))


def test_sentences_spell_their_text(sentences):
    """The words with their spaces give the text of the treebank back, contractions included."""
    assert [sentence.text for sentence in sentences] == [line[9:] for line in SAMPLE.splitlines() if line.startswith("# text = ")]


def test_paragraphs_are_the_treebanks(sentences):
    """Sentences are grouped where the treebank opens a paragraph, and no group is longer than asked."""
    assert [len(paragraph) for paragraph in treebank.paragraphs(sentences)] == [2, 1]
    assert [len(paragraph) for paragraph in treebank.paragraphs(sentences, longest=1)] == [1, 1, 1]


def test_a_line_of_other_columns_is_an_error(tmp_path):
    """A file that is no CoNLL-U is named in the error."""
    path = tmp_path / "broken.conllu"
    path.write_text("1\tThey\n\n", "utf-8")
    with pytest.raises(ValueError, match=r"broken\.conllu"):
        list(treebank.read([path]))


def test_variations_keep_the_tree(sentences):
    """A varied sentence has one root, heads inside it, and the labels it had."""
    nouns = [treebank.Word(form="navy", lemma="navy", pos="NOUN", tag="NN", head=0, dep="compound", space=True)]
    for seed in range(60):
        (varied,) = augmentation.vary(sentences[1:2], random.Random(seed), nouns)  # noqa: S311  # spellings, not secrets
        assert sum(word.dep == "ROOT" for word in varied.words) == 1
        assert all(0 <= word.head < len(varied.words) for word in varied.words)
        ships = next(place for place, word in enumerate(varied.words) if word.form.lower() == "ships")
        assert next(word for word in varied.words if word.dep == "nummod").head == ships
