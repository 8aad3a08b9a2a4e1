"""Train the pipeline: `python -m training.train --train train.conllu --dev dev.conllu --output ledger/language/model`."""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from ledger.language import embedding, layers, loading
from training import augmentation, clusters, lemmas, model, tokenizer, treebank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

REGISTERED = loading.PARTS  # what the configuration names
CONFIG = Path(__file__).with_name("config.cfg")
SEED = 20
LEARNING_RATE = 0.0015
WARM_UP_STEPS = 150
FIRST_BATCH_WORDS, LAST_BATCH_WORDS, BATCH_GROWTH = 300, 1000, 1.001
# Half of what the parser learns from are single sentences, as it meets them at work; the rest are paragraphs.
SINGLE_SENTENCES = 0.5
# Longer paragraphs teach nothing more about where sentences end, and the parser's oracle takes ever longer over them.
LONGEST_PARAGRAPH = 3


def main(arguments: list[str] | None = None) -> None:
    """Train from treebank files and write the pipeline."""
    options = _options(arguments)
    fix_random_seed(SEED)
    draw = random.Random(SEED)
    nlp = spacy.util.load_model_from_config(
        spacy.util.load_config(
            CONFIG,
            {
                "components.tok2vec.model.encode.width": options.width,
                "components.tok2vec.model.encode.depth": options.depth,
                "components.parser.model.hidden_width": options.hidden,
            },
        ),
        auto_fill=True,
    )
    tokenizer.install(nlp)
    sentences = list(treebank.read(options.train))
    paragraphs = list(treebank.paragraphs(sentences, LONGEST_PARAGRAPH))
    plain = [example for paragraph in paragraphs if (example := _example(nlp, paragraph))]
    nlp.initialize(lambda: plain)
    del plain
    for _, component in nlp.pipeline:
        layers.use_matrices(component.model)
    layer = model.embedding_layer(nlp)
    embedding.set_clusters(layer, clusters.read())
    optimizer = Adam(LEARNING_RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    dev = [example for paragraph in treebank.paragraphs(treebank.read(options.dev)) if (example := _example(nlp, paragraph))]
    started = time.monotonic()
    batches = batched(stream(nlp, paragraphs, draw, augmentation.compounds(sentences)))
    for step in range(1, options.steps + 1):
        optimizer.learn_rate = LEARNING_RATE * min(step / WARM_UP_STEPS, 1 - (step - 1) / options.steps)
        losses: dict[str, float] = {}
        nlp.update(next(batches), drop=options.dropout, sgd=optimizer, losses=losses)
        if step % options.every == 0 or step == options.steps:
            with nlp.use_params(optimizer.averages):
                layer.attrs["memory"] = None
                scores = nlp.evaluate(dev[:: 1 if step == options.steps else 3])
                layer.attrs["memory"] = None
            print(
                f"{step:6d} steps {time.monotonic() - started:6.0f} s  parser loss {losses['parser']:8.1f}  "
                f"XPOS {scores['tag_acc']:.4f}  UPOS {scores['pos_acc']:.4f}  UAS {scores['dep_uas']:.4f}  LAS {scores['dep_las']:.4f}",
                file=sys.stderr,
                flush=True,
            )
    with nlp.use_params(optimizer.averages):
        layer.attrs["memory"] = None
        model.write(nlp, options.output, lemmas.table(sentences))


def stream(nlp: Language, paragraphs: list[list[treebank.Sentence]], draw: random.Random, nouns: list[treebank.Word]) -> Iterator[Example]:
    """Give the paragraphs over and over, each time in another order and in other pieces."""
    while True:
        order = list(paragraphs)
        draw.shuffle(order)
        for paragraph in order:
            pieces = [[sentence] for sentence in paragraph] if draw.random() < SINGLE_SENTENCES else [paragraph]
            for piece in pieces:
                if example := _example(nlp, augmentation.vary(piece, draw, nouns)):
                    yield example


def batched(stream_of_examples: Iterator[Example]) -> Iterator[list[Example]]:
    """Group examples into batches of a growing number of words."""
    size = float(FIRST_BATCH_WORDS)
    batch: list[Example] = []
    words = 0
    for example in stream_of_examples:
        batch.append(example)
        words += len(example.predicted)
        if words >= size:
            yield batch
            batch, words = [], 0
            size = min(size * BATCH_GROWTH, LAST_BATCH_WORDS)


def _example(nlp: Language, sentences: list[treebank.Sentence]) -> Example | None:
    words = [word for sentence in sentences for word in sentence.words]
    heads, starts, offset = [], [], 0
    for sentence in sentences:
        heads += [offset + word.head for word in sentence.words]
        starts += [place == 0 for place in range(len(sentence.words))]
        offset += len(sentence.words)
    spaces = [word.space for word in words]
    reference = Doc(
        nlp.vocab,
        words=[word.form for word in words],
        spaces=spaces,
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=["" for _ in words],
        heads=heads,
        deps=[word.dep for word in words],
        sent_starts=starts,
    )
    predicted = nlp.make_doc(reference.text)
    return Example(predicted, reference) if len(predicted) else None


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the language pipeline from Universal Dependencies treebanks.")
    parser.add_argument("--train", type=Path, nargs="+", required=True, help="CoNLL-U files to learn from")
    parser.add_argument("--dev", type=Path, nargs="+", required=True, help="CoNLL-U files to watch the progress on")
    parser.add_argument("--output", type=Path, required=True, help="folder to write the pipeline to")
    parser.add_argument("--steps", type=int, default=4000, help="batches to learn from (default: %(default)s)")
    parser.add_argument("--every", type=int, default=500, help="batches between two measurements (default: %(default)s)")
    parser.add_argument("--width", type=int, default=96, help="width of the shared layers (default: %(default)s)")
    parser.add_argument("--depth", type=int, default=4, help="number of shared layers (default: %(default)s)")
    parser.add_argument("--hidden", type=int, default=96, help="width of the parser's hidden layer (default: %(default)s)")
    parser.add_argument(
        "--dropout", type=float, default=0.15, help="share of the shared layers silenced while learning (default: %(default)s)"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
