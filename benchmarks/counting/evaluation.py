"""An evaluation: both countings added up over a set, as precision, recall and their harmonic mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.counting import paper, strict
from benchmarks.counting.quantities import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1 in percent."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One system on one set.

    Attributes:
        gold: Quantities that people found.
        found: Quantities that the system found.
        paper: Scores by measure, as published.
        strict: Scores by measure, one to one.
    """

    gold: int
    found: int
    paper: dict[str, Score]
    strict: dict[str, Score]


def evaluate(answers: Sequence[Answer], *, means: bool = False) -> Evaluation:
    """Score a system's answers; with `means`, ranges on both sides are compared by their mean.

    Measures of changes or concepts are left out if the set or the system states none.
    """
    if means:
        answers = [Answer(gold=tuple(q.as_mean() for q in each.gold), found=tuple(q.as_mean() for q in each.found)) for each in answers]
    gold, found = sum(len(each.gold) for each in answers), sum(len(each.found) for each in answers)
    missing = _missing(answers)

    def scores(measures: tuple[str, ...], counts: list[Counter[str]]) -> dict[str, Score]:
        total: Counter[str] = sum(counts, Counter())
        return {name: score(total[name], gold, found) for name in measures if not any(word in name for word in missing)}

    return Evaluation(
        gold=gold,
        found=found,
        paper=scores(paper.MEASURES, [paper.count(each) for each in answers]),
        strict=scores(strict.MEASURES, [strict.count(each) for each in answers]),
    )


def _missing(answers: Sequence[Answer]) -> set[str]:
    """Say which of change and concept one side never states."""
    absent = set()
    for part in ("change", "concept"):
        field = "concepts" if part == "concept" else part
        sides = ([q for each in answers for q in each.gold], [q for each in answers for q in each.found])
        if not all(any(getattr(q, field) is not None for q in side) for side in sides):
            absent.add(part)
    return absent


def score(hits: int, gold: int, found: int) -> Score:
    """Turn hits into precision, recall and F1.

    >>> score(8, gold=10, found=16).f1
    61.53846153846154
    """
    precision, recall = hits / found if found else 0.0, hits / gold if gold else 0.0
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision=100 * precision, recall=100 * recall, f1=100 * mean)
