"""The command: what it prints where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ledger.cli import commands, main, printing
from ledger.cli.main import DONE, FAILED, INTERRUPTED, UNUSABLE, run
from ledger.version import VERSION

ROOT = Path(__file__).parent.parent
COMMANDS = set("add check compact compare demo diff export history read report reread review show vacuum verify".split())

ARTICLES = {
    "post.txt": "Ferry traffic grows\n\nThe Harbour Board said at least 340 vessels called at Orrin in May 2024.\n",
    "radio.txt": "Ferry traffic disputed\n\nThe Harbour Board said at least 340 vessels called at Orrin in May 2024.\n",
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def articles(tmp_path_factory) -> Path:
    """Articles in a folder, one of them empty."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def kept(articles, tmp_path_factory) -> str:
    """A ledger of the two good articles, which no test changes."""
    place = str(tmp_path_factory.mktemp("kept") / "ledger")
    assert run(["add", place, str(articles / "post.txt"), str(articles / "radio.txt")]) == DONE
    return place


def call(*arguments: str, text: str = "", folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command as its own process."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "ledger", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=120, cwd=folder, env=environment)  # noqa: S603


def test_every_command_of_the_design_is_there() -> None:
    """The public face is a contract."""
    assert set(commands.group.commands) == COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    """Help opens with a full sentence."""
    shown = CliRunner().invoke(commands.group, [name, "--help"])
    assert shown.exit_code == 0
    assert shown.output.split("\n\n")[1].strip().partition("\n")[0].strip()


def test_the_version_is_told_without_an_installed_package(capsys) -> None:
    """A clone that was not installed knows its version too."""
    assert run(["--version"]) == DONE
    assert VERSION in capsys.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    """Help comes at once: no tables, no pipeline, no charts are imported for it."""
    heavy = "pandas", "pyarrow", "spacy", "altair", "deltalake", "rich", "jinja2"
    probe = f"import sys; from ledger.cli.main import run; run(['--help']); sys.exit(any(name in sys.modules for name in {heavy!r}))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False, timeout=60, cwd=ROOT)  # noqa: S603
    assert done.returncode == 0


def test_data_goes_to_standard_output_and_talk_to_standard_error(articles, tmp_path) -> None:
    """A pipe gets rows and nothing else."""
    done = call("add", str(tmp_path / "ledger"), str(articles / "post.txt"), "--format", "json")
    told = done.stderr.splitlines()[-1]
    assert (json.loads(done.stdout)[0]["status"], told) == (
        "added",
        "1 added (1 claims), 0 unchanged, 0 refused; the ledger is at version 1.",
    )


def test_a_refused_document_is_listed_and_the_good_ones_are_kept(articles, tmp_path, capsys) -> None:
    """One bad file costs nothing but its line and the exit status."""
    assert run(["add", str(tmp_path / "ledger"), str(articles), "--format", "csv"]) == UNUSABLE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sorted(row["status"] for row in rows) == ["added", "added", "refused"]


def test_adding_twice_adds_nothing(articles, kept, capsys) -> None:
    """A second run says that all is unchanged."""
    assert run(["add", kept, str(articles / "post.txt")]) == DONE
    assert capsys.readouterr().err.startswith("0 added (0 claims), 1 unchanged")


def test_reading_one_text_prints_its_figures_and_stores_nothing(tmp_path) -> None:
    """A text from a pipe gives rows with the parts of its figures, and leaves no file."""
    done = call(
        "read",
        "-",
        "--format",
        "json",
        "--published-on",
        "2025-06-30",
        text="At least 12 boats sank last month, the coast guard said.",
        folder=tmp_path,
    )
    row = json.loads(done.stdout)[0]
    assert (row["low"], row["high"], row["valid_from"], list(tmp_path.iterdir())) == (12.0, None, "2025-05-01", [])


def test_a_table_shows_a_few_columns(kept, capsys) -> None:
    """A person sees words, item, speaker, period and document, not forty-five columns."""
    assert run(["show", kept]) == DONE
    head = capsys.readouterr().out.splitlines()[0]
    assert head.split("  ")[0] == "as worded"
    assert len(head.split()) < 10


def test_csv_and_json_hold_the_whole_record(kept, capsys) -> None:
    """A program gets every column, in both formats the same."""
    run(["show", kept, "--format", "csv"])
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    run(["show", kept, "--format", "json"])
    records = json.loads(capsys.readouterr().out)
    assert [list(row) for row in table] == [list(record) for record in records]


@pytest.mark.parametrize("what", ["claims", "series", "documents"])
def test_what_a_ledger_holds_can_be_shown(kept, what: str, capsys) -> None:
    """Claims, series and documents each have their table."""
    assert run(["show", kept, what]) == DONE
    assert len(capsys.readouterr().out.splitlines()) > 1


def test_findings_are_shown_in_words(kept, capsys) -> None:
    """Nobody reads ids: both sides are shown with speaker and quote."""
    assert run(["compare", kept]) == DONE
    assert ": “at least 340”" in capsys.readouterr().out


def test_a_check_passes_without_the_finding(kept, capsys) -> None:
    """A pipeline goes on where nothing conflicts."""
    assert run(["check", kept, "--fail-on", "conflict"]) == DONE
    assert "0 of" in capsys.readouterr().err


def test_a_check_fails_on_the_finding(kept, capsys) -> None:
    """A pipeline stops at what it was told to stop at."""
    assert run(["check", kept, "--fail-on", "repeat", "--format", "json"]) == FAILED
    assert {row["finding"] for row in json.loads(capsys.readouterr().out)} == {"repeat"}


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_report_prints_the_paths_it_wrote(kept, tmp_path, form: str, capsys) -> None:
    """The next program knows where to look."""
    assert run(["report", kept, str(tmp_path), "--format", form]) == DONE
    paths = capsys.readouterr().out.split()
    assert paths
    assert all(Path(path).is_file() for path in paths)


def test_an_export_prints_the_paths_it_wrote(kept, tmp_path, capsys) -> None:
    """CSV, its schema, and Parquet."""
    assert run(["export", kept, str(tmp_path)]) == DONE
    assert sorted(Path(path).suffix for path in capsys.readouterr().out.split()) == [".csv", ".json", ".parquet"]


def test_the_history_lists_every_change(kept, capsys) -> None:
    """One add is one line."""
    assert run(["history", kept, "--format", "json"]) == DONE
    assert [row["operation"] for row in json.loads(capsys.readouterr().out)] == ["add"]


def test_a_difference_lists_what_is_new(kept, capsys) -> None:
    """Between nothing and now, every claim is new."""
    assert run(["diff", kept, "0", "--format", "json"]) == DONE
    assert {row["change"] for row in json.loads(capsys.readouterr().out)} == {"new"}


def test_an_untouched_ledger_verifies(kept, capsys) -> None:
    """Every quote reproduces, every id recomputes, every file reads."""
    assert run(["verify", kept]) == DONE
    assert "Everything verifies." in capsys.readouterr().err


def test_a_damaged_ledger_does_not_verify(articles, tmp_path) -> None:
    """A file that is gone is found, and the exit status says so."""
    place = tmp_path / "ledger"
    run(["add", str(place), str(articles / "post.txt")])
    next(path for path in sorted((place / "claims").rglob("*.parquet"))).unlink()
    assert run(["verify", str(place)]) == FAILED


def test_a_review_is_recorded(articles, tmp_path, capsys) -> None:
    """A rejected claim is no longer shown, and the history says that it was reviewed."""
    place = str(tmp_path / "ledger")
    run(["add", place, str(articles / "post.txt")])
    capsys.readouterr()
    run(["show", place, "--format", "json"])
    claim = json.loads(capsys.readouterr().out)[0]["claim_id"]
    assert run(["review", place, "reject", claim, "--who", "Mara", "--why", "a typing error"]) == DONE
    capsys.readouterr()
    run(["show", place, "--format", "json"])
    assert json.loads(capsys.readouterr().out) == []


def test_a_correction_names_column_and_value(articles, tmp_path, capsys) -> None:
    """The corrected value is the one shown."""
    place = str(tmp_path / "ledger")
    run(["add", place, str(articles / "post.txt")])
    capsys.readouterr()
    run(["show", place, "--format", "json"])
    claim = json.loads(capsys.readouterr().out)[0]["claim_id"]
    assert run(["review", place, "correct", claim, "--set", "said_by=Port Office", "--who", "Mara", "--why", "the board quoted it"]) == DONE
    capsys.readouterr()
    run(["show", place, "--format", "json"])
    assert json.loads(capsys.readouterr().out)[0]["said_by"] == "Port Office"


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "no-such-ledger"],
        ["compare", "no-such-ledger"],
        ["verify", "no-such-ledger"],
        ["read", "no-such-file.txt"],
        ["read", "."],
        ["demo", "no-such-folder"],
    ],
)
def test_unusable_input_tells_what_where_and_the_mend(arguments: list[str], tmp_path, monkeypatch, capsys) -> None:
    """An error is a message and a status, never a traceback, and nothing is made on the way."""
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == UNUSABLE
    shown = capsys.readouterr()
    assert (shown.out, [line.split(":")[0].strip() for line in shown.err.splitlines()]) == ("", ["Error", "Where", "Mend"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["show"], ["nonsense"], ["show", "x", "--format", "xml"], ["review", "x", "accept", "y"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys) -> None:
    """The shell sees that the command was wrong."""
    assert run(arguments) == UNUSABLE
    assert "Error" in capsys.readouterr().err


def test_a_setting_without_a_value_is_wrong_usage(kept, capsys) -> None:
    """COLUMN=VALUE is what the option takes."""
    assert run(["review", kept, "correct", "x", "--set", "said_by", "--who", "Mara", "--why", "so"]) == UNUSABLE
    assert "COLUMN=VALUE" in capsys.readouterr().err


def test_an_unknown_version_is_refused(kept, capsys) -> None:
    """The error names the versions there are."""
    assert run(["show", kept, "--version", "99"]) == UNUSABLE
    assert "versions run from 0 to 1" in capsys.readouterr().err


def test_an_interruption_ends_with_130(monkeypatch, capsys) -> None:
    """Whoever pressed Ctrl-C gets the shell's own status."""

    class Interrupted(io.BytesIO):
        """Input during which the user interrupts."""

        def read(self, size: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt(size)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    assert run(["read", "-"]) == INTERRUPTED
    assert capsys.readouterr().err == "Interrupted.\n"


def test_a_closed_pipe_is_no_error(kept) -> None:
    """`claims-ledger show … | head -1` ends quietly."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "ledger", "show", kept], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment
    ) as process:
        process.stdout.close()
        assert (process.wait(timeout=60), process.stderr.read()) == (DONE, b"")


def test_the_process_ends_with_the_status(tmp_path) -> None:
    """What `run` gives is what the shell sees."""
    assert call("show", str(tmp_path / "nothing")).returncode == UNUSABLE


def test_main_exits(capsys) -> None:
    """The installed command ends the process."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert (ended.value.code, "Usage" in capsys.readouterr().out) == (DONE, True)


def test_what_a_document_says_does_not_drive_the_terminal(capsys) -> None:
    """Control characters in a quote are not passed on to a screen."""
    printing.print_table(["as worded"], [["12 \x1b[2Jpeople\u202e"]])
    assert capsys.readouterr().out.splitlines()[1] == "12  [2Jpeople"


def test_a_table_in_a_pipe_is_not_cut(capsys) -> None:
    """Only a terminal's width bounds a table."""
    printing.print_table(["words"], [["long " * 100]])
    assert ("long " * 100).strip() in capsys.readouterr().out


@pytest.mark.skipif(not (ROOT / "seeds").is_dir(), reason="the sample documents come with a clone, not with the package")
def test_the_demonstration_runs_twice_and_changes_nothing(tmp_path, capsys) -> None:
    """The second run gives the same files, byte for byte, and the same ledger."""
    arguments = ["demo", str(ROOT / "seeds"), "--ledger", str(tmp_path / "ledger"), "--output", str(tmp_path / "out")]
    assert run(arguments) == DONE
    first = {path: path.read_bytes() for path in sorted((tmp_path / "out").rglob("*")) if path.is_file()}
    assert run(arguments) == DONE
    again = {path: path.read_bytes() for path in sorted((tmp_path / "out").rglob("*")) if path.is_file()}
    assert (again, "0 added" in capsys.readouterr().err) == (first, True)
