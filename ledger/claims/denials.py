"""Denials and retractions that stand apart from the figures they are about: "both have denied these allegations"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ledger.claims import cues, descriptions
from ledger.claims.cues import Frame
from ledger.claims.descriptions import Kind
from ledger.claims.holds import words
from ledger.claims.names import Names
from ledger.lexicon.branching import branches
from ledger.records import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.attributions import Attribution
    from ledger.claims.readings import Readings
    from ledger.claims.speakers import Voice
    from ledger.records import Claim, Mention

_ABOUT = re.compile(
    r"\b(?:this|that|these|those|it|them|the|such|any|all|his|her|its|their)\s*(?:[\w-]+\s+){0,2}?"
    r"(?:allegations?|accusations?|claims?|charges?|reports?|figures?|numbers?|count|counts|toll|tally|estimates?|statements?|account|finding|findings)\b"
    r"|\b(?:this|that|it|them)\b(?=\s*(?:[.,;]|$|as\b))|\ba charge\b|\bwrongdoing\b",
    re.IGNORECASE,
)
_UNVERIFIED = re.compile(
    r"(?:The|These|Those|Neither|Its|His|Her|Their|None of the)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:claims?|figures?|numbers?|reports?|counts?|tolls?|estimates?)\s+"
    r"(?:could|can|has|have|was|were)\s?(?:not|n['’]t)?\s+(?:[\w-]+\s+){0,3}?(?:verified|confirmed|corroborated)\b"
)
_REJECTING = frozenset({Stance.DENIED, Stance.RETRACTED})
NOT_VERIFIED = "A later sentence says that it could not be verified."
"""Note on a figure whose speaker's word the publication could not check."""
_SENTENCES_BACK = 4
"""Sentences before a denial whose speakers a pronoun may stand for."""
_PARAGRAPHS_BACK = 2
"""Paragraphs before a denial in which the figures that it is about may stand, the nearest that has any."""


def mark(readings: Readings, mentions: Sequence[Mention], voices: Sequence[Voice], claims: Sequence[Claim]) -> list[Claim]:
    """Add to each claim who denies it in a sentence without a figure of its own; the claim's own stance stays."""
    if not claims:
        return []
    found = list(claims)
    names = Names(readings.text, readings.runs)
    with_figures = {readings.sentence_index(mention.number_start) for mention in mentions}
    denying = list(_denying_sentences(readings, with_figures))
    readings.prepare(denying)
    for index in _unverified(readings, with_figures):
        for place in _targets(readings, index, mentions):
            found[place] = replace(found[place], notes=(*found[place].notes, NOT_VERIFIED))
    for index in denying:
        for attribution in readings.attributions(index):
            back = _points_back(readings, attribution) or _calls_false(readings, attribution)
            if not back or attribution.speaker is None:
                continue
            _listen(readings, names, index)
            deniers = [names.resolve(part, attribution.speaker.start).name for part in _parts(attribution.speaker.of(readings.text))]
            for place in _targets(readings, index, mentions):
                own = {voices[place].said_by, *voices[place].via} & set(deniers)
                if attribution.word.stance is Stance.RETRACTED:
                    found[place] = _withdrawn(found[place], readings, attribution) if own else found[place]
                elif voices[place].said_by not in deniers and found[place].stance is not Stance.DENIED:
                    found[place] = replace(found[place], denied_by=tuple(dict.fromkeys((*found[place].denied_by, *deniers))))
    return found


def _denying_sentences(readings: Readings, with_figures: set[int]) -> Iterator[int]:
    """Sentences with a verb of denial or of taking back, after a figure and without one."""
    pattern = _denying()
    for sentence in readings.analysis.sentences:
        near = any(index in with_figures for index in range(max(sentence.index - 12, 0), sentence.index))
        if (
            near
            and sentence.index not in with_figures
            and pattern.search(readings.text, sentence.start, sentence.end)
            and _ABOUT.search(readings.text, sentence.start, sentence.end)
        ):
            yield sentence.index


@cache
def _denying() -> re.Pattern[str]:
    """Matches a form of a verb of denial or of taking back."""
    known = cues.verbs().items()
    forms = [form for form, entries in known if any(cue.stance in _REJECTING or cue.word == "call" for cue in entries)]
    return re.compile(rf"\b(?:{branches(forms)})\b")


def _unverified(readings: Readings, with_figures: set[int]) -> Iterator[int]:
    """Sentences without a figure that say of figures before them that nobody could verify them."""
    for sentence in readings.analysis.sentences:
        near = sentence.index not in with_figures and any(
            index in with_figures for index in range(max(sentence.index - 3, 0), sentence.index)
        )
        if near and _UNVERIFIED.match(readings.text, sentence.start, sentence.end):
            yield sentence.index


def _calls_false(readings: Readings, attribution: Attribution) -> bool:
    """Whether somebody calls what was said before by a word of rejection: "the Kremlin calls such numbers fantasy"."""
    if attribution.word.frame is not Frame.QUOTE or attribution.word.word != "call" or attribution.negated:
        return False
    rest = readings.text[attribution.cue.end : readings.sentence(readings.sentence_index(attribution.cue.start)).end]
    return bool(_ABOUT.search(rest)) and any(word in words("verdict") for word in re.findall(r"[a-z]+", rest.lower()))


def _listen(readings: Readings, names: Names, index: int) -> None:
    """Let the names know who spoke in the sentences before, so that "he" can be one of them."""
    for other in range(max(index - _SENTENCES_BACK, 0), index):
        for each in readings.spoken(other):
            if each.speaker is not None:
                names.resolve(each.speaker.of(readings.text), each.speaker.start)


def _withdrawn(claim: Claim, readings: Readings, attribution: Attribution) -> Claim:
    """The claim as one that its own speaker, or who carried it, takes back in a later sentence."""
    words = " ".join(attribution.cue.of(readings.text).split())
    return replace(claim, stance=Stance.RETRACTED, notes=(*claim.notes, f"Taken back in a later sentence: {words!r}."))


def _points_back(readings: Readings, attribution: Attribution) -> bool:
    """Whether an attribution denies or withdraws something said before: its object points back rather than tells its own."""
    if attribution.word.stance not in _REJECTING or attribution.negated:
        return False
    return any(_ABOUT.search(scope.of(readings.text)) for scope in attribution.scopes)


def _parts(phrase: str) -> list[str]:
    """The speakers joined in one phrase: "both Moscow and Pyongyang"."""
    bare = re.sub(r"^both\s+", "", phrase, flags=re.IGNORECASE)
    parts = re.split(r"\s+and\s+", bare) if bare != phrase or re.search(r"\band\s+[A-Z]", bare) else [bare]
    read = [descriptions.read(part) for part in parts]
    return parts if all(each.proper or each.kind in {Kind.BODY, Kind.PEOPLE, Kind.PERSON} for each in read) else [phrase]


def _targets(readings: Readings, index: int, mentions: Sequence[Mention]) -> list[int]:
    """The figures that a denial points back to: those before it in its paragraph, else in the nearest paragraph before that has any."""
    paragraph = readings.sentence(index).paragraph
    start = readings.sentence(index).start
    for back in range(_PARAGRAPHS_BACK + 1):
        found = [
            place
            for place, mention in enumerate(mentions)
            if mention.number_start < start
            and readings.sentence(readings.sentence_index(mention.number_start)).paragraph == paragraph - back
        ]
        if found:
            last = readings.sentence_index(mentions[found[-1]].number_start)
            return [place for place in found if back or readings.sentence_index(mentions[place].number_start) == last]
    return []
