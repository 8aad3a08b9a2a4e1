"""Arrow tables to DataFrames: columns keep their Arrow types, so that nothing is a null and never NaN."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Make a DataFrame of Arrow-backed columns: numbers with nulls, days as dates, lists as lists."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame
