"""Formats: told by content, each read to the same article, broken ones refused with their reason."""

from __future__ import annotations

import gzip
import io
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.documents.drafts import Draft
from ledger.documents.formats import Format, find_format, open_bytes
from ledger.documents.formats.context import Context
from ledger.errors import DocumentError, LedgerError, MissingExtraError
from ledger.records import PublishedBasis, Role
from tests.documents import samples
from tests.documents.pdfs import make_pdf

PDF = make_pdf(
    [
        [
            (60, 800, 8, "Tarn Report 2023"),
            (60, 760, 18, "Two ships sink"),
            (60, 720, 11, "Two ships with at least 70 people on board"),
            (60, 706, 11, "sank off Tarn on Friday, the coast guard sa-"),
            (290, 30, 8, "Page 1"),
        ],
        [(60, 800, 8, "Tarn Report 2023"), (60, 720, 11, "id. It saved 44 of them."), (290, 30, 8, "Page 2")],
    ]
)


def read(data, name="", **parts):
    """Split what a format's reader yields into drafts and errors."""
    content = data.encode() if isinstance(data, str) else data
    found = list(open_bytes(content, Context(where="sample", name=name, **parts)))
    return [item for item in found if isinstance(item, Draft)], [item for item in found if isinstance(item, LedgerError)]


def read_one(data, name="", **parts):
    """The only draft of a file without errors."""
    [draft], errors = read(data, name, **parts)
    assert errors == []
    return draft


def pieces(draft, role):
    """The words of the blocks of one role."""
    return [draft.text[block.start : block.end] for block in draft.blocks if block.role is role]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (samples.TEXT, "a.pdf", Format.TEXT),
        (samples.HTML, "a.txt", Format.HTML),
        ("\ufeff" + samples.HTML, "", Format.HTML),
        ("<p>Two ships sank.</p>", "", Format.HTML),
        (samples.FEED, "a.html", Format.FEED),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "", Format.FEED),
        (samples.MAIL, "a.txt", Format.MAIL),
        (samples.MARKDOWN, "", Format.MARKDOWN),
        (samples.CSV, "a.txt", Format.CSV),
        ("a;b\n1;2\n", "a.csv", Format.CSV),
        (samples.JSON_LINES, "a.txt", Format.JSON),
        ("[]", "", Format.TEXT),
        (PDF, "a.txt", Format.PDF),
        (samples.make_crawl(), "", Format.WARC),
        (samples.make_crawl(is_packed=True), "", Format.WARC),
        (samples.make_zip({"a.txt": "x"}), "", Format.ZIP),
        (samples.make_tar({"a.txt": b"x"}, mode="w"), "", Format.TAR),
        (samples.make_tar({"a.txt": b"x"}), "", Format.PACKED),
        ("A page may begin with <html> in the middle of a sentence.", "", Format.TEXT),
        ("From: the mayor\n\nTwo ships sank.", "", Format.TEXT),
    ],
)
def test_formats_are_told_by_content(data, name, expected):
    """The content decides, whatever the name says."""
    assert find_format(data.encode() if isinstance(data, str) else data, name, where="sample") is expected


@pytest.mark.parametrize("start", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\x89PNG\r\n", b"PAR1", b"Rar!"])
def test_formats_that_are_not_read_say_so(start):
    """A format that is not read is named, with what to save it as."""
    with pytest.raises(DocumentError) as caught:
        find_format(start + b"0" * 100, where="sample")
    assert caught.value.mend


def test_a_page_gives_its_article_and_what_it_says_of_itself():
    """A page gives headline, body, rows of its table and captions, without what stands around them."""
    draft = read_one(samples.HTML)
    assert pieces(draft, Role.HEADLINE) == ["Two ships sink", "The storm"]
    assert pieces(draft, Role.BODY) == list(samples.BODY)
    assert pieces(draft, Role.TABLE) == ["Town | Dead", "Tarn | 12"]
    assert pieces(draft, Role.CAPTION) == ["Some 40 boats helped the coast guard. Photo: Ana Lim"]
    assert (draft.title, draft.publisher, draft.language) == ("Two ships sink", "Tarn Courier", "en")
    assert draft.url == "https://example.org/news/ships"
    assert draft.publication.day == date(2023, 5, 6)


def test_blocks_of_a_page_know_their_heading():
    """A block names the heading it stands under."""
    draft = read_one(samples.HTML)
    headings = {draft.text[block.start : block.end]: block.heading for block in draft.blocks}
    assert headings[samples.BODY[1]] == "The storm"


def test_a_page_in_its_declared_encoding():
    """A page is decoded as it declares."""
    page = samples.HTML.replace('charset="utf-8"', 'charset="koi8-r"').replace("Ana Lim", "Анна")
    assert "Анна" in read_one(page.encode("koi8-r")).text


def test_a_year_in_the_text_is_not_the_date_of_the_page():
    """A page that states no date is not dated by a year its article speaks of."""
    page = samples.HTML.replace('<meta property="article:published_time" content="2023-05-06T23:05:00+01:00">', "")
    page = page.replace("© 2023 Tarn Courier", "").replace("on Friday", "in March 2019")
    assert read_one(page).publication.basis is PublishedBasis.UNKNOWN


@pytest.mark.parametrize(
    ("field", "evidence"),
    [
        ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2021-02-03"}]}</script>', "JSON-LD"),
        ('<meta name="dc.date.issued" content="2021-02-03">', "dc.date.issued"),
        ('<script type="application/ld+json">{broken</script><meta itemprop="datePublished" content="2021-02-03">', "datepublished"),
    ],
)
def test_dates_of_a_page_come_with_their_field(field, evidence):
    """The day is read from JSON-LD or a meta field, which the evidence names."""
    page = samples.HTML.replace('<meta property="article:published_time" content="2023-05-06T23:05:00+01:00">', field)
    publication = read_one(page).publication
    assert publication.day == date(2021, 2, 3)
    assert evidence in publication.evidence


def test_a_page_without_an_article_is_refused():
    """A page that holds nothing to read is an error, not an empty document."""
    _, [error] = read("<html><body><div></div></body></html>")
    assert "no article" in str(error)


def test_a_pdf_gives_paragraphs_with_their_pages():
    """Lines are joined into paragraphs over pages, hyphens undone, running heads and page numbers set apart."""
    draft = read_one(PDF)
    first = "Two ships with at least 70 people on board sank off Tarn on Friday, the coast guard said."
    assert pieces(draft, Role.BODY) == [f"{first} It saved 44 of them."]
    assert pieces(draft, Role.HEADLINE) == ["Two ships sink"]
    assert set(pieces(draft, Role.FURNITURE)) == {"Tarn Report 2023", "Page 1", "Page 2"}
    assert [block.page for block in draft.blocks if block.role is Role.BODY] == [1]
    assert draft.publication.day == date(2023, 5, 6)


def test_columns_of_a_pdf_are_read_one_after_the_other():
    """Two columns whose lines were written across the page are read down each column."""
    left = ["Two ships sank off Tarn in the", "storm of Friday night, and nine", "of their crew of 30 were saved", "by the coast guard."]
    right = ["The mayor of Lask said on", "Saturday that 300 houses had", "lost their roofs, and that the", "harbour would stay closed."]
    page = []
    for row, (one, two) in enumerate(zip(left, right, strict=True)):
        page += [(60, 700 - 14 * row, 11, one), (330, 700 - 14 * row, 11, two)]
    assert pieces(read_one(make_pdf([page])), Role.BODY) == [" ".join(left), " ".join(right)]


@pytest.mark.parametrize(("data", "word"), [(b"%PDF-1.7\nbroken", "broken"), (make_pdf([[]]), "no text")])
def test_a_pdf_that_cannot_be_read_is_refused(data, word):
    """A broken PDF and one without text are errors that say which."""
    _, [error] = read(data)
    assert word in str(error)


def test_feed_entries_are_documents():
    """Each entry is a document with the feed's name and its own day; an empty one is an error."""
    [draft], [error] = read(samples.FEED)
    assert pieces(draft, Role.BODY) == list(samples.BODY)
    assert (draft.part, draft.title, draft.publisher, draft.url) == ("entry 1", "Two ships sink", "Tarn Courier", "https://example.org/a")
    assert draft.publication.day == date(2023, 5, 6)
    assert "entry 2" in str(error)


def test_a_broken_feed_is_read_with_a_note():
    """A feed that is not well-formed is read as far as it goes, and its documents say so."""
    [draft], _ = read(samples.FEED.replace("</channel></rss>", ""))
    assert "not well-formed" in draft.notes[0]


def test_external_entities_of_a_feed_are_not_opened():
    """A feed cannot make the reader open a file."""
    feed = samples.FEED.replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hosts">]><rss').replace("Friday", "&x;")
    drafts, _ = read(feed)
    assert all("localhost" not in draft.text for draft in drafts)


@pytest.mark.parametrize("is_packed", [False, True])
def test_pages_of_a_crawl_are_documents(is_packed):
    """The pages of a crawl are documents by their records; pages that are gone and stylesheets are left out."""
    drafts, errors = read(samples.make_crawl(is_packed=is_packed))
    assert [draft.part for draft in drafts] == ["record 1", "record 4"]
    assert errors == []


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_crawl_cut_short_says_so(is_packed):
    """A crawl that ends before its last record does is an error, and what is there of that record is not stored as a whole page."""
    drafts, [error] = read(samples.make_crawl(is_packed=is_packed)[:-150])
    assert [draft.part for draft in drafts] == ["record 1"]
    assert "cut short" in str(error)


def test_rows_of_a_table_are_documents():
    """A row is a document, with line ends kept inside its text."""
    draft = read_one(samples.CSV)
    assert draft.text == 'Two ships, "both old", sank.\nNobody died.'
    assert (draft.part, draft.title, draft.publication.day) == ("row 3", "Two ships sink", date(2023, 5, 6))


def test_columns_are_named_by_the_caller():
    """A caller says which column holds what."""
    assert read_one("id,Words\n1,Two ships sank.\n", "a.csv", columns={"text": "Words"}).text == "Two ships sank."


@pytest.mark.parametrize(
    ("data", "columns", "word"),
    [
        ("id,Words\n1,x\n", {}, "no column holds texts"),
        ("id,text\n1,x\n", {"text": "Words"}, "no column 'Words'"),
        ("id,text\n1,x\n", {"words": "text"}, "no field"),
        ("id,text\n1,x,y\n", {}, "more cells"),
        ('id,text\n1,"x', {}, "no CSV"),
        ("date,text\nyesterday,x\n", {}, "no date"),
        ("id,text\n1,\n", {}, "no text"),
    ],
)
def test_tables_that_cannot_be_read_say_why(data, columns, word):
    """A table or row that cannot be read is an error that says why."""
    drafts, [error] = read(data, "a.csv", columns=columns)
    assert not drafts
    assert word in str(error)


def test_json_lines_are_documents_and_other_lines_errors():
    """Each object is a document, and each other line an error with its number."""
    [draft], errors = read(samples.JSON_LINES + "[1]\n{broken\n")
    assert (draft.text, draft.title, draft.publication.day) == (samples.TEXT, "Two ships sink", date(2023, 5, 6))
    assert ["line 2" in str(errors[0]), "line 3" in str(errors[1])] == [True, True]


@pytest.mark.parametrize("data", ['[{"text": "Two ships sank."}]', '{\n "text": "Two ships sank."\n}'])
def test_json_lists_and_single_objects(data):
    """A list of objects, and one object over many lines, are documents too."""
    assert read_one(data).text == "Two ships sank."


def test_a_mail_gives_its_body_without_quotes_and_signature():
    """The body is read under its subject; quoted lines and the signature are furniture."""
    draft = read_one(samples.MAIL)
    assert pieces(draft, Role.BODY) == list(samples.BODY)
    assert pieces(draft, Role.FURNITURE) == ["> It saved 3 of them.", "Ana Lim, 12 Quay Street"]
    assert (draft.title, draft.publication.day) == ("Two ships sink", date(2023, 5, 6))


def test_an_html_mail_and_its_attachment():
    """An HTML body is read as text, and an attached page is a document of its own."""
    boundary = "=_x"
    page = samples.HTML
    mail = (
        "From: a@example.org\nTo: b@example.org\nSubject: News\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n'
        f"--{boundary}\nContent-Type: text/html\n\n<p>It saved 44.</p><p>Nine died.</p>\n--{boundary}\nContent-Type: text/html\n"
        f'Content-Disposition: attachment; filename="page.html"\n\n{page}\n--{boundary}--\n'
    )
    drafts, errors = read(mail)
    assert errors == []
    assert pieces(drafts[0], Role.BODY) == ["It saved 44.", "Nine died."]
    assert (drafts[1].part, drafts[1].title) == ("attachment 1 page.html", "Two ships sink")


def test_markdown_is_kept_and_its_marks_tell_roles():
    """Markdown is stored as it is; headings, table rows and code have their roles."""
    draft = read_one(samples.MARKDOWN)
    assert draft.text == samples.MARKDOWN
    assert pieces(draft, Role.BODY) == list(samples.BODY)
    assert pieces(draft, Role.HEADLINE) == ["# Two ships sink", "## The storm"]
    assert pieces(draft, Role.TABLE) == ["| Town | Dead |", "| Tarn | 12 |"]
    assert (draft.title, draft.publication.day) == ("Two ships sink", date(2023, 5, 6))


def test_a_word_document_gives_paragraphs_headings_and_rows():
    """A DOCX gives its paragraphs and the rows of its tables in order."""
    docx = pytest.importorskip("docx")
    word = docx.Document()
    word.add_heading("Two ships sink", 0)
    word.add_paragraph(samples.BODY[0])
    row = word.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Tarn", "12"
    word.add_paragraph(samples.BODY[1])
    packed = io.BytesIO()
    word.save(packed)
    draft = read_one(packed.getvalue())
    assert [(block.role, draft.text[block.start : block.end]) for block in draft.blocks] == [
        (Role.HEADLINE, "Two ships sink"),
        (Role.BODY, samples.BODY[0]),
        (Role.TABLE, "Tarn | 12"),
        (Role.BODY, samples.BODY[1]),
    ]


@pytest.mark.parametrize("pack", [samples.make_zip, lambda files: samples.make_tar({name: text.encode() for name, text in files.items()})])
def test_archives_give_the_files_in_them(pack):
    """Each file in an archive is a document by its name, and one that cannot be read an error beside it."""
    drafts, [error] = read(pack({"b/two.txt": samples.TEXT, "a.html": samples.HTML, "empty.txt": ""}))
    assert [draft.part for draft in drafts] == ["a.html", "b/two.txt"]
    assert "empty.txt" in str(error)


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt"])
def test_names_that_lead_out_of_an_archive_are_refused(name):
    """A name that leads out of the archive is an error."""
    drafts, [error] = read(samples.make_zip({name: samples.TEXT}))
    assert not drafts
    assert "leads out" in str(error)


def test_links_in_an_archive_are_refused():
    """A link in an archive is an error: it could lead anywhere."""
    [draft], [error] = read(samples.make_tar({"a.txt": samples.TEXT.encode()}, links=["b.txt"]))
    assert draft.part == "a.txt"
    assert "link" in str(error)


def test_archives_in_archives_end_somewhere():
    """Archives packed into one another many times are refused."""
    packed = samples.TEXT.encode()
    for _ in range(7):
        packed = gzip.compress(packed, mtime=0)
    _, [error] = read(packed)
    assert "too deep" in str(error)


@pytest.mark.parametrize(
    "data",
    [
        samples.make_zip({"a.txt": samples.TEXT})[:-30],
        gzip.compress(samples.TEXT.encode(), mtime=0)[:-9],
        samples.make_tar({"a": b"x" * 99})[:-40],
    ],
)
def test_archives_cut_short_are_refused(data):
    """An archive that was cut short is an error that says so."""
    drafts, [error] = read(data)
    assert not drafts
    assert "cut short" in str(error)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [*(text.encode() for text in (samples.MAIL, samples.CSV, samples.JSON_LINES, samples.MARKDOWN)), samples.make_zip({"a": "x" * 99})]
    ),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=6)), max_size=6),
    st.integers(0, 5000),
)
def test_damaged_files_give_drafts_or_errors(data, damage, end):
    """A file damaged anywhere gives drafts and errors, and nothing else."""
    damaged = bytearray(data)
    for place, content in damage:
        damaged[place % len(damaged) : place % len(damaged) + len(content)] = content
    drafts, errors = read(bytes(damaged[: end or None]))
    assert drafts or errors
    assert all(block.end <= len(draft.text) for draft in drafts for block in draft.blocks or ())


def test_a_missing_package_names_the_extra(monkeypatch):
    """A format whose package is not installed is an error that says what to install."""
    monkeypatch.delitem(sys.modules, "ledger.documents.formats.feeds", raising=False)
    monkeypatch.setitem(sys.modules, "feedparser", None)
    _, [error] = read(samples.FEED)
    assert isinstance(error, MissingExtraError)
    assert "claims-ledger[readers]" in error.mend
