"""The pipeline that ships with the package, read as spaCy's and handed out as `Parse` records."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from ledger.errors import MissingPathError
from ledger.language import loading
from ledger.language.cleaning import Cleaned, clean
from ledger.language.lemmas import Lemmas
from ledger.language.tokens import Parse, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

# Sentences parsed at a time: enough words to fill the matrix products, few enough to stay in the processor's cache.
BATCH_SENTENCES = 256
# Sentences in hand at a time, so that a text of any length needs memory for its tokens only.
GATHERED_SENTENCES = 1024
# Words that the vocabulary keeps for good: about 100 bytes each.
LARGEST_VOCABULARY = 300_000
# A "sentence" of more characters is a table or a list without full stops, and is parsed in pieces; it is about 150 words.
LONGEST_PIECE = 900
# Tags of common words that are often given to parts of names.
_COMMON = frozenset({"NN", "NNS", "JJ"})
_NAMES = (["NNP"], ["NNPS"])
# Behind these a sentence, a title or a point of a list begins.
_OPENERS = frozenset({'"', "“", "‘", "'", "«", "„", ":", ";", "—", "–", "--", "-", "(", "[", "•", "*", ".", "?", "!", "..."})
# Longer words are not small in headlines.
_SMALL_WORD = 4


class TrainedPipeline:
    """A spaCy pipeline with tagger, morphologizer and parser, and lemmas from a table."""

    def __init__(self, nlp: Language, lemmas: Lemmas) -> None:
        """Keep the parts."""
        self._nlp = nlp
        self._lemmas = lemmas
        self._labels = _Labels(nlp.vocab.strings)

    @classmethod
    def read(cls, folder: Path) -> TrainedPipeline:
        """Read a pipeline that `training.train` wrote."""
        if not (folder / "config.cfg").is_file():
            raise MissingPathError("there is no pipeline", where=str(folder), mend="Train one as training/README.md says")
        return cls(loading.read(folder), Lemmas.read(folder / "lemmas.txt"))

    def parse(self, sentences: Iterable[tuple[str, int, int]]) -> Iterator[Parse]:
        """Parse sentences in batches; overlong ones in pieces that are put together again."""
        waiting = iter(sentences)
        while gathered := list(islice(waiting, GATHERED_SENTENCES)):
            # A vocabulary that grew large takes no more words in: those of this round are forgotten after it.
            zone = self._nlp.memory_zone() if len(self._nlp.vocab) > LARGEST_VOCABULARY else nullcontext()
            with zone:
                parses = list(self._parse(gathered))
            yield from parses

    def _parse(self, sentences: list[tuple[str, int, int]]) -> Iterator[Parse]:
        cleaned = [clean(text, start, end, LONGEST_PIECE) for text, start, end in sentences]
        docs = self._nlp.pipe([piece.text for parts in cleaned for piece in parts], batch_size=BATCH_SENTENCES)
        for (text, start, end), parts in zip(sentences, cleaned, strict=True):
            tokens: list[Token] = []
            for piece in parts:
                tokens += self._read(text, piece, next(docs), len(tokens))
            yield Parse(start=start, end=end, tokens=tokens)

    def _read(self, text: str, piece: Cleaned, doc: Doc, first: int) -> Iterable[Token]:
        """Give the tokens of one piece, space left out, with positions into the document's text, numbered from `first`."""
        columns = doc.to_array(loading.COLUMNS).astype("int64")
        count = len(columns)
        columns[:, loading.HEAD_COLUMN] += np.arange(first, first + count)
        if columns[:, loading.SPACE_COLUMN].any():
            columns = _without_space(columns, first)
            count = len(columns)
        offsets, lengths, tag_ids, pos_ids, dep_ids, heads = columns.T[:6]
        if piece.origins is None:
            starts = (offsets + piece.start).tolist()
            ends = (offsets + (piece.start + lengths)).tolist()
            forms = words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        else:
            starts = [piece.origins[offset] for offset in offsets.tolist()]
            ends = [piece.origins[last] + 1 for last in (offsets + lengths - 1).tolist()]
            forms = [text[start:end] for start, end in zip(starts, ends, strict=True)]
            words = [piece.text[offset : offset + length] for offset, length in zip(offsets.tolist(), lengths.tolist(), strict=True)]
        name = self._labels.__getitem__
        tags = list(map(name, tag_ids.tolist()))
        lemmas = list(map(self._lemmas.__getitem__, zip(words, tags, strict=True)))
        for place in (np.flatnonzero(columns[1:, loading.TITLE_COLUMN]) + 1).tolist():
            if _is_name(words, tags, place):
                lemmas[place] = lemmas[place][:1].upper() + lemmas[place][1:]
        if tags[:1] == ["NNP"] and tags[1:2] not in _NAMES and words[0].istitle() and self._lemmas.is_common(words[0]):
            lemmas[0] = lemmas[0].lower()
        return map(
            Token, range(first, first + count), starts, ends, forms, tags, map(name, pos_ids.tolist()),
            lemmas, map(name, dep_ids.tolist()), heads.tolist(),
        )  # fmt: skip


class _Labels(dict[int, str]):
    """The names of labels by spaCy's numbers for them."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        name = self._strings[number % (1 << 64)] or "X"
        self[number] = found = "root" if name == "ROOT" else name
        return found


def _is_name(words: list[str], tags: list[str], place: int) -> bool:
    """Whether a capitalised word tagged as a common one is a name or part of one: "the Confederacy", "White households".

    Not where a sentence or what is quoted in it begins, but beside a name, and not in a headline: capitals say nothing there.
    """
    if tags[place] not in _COMMON or not any(word[0].islower() and len(word) > _SMALL_WORD for word in words):
        return False
    return words[place - 1] not in _OPENERS or any([tag] in _NAMES for tag in tags[place - 1 : place] + tags[place + 1 : place + 2])


def _without_space(columns: NDArray[np.int64], first: int) -> NDArray[np.int64]:
    """Leave out space; a word that hangs on space becomes a root."""
    is_word = columns[:, loading.SPACE_COLUMN] == 0
    numbers = np.cumsum(is_word) - 1 + first
    above = columns[:, loading.HEAD_COLUMN] - first
    columns[~is_word[above], loading.DEP_COLUMN] = loading.ROOT
    columns[:, loading.HEAD_COLUMN] = np.where(is_word[above], numbers[above], numbers)
    kept: NDArray[np.int64] = columns[is_word]
    return kept
