"""Raised characters: the mark of a note never becomes part of the figure or word before it, in any format."""

from __future__ import annotations

import io

import pytest

from ledger.documents.formats import open_bytes
from ledger.documents.formats.context import Context
from tests.documents.pdfs import make_pdf

SENTENCE = "The board said 980 vessels called at Orrin in 2024, up from 700. It covers 45 km² of water."


def read(data):
    """The text of the only draft."""
    [draft] = open_bytes(data, Context(where="sample"))
    return draft.text


def page(sentence):
    """A page with a sentence."""
    return (
        f"<html><body><article><p>{sentence}</p><p>Nobody else was asked about it, and nothing more is known.</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("980<sup>4</sup> vessels called.", "980 vessels called."),
        ("980<sup><a href='#n4'>[4]</a></sup> vessels called.", "980 vessels called."),
        ("980<a href='#n4'>4</a> vessels called.", "980 vessels called."),
        ("<b>980</b><sup>4</sup> vessels called.", "980 vessels called."),
        ("980 vessels<sup>1,2</sup> called.", "980 vessels called."),
        ("980 vessels called.<sup>a</sup> Nobody came.", "980 vessels called. Nobody came."),
        ("980 vessels<sup>[citation needed]</sup> called.", "980 vessels called."),
        ("45 km<sup>2</sup> burned.", "45 km² burned."),
        ("10<sup>6</sup> fish died.", "10⁶ fish died."),
        ("On the 4<sup>th</sup> of May.", "On the 4th of May."),
        ("3<sup>1</sup>/<sub>2</sub> years passed.", "3 1/2 years passed."),
        ("CO<sub>2</sub> fell by 3 percent.", "CO2 fell by 3 percent."),
        ("See <a href='#ships'>12 ships</a> below.", "See 12 ships below."),
    ],
)
def test_raised_characters_of_a_page(markup, text):
    """Marks of notes are left out, exponents, endings and fractions stay apart or together as they are read."""
    assert text in read(page(markup).encode())


def test_raised_characters_of_a_table_of_a_page():
    """A cell's note is no digit of its number."""
    rows = "<table><tr><td>Tarn</td><td>12<sup>a</sup></td></tr><tr><td>Orrin</td><td>4<sup>3</sup></td></tr></table>"
    assert "Tarn | 12\nOrrin | 4" in read(page(f"Ships sank.</p>{rows}<p>The board said so on Friday.").encode())


def test_raised_characters_of_a_pdf():
    """Small characters above the line are told from those on it by their place."""
    drawn = [(40, 700, 10, "The board said 980"), (None, 4, 6, "4"), (None, 0, 10, " vessels called at Orrin in 2024"), (None, 4, 6, "5")]
    drawn += [
        (None, 0, 10, ", up from 700."),
        (None, 4, 6, "6"),
        (None, 0, 10, " It covers 45 km"),
        (None, 4, 6, "2"),
        (None, 0, 10, " of water."),
    ]
    assert read(make_pdf([drawn])) == SENTENCE


def test_raised_characters_of_a_word_document():
    """Runs set as superscript are no part of the number before them."""
    docx = pytest.importorskip("docx")
    word = docx.Document()
    paragraph = word.add_paragraph("The board said 980")
    for text, is_raised in [("4", True), (" vessels called at Orrin in 2024", False), ("5", True), (", up from 700.", False)]:
        paragraph.add_run(text).font.superscript = is_raised
    for text, is_raised in [("6", True), (" It covers 45 km", False), ("2", True), (" of water.", False)]:
        paragraph.add_run(text).font.superscript = is_raised
    packed = io.BytesIO()
    word.save(packed)
    assert read(packed.getvalue()) == SENTENCE
