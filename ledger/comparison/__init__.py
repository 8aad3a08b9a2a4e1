"""Which figures answer one question, which repeat one origin, and how they relate.

Law of this folder: everything here is worked out when it is asked for, from claim rows and the documents' texts, and nothing is
stored; the same rows give the same answer in whatever order they were added. A rule is one small function with its neighbours'
signature. Nothing says who is right: no averages, no filled-in values. It knows no other stage.
"""

from ledger.comparison.checks import Flag, FlagKind
from ledger.comparison.compare import check, compare, find_origins
from ledger.comparison.context import Context, gather
from ledger.comparison.origins import Origin
from ledger.comparison.series import Link, link

__all__ = ["Context", "Flag", "FlagKind", "Link", "Origin", "check", "compare", "find_origins", "gather", "link"]
