"""Layers and operations of the pipeline's network that differ from spaCy's own, each because it measured faster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.util import registry
from thinc.api import Maxout, Model, NumpyOps, chain, clone, expand_window, list2ragged, ragged2list, residual, with_array
from thinc.layers.chain import forward as run_chain
from thinc.layers.chain import init as init_chain

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from thinc.types import Floats2d

# Keeps the variance of a normalized layer from being zero; as in thinc's own layer.
_LEAST_VARIANCE = 1e-8
# The attribute of a layer that keeps what follows from its weights alone; `forget` empties it where the weights change.
MEMORY = "memory"


@registry.architectures("ledger.WindowEncoder.v1")  # type: ignore[untyped-decorator]
def build_window_encoder(width: int, depth: int) -> Model[list[Floats2d], list[Floats2d]]:
    """Build the layers that let each word see its neighbours: a word and the two beside it mixed by one maxout, again and again.

    A window never reaches across the ends of its text. spaCy's own encoder puts empty words between texts instead,
    a fifth more work for sentences of twenty words.
    """
    layer: Model[Any, Any] = chain(expand_window(window_size=1), with_array(Maxout(width, width * 3, nP=3, dropout=0.0, normalize=True)))
    layers: tuple[Model[Any, Any], ...] = (list2ragged(), clone(residual(layer), depth), ragged2list())
    return Model("ledger_window_encoder", _encode, init=init_chain, layers=layers, dims={"nO": width}, attrs={MEMORY: None})


def _encode(model: Model[Any, Any], texts: list[Any], is_train: bool) -> tuple[list[Any], Callable[..., Any]]:  # noqa: FBT001  # thinc's signature
    if is_train:
        model.attrs[MEMORY] = None
        learnt: tuple[list[Any], Callable[..., Any]] = run_chain(model, texts, is_train)
        return learnt
    lengths = [len(text) for text in texts]
    if not sum(lengths):
        return texts, no_backprop
    ends = np.cumsum(lengths)
    values: NDArray[np.float32] = np.concatenate([np.asarray(text) for text in texts])
    if model.attrs[MEMORY] is None:
        model.attrs[MEMORY] = plain_maxouts(model)
    filled = np.flatnonzero(lengths)
    firsts, lasts = ends[filled] - np.asarray(lengths)[filled], ends[filled] - 1
    window = np.empty((len(values), 3 * values.shape[1]), dtype="float32")
    before, itself, behind = np.hsplit(window, 3)
    for maxout in model.attrs[MEMORY]:
        before[1:], itself[:], behind[:-1] = values[:-1], values, values[1:]
        before[firsts] = 0
        behind[lasts] = 0
        values = values + maxout.apply(window)
    return np.split(values, ends[:-1]), no_backprop


def no_backprop(gradients: list[Any]) -> list[Any]:
    """Refuse to learn from a prediction."""
    raise ValueError(f"{len(gradients)} gradients for a layer that was run to predict")


@dataclass(slots=True, frozen=True)
class PlainMaxout:
    """The weights of a normalized maxout in the order in which predicting with them is fastest: about three times thinc's own pace.

    Attributes:
        weights: From what comes in (rows) to the pieces, all first ones before all second ones (columns).
        bias: Of each piece.
        gain: What the normalized value is multiplied by.
        shift: What is added to that.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    gain: NDArray[np.float32]
    shift: NDArray[np.float32]

    def apply(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the normalized largest piece of each row."""
        width = len(self.gain)
        pieces = rows @ self.weights
        pieces += self.bias
        best: NDArray[np.float32] = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for start in range(2 * width, pieces.shape[1], width):
            np.maximum(best, pieces[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(_LEAST_VARIANCE)
        best /= np.sqrt(variance)[:, None]
        best *= self.gain
        best += self.shift
        return best


def plain_maxouts(model: Model[Any, Any]) -> list[PlainMaxout]:
    """Take the weights of every normalized maxout of a model, in order."""
    maxouts = [layer for layer in model.walk() if layer.name == "maxout"]
    norms = [layer for layer in model.walk() if layer.name == "layernorm"]
    found = []
    for maxout, norm in zip(maxouts, norms, strict=True):
        weights = np.asarray(maxout.get_param("W"))  # outputs, pieces, inputs
        bias = np.asarray(maxout.get_param("b"))
        rows = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1))
        gain, shift = np.asarray(norm.get_param("G")), np.asarray(norm.get_param("b"))
        found.append(PlainMaxout(rows, bias.T.reshape(-1), gain, shift))
    return found


def forget(model: Model[Any, Any]) -> None:
    """Empty what the layers of a model remember, for it follows from their weights, and those change."""
    for layer in model.walk():
        if MEMORY in layer.attrs:
            layer.attrs[MEMORY] = None


class MatrixOps(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """Thinc's numpy operations with numpy's own matrix product.

    Measured on a processor that py-blis does not know: 93 against 21 billion operations a second for products of (2000, 288) by (288, 288).
    """

    def gemm(
        self,
        x: NDArray[np.float32],
        y: NDArray[np.float32],
        out: NDArray[np.float32] | None = None,
        trans1: bool = False,  # noqa: FBT001, FBT002  # thinc's signature
        trans2: bool = False,  # noqa: FBT001, FBT002  # thinc's signature
    ) -> NDArray[np.float32]:
        """Multiply two matrices, either one transposed first."""
        left = x.T if trans1 else x
        right = y.T if trans2 else y
        product: NDArray[np.float32] = np.matmul(left, right, out=out)
        return product


def use_matrices(model: Model[Any, Any]) -> None:
    """Let every layer of a model multiply by numpy."""
    operations = MatrixOps()
    for layer in model.walk():
        layer.ops = operations


def restore_precision(model: Model[Any, Any]) -> None:
    """Bring weights stored in half precision back to the precision that thinc computes in."""
    for layer in model.walk():
        for name in layer.param_names:
            stored: Any = layer.get_param(name) if layer.has_param(name) else None
            if stored is not None and stored.dtype == np.float16:
                layer.set_param(name, stored.astype("float32"))
