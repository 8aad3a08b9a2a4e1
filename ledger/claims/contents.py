"""What a verb of saying covers: the stretches of its sentence that are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import clauses
from ledger.claims.cues import Frame

if TYPE_CHECKING:
    from ledger.claims.attributions import Span
    from ledger.claims.cues import Cue
    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Token

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj"})
_OBJECTS = frozenset({"obj", "obl", "nmod", "obl:tmod", "advcl", "parataxis", "iobj", "dep", "conj", "nsubj", "advmod", "obl:npmod"})
_RECIPIENTS = frozenset({"tell", "accuse", "blame"})
_OPENERS = frozenset({",", '"', "“", "”", "'", "’", "—", "–", "--", "-", "''", "``"})
_CLOSERS = _OPENERS | {".", ":", ";", "!", "?", ")"}
_QUOTES = frozenset({'"', "“", "”", "''", "``"})


def covered(scene: Scene, verb: Token, cue: Cue, speaker: Span) -> tuple[Span, ...]:
    """The stretches that the verb's subject says, by the frame of the verb."""
    tag = _tag(scene, verb, speaker)
    left = _left(scene, verb, tag)
    right = _right(scene, verb, cue, tag)
    tokens = [token for token in (*left, *right) if token.index not in tag and not (speaker.start <= token.start < speaker.end)]
    if cue.frame is Frame.QUOTE:
        tokens = [token for token in tokens if scene.quoted(token.start)]
    return clauses.spans(tokens)


def _tag(scene: Scene, verb: Token, speaker: Span) -> set[int]:
    """Indices of the words that do the saying: verb, auxiliaries, speaker, and the adverbs between them."""
    found = {verb.index} | {child.index for child in scene.parse.children(verb.index) if child.dep in {"aux", "aux:pass", "neg", "compound:prt"}}
    found |= {token.index for token in scene.parse.between(speaker.start, speaker.end)}
    return found


def _left(scene: Scene, verb: Token, tag: set[int]) -> list[Token]:
    """What stands before the words of saying, where they trail or interrupt it."""
    parse = scene.parse
    first, last = _edges(scene, verb, tag)
    before = parse.tokens[first - 1] if first else None
    trails = before is not None and before.text in _OPENERS and _closes(scene, verb, last)
    complement = any(child.dep in {"ccomp", "parataxis"} and child.index < first for child in parse.children(verb.index))
    aside = verb.dep == "parataxis" and parse.tokens[verb.head].index < first
    if not (trails or complement or aside) or before is None:
        return []
    top = clauses.island(parse, parse.tokens[verb.head] if aside else verb)
    region = _region(scene, top, verb)
    found = [token for token in region if token.index < first]
    if trails or aside:
        found += [token for token in region if token.index > last]
    return found


def _edges(scene: Scene, verb: Token, tag: set[int]) -> tuple[int, int]:
    """First and last index of the unbroken run of words of saying around the verb."""
    first = last = verb.index
    tokens = scene.parse.tokens
    while first - 1 in tag or (first - 2 in tag and tokens[first - 1].pos in {"ADV", "PUNCT"} and tokens[first - 1].text not in _QUOTES):
        first -= 1
    while last + 1 in tag or (last + 2 in tag and tokens[last + 1].pos in {"ADV", "PUNCT"} and tokens[last + 1].text not in _QUOTES):
        last += 1
    return first, last


def _closes(scene: Scene, verb: Token, last: int) -> bool:
    """Whether the words of saying end their clause: nothing said follows them but a day, a place, or who was told."""
    tokens = scene.parse.tokens
    own = {
        token.index
        for child in scene.parse.children(verb.index)
        if child.index > last and (child.dep.startswith(("obl", "advmod", "nmod", "iobj", "advcl")) or (child.dep == "obj" and child.pos != "VERB"))
        for token in scene.parse.subtree(child.index)
    }
    place = last + 1
    while place < len(tokens) and place in own and tokens[place].text not in _CLOSERS:
        place += 1
    return place >= len(tokens) or tokens[place].text in _CLOSERS


def _region(scene: Scene, top: Token, verb: Token) -> list[Token]:
    """All below a clause's head that is said in one breath: no clause of another speaker, none that turns away behind the verb."""
    parse = scene.parse
    dropped: set[int] = set()
    for token in parse.subtree(top.index):
        if token.index in {top.index, verb.index} or token.index in dropped:
            continue
        away = token.index > verb.index > top.index and clauses.breaks_away(parse, token)
        other = token.dep in {"conj", "parataxis"} and scene.speaks(token)
        if (away or other) and not _is_above(scene, token, verb):
            dropped |= {below.index for below in parse.subtree(token.index)}
    return [token for token in parse.subtree(top.index) if token.index not in dropped]


def _is_above(scene: Scene, token: Token, verb: Token) -> bool:
    return any(above.index == token.index for above in scene.parse.ancestors(verb.index))


def _right(scene: Scene, verb: Token, cue: Cue, tag: set[int]) -> list[Token]:
    """What follows the verb as its complement."""
    parse = scene.parse
    children = [child for child in parse.children(verb.index) if child.index > verb.index and child.index not in tag]
    complements = [child for child in children if child.dep in _COMPLEMENTS or (child.dep in {"parataxis", "advcl"} and _opens_quote(scene, child))]
    lemma = cue.word.split()[0]
    if complements:
        start = min(token.index for child in complements for token in parse.subtree(child.index) if token.index > verb.index)
    elif cue.frame in {Frame.ANY, Frame.FIGURE, Frame.CHARGE, Frame.INTENT, Frame.QUOTE} or scene.quotations:
        objects = [child for child in children if child.dep in _OBJECTS and not (lemma in _RECIPIENTS and child.dep in {"obj", "iobj"})]
        if not objects:
            return []
        start = min(token.index for child in objects for token in parse.subtree(child.index) if token.index > verb.index)
    else:
        return []
    region = [token for token in _region(scene, verb, verb) if token.index >= start]
    turned = {
        below.index
        for child in children
        if child.dep == "conj" and (clauses.breaks_away(parse, child) or scene.speaks(child) or _own_deed(scene, child))
        for below in parse.subtree(child.index)
    }
    found = [token for token in region if token.index not in turned]
    if not complements and cue.frame not in {Frame.ANY, Frame.FIGURE, Frame.CHARGE, Frame.INTENT}:
        found = [token for token in found if scene.quoted(token.start)]
    return found


def _opens_quote(scene: Scene, child: Token) -> bool:
    first = min(token.index for token in scene.parse.subtree(child.index))
    before = scene.parse.tokens[first - 1].text if first else ""
    return before in _QUOTES or before == ":" or scene.parse.tokens[first].text in _QUOTES


def _own_deed(scene: Scene, child: Token) -> bool:
    """Whether a coordinated verb is a deed of the same subject after the content, not part of it: "said so and left"."""
    return child.pos == "VERB" and not any(part.dep.startswith("nsubj") for part in scene.parse.children(child.index))
