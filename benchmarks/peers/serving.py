"""Serving: the side of the conversation that runs in a peer's environment.

The first line out is `{"version": …}`. Each line in is `{"texts": [...]}`; each line out is
`{"seconds": …, "found": [[...], ...]}`: the CPU time of reading alone, and the quantities of each text.
Whatever a program prints by itself goes to the error stream.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def serve(version: str, read: Callable[[str], Any], put: Callable[[Any], list[dict[str, Any]]]) -> None:
    """Answer requests until the input ends: `read` is timed, `put` turns what it gave into the form of the sets and is not."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _say(answers, {"version": version})
    for line in sys.stdin:
        texts = json.loads(line)["texts"]
        gc.collect()
        started = time.process_time()
        found = [read(text) for text in texts]
        seconds = time.process_time() - started
        _say(answers, {"seconds": seconds, "found": [put(each) for each in found]})


def _say(answers: Any, said: dict[str, Any]) -> None:  # noqa: ANN401 - a text stream of any make
    answers.write(json.dumps(said) + "\n")
    answers.flush()
