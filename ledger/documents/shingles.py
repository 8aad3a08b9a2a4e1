"""What a text is compared by: its runs of words, its long quotations and the words its sentences are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.language import quotations
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.records import Document

RUN = 5
"""Words in a run: long enough that two texts rarely share one by chance, short enough to survive light editing."""

MIN_QUOTATION = 8
"""Fewest words of a quotation that identifies what was said; shorter ones are phrases everybody uses."""

MIN_TOPIC_WORDS = 6
"""Fewest words a sentence must be about to be compared with another."""

MIN_TOPIC_LETTERS = 4
"""Fewest letters of a word that a sentence can be about: shorter ones are mostly grammar."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’]?\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedRun:
    """A long quotation.

    Attributes:
        start: Its opening mark, into the text.
        end: One past its last character.
        runs: Its runs of words.
        pairs: Its pairs of neighbouring words.
    """

    start: int
    end: int
    runs: frozenset[str]
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabric:
    """A document as it is compared with others.

    Attributes:
        document_id: Which document.
        runs: All runs of words of what the article says.
        quoted: Its long quotations.
        topics: For each sentence outside them, the words it is about.
    """

    document_id: str
    runs: frozenset[str]
    quoted: tuple[QuotedRun, ...]
    topics: tuple[frozenset[str], ...]


def weave(document: Document) -> Fabric:
    """Take a document apart for comparison; furniture is left out."""
    text = document.text
    spans = [(block.start, block.end) for block in document.blocks if block.role is not Role.FURNITURE]
    quoted = []
    for quotation in quotations.find(text, spans):
        words = _words(text[quotation.start : quotation.end])
        if len(words) >= MIN_QUOTATION:
            quoted.append(QuotedRun(start=quotation.start, end=quotation.end, runs=_runs(words), pairs=_runs(words, 2)))
    return Fabric(
        document_id=document.document_id,
        runs=frozenset().union(*(_runs(_words(text[start:end])) for start, end in spans)),
        quoted=tuple(quoted),
        topics=tuple(_find_topics(text, spans, quoted)),
    )


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller set stands in the larger one, 0 to 1; nothing stands in an empty one."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: Sequence[str], length: int = RUN) -> frozenset[str]:
    return frozenset(" ".join(words[place : place + length]) for place in range(len(words) - length + 1))


def _find_topics(text: str, spans: Sequence[tuple[int, int]], quoted: Sequence[QuotedRun]) -> list[frozenset[str]]:
    topics = []
    for start, end in spans:
        place, outside = start, []
        for quotation in quoted:
            if start <= quotation.start < end:
                outside.append(text[place : quotation.start])
                place = quotation.end
        outside.append(text[place:end])
        for sentence in _SENTENCE_END.split(" ".join(outside)):
            words = frozenset(word for word in _words(sentence) if len(word) >= MIN_TOPIC_LETTERS)
            if len(words) >= MIN_TOPIC_WORDS:
                topics.append(words)
    return topics
