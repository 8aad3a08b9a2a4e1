"""The documentation's commands and Python lines do what it says."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_SHOWING = [ROOT / "README.md"]
"""Pages whose console blocks show what the commands print."""

_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty folder with the sample documents in it, as a reader of the documentation would have."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(page):
    """The commands of a page's console blocks with the output printed below each."""
    for block in _CONSOLE.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            yield line, output


@pytest.mark.parametrize("page", _SHOWING, ids=lambda page: page.name)
def test_console_blocks_print_what_they_show(page, desk):
    """Each command of a page, run in order in one folder, prints the output shown."""
    for line, expected in commands(page):
        words = shlex.split(line)
        assert words[0] == "claims-ledger", line
        run = subprocess.run(  # noqa: S603 - the commands are the documentation's own
            [sys.executable, "-m", "ledger", *words[1:]],
            capture_output=True, text=True, check=False, cwd=desk, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "160"},
        )  # fmt: skip
        assert run.stdout.rstrip() == expected.rstrip(), line + run.stderr


@pytest.mark.parametrize("page", [page for page in PAGES if ">>> " in page.read_text("utf-8")], ids=lambda page: page.name)
@pytest.mark.usefixtures("desk")
def test_python_lines_give_what_they_show(page):
    """Each Python line of a page gives the result shown."""
    failed = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert failed.failed == 0


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    """Each link to a file of the repository leads to one."""
    missing = [link for link in _LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert missing == []
