"""Sources that another sentence names: "The figures come from the rescue service", and figures that go on counting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.claims import clauses
from ledger.claims.attributions import Attribution, Span
from ledger.claims.cues import PLAIN, Frame
from ledger.records import Stance

if TYPE_CHECKING:
    from ledger.claims.readings import Readings

_COMES_FROM = re.compile(
    r"^(?:(?:The|These|Those|Both|All)\s+)+(?:\w+\s+){0,2}?(?:numbers?|figures?|data|statistics|totals?|counts?|estimates?|tally|information)\s+"
    r"(?:(?P<cue>(?:comes?|came|(?:is|are|was|were)\s+(?:compiled|provided|released|supplied|given|published|issued|taken|drawn))\s+(?:from|by))\s+(?P<by>[^.;]+)"
    r"|(?P<be>is|are|was|were)\s+(?P<owner>[^.;,]+?)['’]s?\s*\.?\s*$)"
)


def find(readings: Readings, index: int) -> Attribution | None:
    """Find a later sentence of the paragraph that says where the figures of this one come from."""
    sentence = readings.sentence(index)
    later = [other for other in readings.paragraph_sentences(sentence.start) if other > index]
    for other in later:
        place = readings.sentence(other)
        match = _COMES_FROM.match(readings.text[place.start : place.end])
        if match is None:
            continue
        named, cue = ("by", "cue") if match["by"] else ("owner", "be")
        speaker = Span(start=place.start + match.start(named), end=place.start + match.end(named))
        return Attribution(
            cue=Span(start=place.start + match.start(cue), end=place.start + match.end(cue)),
            word=PLAIN,
            scopes=(Span(start=sentence.start, end=sentence.end),),
            speaker=clauses.trimmed(readings.text, speaker),
            rule="provenance",
        )
    return None


def goes_on_revising(readings: Readings, index: int) -> bool:
    """Whether a sentence goes on with a revision that the one before tells, without its agent: "Barley was left at 6.2 million"."""
    if index == readings.paragraph_sentences(readings.sentence(index).start)[0] or not readings.revises(index):
        return False
    start = readings.paragraph_sentences(readings.sentence(index).start)[0]
    told = [each for other in range(start, index) for each in readings.spoken(other)]
    return any(each.word.frame is Frame.REVISE for each in told)


def carried_on(readings: Readings, index: int) -> Attribution | None:
    """The last speaker of the sentence before, in the same paragraph, for a figure that leaves out what it counts."""
    if index == readings.paragraph_sentences(readings.sentence(index).start)[0]:
        return None
    first = readings.paragraph_sentences(readings.sentence(index).start)[0] if readings.revises(index) else index - 1
    told = [each for other in range(first, index) for each in readings.spoken(other) if each.scopes]
    found = [each for each in told if each.word.stance is not Stance.PLANNED]
    return found[-1] if found else None
