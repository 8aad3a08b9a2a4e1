"""Train the pipeline: `python -m training.train --train train.conllu --dev dev.conllu --output ledger/language/model`."""

from __future__ import annotations

import argparse
import random
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from ledger.language import embedding, layers, loading
from training import augmentation, lemmas, model, tables, tokenizer, treebank

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
# One in so many development paragraphs is looked at on the way, and all of them at the end.
WATCHED = 3
WATCHED_SCORES = {"XPOS": "tag_acc", "UPOS": "pos_acc", "UAS": "dep_uas", "LAS": "dep_las"}
# Sentences in the longest paragraph.
LONGEST_PARAGRAPH = 10


def main(arguments: list[str] | None = None) -> None:
    """Train from treebank files and write the pipeline."""
    options = _options(arguments)
    fix_random_seed(options.seed)
    draw = random.Random(options.seed)  # noqa: S311  # varied spellings, not secrets
    sentences = list(treebank.read(options.train))
    paragraphs = list(treebank.paragraphs(sentences, LONGEST_PARAGRAPH))
    nlp = _build(options, paragraphs)
    if options.resume:
        model.restore(nlp, options.resume)
    first_size = LAST_BATCH_WORDS if options.resume else FIRST_BATCH_WORDS
    batches = batched(stream(nlp, paragraphs, draw, augmentation.compounds(sentences)), first_size)
    resumed = model.weights(nlp) if options.resume else {}
    averages = _learn(nlp, batches, options)
    # Halfway between where it went on from and where it came to does better than either.
    averages = {key: (value + resumed[key]) / 2 if key in resumed else value for key, value in averages.items()}
    with _averaged(nlp, averages):
        model.write(nlp, options.output, lemmas.table(sentences))


def _build(options: argparse.Namespace, paragraphs: list[list[treebank.Sentence]]) -> Language:
    """Make a pipeline that has learnt nothing yet."""
    sizes = {
        "components.tok2vec.model.encode.width": options.width,
        "components.tok2vec.model.encode.depth": options.depth,
        "components.parser.model.hidden_width": options.hidden,
    }
    nlp = spacy.util.load_model_from_config(spacy.util.load_config(CONFIG, sizes), auto_fill=True)
    tokenizer.install(nlp)
    plain = [example for paragraph in paragraphs if (example := _example(nlp, paragraph))]
    nlp.initialize(lambda: plain)
    for _, component in nlp.pipeline:
        layers.use_matrices(component.model)
    embedding.set_clusters(model.embedding_layer(nlp), tables.read_clusters())
    return nlp


def _learn(nlp: Language, batches: Iterator[list[Example]], options: argparse.Namespace) -> dict[tuple[int, str], Any]:
    """Take the steps, and give the averages of the weights over them."""
    optimizer = Adam(options.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    watched = [example for paragraph in treebank.paragraphs(treebank.read(options.dev)) if (example := _example(nlp, paragraph))]
    started = time.monotonic()
    for step in range(1, options.steps + 1):
        optimizer.learn_rate = options.rate * min(step / WARM_UP_STEPS, 1 - (step - 1) / options.steps)
        losses: dict[str, float] = {}
        nlp.update(next(batches), drop=options.dropout, sgd=optimizer, losses=losses)
        if step % options.every == 0 or step == options.steps:
            with _averaged(nlp, optimizer.averages):
                scores = nlp.evaluate(watched if step == options.steps else watched[::WATCHED])
            figures = "  ".join(f"{name} {scores[key]:.4f}" for name, key in WATCHED_SCORES.items())
            print(
                f"{step:6d} steps {time.monotonic() - started:6.0f} s  parser loss {losses['parser']:8.1f}  {figures}",
                file=sys.stderr,
                flush=True,
            )
    return optimizer.averages


@contextmanager
def _averaged(nlp: Language, averages: dict[tuple[int, str], Any]) -> Iterator[None]:
    """Let the pipeline run with averaged weights; what its layers remember holds for one set of weights only."""
    with nlp.use_params(averages):
        model.forget(nlp)
        yield
        model.forget(nlp)


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


def batched(stream_of_examples: Iterator[Example], first_size: int) -> Iterator[list[Example]]:
    """Group examples into batches of a growing number of words."""
    size = float(first_size)
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
    parser.add_argument("--steps", type=int, default=6000, help="batches to learn from (default: %(default)s)")
    parser.add_argument("--rate", type=float, default=LEARNING_RATE, help="learning rate after warm-up (default: %(default)s)")
    parser.add_argument("--resume", type=Path, help="folder of a pipeline to go on from, trained with the same files and sizes")
    parser.add_argument("--seed", type=int, default=SEED, help="what the order of learning is drawn from (default: %(default)s)")
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
