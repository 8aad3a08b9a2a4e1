"""The sentences of a report, as plain text with the references they rest on; how they are marked up is for the page to say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ledger.records import FindingKind, Stance
from ledger.report import periods
from ledger.report.numbers import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.records import Claim, Finding
    from ledger.report.contents import Flag
    from ledger.report.outline import Entry, Outline, Series

TITLES: dict[FindingKind, str] = {
    FindingKind.CONFLICT: "Conflict",
    FindingKind.REVISION: "Revision",
    FindingKind.CHANGE: "Change",
    FindingKind.REWORDING: "Rewording",
    FindingKind.AGREE: "Agreement",
    FindingKind.REPEAT: "Repeat",
    FindingKind.NOT_COMPARABLE: "Not comparable",
}

FLAGS: dict[str, str] = {
    "sum": "Sum",
    "share": "Share",
    "fall": "Falling total",
    "old": "Old figure",
    "basis": "Counting changed",
}

_VERBS: dict[Stance, str] = {
    Stance.ASSERTED: "said",
    Stance.ALLEGED: "alleged",
    Stance.DENIED: "denied",
    Stance.DOUBTED: "doubted",
    Stance.PLANNED: "planned",
    Stance.FORECAST: "forecast",
    Stance.HYPOTHETICAL: "named as possible",
    Stance.RETRACTED: "took back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence or two with the references they rest on.

    Attributes:
        text: The words.
        labels: The references, in order.
        title: A word to set before them; empty if none.
    """

    text: str
    labels: tuple[str, ...] = ()
    title: str = ""


def speaker(entry: Entry) -> str:
    """Name who says the figure; where nobody is named, the publication in its own voice."""
    return entry.claim.said_by or f"{outlet(entry)} (in its own voice)"


def outlet(entry: Entry) -> str:
    """Name the publication; where its publisher is not known, the document by its number."""
    return entry.source.publisher or f"document {entry.label.partition('.')[0]}"


def carried(claim: Claim) -> str:
    """Name who carried the statement outwards; empty if nobody did."""
    return " → ".join(claim.via)


def counted(claim: Claim) -> str:
    """Say how the figure was counted and how firmly it is held, as far as the words tell."""
    parts: list[str] = [part.value for part in (claim.measure, claim.basis) if part is not None]
    if claim.stance is not Stance.ASSERTED:
        parts.append(claim.stance.value)
    parts.extend(f"denied by {name}" for name in claim.denied_by)
    return ", ".join(parts) or "not stated"


def worded(claim: Claim) -> str:
    """The figure's own words with what it counts; what stands elsewhere in the text is added in square brackets.

    "more than 20,000" before "containers" is "more than 20,000 containers"; "38" alone, about people, is "38 [people]". A measure
    such as "17 million tonnes" can stand alone.
    """
    quote, item = one_line(claim.quote), one_line(claim.item_text or "")
    if not item or item.lower() in quote.lower():
        return quote
    following = f"{quote} {item}"
    if following in one_line(claim.sentence):
        return following
    return f"{quote} [{item}]" if claim.dimension == "count" else quote


def said(entry: Entry) -> str:
    """Put a claim in one clause: who, which words, what time."""
    claim = entry.claim
    return f"{claim.said_by or outlet(entry) + ' itself'} {_VERBS[claim.stance]} “{worded(claim)}” {periods.clause(claim)}"


def replaced(claim: Claim) -> str:
    """Put a claim that no longer stands in words; its document may not be in the report."""
    return f"“{worded(claim)}”, said by {claim.said_by or claim.publisher or 'the publication'} {periods.clause(claim)}."


def relation(finding: Finding, outline: Outline) -> Line:
    """Put a finding in words: both sides with speaker and period, then the reason."""
    told = sides(finding, outline)
    return replace(told, text=f"{told.text} {reason(finding)}")


def journey(letter: str, entries: Sequence[Entry], lineage: Sequence[str], reasons: Sequence[str], evidence: Sequence[str]) -> Line:
    """Follow one statement through the texts that carry it: its wordings by publication, who carried whom, what became of the words."""
    ordered = sorted(
        entries, key=lambda entry: (entry.claim.published_to or entry.claim.published_from or date.max, int(entry.label.partition(".")[0]))
    )
    wordings: dict[str, list[Entry]] = {}
    for entry in ordered:
        wordings.setdefault(one_line(entry.claim.quote).lower(), []).append(entry)
    steps = " → ".join(f"“{worded(carriers[0].claim)}” {_where(carriers)}" for carriers in wordings.values())
    chain = lineage or max((entry.claim.via for entry in ordered), key=len)
    path = f" Passed on: {' → '.join(chain)}." if chain else ""
    why = "".join(f" {capital(reason.rstrip('.'))}." for reason in dict.fromkeys(reasons))
    one = f" Taken as one statement: {'; '.join(evidence)}." if evidence and len(ordered) > 1 else ""
    labels = tuple(entry.label for entry in ordered)
    return Line(title=f"{letter}, {speaker(ordered[0])}", text=f"{steps}.{path}{why}{one}", labels=labels)


def _where(entries: Sequence[Entry]) -> str:
    """Name the articles in which the same words stand, each with its publication."""
    places = dict.fromkeys(
        f"{outlet(entry)} ({periods.span(entry.claim.published_from, entry.claim.published_to) or 'date not known'})" for entry in entries
    )
    times = f", {plural(len(entries), 'time')}" if len(entries) > len(places) else ""
    return f"in {' and '.join(places)}{times}"


def sides(finding: Finding, outline: Outline) -> Line:
    """Put both sides of a finding in words, without the reason."""
    first, second = outline.entries[finding.claim_a], outline.entries[finding.claim_b]
    return Line(text=f"{capital(said(first))}; {said(second)}.", labels=(first.label, second.label), title=TITLES[finding.finding])


def reason(finding: Finding) -> str:
    """Give the reason of a finding as a sentence, with the ratio and the days where it does not tell them itself."""
    why = finding.reason.rstrip(".")
    is_step = finding.finding in {FindingKind.CHANGE, FindingKind.REVISION}
    told = not is_step or re.search(r"\d (?:times|days?)\b", why) is not None
    return f"{capital(why)}{'' if told else _measured(finding)}."


def flag(flagged: Flag, outline: Outline) -> Line:
    """Put in words what a reader should look at twice: the reason, then the claims with speaker and period."""
    entries = [outline.entries[claim_id] for claim_id in flagged.claim_ids]
    text = f"{flagged.reason.rstrip('.')}. {capital('; '.join(said(entry) for entry in entries))}."
    return Line(title=FLAGS.get(flagged.flag, capital(flagged.flag)), text=text, labels=tuple(entry.label for entry in entries))


def denial(entry: Entry) -> Line:
    """Say who denies a figure elsewhere in its text."""
    names = entry.claim.denied_by
    who = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return Line(
        title="Denial", text=f"{capital(who)} {'deny' if len(names) > 1 else 'denies'} a figure: {said(entry)}.", labels=(entry.label,)
    )


def in_short(outline: Outline) -> tuple[Line, ...]:
    """Give the whole report in three sentences: how much was said, what disagrees, what moved or was reworded."""
    return (_extent(outline), _disagreement(outline), _movement(outline))


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def plural(number: int, noun: str, *, many: str = "") -> str:
    """Write a number with its noun: "1 figure", "2 figures"."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def capital(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _measured(finding: Finding) -> str:
    """The ratio and the days of a finding, where it has them."""
    parts = []
    if finding.ratio is not None:
        parts.append(f"{spoken(float(f'{finding.ratio:.3g}'))} times the earlier figure")
    if finding.days:
        parts.append(f"{plural(abs(finding.days), 'day')} {'later' if finding.days > 0 else 'earlier'}")
    return f" ({', '.join(parts)})" if parts else ""


def _extent(outline: Outline) -> Line:
    """Say how many figures, speakers and separate statements there are."""
    entries = _standing(outline)
    origins, speakers = len({entry.origin for entry in entries}), len({speaker(entry) for entry in entries})
    subjects = len(outline.series) + len(outline.singles)
    documents = plural(len(outline.listings), "document")
    if not entries:
        return Line(text="No figure was read from the documents.")
    holds = "holds" if len(outline.listings) == 1 else "hold"
    answers = "answers" if len(entries) == 1 else "answer"
    text = f"{capital(documents)} {holds} {plural(len(entries), 'figure')} by {plural(speakers, 'speaker')}"
    text += f"; {'it' if len(entries) == 1 else 'they'} {answers} {plural(subjects, 'question')}"
    if len(entries) == 1:
        return Line(text=f"{text}.")
    if origins < len(entries):
        return Line(text=f"{text}, and since some repeat others, they are {plural(origins, 'separate statement')}.")
    return Line(text=f"{text}, and none repeats another.")


def _standing(outline: Outline) -> list[Entry]:
    """Every claim of the report that nobody rejected, series by series."""
    return [entry for one in outline.series for entry in one.entries] + list(outline.singles)


def _disagreement(outline: Outline) -> Line:
    """Say how many pairs conflict or were revised, and show the first."""
    conflicts, revisions = _all(outline, FindingKind.CONFLICT), _all(outline, FindingKind.REVISION)
    denied = [entry for entry in _standing(outline) if entry.claim.denied_by]
    if conflicts:
        return _example(f"{_found(len(conflicts), 'conflict')} between origins{_first(conflicts)}", conflicts[0], outline)
    if revisions:
        return _example(f"No two origins conflict, but there {_found(len(revisions), 'revision', verb=True)}", revisions[0], outline)
    if denied:
        first = denial(denied[0])
        return Line(text=f"No two figures contradict one another for the same period, but {first.text}", labels=first.labels)
    return Line(text="No two figures from different origins contradict one another for the same period.")


def _movement(outline: Outline) -> Line:
    """Say what changed with time or was reworded, and show the first."""
    changes, rewordings = _all(outline, FindingKind.CHANGE), _all(outline, FindingKind.REWORDING)
    if changes:
        return _example(f"{_found(len(changes), 'change')} with time{_first(changes)}", changes[0], outline)
    if rewordings:
        return _example(
            f"No figure moved with time, but there {_found(len(rewordings), 'rewording', verb=True)} on the way", rewordings[0], outline
        )
    return Line(text="No figure moved with time, and none was reworded on the way.")


def _found(number: int, noun: str, *, verb: bool = False) -> str:
    """Count findings in words at the head of a sentence, or after "there"."""
    be = ("is " if number == 1 else "are ") if verb else ""
    counted = f"{be}{'one' if number == 1 else f'{number:,}'} {noun if number == 1 else noun + 's'}"
    return counted if verb else capital(counted)


def _first(findings: Sequence[Finding]) -> str:
    """Say that only the first of several is shown."""
    return "; the first" if len(findings) > 1 else ""


def _example(head: str, finding: Finding, outline: Outline) -> Line:
    """Close a sentence with the finding that a reader should see first."""
    first, second = outline.entries[finding.claim_a], outline.entries[finding.claim_b]
    return Line(text=f"{head}: {said(first)}, and {said(second)}.", labels=(first.label, second.label))


def _all(outline: Outline, kind: FindingKind) -> list[Finding]:
    """Every finding of a kind, series by series."""
    return [finding for one in outline.series for finding in one.of_kind(kind)]


def heading(series: Series) -> str:
    """Name a series at the head of its chapter."""
    return capital(one_line(series.name))


def scope(series: Series) -> str:
    """Say how many claims, origins and articles a series has, and what was found."""
    found = [
        plural(len(series.of_kind(kind)), title.lower())
        for kind, title in TITLES.items()
        if kind is not FindingKind.NOT_COMPARABLE and series.of_kind(kind)
    ]
    origins = f"{plural(len(series.entries), 'figure')} from {plural(series.origins, 'origin')} in {plural(series.articles, 'article')}"
    return f"{origins}; found: {', '.join(found)}." if found else f"{origins}."
