"""Layers and operations of the pipeline's network that differ from spaCy's own, each because it measured faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.util import registry
from thinc.api import Maxout, Model, NumpyOps, chain, clone, expand_window, list2ragged, ragged2list, residual, with_array

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from thinc.types import Floats2d


@registry.architectures("ledger.WindowEncoder.v1")  # type: ignore[untyped-decorator]
def build_window_encoder(width: int, depth: int) -> Model[list[Floats2d], list[Floats2d]]:
    """Build the layers that let each word see its neighbours: a word and the two beside it mixed by one maxout, again and again.

    A window never reaches across the ends of its text. spaCy's own encoder puts empty words between texts instead,
    a fifth more work for sentences of twenty words.
    """
    layer: Model[Any, Any] = chain(expand_window(window_size=1), with_array(Maxout(width, width * 3, nP=3, dropout=0.0, normalize=True)))
    encoder: Model[Any, Any] = chain(list2ragged(), clone(residual(layer), depth), ragged2list())
    encoder.set_dim("nO", width)
    return encoder


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
