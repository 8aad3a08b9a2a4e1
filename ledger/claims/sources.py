"""Attributions without a verb of saying: "according to", "citing", "by the ministry's count", nouns of saying."""

from __future__ import annotations

import re
from calendar import day_name
from typing import TYPE_CHECKING

from ledger.claims import clauses, descriptions, names
from ledger.claims.attributions import Attribution, Span
from ledger.claims.cues import PLAIN, nouns, phrases, verbs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Parse, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LEADING = 3
"""Words before a source phrase that still let it open its sentence: "But in 2012, according to"."""
_AGENT = re.compile(r"(?:er|or|ist|man|woman|men|women|ian|ant|ee|master)s?$")
"""Endings of nouns for people."""
_ASKED = frozenset({"poll", "survey", "study", "census"})
_SHARES = frozenset({"percent", "%", "points", "cent"})
_COUNTS = frozenset({"count", "tally"})
_TELLING = frozenset(
    {"rise", "fall", "climb", "drop", "stand", "come", "reach", "exceed", "top", "total", "range", "jump", "run", "amount"}
)
_CITING = frozenset({"cited", "cites", "quoted", "quotes"})
_CLOSERS = frozenset({",", ".", ";", ":", "—", "–", "-", "(", ")", "“", "”", '"', "and", "but"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_REACH = 12
"""Words after a phrase within which its noun must follow: "according to an early, still unpublished report"."""


def find_phrases(scene: Scene) -> Iterator[Attribution]:
    """Yield the sources that a phrase such as "according to" names; they cover the clause it stands in."""
    for _, found in _after_phrases(scene, "after", rule="phrase"):
        yield found


def find_cited(scene: Scene) -> Iterator[Attribution]:
    """Yield the sources that somebody cites: "Reuters reported, citing a lawmaker"; they cover what the citing one says."""
    for head, found in _after_phrases(scene, "cited", rule="cited"):
        if _can_speak(head):
            yield found
    for token in scene.parse.tokens:
        if token.tag in _FINITE and token.text.lower() in _CITING:
            yield from _cited_by_outlet(scene, token)


def _cited_by_outlet(scene: Scene, verb: Token) -> Iterator[Attribution]:
    """Whom an outlet cites by a finite verb: "According to TASS, which cited the governor"."""
    citing = clauses.subject(scene.parse, verb)
    cited = next((child for child in scene.parse.children(verb.index) if child.dep == "obj" and child.index > verb.index), None)
    if citing is None or cited is None or not _can_speak(cited):
        return
    span = clauses.trimmed(scene.text, clauses.noun_phrase(scene.parse, cited))
    if names.is_outlet(clauses.trimmed(scene.text, clauses.noun_phrase(scene.parse, citing)).of(scene.text)):
        cue = Span(start=verb.start, end=verb.end)
        yield Attribution(cue=cue, word=PLAIN, scopes=_around(scene, verb, span), speaker=span, rule="cited")


def _after_phrases(scene: Scene, part: str, *, rule: str) -> Iterator[tuple[Token, Attribution]]:
    """The noun after each phrase of one part of the lexicon, and the attribution that it makes."""
    for phrase, cue in phrases(part).items():
        for first, last in _occurrences(scene.parse, phrase):
            head = _object(scene.parse, last)
            if head is None:
                continue
            span = _with_participle(scene, _from(scene, clauses.noun_phrase(scene.parse, head), last))
            cue_span = Span(start=first.start, end=last.end)
            yield head, Attribution(cue=cue_span, word=cue, scopes=_around(scene, first, span), speaker=span, rule=rule)


def find_carried(scene: Scene) -> Iterator[Attribution]:
    """Yield those who carried what another said: "…, a lawmaker said, quoted by Reuters"; they cover the whole clause."""
    for phrase, cue in phrases("carried").items():
        for first, last in _occurrences(scene.parse, phrase):
            head = _object(scene.parse, last)
            if head is None:
                continue
            span = _from(scene, clauses.noun_phrase(scene.parse, head), last)
            if not names.is_outlet(span.of(scene.text)):
                continue
            yield Attribution(
                cue=Span(start=first.start, end=last.end),
                word=cue,
                scopes=tuple(_segment(scene, first.start, span.end)),
                speaker=span,
                rule="carried",
            )


def find_introduced(scene: Scene) -> Iterator[Attribution]:
    """Yield who introduces a quotation by a colon, whatever the verb: "The mayor made the following comment: …"."""
    for quotation in scene.quotations:
        before = [token for token in scene.parse.tokens if token.end <= quotation.start]
        if not before or before[-1].text != ":" or any(scene.speaks(token) for token in before):
            continue
        verb = next((token for token in reversed(before) if token.tag in _FINITE and scene.quoted(token.start) is None), None)
        subject = clauses.subject(scene.parse, verb) if verb is not None else None
        if verb is None or subject is None or subject.index > verb.index or not _can_speak(subject):
            continue
        yield Attribution(
            cue=Span(start=verb.start, end=verb.end),
            word=PLAIN,
            scopes=(quotation,),
            speaker=clauses.trimmed(scene.text, clauses.noun_phrase(scene.parse, subject)),
            rule="introduced",
        )


def find_located(scene: Scene) -> Iterator[Attribution]:
    """Yield the poll or study that a sentence opens with: "In a Larke Institute survey, 40 percent"; it yields to whoever speaks."""
    tokens = scene.parse.tokens
    opening = next((token for token in tokens[:_LEADING] if token.text.lower() == "in"), None)
    head = _object(scene.parse, opening) if opening is not None else None
    if opening is None or head is None or head.text.lower() not in _ASKED or not any(token.text in _SHARES for token in tokens):
        return
    span = _with_participle(scene, _from(scene, clauses.noun_phrase(scene.parse, head), opening))
    found = descriptions.read(span.of(scene.text))
    if (found.owner is None and not found.definite) or (found.owner or "").split()[-1:] in [[day] for day in day_name]:
        return
    yield Attribution(
        cue=Span(start=opening.start, end=opening.end),
        word=PLAIN,
        scopes=(Span(start=span.end, end=tokens[-1].end),),
        speaker=span,
        rule="located",
    )


def find_counts(scene: Scene) -> Iterator[Attribution]:
    """Yield the owners of a count: "by the union's reckoning", and with the noun left out "by the ministry's"."""
    tokens = scene.parse.tokens
    for token in tokens:
        cue = phrases("count").get(token.text.lower())
        if cue is None:
            continue
        owner_end = next(
            (other for other in tokens[token.index + 2 : token.index + _REACH] if other.text in _POSSESSIVE and other.tag == "POS"), None
        )
        if owner_end is None or any(other.text in {",", ".", ";"} for other in tokens[token.index : owner_end.index]):
            continue
        after = _next_noun(tokens, owner_end.index)
        if after is not None and after.text.lower() not in nouns():
            continue
        if after is None and (_names_on(tokens, owner_end.index) or (token.index and tokens[token.index - 1].tag == "VBN")):
            continue
        if token.index and tokens[token.index - 1].tag == "VBN" and tokens[token.index - 1].text.lower() not in verbs():
            continue
        if after is None and token.text.lower() != "by":
            continue
        span = clauses.trimmed(scene.text, Span(start=tokens[token.index + 1].start, end=owner_end.start))
        word = nouns()[after.text.lower()] if after is not None else cue
        end = (after or owner_end).end
        yield Attribution(
            cue=Span(start=token.start, end=end),
            word=word,
            scopes=_segment(scene, token.start, end),
            speaker=span,
            rule="count",
        )


def find_nouns(scene: Scene) -> Iterator[Attribution]:
    """Yield the owners of a noun of saying with its figure: "the union's estimate of 300", "a claim by X that 40 died"."""
    parse = scene.parse
    for token in parse.tokens:
        cue = nouns().get(token.text.lower())
        if cue is None or token.pos != "NOUN" or _accounts_for(parse, token):
            continue
        owner = _owner(scene, token)
        content = [
            child
            for child in parse.children(token.index)
            if child.index > token.index and child.dep in {"acl", "ccomp", "nmod", "appos"} and child is not owner
        ]
        content = [child for child in content if not _is_case(parse, child, "by", "from")]
        covered = [below for child in content for below in parse.subtree(child.index)]
        covered += _told_of(scene, token) if (owner is not None and cue.basis is not None) or cue.word in _COUNTS else []
        if owner is None or not covered:
            continue
        span = clauses.trimmed(scene.text, clauses.noun_phrase(parse, owner))
        possessive = next((each for each in parse.between(span.start, span.end) if each.tag == "POS" and each.end == span.end), None)
        span = Span(start=span.start, end=possessive.start if possessive else span.end)
        yield Attribution(
            cue=Span(start=token.start, end=token.end),
            word=cue,
            scopes=clauses.spans(below for below in covered if not span.start <= below.start < span.end),
            speaker=span,
            rule="noun",
        )


def _told_of(scene: Scene, noun: Token) -> list[Token]:
    """What a clause says of an estimate or a count that is its subject: "the union's estimate rose to 300"."""
    tokens = scene.parse.tokens
    verb = tokens[noun.head]
    if noun.dep != "nsubj" or verb.index < noun.index or verb.lemma.lower() not in _TELLING:
        return []
    end = next((token.index for token in tokens[verb.index :] if token.text in _CLOSERS and token.tag != "HYPH"), len(tokens))
    return tokens[verb.index + 1 : end]


def _accounts_for(parse: Parse, noun: Token) -> bool:
    """Whether a verb was taken for a noun: "accounts for a quarter"."""
    after = parse.tokens[noun.index + 1 : noun.index + 2]
    return noun.text.lower() in {"account", "accounts"} and bool(after) and after[0].text.lower() == "for"


def _can_speak(head: Token) -> bool:
    """Whether a noun can be the source of a figure: a name, a person, a body, a document; satellite images cannot."""
    word = head.text.lower()
    return head.pos in {"PROPN", "PRON"} or word in nouns() or word in descriptions.speakers() or bool(_AGENT.search(word))


def _owner(scene: Scene, noun: Token) -> Token | None:
    """Whose saying a noun is: its possessive, or its "by" phrase."""
    for child in scene.parse.children(noun.index):
        if child.dep == "nmod:poss" or (child.dep in {"nmod", "obl"} and _is_case(scene.parse, child, "by")):
            return child
    return None


def _is_case(parse: Parse, token: Token, *cases: str) -> bool:
    return any(child.dep == "case" and child.text.lower() in cases for child in parse.children(token.index))


def _occurrences(parse: Parse, phrase: str) -> Iterator[tuple[Token, Token]]:
    words = phrase.split()
    lowered = parse.lowered
    if words[0] not in lowered:
        return
    for place in range(len(lowered) - len(words) + 1):
        if lowered[place : place + len(words)] == words:
            yield parse.tokens[place], parse.tokens[place + len(words) - 1]


def _object(parse: Parse, last: Token) -> Token | None:
    """The head of the noun phrase after a word: the topmost noun that starts to its right."""
    for token in parse.tokens[last.index + 1 : last.index + _REACH]:
        if token.pos not in _NOMINAL or (parse.tokens[token.index + 1 : token.index + 2] and parse.tokens[token.index + 1].tag == "HYPH"):
            continue
        current = token
        while _leads_up(parse, current, last):
            current = parse.tokens[current.head]
        return current
    return None


def _leads_up(parse: Parse, token: Token, last: Token) -> bool:
    """Whether the word that a word hangs from belongs to the same noun phrase: a noun behind the cue, no predicate."""
    head = parse.tokens[token.head]
    return head.index > last.index and head.pos in _NOMINAL - {"ADJ"} and head.index != token.index


def _from(scene: Scene, phrase: Span, last: Token) -> Span:
    """The phrase, from the word after the cue on."""
    return clauses.trimmed(scene.text, Span(start=max(phrase.start, last.end), end=max(phrase.end, last.end)))


def _with_participle(scene: Scene, span: Span) -> Span:
    """The phrase with a participle that follows it at once, which the tree hung elsewhere: "a Larke poll taken last week"."""
    tokens = scene.parse.tokens
    place = next((token.index for token in tokens if token.start >= span.end), len(tokens))
    if place >= len(tokens) or tokens[place].tag not in {"VBN", "VBG"}:
        return span
    end = next((token.index for token in tokens[place:] if token.text in _CLOSERS or token.tag in _FINITE), len(tokens))
    return clauses.trimmed(scene.text, Span(start=span.start, end=tokens[end - 1].end))


def _around(scene: Scene, first: Token, speaker: Span) -> tuple[Span, ...]:
    """The sentence that a source phrase belongs to, without the phrase: up to a semicolon, and up to a turn to another voice."""
    tokens = scene.parse.tokens
    last = max((token.index for token in scene.parse.between(speaker.start, speaker.end)), default=first.index)
    start, end = 0, len(tokens)
    for token in tokens:
        if first.index <= token.index <= last or scene.quoted(token.start) != scene.quoted(first.start):
            continue
        turns = token.text == ";" or (
            token.text.lower() in clauses.CONTRASTS and token.index and tokens[token.index - 1].text in {",", ";", "—", "–"}
        )
        if turns and token.index < first.index and _has_voice(scene, start, token.index):
            start = token.index + 1
        elif turns and token.index > last and (token.text == ";" or first.index > start + _LEADING):
            end = token.index
            break
    quoted = scene.quoted(first.start)
    inside = [token for token in tokens[start:end] if not first.index <= token.index <= last]
    return clauses.spans(token for token in inside if quoted is None or quoted.holds(token.start))


def _has_voice(scene: Scene, start: int, end: int) -> bool:
    return any(scene.speaks(token) for token in scene.parse.tokens[start:end])


def _names_on(tokens: list[Token], place: int) -> bool:
    """Whether a name goes on behind a possessive: "by the Citizens' Council"."""
    return place + 1 < len(tokens) and tokens[place + 1].pos in {"PROPN", "NOUN", "ADJ"}


def _next_noun(tokens: list[Token], place: int) -> Token | None:
    """The noun that a possessive owns, past its adjectives; nothing where it was left out."""
    for token in tokens[place + 1 : place + 4]:
        if token.pos == "NOUN":
            return token
        if token.pos not in {"ADJ", "PROPN"}:
            return None
    return None


def _segment(scene: Scene, start: int, end: int) -> tuple[Span, ...]:
    """The part of the sentence between semicolons that holds the words, without them; "and" splits where both sides name a source."""
    tokens = scene.parse.tokens
    left, right = tokens[0].start, tokens[-1].end
    for token in tokens:
        if token.text in {";", ":"} or (token.text.lower() in {"and", "but"} and _counted(tokens, token)):
            if token.end <= start:
                left = token.end
            elif token.start >= end:
                right = token.start
                break
    found = [Span(start=left, end=start), Span(start=end, end=right)]
    return tuple(span for span in found if span.end > span.start)


def _counted(tokens: list[Token], joiner: Token) -> bool:
    """Whether another "by X's" stands on each side of a conjunction."""
    sides = [tokens[: joiner.index], tokens[joiner.index :]]
    return all(any(a.text.lower() == "by" for a in side) and any(a.tag == "POS" for a in side) for side in sides)
