"""PDF: tables, notes, sentences that go on elsewhere, titles that programs set, and broken pages."""

from __future__ import annotations

import pytest

from ledger.documents.formats import open_bytes
from ledger.documents.formats.context import Context
from ledger.records import Role
from tests.documents.pdfs import make_pdf

LINES = ["Two ships with at least 70 people on board sank", "off Tarn on Friday, the coast guard said. It", "saved 44 of them."]


def read(data):
    """The only draft."""
    [draft] = open_bytes(data, Context(where="sample"))
    return draft


def words(draft, role):
    """The words of the blocks of one role."""
    return [draft.text[block.start : block.end] for block in draft.blocks if block.role is role]


def written(lines, *, left=60, top=700, size=11):
    """Lines one below the other."""
    return [(left, top - 14 * row, size, line) for row, line in enumerate(lines)]


def test_rows_of_a_table_are_marked():
    """Cells under one another are rows of a table, and the text around stays text."""
    table = [
        (x, 640 - 14 * row, 11, cell)
        for row, cells in enumerate([("Tarn", "12", "30"), ("Orrin", "4", "7")])
        for x, cell in zip((60, 160, 240), cells, strict=True)
    ]
    draft = read(make_pdf([[*written(LINES), *table, *written(["Nobody had expected the storm."], top=590)]]))
    assert words(draft, Role.TABLE) == ["Tarn | 12 | 30", "Orrin | 4 | 7"]
    assert words(draft, Role.BODY) == [" ".join(LINES), "Nobody had expected the storm."]


def test_a_line_set_wide_is_no_row():
    """Words far apart in one line of a paragraph, as in narrow columns, stay words of its sentence."""
    wide = [
        (60, 700, 11, "Two ships with 70 people"),
        (60, 686, 11, "sank"),
        (100, 686, 11, "off"),
        (140, 686, 11, "Tarn on Friday,"),
        (60, 672, 11, "the guard said."),
    ]
    assert words(read(make_pdf([wide])), Role.BODY) == ["Two ships with 70 people sank off Tarn on Friday, the guard said."]


def test_a_sentence_goes_on_in_the_next_column():
    """A paragraph whose column ends in the middle of a sentence goes on in the next, also with a name."""
    left = [
        "Two ships sank off Tarn in the",
        "storm of Friday night, and nine",
        "of their crew were saved by the",
        "coast guard, said its head, the",
    ]
    right = ["Orrin-born Ana Lim, who led", "the search until the evening", "with 12 boats and found them", "asleep on the beach."]
    page = [*written(left), *written(right, left=330)]
    assert words(read(make_pdf([page])), Role.BODY) == [" ".join([*left, *right])]


def test_a_note_at_the_foot_of_a_page_parts_no_sentence():
    """Notes stand after the text, their marks set apart, and a sentence goes on around them on the next page."""
    note = [(60, 60, 7, "3 Harbour Board, Annual Report.")]
    draft = read(make_pdf([[*written(LINES[:2]), *note], written(LINES[2:])]))
    assert words(draft, Role.BODY) == [" ".join(LINES), "Harbour Board, Annual Report."]
    assert words(draft, Role.FURNITURE) == ["3"]


@pytest.mark.parametrize("title", ["untitled", "\\(anonymous\\)", "Microsoft Word - ships.docx", "ships_final.docx", ""])
def test_a_title_that_a_program_set_is_none(title):
    """A file's name or "untitled" is no title."""
    assert read(make_pdf([written(LINES)], title=title)).title is None


def test_a_broken_page_is_left_out_with_a_note():
    """A page that cannot be read costs that page, and the document says which."""
    data = make_pdf([written(LINES), written(["Nobody had expected the storm."])])
    broken = data[::-1].replace(b"/Type /Page /Parent"[::-1], b"/Type /Pagf /Parent"[::-1], 1)[::-1]
    draft = read(broken)
    assert draft.text == " ".join(LINES)
    assert draft.notes == ("1 of 2 pages are broken and were left out: 2.",)
