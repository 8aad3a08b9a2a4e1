"""Each finding follows from its rule, with its reason in words."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from ledger.comparison.relations import RULES
from ledger.records import FindingKind
from tests.comparison import made

CASES = json.loads((Path(__file__).parent.parent / "cases" / "findings.json").read_text("utf-8"))["pairs"]
STORY = "Officials from Ravenholm and Corvia met on the quay near Ravenholm.\n"


def find(case, *, turned=False):
    """The findings between the two claims of a case; `turned` gives claims and documents in the other order."""
    told = [{"claim_id": name, **case[name]} for name in "ab"]
    documents = [
        made.document(
            f"{one['claim_id']}.txt",
            STORY + one["sentence"],
            published=one.get("published", "2031-05-10"),
            publisher=f"Quay {one['claim_id']}",
        )
        for one in told
    ]
    claims = [made.claim(source, one) for source, one in zip(documents, told, strict=True)]
    for source, one in zip(documents, told, strict=True):
        claims += [made.claim(source, {"sentence": one["sentence"], **other}) for other in one.get("beside", ())]
    step = -1 if turned else 1
    found = made.findings(claims[::step], documents[::step])
    return tuple(finding for finding in found if {finding.claim_a, finding.claim_b} == {"a", "b"})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_two_claims_relate_as_their_rule_says(case):
    """One finding between the two, of the kind expected."""
    assert [finding.finding for finding in find(case)] == [FindingKind(case["finding"])]


@pytest.mark.parametrize("case", [case for case in CASES if "says" in case], ids=lambda case: case["rule"])
def test_the_reason_names_what_decided(case):
    """The reason tells the reader which rule was met."""
    assert case["says"] in find(case)[0].reason


@pytest.mark.parametrize("case", [case for case in CASES if "ratio" in case], ids=lambda case: case["rule"])
def test_a_change_has_its_ratio_and_days(case):
    """The ratio is that of the stated values, the days those between the ends of the periods."""
    finding = find(case)[0]
    assert finding.ratio == pytest.approx(case["ratio"])
    assert case.get("days", finding.days) == finding.days


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_the_order_of_two_claims_does_not_matter(case):
    """The earlier claim comes first, whichever was added first."""
    assert find(case, turned=True) == find(case)


def test_every_finding_has_a_case():
    """No kind of finding goes without a case of its own."""
    assert {case["finding"] for case in CASES} == {kind.value for kind in FindingKind}


def test_rules_are_tried_in_the_documented_order():
    """After the denial, which goes before all, the first rule of each kind follows the order of the findings."""
    kinds = [kind for kind, _ in RULES[1:]]
    wanted = [FindingKind.REPEAT, FindingKind.REWORDING, FindingKind.AGREE, FindingKind.CHANGE]
    assert all(kinds.index(one) < kinds.index(two) for one, two in pairwise(wanted))


def test_neighbouring_questions_are_told_apart():
    """Related figures of one document that answer different questions are not comparable, and the reason says why."""
    text = "Corvia shipped 40 tanks and 9,000 shells from Varn to Ravenholm."
    source = made.document("one.txt", text)
    claims = [
        made.claim(source, {"claim_id": "a", "sentence": text, "quote": "40", "value": 40, "item": "tank", "item_text": "tanks"}),
        made.claim(source, {"claim_id": "b", "sentence": text, "quote": "9,000", "value": 9000, "item": "shell", "item_text": "shells"}),
    ]
    found = made.findings(claims, [source])
    assert [(finding.finding, finding.subject) for finding in found] == [(FindingKind.NOT_COMPARABLE, None)]
    assert "munitions" in found[0].reason
