"""Several processes read what one would read, and a process that dies costs nothing but time."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from itertools import chain, islice

import pytest

import ledger
from ledger import documents, language
from ledger.book import groups, readers
from ledger.book.groups import Read
from ledger.errors import DocumentError, InputError, LedgerError

COUNT = 40


def article(number):
    """Write an article that differs from the others by its number."""
    return (
        f"Harbour report {number}\n\nThe Harbour Board said at least {number + 340} vessels called at Orrin in May 2024.\n\n"
        f"About {number + 3} cranes were sold for $3 million, the Port Union said on Friday.\n"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Keep a folder of articles, a page, an archive, and what cannot be read."""
    place = tmp_path_factory.mktemp("articles")
    for number in range(COUNT):
        (place / f"{number:03}.txt").write_text(article(number))
    (place / "page.html").write_text(f"<html><body><article><h1>Page</h1><p>{article(99) * 4}</p></article></body></html>")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(COUNT, COUNT + 5):
            archive.writestr(f"{number}.txt", article(number))
    (place / "packed.zip").write_bytes(packed.getvalue())
    (place / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    return place


def read(folder, held=frozenset(), **options):
    """Read a folder, with errors as their messages."""
    found = readers.read(documents.find(folder), held, **options)
    return [str(item) if isinstance(item, LedgerError) else item for item in found]


@pytest.fixture(scope="module")
def alone(folder):
    """Read the folder in this process."""
    return read(folder, workers=1)


def test_several_processes_read_what_one_reads(folder, alone):
    """Documents, claims, errors and their order are the same."""
    assert read(folder, workers=2) == alone


def test_what_is_held_is_opened_and_not_read(folder, alone):
    """A document that the ledger holds comes without claims."""
    held = {item.document.document_id for item in alone if isinstance(item, Read)} - {alone[3].document.document_id}
    found = [item for item in read(folder, held, workers=2) if isinstance(item, Read)]
    assert [place for place, item in enumerate(found) if item.claims is not None] == [3]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_archive_that_holds_too_much_for_one_group_is_read_in_several(folder, alone, monkeypatch, workers):
    """The documents of a large archive come in their places all the same."""
    monkeypatch.setattr(groups, "MOST_DOCUMENTS", 2)
    assert read(folder, workers=workers) == alone


class Killer:
    """Kills reading processes as they start: some, or every one."""

    def __init__(self, pool, most):
        """Watch a pool in a thread."""
        self.killed = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(pool, most))
        self._thread.start()

    def _watch(self, pool, most):
        seen = set()
        while not self._done.is_set() and self.killed < most:
            started = [reader for reader in list(pool._started) if id(reader) not in seen]  # noqa: SLF001 - the test plays the accident
            for reader in started[: most - self.killed]:
                seen.add(id(reader))
                os.kill(reader._process.pid, signal.SIGKILL)  # noqa: SLF001 - the same
                self.killed += 1
            time.sleep(0.005)

    def stop(self):
        """Stop watching."""
        self._done.set()
        self._thread.join()


def test_a_process_that_dies_is_replaced_and_nothing_is_lost(folder, alone):
    """With readers killed at their work, what is read is the same."""
    with readers.Readers(2) as pool:
        killer = Killer(pool, most=2)
        found = list(pool.read(groups.gather(documents.find(folder)), frozenset()))
        killer.stop()
    assert killer.killed == 2
    assert [str(item) if isinstance(item, LedgerError) else item for item in found] == alone


def test_a_document_that_ends_its_reader_twice_is_refused(folder):
    """With every reader killed, each document is refused with the reason, and none is tried for ever."""
    with readers.Readers(1) as pool:
        killer = Killer(pool, most=99)
        found = list(pool.read([tuple(islice(documents.find(folder), 2))], frozenset()))
        killer.stop()
    assert killer.killed == 3  # the group once, each of its two documents once more
    assert [type(item.claims) for item in found] == [DocumentError, DocumentError]
    assert "twice (signal SIGKILL)" in str(found[0].claims)


def test_a_refused_document_is_named_in_the_result(folder, tmp_path):
    """What ends its reader is listed among the refused, by its path, and nothing of it is stored."""
    book = ledger.open(tmp_path / "book")
    item = next(documents.read(folder))
    refused = ledger.book.adding.Adding(book._store, lambda _: None)  # noqa: SLF001 - the stage that would refuse
    refusal = DocumentError("reading it ended the reading process twice (signal SIGSEGV)")
    assert list(refused._new([Read(document=item, claims=refusal)])) == []  # noqa: SLF001 - the same
    assert [entry.reason for entry in refused._refused] == [f"000.txt: {refusal}"]  # noqa: SLF001 - the same


def test_a_failure_in_a_reader_is_raised_where_the_ledger_is(folder):
    """A fault of the program is no reason to refuse a document: it is raised as it would be in this process."""
    unit = next(documents.find(folder))
    with readers.Readers(1) as pool, pytest.raises(AttributeError):
        list(pool.read([(unit, object())], frozenset()))


def test_little_is_read_in_this_process(folder, monkeypatch):
    """A few files start no process unless some are asked for."""
    monkeypatch.setattr(readers, "Readers", None)
    assert len(list(readers.read(documents.find(folder), frozenset()))) == COUNT + 7


def test_another_pipeline_is_used_in_this_process(folder, monkeypatch):
    """Other processes have the pipeline that ships with the package, so another one keeps the reading here."""
    monkeypatch.setattr(readers, "Readers", None)
    with language.use(language.pipeline.default()):
        assert len(list(readers.read(documents.find(folder), frozenset(), workers=2))) == COUNT + 7


def test_no_process_at_all_is_an_error():
    """Fewer than one process cannot read."""
    with pytest.raises(InputError, match="1 or more"):
        readers.count(0)


def test_an_end_in_the_middle_ends_the_processes(folder):
    """Who stops asking leaves no process behind."""
    with readers.Readers(2) as pool:
        started = pool.read(groups.gather(documents.find(folder)), frozenset())
        next(started)
        processes = [reader._process for reader in pool._started]  # noqa: SLF001 - whether they are gone is asked
    assert processes
    assert all(process.returncode is not None for process in processes)


def test_a_script_without_a_guard_may_add(folder, tmp_path):
    """A caller's program is not run again in the readers."""
    script = tmp_path / "script.py"
    script.write_text(f"import ledger\nprint(ledger.open({str(tmp_path / 'book')!r}).add({str(folder)!r}, workers=2))\n")
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert run.stdout.startswith(f"{COUNT + 6} added")
    assert run.stderr == ""


def test_groups_keep_the_order_and_their_limits(folder):
    """Groups hold what was given, in order, none with too many units."""
    units = list(documents.find(folder))
    gathered = list(groups.gather(units))
    assert list(chain.from_iterable(gathered)) == units
    assert max(map(len, gathered)) <= groups.UNITS_TOGETHER
