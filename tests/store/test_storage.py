"""A storage that fails: a full disk and a folder that may not be written give an error, and lose nothing."""

import os
import subprocess
import sys

import pytest

from ledger import store
from ledger.errors import StoreError
from ledger.store import Selection
from ledger.store.verify import verify
from tests.store import made


def add(opened, number):
    """Add one document."""
    document = made.document(number)
    return opened.add([document], made.claims(document), reader=made.READER)


@pytest.fixture
def opened(tmp_path):
    """Make a ledger of one version."""
    ledger = store.open(tmp_path / "book")
    add(ledger, 1)
    return ledger


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the size of files this way")
@pytest.mark.parametrize("size", [0, 600, 9000])
def test_a_disk_without_room_is_an_error_and_nothing_is_lost(opened, size):
    """A write that finds no room says so; the ledger stands as before, and takes the same documents when there is room."""
    script = f"""
import resource, signal
from ledger import store
from ledger.errors import StoreError
from tests.store.test_storage import add
opened = store.open({opened.place.uri!r})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))
try:
    add(opened, 2)
except StoreError as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert "File too large" in run.stdout
    assert "check space" in run.stdout
    held = opened.contents()
    assert (held.version, held.claims, list(verify(opened.place))) == (1, 2, [])
    assert add(opened, 2).claims == 2
    assert (opened.claims(opened.contents(), Selection()).num_rows, list(verify(opened.place))) == (4, [])


def test_a_ledger_that_cannot_be_made_says_why(tmp_path):
    """A place where no folder can be made is named with the reason."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot be made: Not a directory.*written"):
        store.open(tmp_path / "file" / "book")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="an administrator may write anywhere")
def test_a_folder_that_may_not_be_written_is_an_error_and_can_be_read(opened):
    """Without permission to write the error says so, and reading goes on."""
    folders = [opened.place.folder, *(path for path in opened.place.folder.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="permission"):
            add(opened, 2)
        assert store.open(opened.place.uri).contents().claims == 2
    finally:
        for folder in folders:
            folder.chmod(0o700)
