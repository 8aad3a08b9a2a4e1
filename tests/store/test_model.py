"""A ledger does what a plain model in memory does, whatever is done to it in whatever order."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ledger import store
from ledger.records import ReviewAction
from ledger.store import Selection, rows, upkeep
from ledger.store.reviewing import make
from ledger.store.verify import verify
from tests.store import made

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
NUMBERS = st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True)
READERS = st.sampled_from(["reader-1", "reader-2", "reader-3"])


def read(number, reader):
    """Give the claims that a reader finds in a document: the second finds one less."""
    found = made.claims(made.document(number), reader=reader)
    return found[:1] if reader == "reader-2" else found


class LedgerMachine(RuleBasedStateMachine):
    """Change a ledger and a model of it alike, and compare what they show."""

    @initialize()
    def begin(self):
        """Open an empty ledger, and remember every version of the model."""
        self.folder = Path(tempfile.mkdtemp())
        self.opened = store.open(self.folder / "book")
        self.readers: dict[int, str] = {}
        self.rejected: set[str] = set()
        self.past: list[tuple[dict[int, str], set[str]]] = [({}, set())]

    def teardown(self):
        """Remove the ledger."""
        shutil.rmtree(self.folder)

    def remember(self, commit):
        """Keep what the model shows if the ledger made a version."""
        if commit is not None:
            self.past.append((dict(self.readers), set(self.rejected)))
            assert commit.version == len(self.past) - 1

    def batch(self, numbers, reader):
        """Make documents and the claims that a reader finds in them."""
        return [made.document(number) for number in numbers], [claim for number in numbers for claim in read(number, reader)]

    @rule(numbers=NUMBERS, reader=READERS)
    def add(self, numbers, reader):
        """Add documents: those that are there stay as they are."""
        documents, claims = self.batch(numbers, reader)
        commit = self.opened.add(documents, claims, reader=reader)
        fresh = [number for number in numbers if number not in self.readers]
        self.readers |= dict.fromkeys(fresh, reader)
        assert (commit is None) == (not fresh)
        self.remember(commit)

    @rule(numbers=NUMBERS, tables=st.integers(1, 2))
    def add_and_die(self, numbers, tables):
        """Write some tables of an add and stop: nothing is to be seen of it."""
        numbers = [number for number in numbers if number not in self.readers]
        documents, claims = self.batch(numbers, "reader-1")
        place, ids = self.opened.place, {document.document_id for document in documents}
        there = set(place.claims.read(place.claims.head(), columns=["document_id"])["document_id"].to_pylist())
        if not numbers or ids & there:
            return
        place.claims.append(place.claims.head(), rows.claims_to_rows(claims, recorded_at=NOW))
        if tables == 2:
            place.documents.append(place.documents.head(), rows.documents_to_rows(documents, recorded_at=NOW))

    @precondition(lambda self: self.readers)
    @rule(data=st.data(), reader=READERS)
    def reread(self, data, reader):
        """Read a document again: the new reading stands."""
        number = data.draw(st.sampled_from(sorted(self.readers)))
        documents, claims = self.batch([number], reader)
        commit = self.opened.reread(documents, claims, reader=reader)
        assert (commit is None) == (self.readers[number] == reader)
        self.readers[number] = reader
        self.remember(commit)

    @precondition(lambda self: self.readers)
    @rule(data=st.data())
    def reject(self, data):
        """Reject a claim: it is hidden from then on."""
        number = data.draw(st.sampled_from(sorted(self.readers)))
        claim_id = read(number, "reader-1")[0].claim_id
        commit = self.opened.review([make(action=ReviewAction.REJECT, who="Ana", why="wrong", reviewed_at=NOW, claim_id=claim_id)])
        assert (commit is None) == (claim_id in self.rejected)
        self.rejected.add(claim_id)
        self.remember(commit)

    @rule()
    def compact(self):
        """Join files: nothing is to be seen of it but a version."""
        done = upkeep.compact(self.opened.place)
        if any(one.files_before != one.files_after for one in done):
            self.past.append((dict(self.readers), set(self.rejected)))

    def expected(self, readers, rejected):
        """List what the model shows."""
        shown = [claim for number, reader in readers.items() for claim in read(number, reader) if claim.claim_id not in rejected]
        return sorted((claim.claim_id, claim.reader) for claim in shown)

    def shown(self, opened):
        """List what a ledger shows."""
        table = opened.claims(opened.contents(), Selection(), columns=["claim_id", "reader"])
        return sorted((row["claim_id"], row["reader"]) for row in table.to_pylist())

    @invariant()
    def shows_what_the_model_shows(self):
        """The ledger shows the model's claims, and the same after opening it anew."""
        assert self.shown(self.opened) == self.expected(self.readers, self.rejected)

    @rule(data=st.data())
    def look_back(self, data):
        """Open a version of the past: it shows what the model showed then."""
        version = data.draw(st.integers(0, len(self.past) - 1))
        assert self.shown(store.open(self.opened.place.uri, version=version)) == self.expected(*self.past[version])

    @rule()
    def verify(self):
        """Verify: nothing is wrong."""
        assert list(verify(self.opened.place)) == []


LedgerMachine.TestCase.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
TestLedgerAgainstModel = LedgerMachine.TestCase
