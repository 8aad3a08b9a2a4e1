"""A claim with what the linking reads of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.comparison import words
from ledger.records import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.comparison.features import Features
    from ledger.records import Claim

AWAITED = frozenset({Stance.PLANNED, Stance.FORECAST})
"""Stances of what is yet to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim with what the linking reads of it.

    Attributes:
        claim: The claim.
        features: What its words say.
        things: What it counts, generic items absorbed by the event.
        scopes: What narrows or widens it, as far as its events make it matter.
        goes_on: The claim whose figure it is set against or denies; nothing for most.
        resumes: The claim before it that it takes its question from; nothing for most.
        place: The places that set its figure apart from the whole story's; empty for the whole story.
        main: The words of its document's main names, the most frequent first.
        names: Its document's main names in full, the most frequent first.
        axes: Its scopes, by axis.
        figures: The numbers it states.
        question: All that the forbidding rules look at, so far as it does not depend on the document.
    """

    claim: Claim
    features: Features
    things: frozenset[str]
    scopes: frozenset[str]
    goes_on: str | None
    resumes: str | None
    place: frozenset[str]
    main: tuple[str, ...]
    names: tuple[str, ...] = ()
    axes: Mapping[str, str] = field(init=False)
    figures: frozenset[float] = field(init=False)
    question: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what every comparison would otherwise work out anew."""
        object.__setattr__(self, "axes", dict(scope.split(":", 1) for scope in sorted(self.scopes)))
        object.__setattr__(self, "figures", frozenset(stated(self.claim)))
        own, claim = self.features, self.claim
        one_day = own.span == "day" and own.events & words.flows()
        span = own.period if one_day else own.span
        narrowed = (self.scopes, own.party, self.place, span, own.whole, own.partitive, own.weak_events, claim.stance in AWAITED)
        object.__setattr__(self, "question", (own.events, self.things, own.modifiers, *narrowed))


def stated(claim: Claim) -> set[float]:
    """The numbers a claim states."""
    return {value for value in (claim.low, claim.best, claim.high) if value is not None}
