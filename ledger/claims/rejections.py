"""What takes a figure back or leaves it unconfirmed: denials, verdicts, labels, corrections, and words that nobody vouches for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import clauses
from ledger.claims.cues import nouns, verbs
from ledger.claims.holds import words
from ledger.records import Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.claims.holds import Hold
    from ledger.language.tokens import Token

    Rule = Callable[[Hold], Iterator[Stance]]

_CALLING = frozenset({"call", "calls", "called", "calling", "label", "labelled", "labeled", "branded", "described", "dubbed", "termed"})
_LABEL_WITHIN = 8
"""Words behind a figure among which the word stands that it is called by."""
_TAKEN_BACK_WITHIN = 16
"""Words behind a figure among which an apposition takes it back."""
_CORRECTING = frozenset({"revised", "revises", "corrected", "corrects", "recounted", "recounts"})
_NOBODY = frozenset({"nobody", "none", "no-one", "neither"})
_CONFIRMING = frozenset({"confirm", "verify", "corroborate"})
_DECLINING = frozenset({"decline", "refuse", "fail", "unable"})


def _from_unconfirmed(hold: Hold) -> Iterator[Stance]:
    """What nobody has confirmed: "the army could not confirm that 12 died", "reports of 12 dead were not verified"."""
    for token in hold.parse.tokens:
        if token.lemma.lower() not in _CONFIRMING or not (token in hold.path or _covers(hold, token)):
            continue
        head = hold.parse.tokens[token.head]
        subjects = [child for child in hold.parse.children(token.index) if child.dep.startswith("nsubj")]
        named = {each.text.lower() for child in subjects for each in hold.parse.subtree(child.index)}
        withheld = token.dep == "xcomp" and (head.lemma.lower() in _DECLINING or clauses.is_negated(hold.parse, head))
        if clauses.is_negated(hold.parse, token) or withheld or named & _NOBODY:
            yield Stance.ALLEGED


def _covers(hold: Hold, verb: Token) -> bool:
    """Whether the figure hangs below a verb, however far."""
    figure = hold.parse.at(hold.mention.number_start)
    return figure is not None and any(token.index == verb.index for token in hold.parse.ancestors(figure.index))


def _from_denial(hold: Hold) -> Iterator[Stance]:
    """The figure's own negation: "not two hundred"."""
    if hold.mention.denied:
        yield Stance.DENIED


def _from_verdicts(hold: Hold) -> Iterator[Stance]:
    """What is said of the figure itself: "the figure of six is theatre"; "not wrong" is no denial."""
    for token in hold.path:
        if token.text.lower() not in words("verdict") or clauses.is_negated(hold.parse, token):
            continue
        if any(child.dep == "cop" for child in hold.parse.children(token.index)):
            yield words("verdict")[token.text.lower()]


def _from_label(hold: Hold) -> Iterator[Stance]:
    """What somebody calls the figure's report: "called reports of 90 deaths "pure invention""."""
    cue = hold.parse.at(hold.chain[0].cue.start) if hold.chain else None
    for token in (*hold.path, *((cue,) if cue is not None else ())):
        if token.text.lower() in _CALLING and not clauses.is_negated(hold.parse, token):
            after = [each for each in hold.parse.tokens if each.start >= hold.mention.number_end]
            if any(each.text.lower() in words("verdict") for each in after[:_LABEL_WITHIN]):
                yield Stance.DENIED


def _from_apposition(hold: Hold) -> Iterator[Stance]:
    """What is taken back right behind the figure: "39, a figure the coast guard withdrew on Tuesday"."""
    after = [token for token in hold.parse.tokens if token.start >= hold.mention.number_end][:_TAKEN_BACK_WITHIN]
    comma = next((place for place, token in enumerate(after) if token.text == ","), len(after))
    named = next((token for token in after[comma : comma + 4] if token.text.lower() in nouns()), None)
    if named is None:
        return
    for token in after[comma:]:
        cues = verbs().get(token.text.lower(), ())
        if token.index > named.index and any(cue.stance is Stance.RETRACTED for cue in cues):
            yield Stance.RETRACTED


def _from_reversal(hold: Hold) -> Iterator[Stance]:
    """A notice that takes back what was published; the figure that it puts right stands."""
    before = " ".join(token.text.lower() for token in hold.parse.tokens if token.start < hold.mention.number_start)
    sentence = " ".join(token.text.lower() for token in hold.parse.tokens)
    if any(word in sentence for word in words("reversal")) and not any(word in before for word in words("righting")):
        yield Stance.RETRACTED
    if hold.mention.denied and any(word in sentence for word in words("revision")):
        yield Stance.RETRACTED
    if before.endswith(" from") and any(word in before.split() for word in _CORRECTING):
        yield Stance.RETRACTED


def _from_nobody(hold: Hold) -> Iterator[Stance]:
    """A subject that denies the deed with its figure: "nobody gave 640,000 injections"."""
    for below, token in zip(hold.path, hold.path[1:], strict=False):
        if below.dep not in {"obj", "obl", "ccomp", "nsubj"}:
            continue
        subjects = [child for child in hold.parse.children(token.index) if child.dep == "nsubj" and child is not below]
        if any(child.text.lower() in _NOBODY for child in subjects):
            yield Stance.DENIED


def _from_never(hold: Hold) -> Iterator[Stance]:
    """A "never" above a figure that says how many there are: "there was never a list of ninety"."""
    for token in hold.path:
        existential = any(child.dep in {"expl", "cop"} for child in hold.parse.children(token.index)) or token.lemma == "be"
        if existential and any(child.text.lower() == "never" for child in hold.parse.children(token.index)):
            yield Stance.DENIED


RULES: tuple[Rule, ...] = (
    _from_unconfirmed,
    _from_denial,
    _from_verdicts,
    _from_label,
    _from_apposition,
    _from_reversal,
    _from_nobody,
    _from_never,
)
