"""What runs inside the worker process: bytes come in, documents and errors go out, under a limit of memory."""

from __future__ import annotations

import json
import os
import struct
import sys
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

from ledger.documents import wire
from ledger.documents.finishing import finish
from ledger.documents.formats import open_bytes
from ledger.documents.formats.context import Turn
from ledger.documents.formats.open import LONGEST_REASON
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_HEAD = struct.Struct(">Q")
_WARM = ("lxml.html", "trafilatura")
"""Modules loaded before the limit is set, so that it counts what documents need and not what readers do."""


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
        asked = json.loads(request)
        sys.excepthook = _Failing(output)
        for answer in _answer(data, asked, output):
            _send(output, answer)
        _send(output, {})


class _Failing:
    """Says what a reader failed of before the process ends: not all that libraries raise is an exception."""

    def __init__(self, output: BinaryIO) -> None:
        self.output = output

    def __call__(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """Send the reason as the last message; the parent starts another process for what is left."""
        _send(self.output, {"failed": f"the reader of its format failed ({type(error).__name__}: {error})"[:LONGEST_REASON]})


def _answer(data: bytes, asked: dict[str, Any], output: BinaryIO) -> Iterator[dict[str, Any]]:
    """Yield the documents and errors that are asked for; each part is announced before it is read."""
    turn = Turn(first=asked["first"], tell=lambda number, where: _send(output, {"begun": number, "where": where}))
    context = replace(wire.context_from_json(asked["context"]), turn=turn)
    entry = wire.entry_from_json(asked["entry"])
    for draft in open_bytes(data, context):
        found = draft if isinstance(draft, LedgerError) else finish(draft, entry, asked["name"], context.where)
        # What stands before the first part that is wanted was sent already.
        if turn.begun >= turn.first:
            yield {"error": wire.error_to_json(found)} if isinstance(found, LedgerError) else {"document": wire.document_to_json(found)}


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
