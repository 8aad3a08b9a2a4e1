"""A cluster: the same reading as a Ray Data job, on one machine or many, into the same ledger.

Files are found here and handed out in groups, as `readers` does. Actors read them, each with a reading process of its own that loads the
pipeline once, and write Parquet files beside the ledger's tables. What comes back is only the list of those files: this process attaches
them in one change, so a job is in the ledger once and whole, or not at all. What a lost machine had in hand is done again elsewhere; the
files of a first try are attached by nobody, and a vacuum removes them.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ledger import store
from ledger.book import adding, groups, reading
from ledger.book.adding import Told
from ledger.book.readers import Readers
from ledger.errors import LedgerError, MissingExtraError, StoreError
from ledger.store import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType

    from ledger.book.groups import Read, Unit
    from ledger.book.sources import Sources
    from ledger.store.parts import Part

LOCAL = "local"
"""The address that stands for a cluster of this machine's cores, started for the job and ended with it."""

QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
"""Settings of Ray's unless the environment has others: it reports to nobody, and tells only of what ends it."""

SECONDS = 10
"""How long a cluster may take to answer."""

GROUPS_A_TASK = 12
"""Groups handed out together: enough documents for one file, few enough that little is done again when a machine is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What an actor must know of the job besides its groups.

    Attributes:
        uri: Where the ledger is.
        reader: Version of the rules that must read.
        recorded_at: The instant that the rows are given: the beginning of the job, on whichever machine they are written.
        version: The version of the ledger whose documents need not be read.
    """

    uri: str
    reader: str
    recorded_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What an actor made of some groups.

    Attributes:
        told: What is known of each document, and why there is none, in order.
        part: The files that hold the new documents and their claims; nothing if none are new.
    """

    told: tuple[Told | LedgerError, ...]
    part: Part | None


def add(under_way: adding.Adding, sources: Sources, address: str) -> adding.AddResult:
    """Add the documents of sources in one change, read by a cluster.

    Args:
        under_way: The add, whose result it will be.
        sources: What is to be read; all machines must reach its files by the same paths.
        address: A running cluster's address as Ray has it, `auto` for the one of this machine, or `local` for its cores alone.

    Raises:
        MissingExtraError: Ray is not installed.
        StoreError: The cluster could not do it; nothing was added.
    """
    held = under_way.store
    task = _Task(uri=held.place.uri, reader=reading.reader(), recorded_at=datetime.now(UTC), version=held.contents().version)
    begin = sources.count()
    gathered = groups.begun(groups.gather(sources.find(begin)), begin)
    with _ray(address) as ray:
        rows = [{"number": number, "groups": pickle.dumps(some)} for number, some in enumerate(_by(gathered, GROUPS_A_TASK))]
        done = _run(ray, rows, task) if rows else []
    return under_way.attach([told for each in done for told in each.told], [each.part for each in done if each.part is not None])


def _by(gathered: Iterable[Sequence[Unit]], number: int) -> Iterator[list[Sequence[Unit]]]:
    """Put groups together, so many at a time."""
    some: list[Sequence[Unit]] = []
    for group in gathered:
        some.append(group)
        if len(some) == number:
            yield some
            some = []
    if some:
        yield some


@contextmanager
def _ray(address: str) -> Iterator[ModuleType]:
    """Connect to a cluster, unless the caller's program is connected already; what was begun here is ended here."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray  # noqa: PLC0415 - only a job needs it
        import ray.data  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingExtraError("a cluster needs the package ray", mend="Install it: pip install 'claims-ledger[ray]'") from error
    if ray.is_initialized():
        yield ray
        return
    where = {"include_dashboard": False} if address == LOCAL else {"address": address}
    try:
        _knock(address)
        ray.init(**where, log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"there is no cluster: {error}", where=address, mend="start one with `ray start`, or name another") from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raise `OSError` at once if nobody listens at an address of the form host:port, for which Ray would wait for minutes."""
    host, colon, port = address.rpartition(":")
    if colon and "/" not in host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS).close()


def _run(ray: ModuleType, rows: Sequence[dict[str, Any]], task: _Task) -> list[_Done]:
    """Run the job, and give what its tasks made in their order."""
    context = ray.data.DataContext.get_current()
    shown, context.enable_progress_bars = context.enable_progress_bars, False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        job = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
            Actor,
            fn_constructor_args=(task,),
            batch_size=1,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=max(1, int(ray.cluster_resources().get("CPU", 1)))),
            num_cpus=1,
        )
        made = [(row["number"], row["place"], pickle.loads(row["done"])) for row in job.iter_rows()]  # noqa: S301 - our own actors made it
    except ray.exceptions.RayError as error:
        cause = getattr(error, "cause", None)
        raise (cause if isinstance(cause, LedgerError) else StoreError(f"the cluster failed: {error}", mend="repeat it")) from error
    finally:
        context.enable_progress_bars = shown
    return [done for _, _, done in sorted(made, key=lambda row: row[:2])]


class Actor:
    """Reads groups and writes what is new in them; one for each core, on any machine."""

    def __init__(self, task: _Task) -> None:
        """Look at the ledger, and let a reading process start when first needed."""
        if reading.reader() != task.reader:
            raise StoreError(
                f"this machine reads by {reading.reader()}, the job by {task.reader}", where=os.uname().nodename, mend="install one version"
            )
        self._task = task
        opened = store.open(task.uri, version=task.version)
        self._place, self._held = opened.place, opened.contents().readings
        self._readers = Readers(1)

    def __call__(self, batch: pa.Table) -> Iterator[pa.Table]:
        """Read the groups of a task: a row for each file of documents written."""
        for number, some in zip(batch["number"].to_pylist(), batch["groups"].to_pylist(), strict=True):
            listed = pickle.loads(some)  # noqa: S301 - our own process made it
            with closing(self._readers.read(listed, self._held)) as read:
                for at, done in enumerate(self._write(read)):
                    made = pa.array([pickle.dumps(done)], pa.large_binary())
                    yield pa.table({"number": [number], "place": [at], "done": made})

    def _write(self, read: Iterable[Read | LedgerError]) -> Iterator[_Done]:
        """Write what is new, as many documents to a file as one change of a single process adds."""
        told: list[Told | LedgerError] = []
        seen: set[str] = set()

        def news() -> Iterator[adding.News]:
            for item in read:
                told.append(item if isinstance(item, LedgerError) else Told.of(item))
                if not isinstance(item, LedgerError) and isinstance(item.claims, tuple) and item.document.document_id not in seen:
                    seen.add(item.document.document_id)
                    yield item.document, item.claims

        for some in adding.in_batches(news()):
            documents, found = [document for document, _ in some], [claim for _, claims in some for claim in claims]
            part = parts.write(self._place, documents, found, reader=self._task.reader, recorded_at=self._task.recorded_at)
            yield _Done(told=tuple(told), part=part)
            told.clear()
        yield _Done(told=tuple(told), part=None)
