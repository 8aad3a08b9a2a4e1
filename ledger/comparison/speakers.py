"""Whether two claims come from one mouth."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.records import Claim

_ROLES = frozenset(
    "the a an of for s spokesman spokeswoman spokesperson official officials source sources chief director head minister ministry deputy senior president chairman "
    "chairwoman chair secretary representative statement report".split()
)


@lru_cache(maxsize=65536)
def _core(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in _ROLES)


def are_one(one: Claim, two: Claim) -> bool:
    """Whether both were said by one speaker, or one by the body the other speaks for, or one carried the other's words."""
    first, second = one.said_by, two.said_by
    if first is None and second is None:
        return True
    if first is None or second is None:
        carrier, said = (one, two) if first is None else (two, one)
        named = said.said_by or ""
        return named == (carrier.publisher or "-") or named in carrier.via or (carrier.publisher or "-") in said.via
    return first == second or are_kin(first, second) or second in one.via or first in two.via or first == two.publisher or second == one.publisher


def are_kin(first: str, second: str) -> bool:
    """Whether one name is the other's with a role added: a company and its spokeswoman."""
    small, large = sorted((_core(first), _core(second)), key=len)
    return bool(small) and small <= large


def is_unnamed(claim: Claim) -> bool:
    """Whether the publication says it in its own voice."""
    return claim.said_by is None
