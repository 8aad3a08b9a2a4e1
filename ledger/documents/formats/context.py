"""What a reader knows beside the bytes: where they come from, and what the caller said of their columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(slots=True, kw_only=True)
class Turn:
    """Counts the parts of a file as they are begun, so that reading can go on after a part that stopped it.

    Attributes:
        first: The number of the first part that is wanted; those before were read already, and the last of them stopped the reading.
        begun: How many parts were begun.
        tell: Called with the number of each part and its place, as it is begun.
    """

    first: int = 0
    begun: int = 0
    tell: Callable[[int, str], None]

    def begin(self, where: str, *, is_container: bool) -> bool:
        """Begin a part, and say whether to open it: one that was read already only if it holds others."""
        number = self.begun
        self.begun += 1
        self.tell(number, where)
        return number >= self.first or (is_container and number < self.first - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where bytes come from.

    Attributes:
        where: The place that errors name.
        name: The file's name, for its suffix.
        part: Which part of the file on disk these bytes are; nothing if all of it.
        depth: How many containers they stand in.
        charset: The encoding declared outside of the bytes; nothing if none is.
        url: The address they were fetched from; nothing if not known.
        columns: For tables of documents: the column that holds a field, by the field's name.
        turn: The count of the file's parts; nothing if nobody counts.
    """

    where: str
    name: str = ""
    part: str | None = None
    depth: int = 0
    charset: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    turn: Turn | None = None

    def inside(self, part: str, *, name: str = "", charset: str | None = None, url: str | None = None) -> Context:
        """The context of one part of a container."""
        joined = f"{self.part}/{part}" if self.part else part
        return replace(self, where=f"{self.where}, {part}", name=name, part=joined, depth=self.depth + 1, charset=charset, url=url)

    def begin(self, *, is_container: bool) -> bool:
        """Begin these bytes as a part of their file, and say whether to open them."""
        return self.turn is None or self.turn.begin(self.where, is_container=is_container)
