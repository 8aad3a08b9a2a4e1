"""Headlines and captions that repeat a figure of the body take its speaker and its time, and say so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.readings import Readings
    from ledger.records import Claim, Mention

_ROUNDED = 0.06
"""Largest share by which a headline may round a figure of the body."""
_SHORT_ROLES = frozenset({Role.HEADLINE, Role.CAPTION})


def complete(readings: Readings, mentions: Sequence[Mention], claims: Sequence[Claim]) -> list[Claim]:
    """Give every unattributed headline or caption figure the speaker and time of the first body figure that it repeats."""
    roles = [_role(readings, mention) for mention in mentions]
    body = [place for place, role in enumerate(roles) if role not in _SHORT_ROLES]
    found = list(claims)
    for place, role in enumerate(roles):
        if role not in _SHORT_ROLES:
            continue
        same = [other for other in body if _repeats(claims[place], claims[other])]
        if not same:
            continue
        model = min(same, key=lambda other: (abs(_value(claims[other]) - _value(claims[place])), other))
        found[place] = _taken(found[place], claims[model], role)
    return found


def _role(readings: Readings, mention: Mention) -> Role:
    """The role of the figure's paragraph; a line that no mark ends is a heading, whatever block it stands in."""
    role = readings.role_at(mention.number_start)
    line = readings.text[slice(*readings.paragraph_span(mention.number_start))].rstrip()
    return Role.HEADLINE if role is Role.BODY and line[-1:].isalnum() else role


def _taken(claim: Claim, model: Claim, role: Role) -> Claim:
    notes = claim.notes
    words = set((claim.said_by or "").lower().split())
    shorter = bool(words) and words < set((model.said_by or "").lower().split())
    unnamed = shorter or claim.said_by is None or (claim.said_by.islower() and model.said_by is not None and not model.said_by.islower())
    if unnamed and model.said_by is not None:
        notes = (*notes, f"The {role.value} names no speaker; taken from the same figure in the body.")
        claim = replace(
            claim, said_by=model.said_by, said_by_text=model.said_by_text, via=model.via, cue=model.cue, denied_by=model.denied_by
        )
    if claim.valid_text is None and model.valid_text is not None:
        notes = (*notes, f"The {role.value} states no time; taken from the same figure in the body.")
        claim = replace(
            claim,
            valid_from=model.valid_from,
            valid_to=model.valid_to,
            valid_precision=model.valid_precision,
            valid_text=model.valid_text,
            said_on=claim.said_on or model.said_on,
        )
    return replace(claim, notes=notes)


def _repeats(short: Claim, full: Claim) -> bool:
    """Whether two claims state one figure: the same unit where both have one, and values that rounding explains."""
    if short.dimension != full.dimension and "count" not in {short.dimension, full.dimension}:
        return False
    if short.dimension != "count" and short.unit != full.unit:
        return False
    one, other = _value(short), _value(full)
    return one == other or (one != 0 and abs(one - other) / abs(one) <= _ROUNDED and abs(one) > _COUNTED_EXACTLY)


_COUNTED_EXACTLY = 50
"""Up to this value a headline prints a count as it is."""


def _value(claim: Claim) -> float:
    """One number of the figure, for telling whether two are the same."""
    stated = [value for value in (claim.best, claim.low, claim.high) if value is not None]
    return stated[0] if stated else 0.0
