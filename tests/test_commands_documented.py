"""The commands in the documentation, run as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from ledger.cli import commands
from ledger.cli.main import run

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "commands.md"

pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the documentation comes with a clone, not with the package")


def documented() -> list[str]:
    """The command lines of the page, in order."""
    return re.findall(r"^\$ (claims-ledger .*)$", PAGE.read_text("utf-8"), re.MULTILINE)


def test_every_command_of_the_page_ends_as_the_page_says(tmp_path, monkeypatch) -> None:
    """A reader who types the page gets what it promises: status 0, or the one named behind the command."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    ended = {}
    for line in documented():
        command, _, remark = line.partition("#")
        expected = int(re.sub(r"\D", "", remark) or 0)
        ended[line] = (run(shlex.split(command)[1:]), expected)
    assert {line: status for line, (status, expected) in ended.items() if status != expected} == {}


def test_every_command_is_on_the_page() -> None:
    """What the program can do is documented."""
    text = PAGE.read_text("utf-8")
    assert [name for name in commands.group.commands if f"`{name}`" not in text] == []
