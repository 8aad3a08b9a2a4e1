"""Periods and days of publication as the case files write them."""

from __future__ import annotations

from datetime import date

from ledger.records import Period, Publication


def publication(text: str) -> Publication:
    """The days of publication that a case states, first/last; unknown where it states none."""
    first, _, last = text.partition("/")
    if not first:
        return Publication()
    return Publication(published_from=date.fromisoformat(first), published_to=date.fromisoformat(last or first))


def shown(period: Period) -> str:
    """A period as the cases write it."""
    if not period.is_known:
        return "unresolved"
    if period.starts_on == period.ends_on:
        return str(period.starts_on)
    if period.starts_on is None:
        return f"..{period.ends_on}"
    return f"{period.starts_on}.." if period.ends_on is None else f"{period.starts_on}/{period.ends_on}"
