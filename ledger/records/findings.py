"""A finding: how two claims of a series relate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """How two claims relate, in the order in which the rules are tried."""

    REPEAT = "repeat"
    REWORDING = "rewording"
    AGREE = "agree"
    CHANGE = "change"
    REVISION = "revision"
    CONFLICT = "conflict"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How two claims relate, and why.

    Attributes:
        finding: The relation.
        claim_a: Id of the earlier claim, by valid time, then publication, then place.
        claim_b: Id of the later claim.
        subject: The question both answer; nothing if they answer different ones.
        reason: Why, in one sentence a reader of the report understands.
        ratio: Later over earlier stated value; nothing where either has no single value or the earlier is zero.
        days: Days from the end of the earlier's period to the end of the later's; nothing where either is unknown.
    """

    finding: FindingKind
    claim_a: str
    claim_b: str
    subject: str | None
    reason: str
    ratio: float | None = None
    days: int | None = None
