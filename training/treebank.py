"""Treebank files as paragraphs of gold sentences, in the form the trainer and the measurement need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = 10
# Labels too rare to learn beside their base, or a matter of convention that changed between releases.
RELABELLED = {"nsubj:outer": "nsubj", "csubj:outer": "csubj", "csubj:pass": "csubj", "flat:foreign": "flat"}


@dataclass(slots=True)
class Word:
    """One syntactic word of the treebank; `head` is its place in the sentence, its own place for the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    head: int
    dep: str
    space: bool


@dataclass(slots=True)
class Sentence:
    """One gold sentence."""

    words: list[Word] = field(default_factory=list)
    opens_paragraph: bool = False

    @property
    def text(self) -> str:
        """The sentence as it stands in its source, without the space after it."""
        return "".join(word.form + " " * word.space for word in self.words).rstrip(" ")


def read(paths: Iterable[Path]) -> Iterator[Sentence]:
    """Read the sentences of CoNLL-U files.

    The words of a contraction written as one ("don't") stand without a space between them, and together spell what is written.
    """
    for path in paths:
        rows: list[list[str]] = []
        opens_paragraph = False
        for line in [*path.read_text("utf-8").splitlines(), ""]:
            if line.startswith("#"):
                opens_paragraph |= line.startswith(("# newpar", "# newdoc"))
            elif line:
                columns = line.split("\t")
                if len(columns) != COLUMNS:
                    raise ValueError(f"{path}: a line of {len(columns)} columns, not {COLUMNS}: {line!r}")
                rows.append(columns)
            elif rows:
                yield Sentence(words=_words(rows), opens_paragraph=opens_paragraph)
                rows, opens_paragraph = [], False


def paragraphs(sentences: Iterable[Sentence], longest: int = 10) -> Iterator[list[Sentence]]:
    """Group sentences into the paragraphs of their source, none longer than a number of sentences."""
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and (sentence.opens_paragraph or len(paragraph) == longest):
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _words(rows: list[list[str]]) -> list[Word]:
    """Turn the rows of one sentence into words, leaving out empty nodes."""
    words: list[Word] = []
    written, last, space_after = "", 0, False  # what is left to spell of a contraction, its last word, and the space behind it
    for row in rows:
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            written, last, space_after = row[1], int(row[0].split("-")[1]), space
        elif "." not in row[0]:
            place, form = int(row[0]), row[1]
            if place <= last:
                form = written if place == last else written[: len(form)]
                written = written[len(form) :]
                space = space_after and place == last
            head, dep = int(row[6]) - 1, "ROOT" if row[7] == "root" else RELABELLED.get(row[7], row[7])
            words.append(Word(form or row[1], row[2], row[3], row[4], head if head >= 0 else len(words), dep, space))
    return words
