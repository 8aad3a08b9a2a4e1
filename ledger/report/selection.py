"""Which findings a reader is shown: one for each pair of statements, changes only step by step; the rest are counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.records import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.records import Finding
    from ledger.report.outline import Series

MOST_SHOWN = 12
"""Findings of one kind that a chapter prints; more are counted, and all stand in the table of `compare`."""

LEFT_OUT = "more of this kind, all in the table of the command “compare”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Findings to print and the number of those left out.

    Attributes:
        shown: The findings, in order.
        left_out: How many of the same kind are not printed.
    """

    shown: tuple[Finding, ...]
    left_out: int


def select(series: Series, *kinds: FindingKind) -> Selection:
    """Choose what to print of the findings of the kinds given."""
    found = series.of_kind(*kinds)
    pairs = _once_per_pair(series, found)
    steps = [finding for finding in pairs if finding.finding is not FindingKind.CHANGE]
    steps.extend(_step_by_step(series, [finding for finding in pairs if finding.finding is FindingKind.CHANGE]))
    return Selection(shown=tuple(steps[:MOST_SHOWN]), left_out=max(0, len(steps) - MOST_SHOWN))


def _once_per_pair(series: Series, findings: Iterable[Finding]) -> list[Finding]:
    """Keep one finding for each pair of statements, the first."""
    row = {entry.claim.claim_id: nth for nth, statement in enumerate(series.statements) for entry in statement.entries}
    kept: dict[tuple[FindingKind, frozenset[int]], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.finding, frozenset((row[finding.claim_a], row[finding.claim_b]))), finding)
    return list(kept.values())


def _step_by_step(series: Series, changes: Iterable[Finding]) -> list[Finding]:
    """Keep for each later statement the change from the one just before it, by the same speaker if there is one."""
    order = {entry.claim.claim_id: nth for nth, entry in enumerate(series.entries)}
    speakers = {entry.claim.claim_id: entry.claim.said_by for entry in series.entries}
    steps: dict[str, Finding] = {}

    def nearness(finding: Finding) -> tuple[bool, int]:
        """The key by which the nearest predecessor is the greatest."""
        return (speakers[finding.claim_a] == speakers[finding.claim_b], order[finding.claim_a])

    for finding in changes:
        standing = steps.get(finding.claim_b)
        if standing is None or nearness(finding) > nearness(standing):
            steps[finding.claim_b] = finding
    return sorted(steps.values(), key=lambda finding: order[finding.claim_b])
