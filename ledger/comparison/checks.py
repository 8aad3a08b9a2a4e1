"""What a reader should look at twice: sums, shares, totals that fall, old figures carried on, counting that changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger.comparison import periods, values, words
from ledger.records import Bound, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.comparison.context import Context
    from ledger.records import Claim

REACH = 400
"""Characters within which parts and shares are looked for behind their whole."""
PARTS_AT_MOST = 5
"""Parts that are added up to a whole."""
SUM_WITHIN = 0.005
"""Relative difference up to which parts add up to their whole."""
SHARE_WITHIN = 0.02
"""Difference, as a share of the whole, up to which a part is its share: texts round their shares."""
LONG_AGO = 90
"""Days after which a figure carried on without a newer one is told as old: a quarter of a year."""


class FlagKind(StrEnum):
    """Why a reader should look twice."""

    SUM = "sum"
    SHARE = "share"
    FALL = "fall"
    OLD = "old"
    BASIS = "basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Claims that a reader should look at twice, and why.

    Attributes:
        flag: Why.
        claim_ids: The claims, the whole or the earlier first.
        subject: The question of the first claim.
        holds: Whether the arithmetic comes out; nothing where there is none.
        reason: Why, in one sentence a reader of the report understands.
    """

    flag: FlagKind
    claim_ids: tuple[str, ...]
    subject: str
    holds: bool | None = None
    reason: str


def check(series: Sequence[tuple[str, Sequence[Claim]]], context: Context) -> tuple[Flag, ...]:
    """Check the arithmetic of each document, and the course of each series."""
    subjects = {claim.claim_id: subject for subject, members in series for claim in members}
    documents: dict[str, list[Claim]] = defaultdict(list)
    for _, members in series:
        for claim in members:
            documents[claim.document_id].append(claim)
    found: list[Flag] = []
    for _, claims in sorted(documents.items()):
        claims.sort(key=lambda claim: claim.char_start)
        found += [*_sums(claims, subjects, context), *_shares(claims, subjects, context)]
    for subject, members in series:
        ordered = sorted(members, key=periods.order)
        found += [*_falls(ordered, subject, context), *_old(ordered, subject), *_bases(ordered, subject)]
    return tuple(found)


def _level(claim: Claim, context: Context) -> float | None:
    """The number of a level that can be added; nothing for bounds, shares, changes and denied figures."""
    held = claim.stance not in {Stance.DENIED, Stance.RETRACTED}
    plain = claim.bound in {Bound.EXACT, Bound.ABOUT} and context.features[claim.claim_id].reading in {"level", "increment"}
    return claim.best if plain and held and context.features[claim.claim_id].dimension not in {"share", "ratio"} else None


def _sums(claims: Sequence[Claim], subjects: dict[str, str], context: Context) -> Iterator[Flag]:
    """Find a whole whose parts, named in one sentence behind it, add up to it: 12 + 30 + 8 = 50."""
    for place, whole in enumerate(claims):
        total = _level(whole, context)
        if not total:
            continue
        behind = [part for part in claims[place + 1 :] if _may_be_part(part, whole, context)]
        numbered = [(part, number) for part in behind if (number := _level(part, context)) and number < total]
        parts = _adding_up(numbered, total)
        if parts:
            told = " + ".join(part.figure_text for part in parts)
            yield Flag(
                flag=FlagKind.SUM,
                claim_ids=(whole.claim_id, *(part.claim_id for part in parts)),
                subject=subjects[whole.claim_id],
                holds=True,
                reason=f"The parts add up: {told} = {whole.figure_text}.",
            )


def _may_be_part(part: Claim, whole: Claim, context: Context) -> bool:
    """Whether a figure behind a whole is near, said by the same, and counts the same or leaves out what it counts."""
    if part.char_start - whole.char_end > REACH or part.said_by != whole.said_by or values.factor(whole, part) != 1.0:
        return False
    one, two = context.features[whole.claim_id], context.features[part.claim_id]
    return one.dimension == two.dimension and (not one.things or not two.things or bool(one.things & two.things))


def _adding_up(numbered: Sequence[tuple[Claim, float]], total: float) -> list[Claim]:
    """The first run of neighbouring parts, at least two and near one another, that make the total."""
    for start in range(len(numbered)):
        for length in range(2, PARTS_AT_MOST + 1):
            run = numbered[start : start + length]
            if len(run) == length and abs(sum(number for _, number in run) - total) <= SUM_WITHIN * total:
                return [part for part, _ in run]
    return []


def _shares(claims: Sequence[Claim], subjects: dict[str, str], context: Context) -> Iterator[Flag]:
    """Hold a share beside its part and its whole: a fifth of 1,500 is 300."""
    for place, share in enumerate(claims):
        portion = _portion(share, context)
        if portion is None:
            continue
        near = [
            claim
            for claim in claims[max(0, place - PARTS_AT_MOST) : place + PARTS_AT_MOST]
            if abs(claim.char_start - share.char_start) <= REACH
        ]
        levels = [(claim, number) for claim in near if (number := _level(claim, context))]
        for whole, total in levels:
            same = (part for part, number in levels if part is not whole and abs(number - portion * total) <= SHARE_WITHIN * total)
            part = next((one for one in same if one.sentence == share.sentence and values.factor(whole, one) == 1.0), None)
            if part is not None:
                yield Flag(
                    flag=FlagKind.SHARE,
                    claim_ids=(whole.claim_id, part.claim_id, share.claim_id),
                    subject=subjects[whole.claim_id],
                    holds=True,
                    reason=f"{share.figure_text} of {whole.figure_text} is {portion * total:,.10g}; the text says {part.figure_text}.",
                )
                break


def _portion(claim: Claim, context: Context) -> float | None:
    """A share as a number between 0 and 1; nothing for other figures."""
    if context.features[claim.claim_id].dimension != "share" or context.features[claim.claim_id].reading != "level" or claim.best is None:
        return None
    portion = claim.best if claim.unit == "fraction" else claim.best / 100
    return portion if 0 < portion < 1 else None


def _falls(ordered: Sequence[Claim], subject: str, context: Context) -> Iterator[Flag]:
    """Find a running total by one speaker that falls without a correction."""
    last: dict[str, Claim] = {}
    for claim in ordered:
        if claim.said_by is None or claim.best is None or claim.stance is not Stance.ASSERTED or claim.change is not None:
            continue
        before = last.get(claim.said_by)
        if before is not None and _has_fallen(before, claim, context):
            yield Flag(
                flag=FlagKind.FALL,
                claim_ids=(before.claim_id, claim.claim_id),
                subject=subject,
                reason=f"A running total of {claim.said_by} falls unannounced, from {before.figure_text} to {claim.figure_text}.",
            )
        last[claim.said_by] = claim


def _has_fallen(before: Claim, after: Claim, context: Context) -> bool:
    toll = context.features[before.claim_id].events & context.features[after.claim_id].events & words.tolls()
    ratio = values.ratio(before, after)
    return (
        bool(toll) and not periods.is_calendar(after) and ratio is not None and ratio < 1 and (periods.days_between(before, after) or 0) > 0
    )


def _old(ordered: Sequence[Claim], subject: str) -> Iterator[Flag]:
    """Find a document that carries a figure long after the day it holds for, though it says nothing newer."""
    for claim in ordered[-1:]:
        if claim.valid_to is None or claim.published_to is None or claim.stance is not Stance.ASSERTED:
            continue
        days = (claim.published_to - claim.valid_to).days
        if days > LONG_AGO and len(ordered) > 1:
            yield Flag(
                flag=FlagKind.OLD,
                claim_ids=(claim.claim_id,),
                subject=subject,
                reason=f"{claim.figure_text} holds for {claim.valid_to} and was carried {days} days later; nothing newer is known.",
            )


def _bases(ordered: Sequence[Claim], subject: str) -> Iterator[Flag]:
    """Find a speaker who counts otherwise than before."""
    voices: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.said_by and claim.basis:
            voices[claim.said_by].append(claim)
    for speaker, said in sorted(voices.items()):
        for one, two in pairwise(said):
            if one.basis is not two.basis:
                yield Flag(
                    flag=FlagKind.BASIS,
                    claim_ids=(one.claim_id, two.claim_id),
                    subject=subject,
                    reason=f"{speaker} counts otherwise: {one.figure_text} was {one.basis}, {two.figure_text} is {two.basis}.",
                )
