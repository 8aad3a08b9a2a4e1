"""Subjects as people decided them: the links that comparison makes, with renamings, joins and splits laid over them.

A name that comparison gives may change as documents come in, so a decision about a subject is also kept for some of its claims:
whatever series holds one of them carries the name that was decided.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.records import ReviewAction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.comparison import Link
    from ledger.records import Review

ANCHORS = 5
"""How many claims a decision about a subject is kept for: one of them at least should outlive rejections and new readings."""

_NAMING = frozenset({ReviewAction.RENAME, ReviewAction.JOIN})


def decide(links: Sequence[Link], reviews: Iterable[Review]) -> tuple[Link, ...]:
    """Lay decisions about subjects over links, the earliest first."""
    named = {link.claim_id: link.subject for link in links}
    made = dict(named)
    evidence: dict[str, list[str]] = defaultdict(list)
    for review in reviews:
        if review.value is None:
            continue
        if review.action in _NAMING:
            old = review.subject if review.claim_id is None else named.get(review.claim_id)
            moved = [claim_id for claim_id, subject in named.items() if subject == old]
        elif review.action is ReviewAction.SPLIT and review.claim_id in named:
            moved = [review.claim_id]
        else:
            continue
        for claim_id in moved:
            named[claim_id] = review.value
            evidence[claim_id] = [f"{review.who} decided: {review.why}"]
    return tuple(
        link if named[link.claim_id] == made[link.claim_id] else _decided(link, named[link.claim_id], evidence[link.claim_id])
        for link in links
    )


def _decided(link: Link, subject: str, evidence: list[str]) -> Link:
    """Put a claim into the series that a person named."""
    return replace(link, subject=subject, evidence=(*link.evidence, *evidence))


def anchors(links: Iterable[Link], subject: str) -> list[str]:
    """Choose the claims of a subject for which a decision about it is kept."""
    return sorted(link.claim_id for link in links if link.subject == subject)[:ANCHORS]
