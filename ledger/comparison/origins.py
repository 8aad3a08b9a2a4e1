"""One statement, however many documents carry it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.comparison import speakers, values
from ledger.comparison.groups import Groups
from ledger.records import Bound, Stance, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledger.comparison.context import Context
    from ledger.records import Claim

_BESIDE = re.compile(
    r"^(?:\s+of(?:\s+[a-z]+){1,3})?\W*(?:or\b)?\W*(?:about|some|roughly|around|nearly|that is|equal to|i\.e\.)?\W*$", re.IGNORECASE
)
WIDEST_BESIDE = 40
"""Characters between a figure and its conversion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One statement and the claims that carry it.

    Attributes:
        origin_id: Hash of its claims.
        subject: The question it answers.
        claim_ids: The claims that carry it, earliest first.
        document_ids: The articles that carry it, each once.
        said_by: Who made the statement; nothing where only publications carry it in their own voice.
        lineage: Who carried whom, as the texts say it, outermost last; empty where none says so.
        evidence: Why the claims are one statement, one clause each.
    """

    origin_id: str
    subject: str
    claim_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    said_by: str | None
    lineage: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def find(series: Sequence[Claim], pairs: Sequence[tuple[Claim, Claim]], subject: str, context: Context) -> tuple[Origin, ...]:
    """Group a series' claims by the statement they carry; `pairs` are those worth comparing, the earlier first."""
    groups = Groups(claim.claim_id for claim in series)
    voices = {claim.claim_id: {(speakers.named(claim), claim.publisher, claim.via): claim} for claim in series}
    voices |= {claim.claim_id: {} for claim in series if claim.claim_id in context.baselines}
    figures = {claim.claim_id: {(claim.unit, claim.low, claim.best, claim.high): claim} for claim in series}
    proof: dict[str, set[str]] = defaultdict(set)
    for rule in RULES:
        for one, two in pairs:
            reason = rule(one, two, context)
            if not reason:
                continue
            first, second = groups.of(one.claim_id), groups.of(two.claim_id)
            if first == second or not _fit(figures[first].values(), figures[second].values(), context):
                continue
            if _agree(voices[first].values(), voices[second].values()):
                groups.join(one.claim_id, two.claim_id)
                kept = groups.of(one.claim_id)
                voices[kept] = voices[first] | voices[second]
                figures[kept] = figures[first] | figures[second]
                proof[kept] = proof[first] | proof[second] | {reason}
    by_id = {claim.claim_id: claim for claim in series}
    return tuple(_origin([by_id[claim_id] for claim_id in members], subject, proof[name]) for name, members in groups.members().items())


def _fit(one: Iterable[Claim], two: Iterable[Claim], context: Context) -> bool:
    """Whether every two figures of the groups can be one: "dozens" in a headline makes no one statement of 46 and 60."""
    others = list(two)
    return all(_can_be_one(a, b, context.rate(a, b)) for a in one for b in others)


def _can_be_one(one: Claim, two: Claim, rate: float | None) -> bool:
    if rate is None or values.is_equal(one, two, rate) or values.is_rounded(one, two) or values.is_converted(one, two, rate):
        return True
    return values.interval(one).meets(values.interval(two, rate))


def _agree(one: Iterable[Claim], two: Iterable[Claim]) -> bool:
    """Whether no two named speakers of the groups are strangers."""
    others = [claim for claim in two if speakers.named(claim)]
    return not others or all(speakers.are_one(a, b) for a in one if speakers.named(a) for b in others)


def _origin(members: list[Claim], subject: str, proof: Iterable[str]) -> Origin:
    ordered = sorted(members, key=lambda claim: (str(claim.published_to or ""), claim.document_id, claim.char_start))
    named = [claim for claim in ordered if claim.said_by]
    lineage = max((claim.via for claim in ordered), key=lambda via: (len(via), via), default=())
    return Origin(
        origin_id=content_id("origin", *sorted(claim.claim_id for claim in members)),
        subject=subject,
        claim_ids=tuple(claim.claim_id for claim in ordered),
        document_ids=tuple(dict.fromkeys(claim.document_id for claim in ordered)),
        said_by=named[0].said_by if named else None,
        lineage=(named[0].said_by, *lineage) if named and named[0].said_by and lineage else (),
        evidence=tuple(sorted(proof)),
    )


def converted(one: Claim, two: Claim, context: Context) -> str:
    """A figure and its conversion stand side by side."""
    if one.document_id != two.document_id or one.unit == two.unit or one.sentence != two.sentence:
        return ""
    first, second = sorted((one, two), key=lambda claim: claim.char_start)
    gap = second.char_start - first.char_end
    between = context.between(first, second)
    if between is None or not 0 <= gap <= WIDEST_BESIDE or between.strip() in {"", "and", ","}:
        return ""
    beside = _BESIDE.match(between) is not None
    return f"{first.quote} and {second.quote} are one figure in two units" if beside else ""


def copied(one: Claim, two: Claim, context: Context) -> str:
    """Two near-identical texts carry the same words."""
    if one.document_id == two.document_id or not context.is_copy(one, two) or not values.is_equal(one, two):
        return ""
    return "two documents carry one text"


def headlined(one: Claim, two: Claim, context: Context) -> str:
    """A headline gives the body's figure."""
    if one.document_id != two.document_id or context.in_headline(one) == context.in_headline(two) or not _compatible_stances(one, two):
        return ""
    loosely = _is_loose(one, two) and values.interval(one).meets(values.interval(two))
    same = values.is_equal(one, two) or values.is_rounded(one, two) or loosely
    return "the headline gives the body's figure" if same else ""


def quoted(one: Claim, two: Claim, context: Context) -> str:
    """Two documents carry one sentence, or quote the same words."""
    if one.document_id == two.document_id or not values.is_equal(one, two):
        return ""
    if context.in_one_quotation(one, two):
        return "two documents quote the same words"
    return "two documents carry one sentence" if one.sentence == two.sentence else ""


def said_alike(one: Claim, two: Claim, context: Context) -> str:
    """One speaker gives one figure, perhaps rounded or converted, for one time."""
    if not speakers.are_one(one, two) or not _compatible_stances(one, two):
        return ""
    if one.said_by is None and two.said_by is None and one.document_id == two.document_id and not values.is_equal(one, two):
        return ""
    rate = context.rate(one, two)
    if not (values.is_equal(one, two, rate) or values.is_rounded(one, two) or values.is_converted(one, two, rate)):
        return ""
    exact = values.is_equal(one, two, rate)
    if not exact and not context.near_time(one, two):
        return ""
    named = one.said_by or two.said_by
    return f"{named} gives the figure in both" if named else "both give the figure in their own voice"


def restated(one: Claim, two: Claim, context: Context) -> str:
    """A figure is repeated without naming its speaker, or as what a newer one is measured against ("up from 18")."""
    old = {one.claim_id, two.claim_id} & context.baselines
    unnamed = [claim for claim in (one, two) if speakers.named(claim) is None or claim.claim_id in context.baselines]
    if (len(unnamed) != 1 and not (old and one.document_id != two.document_id)) or not _compatible_stances(one, two):
        return ""
    rate = context.rate(one, two)
    exact = values.is_equal(one, two, rate) or values.is_converted(one, two, rate)
    rounded = values.is_rounded(one, two) and context.near_time(one, two)
    return "one repeats the other's figure without naming who said it" if exact or rounded else ""


RULES = (converted, copied, quoted, headlined, said_alike, restated)
"""What makes two claims one statement, surest first, each rule with the same signature."""


def _compatible_stances(one: Claim, two: Claim) -> bool:
    rejected = {Stance.DENIED, Stance.RETRACTED}
    return (one.stance in rejected) == (two.stance in rejected) and (one.stance is Stance.DENIED) == (two.stance is Stance.DENIED)


def _is_loose(one: Claim, two: Claim) -> bool:
    """Whether one of the figures is worded loosely: a bound, a range, a vague word."""
    return {one.bound, two.bound} - {Bound.EXACT, Bound.ABOUT} != set()


def by_claim(origins: Iterable[Origin]) -> Mapping[str, Origin]:
    """Each claim's origin."""
    return {claim_id: origin for origin in origins for claim_id in origin.claim_ids}
