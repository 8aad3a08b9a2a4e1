"""Attributions by a verb of saying: with its subject, with the agent of a passive, as the participle of a document."""

from __future__ import annotations

import re
from calendar import day_name
from typing import TYPE_CHECKING

from ledger.claims import clauses, contents, descriptions
from ledger.claims.attributions import Attribution, Span
from ledger.claims.cues import Cue, Frame, nouns, phrases
from ledger.claims.descriptions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Token

_SILENT = frozenset({"there", "it's", "what", "which", "that", "this", "those", "these", "you", "one", "anyone", "somebody", "nobody"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_BEFORE_NOUN = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
_WHEN = frozenset({"earlier", "later", "yesterday", "today", "recently", "also"})
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
_AMOUNT = re.compile(r"[$€£¥]\s?\d|\d%$")
_PARTICIPLE = re.compile(r"\b(?:released|published|conducted|issued|taken|posted|dated|carried out)\b")
_WORD = re.compile(r"[^\W\d_]{2,}|^I$")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SKIPPED = frozenset({"AUX", "ADV", "PART"})
_RECIPIENTS = frozenset({"obj", "iobj", "obl"})
_SPEECH_ENDS = frozenset({",", '"', "”", "''", "?", "!", "—", "–", "--", "’", "'"})


def find(scene: Scene) -> Iterator[Attribution]:
    """Yield every verb of saying of the sentence whose speaker the sentence names."""
    for token in scene.parse.tokens:
        cue = scene.cue(token)
        if cue is None or token.text.lower() in phrases("cited"):
            continue
        if clauses.is_passive(scene.parse, token):
            yield from _passive(scene, token, cue)
        elif _is_by(scene, token):
            yield from _participle(scene, token, cue)
        else:
            yield from _active(scene, token, cue)


def _revises(scene: Scene, verb: Token) -> bool:
    """Whether a verb of raising or lowering has a tally for its object: "lowered its forecast to 17", not "lowered the bridge"."""
    objects = [child for child in scene.parse.children(verb.index) if child.dep == "obj"]
    return any(child.text.lower() in nouns() for child in objects)


def _told_by(cue: Cue) -> bool:
    """Whether the agent of a passive says the figure: "was put at 300 by", not "was mentioned by"."""
    return cue.frame is Frame.FIGURE or cue.basis is not None or cue.word in {"report", "announce", "state", "disclose", "claim", "note"}


def _participle(scene: Scene, verb: Token, cue: Cue) -> Iterator[Attribution]:
    """The agent of a participle: "as reported by X" speaks for the sentence, "300 deaths reported by X" for its noun."""
    if not _told_by(cue) or f"{verb.text.lower()} by" in phrases("carried"):
        return
    found = clauses.agents(scene.parse, verb)
    if not found:
        return
    span = clauses.trimmed(scene.text, _agent_phrase(scene, found[0]))
    opened = verb.index and scene.parse.tokens[verb.index - 1].text.lower() == "as"
    region = scene.parse.tokens if opened else scene.parse.subtree(verb.head)
    own = {token.index for token in scene.parse.subtree(verb.index)}
    yield Attribution(
        cue=_cue_span(scene, verb, cue),
        word=cue,
        scopes=clauses.spans(token for token in region if token.index not in own),
        speaker=span,
        rule="passive",
    )


def _agent_phrase(scene: Scene, agent: Token) -> Span:
    """The phrase of an agent, with what its possessive owns: "by the insurers' federation"."""
    span = clauses.noun_phrase(scene.parse, agent)
    tokens = scene.parse.tokens
    last = max((token.index for token in scene.parse.between(span.start, span.end)), default=agent.index)
    while last + 1 < len(tokens) and (tokens[last + 1].tag == "POS" or (tokens[last].tag == "POS" and tokens[last + 1].pos in _MODIFIERS)):
        last += 1
    return Span(start=span.start, end=tokens[last].end)


def _is_by(scene: Scene, verb: Token) -> bool:
    """Whether the verb is a participle whose agent follows at once: "quoted by Reuters"."""
    after = scene.parse.tokens[verb.index + 1 : verb.index + 2]
    return verb.tag == "VBN" and bool(after) and after[0].text.lower() == "by"


def _active(scene: Scene, verb: Token, cue: Cue) -> Iterator[Attribution]:
    if cue.frame is Frame.INTENT and verb.tag == "VBN":
        return
    span = next((found for found in _candidates(scene, verb, cue) if _can_speak(scene, found, verb)), None)
    if span is None:
        return
    if not _fits(scene, verb, cue, span):
        return
    yield Attribution(
        cue=_cue_span(scene, verb, cue),
        word=cue,
        scopes=contents.covered(scene, verb, cue, span),
        speaker=span,
        carriers=tuple(_told(scene, verb, cue)),
        negated=clauses.is_negated(scene.parse, verb),
        rule="verb",
    )


def _candidates(scene: Scene, verb: Token, cue: Cue) -> Iterator[Span]:
    """Where the speaker may stand, the surest place first."""
    inverted = _inverted(scene, verb, cue)
    if inverted is not None:
        yield _cut(scene, inverted, verb)
    subject = _subject(scene, verb)
    if subject is not None:
        yield _cut(scene, _whole(scene, subject, verb), verb)
    before = _before(scene, verb, cue)
    if before is not None:
        yield _cut(scene, before, verb)


def _cut(scene: Scene, span: Span, verb: Token) -> Span:
    """The phrase without a dateline before it, without a figure that a comma parts from it, without the day after it."""
    start, end = max(span.start, scene.dateline), span.end
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


def _can_speak(scene: Scene, span: Span, verb: Token) -> bool:
    """Whether a phrase can be a speaker: it has a word that is no number, and no quotation mark parts it from the verb."""
    words = span.of(scene.text)
    if (
        not words
        or words.lower() in _SILENT
        or words.split()[0].lower() in {"whose", "there"}
        or not _WORD.search(words)
        or _AMOUNT.search(words)
    ):
        return False
    between = scene.parse.between(min(span.end, verb.end), max(span.start, verb.start))
    parted = any(token.text in contents.QUOTES for token in between) and span.end <= verb.start
    return not (parted and scene.quoted(span.start) is not None and scene.quoted(verb.start) is None)


def _subject(scene: Scene, verb: Token) -> Token | None:
    """The subject that the tree gives the verb; none for a verb that the tagger took for a noun, none behind a preposition."""
    if not verb.tag.startswith("VB"):
        return None
    found = clauses.subject(scene.parse, verb)
    if found is None or found.index == verb.index:
        return None
    led = any(child.dep == "case" and child.text.lower() not in _POSSESSIVE for child in scene.parse.children(found.index))
    return None if (led and found.head == verb.index) or _clause_between(scene, found, verb) else found


def _clause_between(scene: Scene, subject: Token, verb: Token) -> bool:
    """Whether a finite verb outside any relative clause stands between a subject and its verb: then it is another clause's."""
    tokens = scene.parse.tokens[subject.index + 1 : verb.index]
    relative = False
    if verb.tag == "VBG":
        return False
    for token in tokens:
        if token.text.lower() in clauses.RELATIVES | {"whose", "where"}:
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
    if any(token.text in contents.QUOTES for token in tokens[max(verb.index - 2, 0) : verb.index]):
        return True
    relative = False
    for token in tokens[: verb.index]:
        if token.text.lower() in clauses.RELATIVES | {"whose", "where"} and token.index and tokens[token.index - 1].text == ",":
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
        or (verb.tag == "VBN" and not scene.is_only_verb(verb))
        or verb.dep in {"acl", "amod"}
    ):
        return None
    tokens = scene.parse.tokens
    last = verb.index - 1
    while last > 0 and tokens[last].pos in _SKIPPED and not tokens[last].text[0].isupper():
        last -= 1
    end = tokens[last].end if last >= 0 else verb.start
    if last > 0 and tokens[last].text == ",":
        last = _past_apposition(scene, last)
    else:
        end = min(end, tokens[last].end)
    first = last
    while first >= 0 and tokens[first].pos in _INSIDE and tokens[first].text.lower() not in _STARTS:
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


def _past_apposition(scene: Scene, comma: int) -> int:
    """The last word before an apposition that a comma closes; the comma itself where none opens it."""
    tokens = scene.parse.tokens
    finite = False
    for place in range(comma - 1, max(comma - _LONGEST_APPOSITION, 0), -1):
        if tokens[place].text == ",":
            relative = tokens[place + 1].text.lower() in clauses.RELATIVES | {"whose"}
            return place - 1 if relative or not finite else comma
        finite = finite or tokens[place].tag in {"VBD", "VBZ", "VBP", "MD"}
    return comma


def _whole(scene: Scene, speaker: Token, verb: Token) -> Span:
    """The speaker's phrase, with the names that a tree left outside it on the way to the verb."""
    span = clauses.noun_phrase(scene.parse, speaker)
    tokens = scene.parse.tokens
    if speaker.pos == "PRON":
        return Span(start=speaker.start, end=speaker.end)
    if speaker.index < verb.index:
        last = verb.index - 1
        while last > speaker.index and tokens[last].pos in _SKIPPED:
            last -= 1
        while last > speaker.index and _is_time(tokens[last]):
            last -= 1
        between = tokens[speaker.index : last + 1]
        if tokens[last].pos in _NOMINAL and all(token.pos in _MODIFIERS or token.tag in {"POS", "VBG", "VBN"} for token in between):
            span = Span(start=span.start, end=max(span.end, tokens[last].end))
        return Span(start=_start(scene, speaker, span), end=min(span.end, verb.start))
    last = speaker.index
    while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN":
        last += 1
    return Span(start=max(span.start, verb.end), end=max(span.end, tokens[last].end))


def _is_time(token: Token) -> bool:
    """Whether a word beside a speaker tells when rather than who."""
    return token.text in day_name or token.text.lower() in _WHEN


def _start(scene: Scene, speaker: Token, span: Span) -> int:
    """Where the speaker starts: a noun behind a preposition is part of the phrase before it, whatever the tree says."""
    tokens = scene.parse.tokens
    first = next((token.index for token in tokens if token.end > span.start), speaker.index)
    while first and (tokens[first - 1].pos in _BEFORE_NOUN or tokens[first - 1].tag == "POS") and not _is_time(tokens[first - 1]):
        if tokens[first].pos == "DET":
            break
        first -= 1
    place = first - 1
    while place > 0 and tokens[place].text.lower() in _LINKS and tokens[place - 1].pos in _NOMINAL:
        place -= 1
        while place >= 0 and (tokens[place].pos in _MODIFIERS or tokens[place].tag == "POS"):
            first, place = place, place - 1
    return min(span.start, tokens[first].start)


def _fits(scene: Scene, verb: Token, cue: Cue, speaker: Span) -> bool:
    """Whether a verb that also names deeds is one of saying here: "gave 300 cases", not "gave $300" or "gave them 300"."""
    if cue.word in {"show", "suggest", "indicate", "reveal"}:
        return descriptions.read(speaker.of(scene.text)).kind is not Kind.PRONOUN or speaker.of(scene.text).lower() in {"it", "they"}
    if cue.frame is Frame.REVISE:
        return _revises(scene, verb)
    if cue.word not in {"give", "post", "list", "release", "publish", "place", "put", "record"}:
        return True
    kind = descriptions.read(speaker.of(scene.text)).kind
    children = scene.parse.children(verb.index)
    deed = any(child.dep == "iobj" for child in children) or any(
        token.tag == "$" for child in children if child.dep == "obj" for token in scene.parse.subtree(child.index)
    )
    if cue.word in {"put", "place"}:
        return any(token.text.lower() == "at" for token in scene.parse.tokens[verb.index + 2 :])
    return not deed and kind in {Kind.BODY, Kind.PEOPLE, Kind.DOCUMENT, Kind.NAME, Kind.OTHER}


def _passive(scene: Scene, verb: Token, cue: Cue) -> Iterator[Attribution]:
    """Each agent of a passive says what stands between it and the agent before: "put at 300 by A and at 400 by B"."""
    if not _told_by(cue):
        return
    found = clauses.agents(scene.parse, verb)
    below = scene.parse.subtree(verb.index)
    start = below[0].start
    for agent in found:
        span = clauses.trimmed(scene.text, _agent_phrase(scene, agent))
        tokens = [token for token in below if start <= token.start < span.start and token.index != verb.index]
        if agent is found[-1]:
            tokens += [token for token in below if token.start >= span.end]
        yield Attribution(
            cue=_cue_span(scene, verb, cue),
            word=cue,
            scopes=clauses.spans(tokens),
            speaker=span,
            negated=clauses.is_negated(scene.parse, verb),
            rule="passive",
        )
        start = span.end


def _told(scene: Scene, verb: Token, cue: Cue) -> Iterator[Span]:
    """Whom a speaker told: an outlet among them carries the statement."""
    if cue.word not in {"tell", "say"}:
        return
    for child in scene.parse.children(verb.index):
        if child.dep in _RECIPIENTS and child.pos in {"NOUN", "PROPN"} and child.index > verb.index:
            yield clauses.trimmed(scene.text, clauses.noun_phrase(scene.parse, child))


def _cue_span(scene: Scene, verb: Token, cue: Cue) -> Span:
    """The verb with its particle."""
    _, _, particle = cue.word.partition(" ")
    end = verb.end
    if particle:
        end = next((token.end for token in scene.parse.tokens[verb.index + 1 : verb.index + 4] if token.text.lower() == particle), end)
    return Span(start=verb.start, end=end)
