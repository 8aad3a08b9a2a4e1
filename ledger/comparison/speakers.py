"""Whether two claims come from one mouth."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ledger import lexicon

if TYPE_CHECKING:
    from ledger.records import Claim


@lru_cache(maxsize=65536)
def _core(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in lexicon.words("speaker_roles"))


def named(claim: Claim) -> str | None:
    """Who says it, where a name tells; "a report", "officials" and the publication's own voice are nobody in particular."""
    return claim.said_by if claim.said_by and _core(claim.said_by) else None


def are_one(one: Claim, two: Claim) -> bool:
    """Whether both were said by one speaker, or one by the body the other speaks for, or one carried the other's words."""
    first, second = named(one), named(two)
    if first is None and second is None:
        return True
    if first is None or second is None:
        carrier, said = (one, two) if first is None else (two, one)
        return named(said) in {carrier.publisher, *carrier.via} or (carrier.publisher is not None and carrier.publisher in said.via)
    return first == second or are_kin(first, second) or second in {*one.via, one.publisher} or first in {*two.via, two.publisher}


def are_kin(first: str, second: str) -> bool:
    """Whether one name is the other's with a role added: a company and its spokeswoman."""
    small, large = sorted((_core(first), _core(second)), key=len)
    return bool(small) and small <= large
