"""Sums, shares, falling totals, old figures and changed counting are flagged, and nothing else."""

from ledger.comparison import FlagKind
from tests.comparison import made


def flags(text, *told, published="2031-05-10"):
    """The flags of one document's claims: each a quote with its columns."""
    source = made.document("a.txt", text, published=published)
    claims = [made.claim(source, {"claim_id": str(place), "sentence": text, **one}) for place, one in enumerate(told)]
    return made.check(claims, [source])


def test_parts_that_add_up_are_told():
    """12 + 30 + 8 = 50."""
    text = "Of the 50 tanks sent to Ravenholm, 12 were burned, 30 were repaired and 8 were lost."
    parts = [{"quote": quote, "value": value, "item": "tank"} for quote, value in (("50", 50), ("12", 12), ("30", 30), ("8", 8))]
    assert [(flag.flag, flag.holds, flag.claim_ids) for flag in flags(text, *parts)] == [(FlagKind.SUM, True, ("0", "1", "2", "3"))]


def test_numbers_that_do_not_add_up_are_no_parts():
    """Figures near one another are no parts unless they make the whole."""
    text = "Of the 50 tanks sent to Ravenholm, 12 were burned and 30 were repaired."
    parts = [{"quote": quote, "value": value, "item": "tank"} for quote, value in (("50", 50), ("12", 12), ("30", 30))]
    assert flags(text, *parts) == ()


def test_a_share_is_held_beside_its_part_and_whole():
    """A fifth of 1,500 is 300."""
    text = "Of 1,500 homes in Ravenholm 300 were flooded, a fifth of them."
    told = [
        {"quote": "1,500", "value": 1500, "item": "home", "item_text": "homes"},
        {"quote": "300", "value": 300, "item": "home", "item_text": "homes"},
        {"quote": "a fifth", "value": 0.2, "unit": "fraction", "item": "home", "item_text": "homes"},
    ]
    assert [(flag.flag, flag.claim_ids) for flag in flags(text, *told)] == [(FlagKind.SHARE, ("0", "1", "2"))]


def course(*told):
    """The kinds of flags of one speaker's figures for the dead of a storm, each with its day."""
    documents, claims = [], []
    for place, (value, day, columns) in enumerate(told):
        sentence = f"The storm in Ravenholm, Corvia, has killed {value} people."
        documents.append(made.document(f"{place}.txt", sentence, published=columns.pop("published", day)))
        told_of = {"to": day, "said_by": "Ravenholm prefect", "item": "people", **columns}
        claims.append(
            made.claim(documents[-1], {"claim_id": str(place), "sentence": sentence, "quote": str(value), "value": value, **told_of})
        )
    return [flag.flag for flag in made.check(claims, documents)]


def test_a_running_total_that_falls_is_flagged():
    """One speaker's toll that falls without a correction is flagged."""
    assert course((31, "2031-05-10", {}), (27, "2031-05-12", {})) == [FlagKind.FALL]


def test_a_running_total_that_rises_is_not_flagged():
    """A toll that rises is what tolls do."""
    assert course((31, "2031-05-10", {}), (44, "2031-05-12", {})) == []


def test_an_old_figure_carried_on_is_flagged():
    """A figure carried half a year after its day, with nothing newer, is flagged."""
    assert course((31, "2031-05-10", {}), (44, "2031-05-12", {"published": "2031-11-12"})) == [FlagKind.OLD]


def test_a_change_of_counting_is_flagged():
    """A speaker who turns from confirmed to estimated figures counts otherwise."""
    assert course((31, "2031-05-10", {"basis": "confirmed"}), (44, "2031-05-12", {"basis": "estimated"})) == [FlagKind.BASIS]
