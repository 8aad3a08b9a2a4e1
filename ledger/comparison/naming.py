"""Readable names of subjects, the same whatever the order of adding."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.comparison.likeness import Candidate
    from ledger.comparison.series import Link

Series = "list[tuple[Candidate, tuple[str, ...]]]"


def name_all(series: list[list[tuple[Candidate, tuple[str, ...]]]]) -> tuple[Link, ...]:
    """Name every series, two series never alike, and give each claim its link."""
    from ledger.comparison.series import Link  # noqa: PLC0415 - the record of the module that calls this one

    wanted: dict[str, list[int]] = defaultdict(list)
    for place, members in enumerate(series):
        wanted[_name([candidate for candidate, _ in members])].append(place)
    links = []
    for name, places in wanted.items():
        ranked = sorted(places, key=lambda place: min(candidate.claim.claim_id for candidate, _ in series[place]))
        for number, place in enumerate(ranked, start=1):
            subject = name if len(places) == 1 else f"{name} ({number})"
            links += [Link(claim_id=candidate.claim.claim_id, subject=subject, evidence=evidence) for candidate, evidence in series[place]]
    return tuple(sorted(links, key=lambda link: link.claim_id))


def _name(members: list[Candidate]) -> str:
    things = _commonest(thing for member in members for thing in sorted(member.things))
    events = _commonest(event for member in members for event in sorted(member.features.events))
    parts = [part for part in (things, events) if part]
    reading = members[0].features.reading
    head = " ".join(parts) or "figure"
    return head if reading == "level" else f"{head}, {reading}"


def _commonest(found: object) -> str:
    counts = Counter(found)  # type: ignore[call-overload]
    return min(counts, key=lambda name: (-counts[name], name), default="")
