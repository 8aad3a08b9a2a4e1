"""Environments: for each peer a virtual environment of its own, made once and kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import LedgerError

if TYPE_CHECKING:
    from benchmarks.peers.catalogue import System

INSTALL_SECONDS = 1800
"""How long an installation may take."""

_READY = "installed.txt"
"""The file that says that an environment is complete, and lists what pip installed."""


class PeerError(LedgerError, RuntimeError):
    """A peer could not be installed, or gave up while it read."""


def default_folder() -> Path:
    """Name the folder in which this platform keeps what can be made again."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "claims-ledger" / "benchmarks"


def place(system: System, folder: Path) -> Path:
    """Name the environment of a system; other requirements or another Python are another environment."""
    told = "\n".join((sys.version, *system.requirements))
    return folder / f"{system.name}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def python(system: System, folder: Path) -> Path:
    """Give the interpreter that runs a system, with its environment made first if it is not there.

    Raises:
        PeerError: pip could not install it.
    """
    if not system.requirements:
        return Path(sys.executable)
    home = place(system, folder)
    interpreter = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (home / _READY).exists():
        shutil.rmtree(home, ignore_errors=True)
        print(f"installing {', '.join(system.requirements)}", file=sys.stderr)
        venv.create(home, with_pip=True)
        _install(system, interpreter)
        listed = _pip(interpreter, "list", "--format", "freeze")
        (home / _READY).write_text(listed.stdout, "utf-8")
    return interpreter


def _install(system: System, interpreter: Path) -> None:
    """Install a system's requirements by name."""
    try:
        made = _pip(interpreter, "install", "--quiet", *system.requirements)
    except subprocess.TimeoutExpired as error:
        raise PeerError(f"pip was not done after {INSTALL_SECONDS} seconds", where=system.name, mend="Try again.") from error
    if made.returncode:
        told = [line for line in made.stderr.splitlines() if line.startswith("ERROR")] or made.stderr.splitlines()[-1:]
        raise PeerError(
            f"pip could not install it ({' '.join(told)})", where=system.name, mend="Try another Python, or leave the peer out."
        )


def _pip(interpreter: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run an environment's pip."""
    command = [str(interpreter), "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)  # noqa: S603 - our own command
