"""One Delta table: opened at its head, written to once or not at all, read through its log.

Every write carries one mark, the same for all writers. Delta refuses a write whose mark another one has renewed since the table was
opened, so two writers can never both add what each found missing: the later one opens the table again and looks again.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.fs import DeltaStorageHandler
from deltalake.transaction import AddAction, RemoveAction
from pyarrow import fs as pa_fs

from ledger.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MARK = "claims-ledger"
"""The mark that every append renews: any two appends to one table conflict unless the later one saw the earlier."""

FORMAT_KEY = "claims-ledger.format"
"""The table property that tells a ledger's table from other Delta tables, and in which format it is."""

FORMAT = 1
"""The format that this program writes; a ledger of a later one is refused."""

STATISTICS = "claim_id,document_id,recorded_at,review_id,version"
"""The columns whose least and greatest values the log keeps; the others would only swell it."""

PROPERTIES = {
    FORMAT_KEY: str(FORMAT),
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": "20",
    "delta.logRetentionDuration": "interval 36500 days",
}
"""What every table of a ledger promises: a log that is kept for a hundred years, and opened quickly."""

LONGEST_REASON = 400
"""How much of a storage library's words an error repeats."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

WRITER = WriterProperties(compression="ZSTD", compression_level=3)


class Conflict(Exception):  # noqa: N818 - not an error: a reason to look again
    """Another writer came first; open the table again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file of rows that was written beside a table, to be attached to it.

    Attributes:
        path: Its name in the table's folder.
        size: Its bytes.
        rows: How many rows it holds.
        sha256: The SHA-256 of its bytes.
        statistics: What the log keeps of it, as JSON.
    """

    path: str
    size: int
    rows: int
    sha256: str
    statistics: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One Delta table of a ledger.

    Attributes:
        name: Its name, and its folder in the ledger.
        uri: Where it is.
        rows: The schema of its rows.
        description: What it holds, for those who open it with another program.
        options: How to reach its object store; empty for what the environment says.
    """

    name: str
    uri: str
    rows: pa.Schema
    description: str
    options: Mapping[str, str]

    @property
    def counted(self) -> list[str]:
        """The columns whose least and greatest values the log keeps of each file."""
        return [name for name in STATISTICS.split(",") if name in self.rows.names]

    def create(self) -> None:
        """Make the table unless it is there."""
        listed = self.counted
        with suppress(Conflict), explained(self.uri):  # a conflict: another process made it meanwhile
            DeltaTable.create(
                self.uri,
                self.rows,
                mode="ignore",
                name=self.name,
                description=self.description,
                configuration={**PROPERTIES, "delta.dataSkippingStatsColumns": ",".join(listed)},
                storage_options=dict(self.options) or None,
                raise_if_key_not_exists=False,
            )

    def exists(self) -> bool:
        """Whether the table is there."""
        with explained(self.uri):
            return DeltaTable.is_deltatable(self.uri, storage_options=dict(self.options) or None)

    def head(self) -> DeltaTable:
        """Open the table as it stands now."""
        with explained(self.uri):
            return DeltaTable(self.uri, storage_options=dict(self.options) or None)

    def append(self, head: DeltaTable, rows: pa.Table) -> None:
        """Add rows in one commit, which moves `head` on.

        Raises:
            Conflict: Somebody appended since `head` was opened; nothing was added.
        """
        self._write(head, rows, mode="append")

    def write_apart(self, rows: pa.Table) -> Written:
        """Write rows to a file that is not part of the table until it is attached, under a name that no other write has."""
        name = f"part-{uuid4()}.zstd.parquet"
        data = pa.BufferOutputStream()
        pq.write_table(rows.cast(self.rows), data, compression="zstd", compression_level=3)
        whole = data.getvalue()
        with explained(self.uri):
            write_bytes(self.head(), name, whole.to_pybytes())
        return Written(
            path=name,
            size=whole.size,
            rows=rows.num_rows,
            sha256=hashlib.sha256(whole).hexdigest(),
            statistics=json.dumps(_statistics(rows.select(self.counted))),
        )

    def attach(self, head: DeltaTable, files: Sequence[Written]) -> None:
        """Make files part of the table in one commit, which moves `head` on.

        Raises:
            Conflict: Somebody appended since `head` was opened; nothing was added.
        """
        now = int(time.time() * 1000)
        actions: list[AddAction | RemoveAction] = [
            AddAction(path=file.path, size=file.size, partition_values={}, modification_time=now, data_change=True, stats=file.statistics)
            for file in files
        ]
        with explained(self.uri):
            head.create_write_transaction(actions, "append", head.schema(), commit_properties=_renewed(head))

    def read(self, head: DeltaTable, *, columns: Sequence[str] | None = None, where: ds.Expression | None = None) -> pa.Table:
        """Read rows, only the columns asked for, with the filter applied while reading; columns the files lack are null."""
        asked = pa.schema([self.rows.field(name) for name in columns or self.rows.names])
        with explained(self.uri):
            return dataset(head, self.rows).to_table(columns=asked.names, filter=where).cast(asked)

    def compact(self, head: DeltaTable) -> None:
        """Write the table's rows into few files; the files they came from stay until a vacuum.

        This is an overwrite with the same rows and the mark, not Delta's own compaction: two of those at once, as of deltalake 1.6,
        both succeed and double every row.

        Raises:
            Conflict: Somebody wrote to the table meanwhile; nothing was changed.
        """
        with explained(self.uri):
            reader = dataset(head, self.rows).scanner().to_reader()
        self._write(head, reader, mode="overwrite")

    def _write(self, head: DeltaTable, rows: pa.Table | pa.RecordBatchReader, *, mode: Literal["append", "overwrite"]) -> None:
        """Write rows in one commit that renews the mark, and add the columns that an older table lacks."""
        stored = stored_schema(head)
        fits = all(_stored(stored, field).type == field.type and field.name in stored.names for field in rows.schema)
        with explained(self.uri):
            write_deltalake(
                head,
                rows,
                mode=mode,
                schema_mode=None if fits else "merge",
                writer_properties=WRITER,
                commit_properties=_renewed(head),
            )

    def sums(self, head: DeltaTable, *, since: int, known: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Hash the files that the commits after version `since` wrote, their log entries included, as `sha256sum` prints it.

        Args:
            head: The table.
            since: The version before.
            known: The hashes of files by their paths, where they are known from writing them.
        """
        kept = known or {}
        with explained(self.uri):
            found: list[str] = []
            files = filesystem(head)
            for version in range(since + 1, head.version() + 1):
                entry = f"_delta_log/{version:020}.json"
                data = read_bytes(files, entry)
                added = [action["add"]["path"] for action in map(json.loads, data.splitlines()) if "add" in action]
                found.append(f"{hashlib.sha256(data).hexdigest()}  {self.name}/{entry}")
                for path in added:
                    digest = kept.get(path) or hashlib.sha256(read_bytes(files, path)).hexdigest()
                    found.append(f"{digest}  {self.name}/{path}")
            return tuple(found)


def _renewed(head: DeltaTable) -> CommitProperties:
    """Make what a commit says besides its rows: that it renews the mark as it stood."""
    return CommitProperties(app_transactions=[Transaction(MARK, (head.transaction_version(MARK) or 0) + 1)])


def _statistics(rows: pa.Table) -> dict[str, Any]:
    """Sum up a file for the log: how many rows, and between which values its counted columns lie."""
    least, greatest, empty = {}, {}, {}
    for name in rows.column_names:
        bounds = pc.min_max(rows[name]).as_py()
        empty[name] = rows[name].null_count
        if bounds["min"] is not None:
            least[name], greatest[name] = _plain(bounds["min"]), _plain(bounds["max"])
    return {"numRecords": rows.num_rows, "minValues": least, "maxValues": greatest, "nullCount": empty}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column's value has the column's type
    """Write a value as the log has it."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if isinstance(value, datetime) else value


def among(column: str, values: Iterable[str]) -> ds.Expression:
    """Make the filter that keeps the rows whose text in a column is one of several, which may be none."""
    return ds.field(column).isin(pa.array(list(values), pa.string()))


def dataset(head: DeltaTable, rows: pa.Schema) -> ds.Dataset:
    """Open a table's files as one Arrow dataset with the columns of this program, in the types in which they are stored.

    Made of the list of files alone: with the log's bounds of every column, as deltalake makes it, it takes longer to make and to read,
    and they would leave out no file, for ids are hashes and lie everywhere.
    """
    stored, files, parquet = stored_schema(head), filesystem(head), ds.ParquetFileFormat()
    listed = pa.table(head.get_add_actions(flatten=True)).select(["path", "size_bytes"]).to_pylist()
    fragments = [parquet.make_fragment(entry["path"], files, file_size=entry["size_bytes"]) for entry in listed]
    return ds.FileSystemDataset(fragments, pa.schema([_stored(stored, field) for field in rows]), parquet, files)


def stored_schema(head: DeltaTable) -> pa.Schema:
    """Tell the columns of a table as its log has them."""
    return pa.schema(head.schema().to_arrow())


def _stored(stored: pa.Schema, field: pa.Field) -> pa.Field:
    """Give a column as it is stored, or as it will be where no file has it yet."""
    place = stored.get_field_index(field.name)
    return field if place < 0 else stored.field(place)


def _folder(head: DeltaTable) -> str | None:
    """Name the folder of a table on this machine; nothing for an object store."""
    local = unquote(head.table_uri.removeprefix("file://")) if head.table_uri.startswith("file://") else head.table_uri
    return None if "://" in local else local


def filesystem(head: DeltaTable) -> pa_fs.FileSystem:
    """Open the folder of a table, wherever it is; one on this machine is read directly, which takes half the time."""
    folder = _folder(head)
    if folder is not None:
        return pa_fs.SubTreeFileSystem(folder, pa_fs.LocalFileSystem())
    return pa_fs.PyFileSystem(DeltaStorageHandler.from_table(head._table))  # noqa: SLF001 - as deltalake's own readers do


def read_bytes(files: pa_fs.FileSystem, path: str) -> bytes:
    """Read one file of a table whole."""
    with files.open_input_file(path) as stream:
        return bytes(stream.read())


def write_bytes(head: DeltaTable, path: str, data: bytes) -> None:
    """Write one file into a table's folder, whole or not at all."""
    folder = _folder(head)
    if folder is not None:
        draft = Path(folder, f".{path}")
        draft.write_bytes(data)
        draft.replace(Path(folder, path))
        return
    handler = DeltaStorageHandler.from_table(head._table)  # noqa: SLF001 - as above
    stream = handler._handler.open_output_stream(path)  # noqa: SLF001 - the handler's own stream takes Arrow's buffers, which this one refuses
    stream.write(data)
    stream.close()  # type: ignore[attr-defined]  # its stub forgets it


@contextmanager
def explained(uri: str) -> Iterator[None]:
    """Turn what the storage libraries raise into the ledger's errors."""
    try:
        yield
    except CommitFailedError as error:
        raise Conflict(str(error)) from error
    except TableNotFoundError as error:
        raise StoreError("no table is there", where=uri, mend="the ledger lost a folder: restore it from a copy") from error
    except (DeltaError, OSError, pa.ArrowInvalid) as error:
        words = " ".join(_COLOUR.sub("", str(error)).split())[:LONGEST_REASON]
        raise StoreError(
            f"the storage says: {words}", where=uri, mend="check space, permissions and the connection, then repeat"
        ) from error
