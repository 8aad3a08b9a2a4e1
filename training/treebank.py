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

    The words of a contraction written as one ("don't") are kept apart without a space, as their forms stand;
    where the forms do not spell the contraction, the last word takes what is left over.
    """
    for path in paths:
        sentence = Sentence()
        joined: dict[int, tuple[str, bool]] = {}
        last_of_joined = 0
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#"):
                sentence.opens_paragraph |= line.startswith(("# newpar", "# newdoc"))
            elif line:
                columns = line.split("\t")
                if len(columns) != COLUMNS:
                    raise ValueError(f"{path}: a line of {len(columns)} columns, not {COLUMNS}: {line!r}")
                if "-" in columns[0]:
                    first, last = map(int, columns[0].split("-"))
                    joined = {place: (columns[1], "SpaceAfter=No" not in columns[9]) for place in range(first, last + 1)}
                    last_of_joined = last
                elif "." not in columns[0]:
                    _add(sentence, columns, joined, last_of_joined)
            elif sentence.words:
                yield sentence
                sentence, joined = Sentence(), {}
        if sentence.words:
            yield sentence


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


def _add(sentence: Sentence, columns: list[str], joined: dict[int, tuple[str, bool]], last_of_joined: int) -> None:
    place = int(columns[0])
    space = "SpaceAfter=No" not in columns[9]
    form = columns[1]
    if place in joined:
        whole, space_after = joined[place]
        written = whole
        for word in sentence.words[len(sentence.words) - (len(joined) - (last_of_joined - place) - 1) :] if place > min(joined) else []:
            written = written[len(word.form) :]
        form = written if place == last_of_joined else written[: len(form)]
        form = form or columns[1]
        space = space_after and place == last_of_joined
    head = int(columns[6])
    dep = columns[7]
    sentence.words.append(
        Word(
            form=form,
            lemma=columns[2],
            pos=columns[3],
            tag=columns[4],
            head=head - 1 if head else len(sentence.words),
            dep="ROOT" if dep == "root" else RELABELLED.get(dep, dep),
            space=space,
        )
    )
