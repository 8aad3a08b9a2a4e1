"""Documents: bytes become a text with its metadata, and its lines become headline, body, caption or furniture.

Law of this folder: text is stored as decoded and otherwise untouched; every position refers to it. One file that cannot
be read is an error beside the documents, never in their place. A date is read or bounded, never guessed, and carries the
words it was read from. Where a line could be body, it is body. One module reads one format.
"""

from ledger.documents.compose import compose
from ledger.documents.copies import find_copies, find_shared_quotations
from ledger.documents.fetching import Fetcher, Fetching, Listed
from ledger.documents.links import fetch, find_links
from ledger.documents.read import Found, count, find, open_found, read

__all__ = [
    "Fetcher",
    "Fetching",
    "Found",
    "Listed",
    "compose",
    "count",
    "fetch",
    "find",
    "find_copies",
    "find_links",
    "find_shared_quotations",
    "open_found",
    "read",
]
