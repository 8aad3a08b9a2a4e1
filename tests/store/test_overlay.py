"""What people decide is laid over the rows, and the rows stay."""

from datetime import UTC, datetime

import pytest

from ledger import store
from ledger.errors import InputError, RecordError
from ledger.records import ReviewAction, Status
from ledger.store import Selection, overlay, rows
from ledger.store.reviewing import make
from tests.store import made

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
DOCUMENT = made.document()
FIRST, SECOND = made.claims(DOCUMENT)


@pytest.fixture
def opened(tmp_path):
    """Open a ledger that holds one document with two claims."""
    ledger = store.open(tmp_path / "book")
    ledger.add([DOCUMENT], [FIRST, SECOND], reader=made.READER)
    return ledger


def decide(opened, action, *, why="checked", of=FIRST, **parts):
    """Record one decision about a claim."""
    opened.review([make(action=action, who="Ana", why=why, reviewed_at=NOW, claim_id=of.claim_id, **parts)])


def read(opened, **chosen):
    """Read the claims selected as records, in the order of the text."""
    found = rows.rows_to_claims(opened.claims(opened.contents(), Selection(**chosen)))
    return sorted(found, key=lambda claim: claim.char_start)


def test_an_accepted_claim_says_so(opened):
    """Accepting sets the status and nothing else."""
    decide(opened, ReviewAction.ACCEPT)
    assert [claim.status for claim in read(opened)] == [Status.ACCEPTED, Status.MACHINE]


def test_a_rejected_claim_is_not_shown(opened):
    """Rejecting hides the claim by default."""
    decide(opened, ReviewAction.REJECT)
    assert [claim.claim_id for claim in read(opened)] == [SECOND.claim_id]


def test_a_rejected_claim_is_shown_when_asked_for(opened):
    """Rejected claims are still there for whoever asks for them."""
    decide(opened, ReviewAction.REJECT)
    assert [claim.status for claim in read(opened, statuses=frozenset(Status))] == [Status.REJECTED, Status.MACHINE]


def test_a_correction_replaces_the_value(opened):
    """A corrected column shows the person's value."""
    decide(opened, ReviewAction.CORRECT, column="low", value="360")
    assert read(opened)[0].low == 360.0


def test_a_correction_keeps_the_machines_value_as_a_note(opened):
    """What the machine had read, who corrected it and why stand among the notes."""
    decide(opened, ReviewAction.CORRECT, column="low", value="360", why="the page says 360")
    assert read(opened)[0].notes == ("Ana corrected low from 340.0: the page says 360",)


def test_a_corrected_value_is_selected_by(opened):
    """A claim is found under its corrected speaker."""
    decide(opened, ReviewAction.CORRECT, column="said_by", value="Harbour master")
    assert [claim.claim_id for claim in read(opened, values={"said_by": ("Harbour master",)})] == [FIRST.claim_id]


def test_a_value_that_was_corrected_is_not_selected_by(opened):
    """A claim is not found under the speaker that a person replaced."""
    decide(opened, ReviewAction.CORRECT, column="said_by", value="Harbour master")
    assert read(opened, values={"said_by": ("Port authority",)}) == []


def test_a_later_decision_overrules(opened):
    """The latest decision about a claim holds."""
    decide(opened, ReviewAction.REJECT)
    decide(opened, ReviewAction.ACCEPT, why="it is right after all")
    assert read(opened)[0].status is Status.ACCEPTED


def test_a_rejection_outlives_a_new_reading(opened):
    """A rejected claim does not come back when its document is read again."""
    decide(opened, ReviewAction.REJECT)
    opened.reread([DOCUMENT], made.claims(DOCUMENT, reader="reader-2"), reader="reader-2")
    assert [claim.claim_id for claim in read(opened)] == [SECOND.claim_id]


def test_reviews_of_later_versions_are_not_laid_over_the_past(opened):
    """A version before a review shows the claim as it stood."""
    decide(opened, ReviewAction.REJECT)
    assert len(read(store.open(opened.place.uri, version=1))) == 2


def test_a_list_is_corrected(opened):
    """A corrected list is given with semicolons."""
    decide(opened, ReviewAction.CORRECT, column="via", value="Wire; Paper")
    assert read(opened)[0].via == ("Wire", "Paper")


@pytest.mark.parametrize(
    ("column", "value"),
    [("quote", "x"), ("low", "many"), ("bound", "perhaps"), ("valid_from", "June"), ("kind", None), ("no_such", "x")],
)
def test_a_correction_that_cannot_be_is_refused(column, value):
    """A column that may not be corrected, or cannot hold the value, is an error that says what can be done."""
    with pytest.raises(InputError) as caught:
        overlay.correct(FIRST, {column: value})
    assert caught.value.mend


def test_a_correction_that_contradicts_the_claim_is_refused():
    """A bound without the numbers it needs is no correction."""
    with pytest.raises(RecordError):
        overlay.correct(FIRST, {"bound": "exact"})


def test_a_correction_of_several_columns_is_checked_as_a_whole():
    """Columns that belong together are corrected together."""
    corrected = overlay.correct(FIRST, {"bound": "exact", "best": "340", "high": "340"})
    assert (corrected.bound, corrected.high) == ("exact", 340.0)
