"""Items: what a figure counts or measures, from the noun phrases around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions import nearby, phrases
from ledger.mentions.phrases import NOUNS, Phrase
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.language.tokens import Parse, Token
    from ledger.mentions.candidates import Candidate

_CALIBRES = re.compile(
    r"(?:[\s\u00a0]+\d+(?:\.\d+)?[\s-]?(?:mm|cm|millimet(?:re|er)s?|inch|calib(?:re|er))\b-?(?:\s?(?:,|and|or))?)+", re.IGNORECASE
)
"""Calibres between a number and what it counts: "8 million 122-mm and 152-mm shells"."""

_FOR = re.compile(r"[\s\u00a0]+(?:for|on)[\s\u00a0]+(?:an?[\s\u00a0]+)?", re.IGNORECASE)
_FRONTED = re.compile(r"^[\s\"“‘']*(?:of|among)\s+(?:the|its|their|these|those|his|her|our|all)\s+(?:[\d.,]+\s+)?", re.IGNORECASE)
_STATE_BEFORE = re.compile(
    r"\b(?:the\s+)?(?P<state>[a-z]+)(?:\s+(?:[A-Z][\w-]+|in|the|of)){0,4}?\s+(?:at|to|now|number(?:s|ed)?|stands?\s+at|stood\s+at|was|were|is|are|reached|rose\s+to|now\s+numbers?)*\s*$"
)
_STATE_AFTER = re.compile(
    r"\s+(?:(?:have|had|has|were|was|are|is|been|be|may|might|also|now|already|still|people)\s+){0,3}(?P<state>[a-z]+)\b"
)
_OF = re.compile(r"(?:[\s\u00a0]*\([^()]{1,40}\))?[\s\u00a0]+(?:worth\s+)?(?:of|in|among)\s+", re.IGNORECASE)
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
_MOVES = frozenset(
    "jump rise increase fall drop decline gain growth cut surge hike slump decrease change reduction slide plunge dip".split()
)
"""Nouns that name a move and not what moved."""

_SYMBOL = 3
"""Letters of a unit up to which it may be a symbol, which has no plural."""

_NO_ITEMS = frozenset("apiece each total altogether more less".split())
_TIME_NOUNS = frozenset(
    ("year month week day hour minute time today yesterday monday tuesday wednesday thursday friday saturday sunday").split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a figure counts or measures.

    Attributes:
        name: Lemmatised noun phrase without determiners.
        unit: Its head alone, singular.
        start: First character of the words it was read from.
        end: One past the last character of those words.
        written: Whether those words are the item as written; a verb ("was fined") is not.
        elided: Whether the item is taken from the clause rather than read beside the number.
    """

    name: str
    unit: str
    start: int
    end: int
    written: bool = True
    elided: bool = False


def _moving(parse: Parse, phrase: Phrase) -> Phrase:
    """What moved, for a phrase that only names the move: "a 12% jump in profit" is about profit."""
    if phrase.head.lemma.lower() not in _MOVES:
        return phrase
    children = (c for c in parse.children(phrase.head.index) if c.index > phrase.head.index and c.dep.startswith("nmod") and c.pos in NOUNS)
    moved = next((c for c in children if any(m.text.lower() in {"in", "of"} for m in parse.children(c.index))), None)
    return phrases.around(parse, moved) if moved is not None else phrase


def _of(phrase: Phrase, *, elided: bool = False) -> Item:
    return Item(name=phrase.name, unit=phrase.unit, start=phrase.start, end=phrase.end, elided=elided)


@cache
def _states() -> dict[str, tuple[str, str]]:
    return {word: (item, unit) for word, item, unit in lexicon.rows("states")}


@cache
def _sayings() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("speech") if row[1] == "verb" and row[2] in {"any", "clause", "quote"})


@cache
def _acts() -> dict[tuple[str, str], str]:
    return {(form, kind): item for form, item, kind in lexicon.rows("acts")}


Spans = tuple[tuple[int, int], ...]


def find(text: str, candidate: Candidate, parse: Parse, figures: Spans) -> Item | None:
    """Find the candidate's item inside its own sentence; nothing if the sentence does not name it.

    Args:
        text: The stored text.
        candidate: The figure in the making.
        parse: The sentence's parse.
        figures: Spans of all figures of the sentence; an item is never made of another figure's words.
    """
    token = parse.at(candidate.end - 1)
    if token is None:
        return None
    if candidate.unit is None or candidate.unit.name == "times":
        beside = _of_count(text, candidate, parse, token)
    else:
        beside = _partitive(text, candidate, parse) or _modified(text, candidate, parse)
    return (
        beside
        or _from_state(text, candidate, parse)
        or _from_words(candidate, parse)
        or _from_clause(text, candidate, parse, figures)
        or _late(text, candidate, parse)
    )


def _of_count(text: str, candidate: Candidate, parse: Parse, token: Token) -> Item | None:
    """Items of counts and shares: the noun after the number, after "of", or the state that stands for people."""
    index = token.index + 1
    partitive = _partitive(text, candidate, parse)
    if candidate.share and partitive is not None:
        return partitive
    calibre = _CALIBRES.match(text, candidate.quote_end)
    begin = calibre.end() if calibre is not None else candidate.quote_end
    while index < len(parse.tokens) and parse.tokens[index].start < begin:
        index += 1
    while index < len(parse.tokens) and (
        parse.tokens[index].text.lower() in {"more", "other", "additional", "further", "extra", "-", "fewer", "less", "such"}
    ):
        index += 1
    if candidate.share and index < len(parse.tokens) and parse.tokens[index].pos == "DET":
        index += 1
    if index < len(parse.tokens):
        following = parse.tokens[index]
        if following.text.lower() in _states() and not _noun_next(parse, index):
            return _state(following.text, following.start, following.end)
        phrase = phrases.run_after(parse, index) if following.start - begin <= 24 else None  # noqa: PLR2004 - "300 more"
        if phrase is not None and not _is_time(phrase):
            return _of(phrase)
    return partitive or _fronted(candidate, parse, text)


def _state(word: str, start: int, end: int) -> Item:
    item, unit = _states()[word.lower()]
    return Item(name=item, unit=unit, start=start, end=end)


def _fronted(candidate: Candidate, parse: Parse, text: str) -> Item | None:
    """The phrase of a partitive before its number: "Of the missiles, eleven were intercepted"."""
    match = _FRONTED.match(text[parse.start : candidate.quote_start])
    if match is None:
        return None
    first = parse.at(parse.start + match.end())
    phrase = phrases.run_after(parse, first.index) if first is not None else None
    if phrase is None or phrase.end > candidate.quote_start or phrase.unit in lexicon.words("tallies"):
        return None
    return _of(phrase, elided=True)


def _from_state(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The state that the clause gives a bare number: "the dead at 31", "over 90 had died"."""
    if candidate.unit is not None or candidate.share:
        return None
    before = _STATE_BEFORE.search(text[parse.start : candidate.quote_start])
    if before is not None and before["state"] in _states():
        return _state(before["state"], parse.start + before.start("state"), parse.start + before.end("state"))
    after = _STATE_AFTER.match(text, candidate.quote_end, parse.end)
    if after is not None and after["state"] in _states():
        return _state(after["state"], after.start("state"), after.end("state"))
    return None


def _from_act(candidate: Candidate, parse: Parse) -> Item | None:
    """What the governing verb makes of its figure: "was fined £5m", "kills 19"."""
    kind = str(candidate.kind)
    before = parse.at(candidate.quote_start)
    beside = parse.tokens[before.index - 1] if before is not None and before.index else None
    if beside is not None and (beside.text.lower(), kind) in _acts():
        return _act(beside, kind)
    head = _last_token(candidate, parse)
    for ancestor in parse.ancestors(head.index) if head is not None else ():
        if (ancestor.text.lower(), kind) in _acts():
            return _act(ancestor, kind)
        if ancestor.pos in _VERBS:
            return None
    return None


def _noun_next(parse: Parse, index: int) -> bool:
    return index + 1 < len(parse.tokens) and parse.tokens[index + 1].pos in NOUNS


def _is_time(phrase: Phrase) -> bool:
    return phrase.head.pos == "PROPN" and phrase.head.text.lower() in _TIME_NOUNS


def _partitive(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The phrase after "of": "213 of the drones", "$30 million in aid", "81 % of manufacturers"."""
    match = _OF.match(text, max(candidate.end, candidate.quote_end))
    if match is None:
        return None
    first = parse.at(match.end())
    word = match.group().split()[-1].lower()
    if first is None or (word != "of" and candidate.unit is not None and candidate.unit.kind is not Kind.MONEY):
        return None
    index = first.index
    while index < len(parse.tokens) and parse.tokens[index].pos in {"DET", "PRON", "NUM", "SYM"} and index - first.index < 5:  # noqa: PLR2004 - "of its 1.5 million"
        if phrases.is_pronoun(parse.tokens[index]) and parse.tokens[index].tag not in {"PRP$", "DT", "WP$"}:
            return None
        index += 1
    if index >= len(parse.tokens) or (word == "in" and parse.tokens[index].pos == "PROPN"):
        return None
    phrase = phrases.run_after(parse, index)
    if phrase is None or (word == "in" and phrase.unit in _TIME_NOUNS):
        return None
    return _of(phrase)


def _from_words(candidate: Candidate, parse: Parse) -> Item | None:
    """The subject of a verb of moving right before the figure, by the order of words."""
    if candidate.unit is None and candidate.low.is_integer():
        return None
    phrase = nearby.subject(candidate, parse)
    return _of(phrase, elided=candidate.unit is None) if phrase is not None and phrase.unit not in lexicon.words("tallies") else None


def _late(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """What is left where the clause tells nothing: the act of the verb, or what money was "for"."""
    act = _from_act(candidate, parse)
    if act is not None or candidate.kind is not Kind.MONEY:
        return act
    match = _FOR.match(text, candidate.quote_end)
    first = parse.at(match.end()) if match is not None else None
    if first is None or first.start != (match.end() if match else -1) or first.pos not in NOUNS | {"ADJ", "DET", "NUM"}:
        return None
    start = first.index + (first.pos == "DET")
    phrase = phrases.run_after(parse, start) if start < len(parse.tokens) else None
    return _of(phrase) if phrase is not None else None


def _act(verb: Token, kind: str) -> Item:
    item = _acts()[verb.text.lower(), kind]
    return Item(name=item, unit="person" if kind == "count" else item, start=verb.start, end=verb.end, written=False)


def _modified(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The noun right after the figure that it modifies: "38-metre wall", "$300 million contract", "4.2 percent drop"."""
    gap = re.compile(r"[\s\u00a0-]{1,2}").match(text, candidate.quote_end)
    if gap is None:
        return None
    following = parse.at(gap.end())
    if following is None or following.start != gap.end() or following.pos not in {"NOUN", "ADJ", "PROPN", "VERB"}:
        return None
    if following.pos == "VERB" and following.tag not in {"VBN", "VBG"}:
        return None
    phrase = phrases.run_after(parse, following.index)
    if phrase is None or phrase.unit.lower() in _TIME_NOUNS | _NO_ITEMS:
        return None
    last = _last_token(candidate, parse)
    tied = last is not None and any(ancestor.index == phrase.head.index for ancestor in parse.ancestors(last.index))
    phrase = _moving(parse, phrase)
    return _of(phrase) if tied or text[candidate.quote_end] == "-" or _describes(text, candidate, parse) else None


def _describes(text: str, candidate: Candidate, parse: Parse) -> bool:
    """Whether a measure stands before its noun like an adjective: "a 5 kW system", "95 percent mortgages", "50 foot lots"."""
    if candidate.unit is None:
        return False
    first = parse.at(candidate.quote_start)
    previous = parse.tokens[first.index - 1] if first is not None and first.index else None
    determined = previous is not None and (previous.pos == "DET" or previous.tag == "PRP$")
    written = text[candidate.unit.start : candidate.unit.end]
    adjectival = candidate.high != 1 and written.isalpha() and written.islower() and len(written) > _SYMBOL and not written.endswith("s")
    return determined or (adjectival and candidate.unit.kind is Kind.MEASURE and candidate.unit.name != "foot/second")


def _last_token(candidate: Candidate, parse: Parse) -> Token | None:
    """The token that heads the figure: the unit's, or the number's where the unit is glued to it."""
    within = parse.between(candidate.start, candidate.quote_end)
    inside = {token.index for token in within}
    heads = [token for token in within if token.head not in inside or token.head == token.index]
    return heads[-1] if heads else None


def _from_clause(text: str, candidate: Candidate, parse: Parse, figures: Spans) -> Item | None:
    """The phrase that the clause says the figure of: the noun it hangs from, else its verb's subject or object."""
    head = _last_token(candidate, parse)
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
        if _hangs(ancestor, head, figures, _HANGING):
            return _about(parse, ancestor, candidate)
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
        if _hangs(ancestor, head, figures, _HANGING_BARE):
            return _about(parse, ancestor, candidate)
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
            return _about(parse, target, candidate)
    subject = next((c for c in children if c.dep.startswith(_SUBJECTS)), None)
    if subject is not None and subject.text.lower() in {"which", "that", "who"} and verb.dep.startswith("acl"):
        subject = parse.tokens[verb.head]
    if subject is None or phrases.is_pronoun(subject) or subject.pos not in NOUNS | {"NUM", "SYM", "X"}:
        return None
    if candidate.unit is None and subject.tag != "NNS" and subject.lemma.lower() not in _NUMBERED:
        return None
    return _about(parse, subject, candidate)


def _about(parse: Parse, token: Token, candidate: Candidate) -> Item | None:
    """The phrase of a noun the figure is said of; "the number of dead" is about the dead."""
    limit = candidate.quote_start if token.start < candidate.quote_start else None
    phrase = phrases.around(parse, token, limit=limit)
    if token.lemma.lower() in {"number", "total", "tally", "count"}:
        inner = next((c for c in parse.children(token.index) if c.dep.startswith("nmod") and c.index > token.index), None)
        if inner is not None and (inner.pos in NOUNS or inner.pos == "ADJ") and (limit is None or inner.start < limit):
            phrase = phrases.around(parse, inner, limit=limit)
    moved = _moving(parse, phrase)
    phrase = moved if limit is None or moved.end <= limit else phrase
    if phrase.head.lemma.lower() in lexicon.words("tallies"):
        return None
    if candidate.unit is None and phrase.unit in _states():
        item, unit = _states()[phrase.unit]
        return Item(name=item, unit=unit, start=phrase.start, end=phrase.end, elided=True)
    return _of(phrase, elided=candidate.unit is None)
