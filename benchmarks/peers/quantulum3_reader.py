"""quantulum3, by its parser alone, without the classifier that tells ambiguous units apart."""

from __future__ import annotations

import warnings
from importlib.metadata import version
from typing import Any

from benchmarks.peers.serving import serve


def main() -> None:
    """Read what comes in with quantulum3."""
    warnings.simplefilter("ignore")  # it says in each run that the classifier is missing
    from quantulum3 import parser  # noqa: PLC0415 - it warns when imported

    serve(version("quantulum3"), parser.parse, _put)


def _put(found: list[Any]) -> list[dict[str, Any]]:
    """Name quantities as quantulum3 does; its names of units are those of the sets."""
    return [{"value": each.value, "unit": "-" if each.unit.name == "dimensionless" else each.unit.name} for each in found]


if __name__ == "__main__":
    main()
