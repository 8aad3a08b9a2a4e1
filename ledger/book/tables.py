"""Tables of what comparison and history say: records as Arrow rows, in a documented order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.book.view import View
    from ledger.records import Claim, Finding
    from ledger.store import Contents

_TEXTS = pa.list_(pa.field("element", pa.string()))
_INSTANT = pa.timestamp("us", tz="UTC")

FINDINGS = pa.schema(
    {
        "finding": pa.string(),
        "claim_a": pa.string(),
        "claim_b": pa.string(),
        "subject": pa.string(),
        "reason": pa.string(),
        "ratio": pa.float64(),
        "days": pa.int64(),
    }
)

SERIES = pa.schema(
    {
        "subject": pa.string(),
        "claims": pa.int64(),
        "origins": pa.int64(),
        "documents": pa.int64(),
        "said_by": _TEXTS,
        "units": _TEXTS,
        "valid_from": pa.date32(),
        "valid_to": pa.date32(),
        "claim_ids": _TEXTS,
    }
)

HISTORY = pa.schema(
    {
        "version": pa.int64(),
        "recorded_at": _INSTANT,
        "operation": pa.string(),
        "documents": pa.int64(),
        "claims": pa.int64(),
        "reviews": pa.int64(),
        "reader": pa.string(),
        "program": pa.string(),
        "documents_version": pa.int64(),
        "claims_version": pa.int64(),
        "reviews_version": pa.int64(),
    }
)

PROBLEMS = pa.schema({"check": pa.string(), "where": pa.string(), "what": pa.string(), "mend": pa.string()})


def of_records(records: Iterable[object], schema: pa.Schema) -> pa.Table:
    """Make a table of records whose fields are named as its columns."""
    listed = list(records)
    return pa.Table.from_arrays(
        [pa.array([getattr(record, field.name) for record in listed], type=field.type) for field in schema], schema=schema
    )


def findings(listed: Iterable[Finding]) -> pa.Table:
    """Make a row of each finding."""
    return of_records(listed, FINDINGS)


def history(held: Contents) -> pa.Table:
    """Make a row of each version, the earliest first."""
    return of_records(held.commits, HISTORY)


def series(view: View) -> pa.Table:
    """Make a row of each subject: who speaks of it, how often, and for which time; no figure is summed or averaged."""
    members: dict[str, list[Claim]] = {}
    for claim in view.claims:
        members.setdefault(view.subjects[claim.claim_id], []).append(claim)
    origins: dict[str, int] = {}
    for origin in view.origins:
        origins[origin.subject] = origins.get(origin.subject, 0) + 1
    rows = [_series(subject, claims, origins.get(subject, 0)) for subject, claims in sorted(members.items())]
    return pa.Table.from_pylist(rows, schema=SERIES)


def _series(subject: str, claims: list[Claim], origins: int) -> dict[str, object]:
    """Sum up one subject."""
    return {
        "subject": subject,
        "claims": len(claims),
        "origins": origins,
        "documents": len({claim.document_id for claim in claims}),
        "said_by": sorted({claim.said_by for claim in claims if claim.said_by is not None}),
        "units": sorted({claim.unit for claim in claims if claim.unit is not None}),
        "valid_from": min((claim.valid_from for claim in claims if claim.valid_from is not None), default=None),
        "valid_to": max((claim.valid_to for claim in claims if claim.valid_to is not None), default=None),
        "claim_ids": sorted(claim.claim_id for claim in claims),
    }


UPKEEP = pa.schema(
    {
        "table": pa.string(),
        "files_before": pa.int64(),
        "files_after": pa.int64(),
        "removed": _TEXTS,
        "unreadable_before": pa.int64(),
    }
)


def in_order(claims: pa.Table, documents: pa.Table) -> pa.Table:
    """Put claims in the order of their documents' paths, and of the text within each; newer readings of a place last."""
    listed = documents.sort_by([("path", "ascending"), ("document_id", "ascending")])["document_id"]
    rank = pc.index_in(claims["document_id"], value_set=listed.combine_chunks())
    keys = [("rank", "ascending"), ("char_start", "ascending"), ("claim_id", "ascending"), ("reader", "ascending")]
    return claims.append_column("rank", rank).sort_by(keys).drop_columns("rank")
