"""A scene: one parsed sentence with what a rule needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.claims.cues import Cue, Frame, verbs

if TYPE_CHECKING:
    from ledger.claims.attributions import Span
    from ledger.language.tokens import Parse, Token

_NOT_CLAUSES = frozenset({"amod", "compound", "case", "nmod", "mark", "fixed", "flat", "det", "aux", "aux:pass", "nsubj", "obj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "PART"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SHARES = frozenset({"percent", "%", "cent"})
_OPENERS = frozenset({"that", "it", "he", "she", "they", "there", "we"})
_FINITE_OR_PARTICIPLE = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence as the rules of attribution see it.

    Attributes:
        text: The document's stored text.
        parse: The sentence's tokens and tree.
        quotations: The quoted stretches that touch the sentence, marks included.
        dateline: One past the dateline that opens the sentence; its start where there is none.
    """

    text: str
    parse: Parse
    quotations: tuple[Span, ...]
    dateline: int = 0

    def quoted(self, char: int) -> Span | None:
        """The quotation that the character stands in, if any."""
        return next((span for span in self.quotations if span.holds(char)), None)

    def cue(self, token: Token) -> Cue | None:
        """The verb of saying that heads a clause at the token, if it is one."""
        found = verbs().get(token.text.lower())
        if not found or self._is_noun_behind_noun(token) or not (self._is_verb(token) or self._stands_as_verb(token, found)):
            return None
        particles = {child.index for child in self.parse.children(token.index) if child.dep == "compound:prt"}
        if token.index + 1 in particles and all(" " not in cue.word for cue in found):
            return None
        after = {child.text.lower() for child in self.parse.children(token.index) if child.index > token.index}
        after |= {other.text.lower() for other in self.parse.tokens[token.index + 1 : token.index + 2]}
        after |= {each.text.lower() for clause in self._clauses(token) for each in self.parse.children(clause.index) if each.dep == "mark"}
        for cue in found:
            _, _, particle = cue.word.partition(" ")
            if not particle or particle in after:
                return cue
        return None

    def _is_noun_behind_noun(self, token: Token) -> bool:
        """Whether a bare form behind an article and a noun is a noun itself: "a government claim that 40 died"."""
        before = self.parse.tokens[max(token.index - 2, 0) : token.index]
        return token.tag in {"VB", "VBP"} and [each.tag for each in before] == ["DT", "NN"] and before[0].text.lower() in {"a", "an"}

    def _clauses(self, token: Token) -> list[Token]:
        """The clauses that hang from a verb behind it: "charged two men with hiding 3 million"."""
        return [
            child for child in self.parse.children(token.index) if child.dep in {"advcl", "xcomp", "ccomp"} and child.index > token.index
        ]

    def _is_verb(self, token: Token) -> bool:
        return token.tag in _FINITE_OR_PARTICIPLE and (token.dep not in _NOT_CLAUSES or self._next(token) == "that")

    def _stands_as_verb(self, token: Token, found: tuple[Cue, ...]) -> bool:
        """Whether a word tagged as a noun stands where only the verb of saying can: "records show, …", "O'Brien notes that"."""
        if token.tag not in {"NN", "NNS", "NNP"} or token.index == 0:
            return False
        before, after = self.parse.tokens[token.index - 1], self._next(token)
        alone = token.tag == "NNS" and self.is_only_verb(token)
        if alone and after == "to":
            return any(cue.frame is Frame.INTENT for cue in found)
        if not any(cue.frame in {Frame.ANY, Frame.CLAUSE} for cue in found):
            return False
        if alone:
            return before.pos in _NOMINAL
        counts = token.tag == "NNS" and self._is_figure(token.index + 1)
        if after in _OPENERS or counts:
            return before.pos in _NOMINAL or before.text == ","
        return before.pos in _NOMINAL and after in {",", ".", "", ":", ";", "on", "in", "at"} and self._trails(token)

    def _is_figure(self, place: int) -> bool:
        """Whether a number or a sign of money stands at a place: "the ministry projects 4.9 percent"."""
        return place < len(self.parse.tokens) and self.parse.tokens[place].pos in {"NUM", "SYM"}

    def _trails(self, token: Token) -> bool:
        """Whether a comma or a quotation mark stands before the noun phrase that ends in front of the word."""
        tokens = self.parse.tokens
        place = token.index - 1
        while place > 0 and (tokens[place].pos in _PHRASE or tokens[place].tag in {"IN", "HYPH", "VBN", "RB"}):
            place -= 1
        return tokens[place].text in {",", "”", '"', "—", "–"} and place < token.index - 1

    def is_only_verb(self, token: Token) -> bool:
        """Whether no other word of the sentence is a finite verb."""
        return not any(other.tag in _FINITE for other in self.parse.tokens if other.index != token.index)

    def _next(self, token: Token) -> str:
        after = self.parse.tokens[token.index + 1 : token.index + 2]
        return after[0].text.lower() if after else ""

    def speaks(self, token: Token) -> bool:
        """Whether the token is a verb of saying with a subject of its own."""
        cue = self.cue(token)
        if cue is None or cue.frame in {Frame.INTENT, Frame.REVISE}:
            return False
        return any(child.dep == "nsubj" and child.text.lower() not in _SHARES for child in self.parse.children(token.index))
