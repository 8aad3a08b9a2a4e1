"""Who says each figure: the innermost attribution that covers it, with the chain outwards and one name for each speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.claims import clauses, descriptions, names, provenance, quotations
from ledger.claims.attributions import Attribution, Span
from ledger.claims.cues import PLAIN, Frame
from ledger.claims.descriptions import Kind
from ledger.claims.names import Entity, Names
from ledger.records import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.readings import Readings
    from ledger.records import Mention

_COUNTED = re.compile(
    r"(?:about |nearly |almost |at least |more than |just |only )*(?:\d|(?:half|most|many|some|few|a majority)\b)",
    re.IGNORECASE,
)
"""Opens the phrase of people who were counted: what they say is the pollster's finding."""
_SHARE = re.compile(
    r"(?:about |nearly |almost |at least |more than |just |only |over |under |roughly |some |another )*"
    r"(?:[\w.-]+\s?(?:%|percent\b|per cent\b)|(?:(?:half|a third|a quarter|[\w-]+-(?:thirds?|quarters?|fifths?)) of|most|a majority)\b"
    r"|[\w-]+ (?:in|of|out of) (?:every )?(?:\d+|three|four|five|six|seven|eight|nine|ten)\b|(?:about )?twice as many\b)",
    re.IGNORECASE,
)
"""Opens the phrase of a share of those who were asked."""
_BRIEFED = re.compile(r"\b(?:briefed|informed) by\s+(?P<by>[^,;]+)")
_PARAGRAPH = 2000
"""Characters before a sentence, within its paragraph, in which the figure may stand whose kind it goes on counting."""
_DIGIT = re.compile(r"\d")
_TAKEN_FROM = re.compile(r"taken from ['\"](?P<quote>.+)['\"]\.$")
_OWN = frozenset({"his", "her", "its", "their"})
_NEAR_QUOTATION = 1
"""Sentences before and behind a quotation that are parsed for its speaker."""
_THIS_TEXT = re.compile(r"\b(?:this (?:article|story|report|item|dispatch|text)|our|version)\b")
_LOOK_BACK = 6
"""Sentences before a pronoun that are read for whom it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says a figure.

    Attributes:
        said_by: Canonical name of the innermost speaker; nothing in the publication's own voice.
        said_by_text: The speaker as written.
        via: Who carried it, innermost first.
        cue: The words of saying.
        denied_by: Who, reporting the figure, denies it.
        chain: The attributions, innermost first.
        notes: What was guessed, one sentence each.
    """

    said_by: str | None = None
    said_by_text: str | None = None
    via: tuple[str, ...] = ()
    cue: str | None = None
    denied_by: tuple[str, ...] = ()
    chain: tuple[Attribution, ...] = ()
    notes: tuple[str, ...] = ()


CARRIED_ON = "The sentence names no speaker and leaves out what it counts; taken from the sentence before."
"""Note on a figure that goes on counting what the sentence before counted."""

PUBLICATION = Voice()
"""The publication's own voice."""


def hear(readings: Readings, mentions: Sequence[Mention]) -> tuple[Voice, ...]:
    """Find who says each figure, in the order of the mentions."""
    readings.prepare(index for mention in mentions for index in _around_quotation(readings, mention.number_start))
    chains = [chain(readings, mention.number_start) for mention in mentions]
    notes: list[tuple[str, ...]] = [()] * len(chains)
    carried: dict[int, Attribution] = {}
    for place, mention in enumerate(mentions):
        index = readings.sentence_index(mention.number_start)
        if chains[place] or readings.analysis.quotation_at(mention.number_start):
            continue
        later = provenance.find(readings, index)
        if later is not None:
            chains[place] = (later,)
        elif index in carried or _goes_on_counting(readings, mention, index) or provenance.goes_on_revising(readings, index):
            before = carried.get(index) or carried.get(index - 1) or provenance.carried_on(readings, index)
            if before is not None and not _is_notice(readings, before):
                carried[index] = before
                chains[place], notes[place] = (before,), (CARRIED_ON,)
    register = Register(readings, chains)
    voices = (register.voice(each) for each in chains)
    return tuple(replace(voice, notes=(*note, *voice.notes)) for voice, note in zip(voices, notes, strict=True))


def _goes_on_counting(readings: Readings, mention: Mention, index: int) -> bool:
    """Whether a figure leaves out what it counts, or takes it from a sentence before in its paragraph."""
    if mention.item_text is None and mention.dimension == "count":
        return True
    sentence = readings.sentence(index)
    if _DIGIT.search(readings.text, sentence.start, mention.char_start):
        return False
    before = readings.text[max(readings.paragraph_start(sentence.start), sentence.start - _PARAGRAPH) : sentence.start]
    quotes = (match["quote"] for note in mention.notes if (match := _TAKEN_FROM.search(note)))
    return any(quote in before and quote not in readings.text[sentence.start : mention.char_start] for quote in quotes)


def _around_quotation(readings: Readings, char: int) -> list[int]:
    """The sentences that may name the speaker of the quotation that a figure stands in: near it, and at the end of the paragraph before."""
    quotation = readings.analysis.quotation_at(char)
    if quotation is None:
        return []
    touched = readings.sentences_of(Span(start=quotation.start, end=quotation.end))
    paragraph = readings.paragraph_sentences(char)
    near = [index for index in paragraph if touched.start - _NEAR_QUOTATION <= index < touched.stop + _NEAR_QUOTATION]
    following = readings.quotation_after(quotation.end) if quotation.continues else None
    after = list(readings.sentences_of(Span(start=following.start, end=following.end + 1))) if following is not None else []
    opens = not readings.text[readings.paragraph_start(quotation.start) : quotation.start].strip()
    before = readings.sentences_of_paragraph_before(touched.start)[-_NEAR_QUOTATION:] if opens else ()
    return [*near, *after, *before]


def chain(readings: Readings, char: int) -> tuple[Attribution, ...]:
    """The attributions that cover a character, innermost first."""
    index = readings.sentence_index(char)
    covering = [each for each in readings.attributions(index) if each.covers(char) and not _is_notice(readings, each)]
    quotation = readings.analysis.quotation_at(char)
    if quotation is not None and not any(not quotation.start <= each.cue.start < quotation.end for each in covering):
        outer = quotations.speaker(readings, quotation)
        if outer is not None:
            covering.append(replace(outer, scopes=(Span(start=quotation.start, end=quotation.end),)))
    covering = [each for each in covering if each.rule != "located" or len(covering) == 1]
    ordered = _carried_outside(sorted(covering, key=lambda each: _depth(each, char, covering)))
    ordered = [each for each in _cited_inside(ordered) if not _is_unsaid(each)]
    kept: list[Attribution] = []
    for each in ordered:
        if not kept or _encloses(each, kept[-1]) or each.rule == "carried":
            kept.append(each)
    while kept and kept[0].rule == "carried":
        kept.pop(0)
    found = _unselfed(readings, kept)
    return (*_briefing(readings, found), *found)


def _briefing(readings: Readings, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Who told the innermost speaker: of "a lawmaker briefed by the intelligence service", the service."""
    speaker = found[0].speaker if found else None
    match = _BRIEFED.search(readings.text, speaker.start, speaker.end) if speaker is not None else None
    if match is None:
        return ()
    by = clauses.trimmed(readings.text, Span(start=match.start("by"), end=match.end("by")))
    cue = Span(start=match.start(), end=match.start("by"))
    return (replace(found[0], cue=cue, word=PLAIN, speaker=by, carriers=(), rule="briefed"),)


def _is_unsaid(attribution: Attribution) -> bool:
    """Whether somebody is told not to have said it: "the army has not confirmed that"; not to deny it is something else."""
    return attribution.negated and attribution.word.stance is None


def _is_notice(readings: Readings, attribution: Attribution) -> bool:
    """Whether the speaker is the publication itself: "an earlier version of this article put …"."""
    speaker = attribution.speaker.of(readings.text).lower() if attribution.speaker else ""
    return any(row[0] in speaker for row in lexicon.rows("stance") if row[1] == "reversal") and bool(_THIS_TEXT.search(speaker))


def _depth(attribution: Attribution, char: int, covering: Sequence[Attribution]) -> tuple[int, int, int]:
    """Sort key of nesting: how many others' words of saying it covers, then its size, then its distance."""
    others = sum(1 for other in covering if other is not attribution and attribution.covers(other.cue.start))
    return others, attribution.size, abs(attribution.cue.start - char)


def _carried_outside(ordered: list[Attribution]) -> list[Attribution]:
    """The same, with a carrier moved behind whom it carries: the words of saying last before it."""
    for carrier in [each for each in ordered if each.rule == "carried"]:
        others = [each for each in ordered if each is not carrier]
        before = [each for each in others if each.cue.start < carrier.cue.start]
        if before:
            place = others.index(max(before, key=lambda each: each.cue.start)) + 1
            ordered = [*others[:place], carrier, *others[place:]]
    return ordered


def _cited_inside(ordered: list[Attribution]) -> list[Attribution]:
    """The same, with a cited source moved inside whoever cites it."""
    for cited in [each for each in ordered if each.rule == "cited"]:
        others = [each for each in ordered if each is not cited]
        if others:
            citer = min(others, key=lambda each: abs(each.cue.start - cited.cue.start))
            place = others.index(citer)
            ordered = [*others[:place], cited, *others[place:]]
    return ordered


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    """Whether one attribution says the other, rather than saying the same figure beside it."""
    return outer.covers(inner.cue.start) or inner.rule == "cited" or outer.cue.start < inner.cue.start < outer.cue.end


def _unselfed(readings: Readings, kept: list[Attribution]) -> list[Attribution]:
    """The chain without speakers who are the one outside them: "we think", said an official."""
    found = list(kept)
    while len(found) > 1 and (_is_self(readings, found[0], found[1]) or _is_spoken_of(readings, found[0])):
        inner = found.pop(0)
        if found[0].word.stance is None and (inner.word.stance is not None or inner.word.basis is not None):
            found[0] = _with_word(found[0], inner)
    return [] if found and (_is_self(readings, found[0]) or _is_share(readings, found[0])) else found


def _is_self(readings: Readings, attribution: Attribution, outer: Attribution | None = None) -> bool:
    if attribution.speaker is None:
        return True
    if outer is not None and outer.word.stance is Stance.RETRACTED and attribution.rule == "noun":
        return attribution.speaker.of(readings.text).lower() in _OWN
    return descriptions.pronouns().get(attribution.speaker.of(readings.text).lower()) == "self"


def _is_spoken_of(readings: Readings, attribution: Attribution) -> bool:
    """Whether an inner speaker is one that the outer one tells of: who plans something, the 37 percent who say so."""
    if attribution.word.frame is Frame.INTENT:
        return True
    speaker = attribution.speaker.of(readings.text) if attribution.speaker else ""
    return bool(_COUNTED.match(speaker))


def _is_share(readings: Readings, attribution: Attribution) -> bool:
    """Whether the speaker is a share of those who were asked: theirs are answers, and the figure is the pollster's."""
    return bool(attribution.speaker and _SHARE.match(attribution.speaker.of(readings.text)))


def _with_word(outer: Attribution, inner: Attribution) -> Attribution:
    """An attribution that holds the figure as the one inside it does."""
    return replace(outer, word=replace(outer.word, stance=inner.word.stance, basis=inner.word.basis), negated=inner.negated)


class Register:
    """The names of a document's speakers, resolved in the order of the text."""

    def __init__(self, readings: Readings, chains: Sequence[Sequence[Attribution]]) -> None:
        """Resolve every speaker of the sentences read."""
        self._readings = readings
        self._names = Names(readings.text, readings.runs)
        self._entities: dict[Span, Entity] = {}
        self._needed: dict[Span, Attribution] = {}
        self._asked: set[Span] = set()
        for attribution in (each for chain_ in chains for each in chain_):
            for other in (*self._context(attribution), attribution):
                if other.speaker is not None:
                    self._needed.setdefault(other.speaker, other)
        self._saying: dict[int, list[Attribution]] = {}
        for needed in self._needed.values():
            for index in sorted({place for scope in needed.scopes for place in readings.sentences_of(scope)}):
                self._saying.setdefault(index, []).append(needed)
        for speaker in sorted(self._needed, key=lambda span: span.start):
            self._entity(self._needed[speaker])

    def _points_back(self, attribution: Attribution) -> bool:
        if attribution.speaker is None:
            return False
        found = descriptions.read(attribution.speaker.of(self._readings.text))
        return found.definite or found.kind is Kind.PRONOUN

    def _context(self, attribution: Attribution) -> list[Attribution]:
        """The attributions before one whose speaker points back."""
        if not self._points_back(attribution):
            return []
        index = self._readings.sentence_index(attribution.cue.start)
        first = max(index - _LOOK_BACK, 0)
        return [each for place in range(first, index + 1) for each in self._readings.spoken(place)]

    def _entity(self, attribution: Attribution) -> Entity | None:
        """Who the speaker of an attribution is; whoever says the words that it stands in comes first."""
        speaker = attribution.speaker
        if speaker is None:
            return None
        if speaker not in self._entities:
            outer = None if speaker in self._asked else self._around(speaker)
            self._asked.add(speaker)
            within = self._entity(outer) if outer is not None else None
            self._entities[speaker] = self._names.resolve(speaker.of(self._readings.text), speaker.start, within=within)
        return self._entities[speaker]

    def _around(self, speaker: Span) -> Attribution | None:
        """The innermost attribution that says a speaker's words; one that the speaker says in turn is not meant."""
        near = self._saying.get(self._readings.sentence_index(speaker.start), ())
        around = [each for each in near if each.speaker != speaker and each.covers(speaker.start)]
        around = [each for each in around if not self._needed[speaker].covers(each.cue.start)] if speaker in self._needed else around
        return min(around, key=lambda each: each.size, default=None)

    def voice(self, attributions: Sequence[Attribution]) -> Voice:
        """Name the speakers of a chain."""
        if not attributions or attributions[0].speaker is None:
            return PUBLICATION
        text = self._readings.text
        inner = attributions[0]
        first = self._entity(inner)
        entities = [first]
        via: list[str] = []
        denied_by: list[str] = []
        for place, attribution in enumerate(attributions):
            entity = self._entity(attribution)
            if entity is not None and place and all(entity is not known for known in entities):
                entities.append(entity)
                (denied_by if attribution.word.stance is Stance.DENIED and not attribution.negated else via).append(entity.name)
            via += [descriptions.read(carrier.of(text)).name for carrier in attribution.carriers if names.is_outlet(carrier.of(text))]
        written = self._as_written(attributions, first)
        return Voice(
            said_by=first.name if first else None,
            said_by_text=written,
            via=tuple(dict.fromkeys(via)),
            cue=" ".join(inner.cue.of(text).split()) or None,
            denied_by=tuple(denied_by),
            chain=tuple(attributions),
            notes=_guess(written, first.name) if written and first else (),
        )

    def _as_written(self, attributions: Sequence[Attribution], first: Entity | None) -> str | None:
        """The speaker's own words: of a pronoun inside the same speaker's sentence, what it stands for."""
        same = [each for each in attributions if each.speaker is not None and self._entity(each) is first]
        plain = [each.speaker.of(self._readings.text) for each in same if each.speaker is not None]
        return next((words for words in plain if not descriptions.is_pronoun(words)), plain[0] if plain else None)


def _guess(written: str, name: str) -> tuple[str, ...]:
    """The note on a speaker whose words share none with the name they were read as: "it", "the company"."""
    shared = set(re.findall(r"\w+", written.lower())) & set(re.findall(r"\w+", name.lower()))
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return () if shared - {"the", "of", "a"} or initials in written else (f"Read {written!r} as {name!r}.",)
