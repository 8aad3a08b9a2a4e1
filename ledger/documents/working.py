"""What runs inside the worker process: bytes come in, drafts and errors go out, under a limit of memory."""

from __future__ import annotations

import json
import os
import struct
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

from ledger.documents import drafts
from ledger.documents.formats import open_bytes
from ledger.documents.formats.context import Context
from ledger.errors import DocumentError, LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_HEAD = struct.Struct(">Q")
_WARM = ("lxml.html", "trafilatura")
"""Modules loaded before the limit is set, so that it counts what documents need and not what readers do."""

_SAVE = "Save its text alone"


def main() -> None:
    """Answer one request after the other until the pipe closes."""
    for name in _WARM:
        if find_spec(name.partition(".")[0]) is not None:
            import_module(name)
    _limit_memory(int(sys.argv[1]))
    # Whatever a library prints must not stand between answers.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    source = sys.stdin.buffer
    while (request := _receive(source)) is not None:
        data = _receive(source) or b""
        context = Context(**json.loads(request))
        sys.excepthook = _Failing(output, context.where)
        for answer in _answer(data, context):
            _send(output, answer)
        _send(output, {})


class _Failing:
    """Says what a reader failed of before the process ends: the libraries of nine formats raise what they like on broken files."""

    def __init__(self, output: BinaryIO, where: str) -> None:
        self.output = output
        self.where = where

    def __call__(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """Send the error as the last answer; the parent starts another process for the next file."""
        what = f"the reader of its format failed ({type(error).__name__}: {error})"[:300]
        _send(self.output, {"error": drafts.error_to_json(DocumentError(what, where=self.where, mend=_SAVE))})
        _send(self.output, {"gone": True})


def _answer(data: bytes, context: Context) -> Iterator[dict[str, Any]]:
    try:
        for found in open_bytes(data, context):
            yield {"error": drafts.error_to_json(found)} if isinstance(found, LedgerError) else {"draft": drafts.to_json(found)}
    except MemoryError:
        error = DocumentError("reading it takes too much memory", where=context.where, mend=_SAVE)
        yield {"error": drafts.error_to_json(error)}
    except RecursionError:
        error = DocumentError("it is nested too deep", where=context.where, mend=_SAVE)
        yield {"error": drafts.error_to_json(error)}


def _limit_memory(extra: int) -> None:
    """Allow so many bytes beyond those in use; where the system knows no such limit, the time limit alone holds."""
    try:
        import resource  # noqa: PLC0415 - not on every system

        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - a kernel's file
            used = int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (used + extra, used + extra))
    except (ImportError, OSError, ValueError):
        return


def _receive(stream: BinaryIO) -> bytes | None:
    head = stream.read(_HEAD.size)
    return stream.read(_HEAD.unpack(head)[0]) if len(head) == _HEAD.size else None


def _send(stream: BinaryIO, answer: dict[str, Any]) -> None:
    message = json.dumps(answer).encode()
    stream.write(_HEAD.pack(len(message)))
    stream.write(message)
    stream.flush()


if __name__ == "__main__":
    main()
