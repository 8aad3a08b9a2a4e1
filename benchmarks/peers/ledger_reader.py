"""The ledger, by its public face: `ledger.extract`, whose rows are put into the form of the sets."""

from __future__ import annotations

from typing import Any

import ledger
from benchmarks.peers.serving import serve
from benchmarks.rows import rows

CHANGES = {"about": "~", "at_least": ">", "more_than": ">", "at_most": "<", "less_than": "<"}
"""Bounds as the sets write them; every other bound is written as equality."""

UNITS = {"percent": "percentage", "USD": "dollar", "GBP": "pound sterling", "EUR": "euro", "pound": "pound-mass", "count": "-"}
"""Units whose common names in the sets differ from ours in more than spelling."""


def main() -> None:
    """Read what comes in with the ledger."""
    serve(ledger.__version__, ledger.extract, lambda frame: [quantity for row in rows(frame) if (quantity := quantity_of(row))])


def quantity_of(row: dict[str, Any]) -> dict[str, Any] | None:
    """Put one claim into the form of the sets; nothing for a claim without a number."""
    value = _value(row)
    if value is None:
        return None
    counted = row["dimension"] == "count"
    change = row["change"] if row["change"] in {"up", "down"} else CHANGES.get(row["bound"], "=")
    return {
        "value": value,
        "unit": _unit(row, counted=counted),
        "change": change,
        "concepts": [] if counted else (row["item_text"] or "").split(),
    }


def _value(row: dict[str, Any]) -> float | list[float] | None:
    """Give the one number that was stated, or both ends of a range."""
    low: float | None = row["low"]
    best: float | None = row["best"]
    high: float | None = row["high"]
    if best is not None:
        return best
    if low is not None and high is not None:
        return [low, high]
    return low if low is not None else high


def _unit(row: dict[str, Any], *, counted: bool) -> str:
    """Name the unit: for a count the noun with what describes it, for an age what the sets call it."""
    unit = row["unit"] or ""
    name = (row["item"] or unit) if counted else UNITS.get(unit, unit)
    if row["kind"] == "age" and "age" not in name:
        name = f"{name} of age"
    return name.replace("_", " ").replace(" / ", " per ").replace("/", " per ") or "-"


if __name__ == "__main__":
    main()
