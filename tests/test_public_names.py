"""The public names are these, and importing them late is quick to begin with."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ledger

PUBLIC = ["AddResult", "Entry", "Fetching", "Ledger", "LedgerError", "__version__", "extract", "open"]

METHODS = ["add", "claims", "compact", "compare", "diff", "documents", "export", "history", "report", "reread", "review", "series"]


def test_the_public_names_are_listed():
    """A name is added or removed here on purpose, or not at all."""
    assert ledger.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name):
    """Every listed name can be had, and says in a docstring what it is."""
    assert name == "__version__" or getattr(ledger, name).__doc__


@pytest.mark.parametrize("name", [*METHODS, "vacuum", "verify", "version", "view"])
def test_every_method_of_a_ledger_is_there(name):
    """Every public method of a ledger has a docstring."""
    assert getattr(ledger.Ledger, name).__doc__


def test_a_name_that_is_not_there_is_an_error():
    """A misspelt name is an attribute error."""
    with pytest.raises(AttributeError, match="opne"):
        _ = ledger.opne


def test_importing_loads_no_tables_and_no_pipeline():
    """What takes long to load is not loaded before it is used."""
    script = "import sys, ledger; print(sorted({'pandas', 'pyarrow', 'spacy', 'deltalake', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_the_version_is_that_of_the_package():
    """The version in the code is the one in the package's metadata."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    assert project.get("version", ledger.__version__) == ledger.__version__
