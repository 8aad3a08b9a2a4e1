"""The systems that can be measured, and what each needs."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A program that reads texts.

    Attributes:
        name: The name by which a command chooses it.
        module: The module that reads with it, run in its environment.
        requirements: What pip installs there, by name; nothing if it runs where the ledger runs.
        means: Whether it gives a range as its mean, so that gold ranges are compared by theirs.
        by_sentence: Whether long texts are handed over sentence by sentence, because its time grows faster than the text.
    """

    name: str
    module: str
    requirements: tuple[str, ...] = ()
    means: bool = False
    by_sentence: bool = False


LEDGER = System(name="ledger", module="benchmarks.peers.ledger_reader")

SYSTEMS = {
    "quantulum3": System(
        name="quantulum3",
        module="benchmarks.peers.quantulum3_reader",
        requirements=("quantulum3==0.10.0", "setuptools<81"),
        means=True,
        by_sentence=True,
    ),
    "recognizers": System(
        name="recognizers",
        module="benchmarks.peers.recognizers_reader",
        # the suite reads a name that emoji dropped in its second version
        requirements=("recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools<81"),
    ),
    "tokenizer": System(name="tokenizer", module="benchmarks.peers.tokenizer_reader"),
}
"""The peers by name; `tokenizer` is spaCy's blank English pipeline, which finds no quantities and gives a scale of speed."""


def chosen(names: str) -> list[System]:
    """List the systems of a comma-separated list of names, each once."""
    listed = list(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    for name in listed:
        if name not in SYSTEMS:
            raise InputError("there is no such peer", where=name, mend=f"Choose of: {', '.join(SYSTEMS)}.")
    return [SYSTEMS[name] for name in listed]
