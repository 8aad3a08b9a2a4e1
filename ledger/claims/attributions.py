"""An attribution: somebody's words of saying in one sentence, and the stretches of text that they cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.claims.cues import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch of the document's stored text.

    Attributes:
        start: First character.
        end: One past the last character.
    """

    start: int
    end: int

    def holds(self, char: int) -> bool:
        """Whether the character lies inside."""
        return self.start <= char < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words of saying with their speaker and their content.

    Attributes:
        cue: Where the words of saying stand.
        word: What the lexicon knows of them.
        scopes: The stretches that are said; empty where only a quotation can be ("he laughed").
        speaker: Where the speaker stands; nothing where the words name none ("is reported to").
        carriers: Who carried it, innermost first, as they stand in the same sentence ("told AFP").
        negated: Whether the saying itself is denied ("did not say").
        rule: Name of the rule that found it.
    """

    cue: Span
    word: Cue
    scopes: tuple[Span, ...]
    speaker: Span | None = None
    carriers: tuple[Span, ...] = ()
    negated: bool = False
    rule: str

    def covers(self, char: int) -> bool:
        """Whether the character is part of what is said."""
        return any(scope.holds(char) for scope in self.scopes)

    @property
    def size(self) -> int:
        """Characters covered: of two attributions that cover a figure, the smaller is the inner one."""
        return sum(scope.end - scope.start for scope in self.scopes)
