"""The sentences of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ledger.records import Review, ReviewAction, Stance
from ledger.report import Changes, Shared, prose
from ledger.report.outline import lay_out
from ledger.report.page import compose
from tests.report import sample


def page(**changed):
    """The flood's page without charts."""
    return compose(lay_out(sample.flood(**changed)), charted=0)


def test_the_words_of_a_figure_run_on_to_what_it_counts() -> None:
    """What follows the figure in the sentence is quoted with it."""
    claim = replace(sample.STILL, quote="38", char_end=sample.STILL.char_start + 2, item_text="people")
    assert prose.worded(claim) == "38 people"


def test_what_stands_elsewhere_is_added_in_brackets() -> None:
    """A word that does not follow the figure is not passed off as quoted."""
    claim = replace(sample.STILL, quote="38", char_end=sample.STILL.char_start + 2, item_text="villagers")
    assert prose.worded(claim) == "38 [villagers]"


def test_a_denial_elsewhere_in_the_text_is_told() -> None:
    """A figure that its own text denies is not shown as undisputed."""
    denied = replace(sample.FIRST, denied_by=("Holt", "The mayor"))
    lines = page(claims=(denied, sample.STILL), findings=(), origins=()).chapters[0].differences
    assert lines[0].text.startswith("Holt and The mayor deny a figure: Vale Rescue Service said “More than 420 people” for 3 March 2025")


def test_a_denied_figure_is_not_said() -> None:
    """The verb tells the stance."""
    entry = lay_out(sample.flood(claims=(replace(sample.DISPUTED, stance=Stance.DENIED),), origins=(), findings=())).singles[0]
    assert prose.said(entry).startswith("Ana Holt denied “no more than 150 people”")


def test_a_figure_without_a_speaker_is_the_publications() -> None:
    """The publication's own voice has the publication's name."""
    entry = lay_out(sample.flood()).entries[sample.DAMAGED.claim_id]
    assert prose.speaker(entry) == "Northern Wire (in its own voice)"


def test_the_wording_is_followed_from_text_to_text() -> None:
    """The lost bound is seen where it was lost, with the path of the statement."""
    text = page().chapters[0].wordings[0].text
    assert "“More than 420 people” in Northern Wire (3 March 2025) → “About 420 people” in The Vale Courier (4 March 2025)" in text


def test_a_measured_change_gives_ratio_and_days() -> None:
    """A reader sees how much and after how long."""
    change = page().chapters[0].differences[-1]
    assert change.text.endswith("The later figure holds for a later day (0.0905 times the earlier figure, 29 days later).")


def test_changes_since_the_last_report_are_listed() -> None:
    """What is new is named with speaker and period."""
    changes = Changes(since="version 3", added=(sample.STILL.claim_id,), superseded=(sample.FIRST,))
    texts = [(line.title, line.text) for line in page(changes=changes).changed]
    assert texts == [
        ("", "Since version 3:"),
        ("New", "Vale Rescue Service said “38 people” for 1 April 2025."),
        ("Superseded", "“More than 420 people”, said by Vale Rescue Service for 3 March 2025."),
    ]


def test_no_change_is_said_so() -> None:
    """An empty difference is told, not left out."""
    assert page(changes=Changes(since="version 3")).changed[0].text == "Nothing changed since version 3."


def test_a_review_is_shown_with_who_and_why() -> None:
    """A person's decision carries a name, a day and a reason."""
    review = Review(
        review_id="1",
        action=ReviewAction.ACCEPT,
        who="Mara",
        why="checked against the broadcast",
        reviewed_at=datetime(2026, 1, 31, tzinfo=UTC),
        claim_id=sample.DISPUTED.claim_id,
    )
    told = page(reviews=(review,)).changed[-1]
    assert told.text == "Mara accepted “no more than 150 people” on 31 January 2026: checked against the broadcast."


def test_documents_with_the_same_words_are_named_by_number() -> None:
    """Copies are told before the sources."""
    shared = Shared(document_ids=(sample.PAPER.document_id, sample.WIRE.document_id), what="one quotation", words="“We are lost.”")
    assert page(shared=(shared,)).shared[0].text == "Documents 1 and 2 carry one quotation: “We are lost.”"


def test_what_to_look_at_twice_names_speaker_and_period() -> None:
    """A sum that does not come out is shown with the claims it was reckoned from."""
    flag = sample.Flag(flag="sum", claim_ids=(sample.FIRST.claim_id, sample.STILL.claim_id), reason="The parts do not add up.")
    told = page(flags=(flag,)).chapters[0].flags[0]
    assert (told.title, told.labels) == ("Sum", ("1.1", "4.1"))
    assert told.text.startswith("The parts do not add up. Vale Rescue Service said “More than 420 people” for 3 March 2025; Vale Rescue")


def test_a_flag_about_a_claim_outside_the_report_is_left_out() -> None:
    """A report shows only what it has the sources of."""
    flag = sample.Flag(flag="sum", claim_ids=(sample.FIRST.claim_id, "elsewhere"), reason="The parts add up.")
    assert page(flags=(flag,)).chapters[0].flags == ()


def test_a_decision_about_a_subject_is_shown_once() -> None:
    """The rows that keep a new name for single claims are the ledger's business, not the reader's."""
    at = datetime(2026, 1, 31, tzinfo=UTC)
    decided = {"action": ReviewAction.RENAME, "who": "Mara", "why": "clearer", "reviewed_at": at, "value": "flood deaths"}
    reviews = (
        Review(review_id="1", subject="people killed", **decided),
        Review(review_id="2", claim_id=sample.DISPUTED.claim_id, **decided),
    )
    told = [line.text for line in page(reviews=reviews).changed if line.title == "Review"]
    assert told == ["Mara renamed “people killed” to “flood deaths” on 31 January 2026: clearer."]
