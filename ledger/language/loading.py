"""Reading the trained pipeline: the only module that loads spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, IS_TITLE, LENGTH, LOWER, NORM, POS, PREFIX, SHAPE, SUFFIX, TAG
from spacy.strings import get_string_id

from ledger.language import embedding, layers, parser

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

# What is read of each token, and the places of some of them.
COLUMNS = [IDX, LENGTH, TAG, POS, DEP, HEAD, IS_SPACE, IS_TITLE]
DEP_COLUMN, HEAD_COLUMN, SPACE_COLUMN, TITLE_COLUMN = 4, 5, 6, 7
ROOT = np.uint64(get_string_id("ROOT")).astype("int64")  # as such an array, made signed, holds it
# What is worked out for each new word: what the tokenizer, the first layer and the columns read. spaCy works out twenty-three things.
FEATURES = (LOWER, NORM, SHAPE, PREFIX, SUFFIX, IS_SPACE, IS_TITLE)
# What the pipeline's configuration names; importing the modules registers them with spaCy.
PARTS = (embedding.build_cluster_embed, layers.build_window_encoder, parser.build_parser)


def read(folder: Path) -> Language:
    """Read the pipeline, its weights brought back from half precision."""
    nlp = spacy.load(folder)
    vocab: Any = nlp.vocab  # compiled: its types leave this out
    vocab.lex_attr_getters = {name: vocab.lex_attr_getters[name] for name in FEATURES}
    for _, component in nlp.pipeline:
        if hasattr(component, "model"):
            layers.restore_precision(component.model)
            layers.use_matrices(component.model)
            for label in component.labels if hasattr(component, "labels") else ():
                # The vocabulary is not stored: the labels are all of it that is needed.
                nlp.vocab.strings.add(label)
    return nlp
