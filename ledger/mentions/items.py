"""Items: what a figure counts or measures, from the noun phrases around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions import phrases
from ledger.mentions.phrases import NOUNS, Phrase
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.language.tokens import Parse, Token
    from ledger.mentions.candidates import Candidate

_OF = re.compile(r"[\s\u00a0]+(?:worth\s+)?(?:of|in|among)\s+", re.IGNORECASE)
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_HANGING = ("nmod", "appos", "nummod", "conj", "dep", "parataxis", "acl", "list", "compound", "flat")
_SEEN_THROUGH = frozenset("age total sum kind sort part place end".split())
"""Nouns between a figure and what it is about: "players over the age of 21"."""

_LEVEL_WORDS = frozenset("to at from by was is were are be been of reached hit totalled totaled averaged averaging".split())
_TIME_NOUNS = frozenset("year month week day hour minute time today yesterday monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a figure counts or measures.

    Attributes:
        phrase: The noun phrase as it stands in the text.
        counted: Whether the number counts the phrase itself, rather than saying something about it.
        elided: Whether the phrase was taken from elsewhere.
    """

    phrase: Phrase
    counted: bool
    elided: bool = False


@cache
def _states() -> frozenset[str]:
    return lexicon.words("states")


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
    return beside or _from_clause(text, candidate, parse, figures)


def _of_count(text: str, candidate: Candidate, parse: Parse, token: Token) -> Item | None:
    """Items of counts and shares: the noun after the number, after "of", or the state that stands for people."""
    index = token.index + 1
    partitive = _partitive(text, candidate, parse)
    if candidate.share and partitive is not None:
        return partitive
    while index < len(parse.tokens) and parse.tokens[index].start < candidate.quote_end:
        index += 1
    while index < len(parse.tokens) and (parse.tokens[index].text.lower() in {"more", "other", "additional", "further", "extra", "-", "fewer", "less", "such"}):
        index += 1
    if candidate.share and index < len(parse.tokens) and parse.tokens[index].pos == "DET":
        index += 1
    if index < len(parse.tokens):
        following = parse.tokens[index]
        if following.text.lower() in _states() and not _noun_next(parse, index):
            return Item(phrase=phrases.around(parse, following, first=index), counted=True)
        phrase = phrases.run_after(parse, index) if following.start - candidate.quote_end <= 24 else None  # noqa: PLR2004 - "300 more"
        if phrase is not None and not _is_time(phrase):
            return Item(phrase=phrase, counted=True)
    return partitive


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
    return Item(phrase=phrase, counted=candidate.unit is None)


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
    if phrase is None or phrase.unit.lower() in _TIME_NOUNS:
        return None
    last = _last_token(candidate, parse)
    tied = last is not None and any(ancestor.index == phrase.head.index for ancestor in parse.ancestors(last.index))
    return Item(phrase=phrase, counted=False) if tied or text[candidate.quote_end] == "-" else None


def _last_token(candidate: Candidate, parse: Parse) -> Token | None:
    """The token that heads the figure: the unit's, or the number's where the unit is glued to it."""
    within = parse.between(candidate.start, candidate.quote_end)
    inside = {token.index for token in within}
    heads = [token for token in within if token.head not in inside or token.head == token.index]
    return heads[-1] if heads else None


def _from_clause(text: str, candidate: Candidate, parse: Parse, figures: Spans) -> Item | None:
    """The phrase that the clause says the figure of: the noun it hangs from, else its verb's subject or object.

    A bare count takes a subject only where the clause gives the subject's level ("the toll climbed to 48", "the toll was 48").
    """
    head = _last_token(candidate, parse)
    if head is None:
        return None
    bare = candidate.unit is None
    if not bare or _gives_level(text, candidate, parse, head):
        own = _argument(candidate, parse, head, head, figures)
        if own is not None:
            return own
    for ancestor in parse.ancestors(head.index):
        noun = ancestor.pos in NOUNS and not _inside(ancestor, figures) and ancestor.text.lower() not in _SEEN_THROUGH
        if noun and ancestor.index < head.index and head.dep.startswith(_HANGING) and not (bare and head.dep.startswith("conj")):
            return _about(parse, ancestor, candidate)
        if not bare or _gives_level(text, candidate, parse, head):
            found = _argument(candidate, parse, ancestor, head, figures)
            if found is not None:
                return found
        elif ancestor.pos in _VERBS:
            return None
        head = ancestor
    return None


def _inside(token: Token, spans: Spans) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _gives_level(text: str, candidate: Candidate, parse: Parse, head: Token) -> bool:
    """Whether the words around a bare number make it the level of a subject: a copula, or "to", "at", "from", "by" before it."""
    lead = text[max(parse.start, candidate.quote_start - 12) : candidate.quote_start].lower().split()
    return bool(lead) and lead[-1] in _LEVEL_WORDS or any(child.dep == "cop" for child in parse.children(head.index))


def _argument(candidate: Candidate, parse: Parse, verb: Token, figure: Token, figures: Spans) -> Item | None:
    """The subject of a verb, or its object where the figure says by how much or to where the object moved."""
    children = [child for child in parse.children(verb.index) if not _inside(child, figures)]
    if figure.dep.startswith("obl"):
        target = next((c for c in children if c.dep == "obj" and c.pos in NOUNS), None)
        if target is not None and target.index < figure.index:
            return _about(parse, target, candidate)
    subject = next((c for c in children if c.dep.startswith(_SUBJECTS)), None)
    if subject is None or phrases.is_pronoun(subject) or subject.pos not in NOUNS | {"NUM", "SYM", "X"}:
        return None
    return _about(parse, subject, candidate)


def _about(parse: Parse, token: Token, candidate: Candidate) -> Item:
    """The phrase of a noun the figure is said of; "the number of dead" is about the dead."""
    limit = candidate.quote_start if token.start < candidate.quote_start else None
    phrase = phrases.around(parse, token, limit=limit)
    if token.lemma.lower() in {"number", "total", "tally", "count"}:
        inner = next((c for c in parse.children(token.index) if c.dep.startswith("nmod") and c.index > token.index), None)
        if inner is not None and (inner.pos in NOUNS or inner.pos == "ADJ") and (limit is None or inner.start < limit):
            phrase = phrases.around(parse, inner, limit=limit)
    bare = candidate.unit is None
    return Item(phrase=phrase, counted=bare, elided=bare)
