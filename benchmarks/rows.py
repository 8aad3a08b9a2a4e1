"""Rows of the ledger's DataFrames as plain dictionaries, in which nothing is None."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """List the rows of a DataFrame."""
    columns = {str(name): column.tolist() for name, column in frame.astype(object).where(frame.notna(), None).items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
