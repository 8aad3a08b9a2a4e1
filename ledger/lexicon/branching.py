"""Many words as one expression: it branches letter by letter, as a dictionary does, so that a place is tried once and not word by word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def branches(words: Iterable[str], *, space: str = r"\ ") -> str:
    r"""Spell an expression that matches the words, the longer first where one begins another, and shares their beginnings.

    Args:
        words: The words, as they are and not as expressions.
        space: What a space of theirs is written as.

    >>> branches(["chair", "chairman", "chief of staff"], space="_")
    'ch(?:ief_of_staff|air(?:man|))'
    """
    tree: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        tree.setdefault(word[:1], []).append(word[1:])
    parts = []
    for letter, rests in tree.items():
        first = space if letter == " " else re.escape(letter)
        parts.append(first + branches(rests, space=space) if letter else "")
    # The empty ending last, so that the longer word is tried first.
    ordered = sorted(parts, key=len, reverse=True)
    return ordered[0] if len(ordered) == 1 else f"(?:{'|'.join(ordered)})"
