"""The pipeline that tags and parses: the one that ships with the package, or another with Universal Dependencies labels."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ledger.errors import MissingPathError
from ledger.language.cleaning import Cleaned, clean
from ledger.language.tokens import Parse, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.language.lemmas import Lemmatizer

# Sentences parsed at a time: enough words to fill the matrix products, few enough to stay in the processor's cache.
BATCH_SENTENCES = 128
# A "sentence" of more characters is a table or a list without full stops, and is parsed in pieces; it is about 150 words.
LONGEST_PIECE = 900


class Pipeline(Protocol):
    """What the ledger asks of a pipeline: parses of sentences, with positions into the text they come from.

    Labels are those of Universal Dependencies 2, tags those of the Penn Treebank. A root is its own head;
    a sentence may have several. Tokens are in order, do not overlap, and lie inside their sentence.
    """

    def parse(self, sentences: Iterable[tuple[str, int, int]]) -> Iterator[Parse]:
        """Parse sentences, each given as a text and a half-open span of it, in order."""


class SpacyPipeline:
    """A spaCy pipeline with tagger, morphologizer and parser, whose lemmas come from a table."""

    def __init__(self, nlp: Any, columns: list[int], lemmatizer: Lemmatizer) -> None:  # noqa: ANN401  # spaCy's type would import spaCy
        """Keep the parts: the pipeline, the columns to read from its documents, and the lemmas."""
        self._nlp = nlp
        self._columns = columns
        self._lemma = lemmatizer.lemma
        self._labels: dict[int, str] = {}

    @classmethod
    def read(cls, folder: Path) -> SpacyPipeline:
        """Read a pipeline that `training.train` wrote."""
        if not (folder / "config.cfg").is_file():
            raise MissingPathError("there is no pipeline", where=str(folder), mend="Train one as training/README.md says")
        from ledger.language import loading  # noqa: PLC0415  # spaCy loads only when something is parsed
        from ledger.language.lemmas import Lemmatizer  # noqa: PLC0415  # beside it

        return cls(loading.read(folder), loading.COLUMNS, Lemmatizer.read(folder / "lemmas.txt"))

    def parse(self, sentences: Iterable[tuple[str, int, int]]) -> Iterator[Parse]:
        """Parse sentences in batches; overlong ones in pieces that are put together again."""
        plan: list[tuple[str, int, int, int]] = []
        pieces: list[Cleaned] = []
        for text, start, end in sentences:
            parts = clean(text, start, end, LONGEST_PIECE)
            plan.append((text, start, end, len(parts)))
            pieces += parts
        docs = self._nlp.pipe((piece.text for piece in pieces), batch_size=BATCH_SENTENCES)
        pairs = zip(pieces, docs, strict=True)
        for text, start, end, count in plan:
            tokens: list[Token] = []
            for _ in range(count):
                piece, doc = next(pairs)
                self._append(tokens, text, piece, doc)
            yield Parse(start=start, end=end, tokens=tokens)

    def _append(self, tokens: list[Token], text: str, piece: Cleaned, doc: Any) -> None:  # noqa: ANN401  # spaCy's type would import spaCy
        """Add the tokens of one piece, space left out, with positions into the document's text."""
        columns = doc.to_array(self._columns).astype("int64").T.tolist()
        offsets, lengths, tags, parts_of_speech, labels, heads, spaces = columns
        first = len(tokens)
        numbers: Any = range(first, first + len(offsets))
        if any(spaces):
            numbers = _numbers(spaces, heads, first)
        label = self._label
        lemma = self._lemma
        origins, base = piece.origins, piece.start
        for place, offset in enumerate(offsets):
            if spaces[place]:
                continue
            if origins is None:
                start = base + offset
                end = start + lengths[place]
            else:
                start = origins[offset]
                end = origins[offset + lengths[place] - 1] + 1
            tag = label(tags[place])
            form = text[start:end]
            tokens.append(
                Token(
                    numbers[place], start, end, form, tag, label(parts_of_speech[place]),
                    lemma(form if origins is None else piece.text[offset : offset + lengths[place]], tag),
                    label(labels[place]), numbers[place + heads[place]],
                ),
            )  # fmt: skip

    def _label(self, number: int) -> str:
        found = self._labels.get(number)
        if found is None:
            name = self._nlp.vocab.strings[number % (1 << 64)] or "X"
            found = self._labels[number] = "root" if name == "ROOT" else name
        return found


def _numbers(spaces: list[int], heads: list[int], first: int) -> list[int]:
    """Number the tokens that are not space; one that hangs on a space takes the number of the space's own head."""
    numbers, count = [], first
    for is_space in spaces:
        numbers.append(count)
        count += not is_space
    last = max(count - 1, first)
    for place, is_space in enumerate(spaces):
        if is_space:
            above = place + heads[place]
            numbers[place] = min(numbers[above if not spaces[above] else place], last)
    return numbers


@cache
def default() -> Pipeline:
    """The pipeline that ships with the package, read on first use."""
    with resources.as_file(resources.files(__package__) / "model") as folder:
        return SpacyPipeline.read(Path(folder))


_CHOSEN: ContextVar[Pipeline | None] = ContextVar("pipeline", default=None)


def current() -> Pipeline:
    """The pipeline in use."""
    return _CHOSEN.get() or default()


@contextmanager
def use(pipeline: Pipeline) -> Iterator[Pipeline]:
    """Let another pipeline parse, inside a `with` block."""
    token = _CHOSEN.set(pipeline)
    try:
        yield pipeline
    finally:
        _CHOSEN.reset(token)
