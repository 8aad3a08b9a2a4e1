"""Rules of the time grammar: a pattern, the word it opens with, and what it makes of a match."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.language.times.expressions import Atom

LOOK_BACK = 32
"""Characters before a match in which a rule looks for the words that lead to it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of time words.

    Attributes:
        opens: The class of the first word: only there the pattern is tried.
        pattern: The pattern, matched from that word on.
        build: Makes the atom of a match, or nothing where the context says that the words are no time.
    """

    opens: str
    pattern: str
    build: Callable[[re.Match[str]], Atom | None]
    compiled: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the pattern, once."""
        object.__setattr__(self, "compiled", re.compile(self.pattern))


def before(match: re.Match[str]) -> str:
    """The few words that lead to a match."""
    return match.string[max(match.start() - LOOK_BACK, 0) : match.start()]
