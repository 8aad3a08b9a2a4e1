"""A review: a person's correction, a row with a reason, never an edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ledger.errors import RecordError


class ReviewAction(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    RENAME = "rename"
    JOIN = "join"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision of one person about one claim or subject.

    Attributes:
        review_id: Hash of everything but the instant.
        claim_id: The claim it is about; nothing when it is about a subject.
        subject: The subject it is about; nothing when it is about a claim.
        action: What was decided.
        column: The claim column corrected; nothing unless a correction.
        value: The corrected value as text, the new name, or the subject joined; nothing for accept and reject.
        who: The person.
        why: The reason.
        reviewed_at: The instant, UTC.
    """

    review_id: str
    action: ReviewAction
    who: str
    why: str
    reviewed_at: datetime
    claim_id: str | None = None
    subject: str | None = None
    column: str | None = None
    value: str | None = None

    def __post_init__(self) -> None:
        """Refuse a review that is about nothing, by nobody or for no reason."""
        if (self.claim_id is None) == (self.subject is None):
            raise RecordError("a review is about one claim or one subject")
        if not self.who.strip() or not self.why.strip():
            raise RecordError("a review names who decided and why")
        if (self.action is ReviewAction.CORRECT) != (self.column is not None):
            raise RecordError("a correction, and no other review, names its column")
