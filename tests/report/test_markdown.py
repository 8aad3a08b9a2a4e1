"""The report as Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.report import markdown, prose
from ledger.report.outline import lay_out
from ledger.report.page import compose
from tests.report import sample


def render(contents) -> str:
    """Render contents without drawing."""
    return markdown.render(compose(lay_out(contents), charted=0), {})


@pytest.fixture(scope="module")
def flood() -> str:
    """The whole story."""
    return render(sample.flood())


@pytest.fixture(scope="module")
def missing() -> str:
    """One subject with its chart."""
    page = compose(lay_out(sample.missing()))
    return markdown.render(page, {page.chapters[0].series.anchor: "charts/missing.svg"})


def test_a_report_of_one_subject_keeps_the_order_of_the_design(missing: str) -> None:
    """The short answer, the figures, the time, the disagreements, the wording, the changes, the sources, the method."""
    assert re.findall(r"^## (.*)", missing, re.MULTILINE) == [
        "In short",
        "Figures",
        "Over time",
        "Where they disagree",
        "How the wording travelled",
        "Changed since the last report",
        "Sources",
        "How to read this",
    ]


def test_the_short_answer_is_three_sentences(flood: str) -> None:
    """Whoever reads no further has the answer."""
    short = flood.partition("## In short\n\n")[2].partition("\n\n")[0]
    plain = re.sub(r"\[\\\[[^)]*\)", "", short)
    assert len(re.findall(r"[.](?:\s|$)", plain)) == 3


def test_every_row_names_speaker_and_period(flood: str) -> None:
    """No figure stands without who said it and what time it is about."""
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in flood.splitlines() if line.startswith("| “")]
    columns = {10: (4, 5), 9: (4, 5), 7: (3, 4)}
    assert rows
    assert all(row[column].strip() for row in rows for column in columns[len(row)])


def test_every_reference_leads_to_a_source(flood: str) -> None:
    """Each link has its anchor."""
    assert set(re.findall(r"\]\(#([^)]*)\)", flood)) <= set(re.findall(r'<a id="([^"]*)">', flood))


def test_a_quote_is_highlighted_in_its_sentence(flood: str) -> None:
    """The reader sees which words are the figure."""
    assert "> Interior Minister Ana Holt said **no more than 150 people** were missing on Monday." in flood


def test_hostile_words_make_no_markup(flood: str) -> None:
    """A document cannot write a script, a link, a cell or a turned line into the page."""
    assert not re.search(r"<script|<img|<b>|(?<!\\)\]\(http|(?<!\\)\]\(javascript|\u202e", flood)


def test_hostile_words_keep_the_columns_of_a_table(flood: str) -> None:
    """A pipe in a quote stays in its cell."""
    lines = [line for line in flood.splitlines() if line.startswith("| ")]
    counts = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
    assert counts == {10, 8}


def test_the_chart_has_words_for_who_cannot_see_it(missing: str) -> None:
    """The alternative text tells every point with speaker and period."""
    assert re.search(r"!\[Chart of people missing[^\]]*Ana Holt: ≤150, 3 March 2025", missing)


def test_what_was_escaped_reads_as_it_was() -> None:
    """Nothing is lost by escaping."""
    assert markdown.escape("5 < 6 & a_b") == "5 &lt; 6 &amp; a\\_b"


@settings(deadline=None)
@given(st.text())
def test_escaped_text_holds_no_live_mark(text: str) -> None:
    """Whatever is quoted, no mark of Markdown or HTML is left unescaped."""
    escaped = re.sub(r"\\[\\`*_\[\]|~$#/.]|&(?:amp|lt|gt);", "", markdown.escape(text))
    assert not re.search(r"[\\`*_\[\]|~$#<>&\n\r\x00\u202e]", escaped)


@settings(deadline=None)
@given(st.text(alphabet="ab &<>|*_`[]#$~.:/w\\\n"))
def test_unescaping_gives_the_text_back(text: str) -> None:
    """The page shows the words, each once, with white space as single spaces."""
    shown = re.sub(r"\\([\\`*_\[\]|~$#/.])", r"\1", markdown.escape(text))
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(entity, character)
    assert shown == prose.one_line(text)


def test_nothing_earlier_is_said_so(flood: str) -> None:
    """A first report does not pretend to know what changed."""
    assert "There is no earlier report to compare with." in flood


def test_an_empty_ledger_gives_a_report() -> None:
    """No figure is an answer too."""
    assert "No figure was read from the documents." in render(sample.flood(claims=(), origins=(), findings=()))
