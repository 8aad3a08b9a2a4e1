"""Making reviews: each named by the hash of everything but its instant, so that a decision sent twice is one decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.records import Review, content_id

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.records import ReviewAction


def id_of(review: Review) -> str:
    """Hash everything of a review but its instant."""
    return content_id("review", review.claim_id, review.subject, review.action, review.column, review.value, review.who, review.why)


def make(  # noqa: PLR0913 - one keyword for each column
    *,
    action: ReviewAction,
    who: str,
    why: str,
    reviewed_at: datetime,
    claim_id: str | None = None,
    subject: str | None = None,
    column: str | None = None,
    value: str | None = None,
) -> Review:
    """Make a review and its id.

    Raises:
        RecordError: It is about nothing, by nobody or for no reason.
    """
    draft = Review(
        review_id="",
        action=action,
        who=who,
        why=why,
        reviewed_at=reviewed_at,
        claim_id=claim_id,
        subject=subject,
        column=column,
        value=value,
    )
    return replace(draft, review_id=id_of(draft))
