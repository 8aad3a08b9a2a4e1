"""An analysis: one document's paragraphs, sentences and quotations, with parses where figures stand and on demand elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from ledger.language import paragraphs, pipeline, quotations, scan, sentences
from ledger.language.segments import Paragraph, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.language.pipeline import Pipeline
    from ledger.language.segments import Quotation
    from ledger.language.tokens import Parse
    from ledger.records import Block

# Sentences with figures gathered from several documents before they are parsed together.
GATHERED_SENTENCES = 512
# Documents held at most while gathering, so that a stream of documents without figures keeps flowing.
GATHERED_DOCUMENTS = 256


class Analysis:
    """One document's text with what every reader needs to know of it.

    Attributes:
        text: The stored text; all positions refer to it.
        paragraphs: The paragraphs in order, furniture left out.
        sentences: The sentences in order.
        quotations: The outermost quotations in order; one that runs over paragraphs is one in each.
        figures: Indices of the sentences that can hold a figure.
    """

    __slots__ = ("_ends", "_parses", "_pipeline", "_quotation_starts", "figures", "paragraphs", "quotations", "sentences", "text")

    def __init__(self, text: str, blocks: tuple[Block, ...], parser: Pipeline) -> None:
        """Split the text; nothing is parsed yet."""
        self.text = text
        self.paragraphs, self.sentences = _split(text, blocks)
        self.quotations: tuple[Quotation, ...] = tuple(quotations.find(text, [(each.start, each.end) for each in self.paragraphs]))
        self.figures = frozenset(each.index for each in self.sentences if scan.can_hold_figure(text, each.start, each.end))
        self._pipeline = parser
        self._parses: dict[int, Parse] = {}
        self._ends = [each.end for each in self.sentences]
        self._quotation_starts = [each.start for each in self.quotations]

    def parse(self, index: int) -> Parse:
        """The parse of the sentence at an index, made on demand and kept."""
        found = self._parses.get(index)
        if found is None:
            self.parse_all([index])
            found = self._parses[index]
        return found

    def parse_all(self, indices: Iterable[int]) -> None:
        """Parse several sentences in one batch, those that are not parsed yet."""
        parse_together([(self, index) for index in indices if index not in self._parses], self._pipeline)

    def sentence_at(self, char: int) -> Sentence | None:
        """The sentence that covers the character; nothing between sentences."""
        place = bisect_right(self._ends, char)
        if place < len(self.sentences) and self.sentences[place].start <= char:
            return self.sentences[place]
        return None

    def quotation_at(self, char: int) -> Quotation | None:
        """The outermost quotation that covers the character, marks included; nothing outside."""
        place = bisect_right(self._quotation_starts, char) - 1
        if place >= 0 and char < self.quotations[place].end:
            return self.quotations[place]
        return None

    def keep(self, index: int, parse: Parse) -> None:
        """Keep the parse of the sentence at an index."""
        self._parses[index] = parse


def parse_together(wanted: list[tuple[Analysis, int]], parser: Pipeline) -> None:
    """Parse sentences of several analyses in one batch."""
    spans = ((analysis.text, analysis.sentences[index].start, analysis.sentences[index].end) for analysis, index in wanted)
    for (analysis, index), parse in zip(wanted, parser.parse(spans), strict=True):
        analysis.keep(index, parse)


def analyse(text: str, blocks: tuple[Block, ...] = (), *, parser: Pipeline | None = None) -> Analysis:
    """Split a text and parse the sentences that can hold a figure; without blocks the whole text is body."""
    return next(analyse_all([(text, blocks)], parser=parser))


def analyse_all(items: Iterable[tuple[str, tuple[Block, ...]]], *, parser: Pipeline | None = None) -> Iterator[Analysis]:
    """Split texts and parse their sentences with figures, in batches over documents; the order is kept."""
    held: deque[Analysis] = deque()
    gathered = 0
    chosen = parser or _Late()
    for text, blocks in items:
        analysis = Analysis(text, tuple(blocks), chosen)
        held.append(analysis)
        gathered += len(analysis.figures)
        if gathered >= GATHERED_SENTENCES or len(held) >= GATHERED_DOCUMENTS:
            yield from _parsed(held, chosen)
            gathered = 0
    yield from _parsed(held, chosen)


class _Late:
    """The pipeline in use when something is parsed, so that texts without figures never load one."""

    def parse(self, spans: Iterable[tuple[str, int, int]]) -> Iterator[Parse]:
        """Hand the sentences on."""
        first = list(islice(iterator := iter(spans), 1))
        if not first:
            return iter(())
        return pipeline.current().parse([*first, *iterator])


def _parsed(held: deque[Analysis], parser: Pipeline) -> Iterator[Analysis]:
    """Parse what the held analyses need, and let them go."""
    parse_together([(analysis, index) for analysis in held for index in sorted(analysis.figures)], parser)
    while held:
        yield held.popleft()


def _split(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[Paragraph, ...], tuple[Sentence, ...]]:
    found_paragraphs: list[Paragraph] = []
    found_sentences: list[Sentence] = []
    for index, (start, end, role) in enumerate(paragraphs.split(text, blocks)):
        first = len(found_sentences)
        for place, (sentence_start, sentence_end) in enumerate(sentences.split(text, start, end), start=first):
            found_sentences.append(Sentence(place, sentence_start, sentence_end, index))
        found_paragraphs.append(Paragraph(index, start, end, role, range(first, len(found_sentences))))
    return tuple(found_paragraphs), tuple(found_sentences)
