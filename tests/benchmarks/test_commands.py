"""The commands, on invented data and with invented scorers."""

from __future__ import annotations

import doctest
import json

import pytest

import ledger
from benchmarks import __main__ as command
from benchmarks import attribution, claims, quantities, speed, tables
from benchmarks.counting import evaluation, strict, units
from benchmarks.counting import quantities as counted
from benchmarks.peers.ledger_reader import quantity_of
from benchmarks.rows import rows

ARTICLE = "Ferries late\n\nAt least 40 ferries were late on Monday, the Harbour Board said. It cost $2.5 million."

SCORER = """
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
pairs = [line for line in open(sys.argv[3])]
json.dump({"detection": {"f1": len(rows) / 4, "hard_negatives_hit": 0, "hard_negatives_total": 3}}, open(sys.argv[5], "w"))
"""

ATTRIBUTION_SCORER = """
import importlib, json, sys
given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
module, name = given["--adapter"].split(":")
text = open(given["--data"]).read()
found = getattr(importlib.import_module(module), name)(text, published_on="2024-05-08")
share = {"p": 0.5, "r": 0.5, "f": sum(each["attributed"] for each in found) / len(found)}
print(json.dumps({"mentions": 2, "found": len(found), **dict.fromkeys(("attr", "entity", "head", "tok50", "exact"), share)}))
"""


@pytest.mark.parametrize("module", [counted, evaluation, strict, tables, units])
def test_examples(module):
    """The examples in the documentation of a module hold."""
    assert doctest.testmod(module).failed == 0


def test_the_ledger_in_the_form_of_the_sets():
    """Bounds, money and counted nouns are written as the sets write them."""
    found = [quantity_of(row) for row in rows(ledger.extract("At least 40 ferries sank. The loss was $2.5 million."))]
    assert [(each["value"], each["unit"], each["change"]) for each in found] == [(40, "ferry", ">"), (2.5e6, "dollar", "=")]


def test_quantities_prints_a_table(tmp_path, capsys):
    """A set that is read without error scores 100, and the ledger's speed is printed."""
    row = {"text": "The canal is 12 km long.", "quantities": [{"value": "12", "normalized_unit": "kilometre"}]}
    (tmp_path / "harbour.json").write_text(json.dumps([row]))
    assert quantities.main(["--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "harbour: 1 sentences, 1 quantities" in out
    assert "| paper: value+unit          | 100.0 (100.0 / 100.0) |" in out
    assert "KB a CPU second" in out


@pytest.mark.parametrize("main", [quantities.main, speed.main])
def test_a_missing_path_is_wrong_usage(tmp_path, capsys, main):
    """The status is 2, and the error goes to the error stream."""
    assert main(["--data", str(tmp_path / "nowhere")]) == 2
    assert "nowhere: there is no such file or folder" in capsys.readouterr().err


def test_speed_with_a_profile(tmp_path, capfd):
    """Speed is printed beside the tokenizer's, and then the share of each stage."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert speed.main(["--data", str(tmp_path), "--peers", "tokenizer", "--profile"]) == 0
    out = capfd.readouterr().out
    assert "| KB a CPU second" in out
    assert "| find mentions" in out


def test_claims_reach_the_scorer(tmp_path, capsys):
    """Claims and findings of the articles are written, and the scorer's measures are printed."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE)
    manifest = {"doc_id": "a", "publisher": "The Quay", "url": "https://example.org/a", "published_at": "2024-05-08", "language": "en"}
    (tmp_path / "manifest.jsonl").write_text(json.dumps(manifest) + "\n")
    (tmp_path / "score.py").write_text(SCORER)
    out = tmp_path / "out"
    assert claims.main(["--data", str(tmp_path), "--scorer", str(tmp_path / "score.py"), "--out", str(out)]) == 0
    first = json.loads((out / "predictions.jsonl").read_text().splitlines()[0])
    assert (first["doc_id"], first["value_low"], first["value_high"], first["bound"]) == ("a", 40, None, "at_least")
    assert "| detection F1                  |         50.0 |" in capsys.readouterr().out


def test_a_scorer_that_gives_up(tmp_path, capsys):
    """The status is 1, and what the scorer said is passed on."""
    (tmp_path / "score.py").write_text("raise SystemExit('no gold')")
    (tmp_path / "data.jsonl").write_text("")
    assert attribution.main(["--data", str(tmp_path / "data.jsonl"), "--scorer", str(tmp_path / "score.py")]) == 1
    assert "no gold" in capsys.readouterr().err


def test_attribution_hands_speakers_to_the_scorer(tmp_path, capsys):
    """The scorer calls the ledger by name and its shares are printed in percent."""
    (tmp_path / "score.py").write_text(ATTRIBUTION_SCORER)
    (tmp_path / "data.txt").write_text(ARTICLE)
    assert attribution.main(["--data", str(tmp_path / "data.txt"), "--scorer", str(tmp_path / "score.py")]) == 0
    assert "| attributed        |      50.0 |   50.0 |" in capsys.readouterr().out


def test_commands_are_listed(capsys):
    """Without the name of a benchmark the names are listed, and the status is 2."""
    assert command.main([]) == 2
    assert "attribution, claims, crashes, fuzzing, ledger, quantities, scale, speed" in capsys.readouterr().err
