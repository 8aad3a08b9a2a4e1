"""Ledgers that earlier versions of the program wrote are opened, verified, read again and added to.

`tests/data/ledger-0.1.0.zip` was written by 0.1.0: three articles of one version each, and a correction. It is never written anew.
"""

import zipfile
from pathlib import Path

import pytest

import ledger

DATA = Path(__file__).parent / "data"
TEXT = "Harbour quieter\n\nThe Harbour Board said 300 vessels called at Orrin in July 2024.\n"


@pytest.fixture
def place(tmp_path):
    """Unpack the ledger of the first version."""
    with zipfile.ZipFile(DATA / "ledger-0.1.0.zip") as packed:
        packed.extractall(tmp_path)
    return tmp_path / "book"


def test_the_first_ledger_reads_as_it_was_written(place):
    """Claims, a person's correction, history and the past are there, and everything verifies."""
    book = ledger.open(place, create=False)
    claims = book.claims().set_index("quote")
    assert list(claims.index) == ["at least 340", "410", "Two", "$3 million", "45 tonnes"]
    assert (claims.loc["410", "best"], claims.loc["410", "status"]) == (401.0, "corrected")
    assert list(book.history()["operation"]) == ["add", "add", "add", "review"]
    assert ledger.open(place, version=3).claims().set_index("quote").loc["410", "best"] == 410.0
    assert book.verify().empty


def test_the_first_ledger_is_added_to_and_compacted(place, tmp_path):
    """New documents stand beside old ones, and joining the files of both keeps every row."""
    (tmp_path / "d.txt").write_text(TEXT)
    book = ledger.open(place)
    assert len(book.add(tmp_path / "d.txt").added) == 1
    before = book.claims().to_dict("records")
    book.compact()
    assert (book.claims().to_dict("records"), len(before)) == (before, 6)
    assert book.verify().empty


def test_the_first_ledger_is_read_by_the_rules_of_today(place):
    """Rereading supersedes the old readings without erasing them, and keeps the correction."""
    book = ledger.open(place)
    book.reread()
    claims = book.claims().set_index("quote")
    assert claims.loc["410", "best"] == 401.0
    assert {"add", "reread", "review"} >= set(book.history()["operation"])
    assert len(book.claims(superseded=True)) >= len(claims)
    assert len(ledger.open(place, version=4).claims()) == 5
    assert book.verify().empty
