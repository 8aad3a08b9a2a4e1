"""Sentences as the pipeline reads them: one space between words, no invisible characters, and the way back to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What a tokenizer stumbles over: halves of broken characters, soft hyphens and other invisible ones, ligatures,
# spaces inside a number ("1 000 000", plain ones only between three groups), a line broken after a hyphen, marks of notes set right
# behind a word ("people[7]"), runs and odd kinds of space.
_TROUBLE = re.compile(
    r"(?P<drop>[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+"
    r"|(?<=\d)[\u00a0\u2007-\u2009\u202f](?=\d{3}(?!\d))"
    r"|(?<=\d) (?=\d{3} \d{3}(?!\d))|(?<=\d \d{3}) (?=\d{3}(?!\d))"
    r"|(?<=\w-)[^\S\r\n]*[\r\n]\s*(?=\w)"
    r"|(?<=[\w.,;:!?%)”’\"'])\[(?:\d{1,3}|[a-z])(?:[,–-]\s?(?:\d{1,3}|[a-z]))*\])"
    r"|(?P<ligature>[\ufb00-\ufb06])|(?P<broken>[\ud800-\udfff])"
    r"|\s\s+|[^\S ]",
)
# A quick look first: most sentences hold nothing but plain letters and single spaces.
_UNUSUAL = re.compile(r"[^ -~¡-¬®-ɏ‐-‖‘-‧€]|\d \d{3} \d{3}|\S\[[\da-z]")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
_CLAUSE_END = re.compile(r"[;:,.\r\n]\s+")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Cleaned:
    """A stretch of text as the pipeline reads it.

    Attributes:
        text: The characters to tokenize.
        start: Where the stretch begins in the document's text.
        origins: For each character its own place in the document's text, where they differ from counting on; nothing if they do not.
    """

    text: str
    start: int
    origins: list[int] | None = None


def clean(text: str, start: int, end: int, longest: int) -> list[Cleaned]:
    """Clean a stretch, in pieces no longer than a number of characters."""
    if end - start <= longest:
        return [_clean(text, start, end)]
    return [_clean(text, first, last) for first, last in pieces(text, start, end, longest)]


def pieces(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    """Cut a stretch after the last clause, word or character that fits, again and again."""
    cuts = []
    while end - start > longest:
        limit = start + longest
        middle = start + longest // 2
        cut = _last(_CLAUSE_END, text, middle, limit) or _last(_SPACE, text, middle, limit) or limit
        cuts.append((start, cut))
        start = cut
    return [*cuts, (start, end)]


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """The end of the last match."""
    found = None
    for match in pattern.finditer(text, start, end):
        found = match.end()
    return found


def _clean(text: str, start: int, end: int) -> Cleaned:
    source = text[start:end]
    if "  " not in source and _UNUSUAL.search(source) is None:
        return Cleaned(source, start)
    if _TROUBLE.search(source) is None:
        return Cleaned(source, start)
    parts: list[str] = []
    origins: list[int] = []
    done = 0
    for match in _TROUBLE.finditer(source):
        replacement = "" if match["drop"] else _LIGATURES[match.group()] if match["ligature"] else "\ufffd" if match["broken"] else " "
        parts += (source[done : match.start()], replacement)
        origins.extend(range(start + done, start + match.start()))
        origins.extend([start + match.start()] * len(replacement))
        done = match.end()
    parts.append(source[done:])
    origins.extend(range(start + done, end))
    return Cleaned("".join(parts), start, origins)
