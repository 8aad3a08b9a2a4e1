"""Where the speaker of a verb of saying may stand: behind it, as its subject, or just before it."""

from __future__ import annotations

import re
from calendar import day_name
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger.claims import clauses, descriptions, trailing
from ledger.claims.attributions import Span
from ledger.claims.cues import Cue, Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_BEFORE_NOUN = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
_WHEN = frozenset({"earlier", "later", "yesterday", "today", "recently", "also"})
_DAY_OPENERS = frozenset({"on", "in", "late", "early", "last", "this", "a", "the", "earlier", "later"})
_PAIR = 2
_INSIDE = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "ADP", "PART", "INTJ", "X", "SYM"})
_STARTS = frozenset({"as", "that", "while", "and", "but", "or", "if", "because", "when", "which", "who", "what", "to"})
_LONGEST_APPOSITION = 25
"""Words that an apposition between a speaker and its verb has at most."""
_LINKS = frozenset({"of", "from", "by", "at", "for"})
_FIGURE_OR_JOINER = re.compile(r"\d|^\s*(?:and|but|or)\b")
_TRAILING_DAY = re.compile(rf",?\s+(?:(?:on|late|early)\s+)?(?:{'|'.join(day_name)})(?:\s+(?:night|morning|evening|afternoon))?$")
_LEADING_TIME = re.compile(
    r"(?:[Ll]ast|[Tt]his|[Nn]ext|[Ee]arlier this|[Ll]ate last)\s+(?:year|month|week|night|quarter|summer|winter|spring|autumn|fall)\s+"
    r"(?=[a-z]*\s*[A-Z]|the |a |an )"
)
_PARTICIPLE = re.compile(r"\b(?:released|published|conducted|issued|taken|posted|dated|carried out)\b")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SKIPPED = frozenset({"AUX", "ADV", "PART"})
_SPEECH_ENDS = frozenset({",", '"', "”", "''", "?", "!", "—", "–", "--", "’", "'"})


def find(scene: Scene, verb: Token, cue: Cue) -> Iterator[Span]:
    """Where the speaker may stand, the surest place first."""
    inverted = _inverted(scene, verb, cue)
    if inverted is not None:
        yield _cut(scene, inverted, verb)
    joined = _joined(scene, verb)
    if joined is not None:
        yield joined
    subject = _subject(scene, verb)
    before = _before(scene, verb, cue)
    if before is not None and _trails_alone(scene, verb, before):
        yield _cut(scene, before, verb)
    if subject is not None:
        yield _cut(scene, _whole(scene, subject, verb), verb)
    if before is not None:
        yield _cut(scene, before, verb)


def _joined(scene: Scene, verb: Token) -> Span | None:
    """Two subjects that a conjunction joins and the tree hung side by side: "both the government and the rebels"."""
    tokens = scene.parse.tokens
    own = [child for child in scene.parse.children(verb.index) if child.dep == "nsubj" and child.index < verb.index]
    between = tokens[own[0].index : own[-1].index] if len(own) >= _PAIR else []
    if not any(token.tag == "CC" for token in between) or any(token.pos not in _MODIFIERS | {"CCONJ", "ADP"} for token in between):
        return None
    start, end = clauses.noun_phrase(scene.parse, own[0]).start, clauses.noun_phrase(scene.parse, own[-1]).end
    first = next(token.index for token in tokens if token.end > start)
    opened = first > 0 and tokens[first - 1].text.lower() == "both"
    return clauses.trimmed(scene.text, Span(start=tokens[first - 1].start if opened else start, end=end))


def _trails_alone(scene: Scene, verb: Token, before: Span) -> bool:
    """Whether a comma, a name and the verb end the sentence, whatever subject the tree gives: "…, the Courier reported."."""
    tokens = scene.parse.tokens
    first = next((token.index for token in tokens if token.start >= before.start), 0)
    subjects = [child.index for child in scene.parse.children(verb.index) if child.dep.startswith("nsubj")]
    joined = any(token.tag == "CC" for token in tokens[first : verb.index])
    if any(index >= first for index in subjects) or (subjects and (joined or tokens[verb.index - 1].text == ",")):
        return False
    return (
        first > 0
        and tokens[first - 1].text == ","
        and tokens[first].pos in {"PROPN", "DET", "PRON"}
        and trailing.closes(scene, verb, verb.index)
    )


def _cut(scene: Scene, span: Span, verb: Token) -> Span:
    """The phrase without a dateline before it, without a figure that a comma parts from it, without the day after it."""
    start, end = max(span.start, scene.dateline), span.end
    words = scene.text[start:end]
    start = _past_contact(scene, start, end)
    words = scene.text[start:end]
    stray = words.partition(",")[0]
    if stray != words and stray.isalpha() and stray.islower() and start < verb.start and stray in _tagged(scene, start, "JJ"):
        start += len(stray) + 1
        words = scene.text[start:end]
    comma = words.rfind(",")
    if comma >= 0 and start < verb.start and _FIGURE_OR_JOINER.search(words[:comma]):
        start += comma + 1
    if scene.text[start:end].count("(") > scene.text[start:end].count(")") and scene.text[end : end + 1] == ")":
        end += 1
    lead = _LEADING_TIME.match(scene.text, start, end)
    start = lead.end() if lead else start
    day = _TRAILING_DAY.search(scene.text[start:end])
    if day and not _PARTICIPLE.search(scene.text[start:end]):
        end = start + day.start()
    return clauses.trimmed(scene.text, Span(start=start, end=max(start, end)))


def _past_contact(scene: Scene, start: int, end: int) -> int:
    """Where the speaker of a clause that hangs from a noun without a pronoun starts: "a figure the coast guard"."""
    tokens = scene.parse.between(start, end)
    for before, token in pairwise(tokens):
        if token.tag == "DT" and before.tag in {"NN", "NNS"} and token is not tokens[0]:
            return token.start
    return start


def _tagged(scene: Scene, start: int, tag: str) -> set[str]:
    """The word at a character, if it has a tag."""
    token = scene.parse.at(start)
    return {token.text} if token is not None and token.tag == tag else set()


def _subject(scene: Scene, verb: Token) -> Token | None:
    """The subject that the tree gives the verb; none for a verb that the tagger took for a noun, none behind a preposition."""
    if not verb.tag.startswith("VB"):
        return None
    found = clauses.subject(scene.parse, verb)
    if found is None or found.index == verb.index:
        return None
    if any(token.text == ";" and scene.quoted(token.start) is None for token in scene.parse.tokens[found.index : verb.index]):
        return None
    led = any(child.dep == "case" and child.text.lower() not in _POSSESSIVE for child in scene.parse.children(found.index))
    agent = any(child.dep == "case" and child.text.lower() == "by" for child in scene.parse.children(found.index))
    return None if agent or (led and found.head == verb.index) or _clause_between(scene, found, verb) else found


def _clause_between(scene: Scene, subject: Token, verb: Token) -> bool:
    """Whether a finite verb outside any relative clause stands between a subject and its verb: then it is another clause's."""
    tokens = scene.parse.tokens[subject.index + 1 : verb.index]
    relative = False
    if verb.tag == "VBG":
        return False
    for token in tokens:
        if token.text in clauses.RELATIVES | {"whose", "where"}:
            relative = True
        elif token.text == ",":
            after = scene.parse.tokens[token.index + 1]
            relative = relative and after.index != verb.index and after.tag in {"IN", "CC", "VBD", "VBZ", "VBG", "RB", "NNP"}
        elif (
            token.tag in {"VBD", "VBZ", "VBP", "MD"}
            and not relative
            and token.index != verb.index - 1
            and scene.parse.tokens[token.head].index != verb.index
        ):
            return verb.dep not in {"conj", "xcomp", "advcl"}
    return False


def _inverted(scene: Scene, verb: Token, cue: Cue) -> Span | None:
    """The speaker after the verb: "…, said the minister"; a tree often takes it for an object."""
    tokens = scene.parse.tokens
    before = tokens[verb.index - 1].text if verb.index else ""
    if cue.frame not in {Frame.ANY, Frame.CLAUSE, Frame.QUOTE} or before not in _SPEECH_ENDS or cue.word == "tell":
        return None
    place = verb.index + 1
    while (
        place < len(tokens)
        and (tokens[place].pos in _MODIFIERS | {"PRON"} or tokens[place].tag == "POS")
        and tokens[place].tag not in {"IN", "WDT"}
    ):
        place += 1
    chunk = tokens[verb.index + 1 : place]
    if chunk and clauses.is_calendar(chunk[-1]):
        return None
    if not any(token.pos in _NOMINAL for token in chunk) or (
        place < len(tokens) and tokens[place].tag in {"MD", "VBZ", "VBD", "VBP", "TO"}
    ):
        return None
    if not _is_said_before(scene, verb):
        return None
    span = Span(start=chunk[0].start, end=chunk[-1].end)
    heads = [token for token in chunk if token.pos in _NOMINAL and tokens[token.head] not in chunk]
    whole = clauses.noun_phrase(scene.parse, heads[0]) if heads else span
    return Span(start=span.start, end=max(span.end, whole.end))


def _is_said_before(scene: Scene, verb: Token) -> bool:
    """Whether a main clause or a quotation ends before the verb, rather than a phrase about the verb's own subject."""
    tokens = scene.parse.tokens
    if any(token.text in trailing.QUOTES for token in tokens[max(verb.index - 2, 0) : verb.index]):
        return True
    relative = False
    for token in tokens[: verb.index]:
        if token.text in clauses.RELATIVES | {"whose", "where"} and token.index and tokens[token.index - 1].text == ",":
            relative = True
        elif token.text == ",":
            relative = False
        elif token.tag in {"VBD", "VBZ", "VBP", "MD", "VBN"} and not relative:
            return True
    return False


def _before(scene: Scene, verb: Token, cue: Cue) -> Span | None:
    """The phrase just before the verb, where the tree gives the verb no subject: back to a comma, a conjunction or a clause."""
    if (
        (cue.frame not in {Frame.ANY, Frame.CLAUSE} and not scene.is_only_verb(verb))
        or verb.tag in {"VBG", "VB"}
        or (verb.tag == "VBN" and not scene.is_only_verb(verb) and not _ends_sentence(scene, verb))
        or verb.dep in {"acl", "amod"}
    ):
        return None
    tokens = scene.parse.tokens
    last = verb.index - 1
    while last > 0 and tokens[last].pos in _SKIPPED and not tokens[last].text[0].isupper():
        last -= 1
    last = _before_day(scene, last)
    end = tokens[last].end if last >= 0 else verb.start
    if last > 0 and tokens[last].text == ",":
        last = _past_apposition(scene, last)
    else:
        end = min(end, tokens[last].end)
    first = last
    while first >= 0 and _continues(tokens, first):
        first -= 1
    first += 1
    while first < last and (tokens[first].pos == "ADP" or _is_time(tokens[first])):
        first += 1
    if (
        first > last
        or tokens[last].text in day_name
        or not any(token.pos in _NOMINAL or token.text[0].isupper() for token in tokens[first : last + 1])
    ):
        return None
    if first and tokens[first - 1].text.lower() == "whose":
        return None
    return Span(start=tokens[first].start, end=max(end, tokens[last].end))


def _continues(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word may belong to the phrase of a speaker that ends behind it: "residents reached by telephone"."""
    reached = tokens[place].tag == "VBD" and place + 1 < len(tokens) and tokens[place + 1].text.lower() == "by"
    inside = tokens[place].pos in _INSIDE or tokens[place].tag in {"HYPH", "VBN"} or reached
    return inside and tokens[place].text.lower() not in _STARTS


def _ends_sentence(scene: Scene, verb: Token) -> bool:
    """Whether a participle without "have" ends the sentence behind a comma and a name: the past tense, taken for a participle."""
    tokens = scene.parse.tokens
    after = tokens[verb.index + 1].text if verb.index + 1 < len(tokens) else "."
    return after in {".", ",", ";"} and not any(child.dep == "aux" for child in scene.parse.children(verb.index))


def _before_day(scene: Scene, last: int) -> int:
    """The word before a day that stands between speaker and verb: "Ruun on Tuesday said", "the ministry last week reported"."""
    tokens = scene.parse.tokens
    place = last
    while place > 0 and (clauses.is_calendar(tokens[place]) or _is_time(tokens[place])):
        place = _before_time(scene, place)
        while place > 0 and tokens[place].text.lower() in _DAY_OPENERS:
            place -= 1
    return place if place > 0 or tokens[place].pos in _INSIDE else last


def _past_apposition(scene: Scene, comma: int) -> int:
    """The last word before an apposition that a comma closes; the comma itself where none opens it."""
    tokens = scene.parse.tokens
    finite = False
    for place in range(comma - 1, max(comma - _LONGEST_APPOSITION, 0), -1):
        finite = finite and tokens[place].text not in clauses.RELATIVES
        if tokens[place].text == ",":
            relative = tokens[place + 1].text in clauses.RELATIVES | {"whose"}
            return place - 1 if relative or not finite else comma
        finite = finite or tokens[place].tag in {"VBD", "VBZ", "VBP", "MD"}
    return comma


def _whole(scene: Scene, speaker: Token, verb: Token) -> Span:
    """The speaker's phrase, with the names that a tree left outside it on the way to the verb."""
    span = clauses.noun_phrase(scene.parse, speaker)
    tokens = scene.parse.tokens
    if speaker.pos == "PRON" and descriptions.is_pronoun(speaker.text):
        return Span(start=speaker.start, end=speaker.end)
    if speaker.index < verb.index:
        last = verb.index - 1
        while last > speaker.index and tokens[last].pos in _SKIPPED:
            last -= 1
        while last > speaker.index and (_is_time(tokens[last]) or clauses.is_calendar(tokens[last])):
            last = _before_time(scene, last)
        between = tokens[speaker.index : last + 1]
        if tokens[last].pos in _NOMINAL and all(token.pos in _MODIFIERS or token.tag in {"POS", "VBG", "VBN"} for token in between):
            span = Span(start=span.start, end=max(span.end, tokens[last].end))
        return Span(start=_start(scene, speaker, span, verb), end=min(span.end, verb.start))
    last = speaker.index
    while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN":
        last += 1
    return Span(start=max(span.start, verb.end), end=max(span.end, tokens[last].end))


def _before_time(scene: Scene, last: int) -> int:
    """The word before a time that ends a phrase, with the time's own words left out: "Ruun a month later"."""
    own = [token.index for token in scene.parse.subtree(last)] if clauses.is_calendar(scene.parse.tokens[last]) else [last]
    return min(index for index in (*own, last) if index > 0) - 1


def _is_time(token: Token) -> bool:
    """Whether a word beside a speaker tells when rather than who."""
    return token.text in day_name or token.text.lower() in _WHEN


def _is_joint(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word joins what stands before it to the noun behind: a possessive, a hyphen with its words, "34-year-old"."""
    return tokens[place].tag in {"POS", "HYPH"} or (place + 1 < len(tokens) and tokens[place + 1].tag == "HYPH")


def _start(scene: Scene, speaker: Token, span: Span, verb: Token) -> int:
    """Where the speaker starts: a noun behind a preposition is part of the phrase before it, whatever the tree says."""
    tokens = scene.parse.tokens
    first = next((token.index for token in tokens if token.end > span.start), speaker.index)
    while first and (tokens[first - 1].pos in _BEFORE_NOUN or _is_joint(tokens, first - 1)) and not _is_time(tokens[first - 1]):
        if tokens[first].pos == "DET":
            break
        first -= 1
    place = first - 1
    if verb.dep == "acl" and verb.tag in {"VBG", "VBN"}:
        return min(span.start, tokens[first].start)
    while place > 0 and tokens[place].text.lower() in _LINKS and tokens[place - 1].pos in _NOMINAL:
        place -= 1
        while place >= 0 and (tokens[place].pos in _MODIFIERS or tokens[place].tag == "POS"):
            first, place = place, place - 1
    return min(span.start, tokens[first].start)
