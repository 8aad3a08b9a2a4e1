"""A worker process that reads files of all formats, and is killed when one takes too long or too much."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import struct
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from ledger.documents import wire
from ledger.documents.manifest import Entry
from ledger.errors import DocumentError, LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.formats.context import Context
    from ledger.records import Document

SECONDS = 60
"""Time for one document; a long archive has it anew for each."""

MEMORY = 768 * 1024 * 1024
"""Bytes of memory beyond what the worker needs to start: a report of a thousand pages takes a third of it."""

MESSAGE_LIMIT = 256 * 1024 * 1024
"""Bytes of one answer."""

MOST_LOST = 20
"""Parts of one file at which a worker is killed before the rest is left out: each may have taken all its time."""

_HEAD = struct.Struct(">Q")


class Worker:
    """One worker process, started when first needed and started anew after it was killed."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Set the limits; nothing is started yet."""
        self.seconds = seconds
        self.memory = memory
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, context: Context, *, entry: Entry | None = None, name: str = "") -> Iterator[Document | LedgerError]:
        """Yield the documents of a file, and an error for each part that cannot be read.

        Where the worker had to be killed or died at one part of a file, that part is an error, and a new worker goes on after it.

        Args:
            data: The file's bytes.
            context: Where they come from.
            entry: What is known of the file from outside.
            name: The path that its documents are known by.
        """
        request = {"context": wire.context_to_json(context), "entry": wire.entry_to_json(entry or Entry()), "name": name}
        first = 0
        for left in range(MOST_LOST, -1, -1):
            try:
                yield from self._ask(data, {**request, "first": first})
            except _LostError as lost:
                self.close()
                is_part = lost.number >= max(first, 1)
                yield DocumentError(lost.reason, where=lost.where if is_part else context.where, mend=lost.mend)
                if not is_part:
                    return
                first = lost.number + 1
                if not left:
                    what = f"more than {MOST_LOST} of its parts could not be read, and the rest was left out"
                    yield DocumentError(what, where=context.where, mend="Unpack it and add its folder")
            else:
                return

    def _ask(self, data: bytes, request: dict[str, Any]) -> Iterator[Document | LedgerError]:
        """Send one request and yield the answers to it.

        Raises:
            _LostError: The worker had to be killed, or died.
        """
        begun, where = 0, request["context"]["where"]
        try:
            process = self._start()
            self._send(process, json.dumps(request).encode())
            self._send(process, data)
            while message := self._receive(process):
                if "begun" in message:
                    begun, where = message["begun"], message["where"]
                elif "document" in message:
                    yield wire.document_from_json(message["document"])
                else:
                    yield wire.error_from_json(message["error"])
        except _LostError as lost:
            lost.number, lost.where = begun, where
            raise
        except BaseException:
            # Also when the caller stops asking: answers to come belong to no one.
            self.close()
            raise

    def close(self) -> None:
        """Kill the process, if one runs."""
        if self._process is None:
            return
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process.wait()
        self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
            command = [sys.executable, "-P", "-W", "ignore", "-m", "ledger.documents.working", str(self.memory)]
            self._process = subprocess.Popen(  # noqa: S603 - our own module, with the interpreter that runs
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
            )
        return self._process

    def _send(self, process: subprocess.Popen[bytes], message: bytes) -> None:
        stream = _required(process.stdin)
        try:
            stream.write(_HEAD.pack(len(message)))
            stream.write(message)
            stream.flush()
        except OSError as error:
            raise _LostError("the reader of its format stopped") from error

    def _receive(self, process: subprocess.Popen[bytes]) -> dict[str, Any]:
        """Wait for one message; an empty one is the last."""
        deadline = time.monotonic() + self.seconds
        (size,) = _HEAD.unpack(self._read(process, _HEAD.size, deadline))
        if size > MESSAGE_LIMIT:
            raise _LostError("its text is larger than any document")
        message: dict[str, Any] = json.loads(self._read(process, size, deadline))
        if "failed" in message:
            raise _LostError(str(message["failed"]))
        return message

    def _read(self, process: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
        stream = _required(process.stdout)
        parts: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while size:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise _LostError(f"reading it took more than {self.seconds:g} seconds")
                part = os.read(stream.fileno(), min(size, 1 << 20))
                if not part:
                    raise _LostError("reading it took too much memory, or made the reader of its format crash")
                parts.append(part)
                size -= len(part)
        return b"".join(parts)


_idle: list[Worker] = []
"""Workers that wait for the next file: one serves a batch of any length, a second only reads that overlap."""


@contextmanager
def borrow() -> Iterator[Worker]:
    """Lend an idle worker, or a new one, for one file."""
    try:
        worker = _idle.pop()
    except IndexError:
        worker = Worker()
    try:
        yield worker
    finally:
        _idle.append(worker)


def close_all() -> None:
    """Kill the workers that wait; reading starts new ones."""
    while _idle:
        _idle.pop().close()


atexit.register(close_all)
if hasattr(os, "register_at_fork"):
    # A forked copy of this process must not talk through its parent's pipes.
    os.register_at_fork(after_in_child=_idle.clear)


class _LostError(Exception):
    """The worker gave no answer, at the part of a file with a number."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.number = 0
        self.where = ""
        self.mend = "Save its text alone; the file may be damaged or made to do harm"
        super().__init__(reason)


def _required(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise _LostError("the reader of its format has no pipe")
    return stream
