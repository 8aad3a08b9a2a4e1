"""Fuzzing in short: the damaged forms of every sample give documents or clear refusals."""

from __future__ import annotations

import random

import pytest

from benchmarks import fuzzing
from ledger.documents.worker import Worker
from ledger.errors import DocumentError
from ledger.records import Block, Document, Role

SAMPLES = {path.name: path.read_bytes() for path in sorted(fuzzing.SAMPLES.iterdir())} if fuzzing.SAMPLES.is_dir() else {}

pytestmark = pytest.mark.skipif(not SAMPLES, reason="the samples come with a clone, not with the package")


@pytest.fixture(scope="module")
def worker():
    """A worker that has ten seconds for each document."""
    started = Worker(seconds=10)
    yield started
    started.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_sound(worker, name):
    """Every sample gives documents, and no error: what damage is done to is good."""
    found = list(worker.read(SAMPLES[name], fuzzing.Context(where=name, name=name), name=name))
    assert found
    assert [fuzzing.check(item, name) for item in found] == [""] * len(found)
    assert [item.title for item in found if isinstance(item, Document)]


@pytest.mark.parametrize("name", SAMPLES)
def test_damage_gives_documents_or_clear_refusals(worker, name):
    """However a file is damaged, it gives sound documents, and refusals that name the file, the reason and the mend."""
    tally = fuzzing.Tally()
    for number in range(12):
        chance = random.Random(f"{name} {number}")  # noqa: S311 - damage, not secrets
        strike = fuzzing.damage_inside if number % 2 else fuzzing.damage
        fuzzing.run(worker, name, strike(SAMPLES[name], list(SAMPLES.values()), chance), tally)
    assert tally.wrong == []
    assert tally.outcomes["stopped"] == 0


def test_what_is_wrong_is_told():
    """A block out of place, a refusal without a mend and one of another file are told."""
    blocks = (Block(start=0, end=2, role=Role.BODY), Block(start=1, end=9, role=Role.BODY))
    assert "out of place" in fuzzing.check(Document(text="One ship", blocks=blocks), "a")
    assert "unclear" in fuzzing.check(DocumentError("it is broken", where="a"), "a")
    assert "unclear" in fuzzing.check(DocumentError("it is broken", where="b", mend="Mend it"), "a")
