"""A text laid out from pieces whose roles a format tells: paragraphs parted by blank lines, and their blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.documents import patterns
from ledger.documents.clean import find_blocks
from ledger.documents.patterns import Mark
from ledger.records import Block, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FURNITURE = frozenset({Mark.LINE, Mark.LIST, Mark.FORM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, heading, caption or table row of an original.

    Attributes:
        text: Its words, in one line.
        role: What the format says it is; nothing if its line is to be judged.
        page: The page of the original it stands on, from 1; nothing if the original has none.
    """

    text: str
    role: Role | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A text with its blocks.

    Attributes:
        text: The pieces, in order.
        blocks: Their stretches.
    """

    text: str
    blocks: tuple[Block, ...]


def lay_out(pieces: Iterable[Piece]) -> Laid:
    """Write pieces one after the other; rows of a table follow without a blank line."""
    parts: list[str] = []
    starts: list[int] = []
    kept: list[Piece] = []
    place = 0
    for piece in pieces:
        words = " ".join(piece.text.split())
        if not words:
            continue
        gap = "" if not kept else "\n" if kept[-1].role is piece.role is Role.TABLE else "\n\n"
        parts += [gap, words]
        starts.append(place + len(gap))
        place += len(gap) + len(words)
        kept.append(piece)
    text = "".join(parts)
    return Laid(text=text, blocks=_find_blocks(text, kept, starts))


def _find_blocks(text: str, pieces: Sequence[Piece], starts: Sequence[int]) -> tuple[Block, ...]:
    """The lines' blocks, with the roles that the format tells instead of those they look like; each under its heading."""
    blocks: list[Block] = []
    heading: str | None = None
    place = 0
    for block in find_blocks(text):
        while place + 1 < len(starts) and starts[place + 1] <= block.start:
            place += 1
        piece = pieces[place]
        role = piece.role or block.role
        # A format calls "Most read" a heading and "142 shares" a row; the title of the document comes first and stays one.
        if role in {Role.HEADLINE, Role.TABLE} and blocks and patterns.match(text[block.start : block.end]) in _FURNITURE:
            role = Role.FURNITURE
        if role is Role.HEADLINE:
            heading = text[block.start : block.end]
        above = heading if role is not Role.HEADLINE else None
        blocks.append(Block(start=block.start, end=block.end, role=role, page=piece.page, heading=above))
    return tuple(blocks)
