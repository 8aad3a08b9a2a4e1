"""Changes between two versions of a ledger: what is new, what reads differently, what was superseded, what people decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from ledger.records import Status
from ledger.store import Selection, rows, schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.records import Claim, Review
    from ledger.store import Contents, Store

CHANGES = pa.schema(
    {
        "change": pa.string(),
        "claim_id": pa.string(),
        "subject": pa.string(),
        "document_id": pa.string(),
        "quote": pa.string(),
        "column": pa.string(),
        "before": pa.string(),
        "after": pa.string(),
        "who": pa.string(),
        "why": pa.string(),
    }
)
"""One row for each change; `change` is new, changed, superseded or reviewed, and `column`, `before` and `after` tell what differs."""

UNREAD = frozenset({"reader", "recorded_at", "superseded_at", "status", "notes"})
"""Columns that differ between readings without the claim saying anything else."""


def at(held: Contents, moment: int | str | date) -> Contents:
    """Give the contents at a version, or as of the end of a day.

    Raises:
        UnknownVersionError: The ledger has no such version, or held nothing by that day.
    """
    if isinstance(moment, int):
        return held.at(version=moment, as_of=None)
    return held.at(version=None, as_of=moment)


def between(store: Store, earlier: Contents, later: Contents) -> pa.Table:
    """List what changed from one version to another."""
    old, new = _claims(store, earlier), _claims(store, later)
    rows_made: list[dict[str, str | None]] = []
    both = old | new
    for claim_id in sorted(both, key=lambda name: (both[name].document_id, both[name].char_start, name)):
        rows_made += _changes(old.get(claim_id), new.get(claim_id))
    added = [review for review in store.reviews(later) if review.review_id not in earlier.review_ids]
    rows_made += [_reviewed(review, new) for review in added]
    return pa.Table.from_pylist(rows_made, schema=CHANGES)


def _claims(store: Store, held: Contents) -> dict[str, Claim]:
    """Read the claims that stand at a version, whatever their status."""
    found = rows.rows_to_claims(store.claims(held, Selection(statuses=frozenset(Status))))
    return {claim.claim_id: claim for claim in found}


def _changes(old: Claim | None, new: Claim | None) -> Iterator[dict[str, str | None]]:
    """Give the rows of one claim."""
    claim = new or old
    if claim is None:
        return
    about = {"claim_id": claim.claim_id, "subject": claim.subject, "document_id": claim.document_id, "quote": claim.quote}
    if old is None or new is None:
        yield {"change": "new" if old is None else "superseded", **about}
        return
    for name in differ(old, new):
        yield {"change": "changed", **about, "column": name, "before": _text(getattr(old, name)), "after": _text(getattr(new, name))}


def differ(old: Claim, new: Claim) -> tuple[str, ...]:
    """List the columns in which two readings of one place say different things."""
    return tuple(name for name in schema.READ_CLAIMS.names if name not in UNREAD and getattr(old, name) != getattr(new, name))


def _reviewed(review: Review, claims: dict[str, Claim]) -> dict[str, str | None]:
    """Give the row of one review."""
    claim = claims.get(review.claim_id or "")
    return {
        "change": "reviewed",
        "claim_id": review.claim_id,
        "subject": review.subject or (claim.subject if claim else None),
        "document_id": claim.document_id if claim else None,
        "quote": claim.quote if claim else None,
        "column": review.column,
        "before": None,
        "after": review.value if review.value is not None else str(review.action),
        "who": review.who,
        "why": review.why,
    }


def _text(value: object) -> str | None:
    """Write a value as text; lists with semicolons; nothing as nothing."""
    if isinstance(value, tuple):
        return "; ".join(value) or None
    return None if value is None else str(value)
