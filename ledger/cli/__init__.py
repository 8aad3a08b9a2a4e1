"""The command `claims-ledger`: it parses, calls the ledger, and prints.

Law of this folder: standard output is data, standard error is talk. Exit status: 0 done, 1 a check failed, 2 wrong usage or input,
130 interrupted. Nothing heavy is imported before a command needs it, so that help comes at once.
"""

from ledger.cli.main import main

__all__ = ["main"]
