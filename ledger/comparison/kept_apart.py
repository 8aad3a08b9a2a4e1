"""Neighbouring series of one document that must not be compared, and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ledger.records import Finding, FindingKind

if TYPE_CHECKING:
    from ledger.comparison.context import Context
    from ledger.comparison.features import Features
    from ledger.records import Claim

NEAREST = 4
"""Following related figures of a document from which a figure is told apart."""


def keep_apart(series: list[tuple[str, list[Claim]]], context: Context) -> list[Finding]:
    """Tell apart the related figures of one document that answer different questions; two series once a document."""
    subjects = {claim.claim_id: subject for subject, members in series for claim in members}
    documents: dict[str, list[Claim]] = defaultdict(list)
    for _, members in series:
        for claim in members:
            documents[claim.document_id].append(claim)
    found = []
    for _, claims in sorted(documents.items()):
        told: set[frozenset[str]] = set()
        claims.sort(key=lambda claim: claim.char_start)
        for place, one in enumerate(claims):
            near = 0
            for two in claims[place + 1 :]:
                both = frozenset({subjects[one.claim_id], subjects[two.claim_id]})
                if len(both) == 1 or both in told or near >= NEAREST:
                    continue
                reason = _difference(context.features[one.claim_id], context.features[two.claim_id])
                if reason:
                    told.add(both)
                    near += 1
                    found.append(Finding(finding=FindingKind.NOT_COMPARABLE, claim_a=one.claim_id, claim_b=two.claim_id, subject=None, reason=reason))
    return found


def _difference(one: Features, two: Features) -> str:
    """What sets two related figures apart; nothing where they have nothing to do with one another."""
    things, events = one.things & two.things, one.events & two.events
    if not things and not events:
        return ""
    if one.dimension != two.dimension:
        return "The unit differs: they measure different dimensions."
    if one.reading != two.reading:
        return f"The measure differs: {one.reading} and {two.reading}."
    if not things:
        return f"The scope differs: {_list(one.things)} and {_list(two.things)}."
    if not events:
        return f"The scope differs: {_list(one.events)} and {_list(two.events)}."
    if one.span != two.span:
        return f"The period differs: {one.span or 'as of a day'} and {two.span or 'as of a day'}."
    return "The scope differs."


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "not stated"
