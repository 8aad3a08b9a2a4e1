"""The order of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import RecordError
from ledger.records import FindingKind, Status
from ledger.report import markdown
from ledger.report.outline import lay_out
from ledger.report.page import compose
from tests.report import sample


@pytest.fixture
def outline():
    """The flood, laid out."""
    return lay_out(sample.flood())


def test_the_subject_with_a_conflict_comes_first(outline) -> None:
    """Who scans must see the conflict before the agreement."""
    assert [series.name for series in outline.series] == [sample.MISSING, sample.HOMES]


def test_subjects_of_one_claim_stand_apart(outline) -> None:
    """A single claim makes no series."""
    assert [entry.claim for entry in outline.singles] == [sample.LOST, sample.WORTH, sample.ATTACK]


def test_labels_count_documents_by_publication_and_claims_by_text(outline) -> None:
    """The reference leads to the document's number and the figure's place in it."""
    assert outline.entries[sample.INSURED.claim_id].label == "4.2"


def test_one_origin_in_two_wordings_is_two_rows_of_one_letter(outline) -> None:
    """A rewording is shown, and the letter says that it is no second origin."""
    letters = [statement.letter for statement in outline.series[0].statements]
    assert letters == ["A", "A", "B", "C"]


def test_one_origin_in_one_wording_is_one_row() -> None:
    """Two articles that carry the same words are one statement."""
    copied = replace(sample.COPIED, bound=sample.FIRST.bound, low=sample.FIRST.low, best=None)
    outline = lay_out(sample.flood(claims=(sample.FIRST, copied)))
    assert [(statement.articles, len(statement.entries)) for statement in outline.series[0].statements] == [(2, 2)]


def test_a_rejected_claim_is_in_no_series() -> None:
    """What a person rejected enters no table, and the findings about it go with it."""
    rejected = replace(sample.DISPUTED, status=Status.REJECTED)
    outline = lay_out(sample.flood(claims=(sample.FIRST, sample.STILL, rejected)))
    assert (len(outline.rejected), outline.series[0].of_kind(FindingKind.CONFLICT)) == (1, ())


def test_a_related_claim_is_listed_but_in_no_table() -> None:
    """A figure of another subject is named where it is kept apart, and has its source."""
    apart = sample.finding(FindingKind.NOT_COMPARABLE, sample.FIRST, sample.LOST, "people are not tonnes")
    claims = (sample.FIRST, sample.STILL)
    outline = lay_out(sample.flood(claims=claims, related=(sample.LOST,), findings=(apart,), origins=()))
    assert (outline.singles, outline.apart) == ((), (apart,))


def test_links_decide_the_subject() -> None:
    """The linked subject goes before the claim's own."""
    links = tuple(sample.Link(claim_id=claim.claim_id, subject="one question") for claim in (sample.LOST, sample.WORTH))
    assert "one question" in [series.name for series in lay_out(sample.flood(links=links)).series]


@settings(deadline=None, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(random) -> None:
    """The same claims, documents, findings and origins in any order give the same page."""
    given_ = sample.flood()
    parts = {name: list(getattr(given_, name)) for name in ("claims", "sources", "findings", "origins")}
    for part in parts.values():
        random.shuffle(part)
    shuffled = replace(given_, **{name: tuple(part) for name, part in parts.items()})
    charts: dict[str, str] = {}
    assert markdown.render(_page(shuffled), charts) == markdown.render(_page(given_), charts)


def _page(contents):
    """The page without charts, which are tested on their own."""
    return compose(lay_out(contents), charted=0)


def test_a_claim_of_an_unknown_document_is_refused() -> None:
    """A figure without a source cannot be reported."""
    with pytest.raises(RecordError, match="not among the sources"):
        sample.flood(sources=())


def test_a_claim_given_twice_is_refused() -> None:
    """A doubled row would count twice."""
    with pytest.raises(RecordError, match="twice"):
        sample.flood(claims=(sample.FIRST, sample.FIRST))
