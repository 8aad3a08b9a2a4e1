"""Tokens and parses as every stage sees them, whatever pipeline made them: Universal Dependencies labels, exact positions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Token:
    """One token of a parse.

    Attributes:
        index: Position in its parse.
        start: First character, into the document's stored text.
        end: One past the last character.
        text: The characters as stored.
        tag: Penn Treebank tag ("NNS").
        pos: Universal part of speech ("NOUN").
        lemma: Dictionary form, lower case but for names.
        dep: Universal Dependencies label to the head ("nmod").
        head: Index of the head in the parse; its own index for a root.
    """

    index: int
    start: int
    end: int
    text: str
    tag: str
    pos: str
    lemma: str
    dep: str
    head: int


@dataclass(slots=True)
class Parse:
    """The tokens of one sentence with their tree; a sentence may hold several roots.

    Attributes:
        start: First character of the sentence, into the document's stored text.
        end: One past the last character.
        tokens: The tokens in order.
    """

    start: int
    end: int
    tokens: list[Token]
    _children: list[list[Token]] | None = field(default=None, repr=False)
    _lowered: list[str] | None = field(default=None, repr=False)

    def children(self, index: int) -> list[Token]:
        """Tokens whose head is the token at `index`, in order."""
        if self._children is None:
            self._children = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head != token.index:
                    self._children[token.head].append(token)
        return self._children[index]

    @property
    def lowered(self) -> list[str]:
        """The words in order, in lower case."""
        if self._lowered is None:
            self._lowered = [token.text.lower() for token in self.tokens]
        return self._lowered

    def subtree(self, index: int) -> list[Token]:
        """The token at `index` and everything below it, in text order."""
        found, stack = [], [index]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(child.index for child in self.children(current))
        return [self.tokens[i] for i in sorted(found)]

    def ancestors(self, index: int) -> Iterator[Token]:
        """The token's head, the head's head, and so on to the root."""
        token = self.tokens[index]
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def at(self, char: int) -> Token | None:
        """The token that covers the character, or the first one after it; nothing past the end."""
        place = bisect_right(self.tokens, char, key=lambda token: token.end)
        return self.tokens[place] if place < len(self.tokens) else None

    def between(self, start: int, end: int) -> list[Token]:
        """Tokens that overlap the half-open span of characters."""
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        found = []
        for token in self.tokens[first:]:
            if token.start >= end:
                break
            found.append(token)
        return found
