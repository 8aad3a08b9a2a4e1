"""Recognizers-Text for English: the models of number, percentage, age, currency, dimension and temperature."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from recognizers_number import NumberRecognizer  # type: ignore[import-not-found]
from recognizers_number_with_unit import NumberWithUnitRecognizer  # type: ignore[import-not-found]
from recognizers_text import Culture  # type: ignore[import-not-found]

from benchmarks.peers.serving import serve

UNITS = {
    ("temperature", "c"): "celsius",
    ("temperature", "f"): "fahrenheit",
    ("currency", "pound"): "pound sterling",
    ("dimension", "pound"): "pound-mass",
}
"""Names of units that mean something only beside the model that gave them."""


def main() -> None:
    """Read what comes in with Recognizers-Text."""
    numbers, units = NumberRecognizer(Culture.English), NumberWithUnitRecognizer(Culture.English)
    models = [
        units.get_currency_model(),
        units.get_age_model(),
        units.get_temperature_model(),
        units.get_dimension_model(),
        numbers.get_percentage_model(),
        numbers.get_number_model(),
    ]
    serve(version("recognizers-text-suite"), lambda text: [found for model in models for found in model.parse(text)], _put)


def _put(found: list[Any]) -> list[dict[str, Any]]:
    """Keep, of what overlaps, what the more telling model found: the one that comes first."""
    kept: list[Any] = []
    for each in found:
        value = (each.resolution or {}).get("value")
        if value and all(each.end < other.start or each.start > other.end for other in kept):
            kept.append(each)
    return [{"value": float(each.resolution["value"].rstrip("%")), "unit": _unit(each)} for each in kept]


def _unit(found: Any) -> str:  # noqa: ANN401 - a result of the peer's own type
    """Name the unit of a result."""
    unit = (found.resolution.get("unit") or "").lower()
    if found.type_name == "percentage":
        return "percentage"
    if found.type_name == "age":
        return f"{unit} of age"
    return UNITS.get((found.type_name, unit), unit) or "-"


if __name__ == "__main__":
    main()
