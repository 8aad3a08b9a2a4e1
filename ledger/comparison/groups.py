"""Things joined two by two, and the group each ends in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Groups:
    """Disjoint groups of ids; the least id of a group is its name, whatever the order of joining."""

    def __init__(self, members: Iterable[str]) -> None:
        """Begin with each member alone."""
        self._above = {member: member for member in members}

    def of(self, member: str) -> str:
        """The name of the member's group."""
        path = []
        while self._above[member] != member:
            path.append(member)
            member = self._above[member]
        for passed in path:
            self._above[passed] = member
        return member

    def join(self, one: str, two: str) -> None:
        """Put two members' groups together."""
        first, second = sorted((self.of(one), self.of(two)))
        self._above[second] = first

    def members(self) -> dict[str, list[str]]:
        """Each group's name with its members in order."""
        found: dict[str, list[str]] = {}
        for member in sorted(self._above):
            found.setdefault(self.of(member), []).append(member)
        return found
