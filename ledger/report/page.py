"""The report's parts in order, as plain text and tables: what Markdown and HTML both show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.records import FindingKind, ReviewAction
from ledger.report import charts, guide, periods, prose, tables
from ledger.report.outline import label_order
from ledger.report.prose import Line
from ledger.report.selection import LEFT_OUT, MOST_SHOWN, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.records import Finding, Review
    from ledger.report.charts import Chart
    from ledger.report.contents import Flag
    from ledger.report.outline import Entry, Listing, Outline, Series
    from ledger.report.tables import Row

CHARTS_UP_TO = 40
"""Series that get a chart, the most pressing first: a chart takes a tenth of a second and a reader a minute."""

PRESSING = (FindingKind.CONFLICT, FindingKind.REVISION, FindingKind.CHANGE, FindingKind.REWORDING)
NEWS = (*PRESSING, FindingKind.AGREE, FindingKind.REPEAT)
"""Findings that are news in a report, the most pressing first."""
OF_SUBJECTS = frozenset({ReviewAction.RENAME, ReviewAction.JOIN})
"""Decisions about a subject."""
OVERVIEW_FROM = 3
"""Subjects with something pressing from which the report opens with an overview of them."""
OVERVIEW_UP_TO = 12
"""Subjects named in the overview."""


MARKS = "“”\"'‘’ "
"""Quotation marks that a quoted passage may bring along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What is said of one question.

    Attributes:
        series: The claims.
        title: Its name as a heading.
        scope: How many origins, articles and findings there are.
        rows: The table of figures.
        chart: The figures over time; nothing where there is no time to show.
        differences: Conflicts, revisions and changes.
        flags: What to look at twice.
        agreements: Where separate origins agree.
        wordings: How each statement travelled.
        apart: Related figures that are not comparable with these, and why.
    """

    series: Series
    title: str
    scope: str
    rows: tuple[Row, ...]
    chart: Chart | None
    differences: tuple[Line, ...]
    flags: tuple[Line, ...]
    agreements: tuple[Line, ...]
    wordings: tuple[Line, ...]
    apart: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One line of the overview.

    Attributes:
        chapter: The chapter it leads to.
        line: Its most pressing finding.
    """

    chapter: Chapter
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The report's parts in order.

    Attributes:
        title: What the report is about.
        opening: What was read, and what this is.
        in_short: The report in three sentences.
        overview: The most pressing finding of each subject; empty where there are few.
        chapters: Subjects with more than one claim.
        singles: Claims whose subject nobody else speaks of.
        flags: What to look at twice among them.
        apart: Figures that stand alone and are kept apart from one another.
        changed: What changed since the last report, and what people decided.
        rejected: Claims that a person rejected.
        listings: The documents with their claims.
        shared: Documents that carry the same words.
        terms: How to read this.
    """

    title: str
    opening: str
    in_short: tuple[Line, ...]
    overview: tuple[Overview, ...]
    chapters: tuple[Chapter, ...]
    singles: tuple[Row, ...]
    flags: tuple[Line, ...]
    apart: tuple[Line, ...]
    changed: tuple[Line, ...]
    rejected: tuple[Row, ...]
    listings: tuple[Listing, ...]
    shared: tuple[Line, ...]
    terms: tuple[guide.Entry, ...]

    @property
    def is_single(self) -> bool:
        """Whether the report is about one question only."""
        return len(self.chapters) == 1 and not self.singles


def compose(outline: Outline, *, charted: int = CHARTS_UP_TO) -> Page:
    """Put the parts of the report together; the most pressing series have charts, as many as `charted` says."""
    homes, flagged = _homes(outline), _flagged(outline)
    chapters = tuple(
        _chapter(one, outline, homes.get(one.anchor, ()), flagged.get(one.anchor, ()), is_charted=nth < charted)
        for nth, one in enumerate(outline.series)
    )
    return Page(
        title=outline.contents.title,
        opening=_opening(outline),
        in_short=prose.in_short(outline),
        overview=_overview(chapters, outline),
        chapters=chapters,
        singles=tables.single_rows(outline.singles),
        flags=_flags(flagged.get("", ()), outline),
        apart=_pairs_apart(homes.get("", ()), outline),
        changed=_changes(outline) + _reviews(outline),
        rejected=tables.single_rows(outline.rejected),
        listings=outline.listings,
        shared=_shared(outline),
        terms=guide.terms(outline),
    )


def _opening(outline: Outline) -> str:
    """Say what was read and what this is."""
    days = [
        day
        for listing in outline.listings
        for day in (listing.source.publication.published_from, listing.source.publication.published_to)
        if day
    ]
    published = f", published {periods.span(min(days), max(days))}" if days else ""
    read = f"{prose.plural(len(outline.listings), 'document')}{published}."
    return f"{prose.capital(read)} Every figure below is a statement by someone, shown in its own words; nothing here says who is right."


def _homes(outline: Outline) -> dict[str, list[Finding]]:
    """Give each finding between subjects to the first chapter that holds one of its claims; those of none are under no name."""
    chapter = {entry.claim.claim_id: nth for nth, one in enumerate(outline.series) for entry in one.entries}
    homes: dict[str, list[Finding]] = {}
    for finding in outline.apart:
        places = [chapter[side] for side in (finding.claim_a, finding.claim_b) if side in chapter]
        homes.setdefault(outline.series[min(places)].anchor if places else "", []).append(finding)
    return homes


def _chapter(series: Series, outline: Outline, apart: Sequence[Finding], flags: Sequence[Flag], *, is_charted: bool) -> Chapter:
    """Put together what is said of one question."""
    denials = tuple(prose.denial(statement.first) for statement in series.statements if statement.first.claim.denied_by)
    return Chapter(
        series=series,
        title=prose.heading(series),
        scope=prose.scope(series),
        rows=tables.series_rows(series),
        chart=charts.draw(series) if is_charted else None,
        differences=_found(series, outline, FindingKind.CONFLICT)
        + denials
        + _found(series, outline, FindingKind.REVISION, FindingKind.CHANGE),
        flags=_flags(flags, outline),
        agreements=_found(series, outline, FindingKind.AGREE),
        wordings=_wordings(series, outline),
        apart=_found(series, outline, FindingKind.NOT_COMPARABLE) + _others_apart(series, apart, outline),
    )


def _found(series: Series, outline: Outline, *kinds: FindingKind) -> tuple[Line, ...]:
    """The findings of the kinds given, in words, with a line for those left out."""
    lines: tuple[Line, ...] = ()
    for kind in kinds:
        selection = select(series, kind)
        lines += tuple(prose.relation(finding, outline) for finding in selection.shown) + _left_out(selection.left_out)
    return lines


def _flagged(outline: Outline) -> dict[str, list[Flag]]:
    """Give each flag to the chapter that holds its first claim; those of none are under no name."""
    chapter = {entry.claim.claim_id: one.anchor for one in outline.series for entry in one.entries}
    standing = chapter.keys() | {entry.claim.claim_id for entry in outline.singles}
    flagged: dict[str, list[Flag]] = {}
    for flag in sorted(outline.contents.flags, key=lambda flag: (flag.flag, flag.claim_ids)):
        if standing.issuperset(flag.claim_ids):
            flagged.setdefault(chapter.get(flag.claim_ids[0], ""), []).append(flag)
    return flagged


def _flags(flags: Sequence[Flag], outline: Outline) -> tuple[Line, ...]:
    """What to look at twice, in words."""
    return tuple(prose.flag(flag, outline) for flag in flags[:MOST_SHOWN]) + _left_out(len(flags) - MOST_SHOWN)


def _others_apart(series: Series, findings: Sequence[Finding], outline: Outline) -> tuple[Line, ...]:
    """The figures of other subjects that are kept apart from a series, each once, with why."""
    own = {entry.claim.claim_id for entry in series.entries}
    lines: dict[tuple[str | None, str], Line] = {}
    for finding in findings:
        other = outline.entries[finding.claim_b if finding.claim_a in own else finding.claim_a]
        line = Line(text=f"{prose.capital(prose.said(other))}. {prose.reason(finding)}", labels=(other.label,))
        lines.setdefault((other.subject, prose.worded(other.claim)), line)
    return tuple(lines.values())[:MOST_SHOWN] + _left_out(len(lines) - MOST_SHOWN)


def _pairs_apart(findings: Sequence[Finding], outline: Outline) -> tuple[Line, ...]:
    """The figures that stand alone and are kept apart, one pair for every two subjects."""
    kept: dict[frozenset[str | None], Finding] = {}
    for finding in findings:
        kept.setdefault(frozenset(outline.entries[side].subject for side in (finding.claim_a, finding.claim_b)), finding)
    return tuple(prose.relation(finding, outline) for finding in list(kept.values())[:MOST_SHOWN]) + _left_out(len(kept) - MOST_SHOWN)


def _left_out(number: int) -> tuple[Line, ...]:
    """Say how many findings are not printed and where they stand."""
    return (Line(text=f"{number:,} {LEFT_OUT}."),) if number > 0 else ()


def _overview(chapters: Iterable[Chapter], outline: Outline) -> tuple[Overview, ...]:
    """The most pressing finding of each chapter, where there are enough of them to get lost in."""
    pressing = [chapter for chapter in chapters if chapter.series.of_kind(*PRESSING)]
    if len(pressing) < OVERVIEW_FROM:
        return ()
    return tuple(
        Overview(chapter=chapter, line=prose.sides(chapter.series.of_kind(*PRESSING)[0], outline)) for chapter in pressing[:OVERVIEW_UP_TO]
    )


def _wordings(series: Series, outline: Outline) -> tuple[Line, ...]:
    """For each statement that was carried on, its wordings in the order of publication and what became of them."""
    carried: dict[str, list[Entry]] = {}
    letters = {}
    for statement in series.statements:
        letters[statement.first.origin] = statement.letter
        carried.setdefault(statement.first.origin, []).extend(statement.entries)
    lines = []
    for origin, entries in carried.items():
        given = outline.origins.get(origin)
        lineage = given.lineage if given else ()
        if len(entries) == 1 and not entries[0].claim.via and len(lineage) < 2:  # noqa: PLR2004 - one carrier alone is no journey
            continue
        reworded = [finding for finding in series.of_kind(FindingKind.REWORDING) if outline.entries[finding.claim_a].origin == origin]
        lines.append(
            prose.journey(letters[origin], entries, lineage, [finding.reason for finding in reworded], given.evidence if given else ())
        )
    return tuple(lines)


def _changes(outline: Outline) -> tuple[Line, ...]:
    """What changed since the earlier report."""
    changes = outline.contents.changes
    if changes is None:
        return (Line(text="There is no earlier report to compare with."),)
    lines = []
    for title, ids in (("New", changes.added), ("Changed", changes.changed)):
        entries = sorted(
            (outline.entries[claim_id] for claim_id in ids if claim_id in outline.entries), key=lambda entry: label_order(entry.label)
        )
        lines += [
            Line(title=title, text=f"{prose.capital(prose.said(entry))}.", labels=(entry.label,)) for entry in entries[:OVERVIEW_UP_TO]
        ]
        if len(entries) > OVERVIEW_UP_TO:
            lines.append(Line(text=f"{len(entries) - OVERVIEW_UP_TO:,} more rows are {title.lower()}; `claims-ledger diff` lists them."))
    lines += [Line(title="Superseded", text=prose.replaced(claim)) for claim in changes.superseded[:OVERVIEW_UP_TO]]
    standing = [finding for finding in changes.findings if finding.claim_a in outline.entries and finding.claim_b in outline.entries]
    findings = [finding for kind in NEWS for finding in standing if finding.finding is kind]
    lines += [prose.relation(finding, outline) for finding in findings[:OVERVIEW_UP_TO]]
    if len(findings) > OVERVIEW_UP_TO:
        lines.append(Line(text=f"{len(findings) - OVERVIEW_UP_TO:,} more findings are new; they stand in their chapters."))
    return (Line(text=f"Since {changes.since}:" if lines else f"Nothing changed since {changes.since}."), *lines)


def _reviews(outline: Outline) -> tuple[Line, ...]:
    """What people decided, oldest first; of a decision about a subject, the rows that keep it for single claims are not shown."""
    ordered = sorted(outline.contents.reviews, key=lambda review: (review.reviewed_at, review.review_id))
    return tuple(_review(review, outline) for review in ordered if review.action not in OF_SUBJECTS or review.claim_id is None)


def _review(review: Review, outline: Outline) -> Line:
    """Put one decision in words."""
    entry = outline.entries.get(review.claim_id or "")
    target = f"“{prose.worded(entry.claim)}”" if entry else f"the claim {review.claim_id}" if review.claim_id else f"“{review.subject}”"
    done = {
        ReviewAction.ACCEPT: f"accepted {target}",
        ReviewAction.CORRECT: f"corrected {review.column} of {target} to “{review.value}”",
        ReviewAction.REJECT: f"rejected {target}",
        ReviewAction.RENAME: f"renamed {target} to “{review.value}”",
        ReviewAction.JOIN: f"joined {target} with “{review.value}”",
        ReviewAction.SPLIT: f"split {target}",
    }[review.action]
    text = f"{review.who} {done} on {periods.day(review.reviewed_at.date())}: {review.why.rstrip('.')}."
    return Line(title="Review", text=text, labels=(entry.label,) if entry else ())


def _shared(outline: Outline) -> tuple[Line, ...]:
    """Which documents carry the same words."""
    numbers = {listing.source.document_id: listing.number for listing in outline.listings}
    lines = []
    for shared in outline.contents.shared:
        listed = sorted(numbers[document_id] for document_id in shared.document_ids if document_id in numbers)
        if len(listed) > 1:
            words = f": “{prose.one_line(shared.words).strip(MARKS)}”" if shared.words else ""
            lines.append(
                Line(text=f"Documents {', '.join(map(str, listed[:-1]))} and {listed[-1]} carry {shared.what}{words}{_stop(words)}")
            )
    return tuple(sorted(lines, key=lambda line: line.text))


def _stop(words: str) -> str:
    """The full stop of a sentence that may end in a quotation with one of its own."""
    return "" if words.endswith((".”", "!”", "?”")) else "."
