"""spaCy's parser with its predictions made in whole-batch matrix operations; what it learns and decides is the same."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel
from spacy.pipeline.dep_parser import DependencyParser

from ledger.language.layers import MEMORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from thinc.api import Model


class BatchParser(DependencyParser):  # type: ignore[misc, unused-ignore]
    """The transition parser, taking the next step of all sentences of a batch at once.

    spaCy's own loop adds features and multiplies through py-blis, a row at a time: measured at more than twice the time of this one.
    """

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """Give the final state of each document."""
        docs = list(docs)
        states: list[Any] = self.moves.init_batch(docs)
        active = [state for state in states if not state.is_final()]
        if not active:
            return states
        vectors = self.model.get_ref("tok2vec").predict(docs)
        memory = self.model.attrs.get(MEMORY)
        if memory is None:
            memory = self.model.attrs[MEMORY] = _Steps.of(self.model)
        choose = memory.chooser(vectors)
        while active:
            active = self.transition_states(active, choose(active))
        return states


@dataclass(slots=True, frozen=True)
class _Steps:
    """The weights of the parser's step in the order in which predicting with them is fastest.

    Attributes:
        missing: What a missing word adds at each place of a state (places, pieces of the hidden layer).
        weights: From a word's vector to what it adds (places, width of the vector, pieces).
        bias: Of the pieces.
        upper: From the hidden layer to the scores of the moves, the bias in the last row.
        width: Of the hidden layer; the pieces are all first ones, then all second ones.
    """

    missing: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    upper: NDArray[np.float32]
    width: int

    @classmethod
    def of(cls, model: Model[Any, Any]) -> _Steps:
        """Take the weights of spaCy's parser model."""
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights: NDArray[np.float32] = np.asarray(lower.get_param("W"))
        missing: NDArray[np.float32] = np.asarray(lower.get_param("pad"))
        bias: NDArray[np.float32] = np.asarray(lower.get_param("b"))
        places, width, parts, size = weights.shape
        return cls(
            missing.reshape(places, width, parts).transpose(0, 2, 1).reshape(places, -1),
            np.ascontiguousarray(weights.transpose(0, 3, 2, 1).reshape(places, size, -1)),
            bias.reshape(width, parts).T.reshape(-1),
            np.vstack([np.asarray(upper.get_param("W")).T, np.asarray(upper.get_param("b"))]),
            width,
        )

    def chooser(self, vectors: NDArray[np.float32]) -> Callable[[list[Any]], NDArray[np.float32]]:
        """Give what scores the moves of states over texts with such vectors, one row a state.

        What each word adds at each place is computed once; a step adds up what its words give.
        """
        places, pieces = self.missing.shape
        rows = len(vectors) + 1
        added = np.empty((places, rows, pieces), dtype="float32")
        added[:, 0] = self.missing
        np.matmul(vectors, self.weights, out=added[:, 1:])
        added[0] += self.bias
        flat = added.reshape(places * rows, pieces)
        # The first row of each place stands for a missing word, whose id is -1.
        offsets = (np.arange(places) * rows + 1)[:, None]
        layout = SimpleNamespace(state2vec=SimpleNamespace(nF=places))

        def choose(active: list[Any]) -> NDArray[np.float32]:
            ids = ParserStepModel.get_token_ids(layout, active)
            summed = np.add.reduce(flat.take(ids.T + offsets, axis=0), axis=0)
            hidden = np.ones((len(active), self.width + 1), dtype="float32")
            best = hidden[:, :-1]
            np.maximum(summed[:, : self.width], summed[:, self.width : 2 * self.width], out=best)
            for start in range(2 * self.width, pieces, self.width):
                np.maximum(best, summed[:, start : start + self.width], out=best)
            scores: NDArray[np.float32] = hidden @ self.upper
            return scores

        return choose


@Language.factory(
    "ledger_parser",
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_config={"min_action_freq": 30},
    default_score_weights={"dep_uas": 0.5, "dep_las": 0.5},
)
def build_parser(nlp: Language, name: str, model: Model[Any, Any], min_action_freq: int) -> BatchParser:
    """Build the parser component."""
    return BatchParser(nlp.vocab, model, name, min_action_freq=min_action_freq, update_with_oracle_cut_size=100)
