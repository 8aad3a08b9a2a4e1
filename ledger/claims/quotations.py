"""Who speaks a quotation that its own sentence gives no speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.attributions import Span

if TYPE_CHECKING:
    from ledger.claims.attributions import Attribution
    from ledger.claims.readings import Readings
    from ledger.language import Quotation

SHORTEST_SPEECH = 25
"""Characters below which a quotation may be a word held at arm's length rather than speech."""


def speaker(readings: Readings, quotation: Quotation) -> Attribution | None:
    """Find the attribution whose speaker a quotation belongs to: beside it, in its paragraph, or in the one before."""
    beside = _beside(readings, quotation)
    if beside is not None:
        return beside
    text = readings.text[quotation.start : quotation.end]
    if len(text) < SHORTEST_SPEECH and not (text.rstrip("\"”' ").endswith((".", ",", "!", "?")) and _opens_sentence(readings, quotation)):
        return None
    if quotation.continues:
        following = readings.quotation_after(quotation.end)
        found = speaker(readings, following) if following is not None else None
        if found is not None:
            return found
    return _in_paragraph(readings, quotation) or _before(readings, quotation)


def _opens_sentence(readings: Readings, quotation: Quotation) -> bool:
    """Whether nothing stands before the quotation in its sentence: speech starts so, the name of a programme seldom."""
    start = readings.sentence(readings.sentence_index(quotation.start)).start
    return not readings.text[start : quotation.start].strip()


def _beside(readings: Readings, quotation: Quotation) -> Attribution | None:
    """The words of saying that touch the quotation: in one of its sentences, or in the one before when that ends in a colon."""
    own = Span(start=quotation.start, end=quotation.end)
    found = [
        attribution
        for index in readings.sentences_of(own)
        for attribution in readings.attributions(index)
        if not own.holds(attribution.cue.start) and any(scope.overlaps(own) for scope in attribution.scopes)
    ]
    if found:
        return min(found, key=lambda attribution: min(abs(attribution.cue.start - own.end), abs(attribution.cue.end - own.start)))
    first = readings.sentence_index(quotation.start)
    if first:
        before = readings.sentence(first - 1)
        if readings.text[before.start : before.end].rstrip().endswith((":", ",")):
            return next(iter(reversed(readings.spoken(first - 1))), None)
    return None


def _in_paragraph(readings: Readings, quotation: Quotation) -> Attribution | None:
    """The speaker of the nearest words of saying in the paragraph: before the quotation if there are any, else behind it."""
    sentences = readings.paragraph_sentences(quotation.start)
    first, last = readings.sentence_index(quotation.start), readings.sentence_index(quotation.end - 1)
    before = [index for index in sentences if index <= first]
    after = [index for index in sentences if index > last]
    for index in (*reversed(before), *after):
        found = [each for each in readings.spoken(index) if not quotation.start <= each.cue.start < quotation.end]
        if found:
            return _spokesman(readings, found) if index <= first else found[0]
    return None


def _spokesman(readings: Readings, found: list[Attribution]) -> Attribution:
    """The last of a sentence's speakers whose words are quoted there, else the last: not "an adviser who warns ports" behind it."""
    quoted = [each for each in found if any(_is_quoted(readings, scope) for scope in each.scopes)]
    return (quoted or found)[-1]


def _is_quoted(readings: Readings, scope: Span) -> bool:
    """Whether a quotation opens in a stretch."""
    after = readings.quotation_after(scope.start)
    return after is not None and scope.holds(after.start)


def _before(readings: Readings, quotation: Quotation) -> Attribution | None:
    """The last speaker of the paragraph before, for a quotation that opens its own or runs on from there."""
    start = readings.paragraph_start(quotation.start)
    if readings.text[start : quotation.start].strip():
        return None
    place = readings.sentence_index(quotation.start)
    previous = readings.sentences_of_paragraph_before(place)
    for index in reversed(previous):
        found = readings.spoken(index)
        if found:
            return _spokesman(readings, list(found))
    earlier = readings.quotation_before(quotation.start)
    if earlier is not None and not earlier.continues and previous and earlier.start >= readings.sentence(previous[0]).start:
        return speaker(readings, earlier)
    return None
