"""Acronyms that a text defines: "the Bureau of Tides (BOT)", "the United Nations refugee agency (UNRA)"."""

from __future__ import annotations

import re

WORD = r"[A-ZÀ-ÞŠŽČĆĐŁŚŻŹ][\w]*(?:[-&.’'][\w]+)*"
"""A word that opens with a capital."""
_SHORT = re.compile(r"\((?P<short>[A-Z][A-Za-z]{0,3}[A-Z]\w{0,4})\)")
_ACRONYM = re.compile(rf"(?P<name>{WORD}(?:\s+(?:of|for|and|on|the|to|in)\s+(?:the\s+)?{WORD}|\s+{WORD})*)\s+{_SHORT.pattern}")
_SMALL = frozenset({"of", "for", "and", "on", "the", "to", "in", "a", "an"})
_WINDOW = 400
"""Characters before an acronym among which its name is looked for."""


def find(text: str) -> dict[str, str]:
    """The names that the text gives an acronym, by it."""
    if not _SHORT.search(text):
        return {}
    capitals = {match["short"]: re.sub(r"^(?:The|A|An)\s+", "", match["name"]) for match in _ACRONYM.finditer(text)}
    spelled = {match["short"]: _spelled(text[: match.start()], match["short"]) for match in _SHORT.finditer(text)}
    return {**capitals, **{short: name for short, name in spelled.items() if name}}


def _spelled(before: str, short: str) -> str | None:
    """The words before an acronym whose first letters it is, some of them small: "United Nations refugee agency (UNRA)"."""
    words = before[-_WINDOW:].rpartition("\n")[2].split()[-2 * len(short) :]
    for start in range(len(words)):
        letters = "".join(word[0] for word in words[start:] if word.lower() not in _SMALL)
        if words[start][0].isupper() and words[start].lower() not in _SMALL and letters.upper() == short.upper():
            return " ".join(words[start:])
    return None
