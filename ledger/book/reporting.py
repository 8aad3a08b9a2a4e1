"""Reporting: a view of the ledger becomes the contents of a report, or files for other programs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger import report
from ledger.book import changes
from ledger.book.view import View
from ledger.errors import InputError
from ledger.records import CopyKind, Status
from ledger.report import csv
from ledger.store import Selection, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from ledger.records import Claim

_CARRIED = {CopyKind.NEAR_IDENTICAL: "one text", CopyKind.REWORDED: "one text, reworded"}

TITLE = "Figures in the ledger"


def write(view: View, folder: Path, *, format: str, **options: str | Sequence[str] | int | date | None) -> tuple[Path, ...]:  # noqa: A002 - the public face calls it so
    """Write the report of a version, or of one of its subjects.

    Raises:
        InputError: An option or the format is not known, or there is no such subject.
    """
    unknown = options.keys() - {"subject", "title", "since", "name"}
    if unknown:
        raise InputError(f"a report has no option {min(unknown)!r}", mend="one of: subject, title, since, name")
    subject, since = options.get("subject"), options.get("since")
    wanted = () if subject is None else (str(subject),) if isinstance(subject, str | int | date) else tuple(subject)
    claims = _claims(view, wanted)
    related = _related(view, claims) if wanted else ()
    held = {claim.document_id for claim in claims + related}
    contents = report.Contents(
        title=str(options.get("title") or ", ".join(wanted) or TITLE),
        claims=claims,
        sources=tuple(report.Source.of(document) for document in view.documents if not wanted or document.document_id in held),
        links=view.links,
        origins=view.origins,
        findings=view.findings,
        flags=view.flags,
        related=related,
        shared=_shared(view),
        reviews=view.reviews,
        changes=_changes(view, since) if isinstance(since, str | int | date) else None,
    )
    return report.write(folder, contents, format=format, name=str(options.get("name") or "report"))


def _claims(view: View, subjects: Sequence[str]) -> tuple[Claim, ...]:
    """Choose the claims to report: of the subjects named, or all, the rejected ones among them."""
    for subject in subjects:
        if not view.of(subject):
            raise InputError("the ledger has no such subject", where=subject, mend="book.series() lists the subjects")
    if not subjects:
        return view.claims + rows.rows_to_claims(view.store.claims(view.held, Selection(statuses=frozenset({Status.REJECTED}))))
    members = view.of(subjects)
    return tuple(claim for claim in view.claims if claim.claim_id in members)


def _related(view: View, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Choose the claims of other subjects that findings set beside these."""
    own = {claim.claim_id for claim in claims}
    pairs = [{finding.claim_a, finding.claim_b} for finding in view.findings]
    beside = {side for pair in pairs if pair & own for side in pair - own}
    return tuple(claim for claim in view.claims if claim.claim_id in beside)


def _shared(view: View) -> tuple[report.Shared, ...]:
    """Tell which documents carry one text, and which others quote the same words."""
    copied = {(copy.document_a, copy.document_b): _CARRIED[copy.kind] for copy in view.copies}
    texts = {document.document_id: document.text for document in view.documents}
    quoted: dict[tuple[str, str], str] = {}
    for shared in view.shared_quotations:
        pair = (shared.document_a, shared.document_b)
        words = texts[shared.document_a][shared.start_a : shared.end_a]
        if pair not in copied and len(words) > len(quoted.get(pair, "")):
            quoted[pair] = words
    return (
        *(report.Shared(document_ids=pair, what=what) for pair, what in sorted(copied.items())),
        *(report.Shared(document_ids=pair, what="one quotation", words=words) for pair, words in sorted(quoted.items())),
    )


def _changes(view: View, since: str | int | date) -> report.Changes:
    """Tell what became of the ledger since an earlier version or day."""
    before = View(view.store, changes.at(view.held, since))
    old = {claim.claim_id: claim for claim in before.claims}
    new = {claim.claim_id: claim for claim in view.claims}
    known = {(finding.finding, finding.claim_a, finding.claim_b) for finding in before.findings}
    return report.Changes(
        since=f"version {since}" if isinstance(since, int) else str(since),
        added=tuple(sorted(new.keys() - old.keys())),
        superseded=tuple(old[claim_id] for claim_id in sorted(old.keys() - new.keys())),
        changed=tuple(sorted(claim_id for claim_id in new.keys() & old.keys() if changes.differ(old[claim_id], new[claim_id]))),
        findings=tuple(finding for finding in view.findings if (finding.finding, finding.claim_a, finding.claim_b) not in known),
    )


def export(claims: pa.Table, folder: Path) -> tuple[Path, ...]:
    """Write claims as CSV with its Table Schema and as Parquet."""
    return csv.export(claims, folder)
