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

CONTAINERS = frozenset({Format.WARC, Format.MAIL, Format.ZIP, Format.TAR, Format.PACKED})
"""The formats whose files hold files of other formats."""

MOST_NESTED = 4
"""How deep a container may stand in another: a mail in an archive of an archive."""

LONGEST_REASON = 300
"""Characters of what a library says of its failure."""

_SAVE = "Save its text alone; the file may be damaged or made to do harm"


class Reader(Protocol):
    """A module that reads one format."""

    def read(self, data: bytes, context: Context) -> Iterator[Draft | InputError]:
        """Yield the drafts found in the bytes, and an error for each part that cannot be read."""


def open_bytes(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Yield the drafts of a file's bytes, and an unraised error for each part that cannot be read."""
    try:
        yield from _read(data, context)
    except InputError as error:
        yield error
    except ImportError as error:
        missing = (error.name or str(error)).partition(".")[0]
        yield MissingExtraError(
            f"reading this format needs the package {missing}", where=context.where, mend="Install it: pip install 'claims-ledger[readers]'"
        )
    except MemoryError:
        yield DocumentError("reading it takes too much memory", where=context.where, mend=_SAVE)
    except RecursionError:
        yield DocumentError("it is nested too deep", where=context.where, mend=_SAVE)
    except Exception as error:  # noqa: BLE001 - the libraries of nine formats raise what they like on broken files
        what = f"the reader of its format failed ({type(error).__name__}: {error})"[:LONGEST_REASON]
        yield DocumentError(what, where=context.where, mend=_SAVE)


def _read(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Yield what the reader of the format finds.

    Raises:
        InputError: The bytes cannot be read at all.
    """
    if context.depth > MOST_NESTED:
        raise DocumentError("archives stand too deep in one another", where=context.where, mend="Unpack them first")
    found = find_format(data, context.name, where=context.where)
    if not context.begin(is_container=found in CONTAINERS):
        return
    reader = cast("Reader", import_module(f"ledger.documents.formats.{MODULES[found]}"))
    is_empty = True
    for draft in reader.read(data, context):
        is_empty = False
        yield draft
    is_begun_anew = context.turn is not None and context.turn.first
    if is_empty and context.depth == 0 and not is_begun_anew:
        raise DocumentError("the file holds no document", where=context.where, mend="Leave it out, or fetch it again")
