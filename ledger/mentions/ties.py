"""Ties: what the words right around a figure tie it to: "of", brackets, colons, "off", words of dimension."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions import clauses, nearby, phrases
from ledger.mentions.named import MOVES, Item, name
from ledger.mentions.phrases import NOUNS
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.language.tokens import Parse
    from ledger.mentions.candidates import Candidate

_OFF = re.compile(r"[\s\u00a0]+(?P<off>off|from)[\s\u00a0]+(?!\d|[$£€])", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:wip(?:e[sd]?|ing)|cut(?:s|ting)?|slash\w*|knock\w*|shav(?:e[sd]?|ing)|trim\w*|took|tak(?:e[sn]?|ing))\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_OF = re.compile(r"[”\"’]?(?:[\s\u00a0]*\([^()]{1,40}\))?[\s\u00a0]+(?:worth\s+)?(?:of|in|among)\s+", re.IGNORECASE)
_PUTS = re.compile(
    r"\b(?:put(?:s|ting)?|estimat\w+|plac(?:e[sd]?|ing)|set(?:s|ting)?|giv(?:es|ing)|gave|kept|leaves?|left|leaving)\b", re.IGNORECASE
)
_DIMENSION = re.compile(r"[\s\u00a0]+(?:across|high|tall|wide|deep|long|thick|in\s+diameter|in\s+length)\b", re.IGNORECASE)
_NO_THINGS = frozenset("response return total addition advance exchange part court fact turn order case favour favor".split())
"""Nouns that make an adverb after "in": "$5 million in return"."""


def partitive(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The phrase after "of": "213 of the drones", "$30 million in aid", "81 % of manufacturers"."""
    match = _OF.match(text, max(candidate.end, candidate.quote_end))
    if match is None:
        return None
    first = parse.at(match.end())
    word = match.group().split()[-1].lower()
    if first is None or (word == "in" and candidate.kind is not Kind.MONEY) or (word == "among" and candidate.unit is not None):
        return None
    index = first.index
    while index < len(parse.tokens) and index - first.index < 5 and _is_determining(parse, index):  # noqa: PLR2004 - "of its last 10"
        if phrases.is_pronoun(parse.tokens[index]) and parse.tokens[index].tag not in {"PRP$", "DT", "WP$"}:
            return None
        index += 1
    if index >= len(parse.tokens) or (word == "in" and (parse.tokens[index].pos == "PROPN" or index > first.index)):
        return None  # "in aid" names what the money is; "in an attempt" does not
    phrase = phrases.run_after(parse, index)
    if phrase is None or phrase.unit in phrases.TIME_NOUNS or (word == "in" and phrase.unit in _NO_THINGS):
        return None
    return name(phrase)


def _is_determining(parse: Parse, index: int) -> bool:
    """Whether a word only says which or how many: "of its last 10 games"."""
    token, following = parse.tokens[index], parse.tokens[index + 1 : index + 2]
    ranked = token.text.lower() in {"last", "first", "next", "past", "previous", "other", "remaining", "top"}
    return token.pos in {"DET", "PRON", "NUM", "SYM"} or (ranked and bool(following) and following[0].pos == "NUM")


def headed(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The phrase before a colon that the figure stands right after: "the final count of the crop: 16.8 million tonnes"."""
    colon = text[parse.start : candidate.quote_start].rstrip()
    before = parse.at(parse.start + len(colon) - 1) if colon.endswith(":") else None
    if before is None or before.index == 0 or parse.tokens[before.index - 1].pos not in NOUNS:
        return None
    head = parse.tokens[before.index - 1]
    while parse.tokens[head.head].pos in NOUNS and head.head != head.index and parse.tokens[head.head].index < before.index:
        head = parse.tokens[head.head]
    return clauses.about(parse, head, candidate)


def tied(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """What the words right around a figure tie it to: people before an age, a plural before "at", whatever a measure is of."""
    if candidate.kind is Kind.AGE:
        return _aged(candidate, parse)
    if candidate.unit is None or candidate.kind is Kind.DURATION:
        return _put_at(text, candidate, parse) if candidate.kind is Kind.COUNT else None
    return _tied_measure(text, candidate, parse)


def _tied_measure(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """Such as "a fine of $5m", "Labour (43 %)", "$340m from its value", "20 % off a sofa"."""
    noun = nearby.noun_of(candidate, parse)
    item = clauses.about(parse, noun, candidate) if noun is not None else None
    if item is not None and item.unit not in MOVES:
        return item
    phrase = nearby.bracketed(candidate, parse) or _measured(text, candidate, parse)
    if phrase is not None and phrase.unit not in lexicon.words("tallies"):
        return name(phrase)
    match = _OFF.match(text, candidate.quote_end)
    reduced = match is not None and match["off"] == "off" and candidate.kind in {Kind.MONEY, Kind.PERCENT}
    lead = max(parse.start, candidate.quote_start - 60)
    taken = match is not None and (reduced or _TAKEN.search(text, lead, candidate.quote_start))
    first = parse.at(match.end()) if match is not None and taken else None
    if first is None:
        return None
    start = first.index + sum(token.pos == "DET" or token.tag == "PRP$" for token in parse.tokens[first.index : first.index + 1])
    phrase = phrases.run_after(parse, start)
    return name(phrase) if phrase is not None else None


def _put_at(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The plural that "at" ties to a bare number: "puts infections at 14,600 and deaths at 330"."""
    first = parse.at(candidate.quote_start)
    if first is None or first.index < 2 or parse.tokens[first.index - 1].text.lower() != "at":  # noqa: PLR2004 - a noun and "at"
        return None
    noun = parse.tokens[first.index - 2]
    puts = _PUTS.search(text, parse.start, candidate.quote_start)
    return name(phrases.around(parse, noun), elided=True) if puts is not None and noun.tag == "NNS" else None


def _measured(text: str, candidate: Candidate, parse: Parse) -> phrases.Phrase | None:
    """The noun right before a length with its direction: "a mirror 6.5 metres across", "the dam, 186 metres high"."""
    first = parse.at(candidate.quote_start)
    if first is None or first.index == 0 or not _DIMENSION.match(text, candidate.quote_end):
        return None
    noun = parse.tokens[first.index - 1]
    if noun.text == "," and noun.index:
        noun = parse.tokens[noun.index - 1]
    return phrases.around(parse, noun) if phrases.is_noun(noun) else None


def stands_for_somebody(text: str, candidate: Candidate) -> bool:
    """Whether an age is the name of somebody: "sentenced the 44-year-old to prison"."""
    lead = text[max(0, candidate.quote_start - 8) : candidate.quote_start].lower().split()
    return bool(lead) and lead[-1] in {"the", "a", "an"} and text[: candidate.quote_end].endswith("old")


def _aged(candidate: Candidate, parse: Parse) -> Item | None:
    """The people before an age that bounds them: "children under five"."""
    first = parse.at(candidate.quote_start)
    place = first.index - 1 if first is not None else -1
    while place > 0 and parse.tokens[place].text.lower() in {"aged", "ages", "are", "were", "who"}:
        place -= 1
    bounded = candidate.range or candidate.quote_start < candidate.start or candidate.quote_end > candidate.end
    if place < 0 or not bounded or not phrases.is_noun(parse.tokens[place]):
        return None
    return name(phrases.around(parse, parse.tokens[place]))
