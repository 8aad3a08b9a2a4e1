"""The records every stage speaks in: frozen, checked when made, with no behaviour beyond their own truth.

Law of this folder: standard dataclasses with slots and keywords only; closed choices are string enums;
nothing means *not stated*. It imports only `ledger.errors`.
"""

from ledger.records.claims import Claim, Stance, Status
from ledger.records.copies import Copy, CopyKind, SharedQuotation
from ledger.records.documents import Block, Document, Publication, PublishedBasis, Role
from ledger.records.figures import Basis, Bound, Change, Figure, Kind, Measure
from ledger.records.findings import Finding, FindingKind
from ledger.records.identity import content_id
from ledger.records.mentions import Mention
from ledger.records.periods import Period, Precision
from ledger.records.reviews import Review, ReviewAction

__all__ = [
    "Basis",
    "Block",
    "Bound",
    "Change",
    "Claim",
    "Copy",
    "CopyKind",
    "Document",
    "Figure",
    "Finding",
    "FindingKind",
    "Kind",
    "Measure",
    "Mention",
    "Period",
    "Precision",
    "Publication",
    "PublishedBasis",
    "Review",
    "ReviewAction",
    "Role",
    "SharedQuotation",
    "Stance",
    "Status",
    "content_id",
]
