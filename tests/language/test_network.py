"""Predicting in fused matrix operations decides what the network that learns decides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.pipeline.dep_parser import DependencyParser
from thinc.api import set_dropout_rate

from ledger.language import __file__ as package
from ledger.language import layers, loading

SENTENCES = [
    "The ministry said on Friday that at least 12 tanks and 30 armoured vehicles had been destroyed.",
    "Nine.",
    "“We count 2,314 dead,” Ana Petrova told reporters, “and expect up to 900 more.”",
]


@pytest.fixture(scope="module")
def nlp():
    """The shipped pipeline as spaCy sees it."""
    return loading.read(Path(package).parent / "model")


def test_encoding_is_what_the_learning_layers_give():
    """Texts of several lengths, none among them, are encoded as by the layers that learn."""
    encoder = layers.build_window_encoder(width=8, depth=3)
    draw = np.random.default_rng(1)
    texts = [draw.normal(size=(length, 8)).astype("float32") for length in (5, 1, 0, 17)]
    encoder.initialize(X=texts)
    for layer in encoder.walk():
        for name in layer.param_names:
            layer.set_param(name, draw.normal(size=layer.get_param(name).shape).astype("float32"))
    learnt, _ = encoder(texts, is_train=True)
    for fast, slow in zip(encoder.predict(texts), learnt, strict=True):
        np.testing.assert_allclose(fast, slow, rtol=1e-3, atol=1e-4)


def test_changed_weights_are_seen_once_forgotten():
    """What a layer remembers of its weights is taken anew after `forget`."""
    encoder = layers.build_window_encoder(width=8, depth=1)
    texts = [np.ones((4, 8), dtype="float32")]
    encoder.initialize(X=texts)
    before = encoder.predict(texts)[0]
    gain = next(layer for layer in encoder.walk() if layer.name == "layernorm")
    gain.set_param("b", np.full(8, 3, dtype="float32"))
    layers.forget(encoder)
    np.testing.assert_allclose(encoder.predict(texts)[0], before + 3, rtol=1e-5)


def test_word_vectors_are_what_the_learning_layers_give(nlp):
    """A remembered form has the vector that the layers that learn give it."""
    layer = next(each for each in nlp.get_pipe("tok2vec").model.walk() if each.name == "ledger_cluster_embed")
    docs = [nlp.make_doc(sentence) for sentence in SENTENCES]
    set_dropout_rate(layer, 0.0)
    learnt, _ = layer(docs, is_train=True)
    for fast, slow in zip(layer.predict(docs), learnt, strict=True):
        np.testing.assert_allclose(fast, slow, rtol=1e-3, atol=1e-3)


def test_trees_are_those_of_spacys_own_parser(nlp):
    """The parser's steps over a whole batch give the trees of spaCy's loop over single states."""
    parser = nlp.get_pipe("parser")
    ours, theirs = [nlp(sentence) for sentence in SENTENCES], [nlp.make_doc(sentence) for sentence in SENTENCES]
    nlp.get_pipe("tok2vec").set_annotations(theirs, nlp.get_pipe("tok2vec").predict(theirs))
    parser.set_annotations(theirs, DependencyParser.predict(parser, theirs))
    trees = [[[(token.head.i, token.dep_) for token in doc] for doc in docs] for docs in (ours, theirs)]
    assert trees[0] == trees[1]
