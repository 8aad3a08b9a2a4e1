"""`python -m benchmarks NAME …` runs the benchmark of that name: a module of this folder with a function `main`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(arguments: list[str]) -> int:
    """Run one benchmark and give its exit status."""
    names = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_"))
    if not arguments or arguments[0] not in names:
        print(f"usage: python -m benchmarks NAME …, where NAME is one of: {', '.join(names)}", file=sys.stderr)
        return 2
    module = importlib.import_module(f"benchmarks.{arguments[0]}")
    if not hasattr(module, "main"):
        print(f"{arguments[0]} is not a benchmark by itself", file=sys.stderr)
        return 2
    status: int = module.main(arguments[1:])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
