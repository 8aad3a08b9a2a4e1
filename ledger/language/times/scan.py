"""From a text to the atoms of time in it: at each word that can open one, the longest rule that fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.language.times import clocks, dates, pieces, relatives, words, years
from ledger.lexicon.branching import branches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.language.times.expressions import Atom
    from ledger.language.times.rules import Rule

_RULES = (*pieces.RULES, *dates.RULES, *clocks.RULES, *relatives.RULES, *years.RULES)


def _first_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(re.split(r"[\s.-]", name.lower())[0] for name in names)


_OPENERS = {
    "month": _first_words(words.MONTHS),
    "weekday": _first_words(words.WEEKDAYS),
    "quarter": frozenset("qh"),
    "ordinal": _first_words(word for word in words.ORDINALS if word.isalpha()),
    "season": _first_words(words.SEASONS),
    "decade": dates.NAMED_DECADES.keys(),
    "century": _first_words(dates.CENTURIES),
    "fiscal": frozenset({"fiscal", "financial", "fy", "tax"}),
    "holiday": _first_words(words.HOLIDAYS),
    "weekend": frozenset({"weekend"}),
    "count": _first_words(words.COUNTS),
    "spoken": clocks.SPOKEN,
    "clock": frozenset({"half", "quarter", "noon", "midday", "midnight"}),
    "turn": _first_words([*words.TURNS, *words.TOLD, "equivalent", "like", "year"]),
    "dayword": _first_words(relatives.DAY_WORDS),
    "unit": _first_words(words.UNITS) | {"season", "half"},
    "edge": _first_words(words.EDGES),
    "earlier": frozenset({"earlier", "later"}),
    "so": frozenset({"so", "thus", "to", "year", "until", "till", "up", "as"}),
    "vague": frozenset({"recent", "coming", "past", "last", "few", "early"}),
}
"""The words, in lower case, on which the rules of each class are tried."""

_SHORT_RULES = tuple(rule for rule in _RULES if rule.opens in ("digit", "one or two digits", "ordinal"))
_YEAR_RULES = tuple(rule for rule in _RULES if rule.opens in ("digit", "four digits"))
_OTHER_DIGIT_RULES = tuple(rule for rule in _RULES if rule.opens == "digit")
_NEVER_AFTER_DIGITS = frozenset(",%)")
"""What follows one or two digits that are certainly no time."""
_YEAR_LENGTH, _SHORT_LENGTH = 4, 2
_APOSTROPHE_RULES = tuple(rule for rule in _RULES if rule.opens == "apostrophe")


def _by_word() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}
    for rule in _RULES:
        for word in _OPENERS.get(rule.opens, ()):
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


_BY_WORD = _by_word()
_OPENING = re.compile(rf"(?<![A-Za-z])(?ai:{branches(filter(str.isalpha, _BY_WORD))})(?![A-Za-z])|['’]?\d+")
"""Matches a word on which a rule is tried, or digits."""


def scan(text: str, start: int, end: int) -> list[Atom]:
    """The atoms of time between two characters, in order, none overlapping."""
    found: list[Atom] = []
    place = start
    for word in _OPENING.finditer(text, start, end):
        at = word.start()
        if at < place:
            continue
        opening = word.group()
        rules = _BY_WORD[opening.lower()] if opening[0].isalpha() else _rules_of_digits(opening, text[word.end() : word.end() + 1])
        if rules is None or (at > 0 and text[at - 1].isalnum()):
            continue
        atom = _longest(rules, text, at, end)
        if atom is not None:
            found.append(atom)
            place = atom.end
    return found


def _rules_of_digits(opening: str, following: str) -> tuple[Rule, ...] | None:
    if not opening[0].isdigit():
        return _APOSTROPHE_RULES
    if len(opening) == _YEAR_LENGTH:
        return _YEAR_RULES
    if len(opening) > _SHORT_LENGTH:
        return _OTHER_DIGIT_RULES
    return None if following in _NEVER_AFTER_DIGITS else _SHORT_RULES


def _longest(rules: tuple[Rule, ...], text: str, at: int, end: int) -> Atom | None:
    best: Atom | None = None
    for rule in rules:
        match = rule.compiled.match(text, at, end)
        if match is not None and (best is None or match.end() > best.end):
            best = rule.build(match) or best
    return best
