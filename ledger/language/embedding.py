"""The pipeline's first layer: hashed word features with Brown-cluster prefixes, remembered for each word form.

A word's vector before any context depends on its form alone, so it is computed once a form and kept: text repeats its words.
Brown clusters tell the parser that "shells" keeps company with "missiles" though the treebank never showed it the word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import LOWER, NORM, ORTH, PREFIX, SHAPE, SPACY, SUFFIX
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate

from ledger.language.layers import MEMORY, PlainMaxout, no_backprop, plain_maxouts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray
    from spacy.tokens import Doc

# What a word form shows of itself; the embedding tables follow in this order, then the cluster prefixes.
ATTRIBUTES = (NORM, PREFIX, SUFFIX, SHAPE, SPACY)
# Read of each token: these, and the form itself for its cluster.
SEEN = (*ATTRIBUTES, LOWER, ORTH)
TABLE_ROWS = (5000, 1000, 2500, 2500, 16)
# Bits of the path from the root of the cluster tree: coarse word classes, finer ones, and the cluster itself.
CLUSTER_BITS = (4, 6, 10, 18)
CLUSTER_ROWS = (64, 256, 1500, 3000)
# Word forms remembered before the memory starts anew: 50,000 rows of 128 float32 are 25 MB.
MEMORY_LIMIT = 50_000
# Mixes the three keys of a form into one; odd constants of SplitMix64.
_NORM_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SPACE_FACTOR = np.uint64(0xBF58476D1CE4E5B9)


@registry.architectures("ledger.ClusterEmbed.v1")  # type: ignore[untyped-decorator]
def build_cluster_embed(width: int) -> Model[list[Doc], list[Any]]:
    """Build the layer: one hashed table a feature, mixed down to the width by one maxout."""
    rows = (*TABLE_ROWS, *CLUSTER_ROWS)
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, count, column=column, seed=column + 8, dropout=0.0) for column, count in enumerate(rows)
    ]
    mixer: Model[Any, Any] = chain(concatenate(*tables), Maxout(width, width * len(rows), nP=3, dropout=0.0, normalize=True))
    return Model(
        "ledger_cluster_embed",
        _forward,
        init=_init,
        layers=[mixer],
        dims={"nO": width},
        params={"cluster_keys": None, "cluster_values": None},
        attrs={MEMORY: None},
    )


def set_clusters(model: Model[Any, Any], clusters: Mapping[int, int]) -> None:
    """Give the layer its table of Brown clusters by hash of the word, before the first training step."""
    pairs = sorted(clusters.items())
    _set(model, "cluster_keys", np.asarray([key for key, _ in pairs], dtype="uint64"))
    _set(model, "cluster_values", np.asarray([value for _, value in pairs], dtype="uint32"))


def _set(model: Model[Any, Any], name: str, values: Any) -> None:  # noqa: ANN401  # thinc's types know floats only
    model.set_param(name, values)


class FormMemory:
    """Vectors of the word forms met so far, one row a form.

    Attributes:
        places: Row of each form's key.
        vectors: The vectors, grown by doubling.
        mixer: What mixes the features of a form to its vector.
    """

    def __init__(self, width: int, mixer: PlainMaxout) -> None:
        """Start with no form."""
        self.places: dict[int, int] = {}
        self.vectors: NDArray[np.float32] = np.zeros((4096, width), dtype="float32")
        self.mixer = mixer

    def add(self, keys: list[int], vectors: NDArray[np.float32]) -> None:
        """Keep the vectors of new forms."""
        start = len(self.places)
        while start + len(keys) > len(self.vectors):
            self.vectors = np.concatenate([self.vectors, np.zeros_like(self.vectors)])
        self.vectors[start : start + len(keys)] = vectors
        self.places.update(zip(keys, range(start, start + len(keys)), strict=True))


def _init(model: Model[Any, Any], X: list[Doc] | None = None, Y: Any = None) -> None:  # noqa: ANN401, N803, ARG001  # thinc's signature
    if not model.has_param("cluster_keys"):
        set_clusters(model, {})
    sample = _features(model, _columns(X[0])) if X else np.zeros((1, len(TABLE_ROWS) + len(CLUSTER_ROWS)), dtype="uint64")
    model.layers[0].initialize(X=sample)


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[list[Any]], list[Doc]]]:  # noqa: FBT001  # thinc's signature
    if not is_train:
        return _recall(model, docs), no_backprop
    model.attrs[MEMORY] = None
    lengths = [len(doc) for doc in docs]
    features = _features(model, np.concatenate([_columns(doc) for doc in docs]))
    mixed, backprop_mixer = model.layers[0](features, is_train)

    def backprop(gradients: list[Any]) -> list[Doc]:
        backprop_mixer(model.ops.flatten(gradients))
        return []

    return list(np.split(mixed, np.cumsum(lengths)[:-1])), backprop


def _recall(model: Model[Any, Any], docs: list[Doc]) -> list[Any]:
    """Look the forms up, computing only those not met before."""
    memory: FormMemory | None = model.attrs[MEMORY]
    if memory is None or len(memory.places) > MEMORY_LIMIT:
        memory = model.attrs[MEMORY] = FormMemory(model.get_dim("nO"), *plain_maxouts(model))
    keys = [_keys(doc) for doc in docs]
    places = memory.places
    missing: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(keys):
        for place, key in enumerate(row):
            if key not in places and key not in missing:
                missing[key] = (number, place)
    if missing:
        wanted: dict[int, list[int]] = {}
        for number, place in missing.values():
            wanted.setdefault(number, []).append(place)
        features = _features(model, np.concatenate([_columns(docs[number])[chosen] for number, chosen in wanted.items()]))
        memory.add(list(missing), memory.mixer.apply(model.layers[0].layers[0].predict(features)))
    vectors = memory.vectors
    return [vectors[[places[key] for key in row]] for row in keys]


def _keys(doc: Doc) -> list[int]:
    """One number for each token's form: its text, its norm, and whether a space follows."""
    columns: NDArray[np.uint64] = doc.to_array([ORTH, NORM, SPACY]).astype("uint64", copy=False)
    keys: list[int] = (columns[:, 0] ^ (columns[:, 1] * _NORM_FACTOR) ^ (columns[:, 2] * _SPACE_FACTOR)).tolist()
    return keys


def _columns(doc: Doc) -> NDArray[np.uint64]:
    """What each token's form shows, and the form itself in lower case and as it is; one row a token."""
    columns: NDArray[np.uint64] = doc.to_array(list(SEEN)).astype("uint64", copy=False)
    return columns


def _features(model: Model[Any, Any], columns: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One row of features a token."""
    clusters = _clusters(model, columns[:, -2:])
    # A prefix of no cluster is 0; the others are kept apart from it by a set high bit.
    prefixes = [np.where(clusters > 0, (clusters & np.uint64((1 << bits) - 1)) | np.uint64(1 << 32), np.uint64(0)) for bits in CLUSTER_BITS]
    return np.ascontiguousarray(np.column_stack([columns[:, :-2], *prefixes]), dtype="uint64")


def _clusters(model: Model[Any, Any], forms: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The cluster of each token: that of its form, else that of its lower-case form, else 0."""
    keys: NDArray[Any] = np.asarray(model.get_param("cluster_keys"))
    values: NDArray[Any] = np.asarray(model.get_param("cluster_values"))
    found = np.zeros(len(forms), dtype="uint64")
    if len(keys) == 0:
        return found
    for wanted in forms.T:  # the form itself last, so that it wins
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = keys[places] == wanted
        found[hit] = values[places[hit]]
    return found
