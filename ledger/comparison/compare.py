"""Findings between claims: within each series, and between the neighbouring series of one document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ledger.comparison import checks, origins, periods
from ledger.comparison import context as contexts
from ledger.comparison.context import Moment
from ledger.comparison.kept_apart import keep_apart
from ledger.comparison.relations import Pair, relate
from ledger.comparison.series import Link, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledger.comparison.checks import Flag
    from ledger.comparison.context import Context
    from ledger.comparison.origins import Origin
    from ledger.records import Claim, Copy, Document, Finding, SharedQuotation


def find_origins(
    claims: Sequence[Claim],
    documents: Iterable[Document] = (),
    copies: Iterable[Copy] = (),
    links: Sequence[Link] = (),
    quotations: Iterable[SharedQuotation] = (),
) -> tuple[Origin, ...]:
    """Group the claims by the statement they carry: origins are counted apart from the articles that carry them."""
    listed = tuple(documents)
    context = contexts.gather(claims, listed, copies, quotations)
    found: list[Origin] = []
    for subject, members in _series(claims, links or link(claims, listed)):
        found += _origins(members, subject, context)
    return tuple(found)


def compare(
    claims: Sequence[Claim],
    documents: Iterable[Document] = (),
    copies: Iterable[Copy] = (),
    links: Sequence[Link] = (),
    quotations: Iterable[SharedQuotation] = (),
) -> tuple[Finding, ...]:
    """Find how the claims of each series relate, and which neighbouring series are kept apart and why."""
    listed = tuple(documents)
    context = contexts.gather(claims, listed, copies, quotations)
    series = _series(claims, links or link(claims, listed))
    findings: list[Finding] = []
    for subject, members in series:
        origin = origins.by_claim(_origins(members, subject, context))
        context.moments = _moments(origin, members)
        for first, second in context.likely_pairs(members):
            one, two = (second, first) if (context.days(first, second) or 0) < 0 else (first, second)
            same = origin[one.claim_id] is origin[two.claim_id]
            findings.append(relate(Pair(earlier=one, later=two, same_origin=same, rate=context.rate(one, two), context=context), subject))
    findings += keep_apart(series, context)
    return tuple(sorted(findings, key=lambda finding: (finding.subject or "", finding.claim_a, finding.claim_b)))


def check(
    claims: Sequence[Claim],
    documents: Iterable[Document] = (),
    links: Sequence[Link] = (),
) -> tuple[Flag, ...]:
    """Check sums and shares in each document, and the course of each series: what a reader should look at twice."""
    listed = tuple(documents)
    return checks.check(_series(claims, links or link(claims, listed)), contexts.gather(claims, listed))


def _series(claims: Sequence[Claim], links: Sequence[Link]) -> list[tuple[str, list[Claim]]]:
    subjects = {linked.claim_id: linked.subject for linked in links}
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=periods.order):
        found[subjects[claim.claim_id]].append(claim)
    return sorted(found.items())


def _origins(members: Sequence[Claim], subject: str, context: Context) -> tuple[Origin, ...]:
    context.moments = {}
    context.rates = contexts.learn_rates((one, two) for one, two in context.likely_pairs(members) if origins.converted(one, two, context))
    return origins.find(members, subject, context)


def _moments(origin: Mapping[str, Origin], members: Sequence[Claim]) -> dict[str, Moment]:
    """For each claim, the first and last as-of day on which its origin was stated; restatements long after do not count."""
    ends = {claim.claim_id: periods.end(claim) for claim in members}
    found = {}
    for claim_id, own in origin.items():
        days = sorted(day for other in own.claim_ids if (day := ends[other]) is not None)
        if days:
            found[claim_id] = Moment(days[0], max(day for day in days if day - days[0] <= periods.ONE_STATEMENT))
    return found
