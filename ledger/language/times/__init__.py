"""Time expressions of a text, and the days they mean.

Law of this folder: `find` reads words alone and is fast; `resolve` reads a meaning and the days on which the document may have been
written. What the words and those days leave open stays open: no day is guessed.
"""

from __future__ import annotations

from ledger.language.times.expressions import TimeExpression, TimeKind
from ledger.language.times.find import find
from ledger.language.times.meanings import Tense
from ledger.language.times.resolve import resolve, resolve_all, shifted

__all__ = ["Tense", "TimeExpression", "TimeKind", "find", "resolve", "resolve_all", "shifted"]
