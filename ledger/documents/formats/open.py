"""One door to all formats: bytes in, drafts and errors out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from ledger.documents.formats.sniff import Format, find_format
from ledger.errors import DocumentError, InputError, LedgerError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.drafts import Draft
    from ledger.documents.formats.context import Context

MODULES = {
    Format.TEXT: "text",
    Format.MARKDOWN: "markdown",
    Format.HTML: "html",
    Format.PDF: "pdf",
    Format.FEED: "feeds",
    Format.WARC: "warc",
    Format.JSON: "jsonlines",
    Format.CSV: "tables",
    Format.MAIL: "mail",
    Format.ZIP: "zips",
    Format.TAR: "tars",
    Format.PACKED: "tars",
}
"""The module that reads each format, loaded when the first file of its format is met."""

MOST_NESTED = 4
"""How deep a container may stand in another: a mail in an archive of an archive."""


class Reader(Protocol):
    """A module that reads one format."""

    def read(self, data: bytes, context: Context) -> Iterator[Draft | InputError]:
        """Yield the drafts found in the bytes, and an error for each part that cannot be read."""


def open_bytes(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Yield the drafts of a file's bytes, and an unraised error for each part that cannot be read."""
    if context.depth > MOST_NESTED:
        yield DocumentError("archives stand too deep in one another", where=context.where, mend="Unpack them first")
        return
    try:
        found = find_format(data, context.name, where=context.where)
        reader = cast("Reader", import_module(f"ledger.documents.formats.{MODULES[found]}"))
        is_empty = True
        for draft in reader.read(data, context):
            is_empty = False
            yield draft
        if is_empty and context.depth == 0:
            yield DocumentError("the file holds no document", where=context.where, mend="Leave it out, or fetch it again")
    except InputError as error:
        yield error
    except ImportError as error:
        missing = (error.name or str(error)).partition(".")[0]
        yield MissingExtraError(
            f"reading this format needs the package {missing}", where=context.where, mend="Install it: pip install 'claims-ledger[readers]'"
        )
