"""Clauses: what the clause says a figure of, where no noun beside the figure tells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions import phrases
from ledger.mentions.named import MOVES, Item, name, states, without_move
from ledger.mentions.phrases import NOUNS
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.language.tokens import Parse, Token
    from ledger.mentions.candidates import Candidate

_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_LEAVES_CLAUSE = frozenset({"ccomp", "parataxis"})
"""Labels by which a clause hangs from a verb of saying: the speaker is never the item."""
_NUMBERED = frozenset("toll number total tally count turnout population crop harvest output index average figure".split())
"""Singular nouns that a bare number may be the level of."""
_HANGING = ("nmod", "appos", "nummod", "acl", "compound", "flat")
_HANGING_BARE = ("nmod", "appos", "nummod", "compound", "flat")
_SEEN_THROUGH = frozenset("age total sum kind sort part place end".split())
"""Nouns between a figure and what it is about: "players over the age of 21"."""
_LEVEL_WORDS = frozenset(
    (
        "to at from by as was is were are be been of reached hit totalled totaled averaged averaging pass passes passed "
        "top tops topped exceed exceeds exceeded surpass surpassed past number numbered "
    ).split()
)

FURTHEST_PAYMENT = 6
"""Tokens between a verb of money and its sum at most."""

Spans = tuple[tuple[int, int], ...]


@cache
def _sayings() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("speech") if row[1] == "verb" and row[2] in {"any", "clause", "quote"})


@cache
def _acts() -> dict[tuple[str, str], str]:
    return {(form, kind): item for form, item, kind in lexicon.rows("acts")}


def last_token(candidate: Candidate, parse: Parse) -> Token | None:
    """The token that heads the figure: the unit's, or the number's where the unit is glued to it."""
    within = parse.between(candidate.start, candidate.quote_end)
    inside = {token.index for token in within}
    heads = [token for token in within if token.head not in inside or token.head == token.index]
    return heads[-1] if heads else None


def find(text: str, candidate: Candidate, parse: Parse, figures: Spans) -> Item | None:
    """The phrase that the clause says the figure of: the noun it hangs from, else its verb's subject or object."""
    head = last_token(candidate, parse)
    if head is None:
        return None
    if candidate.unit is None:
        return _level_of(candidate, parse, head, figures, is_level=_gives_level(text, candidate, parse, head))
    return _measured(candidate, parse, head, figures)


def _measured(candidate: Candidate, parse: Parse, head: Token, figures: Spans) -> Item | None:
    """What a measure, a percentage or a sum of money is said of."""
    own = _argument(candidate, parse, head, head, figures)
    if own is not None:
        return own
    for ancestor in parse.ancestors(head.index):
        if head.dep in _LEAVES_CLAUSE or (ancestor.text.lower(), str(candidate.kind)) in _acts():
            return None
        hung = about(parse, ancestor, candidate) if _hangs(ancestor, head, figures, _HANGING) else None
        if hung is not None:
            return hung
        found = _argument(candidate, parse, ancestor, head, figures)
        if found is not None:
            return found
        head = ancestor
    return None


def _level_of(candidate: Candidate, parse: Parse, head: Token, figures: Spans, *, is_level: bool) -> Item | None:
    """What a bare number is the level of: a subject counts only where the clause gives its level ("the toll climbed to 48")."""
    own = _argument(candidate, parse, head, head, figures) if is_level else None
    if own is not None:
        return own
    for ancestor in parse.ancestors(head.index):
        if head.dep in _LEAVES_CLAUSE or (ancestor.pos in _VERBS and not is_level):
            return None
        if ancestor.tag == "NNP" and candidate.low.is_integer():
            return None  # "480 jobs go in Tarnby, 390 in Osk"
        if _hangs(ancestor, head, figures, _HANGING_BARE):
            return about(parse, ancestor, candidate)
        found = _argument(candidate, parse, ancestor, head, figures) if is_level else None
        if found is not None:
            return found
        head = ancestor
    return None


def _hangs(noun: Token, head: Token, figures: Spans, labels: tuple[str, ...]) -> bool:
    """Whether a figure hangs from a noun before it, which is no other figure's word."""
    usable = noun.pos in NOUNS and not _inside(noun, figures) and noun.text.lower() not in _SEEN_THROUGH
    return usable and noun.index < head.index and head.dep.startswith(labels)


def _inside(token: Token, spans: Spans) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _gives_level(text: str, candidate: Candidate, parse: Parse, head: Token) -> bool:
    """Whether the words around a bare number make it the level of a subject: a copula, or "to", "at", "from", "by" before it."""
    lead = text[max(parse.start, candidate.quote_start - 12) : candidate.quote_start].lower().split()
    verb = text[candidate.quote_start : candidate.start].lower().split()
    worded = bool(lead and lead[-1] in _LEVEL_WORDS) or bool(verb and verb[0] in _LEVEL_WORDS)
    return worded or any(child.dep == "cop" for child in parse.children(head.index))


def _argument(candidate: Candidate, parse: Parse, verb: Token, figure: Token, figures: Spans) -> Item | None:
    """The subject of a verb, or its object where the figure says by how much or to where the object moved."""
    if verb.lemma.lower() in _sayings():
        return None  # whoever says the figure is not what it is about
    children = [child for child in parse.children(verb.index) if not _inside(child, figures)]
    if figure.dep.startswith("obl"):
        target = next((c for c in children if c.dep == "obj" and c.pos in NOUNS), None)
        if target is not None and target.index < figure.index:
            return about(parse, target, candidate)
    subject = next((c for c in children if c.dep.startswith(_SUBJECTS)), None)
    if subject is not None and subject.text.lower() in {"which", "that", "who"} and verb.dep.startswith("acl"):
        subject = parse.tokens[verb.head]
    if subject is None or phrases.is_pronoun(subject) or subject.pos not in NOUNS | {"NUM", "SYM", "X"}:
        return None
    if candidate.unit is None and subject.tag != "NNS" and subject.lemma.lower() not in _NUMBERED:
        return None
    return about(parse, subject, candidate)


def about(parse: Parse, token: Token, candidate: Candidate) -> Item | None:
    """Give the phrase of a noun the figure is said of; "the number of dead" is about the dead."""
    token = _before_verb(parse, token, candidate)
    limit = candidate.quote_start if token.start < candidate.quote_start else None
    phrase = phrases.around(parse, token, limit=limit)
    if token.lemma.lower() in {"number", "total", "tally", "count"}:
        inner = next((c for c in parse.children(token.index) if c.dep.startswith("nmod") and c.index > token.index), None)
        if inner is not None and (inner.pos in NOUNS or inner.pos == "ADJ") and (limit is None or inner.start < limit):
            phrase = phrases.around(parse, inner, limit=limit)
    moved = without_move(parse, phrase)
    phrase = moved if limit is None or moved.end <= limit else phrase
    if phrases.is_month(phrase.head) or (candidate.kind is Kind.MONEY and phrase.unit == "person"):
        return None  # a date is no item, and money takes no people from another clause
    if phrases.is_tally(parse, phrase):
        return None
    if phrase.head.lemma.lower() in MOVES and parse.tokens[0].text.lower() in {"that", "this", "it", "those"}:
        return None  # "That is a jump of 45 percent": what jumped stands before
    if candidate.unit is None and phrase.unit in states():
        item, unit = states()[phrase.unit]
        return Item(name=item, unit=unit, start=phrase.start, end=phrase.end, elided=True)
    if candidate.unit is None and phrase.unit in lexicon.words("collectives"):
        return Item(name=phrase.name, unit="person", start=phrase.start, end=phrase.end, elided=True)
    return name(phrase, elided=candidate.unit is None)


def _before_verb(parse: Parse, token: Token, candidate: Candidate) -> Token:
    """The noun before a verb that was taken for its plural: "the dam yields 500 litres"."""
    beside = 0 < candidate.quote_start - token.end <= 1 and token.tag == "NNS" and token.index > 0
    if not beside or candidate.kind not in {Kind.MEASURE, Kind.MONEY, Kind.DURATION}:
        return token
    before = parse.tokens[token.index - 1]
    return before if before.tag in {"NN", "NNP"} else token


def act(candidate: Candidate, parse: Parse) -> Item | None:
    """What the governing verb makes of its figure: "was fined £5m", "kills 19"."""
    kind = str(candidate.kind)
    before = parse.at(candidate.quote_start)
    beside = parse.tokens[before.index - 1] if before is not None and before.index else None
    for way in (kind, f"{kind} beside"):
        if beside is not None and (beside.text.lower(), way) in _acts():
            return _act(beside, way)
    head = last_token(candidate, parse)
    for ancestor in parse.ancestors(head.index) if head is not None else ():
        if (ancestor.text.lower(), kind) in _acts():
            return _act(ancestor, kind)
        if ancestor.pos in _VERBS:
            return None
    return None


def _act(verb: Token, kind: str) -> Item:
    item = _acts()[verb.text.lower(), kind]
    return Item(name=item, unit="person" if kind.startswith("count") else item, start=verb.start, end=verb.end, written=False)


def payment(candidate: Candidate, parse: Parse) -> Item | None:
    """What the nearest verb before a sum makes of it: "he raised $20 million", "an individual worth $10 billion"."""
    first = parse.at(candidate.quote_start)
    for token in reversed(parse.tokens[max(0, first.index - FURTHEST_PAYMENT) : first.index] if first is not None else []):
        item = _payments().get(token.text.lower())
        if item is not None:
            return Item(name=item, unit=item, start=token.start, end=token.end, written=False)
        if token.pos in _VERBS:
            return None
    return None


@cache
def _payments() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("payments")}
