"""Claims that answer one question are linked, and no others."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.comparison import made

CASES = json.loads((Path(__file__).parent.parent / "cases" / "subjects.json").read_text("utf-8"))
STORY = (
    "Officials from Ravenholm and Corvia met on the quay near Ravenholm. They spoke of what had come to pass, "
    "of what might follow from it, and of what each of them would tell the people who waited outside, "
    "where it rained, as it so often does in Ravenholm at that time of the year.\n"
)


def linked(case, first, second):
    """Whether two claims of two documents end in one series."""
    one = made.document("one.txt", STORY + first, publisher="Harbour News")
    two = made.document("two.txt", STORY + second, publisher="Quay Post") if second != first else one
    claims = [
        made.claim(one, {"claim_id": "a", "sentence": first, **case["a"]}),
        made.claim(two, {"claim_id": "b", "sentence": second, **case["b"]}),
    ]
    subjects = {link.claim_id: link.subject for link in made.link(claims, [one, two])}
    return subjects["a"] == subjects["b"]


@pytest.mark.parametrize("case", CASES["pairs"], ids=lambda case: case["rule"])
def test_figures_of_two_articles_are_linked_by_their_question(case):
    """Item, event, place, measure and kind of period decide, never date, speaker or unit."""
    assert linked(case, case["a"]["sentence"], case["b"]["sentence"]) is case["same"]


@pytest.mark.parametrize("case", CASES["within"], ids=lambda case: case["rule"])
def test_figures_of_one_sentence_are_linked_by_its_words(case):
    """What is set against a figure answers its question; what stands beside it answers another."""
    assert linked(case, case["text"], case["text"]) is case["same"]


@pytest.fixture
def many():
    """The claims and documents of all pairs, as one ledger."""
    claims, documents = [], []
    for number, case in enumerate(CASES["pairs"]):
        for side in "ab":
            text = f"{STORY}{case[side]['sentence']}"
            documents.append(made.document(f"{number}{side}.txt", text))
            claims.append(made.claim(documents[-1], {"claim_id": f"{number}{side}", **case[side]}))
    return claims, documents


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_adding_does_not_matter(many, data):
    """The same claims and documents in any order give the same series under the same names, with the same evidence."""
    claims, documents = many
    turned = data.draw(st.permutations(claims)), data.draw(st.permutations(documents))
    assert made.link(*turned) == made.link(claims, documents)


def test_every_claim_has_one_link_with_a_name(many):
    """Each claim appears once, under a name that a person can read."""
    claims, documents = many
    links = made.link(claims, documents)
    assert sorted(link.claim_id for link in links) == sorted(claim.claim_id for claim in claims)
    assert all(link.subject.strip() for link in links)


def test_links_keep_their_evidence(many):
    """A claim that is linked to others says what ties it to them."""
    links = made.link(*many)
    shared = {link.subject for link in links if sum(other.subject == link.subject for other in links) > 1}
    assert all(link.evidence for link in links if link.subject in shared)


def test_other_stories_stay_apart():
    """The same words about other places in an article that shares no names are another question."""
    one = made.document("one.txt", "The storm killed 31 people in Ravenholm. The Ravenholm mayor and Ada Quill of Corvia spoke.")
    two = made.document("two.txt", "The storm killed 44 people in Tellamar. The Tellamar mayor and Jon Sarn of Ostrava spoke.")
    claims = [
        made.claim(
            one, {"claim_id": "a", "sentence": "The storm killed 31 people in Ravenholm.", "quote": "31", "value": 31, "item": "people"}
        ),
        made.claim(
            two, {"claim_id": "b", "sentence": "The storm killed 44 people in Tellamar.", "quote": "44", "value": 44, "item": "people"}
        ),
    ]
    assert len({link.subject for link in made.link(claims, [one, two])}) == 2


def test_a_subject_is_named_by_its_route():
    """Deliveries are named by where they go from and to."""
    text = "Corvia shipped 40 containers of arms from North Varn to Ravenholm."
    source = made.document("one.txt", text)
    claims = [made.claim(source, {"sentence": text, "quote": "40", "value": 40, "item": "container"})]
    assert made.link(claims, [source])[0].subject == "containers delivered, North Varn to Ravenholm"
