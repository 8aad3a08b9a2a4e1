"""Reading: documents from files and folders, with errors beside them and never in their place."""

from __future__ import annotations

import csv
import io
import os
from datetime import date
from pathlib import Path

import pytest

from ledger import documents
from ledger.errors import DocumentError, InputError, ManifestError, MissingPathError
from ledger.records import Document, PublishedBasis
from tests.documents import samples

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "Two ships sink\n\nTwo ships sank off Tarn on Sunday, the harbour master said.\n\nNobody died.\n"


def parts(found):
    """Split what reading yields into documents and errors."""
    listed = list(found)
    return [item for item in listed if isinstance(item, Document)], [item for item in listed if isinstance(item, InputError)]


def write_manifest(folder, *rows, columns=("path", "publisher", "title", "url", "published", "language", "note")):
    """Write a manifest with the columns and rows given."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([columns, *rows])
    (folder / "manifest.csv").write_text(stream.getvalue(), "utf-8", newline="")


def test_the_seeds_are_read_with_their_manifest():
    """The seeds are five documents in the order of their names, dated by the manifest, texts byte for byte."""
    found, errors = parts(documents.read(SEEDS))
    assert not errors
    assert [document.text.encode() for document in found] == [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    assert {document.publication.basis for document in found} == {PublishedBasis.MANIFEST}
    assert found[1].publication.published_to == date(2024, 6, 21)


def test_a_file_is_the_same_document_alone_and_in_its_folder():
    """A file named by itself is looked up in the manifest beside it, so its id is the same."""
    path = min(SEEDS.glob("*.txt"))
    assert [document.document_id for document in parts(documents.read(path))[0]] == [parts(documents.read(SEEDS))[0][0].document_id]


def test_reading_twice_gives_the_same():
    """The same folder gives the same documents."""
    assert list(documents.read(SEEDS)) == list(documents.read(str(SEEDS)))


def test_a_missing_path_is_one_error(tmp_path):
    """A path that is not there yields one error that names it."""
    [error] = documents.read(tmp_path / "gone")
    assert isinstance(error, MissingPathError)
    assert str(tmp_path / "gone") in str(error)


def test_files_beside_the_manifest_are_read_too(tmp_path):
    """A file the manifest does not name is read without metadata, and the manifest is no document."""
    write_manifest(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    found, errors = parts(documents.read(tmp_path))
    assert [document.path for document in found] == ["a.txt"]
    assert not errors


def test_a_row_without_a_file_is_an_error_beside_the_documents(tmp_path):
    """A manifest row that names no file gives an error with the row's number; the documents are kept."""
    write_manifest(tmp_path, ["b.txt", "", "", "", "", "", ""], ["a.txt", "Courier", "", "", "", "", ""])
    (tmp_path / "a.txt").write_text(TEXT)
    found, [error] = parts(documents.read(tmp_path))
    assert [document.publisher for document in found] == ["Courier"]
    assert isinstance(error, ManifestError)
    assert "row 2" in str(error)
    assert "b.txt" in str(error)


def test_a_bad_date_refuses_its_document_only(tmp_path):
    """A bad date stands in place of its document and names file, row and cell; the others are read."""
    write_manifest(tmp_path, ["a.txt", "", "", "", "June 2024", "", ""], ["b.txt", "", "", "", "2024-06", "", ""])
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    found, [error] = parts(documents.read(tmp_path))
    assert [document.path for document in found] == ["b.txt"]
    assert all(part in str(error) for part in ("a.txt", "row 2", "published", "June 2024"))


@pytest.mark.parametrize(
    ("columns", "word"), [(("path", "publishd"), "publishd"), (("publisher",), "no column 'path'"), (("path", "path"), "twice")]
)
def test_a_manifest_with_other_columns_refuses_its_folder(tmp_path, columns, word):
    """A manifest whose columns are wrong is an error, and the files it may speak of are not stored without what it says."""
    write_manifest(tmp_path, columns=columns)
    (tmp_path / "a.txt").write_text(TEXT)
    found, errors = parts(documents.read(tmp_path))
    assert not found
    assert word in str(errors[0])


@pytest.mark.parametrize("name", ["../a.txt", "/etc/hosts", "", "x/../../a.txt"])
def test_a_manifest_names_no_file_outside_its_folder(tmp_path, name):
    """A path that leads out of the manifest's folder is refused."""
    write_manifest(tmp_path, [name, "x", "", "", "", "", ""])
    (tmp_path / "manifest.csv").write_text("path,note\n" + f'"{name}",x\n')
    _, [error] = parts(documents.read(tmp_path))
    assert "not a path inside" in str(error)


def test_a_row_given_twice_is_an_error(tmp_path):
    """The first of two rows for one file counts, and the second is an error."""
    write_manifest(tmp_path, ["a.txt", "One", "", "", "", "", ""], ["a.txt", "Two", "", "", "", "", ""])
    (tmp_path / "a.txt").write_text(TEXT)
    [document], [error] = parts(documents.read(tmp_path))
    assert document.publisher == "One"
    assert "row 3" in str(error)


def test_a_manifest_in_a_folder_below_counts_for_its_files(tmp_path):
    """The nearest manifest that names a file counts."""
    below = tmp_path / "below"
    below.mkdir()
    (below / "a.txt").write_text(TEXT)
    write_manifest(tmp_path, ["below/a.txt", "Above", "", "", "", "", ""])
    write_manifest(below, ["a.txt", "Below", "", "", "", "", ""])
    [document], _ = parts(documents.read(tmp_path))
    assert (document.path, document.publisher) == ("below/a.txt", "Below")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x00" * 100, "binary"),
        (b"\xff\xfeA\x00\x00\xd8", "utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path, data, word):
    """An empty, binary or broken file gives an error that says which, where and what to do; its neighbours are kept."""
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text(TEXT)
    found, [error] = parts(documents.read(tmp_path))
    assert [document.path for document in found] == ["b.txt"]
    assert isinstance(error, DocumentError)
    assert word in error.what
    assert "a.txt" in error.where
    assert error.mend


@pytest.mark.parametrize(
    ("encoding", "is_noted"), [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-32", False), ("cp1252", True)]
)
def test_encodings(tmp_path, encoding, is_noted):
    """Text in any of the usual encodings reads the same; one that had to be guessed is noted."""
    text = TEXT + "“They paid £40 – at most €50 – each,” the café’s owner said.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    [document], _ = parts(documents.read(tmp_path))
    assert document.text == text
    assert bool(document.notes) == is_noted


def test_line_ends_are_kept(tmp_path):
    """Text is stored as decoded: Windows line ends stay, and positions count them."""
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    [document], _ = parts(documents.read(tmp_path))
    assert document.text == TEXT.replace("\n", "\r\n")


def test_a_named_pipe_is_refused_without_waiting(tmp_path):
    """A named pipe is an error, and nobody waits for it."""
    os.mkfifo(tmp_path / "a.txt")
    [error] = documents.read(tmp_path)
    assert "named pipe" in str(error)


def test_a_device_is_refused():
    """A device is an error, not endless text."""
    [error] = documents.read("/dev/zero")
    assert "device" in str(error)


def test_a_folder_linked_into_itself_is_refused(tmp_path):
    """A link to a folder that contains it is an error, and the files beside it are read once."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    found, [error] = parts(documents.read(tmp_path))
    assert len(found) == 1
    assert "leads back" in str(error)


def test_a_link_that_turns_in_circles_and_one_to_nowhere(tmp_path):
    """Links that lead nowhere are errors that say so."""
    (tmp_path / "a").symlink_to(tmp_path / "a")
    (tmp_path / "b").symlink_to(tmp_path / "gone")
    found, errors = parts(documents.read(tmp_path))
    assert not found
    assert len(errors) == 2
    assert "leads nowhere" in str(errors[1])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    """A file without permission is an error that says so."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    [error] = documents.read(tmp_path)
    assert "may not be read" in str(error)


def test_a_name_that_is_no_text_is_printable_in_path_and_error(tmp_path):
    """A file name in broken bytes is read, and shown with its bytes written out."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text(TEXT)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_text("")
    [document], [error] = parts(documents.read(tmp_path))
    assert document.path == "a\\xff.txt"
    assert "b\\xff.txt" in str(error)


def test_files_that_begin_with_a_dot_are_left_out(tmp_path):
    """Hidden files are not documents."""
    (tmp_path / ".notes.txt").write_text(TEXT)
    assert list(documents.read(tmp_path)) == []


def test_a_ledger_in_the_folder_is_not_read(tmp_path):
    """The tables of a ledger that lies beside the documents are no documents."""
    (tmp_path / "note.txt").write_text("Twelve ships called at the port in May, the ministry said.\n")
    log = tmp_path / "my-ledger" / "claims" / "_delta_log"
    log.mkdir(parents=True)
    (log / "00000000000000000000.json").write_text('{"commitInfo": {"rows": 12}}\n')
    assert [found.path for found in documents.read(tmp_path)] == ["note.txt"]


@pytest.mark.parametrize("suffix", ["zip", "tar.gz"])
def test_a_manifest_in_an_archive_counts_for_its_files(tmp_path, suffix):
    """The nearest manifest counts: one in the archive before one beside it, and it is no document."""
    rows = "path,publisher,published\nb/a.txt,Inside,2024-06\ngone.txt,,\nbad.txt,,June\n"
    files = {"manifest.csv": rows, "b/a.txt": TEXT, "bad.txt": TEXT, "c.txt": TEXT.replace("Two", "Ten")}
    packed = samples.make_zip(files) if suffix == "zip" else samples.make_tar({name: text.encode() for name, text in files.items()})
    (tmp_path / f"pack.{suffix}").write_bytes(packed)
    write_manifest(tmp_path, [f"pack.{suffix}", "Beside", "", "", "", "", ""])
    found, errors = parts(documents.read(tmp_path))
    assert [(document.path, document.publisher) for document in found] == [
        (f"pack.{suffix}#b/a.txt", "Inside"),
        (f"pack.{suffix}#c.txt", "Beside"),
    ]
    assert found[0].publication.published_to == date(2024, 6, 30)
    assert [("gone.txt" in str(error), "June" in str(error)) for error in errors] == [(True, False), (False, True)]
    assert {type(error) for error in errors} == {ManifestError}


def test_a_manifest_in_an_archive_that_cannot_be_used_refuses_its_files(tmp_path):
    """Files in an archive are not stored without what an unusable manifest says of them."""
    (tmp_path / "a.zip").write_bytes(samples.make_zip({"b/manifest.csv": "path,publishd\n", "b/a.txt": TEXT, "c.txt": TEXT}))
    [document], errors = parts(documents.read(tmp_path))
    assert document.path == "a.zip#c.txt"
    assert ["publishd" in errors[0].what, "manifest beside it" in errors[1].what] == [True, True]
