"""Where a quote stands in its sentence, and the part of a long sentence to print around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.report.outline import Entry

CONTEXT = 300
"""Characters printed before and after a quote; no sentence of ordinary prose is cut by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A sentence in three parts, white space as single spaces.

    Attributes:
        before: What precedes the quote.
        quote: The quote.
        after: What follows it.
    """

    before: str
    quote: str
    after: str


def quotations(entries: Iterable[Entry]) -> tuple[Quotation, ...]:
    """Find each claim's quote in its sentence.

    A quote may stand in its sentence twice ("100 here and 100 there"). A claim keeps its place in the document but not the sentence's;
    each place of the quote would put the sentence somewhere, and the claims of one sentence must agree on where it starts.
    """
    listed = tuple(entries)
    votes = Counter((entry.claim.document_id, entry.claim.sentence, start) for entry in listed for start in _starts(entry))
    found = []
    for entry in listed:
        claim = entry.claim
        starts = _starts(entry)
        if not starts:
            found.append(Quotation(before="", quote=_spaced(claim.quote), after=""))
            continue
        start = max(starts, key=lambda start: (votes[claim.document_id, claim.sentence, start], start))
        found.append(_cut(claim.sentence, claim.char_start - start, claim.char_end - start))
    return tuple(found)


def _starts(entry: Entry) -> list[int]:
    """Where the sentence would start in the document, for each place of the quote in it."""
    claim = entry.claim
    places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(claim.quote)}(?!\w)", claim.sentence)]
    places = places or [match.start() for match in re.finditer(re.escape(claim.quote), claim.sentence)]
    return [claim.char_start - place for place in places if claim.char_start >= place]


def _cut(sentence: str, start: int, end: int) -> Quotation:
    """Part a sentence at its quote and shorten what is far from it."""
    before, after = sentence[:start], sentence[end:]
    if len(before) > CONTEXT:
        before = "… " + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + " …"
    return Quotation(before=_spaced(before), quote=_spaced(sentence[start:end]), after=_spaced(after))


def _spaced(text: str) -> str:
    """The text with every run of white space as one space, at its ends too."""
    return re.sub(r"\s+", " ", text)
