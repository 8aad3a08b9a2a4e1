"""The time expressions between two characters of a text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ledger.language.times.compounds import SoFar
from ledger.language.times.expressions import Atom, TimeExpression, TimeKind
from ledger.language.times.join import join
from ledger.language.times.meanings import Ago, Fixed, Nowhere, Overnight, Stretch, Tense, Turn
from ledger.language.times.scan import scan
from ledger.language.times.tenses import tense_of

if TYPE_CHECKING:
    from collections.abc import Sequence


KEPT = 256
"""Stretches whose times are kept: a sentence with a figure is asked for them when the figure is read and again when it is dated."""


@lru_cache(maxsize=KEPT)
def find(text: str, start: int = 0, end: int | None = None) -> tuple[TimeExpression, ...]:
    """Find the time expressions between two characters, best one sentence; in order, none overlapping.

    >>> [time.text for time in find("Sales fell in 2015 and, by March 4, they had halved.")]
    ['2015', 'by March 4']
    """
    stop = len(text) if end is None else end
    atoms: Sequence[Atom] = scan(text, start, stop)
    if not atoms:
        return ()
    return tuple(_expression(atom, text, start, stop) for atom in join(list(atoms), text, start, stop))


_TENSELESS = (Fixed, Nowhere, Turn, Ago, Stretch, Overnight, SoFar)
_ARTICLED = frozenset({TimeKind.RELATIVE, TimeKind.STRETCH})


def _needs_tense(atom: Atom) -> bool:
    """Whether the verb beside the words can change what they mean."""
    meaning = atom.meaning
    if isinstance(meaning, Turn):
        return meaning.by >= 0 and not meaning.told
    return atom.side == "from" or not isinstance(meaning, _TENSELESS)


def _expression(atom: Atom, text: str, start: int, end: int) -> TimeExpression:
    first = atom.start
    if atom.side is None and atom.kind in _ARTICLED and text[max(start, first - 4) : first].lower() == "the ":
        first -= 4
    return TimeExpression(
        start=first,
        end=atom.end,
        text=text[first : atom.end],
        kind=atom.kind,
        meaning=atom.meaning,
        tense=tense_of(text, start, end, atom.start, atom.end) if _needs_tense(atom) else Tense.UNSTATED,
        side=atom.side,
        core_start=max(atom.core_start, first),
    )
