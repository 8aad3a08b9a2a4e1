"""A cluster reads what one process reads, and loses and doubles nothing when machines are lost."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ledger
from ledger.errors import MissingExtraError
from ledger.store.verify import verify
from tests import objectstore

ROOT = Path(__file__).parents[2]

needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="no cluster: pip install 'claims-ledger[ray]'")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Keep a folder of articles, two of them alike, with one that cannot be read."""
    place = tmp_path_factory.mktemp("articles")
    for number in range(130):
        text = f"Harbour report {number}\n\nThe Harbour Board said at least {number + 340} vessels called at Orrin in May 2024.\n"
        (place / f"{number:03}.txt").write_text(text)
    (place / "manifest.csv").write_text("path,publisher\n" + "".join(f"{number:03}.txt,The Orrin Post\n" for number in range(20)))
    (place / "twice.txt").write_text((place / "090.txt").read_text())
    (place / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    return place


@pytest.fixture(scope="module")
def alone(folder, tmp_path_factory):
    """Add the folder in this process."""
    book = ledger.open(tmp_path_factory.mktemp("alone") / "book")
    return book, book.add(folder, workers=1)


def rows(book):
    """Give claims and documents as a reader sees them, without the instants at which they were written."""
    return [frame.drop(columns="recorded_at").to_dict("records") for frame in (book.claims(), book.documents())]


@pytest.fixture(scope="module")
def server(folder):
    """Keep the same articles in a bucket."""
    with objectstore.serve() as address:
        for path in folder.iterdir():
            objectstore.put(address, f"books/articles/{path.name}", path.read_bytes())
        yield address


@needs_ray
@objectstore.needs_server
def test_a_cluster_that_loses_a_machine_adds_what_one_process_adds(server, alone, tmp_path):
    """With a reading process and a machine killed in mid-job, one version holds every row once, equal to the local run's."""
    local, result = alone
    place = tmp_path / "book"
    quiet = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
    environment = {**os.environ, **quiet, **objectstore.environment(server), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", str(Path(__file__).with_name("cluster_job.py")), "s3://books/articles", str(place)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=600)  # noqa: S603 - our own program
    assert run.returncode == 0, run.stderr[-2000:]
    assert str(result).splitlines()[0] in run.stdout
    assert (len(result.added), len(result.unchanged), len(result.refused)) == (130, 1, 1)
    book = ledger.open(place, create=False)
    assert rows(book) == rows(local)
    assert (book.version, list(verify(book._store.place))) == (1, [])  # noqa: SLF001 - the store below


def test_a_missing_package_is_an_error_that_names_the_extra(folder, tmp_path, monkeypatch):
    """Without Ray the error says what to install, and nothing is added."""
    monkeypatch.setitem(sys.modules, "ray", None)
    book = ledger.open(tmp_path / "book")
    with pytest.raises(MissingExtraError, match=r"claims-ledger\[ray\]"):
        book.add(folder, ray="local")
    assert book.version == 0


@needs_ray
def test_a_cluster_that_is_not_there_is_an_error(folder, tmp_path):
    """An address where no cluster answers is named."""
    script = (
        f"import ledger\ntry:\n    ledger.open({str(tmp_path / 'book')!r}).add({str(folder)!r}, ray='127.0.0.1:9')\n"
        "except ledger.errors.StoreError as error:\n    print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    assert "127.0.0.1:9: there is no cluster" in run.stdout, run.stderr[-2000:]


def test_ray_is_loaded_only_when_asked_for():
    """Importing the package does not load Ray."""
    run = subprocess.run(
        [sys.executable, "-c", "import sys, ledger; ledger.open; print('ray' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert run.stdout == "False\n"
