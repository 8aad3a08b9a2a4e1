"""Measure a pipeline on treebank text: `python -m training.evaluate --model ledger/language/model ewt-test.conllu …`.

The text goes in raw: tokens, sentences, tags and trees are all the pipeline's own, found through `ledger.language`.
A word counts as right only if it is the treebank's word, character for character.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ledger.language import analyse
from ledger.language.trained import TrainedPipeline
from training import treebank

LABELS = ("nummod", "compound", "nmod", "amod", "nsubj", "ccomp", "obl")
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
OF_FOUND = "lemma of content words found"
COLUMNS = (
    "tokens", "sentences", "UPOS", "XPOS", "lemma", OF_FOUND,
    "UAS", "LAS", "UAS without punctuation", "LAS without punctuation", *LABELS,
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """How many things were right, how many the pipeline gave, how many the treebank holds."""

    right: int = 0
    given: int = 0
    gold: int = 0

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        return 200 * self.right / (self.given + self.gold) if self.given + self.gold else 0.0


@dataclass(slots=True, frozen=True)
class Placed:
    """A word at its characters, with the characters of its head; a root's head is its own."""

    start: int
    end: int
    pos: str
    tag: str
    lemma: str
    dep: str
    head: tuple[int, int]


@dataclass(slots=True)
class Reading:
    """A text as words and sentence spans."""

    words: list[Placed] = field(default_factory=list)
    sentences: set[tuple[int, int]] = field(default_factory=set)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print a table in Markdown."""
    options = _options(arguments)
    started = time.perf_counter()
    pipeline = TrainedPipeline.read(options.model)
    loaded = time.perf_counter() - started
    size = sum(path.stat().st_size for path in options.model.rglob("*") if path.is_file())
    columns = {}
    words, first, again = 0, 0.0, 0.0
    for path in options.files:
        text, gold = read_gold(path)
        started = time.process_time()
        found = read_found(text, pipeline)
        first += time.process_time() - started
        started = time.process_time()
        read_found(text, pipeline)
        again += time.process_time() - started
        words += len(found.words)
        columns[path.stem] = compare(gold, found)
    print(f"Measured on {datetime.now(UTC):%Y-%m-%d}; {size / 1e6:.1f} MB on disk, read in {loaded:.2f} s once spaCy is imported.\n")
    print("| | " + " | ".join(columns) + " |\n|---|" + "--:|" * len(columns))
    for name in COLUMNS:
        print(f"| {name} | " + " | ".join(f"{scores[name].f:.1f}" for scores in columns.values()) + " |")
    speeds = f"{words / first:,.0f} words a second of processor time, {words / again:,.0f} the second time"
    print(f"\n{words:,} words, every sentence parsed: {speeds}.")


def read_gold(path: Path) -> tuple[str, Reading]:
    """Read a treebank file as raw text, paragraphs apart by blank lines, and the words at their characters."""
    parts: list[str] = []
    reading = Reading()
    offset = 0
    for paragraph in treebank.paragraphs(treebank.read([path]), longest=1 << 30):
        if parts:
            parts.append("\n\n")
            offset += 2
        for place, sentence in enumerate(paragraph):
            if place and parts[-1][-1:] != " " and paragraph[place - 1].words[-1].space:
                parts.append(" ")
                offset += 1
            spans = []
            for word in sentence.words:
                spans.append((offset, offset + len(word.form)))
                offset += len(word.form) + word.space
            offset -= sentence.words[-1].space
            parts.append(sentence.text)
            reading.sentences.add((spans[0][0], spans[-1][1]))
            for word, (start, end) in zip(sentence.words, spans, strict=True):
                reading.words.append(
                    Placed(start, end, word.pos, word.tag, word.lemma, "root" if word.dep == "ROOT" else word.dep, spans[word.head])
                )
    return "".join(parts), reading


def read_found(text: str, pipeline: TrainedPipeline) -> Reading:
    """Read a text with the pipeline; a sentence with several roots is cut where their subtrees begin."""
    analysis = analyse(text, parser=pipeline)
    analysis.parse_all(range(len(analysis.sentences)))
    reading = Reading()
    for sentence in analysis.sentences:
        tokens = analysis.parse(sentence.index).tokens
        for token in tokens:
            head = tokens[token.head]
            reading.words.append(Placed(token.start, token.end, token.pos, token.tag, token.lemma, token.dep, (head.start, head.end)))
        first = 0
        for cut in [*_cuts(tokens), len(tokens)]:
            if first < cut:
                reading.sentences.add((tokens[first].start, tokens[cut - 1].end))
            first = cut
    return reading


def compare(gold: Reading, found: Reading) -> dict[str, Score]:
    """Score a reading against the treebank's."""
    scores = {name: Score() for name in COLUMNS}
    scores["sentences"] = Score(len(gold.sentences & found.sentences), len(found.sentences), len(gold.sentences))
    at = {(word.start, word.end): word for word in found.words}
    for name, score in scores.items():
        if name not in {"sentences", OF_FOUND}:
            score.gold = sum(_counts(name, word) for word in gold.words)
            score.given = sum(_counts(name, word) for word in found.words)
    for word in gold.words:
        other = at.get((word.start, word.end))
        if other is None:
            continue
        if word.pos in CONTENT:
            scores[OF_FOUND].gold += 1
            scores[OF_FOUND].given += 1
        for name in _right(word, other):
            scores[name].right += 1
    return scores


def _cuts(tokens: list) -> list[int]:
    roots = []
    for token in tokens:
        place = token.index
        while tokens[place].head != place:
            place = tokens[place].head
        roots.append(place)
    return [place for place in range(1, len(tokens)) if roots[place] != roots[place - 1]]


def _counts(name: str, word: Placed) -> bool:
    """Whether a word is among those a score is about."""
    if name in LABELS:
        return word.dep == name
    if name.endswith("without punctuation"):
        return word.dep != "punct"
    return True


def _right(gold: Placed, found: Placed) -> list[str]:
    """The scores for which a word was read right."""
    attached = gold.head == found.head
    labelled = attached and gold.dep == found.dep
    checks = Counter(
        {
            "tokens": True,
            "UPOS": gold.pos == found.pos,
            "XPOS": gold.tag == found.tag,
            "lemma": gold.lemma == found.lemma,
            OF_FOUND: gold.lemma == found.lemma and gold.pos in CONTENT,
            "UAS": attached,
            "LAS": labelled,
            "UAS without punctuation": attached and gold.dep != "punct",
            "LAS without punctuation": labelled and gold.dep != "punct",
        },
    )
    return [name for name, passed in checks.items() if passed] + ([gold.dep] if labelled and gold.dep in LABELS else [])


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the language pipeline on treebank text.")
    parser.add_argument("files", type=Path, nargs="+", help="CoNLL-U files held out of training")
    parser.add_argument("--model", type=Path, required=True, help="folder of the pipeline")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
