"""Items: what a figure counts or measures, from the noun phrases around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.mentions import clauses, counted, nearby, phrases, ties
from ledger.mentions.named import Item, name, without_move
from ledger.mentions.phrases import NOUNS
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.language.tokens import Parse, Token
    from ledger.mentions.candidates import Candidate
    from ledger.mentions.clauses import Spans

_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those|which)\b", re.IGNORECASE)
_FOR = re.compile(r"[\s\u00a0]+(?:for|on)[\s\u00a0]+(?:an?[\s\u00a0]+)?", re.IGNORECASE)
_GAP = re.compile(r"[\s\u00a0-]{1,2}")
_SYMBOL = 3
"""Letters of a unit up to which it may be a symbol, which has no plural."""

_NO_NAMES = frozenset({"percent", "per cent", "cent", "%"})
"""Another figure's unit is nothing that a figure is about."""

_NO_ITEMS = frozenset("apiece each total altogether more less tall long high wide deep thick old away apart net gross".split())


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
    if candidate.unit is not None and candidate.unit.kind is Kind.COUNT:
        return Item(name="time", unit="time", start=candidate.unit.start, end=candidate.unit.end)
    if candidate.unit is None or candidate.unit.name == "times":
        beside = counted.find(text, candidate, parse, token)
    else:
        beside = ties.partitive(text, candidate, parse) or _modified(text, candidate, parse, figures)
    if beside is None and candidate.unit is None and _OF_THEM.match(text, candidate.quote_end):
        return None  # what "them" stands for comes before
    if beside is None and candidate.kind is Kind.AGE and ties.stands_for_somebody(text, candidate):
        return None
    item = (
        beside
        or ties.headed(text, candidate, parse)
        or ties.tied(text, candidate, parse)
        or counted.from_state(text, candidate, parse)
        or _from_words(candidate, parse)
        or clauses.find(text, candidate, parse, figures)
        or _late(text, candidate, parse, figures)
    )
    return None if item is not None and _is_no_thing(item) else item


def _is_no_thing(item: Item) -> bool:
    """Whether an item is only another figure's unit, or a date: "June 1"."""
    return item.name in _NO_NAMES or (item.name[-1:].isdigit() and item.name.split()[0].lower().rstrip(".") in phrases.MONTHS)


def _from_words(candidate: Candidate, parse: Parse) -> Item | None:
    """The subject of a verb of moving right before the figure, by the order of words."""
    lead = parse.at(candidate.quote_start)
    ties_before = {"by"} if candidate.share else {"at", "number", "numbered"}
    at = lead is not None and lead.index > 0 and parse.tokens[lead.index - 1].text.lower() in ties_before
    if candidate.unit is None and (candidate.low.is_integer() or candidate.share) and not at:
        return None
    phrase = nearby.subject(candidate, parse)
    return name(phrase, elided=candidate.unit is None) if phrase is not None and not phrases.is_tally(parse, phrase) else None


def _late(text: str, candidate: Candidate, parse: Parse, figures: Spans) -> Item | None:
    """What is left where the clause tells nothing: the act of the verb, what money was "for", or its payment."""
    act = clauses.act(candidate, parse)
    if act is not None or candidate.kind is not Kind.MONEY:
        return act
    return _bought(text, candidate, parse, figures) or clauses.payment(candidate, parse)


def _bought(text: str, candidate: Candidate, parse: Parse, figures: Spans) -> Item | None:
    """What money was "for"."""
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


def _modified(text: str, candidate: Candidate, parse: Parse, figures: Spans) -> Item | None:
    """The noun right after the figure that it modifies: "38-metre wall", "$300 million contract", "4.2 percent drop"."""
    gap = _GAP.match(text, candidate.quote_end)
    if gap is None:
        return None
    following = parse.at(gap.end())
    if following is None or following.start != gap.end() or following.pos not in {"NOUN", "ADJ", "PROPN", "VERB"}:
        return None
    if following.pos == "VERB" and candidate.kind is Kind.AGE:
        return None  # "the 74-year-old underwent surgery"
    if following.pos == "VERB" and following.tag not in {"VBN", "VBG"} and not _describes(text, candidate, parse):
        return None
    others = [start for start, _ in figures if start >= gap.end()]
    limit = parse.at(min(others)) if others else None
    phrase = phrases.run_after(parse, following.index, end=limit.index if limit is not None else None)
    if phrase is None and _describes(text, candidate, parse) and following.tag in {"JJ", "VB", "VBP"}:
        phrase = phrases.around(parse, following, first=following.index)  # "its £5m fine", with the noun taken for another word
    if phrase is None or phrases.is_tally(parse, phrase) or phrase.unit.lower() in phrases.TIME_NOUNS | _NO_ITEMS:
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
    determined = previous is not None and (previous.pos == "DET" or previous.tag in {"PRP$", "POS"})
    written = text[candidate.unit.start : candidate.unit.end]
    adjectival = candidate.high != 1 and written.isalpha() and written.islower() and len(written) > _SYMBOL and not written.endswith("s")
    return determined or (adjectival and candidate.unit.kind is Kind.MEASURE and candidate.unit.name != "foot/second")
