"""A scene: one parsed sentence with what a rule needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.claims.cues import Cue, Frame, verbs

if TYPE_CHECKING:
    from ledger.claims.attributions import Span
    from ledger.language.tokens import Parse, Token

_NOT_CLAUSES = frozenset({"amod", "compound", "case", "nmod", "mark", "fixed", "flat", "det", "aux", "aux:pass", "nsubj", "obj"})
_FINITE_OR_PARTICIPLE = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence as the rules of attribution see it.

    Attributes:
        text: The document's stored text.
        parse: The sentence's tokens and tree.
        quotations: The quoted stretches that touch the sentence, marks included.
    """

    text: str
    parse: Parse
    quotations: tuple[Span, ...]

    def quoted(self, char: int) -> Span | None:
        """The quotation that the character stands in, if any."""
        return next((span for span in self.quotations if span.holds(char)), None)

    def cue(self, token: Token) -> Cue | None:
        """The verb of saying that heads a clause at the token, if it is one."""
        found = verbs().get(token.text.lower())
        if not found or token.tag not in _FINITE_OR_PARTICIPLE or token.dep in _NOT_CLAUSES:
            return None
        after = {child.text.lower() for child in self.parse.children(token.index) if child.index > token.index}
        after |= {other.text.lower() for other in self.parse.tokens[token.index + 1 : token.index + 2]}
        for cue in found:
            _, _, particle = cue.word.partition(" ")
            if not particle or particle in after:
                return cue
        return None

    def speaks(self, token: Token) -> bool:
        """Whether the token is a verb of saying with a subject of its own."""
        cue = self.cue(token)
        return cue is not None and cue.frame is not Frame.INTENT and any(child.dep == "nsubj" for child in self.parse.children(token.index))
