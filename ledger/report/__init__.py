"""Claims and findings become pages: Markdown or HTML with charts beside or inside, and the tables behind them.

Law of this folder: a report is a pure function of its `Contents`: no clock, no network, no store, the same input gives the same bytes.
It prints what was stated and how statements relate; it computes no verdict, average or missing value.
Every figure it prints names its speaker and its period, and leads to its quote.
"""

from ledger.report.contents import Changes, Contents, Flag, Link, Origin, Shared, Source
from ledger.report.write import FORMATS, write

__all__ = ["FORMATS", "Changes", "Contents", "Flag", "Link", "Origin", "Shared", "Source", "write"]
