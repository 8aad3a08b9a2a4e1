"""Carriage: the outlets that a document's lead says carried a speaker's words, for that speaker's later figures as well."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.readings import Readings
    from ledger.claims.speakers import Voice

LEAD = 3
"""Body sentences among which the formula of carriage is looked for."""

SHORTEST_WORD = 4
"""Letters of a word that can tell that two names are of one speaker."""

_NAME = r"[A-Z][\w&.’'-]*(?:\s(?:of\s)?[A-Z][\w&.’'-]*){0,3}"
_CARRIED = re.compile(
    rf"(?P<speaker>[^,“”\"]{{3,80}}?)\s+(?:said|says|announced|stated|told\s+\w+),?\s+(?:as\s+)?(?P<formula>(?:quoted|cited|carried)\s+by\s+"
    rf"(?P<agency>{_NAME})(?:,\s*(?P<outlet>{_NAME})\s+(?:reports|reported|writes|wrote|says|said))?)"
)
_CARRYING = ("quoted", "cited", "carried")
"""Words of the formula, one of which a sentence must hold before the formula is looked for."""


def extend(readings: Readings, voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Give the speaker that the lead shows as carried the carriers for every figure that names none itself.

    "…, a monitoring group said, quoted by Reuters, BTA reports": the group's later figures came the same way.
    """
    found = next(_found(readings), None)
    if found is None:
        return tuple(voices)
    carriers = tuple(name for name in (found["agency"], found["outlet"]) if name)
    known = _words(found["speaker"])
    note = f"The lead says who carried the speaker's words: {found['formula']!r}."
    return tuple(_carried(voice, carriers, note) if known & _words(voice.said_by or "") else voice for voice in voices)


def _carried(voice: Voice, carriers: tuple[str, ...], note: str) -> Voice:
    return voice if voice.via else replace(voice, via=carriers, notes=(*voice.notes, note))


def _found(readings: Readings) -> Iterator[re.Match[str]]:
    sentences = (each for each in readings.analysis.sentences if readings.role_at(each.start) is Role.BODY)
    for sentence in islice(sentences, LEAD):
        words = readings.text[sentence.start : sentence.end]
        match = _CARRIED.search(readings.text, sentence.start, sentence.end) if any(word in words for word in _CARRYING) else None
        if match is not None:
            yield match


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", name.lower()) if len(word) >= SHORTEST_WORD)
