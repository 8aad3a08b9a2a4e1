"""Noun phrases around a figure, from the parse: their extent, their head, and their name without determiners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger import lexicon

if TYPE_CHECKING:
    from ledger.language.tokens import Parse, Token

NOUNS = frozenset({"NOUN", "PROPN"})
_NAMING = frozenset({"amod", "compound", "flat", "nmod:unmarked"})
_IN_NAME = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X", "ADV", "CCONJ"})
_PRONOUNS = frozenset("it they he she them this that these those which who one some many most all both none".split())
_QUOTES = frozenset(("'", "''", '"', "“", "‘", "``"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_INVARIANT = frozenset("personnel police aircraft cattle livestock offspring headquarters series".split())
"""Plurals without an ending, which go before nouns as singulars do: "armoured personnel carriers"."""

_VERBS_LIKE_NOUNS = frozenset("plans aims hopes looks moves bids offers needs claims vows pledges threatens seeks accounts calls".split())
_VERBS_AFTER_PLURALS = frozenset("points shows says means suggests finds puts".split())
_NO_MODIFIERS = frozenset("enough more other many several few some most such".split())
"""Adjectives that begin a phrase of their own after "and": "fuel and enough vaccines"."""

TIME_NOUNS = frozenset(
    ("year quarter month week day hour minute time today yesterday monday tuesday wednesday thursday friday saturday sunday").split()
)
"""Nouns that say when, and are no item of money, percentages or moves."""

MONTHS = frozenset(
    (
        "jan feb mar apr may jun jul aug sep sept oct nov dec "
        "january february march april june july august september october november december"
    ).split()
)
LONGEST = 14
"""Tokens a phrase may run to on either side of its head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase.

    Attributes:
        head: Its head token.
        start: First character.
        end: One past the last character.
        name: Its words without determiners and numbers, the head in the singular, in lower case but for names.
        unit: The head alone, singular.
    """

    head: Token
    start: int
    end: int
    name: str
    unit: str


def singular(token: Token) -> str:
    """The head noun as a unit of counting: lemma, "person" for people."""
    lemma = token.lemma if token.pos == "PROPN" else token.lemma.lower()
    return {"people": "person"}.get(lemma, lemma)


def is_pronoun(token: Token) -> bool:
    """Whether the token stands for something said elsewhere."""
    return token.pos == "PRON" or token.text.lower() in _PRONOUNS


def is_month(token: Token) -> bool:
    """Whether a name is a month's."""
    return token.pos == "PROPN" and token.text.lower().rstrip(".") in MONTHS


def is_noun(token: Token) -> bool:
    """Whether either of the two tags says so."""
    return token.pos in NOUNS or token.tag.startswith("NN")


def is_tally(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase only carries a number ("the figure", "its highest level"); a level of something does not ("sea levels")."""
    if phrase.head.lemma.lower() not in lexicon.words("tallies"):
        return False
    before = parse.tokens[phrase.head.index - 1] if phrase.head.index else None
    return phrase.head.lemma.lower() != "level" or before is None or not is_noun(before) or before.start < phrase.start


def run_after(parse: Parse, index: int, *, end: int | None = None) -> Phrase | None:
    """The noun phrase that starts at the token: adjectives and nouns up to the first plural noun, or the last noun of the run.

    It ends before the token `end`, if given.

    "artillery and missile munitions" is one run, since its first noun cannot be counted in the singular beside it.
    """
    tokens, last, place, joined = parse.tokens, None, index, False
    stop = min(len(tokens) if end is None else end, index + LONGEST)
    while place < stop:
        compound = _compound_end(parse, place)
        if compound > place and compound + 1 < len(tokens) and tokens[compound + 1].pos in NOUNS | {"ADJ"}:
            place = compound + 1  # "in-person interviews", "side-by-side columns"
            continue
        token = tokens[place]
        if last is not None and _opens_relative(parse, place, index):
            break
        if is_noun(token):
            last = token
            if token.tag in {"NNS", "NNPS"} and not _noun_follows(parse, place):
                break
        elif token.pos == "CCONJ" and last is not None and last.tag in {"NN", "NNP", "JJ"} and _plural_follows(parse, place + 1):
            joined = True
        elif (token.pos == "CCONJ" and place == index) or not (
            _is_mark(parse, place, index, last)
            or (joined and token.pos == "ADJ" and token.text.lower() not in _NO_MODIFIERS)
            or _may_modify(parse, token, last)
        ):
            break
        place += 1
    if last is None:
        return None
    return around(parse, last, first=index)


def _opens_relative(parse: Parse, place: int, index: int) -> bool:
    """Whether a name begins a clause about the noun before it, its verb taken for a plural: "the ammunition Russia fires"."""
    if place + 1 >= len(parse.tokens):
        return False
    before, token, verb = parse.tokens[place - 1 : place + 2]
    if token.tag != "NNP" or verb.tag not in {"NNS", "VBZ"} or not verb.text.islower():
        return False
    determined = index > 0 and parse.tokens[index - 1].text.lower() in {"the", "all"}
    after = parse.tokens[place + 2 : place + 3]
    return determined and before.tag == "NN" and before.text.islower() and (not after or after[0].pos in {"PUNCT", "ADV"})


def _without_verb(parse: Parse, head: Token) -> Token:
    """The noun before a verb taken for a plural: "the company plans to cut"."""
    if head.index == 0 or head.text.lower() not in _VERBS_LIKE_NOUNS:
        return head
    before, after = parse.tokens[head.index - 1], parse.tokens[head.index + 1 : head.index + 2]
    return before if after and after[0].text.lower() in {"to", "for"} and before.tag in {"NN", "NNP"} else head


def _compound_end(parse: Parse, place: int) -> int:
    """The last token of the words that hyphens join to the token; the token itself where there are none."""
    tokens = parse.tokens
    while (
        place + 2 < len(tokens)
        and tokens[place + 1].text == "-"
        and tokens[place].end == tokens[place + 1].start
        and tokens[place + 1].end == tokens[place + 2].start
    ):
        place += 2
    return place


def _is_mark(parse: Parse, place: int, index: int, last: Token | None) -> bool:
    """Whether a token inside a run only separates its words: hyphens, quotation marks before a noun, commas between adjectives, years."""
    token = parse.tokens[place]
    if token.text in {"-", "/", "–"} or (token.text == "," and last is None and place > index):
        return True
    if token.text in _QUOTES:
        return last is None or parse.tokens[place - 1].tag == "POS"
    return last is None and place > index and bool(_YEAR.fullmatch(token.text)) and _noun_follows(parse, place)


def _may_modify(parse: Parse, token: Token, last: Token | None) -> bool:
    """Adjectives, participles before a noun, and possessive marks go on with a run; anything after a noun but a noun ends it."""
    if last is not None:
        if token.pos == "ADJ" and last.pos == "PROPN" and _noun_follows(parse, token.index):
            return True  # "North Korean troops"
        numbered = token.pos == "NUM" and parse.tokens[token.index - 1].tag == "POS"  # "the country's 412 clinics"
        return (
            token.tag == "POS"
            or numbered
            or (token.pos in {"ADJ", "NUM"} and _noun_follows(parse, token.index) and parse.tokens[token.index - 1].pos in {"NUM", "PART"})
        )
    if token.pos in {"ADJ", "CCONJ"} or token.tag in {"VBN", "VBG", "JJ", "AFX"}:
        return True
    return token.pos == "ADV" and token.index + 1 < len(parse.tokens) and parse.tokens[token.index + 1].pos in {"ADJ", "VERB"}


def _noun_follows(parse: Parse, index: int) -> bool:
    """Whether the next token is a noun of the same phrase."""
    if index + 1 >= len(parse.tokens):
        return False
    token, following = parse.tokens[index], parse.tokens[index + 1]
    if following.pos not in NOUNS or following.start - token.end > 1:
        return False
    if token.tag in {"NNS", "NNPS"} and (following.text.lower() in _VERBS_AFTER_PLURALS or following.text.lower().endswith("ing")):
        return False  # "dozens of shops closing", "a survey of 1,450 farms points to"
    if token.tag in {"NNS", "NNPS"} and token.text.lower() not in _INVARIANT:
        return token.head == following.index and token.dep in {"compound", "amod", "nmod:unmarked"}
    return True


def _plural_follows(parse: Parse, index: int) -> bool:
    for token in parse.tokens[index : index + 4]:
        if token.text.lower() in lexicon.words("vague"):
            return False  # "oil and hundreds of pounds"
        if token.tag in {"NNS", "NNPS"}:
            return True
        if token.pos not in {"ADJ", "NOUN", "PROPN"}:
            return False
    return False


def around(parse: Parse, head: Token, *, first: int | None = None, limit: int | None = None) -> Phrase:
    """The phrase of a head: its modifiers to the left (from `first`, if given) and an "of" phrase directly after it.

    Nothing of the phrase lies at or beyond the character `limit`.
    """
    head = _without_verb(parse, head)
    start = min(first, head.index) if first is not None else _left_edge(parse, head)
    while start < head.index and _stands_outside(parse, start):
        start += 1
    end = _right_edge(parse, head)
    if limit is not None and parse.tokens[end].end > limit:
        end = head.index
    last = _end_of_name(parse, head)
    end = max(end, last)
    words = [token for token in parse.tokens[start : head.index] if _names(parse, token, head)]
    named = "".join(_spelled(token, following) for token, following in pairwise([*words, head]))
    lemma = head.lemma if head.pos == "PROPN" else head.lemma.lower()
    rest = "".join(f" {token.text}" for token in parse.tokens[head.index + 1 : last + 1])
    named = f"{named}{head.text if rest else lemma}{rest}".strip()
    return Phrase(head=head, start=parse.tokens[start].start, end=parse.tokens[end].end, name=named, unit=singular(head))


def _end_of_name(parse: Parse, head: Token) -> int:
    """The last word of a name whose first word is its head: "Karla Meyer"."""
    last = head.index
    while last + 1 < len(parse.tokens) and head.tag == "NNP":
        following = parse.tokens[last + 1]
        if following.head != head.index or following.dep != "flat" or following.tag not in {"NNP", "NNPS"}:
            break
        last += 1
    return last


def _stands_outside(parse: Parse, place: int) -> bool:
    """Whether a word at the start of a phrase is no part of it: determiners, numbers with the words that bound them, joining words."""
    token, following = parse.tokens[place], parse.tokens[place + 1]
    if token.text.lower() in {"per", "cent", "percent", "%", "fewer", "additional", "further", "extra"}:
        return True  # "a 5 per cent penalty"
    if token.text.lower() == "more" and token.pos == "ADJ":
        return True
    if token.pos == "ADV" or token.text.lower() in {"about", "more", "less"}:
        return following.pos in {"NUM", "SYM", "DET"}
    compound = _compound_end(parse, place)
    return token.pos in {"DET", "PRON", "NUM", "PUNCT", "SYM", "CCONJ", "ADP"} and token.tag != "AFX" and compound == place


def _names(parse: Parse, token: Token, head: Token) -> bool:
    """Whether a modifier belongs to the name: not determiners, numbers, or whoever possesses the thing."""
    possessor = token.dep == "nmod:poss" or (token.index + 1 < head.index and parse.tokens[token.index + 1].tag == "POS")
    chain = _chain(parse, token)
    if len(chain) > 1:
        return not possessor and all(each.pos != "NUM" for each in chain)
    return token.pos in _IN_NAME and not possessor and token.tag != "POS"


def _chain(parse: Parse, token: Token) -> list[Token]:
    """The words that hyphens join with a token, hyphens included: "out-of-state"."""
    tokens, first = parse.tokens, token.index - (token.text == "-")
    while first >= 2 and tokens[first - 1].text == "-" and tokens[first - 2].end == tokens[first - 1].start == tokens[first].start - 1:  # noqa: PLR2004 - a hyphen and a word before it
        first -= 2
    return tokens[max(first, 0) : _compound_end(parse, max(first, 0)) + 1]


def _spelled(token: Token, following: Token) -> str:
    keeps_case = token.pos == "PROPN" or (token.pos == "ADJ" and token.index > 0 and token.text[:1].isupper())
    text = token.text if keeps_case else token.text.lower()
    return text if following.start == token.end else f"{text} "


def _left_edge(parse: Parse, head: Token) -> int:
    """Walk left over the head's own modifiers."""
    place = head.index
    while place > 0 and head.index - place < LONGEST:
        token = parse.tokens[place - 1]
        owner = parse.tokens[token.head]
        inside = place <= owner.index <= head.index or owner.index == head.index
        if not inside or (
            token.dep not in _NAMING and token.dep not in {"nmod:poss", "case", "punct", "advmod", "det", "nummod", "cc", "conj"}
        ):
            break
        if token.dep == "case" and token.tag != "POS":
            break
        if token.dep == "punct" and token.text not in {"-", "'", "’", "“", '"', "–"}:
            break
        place -= 1
    chain = _chain(parse, parse.tokens[place])  # "the clean-up bill" does not begin at "up"
    return place if any(token.pos == "NUM" for token in chain) else min(place, chain[0].index)


def _right_edge(parse: Parse, head: Token) -> int:
    """The end of an "of" phrase directly after the head, else the head itself."""
    following = parse.tokens[head.index + 1] if head.index + 1 < len(parse.tokens) else None
    if following is None or following.text.lower() != "of":
        return head.index
    inner = next((child for child in parse.children(head.index) if child.index > following.index and child.dep.startswith("nmod")), None)
    if inner is None or inner.pos not in NOUNS or inner.index - head.index > LONGEST:
        return head.index
    last = inner.index
    for child in parse.children(inner.index):
        if child.dep == "conj" and child.pos in NOUNS and child.index - inner.index <= 3:  # noqa: PLR2004 - "arms and ammunition"
            last = child.index
    return last
