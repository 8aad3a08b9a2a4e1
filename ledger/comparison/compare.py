"""Findings between claims: within each series, and between the neighbouring series of one document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ledger.comparison import checks, origins, periods
from ledger.comparison import context as contexts
from ledger.comparison.collecting import paused
from ledger.comparison.context import Moment
from ledger.comparison.kept_apart import keep_apart
from ledger.comparison.relations import Pair, relate
from ledger.records import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.comparison.checks import Flag
    from ledger.comparison.context import Context
    from ledger.comparison.origins import Origin
    from ledger.comparison.series import Link
    from ledger.records import Claim, Finding


@paused()
def find_origins(context: Context, links: Sequence[Link]) -> tuple[Origin, ...]:
    """Group the claims by the statement they carry: origins are counted apart from the articles that carry them."""
    found: list[Origin] = []
    for subject, members in _series(context.claims, links):
        found += _origins(members, subject, context)
    return tuple(found)


@paused()
def compare(context: Context, links: Sequence[Link], found: Sequence[Origin]) -> tuple[Finding, ...]:
    """Find how the claims of each series relate, and which neighbouring series are kept apart and why."""
    series = _series(context.claims, links)
    origin = origins.by_claim(found)
    findings: list[Finding] = []
    for subject, members in series:
        pairs = context.likely_pairs(members)
        context.rates = _rates(pairs, context)
        context.moments = _moments(origin, members)
        for first, second in pairs:
            findings.append(relate(_pair(first, second, origin, context), subject))
    findings += keep_apart(series, context)
    return tuple(sorted(findings, key=lambda finding: (finding.subject or "", finding.claim_a, finding.claim_b)))


def _pair(first: Claim, second: Claim, origin: Mapping[str, Origin], context: Context) -> Pair:
    """Set two claims of a series side by side, the one that holds for the earlier day first."""
    days = context.days(first, second)
    one, two = (second, first) if (days or 0) < 0 else (first, second)
    base = _baseline(one, two, context)
    if base is not None and not days:
        one, two = (base, one if base is two else two)
    return Pair(
        earlier=one,
        later=two,
        same_origin=origin[one.claim_id] is origin[two.claim_id],
        at_one_time=context.same_time(one, two),
        days=None if days is None else abs(days),
        rate=context.rate(one, two),
        is_baseline=base is one,
        context=context,
    )


def _baseline(one: Claim, two: Claim, context: Context) -> Claim | None:
    """The one of two figures of a sentence that the other is measured against; nothing where neither is."""
    for claim, other in ((one, two), (two, one)):
        tied = context.goes_on.get(claim.claim_id) == other.claim_id and claim.claim_id in context.baselines
        if tied and claim.stance is other.stance is not Stance.RETRACTED:
            return claim
    return None


@paused()
def check(context: Context, links: Sequence[Link]) -> tuple[Flag, ...]:
    """Check sums and shares in each document, and the course of each series: what a reader should look at twice."""
    return checks.check(_series(context.claims, links), context)


def _series(claims: Sequence[Claim], links: Sequence[Link]) -> list[tuple[str, list[Claim]]]:
    subjects = {linked.claim_id: linked.subject for linked in links}
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=periods.order):
        found[subjects[claim.claim_id]].append(claim)
    return sorted(found.items())


def _origins(members: Sequence[Claim], subject: str, context: Context) -> tuple[Origin, ...]:
    pairs = context.likely_pairs(members)
    context.moments = {}
    context.rates = _rates(pairs, context)
    return origins.find(members, pairs, subject, context)


def _rates(pairs: Sequence[tuple[Claim, Claim]], context: Context) -> dict[tuple[str, str], float]:
    """Rates between units as a series' own texts convert them."""
    return contexts.learn_rates((one, two) for one, two in pairs if one.unit != two.unit and origins.converted(one, two, context))


def _moments(origin: Mapping[str, Origin], members: Sequence[Claim]) -> dict[str, Moment]:
    """For each claim, the first and last as-of day on which its origin was stated; restatements long after do not count."""
    days: dict[str, list[date]] = defaultdict(list)
    for claim in members:
        if (day := periods.end(claim)) is not None:
            days[origin[claim.claim_id].origin_id].append(day)
    moments = {}
    for name, found in days.items():
        first = min(found)
        moments[name] = Moment(first, max(day for day in found if day - first <= periods.ONE_STATEMENT))
    named = ((claim.claim_id, origin[claim.claim_id].origin_id) for claim in members)
    return {claim_id: moments[name] for claim_id, name in named if name in moments}
