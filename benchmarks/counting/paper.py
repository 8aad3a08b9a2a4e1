"""The published counting, as the evaluation that came with the NewsQuant set does it.

Gold quantities are taken in the order of their units' names, and each meets every quantity found that is left, in the same order.
An equal value is a hit of value, but a sentence has no more of those than gold quantities. Change and concepts are hits at every
equal value, without such a limit. An equal unit is a hit too; it uses the quantity up and ends the turn of the gold one.
So one gold quantity can be hit twice: the strict counting mends that, and this one stays comparable with what was published.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.counting.quantities import same_concepts, same_value, shares_concept

if TYPE_CHECKING:
    from benchmarks.counting.quantities import Answer

MEASURES = ("value", "value+unit", "value+change", "value+concept partial", "value+concept complete")
"""What is counted, in the order of the tables."""


def count(answer: Answer) -> Counter[str]:
    """Count the hits of one sentence."""
    hits: Counter[str] = Counter()
    left = list(answer.found)
    for gold in answer.gold:
        for found in [each for each in left if same_value(gold, each)]:
            hits["value"] += hits["value"] < len(answer.gold)
            hits["value+change"] += found.change is not None and found.change == gold.change
            hits["value+concept partial"] += shares_concept(gold, found)
            hits["value+concept complete"] += same_concepts(gold, found)
            if found.unit == gold.unit:
                hits["value+unit"] += 1
                left.remove(found)
                break
    return hits
