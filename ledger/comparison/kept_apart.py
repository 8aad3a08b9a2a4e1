"""Neighbouring series of one document that must not be compared, and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ledger.comparison import words
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
                    found.append(
                        Finding(finding=FindingKind.NOT_COMPARABLE, claim_a=one.claim_id, claim_b=two.claim_id, subject=None, reason=reason)
                    )
    return found


def _difference(one: Features, two: Features) -> str:
    """What sets two related figures apart; nothing where they have nothing to do with one another."""
    if not one.things & two.things and not one.events & two.events:
        return ""
    return next(reason for rule in DIFFERENCES if (reason := rule(one, two)))


def other_dimension(one: Features, two: Features) -> str:
    """They measure different dimensions."""
    return "" if one.dimension == two.dimension else f"The unit differs: one is {_plain(one.dimension)}, the other {_plain(two.dimension)}."


def other_measure(one: Features, two: Features) -> str:
    """One is a level, the other a change, an increment or a rate."""
    return "" if one.reading == two.reading else f"The measure differs: {one.reading} and {two.reading}."


def other_things(one: Features, two: Features) -> str:
    """They count different things."""
    return "" if one.things & two.things else _scope(one.things, two.things, unnamed="they count different things")


def other_events(one: Features, two: Features) -> str:
    """Different things happened to what they count."""
    return "" if one.events & two.events else _scope(one.events, two.events, unnamed="different things happened to what they count")


def other_span(one: Features, two: Features) -> str:
    """They hold for periods of different kinds."""
    return "" if one.span == two.span else f"The period differs: {one.span or 'as of a day'} and {two.span or 'as of a day'}."


def other_part(one: Features, two: Features) -> str:
    """One is a part, a whole, or narrowed by its words."""
    if one.partitive != two.partitive or one.whole != two.whole:
        return "The scope differs: one is a part of a whole."
    narrowed = (one.scopes ^ two.scopes) | (one.places ^ two.places)
    told = ", ".join(sorted(name.rpartition(":")[2] for name in narrowed))
    return f"The scope differs: {told}." if told else "The scope differs."


DIFFERENCES = (other_dimension, other_measure, other_things, other_events, other_span, other_part)
"""What sets two related figures apart, tried in order, each rule with the same signature; the last always speaks."""


_PLAIN = {
    "count": "a count",
    "amount": "a mass or volume",
    "[currency]": "a sum of money",
    "[length]": "a length",
    "[length] ** 2": "an area",
    "[length] ** 3": "a volume",
    "[mass]": "a mass",
    "[time]": "a duration",
    "[temperature]": "a temperature",
    "dimensionless": "a share or ratio",
}


def _plain(dimension: str) -> str:
    """A dimension in a reader's words."""
    return _PLAIN.get(dimension, "a rate" if "/" in dimension else "a measure of another kind")


def _scope(one: frozenset[str], two: frozenset[str], *, unnamed: str) -> str:
    """What two sets of names set apart; stems of words of no class are not shown."""
    known = words.sorts().keys() | words.event_names()
    first, second = (", ".join(sorted(name for name in names if name in known)) for names in (one, two))
    return f"The scope differs: {first or 'another'} and {second or 'another'}." if first or second else f"The scope differs: {unnamed}."
