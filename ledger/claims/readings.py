"""The attributions of a document's sentences, read when they are asked for: only what a figure needs is parsed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from ledger.claims import clauses, cues, headlines, sources, verbs
from ledger.claims.attributions import Attribution, Span
from ledger.claims.cues import Frame
from ledger.claims.runs import Runs
from ledger.claims.scenes import Scene
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledger.language import Analysis, Parse, Quotation, Sentence
    from ledger.language.tokens import Token

    Rule = Callable[[Scene], Iterator[Attribution]]

RULES: tuple[Rule, ...] = (
    verbs.find,
    sources.find_phrases,
    sources.find_cited,
    sources.find_carried,
    sources.find_introduced,
    sources.find_located,
    sources.find_counts,
    sources.find_nouns,
)


_DATELINE = re.compile(r"\s*(?:[A-Z][A-Z.'’\- ]{2,}(?:,[^-–—()]{2,40}?)?\s*)?(?:\([^)]{2,40}\)\s*)?[-–—]{1,2}\s+(?=[\"“A-Z])")


def dateline(text: str, start: int, end: int) -> int:
    """One past a dateline such as "PORT LENA, May 3 (Agency) - "; the start where there is none."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start


def _deciders(parse: Parse, verb: Token) -> list[Token]:
    """Who did what a passive tells; "raised by 400,000 tonnes" tells how far."""
    return [agent for agent in clauses.agents(parse, verb) if not any(child.dep == "nummod" for child in parse.children(agent.index))]


class Readings:
    """The attributions of a document, sentence by sentence."""

    def __init__(self, analysis: Analysis) -> None:
        """Keep the analysis; nothing is read yet."""
        self.analysis = analysis
        self.text = analysis.text
        self._starts = [sentence.start for sentence in analysis.sentences]
        self._quotation_starts = [quotation.start for quotation in analysis.quotations]
        self._read: dict[int, tuple[Attribution, ...]] = {}
        self._prepared: set[int] = set()

    @cached_property
    def runs(self) -> Runs:
        """The names of the text, for all who resolve speakers."""
        return Runs(self.text)

    def prepare(self, indices: Iterable[int]) -> None:
        """Parse in one batch the sentences among these that hold a word of saying; others without a figure are never parsed."""
        known = self._prepared | self.analysis.figures
        wanted = [index for index in dict.fromkeys(indices) if index not in known and self.has_cue(index)]
        self._prepared |= set(wanted)
        self.analysis.parse_all(wanted)
        for index in wanted:
            self._read.pop(index, None)

    def has_cue(self, index: int) -> bool:
        """Whether a word of saying stands in the sentence."""
        sentence = self.sentence(index)
        return cues.pattern().search(self.text, sentence.start, sentence.end) is not None

    def attributions(self, index: int) -> tuple[Attribution, ...]:
        """The attributions of one sentence, in text order; of sentences without a figure only if they were prepared."""
        if index not in self._read:
            self._read[index] = tuple(sorted(self._find(index), key=lambda attribution: attribution.cue.start))
        return self._read[index]

    def spoken(self, index: int) -> tuple[Attribution, ...]:
        """The attributions of one sentence that name a speaker outside any quotation."""
        return tuple(
            each for each in self.attributions(index) if each.speaker is not None and self.analysis.quotation_at(each.cue.start) is None
        )

    def revises(self, index: int) -> bool:
        """Whether a sentence with a figure tells in the passive, and without an agent, that something was put higher or lower."""
        if index not in self.analysis.figures:
            return False
        parse = self.analysis.parse(index)
        participles = [token for token in parse.tokens if token.tag == "VBN" and clauses.is_passive(parse, token)]
        known = [token for token in participles if any(cue.frame is Frame.REVISE for cue in cues.verbs().get(token.text.lower(), ()))]
        return any(not _deciders(parse, token) for token in known)

    def _find(self, index: int) -> Iterator[Attribution]:
        sentence = self.sentence(index)
        paragraph = self.analysis.paragraphs[sentence.paragraph]
        if paragraph.role is Role.HEADLINE:
            yield from headlines.find(self.text, sentence.start, sentence.end)
        if index not in self.analysis.figures and index not in self._prepared:
            return
        scene = Scene(
            text=self.text,
            parse=self.analysis.parse(index),
            quotations=self._quotations(sentence),
            dateline=dateline(self.text, sentence.start, sentence.end),
        )
        for rule in RULES:
            yield from rule(scene)

    def _quotations(self, sentence: Sentence) -> tuple[Span, ...]:
        first = max(bisect_right(self._quotation_starts, sentence.start) - 1, 0)
        last = bisect_left(self._quotation_starts, sentence.end)
        near = self.analysis.quotations[first:last]
        return tuple(Span(start=each.start, end=each.end) for each in near if sentence.start < each.end)

    def sentence(self, index: int) -> Sentence:
        """The sentence at an index."""
        return self.analysis.sentences[index]

    def parse_at(self, char: int) -> Parse:
        """The parse of the sentence that holds the character."""
        return self.analysis.parse(self.sentence_index(char))

    def role_at(self, char: int) -> Role:
        """The role of the paragraph that holds the character."""
        return self.analysis.paragraphs[self.sentence(self.sentence_index(char)).paragraph].role

    def sentence_index(self, char: int) -> int:
        """The index of the sentence that holds the character, or of the last one before it."""
        return max(bisect_right(self._starts, char) - 1, 0)

    def sentences_of(self, span: Span) -> range:
        """Indices of the sentences that a stretch touches."""
        return range(self.sentence_index(span.start), self.sentence_index(max(span.end - 1, span.start)) + 1)

    def paragraph_sentences(self, char: int) -> range:
        """Indices of the sentences of the paragraph that holds the character."""
        return self.analysis.paragraphs[self.sentence(self.sentence_index(char)).paragraph].sentences

    def paragraph_start(self, char: int) -> int:
        """First character of the paragraph that holds the character."""
        return self.analysis.paragraphs[self.sentence(self.sentence_index(char)).paragraph].start

    def paragraph_span(self, char: int) -> tuple[int, int]:
        """First character and one past the last of the paragraph that holds the character."""
        paragraph = self.analysis.paragraphs[self.sentence(self.sentence_index(char)).paragraph]
        return paragraph.start, paragraph.end

    def sentences_of_paragraph_before(self, index: int) -> range:
        """Indices of the sentences of the paragraph before the sentence's own; empty for the first."""
        first = self.analysis.paragraphs[self.sentence(index).paragraph].sentences
        if not first or first[0] == 0:
            return range(0)
        return self.analysis.paragraphs[self.sentence(first[0] - 1).paragraph].sentences

    def quotation_after(self, char: int) -> Quotation | None:
        """The first quotation that starts at or after the character."""
        place = bisect_left(self._quotation_starts, char)
        return self.analysis.quotations[place] if place < len(self.analysis.quotations) else None

    def quotation_before(self, char: int) -> Quotation | None:
        """The last quotation that starts before the character."""
        place = bisect_left(self._quotation_starts, char)
        return self.analysis.quotations[place - 1] if place else None
