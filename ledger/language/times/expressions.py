"""A time expression: words of a text that tell when, or how long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ledger.language.times.meanings import Tense

if TYPE_CHECKING:
    from ledger.language.times.meanings import Meaning


class TimeKind(StrEnum):
    """What sort of time words they are.

    Only a `DURATION` is also a figure ("two weeks", "40 minutes"); the number in any other kind never is one. A `DISTANCE` is a length
    that places something beside an event ("two weeks" in "two weeks after the vote"): it gives no days.
    """

    DATE = "date"
    RELATIVE = "relative"
    DISTANCE = "distance"
    STRETCH = "stretch"
    CLOCK = "clock"
    DURATION = "duration"
    FISCAL = "fiscal"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words of a text that tell when, or how long.

    Attributes:
        start: First character, into the text.
        end: One past the last character.
        text: The characters.
        kind: What sort of time words they are.
        meaning: What they mean, before the document's date is known.
        tense: What the verb beside them says of them.
        side: The preposition that makes the time a limit ("since", "by", "from", "until" …); nothing without one.
        core_start: First character of the time itself, after such a preposition.
    """

    start: int
    end: int
    text: str
    kind: TimeKind
    meaning: Meaning
    tense: Tense = Tense.UNSTATED
    side: str | None = None
    core_start: int

    @property
    def is_figure(self) -> bool:
        """Whether the number in it is a figure: a length of time, and not the place of one ("two weeks", never "two weeks ago")."""
        return self.kind is TimeKind.DURATION

    @property
    def is_relative(self) -> bool:
        """Whether it is read from the document's date or from another time of the sentence."""
        return self.kind in (TimeKind.RELATIVE, TimeKind.STRETCH, TimeKind.DISTANCE)


@dataclass(slots=True)
class Atom:
    """A time expression in the making: one name of a time, before its neighbours are joined to it."""

    start: int
    end: int
    kind: TimeKind
    meaning: Meaning
    unit: str = ""
    side: str | None = None
    core_start: int = -1
