"""The strict counting: each measure takes the largest pairing in which every quantity, gold or found, is used at most once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.counting import units
from benchmarks.counting.quantities import same_concepts, same_value, shares_concept

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.counting.quantities import Answer, Quantity


def _is_same_change(gold: Quantity, found: Quantity) -> bool:
    return found.change is not None and found.change == gold.change


def _is_all(gold: Quantity, found: Quantity) -> bool:
    return units.same_head(gold.unit, found.unit) and _is_same_change(gold, found) and shares_concept(gold, found)


TESTS: dict[str, Callable[[Quantity, Quantity], bool]] = {
    "value": lambda _gold, _found: True,
    "value+unit": lambda gold, found: gold.unit == found.unit,
    "value+unit neutral": lambda gold, found: units.same(gold.unit, found.unit),
    "value+unit head": lambda gold, found: units.same_head(gold.unit, found.unit),
    "value+change": _is_same_change,
    "value+concept partial": shares_concept,
    "value+concept complete": same_concepts,
    "value+unit head+change+concept partial": _is_all,
}
"""What must agree, beside the value, for a pair to be a hit of each measure."""

MEASURES = tuple(TESTS)
"""What is counted, in the order of the tables."""


def count(answer: Answer) -> Counter[str]:
    """Count the hits of one sentence."""
    equal = [[place for place, found in enumerate(answer.found) if same_value(gold, found)] for gold in answer.gold]
    return Counter({name: largest_pairing(_passing(answer, equal, test)) for name, test in TESTS.items()})


def _passing(answer: Answer, equal: list[list[int]], test: Callable[[Quantity, Quantity], bool]) -> list[list[int]]:
    """Keep, of the quantities of equal value, those that pass the test."""
    return [[place for place in places if test(gold, answer.found[place])] for gold, places in zip(answer.gold, equal, strict=True)]


def largest_pairing(choices: list[list[int]]) -> int:
    """Give each row one of its choices, no choice twice, and say how many rows can have one.

    >>> largest_pairing([[0, 1], [0], []])
    2
    """
    taken: dict[int, int] = {}

    def can_settle(row: int, asked: set[int]) -> bool:
        """Find the row a choice, moving the rows that hold the choices it asks for."""
        for choice in choices[row]:
            if choice in asked:
                continue
            asked.add(choice)
            if choice not in taken or can_settle(taken[choice], asked):
                taken[choice] = row
                return True
        return False

    return sum(can_settle(row, set()) for row in range(len(choices)))
