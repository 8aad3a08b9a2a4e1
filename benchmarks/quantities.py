"""Accuracy and speed of reading quantities, ours and the peers' side by side.

`python -m benchmarks quantities --data PATH [--peers quantulum3,recognizers]`; exit status 1 if a peer could not be measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import sets
from benchmarks.counting import Answer, Evaluation, evaluate, units
from benchmarks.counting.quantities import in_order
from benchmarks.peers import chosen, default_folder
from benchmarks.racing import Race, Runner, race
from benchmarks.tables import table
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.counting import Sentence

TURNS = 4
"""Turns in which the systems alternate over a set."""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks quantities", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--data", type=Path, required=True, help="a JSON file in the published form of NewsQuant and R-Text, or a folder of them"
    )
    parser.add_argument("--peers", default="", help="peers to measure beside the ledger, with commas: quantulum3,recognizers")
    parser.add_argument("--environments", type=Path, default=default_folder(), help="where the peers' environments are kept")
    parser.add_argument(
        "--as-named", action="store_true", help="leave units as each system names them, and do not spell them as the sets do"
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print so many of the ledger's wrong sentences of each set")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Measure every set of the data and print what came of it."""
    given = parse(arguments)
    try:
        data, peers = sets.read(given.data), chosen(given.peers)
        texts = [sentence.text for sentences in data.values() for sentence in sentences]
        held = race(peers, texts, turns=TURNS, folder=given.environments)
    except LedgerError as error:
        print(error, file=sys.stderr)
        return 2
    measured = _by_set(data, held, as_named=given.as_named)
    if given.format == "json":
        print(json.dumps(_plain(measured, held), indent=1, ensure_ascii=False))
    else:
        _print(measured, data, held)
    if given.errors:
        _print_errors(data, held, given.errors, as_named=given.as_named)
    for failure in held.failures:
        print(f"not measured: {failure}", file=sys.stderr)
    return 1 if held.failures else 0


def _answers(sentences: Sequence[Sentence], found: Sequence[list[dict[str, Any]]], *, as_named: bool) -> list[Answer]:
    """Set what a system found beside what people found, with units spelt as the sets spell them unless asked not to."""
    if not as_named:
        found = [[{**row, "unit": units.spell(row["unit"])} for row in rows] for rows in found]
    return [Answer(gold=sentence.gold, found=in_order(rows)) for sentence, rows in zip(sentences, found, strict=True)]


def _by_set(data: dict[str, tuple[Sentence, ...]], held: Race, *, as_named: bool) -> dict[str, list[Evaluation]]:
    """Evaluate each system on each set: the evaluations are in the order of the systems."""
    measured: dict[str, list[Evaluation]] = {}
    start = 0
    for name, sentences in data.items():
        end = start + len(sentences)
        measured[name] = [
            evaluate(_answers(sentences, runner.found[start:end], as_named=as_named), means=runner.system.means) for runner in held.runners
        ]
        start = end
    return measured


def _print(measured: dict[str, list[Evaluation]], data: dict[str, tuple[Sentence, ...]], held: Race) -> None:
    """Print a table for each set, and one of speed."""
    labels = [runner.label for runner in held.runners]
    for name, evaluations in measured.items():
        print(f"{name}: {len(data[name])} sentences, {evaluations[0].gold} quantities; F1 (precision / recall)\n")
        lines: list[list[object]] = [["found", *(str(each.found) for each in evaluations)]]
        for counting in ("paper", "strict"):
            for measure in getattr(evaluations[0], counting):
                cells = [_cell(getattr(each, counting), measure) for each in evaluations]
                lines.append([f"{counting}: {measure}", *cells])
        print(table(["counting: measure", *labels], lines) + "\n")
    print(f"speed on {sum(held.sizes):.0f} KB, sentence by sentence\n")
    print(table(["", *labels], held.lines()))


def _cell(scores: dict[str, Any], measure: str) -> str:
    """Write a score, or that the system does not state what is measured."""
    if measure not in scores:
        return "–"
    score = scores[measure]
    return f"{score.f1:.1f} ({score.precision:.1f} / {score.recall:.1f})"


def _plain(measured: dict[str, list[Evaluation]], held: Race) -> dict[str, Any]:
    """Put the results into plain data."""
    labels = [runner.label for runner in held.runners]
    return {
        "sets": {name: {label: asdict(each) for label, each in zip(labels, listed, strict=True)} for name, listed in measured.items()},
        "kilobytes_a_cpu_second": {runner.label: held.speed(runner) for runner in held.runners},
        "not_measured": [str(failure) for failure in held.failures],
    }


def _print_errors(data: dict[str, tuple[Sentence, ...]], held: Race, most: int, *, as_named: bool) -> None:
    """Print sentences in which the ledger found other values or units of another head than people did."""
    ours: Runner = held.runners[0]
    start = 0
    for name, sentences in data.items():
        answers = _answers(sentences, ours.found[start : start + len(sentences)], as_named=as_named)
        start += len(sentences)
        wrong = [(each, sentence) for each, sentence in zip(answers, sentences, strict=True) if _is_wrong(each)]
        print(f"\n{name}: {len(wrong)} sentences are not wholly right")
        for answer, sentence in wrong[:most]:
            print(f"  {sentence.text}\n    people: {_show(answer.gold)}\n    ledger: {_show(answer.found)}")


def _is_wrong(answer: Answer) -> bool:
    """Whether a value or the head of a unit is missing, spurious or another."""
    hits = evaluate([answer]).strict["value+unit head"]
    return bool(answer.gold or answer.found) and min(hits.precision, hits.recall) < 100  # noqa: PLR2004 - percent


def _show(listed: Sequence[Any]) -> str:
    """Write quantities in short."""
    return (
        "; ".join(f"{q.value:g}{'' if q.upper is None else f'–{q.upper:g}'} [{q.unit}] {q.change or ''}".strip() for q in listed)
        or "nothing"
    )
