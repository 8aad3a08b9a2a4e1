"""Attributions that a headline makes by its layout: "1,000 dead: minister", "UN: …", "…, ministry says"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.claims.attributions import Attribution, Span
from ledger.claims.cues import PLAIN, Cue, Frame, nouns, verbs

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_SPEAKER = 6
"""Words that a speaker before or after a headline's colon has at most."""

_AFTER_COMMA = re.compile(r",\s+(?P<speaker>[^,;:]{2,60}?)\s+(?P<cue>[a-z]+)\s*$")
_BEFORE_COLON = re.compile(r"^\s*(?P<speaker>[A-Z][^:;?!\d“\"]{1,48}?)\s*:\s+(?=\S)")
_AFTER_COLON = re.compile(r":\s+(?P<speaker>[^:;?!\d“”\"]{2,48}?)\s*$")
_AFTER_DASH = re.compile(r"\s[–—-]\s+(?P<speaker>[^:;?!\d“”\"–—]{2,40}?)\s*$")
_NOT_SPEAKERS = frozenset(
    {
        "update",
        "updated",
        "exclusive",
        "breaking",
        "watch",
        "analysis",
        "opinion",
        "video",
        "live",
        "photos",
        "explainer",
        "correction",
        "factbox",
    }
)


def find(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield the speakers that the layout of a headline names."""
    line = text[start:end]
    for layout in (_AFTER_COMMA, _AFTER_COLON, _AFTER_DASH, _BEFORE_COLON):
        match = layout.search(line)
        if match is None:
            continue
        cue = _cue(match) if layout is _AFTER_COMMA else PLAIN
        if cue is None or not _can_speak(match["speaker"], layout):
            continue
        speaker = Span(start=start + match.start("speaker"), end=start + match.end("speaker"))
        before = layout is not _BEFORE_COLON
        scope = Span(start=start, end=start + match.start()) if before else Span(start=start + match.end(), end=end)
        mark = (
            Span(start=start + match.start("cue"), end=start + match.end("cue"))
            if layout is _AFTER_COMMA
            else Span(start=speaker.end, end=speaker.end)
        )
        yield Attribution(cue=mark, word=cue, scopes=(scope,), speaker=speaker, rule="headline")
        return


def _cue(match: re.Match[str]) -> Cue | None:
    found = verbs().get(match["cue"].lower(), ())
    return next((cue for cue in found if cue.frame in {Frame.ANY, Frame.CLAUSE} and " " not in cue.word), None)


def _can_speak(speaker: str, layout: re.Pattern[str]) -> bool:
    words = speaker.split()
    if not words or len(words) > _LONGEST_SPEAKER or words[0].lower() in _NOT_SPEAKERS:
        return False
    if layout is _BEFORE_COLON:
        return all(word[0].isupper() or word in {"of", "the", "and", "for"} for word in words)
    if layout in {_AFTER_COLON, _AFTER_DASH}:
        last = words[-1].lower().strip(".")
        return (
            last in nouns()
            or last.endswith(("s", "minister", "official", "police", "army", "ministry", "un", "who", "report"))
            or words[-1][0].isupper()
        )
    return True


def _head(text: str, speaker: Span) -> int:
    """First character of the last word."""
    words = list(re.finditer(r"\S+", speaker.of(text)))
    return speaker.start + words[-1].start()
