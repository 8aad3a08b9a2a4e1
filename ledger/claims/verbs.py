"""Attributions by a verb of saying: with its subject, with the agent of a passive, as the participle of a document."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger.claims import candidates, clauses, contents, descriptions, trailing
from ledger.claims.attributions import Attribution, Span
from ledger.claims.cues import Cue, Frame, nouns, phrases
from ledger.claims.descriptions import Kind
from ledger.records import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Token

_SILENT = frozenset({"there", "it's", "what", "which", "that", "this", "those", "these", "you", "one", "anyone", "somebody", "nobody"})
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_AMOUNT = re.compile(r"[$€£¥]\s?\d|\d%$")
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_LIKELY = frozenset({"likely", "unlikely", "likelier"})
_PARTICLES = frozenset({"up", "down"})
_BEFORE_TALLY = frozenset({"DET", "ADJ", "PRON", "NOUN", "PROPN", "NUM", "ADV"})
_CUTS = frozenset(
    f"{stem}{ending}" for stem in ("cut", "trim", "reduc", "increas") for ending in ("", "s", "e", "es", "ed", "med", "ting", "ming", "ing")
)
_NOBODY = frozenset({"neither", "no", "none", "nobody"})
_DECLINING = frozenset({"decline", "refuse", "fail", "unable", "reluctant"})
_PARTICIPLES = frozenset({"acl", "amod", "case", "mark", "fixed", "advcl"})
_AIMS = frozenset({"target", "targets", "guidance", "outlook"})
_COUNTS = frozenset({"count", "tally", "toll", "figure", "number", "account"})
_BEHIND_NOUN = 2
"""Index of the first word that can stand behind a noun and a comma."""
_COUNTED = frozenset({"number", "numbers"})
"""To cut the number of things is a deed; to lift or to lower the number given for them is a revision."""
_REACH = 6
"""Words after a verb of revising among which its tally must stand."""
_WORD = re.compile(r"[^\W\d_]{2,}|^I$")
_RECIPIENTS = frozenset({"obj", "iobj", "obl"})


def find(scene: Scene) -> Iterator[Attribution]:
    """Yield every verb of saying of the sentence whose speaker the sentence names."""
    for token in scene.parse.tokens:
        cue = scene.cue(token)
        if cue is None or token.text.lower() in phrases("cited") or _says_nothing(scene, token):
            continue
        if clauses.is_passive(scene.parse, token):
            yield from _passive(scene, token, cue)
        elif _is_by(scene, token):
            yield from _participle(scene, token, cue)
        else:
            yield from _active(scene, token, cue)


def _says_nothing(scene: Scene, verb: Token) -> bool:
    """Whether a verb of saying is no saying of its subject: "no plans to release", "tell me, …", "found himself"."""
    children = scene.parse.children(verb.index)
    if any(child.text.lower() in _REFLEXIVES for child in children if child.dep == "obj"):
        return True
    if verb.tag in {"VBD", "VBN"}:
        return _is_aside(scene, verb)
    if verb.tag != "VB" or any(child.dep == "aux" for child in children):
        return False
    if any(child.dep == "mark" and child.text.lower() == "to" for child in children):
        return verb.dep == "acl" or scene.parse.tokens[verb.head].text.lower() in _LIKELY
    before = scene.parse.tokens[: verb.index]
    subject = next((child.index for child in children if child.dep == "nsubj" and child.index < verb.index), None)
    if subject is not None and sum(token.text == "," for token in before[subject:]) != 1:
        return False
    return (not before or before[-1].pos == "PUNCT") and not any(token.text in clauses.RELATIVES for token in before)


def _is_aside(scene: Scene, verb: Token) -> bool:
    """Whether a past form right behind a comma is a participle about the noun before it: "the deal, announced on Friday, would"."""
    tokens = scene.parse.tokens
    if (
        verb.index < _BEHIND_NOUN
        or tokens[verb.index - 1].text != ","
        or any(child.dep == "aux" for child in scene.parse.children(verb.index))
    ):
        return False
    subject = next((child.index for child in scene.parse.children(verb.index) if child.dep.startswith("nsubj")), None)
    after = tokens[verb.index + 1] if verb.index + 1 < len(tokens) else verb
    if subject is None or subject > verb.index or not (after.pos in {"ADP", "ADV"} or clauses.is_calendar(after)):
        return False
    between = tokens[subject : verb.index]
    later = any(token.tag in {"MD", "VBZ", "VBP"} for token in tokens[verb.index + 1 :])
    return later and sum(token.text == "," for token in between) == 1 and not any(token.text in clauses.RELATIVES for token in between)


def _revises(scene: Scene, verb: Token) -> bool:
    """Whether a verb of raising or lowering has a tally for its object: "lowered its forecast to 17", not "lowered the bridge"."""
    tallies = _tallies() - (_COUNTED if verb.text.lower() in _CUTS else frozenset())
    head = scene.parse.tokens[verb.head]
    if verb.dep in {"acl", "acl:relcl"} and head.text.lower() in tallies and head.index < verb.index:
        return True
    for token in scene.parse.tokens[verb.index + 1 : verb.index + _REACH]:
        if token.text.lower() in tallies:
            return True
        if token.pos not in _BEFORE_TALLY and token.tag != "POS" and token.text.lower() not in _PARTICLES:
            return False
    return False


@cache
def _tallies() -> frozenset[str]:
    """Nouns for what is revised: estimates and forecasts, and counts."""
    return frozenset(noun for noun, cue in nouns().items() if cue.basis is Basis.ESTIMATED or cue.word in _COUNTS) | _AIMS


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
    if verb.tag == "VBN" and _is_bare_participle(scene, verb, cue):
        return
    span = next((found for found in candidates.find(scene, verb, cue) if _can_speak(scene, found, verb)), None)
    if span is None:
        return
    if not _fits(scene, verb, cue, span):
        return
    gap = _gap(scene, verb, cue)
    if gap is not None:
        yield Attribution(
            cue=_cue_span(scene, verb, cue),
            word=cue,
            scopes=(Span(start=gap.end, end=scene.parse.tokens[-1].end),),
            speaker=gap,
            rule="gap",
        )
    scopes = contents.covered(scene, verb, cue, span)
    yield Attribution(
        cue=_cue_span(scene, verb, cue),
        word=cue,
        scopes=scopes if gap is None else tuple(_until(scopes, gap.start)),
        speaker=span,
        carriers=tuple(_told(scene, verb, cue)),
        negated=clauses.is_negated(scene.parse, verb) or _is_withheld(scene, verb, span),
        rule="verb",
    )


def _gap(scene: Scene, verb: Token, cue: Cue) -> Span | None:
    """Who puts the second figure where the verb is left out: "police put the crowd at 4,000 and organisers at 12,000"."""
    if cue.word not in {"put", "place", "peg"}:
        return None
    tokens = scene.parse.tokens
    figures = [token.index for token in tokens[verb.index :] if token.text.lower() == "at" and token.index + 1 < len(tokens)]
    for first, second in pairwise(figures):
        joint = next((token for token in tokens[first + 1 : second] if token.text.lower() in {"and", "but", "while", ";"}), None)
        chunk = tokens[joint.index + 1 : second] if joint is not None else []
        if chunk and all(token.pos in _MODIFIERS for token in chunk):
            span = Span(start=chunk[0].start, end=chunk[-1].end)
            if descriptions.read(span.of(scene.text)).kind in {Kind.BODY, Kind.PEOPLE}:
                return span
    return None


def _until(scopes: tuple[Span, ...], end: int) -> Iterator[Span]:
    """The stretches up to a character."""
    for scope in scopes:
        if scope.start < end:
            yield Span(start=scope.start, end=min(scope.end, end))


def _is_withheld(scene: Scene, verb: Token, speaker: Span) -> bool:
    """Whether nobody says it, or somebody will not: "neither the army nor", "declined to confirm"."""
    tokens = scene.parse.tokens
    first = next((token.index for token in tokens if token.start >= speaker.start), 0)
    leads = {token.text.lower() for token in tokens[max(first - 1, 0) : first + 1]}
    head = tokens[verb.head]
    return bool(leads & _NOBODY) or (verb.dep == "xcomp" and head.lemma.lower() in _DECLINING)


def _is_bare_participle(scene: Scene, verb: Token, cue: Cue) -> bool:
    """Whether a participle without "have" hangs from a noun or a clause: "given that", "the deal, announced Friday"."""
    if verb.dep not in _PARTICIPLES or any(child.dep in {"aux", "nsubj"} for child in scene.parse.children(verb.index)):
        return False
    clausal = any(child.dep == "ccomp" for child in scene.parse.children(verb.index))
    return cue.frame in {Frame.FIGURE, Frame.INTENT} or not clausal


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
    parted = any(token.text in trailing.QUOTES for token in between) and span.end <= verb.start
    return not (parted and scene.quoted(span.start) is not None and scene.quoted(verb.start) is None)


def _fits(scene: Scene, verb: Token, cue: Cue, speaker: Span) -> bool:
    """Whether a verb that also names deeds is one of saying here: "gave 300 cases", not "gave $300" or "gave them 300"."""
    if cue.word in {"show", "suggest", "indicate", "reveal"}:
        return _lets_know(scene, verb, speaker.of(scene.text))
    if cue.frame is Frame.REVISE or (cue.word in {"release", "publish"} and verb.tag in {"VB", "VBG"}):
        return _revises(scene, verb)
    if cue.word == "deny" and _refuses(scene, verb):
        return False
    if cue.word not in {"give", "post", "list", "release", "publish", "place", "put", "record", "register"}:
        return True
    kind = descriptions.read(speaker.of(scene.text)).kind
    children = scene.parse.children(verb.index)
    deed = any(child.dep == "iobj" for child in children) or any(
        token.tag == "$" for child in children if child.dep == "obj" for token in scene.parse.subtree(child.index)
    )
    if cue.word in {"put", "place"}:
        return any(token.text.lower() == "at" for token in scene.parse.tokens[verb.index + 2 :])
    suffers = cue.word in {"record", "register"} and kind is Kind.NAME
    return not (deed or suffers) and kind in {Kind.BODY, Kind.PEOPLE, Kind.DOCUMENT, Kind.NAME, Kind.OTHER}


def _lets_know(scene: Scene, verb: Token, speaker: str) -> bool:
    """Whether a verb of letting know tells something: of a person only before "that" ("she showed him out" does not)."""
    after = scene.parse.tokens[verb.index + 1 : verb.index + 2]
    told = bool(after) and after[0].text.lower() == "that"
    return told or descriptions.read(speaker).kind is not Kind.PRONOUN or speaker.lower() in {"it", "they"}


def _refuses(scene: Scene, verb: Token) -> bool:
    """Whether something is kept from somebody: "denied benefits to 300 families", "denied them entry"."""
    children = scene.parse.children(verb.index)
    to = any(part.text.lower() == "to" and part.dep == "case" for child in children for part in scene.parse.children(child.index))
    return any(child.dep == "iobj" for child in children) or (to and any(child.dep == "obj" for child in children))


def _passive(scene: Scene, verb: Token, cue: Cue) -> Iterator[Attribution]:
    """Each agent of a passive says what stands between it and the agent before: "put at 300 by A and at 400 by B"."""
    if not _told_by(cue):
        return
    found = clauses.agents(scene.parse, verb)
    below = scene.parse.subtree(verb.index)
    start = below[0].start
    for agent in found:
        span = clauses.trimmed(scene.text, _agent_phrase(scene, agent))
        if not _can_speak(scene, span, verb):
            continue
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
        end = next((token.end for token in scene.parse.tokens[verb.index + 1 : verb.index + 3] if token.text.lower() == particle), end)
    return Span(start=verb.start, end=end)
