"""The one registry of units: pint's, with the few names of our unit table that pint lacks."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pint import Unit, UnitRegistry

_OTHER_NAMES = {"decade": "ten_years", "point": "index_point", "barrel": "oil_barrel"}
"""Names that pint gives to something else: a step of logarithms, a printer's measure, a barrel of 31.5 gallons."""


@cache
def registry() -> UnitRegistry[float]:
    """Load pint with our definitions, once.

    >>> round(registry().Quantity(1, "hectare").to("acre").magnitude, 3)
    2.471
    """
    import pint  # noqa: PLC0415 - a third of a second that most callers do not need

    units: UnitRegistry[float] = pint.UnitRegistry(on_redefinition="ignore")
    text = (resources.files(__package__) / "pint_definitions.txt").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            units.define(line)
    return units


def unit(name: str) -> Unit:
    """Parse a canonical unit name of ours; raises `pint.UndefinedUnitError` for a currency or a counted noun.

    >>> str(unit("kilometre/hour").dimensionality)
    '[length] / [time]'
    """
    return registry().parse_units("/".join(_OTHER_NAMES.get(part, part) for part in name.split("/")))
