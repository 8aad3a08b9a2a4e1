"""The pipeline on disk: weights in half precision, tables beside them, no vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ledger.language import layers

if TYPE_CHECKING:
    from spacy.language import Language
    from thinc.api import Model

# Goes wherever the weights go.
LICENSE = Path(__file__).with_name("model-license.txt")


def embedding_layer(nlp: Language) -> Model[Any, Any]:
    """Find the first layer of the pipeline."""
    return next(layer for layer in nlp.get_pipe("tok2vec").model.walk() if layer.name == "ledger_cluster_embed")


def forget(nlp: Language) -> None:
    """Let no layer of the pipeline remember what other weights gave."""
    for _, component in nlp.pipeline:
        layers.forget(component.model)


def restore(nlp: Language, folder: Path) -> None:
    """Give the pipeline the weights of one written before, with the same labels and sizes."""
    nlp.from_disk(folder, exclude=["vocab", "tokenizer"])
    for _, component in nlp.pipeline:
        layers.restore_precision(component.model)


def weights(nlp: Language) -> dict[tuple[int, str], Any]:
    """Copy the weights of the pipeline, by layer and name as the optimizer keeps them."""
    return {
        (layer.id, name): layer.get_param(name).copy()
        for _, component in nlp.pipeline
        for layer in component.model.walk()
        for name in layer.param_names
        if layer.has_param(name)
    }


def write(nlp: Language, folder: Path, lemma_table: str) -> None:
    """Write the pipeline with its weights halved, the table of lemmas and the licence beside them."""
    for _, component in nlp.pipeline:
        for layer in component.model.walk():
            for name in layer.param_names:
                if layer.has_param(name) and layer.get_param(name).dtype == np.float32:
                    layer.set_param(name, layer.get_param(name).astype("float16"))
    nlp.to_disk(folder, exclude=["vocab"])
    (folder / "lemmas.txt").write_text(lemma_table, "utf-8")
    (folder / "LICENSE").write_text(LICENSE.read_text("utf-8"), "utf-8")
