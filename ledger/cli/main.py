"""The command's entry: errors of the ledger become messages, and every end has its exit status."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from ledger.cli import commands
from ledger.cli.interruption import InterruptedAddError
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end the process with its exit status."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    try:
        return _invoke(list(sys.argv[1:] if arguments is None else arguments))
    except (click.Abort, KeyboardInterrupt) as stop:
        click.echo(stop.told if isinstance(stop, InterruptedAddError) else "Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        _stop_printing()
        return DONE
    except LedgerError as error:
        click.echo(_told(error.what, error.where, error.mend), err=True)
    except OSError as error:
        click.echo(_told(error.strerror or str(error), str(error.filename or ""), "Check that the place can be read and written"), err=True)
    return UNUSABLE


def _invoke(arguments: list[str]) -> int:
    """Parse and call; click's own way of ending is turned into a status."""
    try:
        with commands.group.make_context("claims-ledger", arguments) as context:
            commands.group.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return DONE


def _told(what: str, where: str, mend: str) -> str:
    """An error in up to three lines: what, where, mend."""
    lines = [f"Error: {what.rstrip('.')}."]
    lines += [f"  Where: {where}"] if where else []
    lines += [f"  Mend:  {mend.rstrip('.')}."] if mend else []
    return "\n".join(lines)


def _stop_printing() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail on a pipe closed by its reader."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
