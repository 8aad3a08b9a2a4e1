"""Readers: processes that read groups at once, each with the language pipeline loaded once; answers come in the groups' order.

They are programs of their own and no copies of this one, so a caller's script needs no guard around its main part.
One that dies is replaced. The documents it was reading are read once more, each alone, and one that ends its reader again is refused.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Self

from ledger import language
from ledger.book import groups
from ledger.book.groups import Read
from ledger.errors import DocumentError, InputError, LedgerError
from ledger.records import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from types import TracebackType

    from ledger.book.groups import Unit

ENOUGH = 1_000_000
"""Bytes of files from which more processes are started unasked: less is read before they have loaded what they need."""

MEMORY = 640 * 1024 * 1024
"""Bytes of memory reckoned for one reader with the worker that opens its files; all of them together may take half of the machine's."""

WAITING = 2
"""Groups in hand for each reader: one that it reads, and one so that it need not wait for this process to store what came before."""

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Settings by which numeric libraries keep to one core: the others have readers of their own."""


def count(workers: int | None) -> int:
    """Tell how many processes may read: as many as asked for, or as the machine has cores and memory for.

    Raises:
        InputError: Fewer than one were asked for.
    """
    if workers is not None:
        if workers < 1:
            raise InputError(f"{workers} processes cannot read", mend="give 1 or more, or leave it out for as many as there are cores")
        return workers
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, memory // MEMORY))


def read(
    units: Iterable[Unit], held: Container[str], *, workers: int | None = None, begin: Callable[[], None] = lambda: None
) -> Generator[Read | LedgerError]:
    """Read what sources give, in order: in this process if it is little, else in several; documents whose ids are held are not read.

    Args:
        units: Files, documents, and errors.
        held: The ids of documents that need not be read.
        workers: How many processes read; by default as many as the machine has cores for, and none besides this one for little.
        begin: Called as each file is begun.
    """
    gathered = groups.gather(units)
    number = count(workers) if language.is_shipped() else 1
    first: list[Sequence[Unit]] = []
    known = 0
    if workers is None and number > 1:
        for group in gathered:
            first.append(group)
            known += groups.size(group)
            if known >= ENOUGH:
                break
    if number == 1 or (workers is None and known < ENOUGH):
        yield from groups.read_here(chain(first, gathered), held, begin)
        return
    with Readers(number) as readers:
        yield from readers.read(groups.begun(chain(first, gathered), begin), held)


@dataclass(frozen=True, slots=True)
class _Lost:
    """A reader ended in the middle of a group.

    Attributes:
        reason: How it ended.
    """

    reason: str


_Answer = tuple[Read | LedgerError, ...] | _Lost | None
"""What was read; or how the reader was lost; or nothing where a group holds too much to be read as one."""


class Readers:
    """Several reading processes, started when first needed."""

    def __init__(self, number: int) -> None:
        """Set how many there may be."""
        self._number = number
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="reader")
        self._idle: deque[_Reader] = deque()
        self._started: list[_Reader] = []

    def __enter__(self) -> Self:
        """Nothing is started yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for reader in list(self._started):
            reader.end()
        self._threads.shutdown(wait=True)
        for reader in self._started:
            reader.close()

    def read(self, gathered: Iterable[Sequence[Unit]], held: Container[str]) -> Generator[Read | LedgerError]:
        """Read groups at once, and give what was read in their order."""
        return self._read(gathered, held, is_last_try=False)

    def _read(self, gathered: Iterable[Sequence[Unit]], held: Container[str], *, is_last_try: bool) -> Generator[Read | LedgerError]:
        waiting: deque[tuple[Sequence[Unit], Future[_Answer]]] = deque()
        for group in gathered:
            waiting.append((group, self._threads.submit(self._ask, group, held)))
            if len(waiting) > WAITING * self._number:
                yield from self._settle(*waiting.popleft(), held, is_last_try=is_last_try)
        while waiting:
            yield from self._settle(*waiting.popleft(), held, is_last_try=is_last_try)

    def _settle(
        self, group: Sequence[Unit], asked: Future[_Answer], held: Container[str], *, is_last_try: bool
    ) -> Iterator[Read | LedgerError]:
        """Give what was read of a group; read it in parts if it held too much, and once more, document by document, if its reader died."""
        answer = asked.result()
        if answer is None:
            yield from self._read(groups.gather(groups.open_units(group)), held, is_last_try=is_last_try)
        elif not isinstance(answer, _Lost):
            yield from answer
        elif is_last_try:
            for document in groups.open_units(group):
                yield Read(document=document, claims=_refusal(answer)) if isinstance(document, Document) else document
        else:
            yield from self._read(((document,) for document in groups.open_units(group)), held, is_last_try=True)

    def _ask(self, group: Sequence[Unit], held: Container[str]) -> _Answer:
        """Let an idle reader read a group, or a new one."""
        if any(map(groups.is_standard_input, group)):
            return None
        try:
            reader = self._idle.pop()
        except IndexError:
            reader = _Reader()
            self._started.append(reader)
        answer = reader.read(group, held)
        if isinstance(answer, _Lost):
            reader.close()
            self._started.remove(reader)
        else:
            self._idle.append(reader)
        return answer


class _Reader:
    """One reading process."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        command = [sys.executable, "-P", "-W", "ignore", "-m", "ledger.book.working", str(theirs.fileno())]
        with closing(theirs):
            self._process = subprocess.Popen(  # noqa: S603 - our own module, with the interpreter that runs
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment,
                start_new_session=True,
            )
        self._connection = Connection(ours.detach())

    def read(self, group: Sequence[Unit], held: Container[str]) -> _Answer:
        """Have a group read."""
        try:
            self._connection.send(group)
            ids = self._connection.recv()
            if ids is None:
                return None
            self._connection.send([name for name in ids if name not in held])
            answer = self._connection.recv()
        except (EOFError, ConnectionError):
            return _Lost(_ending(self._process.wait()))
        if isinstance(answer, Exception):
            raise answer
        found: tuple[Read | LedgerError, ...] = answer
        return found

    def end(self) -> None:
        """Kill the process; whoever waits for its answer learns that it is gone."""
        self._process.kill()

    def close(self) -> None:
        """Kill the process and let go of it."""
        self.end()
        self._process.wait()
        self._connection.close()


def _ending(status: int) -> str:
    """Tell how a process ended."""
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"status {status}"


def _refusal(lost: _Lost) -> DocumentError:
    """Say why a document is refused that ended two readers."""
    return DocumentError(
        f"reading it ended the reading process twice ({lost.reason})", mend="Add the others without it, and report it with its text"
    )
