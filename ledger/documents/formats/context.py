"""What a reader knows beside the bytes: where they come from, and what the caller said of their columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    """

    where: str
    name: str = ""
    part: str | None = None
    depth: int = 0
    charset: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def inside(self, part: str, *, name: str = "", charset: str | None = None, url: str | None = None) -> Context:
        """The context of one part of a container."""
        joined = f"{self.part}/{part}" if self.part else part
        return replace(self, where=f"{self.where}, {part}", name=name, part=joined, depth=self.depth + 1, charset=charset, url=url)
