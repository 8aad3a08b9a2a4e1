"""The cheap scan: which sentences can hold a figure, so that only they are parsed."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon

_SIGNS = r"\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞$€£¥₩₹₽₴₺₪%‰"


def can_hold_figure(text: str, start: int, end: int) -> bool:
    """Whether the stretch holds a digit, a number word, a fraction, or a sign of money or percent."""
    return _pattern().search(text, start, end) is not None


@cache
def _pattern() -> re.Pattern[str]:
    """One expression for signs and words, branching letter by letter as a dictionary of its words does."""
    return re.compile(rf"[{_SIGNS}]|(?<![^\W_])(?:{_branches(sorted(lexicon.words('scan')))})(?![^\W_])", re.IGNORECASE)


def _branches(words: list[str]) -> str:
    """Spell an expression that matches the words and shares their beginnings."""
    tree: dict[str, list[str]] = {}
    for word in words:
        tree.setdefault(word[:1], []).append(word[1:])
    parts = []
    for letter, rests in tree.items():
        if not letter:
            parts.append("")
        else:
            rest = _branches(rests)
            parts.append(re.escape(letter) + (f"(?:{rest})" if "|" in rest else rest))
    # The empty ending last, so that the longer word is tried first.
    return "|".join(sorted(parts, key=len, reverse=True))
