"""Counting: what a system found in a sentence against what the sentence says, in two ways.

The law of this folder: it knows nothing of the ledger, so that the yardstick does not bend with what it measures.
`paper` counts as the published evaluation does, `strict` pairs one to one; `evaluation` adds both up over a set.
"""

from benchmarks.counting.evaluation import Evaluation, evaluate
from benchmarks.counting.quantities import Answer, Quantity, Sentence

__all__ = ["Answer", "Evaluation", "Quantity", "Sentence", "evaluate"]
