"""The cheap scan: which sentences can hold a figure, so that only they are parsed."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.lexicon.branching import branches

# First letters and digits of what may count nothing; whatever else the pattern finds may be a figure.
_IDLE_SIGNS = frozenset("0123456789oO")
_SIGNS = r"\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞$€£¥₩₹₽₴₺₪%‰"


def can_hold_figure(text: str, start: int, end: int) -> bool:
    """Whether the stretch holds a number word, a fraction, a sign of money or percent, or a digit, outside what counts nothing."""
    idle: list[tuple[int, int]] | None = None
    for match in _pattern().finditer(text, start, end):
        if match.group()[0] not in _IDLE_SIGNS:
            return True
        if idle is None:
            idle = [each.span() for form in _idle() for each in form.finditer(text, start, end)]
        if not any(first <= match.start() < last for first, last in idle):
            return True
    return False


@cache
def _pattern() -> re.Pattern[str]:
    """One expression for signs and words, branching letter by letter as a dictionary of its words does."""
    words = branches(sorted(lexicon.words("scan")))
    return re.compile(rf"[{_SIGNS}]|(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)


@cache
def _idle() -> tuple[re.Pattern[str], ...]:
    """What holds digits or "one" and counts nothing: bare dates, ordinals, hours, decades, and "one" for somebody or of somebody.

    Dates are a day with its month, or a year after a word that leads to one, where what follows cannot be what a number counts.
    """
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
    dates = rf"(?<![\w.,-])(?:{'|'.join(forms)})\b(?![.,]?\d){follows}"
    numbered = r"(?<![\w.,-])(?:\d+(?:st|nd|rd|th)\b|(?:19|20)\d0s\b|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b)"
    somebody = r"\bno one\b|\bone(?=\sof\b|\sanother\b|['’]s\b)"
    return re.compile(dates, re.IGNORECASE), re.compile(rf"{numbered}|{somebody}", re.IGNORECASE)
