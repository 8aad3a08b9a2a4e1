"""Composing: a document from a text and what the caller knows."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ledger import documents
from ledger.errors import InputError
from ledger.records import PublishedBasis

TEXT = "Two ships sink\n\nTwo ships sank off Tarn on Sunday, the harbour master said.\n\nNobody died.\n"


@pytest.mark.parametrize("published_on", [date(2024, 6, 19), datetime(2024, 6, 19, 10, 30), "2024-06-19"])  # noqa: DTZ001 - a local time is a day
def test_a_day_the_caller_gives(published_on):
    """A day given as a date, an instant or text is the publication day."""
    assert documents.compose(TEXT, published_on=published_on).publication.day == date(2024, 6, 19)


def test_a_day_that_is_none_is_refused():
    """A publication date that cannot be read is an error that shows it."""
    with pytest.raises(InputError, match="19/06/24"):
        documents.compose(TEXT, published_on="19/06/24")


def test_the_headline_is_the_title_unless_one_is_given():
    """The headline found in the text names the document; a given title goes before."""
    assert documents.compose(TEXT).title == "Two ships sink"
    assert documents.compose(TEXT, title="Ships").title == "Ships"


def test_the_address_dates_a_text_that_does_not():
    """A day in the address is metadata."""
    assert documents.compose(TEXT, url="https://example.org/2024/06/19/ships").publication.basis is PublishedBasis.METADATA


def test_half_a_character_is_refused():
    """Text with half of a surrogate pair cannot be stored and is refused with its place."""
    with pytest.raises(InputError, match="character 4"):
        documents.compose("Two \ud800 ships")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Trois navires ont coulé dimanche au large de Tarn, a déclaré le capitaine du port. Personne n'a été blessé, ajoute-t-il.", "fr"),
        ("Три корабля затонули в воскресенье у берегов Тарна, сообщил начальник порта. Никто не пострадал, говорят они.", "ru"),
        ("Drei Schiffe sind am Sonntag vor Tarn gesunken, sagte der Hafenmeister. Niemand wurde verletzt, die Schiffe waren alt.", "de"),
    ],
)
def test_other_languages_are_told_and_noted(text, language):
    """A text in another language carries its code and a note that it was kept unread."""
    document = documents.compose(text)
    assert document.language == language
    assert "unread" in document.notes[0]


def test_english_is_told_and_short_texts_are_not():
    """English needs no note, and a few words tell no language."""
    english = documents.compose(TEXT * 3)
    assert (english.language, english.notes) == ("en", ())
    assert documents.compose("Trois navires.").language is None


def test_the_dateline_is_set_apart():
    """A dateline is furniture of its own, and the sentence it opens starts at its first word."""
    document = documents.compose("TOLM, June 10 (Lowland Wire) - Two ships sank.")
    assert [document.text[block.start : block.end] for block in document.blocks] == ["TOLM, June 10 (Lowland Wire) -", "Two ships sank."]
