"""Reading: a document's text becomes claims, by the stages in their order."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import claims, documents, language, mentions
from ledger.errors import LedgerError
from ledger.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import pandas as pd

    from ledger.language import Analysis
    from ledger.records import Claim, Document

RULES = ("claims", "documents", "language", "lexicon", "mentions")
"""The folders whose files decide how a text is read."""

READ_LANGUAGES = frozenset({None, "en"})
"""The languages that are read; a document whose language is not known is taken to be English."""

DIGEST_BYTES = 4
"""Length of the digest in a reader's version: enough to tell the states of one program apart."""


@cache
def reader() -> str:
    """Name the version of the reading rules and model: the program's version and a digest of every file that decides the reading."""
    root = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for path in sorted(
        path for folder in RULES for path in (root / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return f"{VERSION}+{digest.hexdigest()}"


def is_read(document: Document) -> bool:
    """Whether a document is in a language that is read; others are stored as they are."""
    return document.language in READ_LANGUAGES


def read_all(listed: Sequence[Document]) -> Iterator[tuple[Claim, ...] | LedgerError]:
    """Read documents in one pass over the language pipeline: the claims of each in turn, or why it could not be read."""
    analyses = language.analyse_all((document.text, document.blocks) for document in listed if is_read(document))
    for document in listed:
        yield _read(document, next(analyses)) if is_read(document) else ()


def _read(document: Document, analysis: Analysis) -> tuple[Claim, ...] | LedgerError:
    """Read one analysed document; an error in one is no reason to lose the others."""
    try:
        return claims.build(document, analysis, mentions.find(analysis), reader=reader())
    except LedgerError as error:
        return error


def extract(text: str, *, published_on: date | str | None = None, publisher: str | None = None) -> pd.DataFrame:
    """Read the claims of a text into a DataFrame, and store nothing.

    Args:
        text: The text as published.
        published_on: The day of publication, or an EDTF date or interval; "last year" and "on Thursday" are reckoned from it.
        publisher: Who published it.

    Raises:
        InputError: The day is not one, or the text cannot be read.
    """
    from ledger.store import frames, rows  # noqa: PLC0415 - tables are loaded when one is made

    document = documents.compose(text, published_on=published_on, publisher=publisher)
    analysis = language.analyse(document.text, document.blocks)
    found = claims.build(document, analysis, mentions.find(analysis), reader=reader())
    return frames.to_frame(rows.claims_to_rows(found))
