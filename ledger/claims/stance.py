"""How firmly the innermost speaker holds a figure, read on the way from the figure up to the words of saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import clauses, descriptions, rejections
from ledger.claims.cues import Frame
from ledger.claims.holds import Hold, words
from ledger.records import Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.claims.attributions import Attribution
    from ledger.language.tokens import Parse, Token
    from ledger.records import Mention

    Rule = Callable[[Hold], Iterator[Stance]]

PRECEDENCE = (
    Stance.RETRACTED,
    Stance.DENIED,
    Stance.DOUBTED,
    Stance.HYPOTHETICAL,
    Stance.PLANNED,
    Stance.FORECAST,
    Stance.ALLEGED,
    Stance.ASSERTED,
)
"""Where several readings meet, the first of these holds: what takes a figure back weighs more than what puts it off."""
_CLAUSE_OPENERS = frozenset({"that", "which", "who", "while", "whereas", "although", "because"})
_HIGHEST = 24
"""Steps from a figure to the root of its sentence at most."""
_MODIFIERS = frozenset({"amod", "advmod", "compound"})
_BACKSHIFT = frozenset({"would", "'d", "’d"})
_INVERTED = frozenset({"Should", "Had", "Were"})
_READY = (frozenset({"to"}), frozenset({"for", "to"}))
_OWN = frozenset({"its", "his", "her", "their"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_READY_WITHIN = 7
"""Words before a figure within which an adjective such as "likely to" bears on it."""
_LABEL_WITHIN = 8
"""Words behind a figure among which the word stands that it is called by."""
_STOPS = frozenset({".", "!", "?"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_COMPARING = frozenset({"from", "against", "than", "compared", "with"})
_OWN_WITHIN = 3
"""Words between a figure and a verb of saying about it alone: "the 17.1 million tonnes it forecast"."""
_PUTTING = frozenset({"put", "say", "guess", "estimate", "call", "argue", "reckon"})
_BEING = frozenset({"be", "cost", "mean", "amount", "total", "reach", "exceed", "rise", "fall", "drop", "climb", "grow", "shrink"})
"""Verbs of what comes about rather than of what somebody does: behind "would" they foresee and do not plan."""
_CONFIRMING = frozenset({"confirm", "verify", "corroborate"})


def decide(mention: Mention, parse: Parse, chain: Sequence[Attribution], *, base: bool = False) -> Stance:
    """Weigh every cue of the sentence by the fixed precedence.

    Args:
        mention: The figure.
        parse: Its sentence.
        chain: The attributions that cover it, innermost first.
        base: Whether it is what another figure is compared with: a level reached is neither planned nor forecast.
    """
    path = tuple(_path(parse, mention, chain))
    hold = Hold(mention=mention, parse=parse, path=path, chain=tuple(chain))
    found = {stance for rule in RULES for stance in rule(hold)}
    if base and not _is_own_forecast(hold):
        found -= {Stance.PLANNED, Stance.FORECAST}
    return next((stance for stance in PRECEDENCE if stance in found), Stance.ASSERTED)


def _is_own_forecast(hold: Hold) -> bool:
    """Whether the words of saying are about a compared figure alone, or revise it: "less than the 17.1 million it forecast"."""
    if not hold.chain:
        return False
    behind = [token.text for token in hold.parse.tokens if hold.mention.number_end <= token.start < hold.chain[0].cue.start]
    if hold.chain[0].cue.start > hold.mention.number_end and len(behind) <= _OWN_WITHIN and "," not in behind:
        return True
    before = [token for token in hold.parse.tokens if token.end <= hold.mention.number_start]
    compared = next((token.index for token in reversed(before) if token.text.lower() in _COMPARING), 0)
    rest = [token for token in before[:compared] if token.pos != "PUNCT"]
    return hold.chain[0].word.frame is Frame.REVISE or not (rest and hold.chain[0].covers(rest[-1].start))


def _path(parse: Parse, mention: Mention, chain: Sequence[Attribution]) -> Iterator[Token]:
    """The figure's tokens up to the verb of saying; a definite phrase ("the 300 families") ends the way: it is taken for granted."""
    token = parse.at(mention.number_start)
    if token is None:
        return
    stops = {attribution.cue.start for attribution in chain}
    for current in (token, *list(parse.ancestors(token.index))[:_HIGHEST]):
        if current.start in stops or _in_later_clause(parse, token, current):
            return
        yield current
        if _is_background(parse, current):
            return
        if current.pos == "NOUN" and _is_given(parse, current) and current.dep not in {"nsubj", "nsubj:pass", "root"}:
            return


def _is_background(parse: Parse, verb: Token) -> bool:
    """Whether a clause tells what went before the one above it: "plans to cut 900 jobs after sales fell 12 percent"."""
    marks = [child for child in parse.children(verb.index) if child.dep == "mark" and child.index < verb.index]
    return verb.dep == "advcl" and any(child.text.lower() in clauses.BACKGROUND for child in marks)


def _in_later_clause(parse: Parse, figure: Token, head: Token) -> bool:
    """Whether a word that opens a clause stands between a figure and a head behind it: then the parse hung the figure too far."""
    between = parse.tokens[figure.index + 1 : head.index]
    return any(token.text.lower() in _CLAUSE_OPENERS and token.pos in {"SCONJ", "PRON"} for token in between)


def _is_given(parse: Parse, noun: Token) -> bool:
    determiners = {child.text.lower() for child in parse.children(noun.index) if child.dep in {"det", "nmod:poss"}}
    parts = {child.dep for child in parse.children(noun.index)}
    before = parse.tokens[max(noun.index - 2, 0) : noun.index]
    if determiners & _OWN and noun.tag == "NN":
        return bool(parts & {"nummod", "compound"}) and any(token.pos in {"NUM", "SYM"} for token in before)
    return bool(determiners & {"the", "these", "those"}) and "nummod" in parts


def _from_speech(hold: Hold) -> Iterator[Stance]:
    """The words of saying themselves: "claimed", "denied"; "did not deny" is no denial."""
    if not hold.chain:
        return
    inner = hold.chain[0]
    if inner.word.stance is Stance.DENIED and _is_own_words(hold, inner):
        return
    if inner.negated and inner.word.stance is Stance.PLANNED:
        yield Stance.DENIED
    if inner.word.stance is not None and not (inner.negated and inner.word.stance in {Stance.DENIED, Stance.DOUBTED}):
        yield inner.word.stance


def _from_revision(hold: Hold) -> Iterator[Stance]:
    """What is revised: "lowered its forecast to 17" forecasts, whatever stood before."""
    cue = hold.parse.at(hold.chain[0].cue.start) if hold.chain and hold.chain[0].word.frame is Frame.REVISE else None
    for token in hold.parse.tokens[cue.index + 1 : cue.index + _LABEL_WITHIN] if cue is not None else ():
        stance = words("noun").get(token.text.lower())
        if stance in {Stance.FORECAST, Stance.PLANNED}:
            yield stance
            return


def _from_speaker(hold: Hold) -> Iterator[Stance]:
    """An adjective of the speaker that says what its word is worth: "unconfirmed reports spoke of"."""
    speaker = hold.chain[0].speaker if hold.chain else None
    if speaker is not None:
        for token in hold.parse.between(speaker.start, speaker.end):
            stance = words("adjective").get(token.text.lower())
            if stance is Stance.ALLEGED:
                yield stance


def _is_own_words(hold: Hold, inner: Attribution) -> bool:
    """Whether the figure stands in what the one who denies says instead: "denied it: "The number is 1,200""."""
    between = [token.text for token in hold.parse.tokens if inner.cue.end <= token.start < hold.mention.number_start]
    return ":" in between or bool({"“", '"', "``"} & set(between))


def _from_auxiliaries(hold: Hold) -> Iterator[Stance]:
    """Modal verbs; "would" is the future of a report, unless a condition makes it one of the imagination."""
    for token in hold.path:
        for child in hold.parse.children(token.index):
            if child.dep not in {"aux", "advmod"} and child.tag != "MD":
                continue
            word = child.text.lower()
            if token.lemma.lower() in _CONFIRMING and clauses.is_negated(hold.parse, token):
                continue
            if word in _BACKSHIFT:
                yield _would(hold, token)
            elif word in words("aux"):
                yield Stance.PLANNED if word == "will" and _acts(hold, token) else words("aux")[word]


def _acts(hold: Hold, verb: Token) -> bool:
    """Whether somebody who can decide it does something: "the government will spend 1.5 billion", not "the crop will fall"."""
    actor = clauses.subject(hold.parse, verb) if verb.lemma.lower() in words("act") else None
    return actor is not None and (actor.pos == "PROPN" or actor.text.lower() in descriptions.speakers())


def _would(hold: Hold, verb: Token) -> Stance:
    sentence = {token.text.lower() for token in hold.parse.tokens}
    perfect = any(child.text.lower() == "have" and child.dep == "aux" for child in hold.parse.children(verb.index))
    if not hold.chain or perfect or sentence & {"if", "unless"} or hold.parse.tokens[0].text in _INVERTED:
        return Stance.HYPOTHETICAL
    if verb.lemma.lower() in _PUTTING:
        return Stance.ASSERTED
    if verb.lemma.lower() in _BEING or any(child.dep == "cop" for child in hold.parse.children(verb.index)):
        return Stance.FORECAST
    actor = clauses.subject(hold.parse, verb)
    own = actor is not None and actor.text.lower() in {"it", "he", "she", "they", "we", "i"}
    return Stance.PLANNED if own else Stance.FORECAST


def _from_verbs(hold: Hold) -> Iterator[Stance]:
    """Verbs above the figure that it completes, actively or in the passive: "plans to", "is expected to"."""
    for below, token in zip(hold.path, hold.path[1:], strict=False):
        if token.pos not in {"VERB", "ADJ"} or below.dep in {"nsubj", "advcl", "parataxis"}:
            continue
        stance = words("verb").get(token.lemma.lower())
        if stance is None and below.dep in {"xcomp", "ccomp", "advcl"}:
            stance = words("adjective").get(token.text.lower())
        if stance is None or (stance is Stance.DENIED and clauses.is_negated(hold.parse, token)):
            continue
        completes = below.dep in {"xcomp", "ccomp", "obj", "advmod", "nummod"} or (below.dep == "nsubj:pass" and token.tag == "VBN")
        if completes or (below.dep in {"obl", "nmod", "obl:unmarked", "iobj"} and stance in {Stance.PLANNED, Stance.FORECAST}):
            yield stance


def _from_infinitive(hold: Hold) -> Iterator[Stance]:
    """The arranged future: "is to offer", "were to receive"."""
    tokens = hold.parse.tokens
    headline = tokens[-1].text not in _STOPS and not any(token.tag in _FINITE for token in tokens)
    for token in hold.path:
        place = token.index
        if headline and token.tag == "VB" and any(child.dep == "mark" and child.text == "to" for child in hold.parse.children(token.index)):
            yield Stance.PLANNED
        while place and tokens[place - 1].pos in {"ADV", "AUX"}:
            place -= 1
        if (
            place > 1
            and tokens[place - 1].text.lower() == "to"
            and tokens[place - 2].text.lower() in {"is", "are", "was", "were"}
            and token.pos == "VERB"
        ):
            yield Stance.PLANNED


def _from_modifiers(hold: Hold) -> Iterator[Stance]:
    """Adjectives and adverbs of the figure, of its noun, or of a clause above it."""
    for place, token in enumerate(hold.path):
        for child in hold.parse.children(token.index):
            if child.dep not in _MODIFIERS:
                continue
            word = child.text.lower()
            if child.dep == "advmod" and word in words("adverb"):
                yield words("adverb")[word]
            elif child.dep == "amod" and word in words("adjective") and (place <= 1 or token.pos == "NOUN"):
                yield words("adjective")[word]


def _from_nouns(hold: Hold) -> Iterator[Stance]:
    """Nouns above the figure: "a target of 300", "unconfirmed reports of 200 dead"."""
    for below, token in zip(hold.path, hold.path[1:], strict=False):
        if token.pos == "NOUN" and below.dep in {"nmod", "acl", "ccomp", "appos", "nummod"}:
            stance = words("noun").get(token.lemma.lower())
            if stance is not None:
                yield stance


def _from_readiness(hold: Hold) -> Iterator[Stance]:
    """An adjective that the figure completes across a preposition or an infinitive: "likely to sell", "due to", "enough for"."""
    tokens = hold.parse.tokens
    figure = hold.parse.at(hold.mention.number_start)
    limit = figure.index if figure is not None else 0
    for token in tokens[max(limit - _READY_WITHIN, 0) : limit]:
        after = tokens[token.index + 1].text.lower() if token.index + 1 < len(tokens) else ""
        word = token.text.lower()
        if word in words("adjective") and token.tag in {"JJ", "VBN", "IN", "VBD", "RB"} and after in _READY[word == "enough"]:
            before = {each.text.lower() for each in tokens[max(token.index - 3, 0) : token.index]}
            if word == "enough" or before & _BE:
                yield words("adjective")[word]


def _from_marks(hold: Hold) -> Iterator[Stance]:
    """Conditions: in the clause of the figure, or beside it where its own verb is not plain fact."""
    for token in hold.path:
        marks = {child.text.lower() for child in hold.parse.children(token.index) if child.dep in {"mark", "advmod"}}
        for word in marks & set(words("mark")):
            yield words("mark")[word]


RULES: tuple[Rule, ...] = (
    *rejections.RULES,
    _from_speech,
    _from_revision,
    _from_speaker,
    _from_auxiliaries,
    _from_verbs,
    _from_infinitive,
    _from_modifiers,
    _from_nouns,
    _from_readiness,
    _from_marks,
)
