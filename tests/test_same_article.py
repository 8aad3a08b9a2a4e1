"""The same article gives the same claims, whatever it is kept as."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

import pytest

from ledger.book.extracting import extract_file
from tests.documents import samples
from tests.documents.pdfs import make_pdf

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Two ships sink off Tarn"
BODY = (
    "Two ships with at least 70 people on board sank off Tarn on Friday, the coast guard said. It saved 44 of them and sought others.",
    "The Harbour Board said that more than 1,200 vessels called at Orrin in May 2024, up from 980 a year earlier.",
    "About 25 percent of the catch was lost, according to the Fishermen's Union, which represents 3,400 members in twelve ports.",
    "The government will spend $4.5 million on repairs, the finance minister said. Between 20 and 30 boats are still missing.",
)
TEXT = "\n\n".join([TITLE, *BODY]) + "\n"
COMPARED = ["figure_text", "bound", "low", "best", "high", "unit", "item", "said_by", "stance", "valid_from", "valid_to", "sentence"]


def make_columns():
    """A PDF of the article in two columns, written across the page."""
    lines = [line for paragraph in BODY for line in [*textwrap.wrap(paragraph, 40), ""]]
    half = (len(lines) + 1) // 2
    lines += [""] * (2 * half - len(lines))
    page = [(60, 780, 20, TITLE)]
    for row, (left, right) in enumerate(zip(lines[:half], lines[half:], strict=True)):
        page += [(60, 740 - 14 * row, 11, left), (330, 740 - 14 * row, 11, right)]
    return make_pdf([page], title="untitled")


def make_word():
    """A Word document of the article."""
    docx = pytest.importorskip("docx")
    word = docx.Document()
    word.add_heading(TITLE, 0)
    for paragraph in BODY:
        word.add_paragraph(paragraph)
    packed = io.BytesIO()
    word.save(packed)
    return packed.getvalue()


def make_page():
    """A page of the article among the furniture of a site."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return (
        f"<!doctype html><html lang='en'><head><title>{TITLE} | Courier</title></head><body><nav><a href='/'>Home</a> "
        f"<a href='/w'>12 topics</a></nav><article><h1>{TITLE}</h1>{paragraphs}<div>142 shares</div></article>"
        "<aside><a href='/b'>Bus crash kills 19</a></aside>"
        "</body></html>"
    ).encode()


def claims(path: Path):
    """What is compared of the claims of a file."""
    frame = extract_file(path, published_on="2024-06-03", publisher="Courier")
    frame["sentence"] = frame["sentence"].str.removeprefix("# ")  # Markdown is stored with its marks
    return frame[COMPARED].astype(str).to_dict("records")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.html", make_page),
        ("a.pdf", make_columns),
        ("a.docx", make_word),
        ("a.md", f"# {TEXT}".encode),
        (
            "a.eml",
            lambda: samples.MAIL.partition("\n\n")[0].replace("Two ships sink", TITLE).encode() + b"\n\n" + "\n\n".join(BODY).encode(),
        ),
        ("a.txt", lambda: TEXT.replace("\n", "\r\n").encode("utf-16")),
    ],
)
def test_the_same_article_gives_the_same_claims(name, make, tmp_path):
    """Page, PDF in columns, Word document, Markdown and mail give the claims that the plain text gives."""
    (tmp_path / "plain.txt").write_text(TEXT, "utf-8")
    (tmp_path / name).write_bytes(make())
    expected = claims(tmp_path / "plain.txt")
    assert len(expected) > len(BODY)
    assert claims(tmp_path / name) == expected
