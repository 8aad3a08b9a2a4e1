"""A profile by stage: where the time of reading texts goes, and which functions take most of it."""

from __future__ import annotations

import cProfile
import io
import pstats
import time
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from ledger import claims, documents, language, mentions
from ledger.language import pipeline
from ledger.store import frames, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledger.language import Parse

STAGES = ("compose the document", "split and scan", "parse", "find mentions", "build claims", "make the table")
"""The stages in their order; what a later stage has parsed on demand counts as parsing."""

FUNCTIONS_SHOWN = 25

_Result = TypeVar("_Result")


class Watch:
    """Reads texts as `ledger.extract` does and keeps the CPU seconds of each stage; it parses for them too, to take that time out."""

    def __init__(self) -> None:
        """Start with no time spent."""
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def read(self, text: str) -> None:
        """Read one text stage by stage."""
        document = self._time("compose the document", lambda: documents.compose(text))
        analysis = self._time("split and scan", lambda: language.analyse(document.text, document.blocks, parser=self))
        found = self._time("find mentions", lambda: mentions.find(analysis))
        built = self._time("build claims", lambda: claims.build(document, analysis, found, reader="benchmark"))
        self._time("make the table", lambda: frames.to_frame(rows.claims_to_rows(built)))

    def parse(self, spans: Iterable[tuple[str, int, int]]) -> Iterator[Parse]:
        """Parse with the pipeline in use, and keep the time."""
        listed = list(spans)
        started = time.process_time()
        parses = list(pipeline.current().parse(listed)) if listed else []
        self.seconds["parse"] += time.process_time() - started
        return iter(parses)

    def _time(self, stage: str, act: Callable[[], _Result]) -> _Result:
        """Do something, and keep the time it took without the parsing in it."""
        started, parsed = time.process_time(), self.seconds["parse"]
        result = act()
        self.seconds[stage] += time.process_time() - started - (self.seconds["parse"] - parsed)
        return result


def measure(texts: Sequence[str], warm_up: Sequence[str]) -> dict[str, float]:
    """Read texts after a warm-up, and give the CPU seconds of each stage in order."""
    for text in warm_up:
        Watch().read(text)
    watch = Watch()
    for text in texts:
        watch.read(text)
    return {stage: watch.seconds[stage] for stage in STAGES}


def functions(texts: Sequence[str]) -> str:
    """Read texts under Python's profiler, and list the functions with the most time of their own, their folders left out."""
    profiler = cProfile.Profile()
    with profiler:
        for text in texts:
            Watch().read(text)
    told = io.StringIO()
    pstats.Stats(profiler, stream=told).strip_dirs().sort_stats("tottime").print_stats(FUNCTIONS_SHOWN)
    return told.getvalue().strip()
