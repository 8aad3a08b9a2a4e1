"""Adding: what is read, fetched or only looked at, how far it has come, and how it is stopped and gone on with."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ledger
from ledger.cli import progress
from ledger.cli.main import DONE, INTERRUPTED, UNUSABLE, run
from tests.documents import samples, serving

ROOT = Path(__file__).parent.parent
TEXT = "Ferry traffic grows\n\nThe Harbour Board said at least {} vessels called at Orrin in May 2024.\n"


@pytest.fixture
def articles(tmp_path):
    """Two articles and an empty file in a folder."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in (340, 350):
        (folder / f"{number}.txt").write_text(TEXT.format(number), "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder


@pytest.fixture
def site():
    """A server with an article."""
    with serving.serve() as running:
        running.put("/ships", samples.HTML, Content_Type="text/html")
        yield running


def test_a_dry_run_says_what_would_be_added_and_stores_nothing(articles, tmp_path, capsys) -> None:
    """A dry run lists new documents and refusals, and makes no ledger."""
    assert run(["add", str(tmp_path / "ledger"), str(articles), "--dry-run", "--format", "csv"]) == UNUSABLE
    printed = capsys.readouterr()
    assert [line.split(",")[0] for line in printed.out.splitlines()[1:]] == ["new", "new", "refused"]
    assert "2 would be added, 0 unchanged, 1 refused; nothing was stored" in printed.err
    assert not (tmp_path / "ledger").exists()


def test_a_dry_run_knows_what_is_there(articles, tmp_path) -> None:
    """What the ledger holds is unchanged in a dry run too, and the ledger stays at its version."""
    book = ledger.open(tmp_path / "ledger")
    book.add(articles / "340.txt")
    result = book.add(articles, dry_run=True)
    assert [entry.name for entry in result.added] == ["350.txt"]
    assert [entry.name for entry in result.unchanged] == ["340.txt"]
    assert (result.version, book.version) == (1, 1)


def test_a_dry_run_asks_no_server(site, tmp_path) -> None:
    """An address of which nothing is kept is listed, and not asked for; what is kept is read."""
    book = ledger.open(tmp_path / "ledger")
    fetching = ledger.Fetching(cache=tmp_path / "cache", allow_private=True, pause=0)
    [entry] = book.add(urls=[f"{site.address}/ships"], fetching=fetching, dry_run=True).added
    assert (entry.reason, site.seen) == ("would be fetched", [])
    book.add(urls=[f"{site.address}/ships"], fetching=fetching)
    result = book.add(urls=[f"{site.address}/ships", f"{site.address}/more"], fetching=fetching, dry_run=True)
    assert [entry.name for entry in result.unchanged] == [f"{site.address}/ships"]
    assert [entry.reason for entry in result.added] == ["would be fetched"]


def test_the_pages_of_a_list_are_added_once(site, tmp_path, capsys) -> None:
    """The command fetches what --urls lists, tells of each page, and fetches nothing the second time."""
    links = tmp_path / "links.txt"
    links.write_text(f"{site.address}/ships\n{site.address}/gone\n")
    command = ["add", str(tmp_path / "ledger"), "--urls", str(links), "--cache", str(tmp_path / "cache"), "--allow-private"]
    assert run(command) == UNUSABLE
    assert "there is no such page" in capsys.readouterr().out
    asked = len(site.seen)
    assert run(command) == UNUSABLE
    assert "0 added (0 claims), 1 unchanged, 1 refused" in capsys.readouterr().err
    assert (asked, len(site.seen)) == (3, 3)


def test_nothing_is_fetched_from_this_network_by_default(site, tmp_path, capsys) -> None:
    """Without --allow-private an address of this machine is refused, and is not asked."""
    command = ["add", str(tmp_path / "ledger"), "--urls", f"{site.address}/ships", "--cache", str(tmp_path / "cache")]
    assert run(command) == UNUSABLE
    assert "machine of this network" in capsys.readouterr().out
    assert site.seen == []


def test_columns_are_named_by_option(tmp_path, capsys) -> None:
    """A table whose columns have names of their own is read with --column; a setting without a name is wrong usage."""
    (tmp_path / "table.csv").write_text('Story,Day\n"The Harbour Board said at least 340 vessels called at Orrin.",2024-06-01\n')
    place = str(tmp_path / "ledger")
    assert run(["add", place, str(tmp_path / "table.csv"), "--column", "text=Story", "--column", "published=Day"]) == DONE
    assert "1 added (1 claims)" in capsys.readouterr().err
    assert run(["add", place, str(tmp_path / "table.csv"), "--column", "text"]) == UNUSABLE
    assert "FIELD=NAME" in capsys.readouterr().err


def test_an_add_of_nothing_is_wrong_usage(tmp_path, capsys) -> None:
    """An add without paths and addresses says what can be given."""
    assert run(["add", str(tmp_path / "ledger")]) == UNUSABLE
    assert "--urls" in capsys.readouterr().err


def test_refusals_are_counted_by_their_reason(tmp_path, capsys) -> None:
    """The summary on standard error counts refusals of one kind together, whatever their numbers and names are."""
    for name, content in {"a.txt": b"", "b.txt": b" ", "c.zip": b"PK\x03\x04 broken", "d.png": b"\x89PNG"}.items():
        (tmp_path / name).write_bytes(content)
    run(["add", str(tmp_path / "ledger"), str(tmp_path)])
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("0 added (0 claims), 0 unchanged, 4 refused")
    assert [line.split(maxsplit=2)[1:] for line in told[1:]] == [
        ["2", "the file is empty"],
        ["1", "the archive is broken or cut short"],
        ["1", "this is a picture"],
    ]


def wait_for(is_there, seconds=60) -> None:
    """Wait until something is there."""
    until = time.monotonic() + seconds
    while not is_there():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_an_interrupted_add_keeps_what_was_committed_and_goes_on(tmp_path) -> None:
    """Ctrl-C in the middle of an add ends with 130, says what is kept and how to go on; the same command then adds the rest."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.txt").write_text(TEXT.format(number + 2), "utf-8")
    place = tmp_path / "ledger"
    # A shell that starts work in the background has it pass over Ctrl-C, and so does what the work starts.
    heeding = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from ledger.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", heeding, "add", str(place), str(folder), "-"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        # The folder fills the first version; then the command waits for the standard input.
        wait_for(lambda: place.exists() and ledger.open(place).version == 1)
        process.send_signal(signal.SIGINT)
        # Its input stays open: it ends because of the signal, and not because there is nothing more to read.
        assert process.wait(timeout=60) == INTERRUPTED
        told = process.stderr.read()
    assert "Interrupted after 200 documents" in told
    assert "is at version 1" in told
    assert "Run the same command again" in told
    done = subprocess.run(command, input=TEXT.format(999), capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    assert "1 added (1 claims), 200 unchanged, 0 refused" in done.stderr
    assert ledger.open(place).verify().empty


def test_long_work_tells_rate_and_time_left(monkeypatch, capsys) -> None:
    """Away from a terminal a plain line every few seconds tells how much is done, how fast, and what is left."""
    monkeypatch.setattr(progress, "SECONDS", 0.0)
    with progress.Progress("Documents read") as tell:
        time.sleep(0.01)
        tell(1200, None, share=0.25)
        tell(1300, 2600)
        tell(1400, None)
    first, second, third = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"Documents read: 1,200, [\d.e+]+ a second, \d+ s left", first)
    assert re.fullmatch(r"Documents read: 1,300 of 2,600, [\d.e+]+ a second, \d+ s left", second)
    assert re.fullmatch(r"Documents read: 1,400, [\d.e+]+ a second", third)


def test_an_add_tells_how_many_files_were_begun(articles, tmp_path) -> None:
    """Whoever watches an add learns how many files there are, and as each is begun."""
    told = []
    ledger.open(tmp_path / "ledger").add(articles, tmp_path / "gone", watch=lambda begun, whole: told.append((begun, whole)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
