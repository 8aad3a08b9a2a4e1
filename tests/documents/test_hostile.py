"""Files made to do harm: each is read or refused within its limits, with the reason and the mend, and the good file beside it is read."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import time
import zipfile
import zlib

import pytest

from ledger import documents
from ledger.documents import finishing
from ledger.documents.drafts import Draft
from ledger.documents.formats.context import Context
from ledger.documents.manifest import Entry
from ledger.documents.worker import Worker
from ledger.errors import DocumentError
from ledger.records import Document
from tests.documents import samples
from tests.documents.pdfs import make_pdf

SECONDS = 8
PARAGRAPH = "<p>The Harbour Board said at least 340 vessels called at Orrin in May, and that it expects more next year.</p>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghij", "bcdefghijk", strict=True)
)


def page(inner):
    """A page that holds markup."""
    return f"<html><head><title>Ships</title></head><body><article><h1>Ships</h1>{inner}</article></body></html>".encode()


def word(change):
    """A Word document whose text was changed."""
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_paragraph("The board said 340 vessels called.")
    packed = io.BytesIO()
    made.save(packed)
    with zipfile.ZipFile(packed) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return samples.make_zip(files | {"word/document.xml": change(files["word/document.xml"])})


def device():
    """A tar archive of a named pipe, a device and a link to itself."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind in {"pipe.txt": tarfile.FIFOTYPE, "tty.txt": tarfile.CHRTYPE, "self.txt": tarfile.LNKTYPE}.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, name
            archive.addfile(info)
    return packed.getvalue()


def locked_zip():
    """A zip archive that says its file is encrypted."""
    data = bytearray(samples.make_zip({"a.txt": samples.TEXT}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def drawn(content):
    """A PDF whose page is a packed stream."""
    packed = zlib.compress(content)
    return make_pdf([[]]).replace(
        b"<< /Length 6 >>\nstream\nBT  ET", b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed
    )


TRAPS = {
    "page too large": (lambda: page(PARAGRAPH * 140_000), "more than the 15,000,000"),
    "page nested deep": (lambda: page("<div>" * 100_000 + PARAGRAPH), "no article"),
    "lists nested deep": (lambda: page("<ul><li>" * 20_000 + PARAGRAPH), "no article"),
    "tables nested deep": (lambda: page("<table><tr><td>" * 20_000 + PARAGRAPH), "no article"),
    "flood of attributes": (lambda: page(f"<p {' '.join(f'a{n}=x' for n in range(6_000))}>{PARAGRAPH}"), ""),
    "entities in entities": (f"{LAUGHS}]><html><body><p>&k;</p>{PARAGRAPH}</body></html>".encode, ""),
    "feed of entities": (f'{LAUGHS}]><rss version="2.0"><channel><item><title>&k;</title></item></channel></rss>'.encode, ""),
    "word document of entities": (
        lambda: word(lambda xml: xml.replace(b"?>", b"?>" + LAUGHS.encode() + b"]>", 1).replace(b"The board", b"&k;")),
        "",
    ),
    "word document that reads files": (
        lambda: word(
            lambda xml: xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hosts">]>', 1).replace(b"The board", b"&x;")
        ),
        "",
    ),
    "word document that unpacks large": (lambda: word(lambda xml: xml + b" " * 200_000_000), "memory"),
    "gzip bomb": (lambda: gzip.compress(bytes(140_000_000)), "unpacks to more"),
    "xz bomb": (lambda: lzma.compress(bytes(140_000_000), preset=0), "unpacks to more"),
    "zip bomb": (lambda: samples.make_zip({"a.txt": bytes(140_000_000)}), "unpacks to more"),
    "zip with a password": (locked_zip, "encrypted"),
    "zip of a link": (lambda: samples.make_tar({}, links=("a.txt",)), "a link or a device"),
    "tar of devices": (device, "a link or a device"),
    "PDF that unpacks large": (lambda: drawn(b"q " * 20_000_000), ""),
    "PDF in a circle": (
        lambda: (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>"
        ),
        "broken",
    ),
    "JSON nested deep": (lambda: b'{"a":' * 300_000, "no JSON object"),
    "JSON number without end": (lambda: b'{"text": ' + b"9" * 100_000 + b"}", "no JSON object"),
    "table of one cell": (lambda: b'text,date\n"' + b"x" * 21_000_000, "no CSV"),
    "mail nested deep": (
        lambda: (
            b"From: a\nTo: b\nSubject: c\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(200))
        ),
        "no text",
    ),
    "crawl that promises too much": (lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nx", "holds more than"),
    "text of numbers": (lambda: b"1\n" * 500_000, "no words"),
    "text too long": (lambda: b"a word " * 3_000_000, "more than the 20,000,000"),
    "front matter without end": (lambda: b"---\n" + b"a: b\r\n" * 2000 + b"--" + b"x\r\n" * 2000, ""),
    "rules without end": (lambda: b"# a\n# b\n# c\n" + b"-" * 20_000 + b"x\n", ""),
    "fences without end": (lambda: b"# a\n# b\n" + b"```x\n" * 15_000, ""),
}


@pytest.fixture(scope="module")
def worker():
    """A worker that has eight seconds and 384 MB for each document."""
    started = Worker(seconds=SECONDS, memory=384 * 1024 * 1024)
    yield started
    started.close()


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_read_or_refused_within_its_limits(worker, name):
    """What is refused names the file, the reason and the mend; the next file is read; and nobody waits longer than the limit."""
    make, word_of_reason = TRAPS[name]
    data = make()
    began = time.monotonic()
    found = list(worker.read(data, Context(where="trap"), name="trap"))
    assert time.monotonic() - began < SECONDS + 5
    errors = [item for item in found if isinstance(item, DocumentError)]
    assert all(error.what and error.mend and error.where.startswith("trap") for error in errors)
    assert not word_of_reason or word_of_reason in errors[0].what
    assert all("localhost" not in item.text for item in found if isinstance(item, Document))
    [beside] = worker.read(samples.TEXT.encode(), Context(where="good"), name="good")
    assert beside.text == samples.TEXT


def test_one_bad_file_never_costs_the_batch(tmp_path):
    """In a folder of good and bad files the good ones are read, in their order, and each bad one is an error of its own."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(samples.TEXT.replace("70", f"{70 + number}"), "utf-8")
        (tmp_path / f"{number}.zip").write_bytes(b"PK\x03\x04 broken")
    found = list(documents.read(tmp_path))
    assert [type(item) for item in found] == [Document, DocumentError] * 3


def test_a_file_that_vanishes_or_changes_is_an_error(tmp_path):
    """A file that is gone when its turn comes is an error that says so, and the next one is read."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(samples.TEXT.replace("70", str(70 + ord(name))), "utf-8")
    reading = documents.read(tmp_path)
    first = next(reading)
    (tmp_path / "b.txt").unlink()
    error, last = reading
    assert (first.path, last.path) == ("a.txt", "c.txt")
    assert "no such file" in error.what


def test_a_text_of_very_many_lines_is_refused(monkeypatch):
    """What has more lines than any document is a table, and is refused before it fills the memory of whoever reads it."""
    monkeypatch.setattr(finishing, "MOST_BLOCKS", 3)
    error = finishing.finish(Draft(text="a\n\nb\n\nc\n\nd\n"), Entry(), "a.txt", "a.txt")
    assert "4 lines and paragraphs" in error.what
