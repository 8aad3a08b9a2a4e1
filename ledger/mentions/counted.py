"""Counted things: the noun that a bare number counts, after it, after "of", or a state that stands for people."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.language.lemmas import regular
from ledger.mentions import phrases, ties
from ledger.mentions.named import Item, name, states
from ledger.mentions.phrases import NOUNS, Phrase

if TYPE_CHECKING:
    from ledger.language.tokens import Parse, Token
    from ledger.mentions.candidates import Candidate

_CALIBRES = re.compile(
    r"(?:[\s\u00a0]+\d+(?:\.\d+)?[\s-]?(?:mm|cm|millimet(?:re|er)s?|inch|calib(?:re|er))\b-?(?:\s?(?:,|and|or))?)+", re.IGNORECASE
)
"""Calibres between a number and what it counts: "8 million 122-mm and 152-mm shells"."""

_HYPHENED = re.compile(r"-(?P<word>[a-z]+)", re.IGNORECASE)
_OR = re.compile(r"\b(?:an?|another|one)\s+(?:[a-z]+\s+){0,2}?(?P<noun>[a-z]+)\s+or\s+$", re.IGNORECASE)
_HANGING = re.compile(r"-(?=,|\s+(?:and|or|to)\b)")
_FRONTED = re.compile(r"^[\s\"“‘']*(?:of|among)\s+(?:the|its|their|these|those|his|her|our|all)\s+(?:[\d.,]+\s+)?", re.IGNORECASE)
_STATE_BEFORE = re.compile(
    r"\b(?:the\s+)?(?P<state>[a-z]+)(?:\s+(?:[A-Z][\w-]+|in|the|of)){0,4}?\s+(?:at|to|now|number(?:s|ed)?|stands?\s+at|stood\s+at|was|were|is|are|reached|rose\s+to|now\s+numbers?)*\s*$"
)
_STATE_AFTER = re.compile(
    r"\s+(?:(?:have|had|has|were|was|are|is|been|be|may|might|also|now|already|still|people)\s+){0,3}(?P<state>[a-z]+)\b"
)
_SAME_IN_BOTH = frozenset("series species news means gas headquarters crossroads barracks politics premises works".split())
_BETWEEN = frozenset({"more", "other", "additional", "further", "extra", "-", "fewer", "less", "such"})
"""Words between a number and what it counts: "300 more soldiers"."""

FURTHEST = 24
"""Characters between a number and what it counts at most."""

_AS_MANY = re.compile(r"\s+as\s+(?:many|much)\s+", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+(?:of\s+(?:them|whom|those|these)\s+)", re.IGNORECASE)
_EXPECTED = re.compile(
    r"\s+[a-z]+s?\s+(?:(?:had|have|has)\s+)?(?:been\s+)?(?:expected|forecast|predicted|estimated|anticipated|hoped|wanted|projected|planned|feared|polled)\b",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(r"\b(?:than|from|against|to|with|of|versus)\s+the\s+$", re.IGNORECASE)


def find(text: str, candidate: Candidate, parse: Parse, token: Token) -> Item | None:
    """Items of counts and shares: the noun after the number, after "of", or the state that stands for people."""
    partitive = ties.partitive(text, candidate, parse)
    if candidate.share and partitive is not None:
        return partitive
    told = _of_them(text, candidate, parse) or _hyphened(text, candidate, parse)
    if told is not None or _HANGING.match(text, candidate.quote_end) or _is_expectation(text, candidate, parse):
        return told  # the noun of "four- and six-cylinder engines" comes with the number after
    return _after(text, candidate, parse, token) or partitive or _fronted(candidate, parse, text) or _or_two(text, candidate, parse)


def _after(text: str, candidate: Candidate, parse: Parse, token: Token) -> Item | None:
    """The noun phrase or the state right after the number."""
    index = token.index + 1
    calibre = _CALIBRES.match(text, candidate.quote_end)
    as_many = _AS_MANY.match(text, candidate.quote_end)
    begin = next((match.end() for match in (calibre, as_many) if match is not None), candidate.quote_end)
    while index < len(parse.tokens) and parse.tokens[index].start < begin:
        index += 1
    while index < len(parse.tokens) and parse.tokens[index].text.lower() in _BETWEEN:
        index += 1
    if candidate.share and index < len(parse.tokens) and parse.tokens[index].pos == "DET":
        index += 1
    if index >= len(parse.tokens):
        return None
    following = parse.tokens[index]
    if following.text.lower() in states() and not _noun_next(parse, index):
        return _state(following.text, following.start, following.end)
    phrase = phrases.run_after(parse, index) if following.start - begin <= FURTHEST else None
    after = parse.tokens[phrase.head.index + 1 : phrase.head.index + 2] if phrase is not None else []
    if (after and after[0].tag == "POS") or (phrase is not None and phrase.name in {"other", "others"}):
        return None  # "half last year's 510,000", "two others"
    phrase = _agreeing(parse, phrase, index, candidate) if phrase is not None and not _is_time(phrase) else None
    return name(_in_singular(phrase, candidate)) if phrase is not None else None


def _in_singular(phrase: Phrase, candidate: Candidate) -> Phrase:
    """The phrase with its head in the singular, where a plural was taken for a singular: "68 storeys"."""
    written = phrase.head.text.lower()
    if candidate.high == 1 or phrase.head.tag != "NN" or phrase.unit != written or written in _SAME_IN_BOTH:
        return phrase
    single = regular(written, "noun")
    return replace(phrase, unit=single, name=phrase.name.removesuffix(written) + single) if phrase.name.endswith(written) else phrase


def _is_expectation(text: str, candidate: Candidate, parse: Parse) -> bool:
    """Whether the noun after the number is whoever expected it: "fewer than the 4.6 million analysts had forecast"."""
    set_against = _SET_AGAINST.search(text, max(parse.start, candidate.quote_start - FURTHEST), candidate.quote_start)
    return set_against is not None and _EXPECTED.match(text, candidate.quote_end, parse.end) is not None


def _of_them(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The noun that says what part is counted: "60 wounded, 11 of them children"."""
    match = _OF_THEM.match(text, candidate.quote_end)
    first = parse.at(match.end()) if match is not None else None
    phrase = phrases.run_after(parse, first.index) if first is not None else None
    if phrase is None or first is None or phrase.start != first.start or phrase.head.tag not in {"NNS", "NNPS"}:
        return None
    after = parse.tokens[phrase.head.index + 1] if phrase.head.index + 1 < len(parse.tokens) else None
    return name(phrase) if after is None or after.pos == "PUNCT" or after.text.lower() in {"and", "or"} else None


def _or_two(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The noun before "or two": "another pick or two"."""
    if text[candidate.start : candidate.end].lower() != "two":
        return None
    match = _OR.search(text, max(parse.start, candidate.start - 60), candidate.start)
    noun = parse.at(match.start("noun")) if match is not None else None
    return name(phrases.around(parse, noun)) if noun is not None and noun.tag in {"NN", "NNP"} else None


def _hyphened(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The noun that hyphens tie to its number: a 15-member council has 15 members, whatever comes of the council."""
    match = _HYPHENED.match(text, candidate.quote_end)
    token = parse.at(match.start("word")) if match is not None else None
    if match is None or token is None or match["word"].lower() not in lexicon.words("compounds") - {"strong", "seater"}:
        return None
    noun = match["word"].lower()
    return Item(name=noun, unit="person" if noun == "people" else noun, start=match.start("word"), end=match.end("word"))


def _agreeing(parse: Parse, phrase: Phrase, index: int, candidate: Candidate) -> Phrase | None:
    """The noun of a run whose number fits: "one reason Democrats gave" counts a reason, "a 12 page document" pages."""
    if candidate.range or candidate.share or candidate.is_vague:
        return phrase
    run = parse.tokens[index : phrase.head.index]
    common = [token for token in run if token.tag == "NN" and token.text.islower()]
    if candidate.high == 1 and phrase.head.tag in {"NNS", "NNPS", "NNP"}:
        return phrases.around(parse, common[-1], first=index) if common else phrase
    if candidate.high > 1 and phrase.head.tag == "NNP" and common and common[-1].index == phrase.head.index - 1:
        return None  # "only 19 support Sanders": the noun before a name is a verb
    first = parse.tokens[index]
    described = first.tag == "NN" and phrase.head.tag in {"NN", "NNP"} and first.text.lower() in lexicon.words("compounds")
    return phrases.around(parse, first, first=index) if candidate.high > 1 and described else phrase


def _state(word: str, start: int, end: int) -> Item:
    item, unit = states()[word.lower()]
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
    return name(phrase, elided=True)


def from_state(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The state that the clause gives a bare number: "the dead at 31", "over 90 had died"."""
    if candidate.unit is not None or candidate.share:
        return None
    before = _STATE_BEFORE.search(text[parse.start : candidate.quote_start])
    if before is not None and before["state"] in states():
        return _state(before["state"], parse.start + before.start("state"), parse.start + before.end("state"))
    after = _STATE_AFTER.match(text, candidate.quote_end, parse.end)
    if after is not None and after["state"] in states():
        return _state(after["state"], after.start("state"), after.end("state"))
    return None


def _noun_next(parse: Parse, index: int) -> bool:
    return index + 1 < len(parse.tokens) and parse.tokens[index + 1].pos in NOUNS


def _is_time(phrase: Phrase) -> bool:
    return phrase.head.pos == "PROPN" and phrase.head.text.lower() in phrases.TIME_NOUNS
