"""Reviewing: a person's decision, checked against the claim or subject it is about, becomes rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ledger.book import subjects
from ledger.errors import InputError, UnknownClaimError
from ledger.records import Review, ReviewAction, Status
from ledger.store import Selection, overlay, reviewing, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.book.view import View
    from ledger.records import Claim

_OF_CLAIMS = frozenset({ReviewAction.ACCEPT, ReviewAction.CORRECT, ReviewAction.REJECT, ReviewAction.SPLIT})


def action_of(name: str) -> ReviewAction:
    """Read the name of an action.

    Raises:
        InputError: There is no such action.
    """
    try:
        return ReviewAction(name)
    except ValueError as error:
        raise InputError(f"{name!r} is no review", mend=f"one of: {', '.join(ReviewAction)}") from error


def of_claim(  # noqa: PLR0913 - one keyword for each part of a decision
    view: View, claim_id: str, action: ReviewAction, *, who: str, why: str, values: Mapping[str, str | None], value: str | None
) -> tuple[Review, ...]:
    """Make the reviews of a decision about a claim: one, or for a correction one for each column.

    Raises:
        UnknownClaimError: The ledger has no such claim.
        InputError: The decision is not one about a claim, or lacks a value.
        RecordError: The corrected claim would contradict itself.
    """
    claim = _claim(view, claim_id)
    if action not in _OF_CLAIMS:
        raise InputError(f"{action} is about a subject", where=claim_id, mend="name the subject instead of the claim")
    if (action is ReviewAction.CORRECT) != bool(values) or (action is ReviewAction.SPLIT) != bool(value):
        raise InputError("a correction gives values by column, a split the new subject, other reviews neither", where=str(action))
    now = datetime.now(UTC)
    if action is not ReviewAction.CORRECT:
        return (reviewing.make(action=action, who=who, why=why, reviewed_at=now, claim_id=claim_id, value=value),)
    overlay.correct(claim, values)
    return tuple(
        reviewing.make(action=action, who=who, why=why, reviewed_at=now, claim_id=claim_id, column=column, value=given)
        for column, given in sorted(values.items())
    )


def of_subject(  # noqa: PLR0913 - one keyword for each part of a decision
    view: View, subject: str, action: ReviewAction, *, who: str, why: str, value: str | None
) -> tuple[Review, ...]:
    """Make the reviews of a decision about a subject: one about its name, and one for each claim that keeps it.

    Raises:
        InputError: There is no such subject, or the decision is not one about a subject, or lacks the new name.
    """
    if action not in {ReviewAction.RENAME, ReviewAction.JOIN} or not value:
        raise InputError("a subject is renamed or joined, and the new name is given", where=subject, mend="split is about a claim")
    kept = subjects.anchors(view.links, subject)
    if not kept:
        raise InputError("the ledger has no such subject", where=subject, mend="book.series() lists the subjects")
    joined = subjects.anchors(view.links, value) if action is ReviewAction.JOIN else []
    if action is ReviewAction.JOIN and not joined:
        raise InputError("the subject to join does not exist", where=value, mend="rename gives a subject a new name")
    now = datetime.now(UTC)
    about = [(None, subject), *((claim_id, None) for claim_id in (*kept, *joined))]
    return tuple(
        reviewing.make(action=action, who=who, why=why, reviewed_at=now, claim_id=claim_id, subject=name, value=value)
        for claim_id, name in about
    )


def refuse_stale(view: View, made: tuple[Review, ...]) -> None:
    """Raise `InputError` for a decision that was made before and overruled since: the same row again would change nothing."""
    known = [review for review in made if review.review_id in view.held.review_ids]
    if len(known) < len(made) or not known:
        return
    latest = max(view.held.review_ids[review.review_id] for review in known)
    about = {review.claim_id or review.subject for review in known}
    later = [
        review
        for review in view.reviews
        if (review.claim_id or review.subject) in about and view.held.review_ids[review.review_id] > latest
    ]
    if later:
        raise InputError(
            f"the same review was made before, and {later[-1].who} decided otherwise since",
            where=str(known[0].claim_id or known[0].subject),
            mend="give a reason of its own",
        )


def _claim(view: View, claim_id: str) -> Claim:
    """Find a claim that stands, with earlier corrections, whatever its status."""
    chosen = Selection(values={"claim_id": (claim_id,)}, statuses=frozenset(Status))
    found = rows.rows_to_claims(view.store.claims(view.held, chosen))
    if not found:
        raise UnknownClaimError("the ledger has no such claim", where=claim_id, mend="book.claims() lists the claims")
    return found[0]
