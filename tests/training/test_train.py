"""The recipe: a few steps give a pipeline that loads, parses and can be measured."""

from __future__ import annotations

import pytest

from ledger.language.trained import TrainedPipeline
from training import evaluate, treebank

from .test_treebank import SAMPLE


def test_the_recipe_gives_a_pipeline(tmp_path, capsys):
    """Training for two steps writes a folder that reads back, parses raw text and is measured."""
    pytest.importorskip("spacy_lookups_data", reason="only training needs it")
    from training import train  # noqa: PLC0415  # needs the extra

    path, folder = tmp_path / "sample.conllu", tmp_path / "model"
    path.write_text(SAMPLE * 40, "utf-8")
    train.main(["--train", str(path), "--dev", str(path), "--output", str(folder), "--steps", "2"])
    (parse,) = TrainedPipeline.read(folder).parse([("Send 12 ships.", 0, 14)])
    assert [token.text for token in parse.tokens] == ["Send", "12", "ships", "."]
    evaluate.main(["--model", str(folder), str(path)])
    assert "| tokens | 100.0 |" in capsys.readouterr().out


def test_a_treebank_scores_full_marks_against_itself(tmp_path):
    """Gold words compared with themselves are all right."""
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE, "utf-8")
    text, gold = evaluate.read_gold(path)
    assert text.startswith('They don\'t sell "ships". Send 12 ships.\n\nNo.')
    assert all(text[word.start : word.end] for word in gold.words)
    scores = evaluate.compare(gold, gold)
    assert all(score.f in {0.0, 100.0} for score in scores.values())
    assert scores["LAS"].f == 100.0
    assert treebank.COLUMNS == 10
