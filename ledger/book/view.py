"""A view of one version: its claims, linked and compared, each part worked out when first asked for and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

from ledger import comparison, documents
from ledger.book import subjects
from ledger.store import Selection, rows
from ledger.store.schema import DOCUMENTS, READ_CLAIMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.comparison import Context, Flag, Link, Origin
    from ledger.records import Claim, Copy, Document, Finding, Review, SharedQuotation
    from ledger.store import Contents, Store


@dataclass
class View:
    """What one version of a ledger says, as comparison sees it: claims that stand and were not rejected.

    Attributes:
        store: The ledger.
        held: The version.
    """

    store: Store
    held: Contents

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, with corrections laid over them; their links name the subjects."""
        return rows.rows_to_claims(self.store.claims(self.held, Selection()))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents, with their texts."""
        return rows.rows_to_documents(self.store.documents(self.held, columns=DOCUMENTS.names))

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """The reviews, the earliest first."""
        return self.store.reviews(self.held)

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The pairs of documents that carry one text."""
        return tuple(documents.find_copies(self.documents))

    @cached_property
    def shared_quotations(self) -> tuple[SharedQuotation, ...]:
        """The words that two documents quote alike."""
        return tuple(documents.find_shared_quotations(self.documents))

    @cached_property
    def context(self) -> Context:
        """What comparison needs to know about the claims."""
        return comparison.gather(self.claims, self.documents, self.copies, self.shared_quotations)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The series of each claim, as comparison links them and people decided."""
        return subjects.decide(comparison.link(self.context), self.reviews)

    @cached_property
    def subjects(self) -> dict[str, str]:
        """The subject of each claim."""
        return {link.claim_id: link.subject for link in self.links}

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """The statements that the claims carry."""
        return comparison.find_origins(self.context, self.links)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """How the claims of each series relate."""
        return comparison.compare(self.context, self.links, self.origins)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """What a reader should look at twice: sums, shares, totals that fall, old figures, counting that changed."""
        return comparison.check(self.context, self.links)

    def of(self, subject: str | Iterable[str]) -> frozenset[str]:
        """List the claims of a subject, or of several."""
        wanted = {subject} if isinstance(subject, str) else set(subject)
        return frozenset(claim_id for claim_id, name in self.subjects.items() if name in wanted)

    def name_subjects(self, table: pa.Table) -> pa.Table:
        """Put the linked subjects into rows of claims; claims that are not linked keep their own."""
        place = table.schema.get_field_index("subject")
        own = table["subject"].to_pylist()
        named = [self.subjects.get(claim_id, subject) for claim_id, subject in zip(table["claim_id"].to_pylist(), own, strict=True)]
        return table.set_column(place, READ_CLAIMS.field("subject"), pa.array(named, pa.string()))
