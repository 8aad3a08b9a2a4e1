"""What a figure takes over from like figures before it: the promise it was a part of, the class its story counts, place and day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.comparison import features, items, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.comparison.features import Features
    from ledger.records import Claim

LOSSES = frozenset({"killed", "wounded", "casualties", "missing", "rescued"})
"""Events that soldiers, crews and civilians suffer alike."""
OF_ONE_KIND = frozenset({"soldiers", "crew", "hostages", "prisoners"})
"""Classes of people that a whole story may be about: what it counts without a noun is of that class."""
WITHIN = 700
"""Characters back to which an elliptical figure looks for the one that it goes on from."""


def promise(own: Features, past: Sequence[Claim], done: Mapping[str, Features], start: int, starts: Mapping[str, int]) -> Features:
    """Give a whole that a part was delivered of its event: what was promised ("22,000 were handed over out of 150,000")."""
    if not own.whole or not past or starts[past[-1].claim_id] != start or not done[past[-1].claim_id].events & features.GIVEN:
        return own
    return replace(own, events=frozenset({"promised"}), things=own.things or done[past[-1].claim_id].things, whole=False)


def name_class(own: Features, past: Sequence[Claim], done: Mapping[str, Features]) -> Features:
    """Count the bare dead, wounded and missing as the soldiers or the crew that the text's last losses were.

    "300 of the soldiers died. Others put the number of dead at 1,000."
    """
    before = done[past[-1].claim_id] if past else None
    if own.partitive and before is not None and own.things <= {"people"} and before.things and before.things <= OF_ONE_KIND:
        return replace(own, things=before.things)
    men = own.things == {"people"} and "men" in own.content
    if not (own.bare or men) or not own.events & LOSSES or "toll" in own.content:
        return own
    lost = (done[other.claim_id] for other in reversed(past) if done[other.claim_id].events & LOSSES and not done[other.claim_id].bare)
    last = next(lost, None)
    if last is None or not last.things or not last.things <= OF_ONE_KIND:
        return own
    scopes = own.scopes | {name for name in last.scopes if name.startswith("!rank")}
    return replace(own, things=last.things, scopes=scopes, bare=False)


def station(own: Features) -> Features:
    """Take soldiers of whom nothing else is said to be deployed: "2,000 troops were already there"."""
    plain = own.things == {"soldiers"} and not (own.events or own.whole or own.partitive or own.parted)
    return replace(own, events=frozenset({"deployed"}), weak_events=True) if plain else own


def go_with(claim: Claim, own: Features, past: Sequence[Claim], done: Mapping[str, Features], text: str) -> Features:
    """Give a figure without a place or a day those of the like figure before it in its paragraph.

    "Nine people died in Osk. Her office later put the number of dead at eleven."
    """
    for other in reversed(past):
        if claim.char_start - other.char_start > WITHIN or "\n" in text[other.char_end : claim.char_start]:
            break
        like = done[other.claim_id]
        if own.span == "since" or not own.events & like.events:
            continue
        if not own.places and own.things - items.GENERIC == like.things - items.GENERIC:
            own = replace(own, places=like.places)
        if own.span is None and claim.valid_from is None and like.span == "day" and own.events & words.flows():
            own = replace(own, span=like.span, period=like.period)
    return own
