"""Attributions by a verb of saying: with its subject, with the agent of a passive, as the participle of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import clauses, contents
from ledger.claims.attributions import Attribution, Span
from ledger.claims.cues import Cue, Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Token

_SILENT = frozenset({"there", "it's", "what", "which", "that", "this", "those", "these"})
_RECIPIENTS = frozenset({"obj", "iobj", "obl"})


def find(scene: Scene) -> Iterator[Attribution]:
    """Yield every verb of saying of the sentence whose speaker the sentence names."""
    for token in scene.parse.tokens:
        cue = scene.cue(token)
        if cue is None:
            continue
        if clauses.is_passive(scene.parse, token):
            yield from _passive(scene, token, cue)
        else:
            yield from _active(scene, token, cue)


def _active(scene: Scene, verb: Token, cue: Cue) -> Iterator[Attribution]:
    speaker = clauses.subject(scene.parse, verb) or _inverted(scene, verb, cue)
    if speaker is None or speaker.text.lower() in _SILENT or speaker.index == verb.index:
        return
    span = clauses.trimmed(scene.text, clauses.noun_phrase(scene.parse, speaker))
    yield Attribution(
        cue=_cue_span(scene, verb, cue),
        word=cue,
        scopes=contents.covered(scene, verb, cue, span),
        speaker=span,
        speaker_head=speaker.start,
        carriers=tuple(_told(scene, verb, cue)),
        negated=clauses.is_negated(scene.parse, verb),
        rule="verb",
    )


def _inverted(scene: Scene, verb: Token, cue: Cue) -> Token | None:
    """The speaker after the verb, where a parse takes it for an object: "…, said the minister"."""
    before = scene.parse.tokens[verb.index - 1].text if verb.index else ""
    if cue.frame not in {Frame.ANY, Frame.CLAUSE} or before not in {",", '"', "”", "''"}:
        return None
    after = [child for child in scene.parse.children(verb.index) if child.index > verb.index and child.pos in {"NOUN", "PROPN", "PRON"}]
    return next((child for child in after if child.dep in {"obj", "dep", "xcomp", "ccomp", "obl", "parataxis"} and child.index <= verb.index + 4), None)


def _passive(scene: Scene, verb: Token, cue: Cue) -> Iterator[Attribution]:
    """Each agent of a passive says what stands between it and the agent before: "put at 300 by A and at 400 by B"."""
    if cue.frame is Frame.QUOTE:
        return
    found = clauses.agents(scene.parse, verb)
    below = scene.parse.subtree(verb.index)
    start = below[0].start
    for agent in found:
        span = clauses.trimmed(scene.text, clauses.noun_phrase(scene.parse, agent))
        tokens = [token for token in below if start <= token.start < span.start and token.index != verb.index]
        if agent is found[-1]:
            tokens += [token for token in below if token.start >= span.end]
        yield Attribution(
            cue=_cue_span(scene, verb, cue),
            word=cue,
            scopes=clauses.spans(tokens),
            speaker=span,
            speaker_head=agent.start,
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
