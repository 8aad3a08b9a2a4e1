"""The place of a ledger: a folder or an object-store address with four tables, and the marker that says it is one."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ledger.errors import NewerLedgerError, NotALedgerError, StoreError
from ledger.store import schema
from ledger.store.tables import FORMAT, FORMAT_KEY, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

HISTORY = "history"
"""The table that is made last and so marks a whole ledger."""

LATEST_SUMS = "_latest.sha256"
"""The file that keeps the sums of the newest row of history; readers of Parquet pass over names that begin so."""

_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")

_HELD = {
    "claims": (schema.CLAIMS, "Claims: a figure with who said it, how firmly, and the time it holds for; rows are only added."),
    "documents": (schema.DOCUMENTS, "Documents: published texts with their metadata; rows are only added."),
    "reviews": (schema.REVIEWS, "Reviews: people's decisions about claims and subjects; rows are only added."),
    HISTORY: (schema.HISTORY, "History: one row for each version of the ledger, naming what it added."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a ledger is, and its tables.

    Attributes:
        uri: The folder or address.
        claims: The table of claims.
        documents: The table of documents.
        reviews: The table of reviews.
        history: The table of versions.
    """

    uri: str
    claims: Table
    documents: Table
    reviews: Table
    history: Table

    def __iter__(self) -> Iterator[Table]:
        """List the tables in the order in which they are made and written."""
        return iter((self.claims, self.documents, self.reviews, self.history))

    @property
    def folder(self) -> Path | None:
        """The folder of a ledger on this machine; nothing for an object store."""
        return None if "://" in self.uri else Path(self.uri)

    def keep_latest_sums(self, lines: Iterable[str]) -> None:
        """Keep the sums of the newest row of history in a file beside it, until the next row holds them.

        In an object store there is no such file: it keeps sums of its own.
        """
        if self.folder is None:
            return
        path = self.folder / HISTORY / LATEST_SUMS
        draft = path.with_name(f"{LATEST_SUMS}.{secrets.token_hex(4)}")
        try:
            draft.write_text("".join(f"{line}\n" for line in lines), "utf-8")
            draft.replace(path)
        except OSError as error:
            raise StoreError(f"the sums cannot be written: {error}", where=str(path), mend="the change counts; mend the folder") from error

    def latest_sums(self) -> tuple[str, ...]:
        """Read the sums kept of the newest row of history; none before the first, or where a writer was killed before it kept them."""
        path = None if self.folder is None else self.folder / HISTORY / LATEST_SUMS
        if path is None or not path.exists():
            return ()
        return tuple(path.read_text("utf-8", "replace").splitlines())


def locate(address: str | PathLike[str]) -> Place:
    """Name the tables of the ledger at an address, whether or not it is there.

    Object stores are reached with what the environment says (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL` and the like);
    the ledger neither stores nor prints it.

    Raises:
        StoreError: The tables could not be found again under such a name.
    """
    text = str(address)
    text = unquote(text.removeprefix("file://")) if text.startswith("file://") else text
    uri = text.rstrip("/") if "://" in text else str(Path(text).expanduser().absolute())
    if "@" in urlsplit(uri).netloc:
        raise StoreError(
            "the address holds a name or a password",
            where=uri.rpartition("@")[2],
            mend="set credentials in the environment, and name the bucket",
        )
    if _ESCAPED.search(uri):
        raise StoreError("the path holds a percent sign that Delta would decode", where=uri, mend="name another folder")
    tables = {
        name: Table(name=name, uri=f"{uri}/{name}", rows=rows, description=description, options={})
        for name, (rows, description) in _HELD.items()
    }
    return Place(uri=uri, **tables)


def open_place(address: str | PathLike[str], *, create: bool) -> Place:
    """Find the ledger at an address, or make an empty one there.

    Raises:
        NotALedgerError: Something else is there, or nothing and none was to be made.
        NewerLedgerError: A newer version of this program wrote the ledger.
    """
    place = locate(address)
    _refuse_other_things(place)
    if not place.history.exists():
        if not create:
            raise NotALedgerError("no ledger is here", where=place.uri, mend="check the path, or add documents to make a ledger there")
        for table in place:
            _make_folder(place, table.name)
            table.create()
    _check_format(place)
    return place


def _make_folder(place: Place, name: str) -> None:
    """Make the folder of a table, which on this machine says best why a ledger cannot be made."""
    if place.folder is None:
        return
    try:
        (place.folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the ledger cannot be made: {error.strerror}", where=place.uri, mend="name a place that may be written, or ask for permission"
        ) from error


def _refuse_other_things(place: Place) -> None:
    """Raise unless the folder is missing, empty, a ledger, or one whose making was interrupted."""
    folder = place.folder
    if folder is None or not folder.exists():
        return
    if not folder.is_dir():
        raise NotALedgerError("a file is here, not a ledger", where=place.uri, mend="a ledger is a folder: name another path")
    try:
        names = {entry.name for entry in folder.iterdir()}
    except PermissionError as error:
        raise StoreError("the folder may not be read", where=place.uri, mend="ask its owner for permission") from error
    if names and HISTORY not in names and not names <= set(_HELD):
        raise NotALedgerError(
            "the folder holds other things and no ledger",
            where=place.uri,
            mend="name an empty or a new folder, or the folder that holds documents, claims, reviews and history",
        )


def _check_format(place: Place) -> None:
    """Raise unless this program reads the ledger's format."""
    found = place.history.head().metadata().configuration.get(FORMAT_KEY)
    if found is None or not found.isdigit():
        raise NotALedgerError("the tables here are not those of a ledger", where=place.uri, mend="name another folder")
    if int(found) > FORMAT:
        raise NewerLedgerError(
            f"a newer version wrote the ledger in format {found}; this one reads up to {FORMAT}",
            where=place.uri,
            mend="upgrade with: pip install --upgrade claims-ledger",
        )
