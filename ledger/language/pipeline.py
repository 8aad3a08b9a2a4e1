"""The pipeline that tags and parses: the one that ships with the package, or another with Universal Dependencies labels."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.language.tokens import Parse


class Pipeline(Protocol):
    """What the ledger asks of a pipeline: parses of sentences, with positions into the text they come from.

    Labels are those of Universal Dependencies 2, tags those of the Penn Treebank. A root is its own head;
    a sentence may have several. Tokens are in order, do not overlap, and lie inside their sentence.
    """

    def parse(self, sentences: Iterable[tuple[str, int, int]]) -> Iterator[Parse]:
        """Parse sentences, each given as a text and a half-open span of it, in order."""


@cache
def default() -> Pipeline:
    """The pipeline that ships with the package, read on first use."""
    from ledger.language.trained import TrainedPipeline  # noqa: PLC0415  # spaCy loads only when something is parsed

    with resources.as_file(resources.files(__package__) / "model") as folder:
        return TrainedPipeline.read(Path(folder))


_CHOSEN: ContextVar[Pipeline | None] = ContextVar("pipeline", default=None)


def current() -> Pipeline:
    """The pipeline in use."""
    return _CHOSEN.get() or default()


def is_shipped() -> bool:
    """Whether the pipeline in use is the one that ships with the package, which any process can read."""
    return _CHOSEN.get() is None


@contextmanager
def use(pipeline: Pipeline) -> Iterator[Pipeline]:
    """Let another pipeline parse, inside a `with` block."""
    token = _CHOSEN.set(pipeline)
    try:
        yield pipeline
    finally:
        _CHOSEN.reset(token)
