"""Stretches of a document's text: paragraphs, sentences and quotations, found without any parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.records import Role


@dataclass(slots=True, frozen=True)
class Paragraph:
    """A paragraph of the text.

    Attributes:
        index: Position among the document's paragraphs.
        start: First character, into the document's stored text.
        end: One past the last character.
        role: What the paragraph is.
        sentences: Indices of its sentences.
    """

    index: int
    start: int
    end: int
    role: Role
    sentences: range


@dataclass(slots=True, frozen=True)
class Sentence:
    """A sentence of the text.

    Attributes:
        index: Position among the document's sentences.
        start: First character, into the document's stored text.
        end: One past the last character.
        paragraph: Index of the paragraph it stands in.
    """

    index: int
    start: int
    end: int
    paragraph: int


@dataclass(slots=True, frozen=True)
class Quotation:
    """What stands between quotation marks; one inside another is part of the outer one.

    Attributes:
        start: The opening mark, into the document's stored text.
        end: One past the closing mark, or one past the last character of a quotation that is never closed.
        closed: Whether it has a closing mark.
        continues: Whether it is not closed because it goes on in the next paragraph, which opens with a mark again.
    """

    start: int
    end: int
    closed: bool
    continues: bool = False
