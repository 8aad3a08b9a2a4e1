"""Fetching: addresses that the caller listed become bytes, politely, and the bytes are read like a file's.

Law of this folder: nothing is fetched unless addresses were given. Every connection goes to an address that was resolved and checked
just before, also after a redirection, and never to a private one unless the caller allows it. A host is asked for its rules first, one
request at a time, with pauses. What a server answered is kept, so that a second run fetches nothing. An address that cannot be fetched
is an error beside the documents, never in their place.
"""

from ledger.documents.fetching.lists import Listed, read_list
from ledger.documents.fetching.pages import Fetcher, Page
from ledger.documents.fetching.settings import Fetching

__all__ = ["Fetcher", "Fetching", "Listed", "Page", "read_list"]
