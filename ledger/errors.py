"""Every error the ledger raises, as one tree.

LedgerError
├── InputError (ValueError)          something given to the ledger cannot be used
│   ├── DocumentError                one document cannot be read; the others are kept
│   ├── ManifestError                a manifest row or cell cannot be used
│   └── MissingPathError (FileNotFoundError)
├── RecordError (ValueError)         a record contradicts itself
│   └── QuoteError                   a quotation does not reproduce from its text
├── LexiconError (ValueError)        a lexicon file breaks its own grammar
├── StoreError (OSError)             a ledger cannot be opened, read or written
│   ├── NotALedgerError              the place holds no ledger
│   ├── NewerLedgerError             a newer version wrote the ledger
│   ├── UnknownVersionError          the ledger has no such version or day
│   └── ReadOnlyError                the ledger was opened as it stood in the past
├── UnknownClaimError (KeyError)     no claim has this id
└── MissingExtraError (ImportError)  an optional dependency is not installed
"""

from __future__ import annotations


class LedgerError(Exception):
    """Something went wrong that the caller can understand and mend.

    Attributes:
        what: What is wrong, one clause.
        where: The file, row or characters it is about; empty if nowhere in particular.
        mend: What to do about it; empty if there is nothing to do.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        """Keep the parts as attributes and the whole as the message."""
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The parts in one line: where, what, mend."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.mend}" if self.mend else head

    def __str__(self) -> str:
        """The message, whatever the builtin base class would print."""
        return self.message


class InputError(LedgerError, ValueError):
    """Something given to the ledger cannot be used."""


class DocumentError(InputError):
    """One document cannot be read; the documents beside it are kept."""


class ManifestError(InputError):
    """A manifest row or cell cannot be used; the rows beside it are kept."""


class MissingPathError(InputError, FileNotFoundError):
    """A path given to the ledger does not exist."""


class RecordError(LedgerError, ValueError):
    """A record contradicts itself."""


class QuoteError(RecordError):
    """A quotation does not reproduce from the stored text at its characters."""


class LexiconError(LedgerError, ValueError):
    """A lexicon file breaks the grammar it opens with."""


class StoreError(LedgerError, OSError):
    """A ledger cannot be opened, read or written."""


class NotALedgerError(StoreError):
    """The place given holds no ledger."""


class NewerLedgerError(StoreError):
    """The ledger was written by a newer version than this one reads."""


class UnknownVersionError(StoreError):
    """The ledger has no such version, or did not exist on the day asked for."""


class ReadOnlyError(StoreError):
    """The ledger was opened as it stood in the past and cannot be written to."""


class UnknownClaimError(LedgerError, KeyError):
    """No claim of the ledger has the id asked for."""


class MissingExtraError(LedgerError, ImportError):
    """An optional dependency is not installed; the error names the extra to install."""
