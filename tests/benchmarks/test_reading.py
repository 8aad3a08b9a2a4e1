"""Sets and texts that the user supplies: what is read, and what is said of what cannot be."""

from __future__ import annotations

import json

import pytest

from benchmarks import sets, texts
from ledger.errors import InputError, MissingPathError

ROW = {
    "text": "Some 40 ferries sailed.",
    "quantities": [{"value": "40", "unit": "ferries", "normalized_unit": "Ferry", "change": "~", "referred_concepts": "old, ferries"}],
}


def test_reads_a_set(tmp_path):
    """A row of the published form becomes a sentence with its quantities."""
    (tmp_path / "harbour.json").write_text(json.dumps([ROW]))
    (quantity,) = sets.read(tmp_path)["harbour"][0].gold
    assert (quantity.value, quantity.unit, quantity.change, quantity.concepts) == (40, "ferry", "~", ("old", "ferries"))


def test_a_set_may_state_no_changes(tmp_path):
    """Where a set has neither change nor concept, the quantity states none."""
    (tmp_path / "harbour.json").write_text(json.dumps([{"text": "4 m", "quantities": [{"value": "4", "normalized_unit": "metre"}]}]))
    (quantity,) = sets.read(tmp_path / "harbour.json")["harbour"][0].gold
    assert (quantity.change, quantity.concepts) == (None, None)


@pytest.mark.parametrize(
    "written", ["{", '[{"text": "4 m"}]', '{"text": "4 m"}', '[{"text": "4 m", "quantities": [{"value": "four", "normalized_unit": "m"}]}]']
)
def test_says_which_file_is_not_of_the_form(tmp_path, written):
    """A file of another form is an error that names the file and the form."""
    (tmp_path / "harbour.json").write_text(written)
    with pytest.raises(InputError, match=r"harbour\.json: .*published form.*normalized_unit"):
        sets.read(tmp_path)


@pytest.mark.parametrize("read", [sets.read, texts.read])
def test_says_that_a_path_is_missing(tmp_path, read):
    """A path that does not exist is an error that names it."""
    with pytest.raises(MissingPathError, match="nowhere"):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize("read", [sets.read, texts.read])
def test_says_that_a_folder_is_empty(tmp_path, read):
    """A folder without anything to read is an error."""
    with pytest.raises(InputError, match="holds no"):
        read(tmp_path)


def test_reads_texts_of_every_form(tmp_path):
    """Plain files, JSON and lines of JSON give their texts, and rows without a text are passed over."""
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.json").write_text(json.dumps([{"text": "Two."}, {"title": "none"}]))
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.jsonl").write_text(json.dumps({"text": "Three."}) + "\n\n")
    assert texts.read(tmp_path) == ["One.", "Two.", "Three."]
