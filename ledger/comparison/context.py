"""What the rules know beside the two claims they look at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from ledger.comparison import clauses, ellipses, features, periods, values, words
from ledger.comparison.collecting import paused
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ledger.comparison.features import Features
    from ledger.records import Claim, Copy, Document, SharedQuotation

ALL_PAIRS_UP_TO = 40
"""Claims of a series of which every two are compared; in longer series each meets its neighbours by time and by number."""
NEIGHBOURS = 5
"""Neighbours by time, and by number, that a claim of a longer series meets."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The days, both included, on which one statement was made or carried as news."""

    first: date
    last: date


@dataclass(slots=True)
class Context:
    """What the rules know beside the two claims they look at.

    Attributes:
        claims: The claims, in the order of their documents' ids and texts.
        documents: The documents, as far as they are given.
        features: What each claim's words say, with what elliptical figures leave to the words before them.
        goes_on: For claims set against another figure ("up from 420"), that figure's claim.
        baselines: Claims that another of their sentence is measured against: "up from 420".
        resumes: For claims that take their question from a figure before them, that figure's claim.
        starts: Where each claim's sentence begins in its document.
        headlines: For each document, the spans of its headlines.
        titles: For each document, its title.
        copies: Pairs of documents that carry one text.
        quotations: For each pair of documents, the words that both quote.
        rates: For the series at hand, rates between units as its own texts convert them.
        moments: For each claim, the as-of days on which its origin was stated; filled once origins are known.
    """

    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    features: Mapping[str, Features]
    goes_on: Mapping[str, str]
    baselines: frozenset[str]
    resumes: Mapping[str, str]
    starts: Mapping[str, int]
    headlines: Mapping[str, tuple[tuple[int, int], ...]]
    titles: Mapping[str, str]
    copies: frozenset[tuple[str, str]]
    quotations: Mapping[tuple[str, str], Sequence[SharedQuotation]]
    rates: dict[tuple[str, str], float] = field(default_factory=dict)
    moments: dict[str, Moment] = field(default_factory=dict)

    def in_headline(self, claim: Claim) -> bool:
        """Whether the claim stands in its document's headline."""
        if any(start <= claim.char_start < end for start, end in self.headlines.get(claim.document_id, ())):
            return True
        return claim.sentence.strip() == self.titles.get(claim.document_id, "").strip()

    def is_copy(self, one: Claim, two: Claim) -> bool:
        """Whether the claims' documents carry one text."""
        return (one.document_id, two.document_id) in self.copies or (two.document_id, one.document_id) in self.copies

    def in_one_quotation(self, one: Claim, two: Claim) -> bool:
        """Whether both stand in words that their documents quote alike."""
        first, second = sorted((one, two), key=lambda claim: claim.document_id)
        return any(
            shared.start_a <= first.char_start < shared.end_a and shared.start_b <= second.char_start < shared.end_b
            for shared in self.quotations.get((first.document_id, second.document_id), ())
        )

    def between(self, first: Claim, second: Claim) -> str | None:
        """The words between two figures of one sentence."""
        start = self.starts[first.claim_id]
        if start != self.starts[second.claim_id]:
            return None
        return first.sentence[first.char_end - start : second.char_start - start]

    def rate(self, one: Claim, two: Claim) -> float | None:
        """What the second's numbers are multiplied by to stand in the first's unit: as units define it, or as the texts convert."""
        times = values.factor(one, two)
        if times is not None and (one.unit == two.unit or (one.unit or "", two.unit or "") not in self.rates):
            return times
        return self.rates.get((one.unit or "", two.unit or ""), times)

    def same_time(self, one: Claim, two: Claim) -> bool:
        """Whether two claims hold for one time, or their origins were stated at one time."""
        if periods.is_same(one, two) or self.is_fact(one, two) or self.is_answer(one, two):
            return True
        first, second = self.moments.get(one.claim_id), self.moments.get(two.claim_id)
        if first is None or second is None or periods.is_calendar(one) or periods.is_calendar(two):
            return False
        return max(first.first, second.first) <= min(first.last, second.last)

    def is_answer(self, one: Claim, two: Claim) -> bool:
        """Whether one takes its question from the other and names no time of its own: a rival's figure for the same time."""
        for claim, other in ((one, two), (two, one)):
            if self.resumes.get(claim.claim_id) == other.claim_id:
                return claim.valid_text is None and claim.valid_from is None and claim.said_by != other.said_by
        return False

    def is_fact(self, one: Claim, two: Claim) -> bool:
        """Whether both tell of what never changes: who was aboard, how a vote went, how much there is room for."""
        first, second = self.features[one.claim_id], self.features[two.claim_id]
        return bool(first.events & second.events & words.facts()) or first.reading == second.reading == "capacity"

    def end(self, claim: Claim) -> date | None:
        """The last day a claim holds for; a figure without a time of its own holds for the day its statement was first made."""
        own = periods.end(claim)
        moment = self.moments.get(claim.claim_id)
        stated = claim.valid_text is not None or claim.valid_from is not None
        return own if stated or moment is None or own is None else min(own, moment.first)

    def days(self, earlier: Claim, later: Claim) -> int | None:
        """Days from the end of one to the end of the other; nothing where either is unknown."""
        first, second = self.end(earlier), self.end(later)
        return None if first is None or second is None else (second - first).days

    def near_time(self, one: Claim, two: Claim) -> bool:
        """Whether two claims hold for one time, or for days so near that articles carry one statement as news on both."""
        days = periods.days_between(one, two)
        stated = periods.is_calendar(one) or periods.is_calendar(two)
        return self.same_time(one, two) or (days is not None and abs(days) <= periods.ONE_STATEMENT.days and not stated)

    def likely_pairs(self, series: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
        """Pairs worth comparing, the earlier first: all of a short series, neighbours by time and by number of a long one."""
        by_time = sorted(series, key=periods.order)
        if len(series) <= ALL_PAIRS_UP_TO:
            return list(combinations(by_time, 2))
        by_number = sorted(range(len(by_time)), key=lambda place: (values.stated(by_time[place]) or 0.0, by_time[place].claim_id))
        near: dict[tuple[int, int], None] = {}
        for listed in (range(len(by_time)), by_number):
            for rank, one in enumerate(listed):
                for two in listed[rank + 1 : rank + 1 + NEIGHBOURS]:
                    near[(one, two) if one < two else (two, one)] = None
        return [(by_time[one], by_time[two]) for one, two in near]


@paused()
def gather(
    claims: Iterable[Claim],
    documents: Iterable[Document] = (),
    copies: Iterable[Copy] = (),
    quotations: Iterable[SharedQuotation] = (),
) -> Context:
    """Gather what linking and comparing need to know about these claims; their order and that of the documents does not matter."""
    ordered = tuple(sorted(claims, key=lambda claim: (claim.document_id, claim.char_start, claim.claim_id)))
    listed = tuple(documents)
    quoted: dict[tuple[str, str], list[SharedQuotation]] = defaultdict(list)
    for shared in quotations:
        quoted[shared.document_a, shared.document_b].append(shared)
    starts = clauses.sentence_starts(ordered)
    texts = {document.document_id: document.text for document in listed}
    filled = ellipses.fill(ordered, features.read_all(ordered, starts), starts, texts)
    return Context(
        claims=ordered,
        documents=listed,
        features=filled.features,
        goes_on=filled.goes_on,
        baselines=filled.baselines,
        resumes=filled.resumes,
        starts=starts,
        headlines={document.document_id: _headlines(document) for document in listed},
        titles={document.document_id: document.title or "" for document in listed},
        copies=frozenset((copy.document_a, copy.document_b) for copy in copies),
        quotations=quoted,
    )


def _headlines(document: Document) -> tuple[tuple[int, int], ...]:
    return tuple((block.start, block.end) for block in document.blocks if block.role is Role.HEADLINE)


def learn_rates(pairs: Iterable[tuple[Claim, Claim]]) -> dict[tuple[str, str], float]:
    """Rates between units as texts convert them: "£30 million ($39 million)" gives one from pounds to dollars, and back."""
    rates: dict[tuple[str, str], float] = {}
    for one, two in pairs:
        first, second = values.stated(one), values.stated(two)
        if first and second and values.factor(one, two) is None:
            rates.setdefault((one.unit or "", two.unit or ""), first / second)
            rates.setdefault((two.unit or "", one.unit or ""), second / first)
    for (one_unit, middle), rate in list(rates.items()):
        for (other, two_unit), onwards in list(rates.items()):
            if other == middle and one_unit != two_unit:
                rates.setdefault((one_unit, two_unit), rate * onwards)
    return rates
