"""The book: the one place that knows the order of the stages, from a file to a finding.

Law of this folder: it calls the stages and hands records from one to the next; rules of reading, storing, comparing and reporting
live in the stages, never here. What it gives its callers are DataFrames.
"""

from ledger.book.adding import AddResult, Entry
from ledger.book.book import Ledger, open  # noqa: A004 - called as ledger.open
from ledger.book.reading import extract
from ledger.documents import Fetching

__all__ = ["AddResult", "Entry", "Fetching", "Ledger", "extract", "open"]
