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


def find(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """Find the candidate's item inside its own sentence; nothing if the sentence does not name it."""
    token = parse.at(candidate.end - 1)
    if token is None:
        return None
    if candidate.unit is None or candidate.unit.name == "times":
        return _of_count(text, candidate, parse, token)
    return _of_measure(text, candidate, parse, token)


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
    return partitive if partitive is not None else _from_clause(candidate, parse, token)


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


def _of_measure(text: str, candidate: Candidate, parse: Parse, token: Token) -> Item | None:
    """Items of money, percentages and measures: after "of", the noun they modify, the noun before them, the clause's subject."""
    partitive = _partitive(text, candidate, parse)
    if partitive is not None:
        return partitive
    modified = _modified(text, candidate, parse)
    if modified is not None:
        return Item(phrase=modified, counted=False)
    return _from_clause(candidate, parse, token)


def _modified(text: str, candidate: Candidate, parse: Parse) -> Phrase | None:
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
    return phrase if tied or candidate.unit is not None and text[candidate.quote_end] == "-" else None


def _last_token(candidate: Candidate, parse: Parse) -> Token | None:
    """The token that heads the figure: the unit's, or the number's where the unit is glued to it."""
    within = parse.between(candidate.start, candidate.quote_end)
    inside = {token.index for token in within}
    heads = [token for token in within if token.head not in inside or token.head == token.index]
    return heads[-1] if heads else None


def _from_clause(candidate: Candidate, parse: Parse, token: Token) -> Item | None:
    """The phrase that the clause says the figure of: the noun it hangs from, else its verb's subject or object."""
    head = _last_token(candidate, parse) or token
    for ancestor in parse.ancestors(head.index):
        if candidate.start <= ancestor.start < candidate.quote_end:
            continue
        if ancestor.pos in NOUNS and ancestor.index < head.index and head.dep.startswith(("nmod", "appos", "nummod", "conj", "dep", "parataxis")):
            return _about(parse, ancestor, elided=candidate.unit is None)
        if ancestor.pos in _VERBS or ancestor.pos in {"ADJ", "NOUN", "PROPN"}:
            found = _argument(candidate, parse, ancestor, head)
            if found is not None:
                return found
        head = ancestor
    own = _argument(candidate, parse, head, head) if head.pos in {"NOUN", "NUM", "SYM", "PROPN"} else None
    return own


def _argument(candidate: Candidate, parse: Parse, verb: Token, figure: Token) -> Item | None:
    """The subject of a verb, or its object where the figure says by how much or to where the object moved."""
    children = parse.children(verb.index)
    inside = range(candidate.start, candidate.quote_end)
    if figure.dep.startswith("obl"):
        target = next((c for c in children if c.dep == "obj" and c.start not in inside and c.pos in NOUNS), None)
        if target is not None and target.index < figure.index:
            return _about(parse, target, elided=candidate.unit is None)
    subject = next((c for c in children if c.dep.startswith(_SUBJECTS) and c.start not in inside), None)
    if subject is None or phrases.is_pronoun(subject) or subject.pos not in NOUNS:
        return None
    return _about(parse, subject, elided=candidate.unit is None)


def _about(parse: Parse, token: Token, *, elided: bool) -> Item:
    """The phrase of a noun the figure is said of; "the number of dead" is about the dead."""
    phrase = phrases.around(parse, token)
    if token.lemma.lower() in {"number", "total", "tally", "count"}:
        inner = next((c for c in parse.children(token.index) if c.dep.startswith("nmod") and c.index > token.index), None)
        if inner is not None and (inner.pos in NOUNS or inner.pos == "ADJ"):
            phrase = phrases.around(parse, inner)
    return Item(phrase=phrase, counted=elided, elided=elided)
