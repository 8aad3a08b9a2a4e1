"""The worker: formats are read in a process that is killed when a file takes too long or too much."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date

import pytest

from ledger import documents
from ledger.documents import wire
from ledger.documents.finishing import finish
from ledger.documents.formats import open_bytes
from ledger.documents.formats.context import Context
from ledger.documents.manifest import Entry
from ledger.documents.worker import Worker
from ledger.errors import DocumentError
from ledger.records import Document, Publication, PublishedBasis
from tests.documents import samples


@pytest.fixture(scope="module")
def worker():
    """A worker with the usual limits."""
    started = Worker()
    yield started
    started.close()


def test_a_worker_reads_what_the_formats_read(worker):
    """A page read in the worker gives its draft, and the next file is read by the same process."""
    for _ in range(2):
        [document] = worker.read(samples.HTML.encode(), Context(where="page.html"))
        assert isinstance(document, Document)
        assert document.title == "Two ships sink"


def test_documents_and_errors_cross_to_the_worker_and_back():
    """What the worker sends is what it read."""
    draft = next(open_bytes(samples.HTML.encode(), Context(where="page.html")))
    entry = Entry(publisher="Courier", publication=Publication(published_from=date(2023, 5, 6), basis=PublishedBasis.MANIFEST))
    document = finish(draft, entry, "page.html", "page.html")
    error = DocumentError("it is broken", where="a.txt", mend="Mend it")
    assert wire.document_from_json(json.loads(json.dumps(wire.document_to_json(document)))) == document
    assert wire.entry_from_json(json.loads(json.dumps(wire.entry_to_json(entry)))) == entry
    assert str(wire.error_from_json(wire.error_to_json(error))) == str(error)


def test_a_file_that_takes_too_long_is_an_error_and_the_next_is_read():
    """A file over the time limit is refused, and the file after it is read."""
    page = "<html><body " + " ".join(f'a{number}="x"' for number in range(60_000)) + "><p>Two ships sank.</p></body></html>"
    slow = Worker(seconds=0.05)
    [error] = slow.read(page.encode(), Context(where="slow.html"))
    assert isinstance(error, DocumentError)
    assert "seconds" in error.what
    slow.seconds = 60
    [document] = slow.read(samples.FEED.replace("<item><title></title></item>", "").encode(), Context(where="feed.xml"))
    slow.close()
    assert isinstance(document, Document)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the memory of a process this way")
def test_a_file_that_takes_too_much_memory_is_an_error():
    """A file that unpacks beyond the memory limit is refused, and the process that reads is the only one that suffers."""
    small = Worker(memory=64 * 1024 * 1024)
    found = list(small.read(gzip.compress(b"Two ships sank. " * 8_000_000), Context(where="bomb.gz")))
    small.close()
    assert [type(item) for item in found] == [DocumentError]


def test_a_reader_that_fails_costs_one_file(worker):
    """What a format's library does not foresee is an error with its reason, and the next file is read."""
    [error] = worker.read(b"Two ships sank.", Context(where="a.txt", depth="two"))
    assert "TypeError" in str(error)
    [document] = worker.read(b"Two ships sank.", Context(where="a.txt"))
    assert isinstance(document, Document)


def test_a_part_that_stops_the_worker_costs_that_part_alone():
    """In an archive in an archive, a page that takes too long is refused by its name, and everything before and after it is read once."""
    page = "<html><body " + " ".join(f'a{number}="x"' for number in range(200_000)) + "><p>Two ships sank.</p></body></html>"
    inner = samples.make_zip({"1.txt": "One ship sank.", "2.html": page, "3.txt": "Three ships sank.", "../4.txt": "x"})
    archive = samples.make_zip({"../a.txt": "x", "b.txt": "A ship sank.", "c.zip": inner, "d.html": page, "e.txt": "Eight ships sank."})
    hasty = Worker(seconds=2)
    found = list(hasty.read(archive, Context(where="x.zip"), name="x.zip"))
    hasty.close()
    assert [item.path for item in found if isinstance(item, Document)] == [
        "x.zip#b.txt",
        "x.zip#c.zip/1.txt",
        "x.zip#c.zip/3.txt",
        "x.zip#e.txt",
    ]
    assert [(item.where, item.what) for item in found if isinstance(item, DocumentError)] == [
        ("x.zip, ../a.txt", "its name leads out of the archive"),
        ("x.zip, c.zip, ../4.txt", "its name leads out of the archive"),
        ("x.zip, c.zip, 2.html", "reading it took more than 2 seconds"),
        ("x.zip, d.html", "reading it took more than 2 seconds"),
    ]


def test_an_archive_of_traps_ends(monkeypatch):
    """Where part after part stops the worker, the rest of the file is left out, and an error says so."""
    monkeypatch.setattr("ledger.documents.worker.MOST_LOST", 1)
    page = "<html><body " + " ".join(f'a{number}="x"' for number in range(200_000)) + "><p>Two ships sank.</p></body></html>"
    hasty = Worker(seconds=1)
    found = list(hasty.read(samples.make_zip({f"{name}.html": page for name in "abcd"}), Context(where="x.zip")))
    hasty.close()
    assert [item.where for item in found] == ["x.zip, a.html", "x.zip, b.html", "x.zip"]
    assert "left out" in found[-1].what


def test_a_part_that_needs_too_much_memory_costs_that_part_alone():
    """A page in a crawl that unpacks beyond the memory is an error, and the page after it is read."""
    bomb = gzip.compress(b"<p>" + b"0" * 300_000_000)
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + bomb
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    crawl = head % len(page) + page + b"\r\n\r\n" + samples.make_record("https://example.org/1", samples.HTML.encode())
    small = Worker(memory=256 * 1024 * 1024)
    error, document = small.read(crawl, Context(where="x.warc"))
    small.close()
    assert isinstance(error, DocumentError)
    assert error.where == "x.warc, record 1"
    assert document.title == "Two ships sink"


def test_an_answer_nobody_waits_for_is_never_taken_for_the_next(worker):
    """When the caller stops in the middle of an archive, the next file gives its own documents."""
    archive = samples.make_zip({f"{number}.txt": samples.TEXT for number in range(5)})
    asked = worker.read(archive, Context(where="a.zip"))
    next(asked)
    asked.close()
    [document] = worker.read(samples.HTML.encode(), Context(where="page.html"), name="page.html")
    assert document.path == "page.html"


def test_reads_that_overlap_keep_their_answers_apart(tmp_path):
    """Two folders read in turns, document by document, give each its own documents."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.zip").write_bytes(samples.make_zip({f"{place}.txt": f"{name} {place}" for place in range(3)}))
    pairs = list(zip(documents.read(tmp_path / "one"), documents.read(tmp_path / "two"), strict=True))
    assert [(first.text, second.text) for first, second in pairs] == [(f"one {place}", f"two {place}") for place in range(3)]


def test_the_same_article_in_several_formats(tmp_path):
    """An article as text, page, Markdown and mail has one title, one day and the same sentences."""
    for name, content in {"a.html": samples.HTML, "b.eml": samples.MAIL, "c.md": samples.MARKDOWN, "d.txt": samples.TEXT}.items():
        (tmp_path / name).write_text(content, "utf-8")
    found = list(documents.read(tmp_path))
    assert [document.path for document in found] == ["a.html", "b.eml", "c.md", "d.txt"]
    assert {document.title for document in found} == {"Two ships sink"}
    assert all(sentence in document.text for document in found for sentence in samples.BODY)


def test_parts_of_a_file_have_paths_of_their_own(tmp_path):
    """A document inside a file is named by the file and its part."""
    (tmp_path / "a.zip").write_bytes(samples.make_zip({"b.txt": samples.TEXT}))
    [document] = documents.read(tmp_path)
    assert document.path == "a.zip#b.txt"


def test_standard_input_is_read_like_a_file(monkeypatch):
    """A hyphen stands for the standard input, whatever format comes."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(samples.HTML.encode())))
    [document] = documents.read("-")
    assert isinstance(document, Document)
    assert (document.path, document.title) == ("-", "Two ships sink")


def test_the_words_of_a_page_go_before_its_declared_language(tmp_path):
    """An English page of a site that declares another language is English."""
    (tmp_path / "a.html").write_text(samples.HTML.replace('lang="en"', 'lang="bg"'), "utf-8")
    [document] = documents.read(tmp_path)
    assert (document.language, document.notes) == ("en", ())


def test_a_page_in_utf_16(tmp_path):
    """A page saved in UTF-16 with its mark is read like any other."""
    (tmp_path / "a.html").write_bytes(samples.HTML.encode("utf-16"))
    [document] = documents.read(tmp_path)
    assert document.title == "Two ships sink"
