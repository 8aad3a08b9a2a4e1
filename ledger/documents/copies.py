"""Documents that carry one text, near-identical or reworded, and documents that quote the same words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rensa import RMinHash, RMinHashLSH

from ledger.documents.shingles import share, weave
from ledger.records import Copy, CopyKind, SharedQuotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.documents.shingles import Fabric, QuotedRun
    from ledger.records import Document

PERMUTATIONS, BANDS, SEED = 128, 32, 5
"""Size of a sketch and how it is cut: texts that share half of their runs meet with a chance of 87 %, those that share 70 % always."""

MOST_PARTNERS = 64
"""Documents with which one is compared for one sketch or one run of a quotation; in larger crowds the first stand for the rest,
so that time grows with the number of documents and not with its square."""

IDENTICAL_SHARE = 0.6
"""Share of runs of the shorter text in the longer one from which it is the same text, cut or lightly edited."""

QUOTED_SHARE = 0.5
"""Share of quoted runs from which two texts can be one reworded text."""

KEPT_SHARE = 0.25
"""Share of all runs from which two texts without long quotations can be one reworded text."""

ALIGNED_SHARE = 0.5
"""Share of sentences about the same words from which texts that share quotations or runs are one reworded text:
two articles on one speech share the quotations, but not the sentences around them."""

SAME_TOPIC = 0.5
"""Share of the words of the shorter sentence from which two sentences are about the same."""

SAME_QUOTATION = 0.5
"""Share of pairs of words of the shorter quotation from which two are one: a translation twice made, or one lightly edited."""


def find_copies(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """Find the pairs of documents that carry one text; neither their order nor repetition matters."""
    loom = _Loom(documents)
    pairs = loom.sketch_pairs() | loom.quotation_pairs()
    copies = (_judge(loom.fabrics[one], loom.fabrics[two]) for one, two in sorted(pairs))
    return tuple(copy for copy in copies if copy is not None)


def find_shared_quotations(documents: Iterable[Document]) -> tuple[SharedQuotation, ...]:
    """Find the long quotations that two documents have in common, each with its place in both."""
    loom = _Loom(documents)
    return tuple(
        SharedQuotation(
            document_a=one,
            document_b=two,
            start_a=first.start,
            end_a=first.end,
            start_b=second.start,
            end_b=second.end,
            similarity=round(share(first.pairs, second.pairs), 3),
        )
        for one, two in sorted(loom.quotation_pairs())
        for first, second in _match_quotations(loom.fabrics[one], loom.fabrics[two])
    )


class _Loom:
    """The documents taken apart, and the pairs among them worth a closer look."""

    def __init__(self, documents: Iterable[Document]) -> None:
        by_id = {document.document_id: document for document in documents}
        self.fabrics = {document_id: weave(by_id[document_id]) for document_id in sorted(by_id)}
        self.ids = list(self.fabrics)

    def sketch_pairs(self) -> set[tuple[str, str]]:
        """Pairs whose sketches meet."""
        index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
        pairs: set[tuple[str, str]] = set()
        for key, fabric in enumerate(self.fabrics.values()):
            if not fabric.runs:
                continue
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
            sketch.update(sorted(fabric.runs))
            pairs.update((self.ids[other], fabric.document_id) for other in sorted(index.query(sketch))[:MOST_PARTNERS])
            index.insert(key, sketch)
        return pairs

    def quotation_pairs(self) -> set[tuple[str, str]]:
        """Pairs that share a run of words inside long quotations."""
        holders: dict[str, list[str]] = defaultdict(list)
        pairs: set[tuple[str, str]] = set()
        for fabric in self.fabrics.values():
            for run in sorted(frozenset().union(*(quotation.runs for quotation in fabric.quoted))):
                pairs.update((other, fabric.document_id) for other in holders[run])
                if len(holders[run]) < MOST_PARTNERS:
                    holders[run].append(fabric.document_id)
        return pairs


def _judge(one: Fabric, two: Fabric) -> Copy | None:
    """Say whether two documents carry one text."""
    kept = share(one.runs, two.runs)
    if kept >= IDENTICAL_SHARE:
        kind, evidence = CopyKind.NEAR_IDENTICAL, f"{kept:.0%} of the shorter text's runs of words stand in the other"
    else:
        quoted = share(_quoted_runs(one), _quoted_runs(two))
        aligned = _align(one, two)
        if aligned < ALIGNED_SHARE or (quoted < QUOTED_SHARE and kept < KEPT_SHARE):
            return None
        kind = CopyKind.REWORDED
        evidence = f"{quoted:.0%} of the quoted words are shared, and {aligned:.0%} of the sentences are about the same words"
    return Copy(document_a=one.document_id, document_b=two.document_id, kind=kind, similarity=round(kept, 3), evidence=evidence)


def _quoted_runs(fabric: Fabric) -> frozenset[str]:
    return frozenset().union(*(quotation.runs for quotation in fabric.quoted))


def _align(one: Fabric, two: Fabric) -> float:
    """Share of the sentences of the text with fewer of them that are about the same words as one of the other's."""
    few, many = sorted((one.topics, two.topics), key=len)
    if not few:
        return 0.0
    return sum(any(share(topic, other) >= SAME_TOPIC for other in many) for topic in few) / len(few)


def _match_quotations(one: Fabric, two: Fabric) -> Iterator[tuple[QuotedRun, QuotedRun]]:
    """Each quotation of the first document with the one of the second that shares most of it."""
    for first in one.quoted:
        best = max(two.quoted, key=lambda second: share(first.pairs, second.pairs))
        if share(first.pairs, best.pairs) >= SAME_QUOTATION:
            yield first, best
