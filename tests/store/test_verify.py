"""Verifying names what is wrong."""

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ledger import store
from ledger.store import rows, upkeep
from ledger.store.verify import verify
from tests.store import made

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path):
    """Make a ledger of three versions."""
    made_ledger = store.open(tmp_path / "book")
    for number in range(3):
        document = made.document(number)
        made_ledger.add([document], made.claims(document), reader=made.READER)
    return made_ledger


def files(opened):
    """List the files of the ledger."""
    return sorted(path for path in opened.place.folder.rglob("*") if path.is_file())


def test_a_sound_ledger_has_no_problem(opened):
    """A ledger as it was written verifies."""
    assert list(verify(opened.place)) == []


@pytest.mark.parametrize("seed", range(10))
def test_a_flipped_byte_is_found_and_its_file_named(opened, seed):
    """One byte changed anywhere in a file of the ledger is a problem of that file."""
    draw = random.Random(seed)  # noqa: S311 - a test that can be repeated
    path: Path = draw.choice(files(opened))
    data = bytearray(path.read_bytes())
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    path.write_bytes(data)
    problems = list(verify(opened.place))
    name = path.relative_to(opened.place.folder).as_posix()
    places = {name, name.split("/")[0], opened.place.history.uri}
    assert places & {problem.where for problem in problems} or (path.name == "_latest.sha256" and problems)


@pytest.mark.parametrize("seed", range(3))
def test_a_missing_file_is_found(opened, seed):
    """A file that is gone is a problem."""
    random.Random(seed).choice(files(opened)).unlink()  # noqa: S311 - a test that can be repeated
    assert list(verify(opened.place))


def test_a_claim_that_is_not_in_its_text_is_found(opened):
    """A row whose quote the text does not hold is named by its id."""
    document = made.document(7)
    wrong = made.claim(document, char_start=1, char_end=21)
    opened.add([document], [wrong], reader=made.READER)
    assert [problem.where for problem in verify(opened.place) if problem.check == "claim"] == [wrong.claim_id]


def test_a_claim_with_an_id_of_its_own_is_found(opened):
    """An id that is not the hash of a place in the quote is named."""
    document = made.document(7)
    opened.add([document], [made.claim(document, claim_id="0" * 20)], reader=made.READER)
    assert [problem.what for problem in verify(opened.place)] == ["its id is not the hash of a place inside its quote"]


def test_a_row_that_is_there_twice_is_found(opened):
    """Rows appended past the ledger, which then holds a claim twice, are a problem."""
    document = made.document(1)
    opened.place.claims.append(opened.place.claims.head(), rows.claims_to_rows(made.claims(document), recorded_at=NOW))
    assert {problem.check for problem in verify(opened.place)} == {"claim"}


def test_what_an_interruption_left_is_no_problem(opened):
    """Rows that the history does not name do not count, and are nothing wrong."""
    document = made.document(7)
    opened.place.claims.append(opened.place.claims.head(), rows.claims_to_rows(made.claims(document), recorded_at=NOW))
    assert list(verify(opened.place)) == []


def test_a_compacted_ledger_has_no_problem(opened):
    """Joining files leaves nothing wrong."""
    upkeep.compact(opened.place)
    assert list(verify(opened.place)) == []
