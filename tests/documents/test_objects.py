"""Documents in an object store are read as those of a folder are."""

import pickle

import pytest

import ledger
from ledger import documents
from ledger.documents import files
from ledger.documents.objects import ObjectPath, refuse
from ledger.errors import DocumentError, LedgerError, MissingPathError
from ledger.records import Document
from tests import objectstore

TEXT = "Ferry traffic grows\n\nThe Harbour Board said at least {} vessels called at Orrin in May 2024.\n"
MANIFEST = "path,publisher,published\na.txt,The Orrin Post,2024-06-03\nsub/b.txt,Island Radio,2024-06-04\n"
NAMES = {
    "a.txt": TEXT.format(340),
    "a/c.txt": TEXT.format(350),
    "manifest.csv": MANIFEST,
    "sub/b.txt": TEXT.format(360),
    "sub/.hidden.txt": TEXT.format(370),
    "sub/manifest.csv": "path,title\nb.txt,Ferries\n",
    "tables/claims/_delta_log/0.json": "{}",
    "tables/claims/part.txt": TEXT.format(380),
    "zero.txt": "",
}

pytestmark = objectstore.needs_server


@pytest.fixture(scope="module")
def server():
    """Start a server that holds the articles."""
    with objectstore.serve() as address:
        for name, text in NAMES.items():
            objectstore.put(address, f"books/news/{name}", text.encode())
        yield address


@pytest.fixture(autouse=True)
def _reach(server, monkeypatch):
    """Set the environment that reaches the server."""
    for name, value in objectstore.environment(server).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def folder(tmp_path):
    """Keep the same articles in a folder."""
    for name, text in NAMES.items():
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "news"


def shown(found, root):
    """Give documents whole, and errors as their messages without the place of the source."""
    return [str(item).replace(root, "") if isinstance(item, LedgerError) else item for item in found]


def test_a_bucket_is_read_as_a_folder_is(folder):
    """The documents, their order, what manifests say of them, and the errors are the same."""
    ours = shown(documents.read("s3://books/news"), "s3://books/news")
    assert ours == shown(documents.read(folder), str(folder))
    assert [item.path for item in ours if isinstance(item, Document)] == ["a/c.txt", "a.txt", "sub/b.txt"]


def test_one_object_is_read():
    """The address of an object gives its document, with what the manifest beside it says."""
    [document] = documents.read("s3://books/news/a.txt")
    assert (document.path, document.publisher) == ("a.txt", "The Orrin Post")
    assert documents.count("s3://books/news") == 6


def test_a_bucket_is_added_to_a_ledger_by_several_processes(tmp_path):
    """What is found in a bucket can be opened by the processes that read."""
    book = ledger.open(tmp_path / "book")
    result = book.add("s3://books/news", workers=2)
    assert (len(result.added), len(result.refused), book.verify().empty) == (3, 1, True)


def test_an_object_that_is_not_there_is_an_error():
    """A missing address is an error that names it, and so is a bucket that is not there."""
    assert [type(item) for item in documents.read("s3://books/nothing")] == [MissingPathError]
    [error] = documents.find("s3://nowhere/news")
    assert isinstance(error, DocumentError)
    assert objectstore.SECRET not in str(error)


def test_a_large_object_is_refused(monkeypatch):
    """An object over the limit is refused before it is read."""
    monkeypatch.setattr(files, "FILE_LIMIT", 10)
    [error] = documents.read("s3://books/news/a/c.txt")
    assert "more than the 10" in str(error)


def test_a_path_keeps_its_kind():
    """Paths of objects go to other processes, and their errors are told in one line."""
    path = pickle.loads(pickle.dumps(ObjectPath("s3://books/news/a.txt")))  # noqa: S301 - made here
    assert (path.address, path.parent.address) == ("s3://books/news/a.txt", "s3://books/news")
    assert "\n" not in str(refuse(path, OSError("no\nanswer")))
