"""Items: what a figure counts or measures, from the noun phrases around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions import clauses, nearby, phrases
from ledger.mentions.named import MOVES, Item, name, states, without_move
from ledger.mentions.phrases import NOUNS, Phrase
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.language.tokens import Parse, Token
    from ledger.mentions.candidates import Candidate
    from ledger.mentions.clauses import Spans

_CALIBRES = re.compile(
    r"(?:[\s\u00a0]+\d+(?:\.\d+)?[\s-]?(?:mm|cm|millimet(?:re|er)s?|inch|calib(?:re|er))\b-?(?:\s?(?:,|and|or))?)+", re.IGNORECASE
)
"""Calibres between a number and what it counts: "8 million 122-mm and 152-mm shells"."""

_HYPHENED = re.compile(r"-(?P<word>[a-z]+)", re.IGNORECASE)
_OR = re.compile(r"\b(?:an?|another|one)\s+(?:[a-z]+\s+){0,2}?(?P<noun>[a-z]+)\s+or\s+$", re.IGNORECASE)
_OFF = re.compile(r"[\s\u00a0]+(?P<off>off|from)[\s\u00a0]+(?!\d|[$£€])", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:wip(?:e[sd]?|ing)|cut(?:s|ting)?|slash\w*|knock\w*|shav(?:e[sd]?|ing)|trim\w*|took|tak(?:e[sn]?|ing))\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_HANGING = re.compile(r"-(?=,|\s+(?:and|or|to)\b)")
_FOR = re.compile(r"[\s\u00a0]+(?:for|on)[\s\u00a0]+(?:an?[\s\u00a0]+)?", re.IGNORECASE)
_FRONTED = re.compile(r"^[\s\"“‘']*(?:of|among)\s+(?:the|its|their|these|those|his|her|our|all)\s+(?:[\d.,]+\s+)?", re.IGNORECASE)
_STATE_BEFORE = re.compile(
    r"\b(?:the\s+)?(?P<state>[a-z]+)(?:\s+(?:[A-Z][\w-]+|in|the|of)){0,4}?\s+(?:at|to|now|number(?:s|ed)?|stands?\s+at|stood\s+at|was|were|is|are|reached|rose\s+to|now\s+numbers?)*\s*$"
)
_STATE_AFTER = re.compile(
    r"\s+(?:(?:have|had|has|were|was|are|is|been|be|may|might|also|now|already|still|people)\s+){0,3}(?P<state>[a-z]+)\b"
)
_GAP = re.compile(r"[\s\u00a0-]{1,2}")
_OF = re.compile(r"(?:[\s\u00a0]*\([^()]{1,40}\))?[\s\u00a0]+(?:worth\s+)?(?:of|in|among)\s+", re.IGNORECASE)
_SYMBOL = 3
"""Letters of a unit up to which it may be a symbol, which has no plural."""

_NO_THINGS = frozenset("response return total addition advance exchange part court fact turn order case favour favor".split())
"""Nouns that make an adverb after "in": "$5 million in return"."""

_NO_ITEMS = frozenset("apiece each total altogether more less tall long high wide deep thick old away apart".split())
_TIME_NOUNS = frozenset(
    ("year month week day hour minute time today yesterday monday tuesday wednesday thursday friday saturday sunday").split()
)


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
        or _headed(text, candidate, parse)
        or _tied(text, candidate, parse)
        or _from_state(text, candidate, parse)
        or _from_words(candidate, parse)
        or clauses.find(text, candidate, parse, figures)
        or _late(text, candidate, parse, figures)
    )


def _of_count(text: str, candidate: Candidate, parse: Parse, token: Token) -> Item | None:
    """Items of counts and shares: the noun after the number, after "of", or the state that stands for people."""
    index = token.index + 1
    partitive = _partitive(text, candidate, parse)
    if candidate.share and partitive is not None:
        return partitive
    hyphened = _hyphened(text, candidate, parse)
    if hyphened is not None or _HANGING.match(text, candidate.quote_end):
        return hyphened  # the noun of "four- and six-cylinder engines" comes with the number after
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
        if following.text.lower() in states() and not _noun_next(parse, index):
            return _state(following.text, following.start, following.end)
        phrase = phrases.run_after(parse, index) if following.start - begin <= 24 else None  # noqa: PLR2004 - "300 more"
        if phrase is not None and not _is_time(phrase):
            return name(_agreeing(parse, phrase, index, candidate))
    return partitive or _fronted(candidate, parse, text) or _or_two(text, candidate, parse)


def _or_two(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The noun before "or two": "another pick or two"."""
    if text[candidate.start : candidate.end].lower() != "two":
        return None
    match = _OR.search(text, parse.start, candidate.start)
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


def _agreeing(parse: Parse, phrase: Phrase, index: int, candidate: Candidate) -> Phrase:
    """The noun of a run whose number fits: "one reason Democrats gave" counts a reason, "a 12 page document" pages."""
    if candidate.range or candidate.share or candidate.is_vague:
        return phrase
    run = parse.tokens[index : phrase.head.index]
    if candidate.high == 1 and phrase.head.tag in {"NNS", "NNPS"}:
        single = next((token for token in run if token.tag == "NN"), None)
        return phrases.around(parse, single, first=index) if single is not None else phrase
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


def _from_state(text: str, candidate: Candidate, parse: Parse) -> Item | None:
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
    if index >= len(parse.tokens) or (word == "in" and (parse.tokens[index].pos == "PROPN" or index > first.index)):
        return None  # "in aid" names what the money is; "in an attempt" does not
    phrase = phrases.run_after(parse, index)
    if phrase is None or (word == "in" and phrase.unit in _TIME_NOUNS | _NO_THINGS):
        return None
    return name(phrase)


def _tied(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """What the words right around a measure tie it to: "a fine of $5m", "Labour (43 %)", "$340m from its value", "20 % off a sofa"."""
    if candidate.unit is None or candidate.kind is Kind.DURATION:
        return None
    noun = nearby.noun_of(candidate, parse)
    item = clauses.about(parse, noun, candidate) if noun is not None else None
    if item is not None and item.unit not in MOVES:
        return item
    phrase = nearby.bracketed(candidate, parse)
    if phrase is not None and phrase.unit not in lexicon.words("tallies"):
        return name(phrase)
    match = _OFF.match(text, candidate.quote_end)
    taken = match is not None and (match["off"] == "off" or _TAKEN.search(text, parse.start, candidate.quote_start))
    first = parse.at(match.end()) if match is not None and taken else None
    if first is None:
        return None
    start = first.index + sum(token.pos == "DET" or token.tag == "PRP$" for token in parse.tokens[first.index : first.index + 1])
    phrase = phrases.run_after(parse, start)
    return name(phrase) if phrase is not None else None


def _headed(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The phrase before a colon that the figure stands right after: "the final count of the crop: 16.8 million tonnes"."""
    colon = text[parse.start : candidate.quote_start].rstrip()
    before = parse.at(parse.start + len(colon) - 1) if colon.endswith(":") else None
    if before is None or before.index == 0 or parse.tokens[before.index - 1].pos not in NOUNS:
        return None
    head = parse.tokens[before.index - 1]
    while parse.tokens[head.head].pos in NOUNS and head.head != head.index and parse.tokens[head.head].index < before.index:
        head = parse.tokens[head.head]
    return clauses.about(parse, head, candidate)


def _from_words(candidate: Candidate, parse: Parse) -> Item | None:
    """The subject of a verb of moving right before the figure, by the order of words."""
    if candidate.unit is None and candidate.low.is_integer():
        return None
    phrase = nearby.subject(candidate, parse)
    return name(phrase, elided=candidate.unit is None) if phrase is not None and phrase.unit not in lexicon.words("tallies") else None


def _late(text: str, candidate: Candidate, parse: Parse, figures: Spans) -> Item | None:
    """What is left where the clause tells nothing: the act of the verb, or what money was "for"."""
    act = clauses.act(candidate, parse)
    if act is not None or candidate.kind is not Kind.MONEY:
        return act
    match = _FOR.match(text, candidate.quote_end)
    first = parse.at(match.end()) if match is not None else None
    if first is None or first.start != (match.end() if match else -1) or first.pos not in NOUNS | {"ADJ", "DET", "NUM"}:
        return None
    start = first.index
    while start < len(parse.tokens) and (parse.tokens[start].pos in {"DET", "NUM", "SYM"} or _inside(parse.tokens[start], figures)):
        start += 1
    phrase = phrases.run_after(parse, start) if start < len(parse.tokens) else None
    return name(phrase) if phrase is not None else None


def _inside(token: Token, figures: Spans) -> bool:
    return any(start <= token.start < end for start, end in figures)


def _modified(text: str, candidate: Candidate, parse: Parse) -> Item | None:
    """The noun right after the figure that it modifies: "38-metre wall", "$300 million contract", "4.2 percent drop"."""
    gap = _GAP.match(text, candidate.quote_end)
    if gap is None:
        return None
    following = parse.at(gap.end())
    if following is None or following.start != gap.end() or following.pos not in {"NOUN", "ADJ", "PROPN", "VERB"}:
        return None
    if following.pos == "VERB" and following.tag not in {"VBN", "VBG"}:
        return None
    phrase = phrases.run_after(parse, following.index)
    if phrase is None and _describes(text, candidate, parse) and following.tag in {"JJ", "VB", "VBP"}:
        phrase = phrases.around(parse, following, first=following.index)  # "its £5m fine", with the noun taken for another word
    if phrase is None or phrase.unit.lower() in _TIME_NOUNS | _NO_ITEMS:
        return None
    last = clauses.last_token(candidate, parse)
    tied = last is not None and any(ancestor.index == phrase.head.index for ancestor in parse.ancestors(last.index))
    phrase = without_move(parse, phrase)
    return name(phrase) if tied or text[candidate.quote_end] == "-" or _describes(text, candidate, parse) else None


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
