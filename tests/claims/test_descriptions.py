"""Speakers as written, taken apart."""

from __future__ import annotations

import pytest

from ledger.claims import cues, descriptions, headlines
from ledger.claims.descriptions import Kind


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("the harbour ministry", "harbour ministry", Kind.BODY),
        ("Finance Minister Ana Petrova", "Ana Petrova", Kind.PERSON),
        ("relief chief Edda Ruun", "Edda Ruun", Kind.PERSON),
        ("the operator Marrow Water", "Marrow Water", Kind.BODY),
        ("Bram Okker of the Seamen's Union", "Bram Okker", Kind.PERSON),
        ("Gen. Pavel Hruska", "Pavel Hruska", Kind.PERSON),
        ("its director, Pell Anders,", "Pell Anders", Kind.PERSON),
        ("the National Water Board (NWB)", "National Water Board", Kind.BODY),
        ("the governor of Marrow province", "governor of Marrow province", Kind.PERSON),
        ("residents", "residents", Kind.PEOPLE),
        ("she", "she", Kind.PRONOUN),
    ],
)
def test_a_speaker_is_cut_to_its_name(phrase, name, kind):
    """Titles, determiners and appositions are cut, and the kind of speaker is told."""
    found = descriptions.read(phrase)
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("phrase", "owner"),
    [
        ("a report by the Panel for Safe Dams", "the Panel for Safe Dams"),
        ("the ministry's bulletin", "the ministry"),
        ("ministry data", "ministry"),
        ("a new poll", None),
    ],
)
def test_a_document_names_whose_it_is(phrase, owner):
    """Whoever made a document is found in its phrase; nothing where it does not say."""
    assert descriptions.read(phrase).owner == owner


def test_every_verb_of_saying_is_found_by_its_forms():
    """Regular, irregular and doubled forms lead to the verb."""
    forms = {"said": "say", "puts": "put", "denied": "deny", "putting": "put", "estimating": "estimate", "showed": "show"}
    assert {form: {cue.word for cue in cues.verbs()[form]} & {word} for form, word in forms.items()} == {
        form: {word} for form, word in forms.items()
    }


def test_a_headline_without_a_speaker_names_none():
    """The layout of a plain headline gives no speaker."""
    line = "Storm sinks 412 boats off Rovia"
    assert list(headlines.find(line, 0, len(line))) == []
