"""Verifying: every file has its sum, every id recomputes, every quote reproduces, every row has what it points at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.errors import LedgerError, RecordError, StoreError
from ledger.records import content_id
from ledger.store import appending, reading, reviewing, rows, schema, sums
from ledger.store.tables import among, dataset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from ledger.records import Claim, Document
    from ledger.store.history import Contents
    from ledger.store.place import Place

DOCUMENTS_AT_ONCE = 2_000
"""How many documents are checked together with their claims: what is held in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a ledger.

    Attributes:
        check: What was checked: file, history, document, claim or review.
        where: The file or the id it is about.
        what: What is wrong.
        mend: What to do about it.
    """

    check: str
    where: str
    what: str
    mend: str


RESTORE = "restore the ledger's folder from a copy"


def verify(place: Place) -> Iterator[Problem]:
    """Check the whole ledger and give every problem found; none is as it should be."""
    try:
        held = appending.read_history(place)[1]
    except (LedgerError, ValueError, TypeError) as error:
        yield Problem(check="history", where=place.history.uri, what=f"the history cannot be read: {error}", mend=RESTORE)
        return
    yield from _history(held)
    broken = [Problem(check="file", where=path, what=what, mend=RESTORE) for path, what in sums.check(place)]
    yield from broken
    if broken:
        return
    try:
        yield from _documents(place, held)
        yield from _reviews(place, held)
    except StoreError as error:
        yield Problem(check="file", where=error.where, what=error.what, mend=RESTORE)


def _history(held: Contents) -> Iterator[Problem]:
    """Check that versions follow one another without gaps, in time."""
    for number, commit in enumerate(held.commits, start=1):
        if commit.version != number:
            yield Problem(check="history", where=f"version {commit.version}", what=f"stands where version {number} should", mend=RESTORE)
    for before, after in zip(held.commits, held.commits[1:], strict=False):
        if after.recorded_at < before.recorded_at:
            yield Problem(check="history", where=f"version {after.version}", what="was recorded before the version before", mend=RESTORE)


def _documents(place: Place, held: Contents) -> Iterator[Problem]:
    """Check documents and, group by group, their claims."""
    seen: Counter[str] = Counter()
    counted = 0
    head = place.documents.head()
    for batch in dataset(head, schema.DOCUMENTS).to_batches(batch_size=DOCUMENTS_AT_ONCE):
        if not batch.num_rows:
            continue
        table = schema.DOCUMENTS.empty_table().from_batches([batch])
        kept = table.filter(among("document_id", list(held.readings)))
        documents = dict(zip(kept["document_id"].to_pylist(), rows.rows_to_documents(kept), strict=True))
        seen.update(kept["document_id"].to_pylist())
        yield from _document_problems(kept, documents)
        claims = reading.read_claims(place, held, where=among("document_id", list(documents)), superseded=True)
        counted += claims.num_rows
        yield from _claim_problems(claims, documents)
    for document_id in held.readings:
        if seen[document_id] != 1:
            what = "the history names it and the table lacks it" if not seen[document_id] else f"is there {seen[document_id]} times"
            yield Problem(check="document", where=document_id, what=what, mend=RESTORE)
    if counted != held.claims:
        yield Problem(check="claim", where="claims", what=f"{counted} rows where the history counts {held.claims}", mend=RESTORE)


def _document_problems(table: pa.Table, documents: dict[str, Document]) -> Iterator[Problem]:
    """Check that the ids of documents are the hashes of what they hold, and that blocks lie inside the text."""
    for document_id, text_hash in zip(table["document_id"].to_pylist(), table["text_hash"].to_pylist(), strict=True):
        document = documents[document_id]
        if document.text_hash != text_hash:
            yield Problem(check="document", where=document_id, what="its text is not the one that was hashed", mend=RESTORE)
        elif document.document_id != document_id:
            yield Problem(check="document", where=document_id, what="its id is not the hash of its content", mend=RESTORE)
        if any(not 0 <= block.start <= block.end <= len(document.text) for block in document.blocks):
            yield Problem(check="document", where=document_id, what="a block lies outside its text", mend=RESTORE)


def _claim_problems(table: pa.Table, documents: dict[str, Document]) -> Iterator[Problem]:
    """Check that claims stand in their documents, each once."""
    for pair, times in Counter(zip(table["claim_id"].to_pylist(), table["reader"].to_pylist(), strict=True)).items():
        if times > 1:
            yield Problem(check="claim", where=pair[0], what=f"is there {times} times as {pair[1]} read it", mend=RESTORE)
    try:
        claims: Iterable[Claim] = rows.rows_to_claims(table)
    except (RecordError, ValueError, TypeError) as error:
        yield Problem(check="claim", where="claims", what=f"a row contradicts itself: {error}", mend=RESTORE)
        return
    for claim in claims:
        what = _claim_problem(claim, documents[claim.document_id].text)
        if what:
            yield Problem(check="claim", where=claim.claim_id, what=what, mend=RESTORE)


def _claim_problem(claim: Claim, text: str) -> str:
    """Tell what is wrong with a claim; nothing if all is well."""
    if text[claim.char_start : claim.char_end] != claim.quote:
        return f"the text reads {text[claim.char_start : claim.char_end]!r} where the quote is {claim.quote!r}"
    if claim.sentence not in text:
        return "its sentence is not in the text"
    if not any(content_id("claim", claim.document_id, start, end) == claim.claim_id for start, end in _spans(claim)):
        return "its id is not the hash of a place inside its quote"
    return ""


def _spans(claim: Claim) -> Iterator[tuple[int, int]]:
    """List where in the quote the number may stand: the id is the hash of that place, which is not a column of its own.

    Spans from word edge to word edge come first, for almost every number is one.
    """
    quote, first = claim.quote, claim.char_start
    edges = {0, len(quote), *(place for place in range(1, len(quote)) if quote[place].isalnum() != quote[place - 1].isalnum())}
    likely = [(start, end) for start in sorted(edges) for end in sorted(edges) if start < end]
    yield from ((first + start, first + end) for start, end in likely)
    yield from ((first + start, first + end) for start in range(len(quote)) for end in range(start + 1, len(quote) + 1))


def _reviews(place: Place, held: Contents) -> Iterator[Problem]:
    """Check that reviews are whole and about claims that are there."""
    reviews = rows.rows_to_reviews(reading.read_reviews(place, held))
    times = Counter(review.review_id for review in reviews)
    for review_id in sorted(held.review_ids):
        if times[review_id] != 1:
            yield Problem(check="review", where=review_id, what=f"is there {times[review_id]} times", mend=RESTORE)
    named = sorted({review.claim_id for review in reviews if review.claim_id is not None})
    where = among("claim_id", named)
    known = set(reading.read_claims(place, held, columns=["claim_id"], where=where, superseded=True)["claim_id"].to_pylist())
    for review in reviews:
        if reviewing.id_of(review) != review.review_id:
            yield Problem(check="review", where=review.review_id, what="its id is not the hash of its content", mend=RESTORE)
        if review.claim_id is not None and review.claim_id not in known:
            yield Problem(check="review", where=review.review_id, what=f"there is no claim {review.claim_id}", mend=RESTORE)
