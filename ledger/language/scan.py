"""The cheap scan: which sentences can hold a figure, so that only they are parsed."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.lexicon.branching import branches

_SIGNS = r"\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞$€£¥₩₹₽₴₺₪%‰"


def can_hold_figure(text: str, start: int, end: int) -> bool:
    """Whether the stretch holds a number word, a fraction, a sign of money or percent, or a digit that is not part of a bare date."""
    for match in _pattern().finditer(text, start, end):
        if not match.group().isdecimal():
            return True
        dates = [date.span() for date in _dates().finditer(text, start, end)]
        return any(
            not each.group().isdecimal() or not any(first <= each.start() < last for first, last in dates)
            for each in _pattern().finditer(text, match.start(), end)
        )
    return False


@cache
def _pattern() -> re.Pattern[str]:
    """One expression for signs and words, branching letter by letter as a dictionary of its words does."""
    words = branches(sorted(lexicon.words("scan")))
    return re.compile(rf"[{_SIGNS}]|(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)


@cache
def _dates() -> re.Pattern[str]:
    """A day with its month, or a year after a word that leads to one, where what follows cannot be what a number counts."""
    words = {kind: "|".join(row[0] for row in lexicon.rows("dates") if row[1] == kind) for kind in ("month", "lead", "after")}
    day, year = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
    months = rf"(?:{words['month']})\b\.?"
    forms = (
        rf"{months}\s{day}(?:,?\s{year})?",
        rf"{day}\s{months}(?:,?\s{year})?",
        rf"{months},?\s{year}",
        rf"(?:{words['lead']})\s{year}",
    )
    follows = rf"(?=[,.;:)”’]*(?:$|\s+(?:[“‘\"(–—]|(?-i:[A-Z])|(?:{words['after']})\b))|,\s|[”\"])"
    return re.compile(rf"(?<![\w.,-])(?:{'|'.join(forms)})\b(?![.,]?\d){follows}", re.IGNORECASE)
