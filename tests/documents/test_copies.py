"""Copies: one text in two documents, reworded or not, and words that two documents quote alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import documents
from ledger.records import CopyKind

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = ("harbour", "ship", "storm", "crew", "mayor", "union", "ferry", "grain", "lorry", "quay", "tide", "crane", "rope", "cargo", "hull")


@pytest.fixture(scope="module")
def seeds():
    """The seed documents, by the first three characters of their names."""
    return {document.path[:3]: document for document in documents.read(SEEDS)}


def pairs(found, seeds):
    """The names of the documents paired."""
    names = {document.document_id: name for name, document in seeds.items()}
    return {frozenset((names[pair.document_a], names[pair.document_b])) for pair in found}


def test_one_agency_text_is_found_in_two_articles(seeds):
    """Seeds 000 and 001 carry one agency text, reworded; no other two do, not even those that quote one address."""
    found = documents.find_copies(seeds.values())
    assert pairs(found, seeds) == {frozenset(("000", "001"))}
    assert [copy.kind for copy in found] == [CopyKind.REWORDED]


def test_one_address_quoted_twice_is_found(seeds):
    """Seeds 002 and 003 quote one address, and the spans hold the words."""
    found = [shared for shared in documents.find_shared_quotations(seeds.values()) if pairs([shared], seeds) == {frozenset(("002", "003"))}]
    by_id = {document.document_id: document for document in seeds.values()}
    quoted = {by_id[shared.document_a].text[shared.start_a : shared.end_a][:12] for shared in found}
    assert quoted == {"“We see an i", "“Obviously, "}


def article(seed, length=120):
    """An article of made-up sentences."""
    picked = [WORDS[(seed * 7 + place * place * (seed % 5 + 1)) % len(WORDS)] + str((seed + place) % 13) for place in range(length)]
    return ". ".join(" ".join(picked[place : place + 10]) for place in range(0, length, 10)) + "."


def test_a_text_printed_again_and_cut_is_near_identical():
    """A copy with a line added, and one cut in half, are near-identical to the text."""
    text = article(3)
    given_texts = [text, text + " The editors added this line.", text[: len(text) * 2 // 3]]
    listed = [documents.compose(each, publisher=str(place)) for place, each in enumerate(given_texts)]
    found = documents.find_copies(listed)
    assert len(found) == 3
    assert {copy.kind for copy in found} == {CopyKind.NEAR_IDENTICAL}


LISTED = [
    documents.compose(
        article(place // 2) + f' He said: "We lost {place // 4} ships and nobody helped us at all."', publisher=str(place), language="en"
    )
    for place in range(8)
]
COPIES = documents.find_copies(LISTED)
SHARED = documents.find_shared_quotations(LISTED)


@settings(max_examples=20, deadline=None)
@given(st.permutations(LISTED))
def test_order_does_not_matter(shuffled):
    """Copies and shared quotations are the same whatever the order of the documents."""
    assert documents.find_copies(shuffled) == COPIES
    assert documents.find_shared_quotations(shuffled) == SHARED


def test_documents_without_words_have_no_copies():
    """Documents too short to compare are no copies of one another."""
    assert documents.find_copies([documents.compose("One.", publisher="a"), documents.compose("One.", publisher="b")]) == ()
