"""Races: systems in processes of their own read the same texts by turns."""

from __future__ import annotations

import pytest

from benchmarks.peers import LEDGER, SYSTEMS, Conversation, PeerError, System, chosen, environments
from benchmarks.racing import Race, Runner, race
from ledger.errors import InputError

TEXTS = [f"The ferry carried {number} passengers. It was late." for number in (11, 22, 33, 44, 55)]


def test_answers_come_back_in_the_order_of_the_texts(tmp_path):
    """Whatever the turns, each text has its own answer, and every system is timed in each turn but the first."""
    held = race([SYSTEMS["tokenizer"]], TEXTS, turns=3, folder=tmp_path)
    assert [[quantity["value"] for quantity in answer] for answer in held.runners[0].found] == [[11], [22], [33], [44], [55]]
    assert [len(runner.seconds) for runner in held.runners] == [2, 2]


def test_a_peer_that_gives_up_is_said_so(tmp_path):
    """A peer whose program does not start is named with what it said, and the others are measured."""
    broken = System(name="broken", module="benchmarks.peers.no_such_reader")
    held = race([broken], TEXTS[:1], turns=1, folder=tmp_path)
    assert [runner.system for runner in held.runners] == [LEDGER]
    assert "broken: it gave up" in str(held.failures[0])


def test_a_conversation_ends_with_its_process(tmp_path):
    """A system that ends by itself in the middle is an error and no endless wait."""
    with Conversation(SYSTEMS["tokenizer"], tmp_path) as conversation:
        conversation._process.kill()  # noqa: SLF001 - the test plays the accident
        with pytest.raises(PeerError, match="tokenizer: it gave up"):
            conversation.read(TEXTS)


def test_other_requirements_are_another_environment(tmp_path):
    """A peer of another version never runs in the environment of an older one."""
    one, other = (System(name="peer", module="peer", requirements=(f"peer=={version}",)) for version in (1, 2))
    assert environments.place(one, tmp_path) != environments.place(other, tmp_path)


def test_an_unknown_peer_is_an_error():
    """The error names the peers that there are."""
    with pytest.raises(InputError, match=r"nobody: there is no such peer.*quantulum3, recognizers"):
        chosen("quantulum3,nobody")


def test_ratios_of_a_run():
    """The ratio is of the whole run, with the turns that were worst and best for the ledger."""
    ours = Runner(system=LEDGER, version="1", seconds=[1.0, 2.0])
    theirs = Runner(system=SYSTEMS["tokenizer"], version="1", seconds=[2.0, 7.0])
    held = Race(sizes=[3.0, 6.0], runners=[ours, theirs], failures=[])
    assert held.speed(ours) == 3
    assert held.times_as_fast(theirs) == "3 (2–3.5)"
