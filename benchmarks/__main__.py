"""`python -m benchmarks NAME …` runs the benchmark of that name: a module of this folder with a function `main`."""

from __future__ import annotations

import importlib
import sys

COMMANDS = ("attribution", "claims", "crashes", "fuzzing", "ledger", "quantities", "scale", "speed")
"""The benchmarks; the other modules of the folder serve them."""


def main(arguments: list[str]) -> int:
    """Run one benchmark and give its exit status."""
    if not arguments or arguments[0] not in COMMANDS:
        print(f"usage: python -m benchmarks NAME …, where NAME is one of: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    status: int = importlib.import_module(f"benchmarks.{arguments[0]}").main(arguments[1:])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
