"""Formats: bytes become drafts of documents, told by what they hold and not by their suffix alone.

Law of this folder: one module reads one format, from bytes in memory, with no file and no network; it yields drafts, and errors
for the parts that cannot be read, and never touches a manifest. All of it runs in a worker that can be killed.
"""

from ledger.documents.formats.open import open_bytes
from ledger.documents.formats.sniff import Format, find_format

__all__ = ["Format", "find_format", "open_bytes"]
