"""The report as Markdown: what is quoted is escaped, so that no document can write the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.report import periods, prose
from ledger.report.quoting import quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledger.report.outline import Entry, Listing
    from ledger.report.page import Chapter, Page
    from ledger.report.prose import Line
    from ledger.report.quoting import Quotation
    from ledger.report.tables import Row

_SPECIAL = re.compile(r"([\\`*_\[\]|~$#])")
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of the text around them: shown as a replacement mark."""

_ADDRESS = re.compile(r"(\w:|www)([/.])", re.IGNORECASE)
"""Where Markdown would make a link of an address."""

_LEADING = re.compile(r"^(?:(\d+)([.)])|([-+=]))")


def escape(text: str) -> str:
    r"""Write text so that Markdown and HTML show it as it is.

    >>> print(escape("a | b <script> `x` *y*"))
    a \| b &lt;script&gt; \`x\` \*y\*
    """
    plain = prose.one_line(UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text))
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        plain = plain.replace(character, entity)
    return _ADDRESS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", plain))


def _open(text: str) -> str:
    """Write text that opens a line, where a number, a dash or a plus would make a list."""
    return _LEADING.sub(r"\1\\\2\3", escape(text))


def render(page: Page, charts: Mapping[str, str]) -> str:
    """Write the page; `charts` gives for the anchor of a chapter the chart's file, relative to the page."""
    parts = [f"# {escape(page.title)}", _open(page.opening), "## In short", " ".join(_sentence(line) for line in page.in_short)]
    if page.overview:
        parts += ["## What stands out", _overview(page)]
    for chapter in page.chapters:
        parts += _chapter(chapter, charts.get(chapter.series.anchor), is_single=page.is_single)
    if page.singles:
        parts += ["## Figures that stand alone" if page.chapters else "## Figures", _single_table(page.singles)]
    if page.flags:
        parts += ["## Worth a second look", _bullets(page.flags)]
    if page.apart:
        parts += ["## Related figures kept apart", _bullets(page.apart)]
    parts += ["## Changed since the last report", _bullets(page.changed)]
    if page.rejected:
        parts += ["These readings were rejected by a person and enter no table or chart:", _single_table(page.rejected)]
    parts += ["## Sources", _bullets(page.shared), *(_source(listing) for listing in page.listings)]
    parts += ["## How to read this", "\n".join(f"- **{escape(entry.term)}.** {escape(entry.meaning)}" for entry in page.terms)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _chapter(chapter: Chapter, chart: str | None, *, is_single: bool) -> list[str]:
    """Write what is said of one question."""
    mark = "##" if is_single else "###"
    head = [] if is_single else [f'<a id="{chapter.series.anchor}"></a>', f"## {escape(chapter.title)}"]
    parts = [*head, _open(chapter.scope), f"{mark} Figures", _series_table(chapter.rows)]
    if chapter.chart is not None and chart is not None:
        parts += [f"{mark} Over time", f"![{escape(chapter.chart.alternative)}]({chart})", f"*{escape(chapter.chart.caption)}*"]
    if chapter.differences or is_single:
        parts += [f"{mark} Where they disagree", _bullets(chapter.differences) or "Nothing here disagrees."]
    if chapter.flags:
        parts += [f"{mark} Worth a second look", _bullets(chapter.flags)]
    if chapter.agreements:
        parts += [f"{mark} Where separate origins agree", _bullets(chapter.agreements)]
    if chapter.wordings:
        parts += [f"{mark} How the wording travelled", _bullets(chapter.wordings)]
    if chapter.apart:
        parts += [f"{mark} Related figures kept apart", _bullets(chapter.apart)]
    return parts


def _overview(page: Page) -> str:
    """One line a chapter, with a link."""
    return "\n".join(
        f"- [{escape(overview.chapter.title)}](#{overview.chapter.series.anchor}): {_sentence(overview.line)}" for overview in page.overview
    )


def _sentence(line: Line) -> str:
    """A line with its title before and its references behind it."""
    title = f"**{escape(line.title)}.** " if line.title else ""
    return f"{title}{escape(line.text)}{_references(line.labels, ' ')}"


def _bullets(lines: Iterable[Line]) -> str:
    """Lines as a list."""
    return "\n".join(f"- {_sentence(line)}" for line in lines)


def _references(labels: Sequence[str], before: str = "") -> str:
    """References as links to the sources."""
    links = " ".join(rf"[\[{label}\]](#claim-{label.replace('.', '-')})" for label in labels)
    return f"{before}{links}" if links else ""


def _series_table(rows: Iterable[Row]) -> str:
    """The figures of a series, one row a statement."""
    head = ("As worded", "Low", "Best", "High", "Said by", "Covers", "Counted how", "Origin / articles", "Reference")
    return _table(head, (_cells(row) for row in rows), right={1, 2, 3})


def _cells(row: Row) -> tuple[str, ...]:
    """The cells of a row of a series."""
    return (
        _worded(row), row.low, row.best, row.high, _said_by(row), escape(row.covers), escape(row.counted), f"{row.origin} / {row.articles}",
        _references(row.labels),
    )  # fmt: skip


def _single_table(rows: Iterable[Row]) -> str:
    """Figures that stand alone, one row a claim."""
    head = ("As worded", "Read as", "Of what", "Said by", "Covers", "Counted how", "Reference")
    cells = (
        (
            _worded(row),
            escape(row.figure),
            escape(row.item),
            _said_by(row),
            escape(row.covers),
            escape(row.counted),
            _references(row.labels),
        )
        for row in rows
    )
    return _table(head, cells)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> str:
    """A table with the columns in `right` aligned to the right."""
    rule = ["--:" if nth in set(right) else "---" for nth in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def _worded(row: Row) -> str:
    """The words of a figure with what must be known of the reading."""
    remarks = f" *({escape(', '.join(row.remarks))})*" if row.remarks else ""
    return f"“{escape(row.worded)}”{remarks}"


def _said_by(row: Row) -> str:
    """The speaker with who carried the statement."""
    return escape(f"{row.said_by}, via {row.via}" if row.via else row.said_by)


def _source(listing: Listing) -> str:
    """A document with its metadata and every claim read from it."""
    source = listing.source
    title = source.title or source.path or "Text without a title"
    publisher = f"{escape(source.publisher)}. " if source.publisher else ""
    facts = [f"{publisher}Published: {escape(periods.published(source.publication))}."]
    facts += [f"Address: {escape(source.url)}"] if source.url else []
    facts += [f"File: {escape(source.path)}"] if source.path else []
    facts.append(f"SHA-256 of the text: `{source.text_hash}`")
    facts += [f"Note: {escape(note)}" for note in source.notes]
    parts = [f"### {listing.number}. {escape(title)}", "\\\n".join(facts)]
    if not listing.entries:
        parts.append("No figure was read from it.")
    parts += [_claim(entry, quotation) for entry, quotation in zip(listing.entries, quotations(listing.entries), strict=True)]
    return "\n\n".join(parts)


def _claim(entry: Entry, quotation: Quotation) -> str:
    """A claim with its place and its quote in the sentence."""
    claim = entry.claim
    before, after = f"{_open(quotation.before)}{_gap(quotation.before)}", f"{_lead(quotation.after)}{escape(quotation.after)}"
    place = f"characters {claim.char_start}–{claim.char_end}; claim `{claim.claim_id}`"
    notes = "".join(f" {escape(note)}" for note in claim.notes)
    return (
        f'<a id="{entry.anchor}"></a>**[{entry.label}]** {escape(prose.speaker(entry))}; {place}.{notes}\n\n'
        f"> {before}**{escape(quotation.quote)}**{after}"
    )


def _gap(text: str) -> str:
    """The space that stood at the end of the text."""
    return " " if text.endswith(" ") else ""


def _lead(text: str) -> str:
    """The space that stood at the start of the text."""
    return " " if text.startswith(" ") else ""
