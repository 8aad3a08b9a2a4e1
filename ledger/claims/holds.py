"""A figure in its sentence with who says it, and the words that tell how firmly it is held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.records import Stance

if TYPE_CHECKING:
    from ledger.claims.attributions import Attribution
    from ledger.language.tokens import Parse, Token
    from ledger.records import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A figure in its sentence, with who says it.

    Attributes:
        mention: The figure.
        parse: Its sentence.
        path: The tokens from the figure's head up to the words of saying, or to the root.
        chain: The attributions that cover it, innermost first.
    """

    mention: Mention
    parse: Parse
    path: tuple[Token, ...]
    chain: tuple[Attribution, ...]


@cache
def words(part: str) -> dict[str, Stance]:
    """The stance words of one part of speech."""
    return {row[0]: Stance(row[2]) for row in lexicon.rows("stance") if row[1] == part}
