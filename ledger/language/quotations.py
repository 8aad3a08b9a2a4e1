"""Quotations: marks paired paragraph by paragraph, the outermost kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.language.segments import Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Double marks always; single ones only where they can open or close, which leaves out most apostrophes.
_MARK = re.compile(r"''|``|[“”„‟\"«»]|(?<!\w)['‘‚‹](?=[^\W\d])|(?<!\w)[‘‚‹](?=\d)|(?<=[\w.,!?…])['’›](?!\w)")
_SIGN = re.compile(r"''|``|[“”„‟\"«»'’‘‚‹›]")
_CLOSING = {"“": '”"', "„": "“”", "‟": "”", '"': '"', "«": "»", "»": "«", "‘": "’", "‚": "‘’", "'": "'", "‹": "›", "”": "”"}
_OPENING = frozenset("“„‟«‘‚‹")
_SINGLE = frozenset("'‘’‚‹›")
# Doubled single marks, as typewriters and wire copy set them, are straight double marks.
_DOUBLED = frozenset({"''", "``"})
_WIDE = frozenset("“„‟«")
_APOSTROPHES = frozenset("'’")
_BEFORE_OPENING = frozenset(" \t\r\n\u00a0\u2009\u202f\u200b([{—–-/:>")


class _Mark(NamedTuple):
    """A quotation mark at a character; `end` is one past its last."""

    position: int
    sign: str
    end: int


def find(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    """Give the outermost quotations of the paragraphs, each a half-open span, in order."""
    for place, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[place + 1][0]] if place + 1 < len(paragraphs) else ""
        yield from _Pairing(text, start, end).pairs(following)


class _Pairing:
    """The pairing of one paragraph's marks."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._marks = [
            _Mark(match.start(), '"' if match.group() in _DOUBLED else match.group(), match.end())
            for match in _SIGN.finditer(text, start, end)
            if _MARK.match(text, match.start(), end)
        ]
        self._open: list[_Mark] = []

    def pairs(self, following: str) -> Iterator[Quotation]:
        """Give the outermost pairs; `following` is the first character of the next paragraph."""
        for place, mark in enumerate(self._marks):
            if self._open and self._closes(place):
                while mark.sign not in _CLOSING[self._open[-1].sign] and mark.sign != self._open[-1].sign:
                    self._open.pop()  # what looked like a single mark was an apostrophe
                opened = self._open.pop()
                if not self._open:
                    yield Quotation(opened.position, mark.end, closed=True)
            elif self._opens(mark):
                if self._open and self._leaves_first_open(place):
                    yield Quotation(self._open[0].position, self._last_before(mark.position), closed=False)
                    self._open.clear()
                self._open.append(mark)
        yield from self._unclosed(following)

    def _unclosed(self, following: str) -> Iterator[Quotation]:
        """Give the quotation that the paragraph leaves open; a single mark alone is an apostrophe."""
        outer = next((mark for mark in self._open if mark.sign not in _SINGLE), None)
        if outer is None and self._open and self._open[0].sign in "‘‹" and following == self._open[0].sign:
            outer = self._open[0]
        if outer is not None:
            yield Quotation(outer.position, self._last_before(self._end), closed=False, continues=following == outer.sign)

    def _closes(self, place: int) -> bool:
        """Whether a mark closes the innermost open quotation, or one outside of single marks that are apostrophes."""
        mark = self._marks[place]
        for opened in reversed(self._open):
            if mark.sign == "“" == opened.sign:
                return self._ends_speech(mark)
            if mark.sign in _CLOSING[opened.sign]:
                if mark.sign == '"':
                    return not self._stands_before_word(mark)
                return mark.sign not in _APOSTROPHES or not self._is_possessive(place, opened.sign)
            if opened.sign not in _SINGLE:
                return False
        return False

    def _ends_speech(self, mark: _Mark) -> bool:
        """Whether an opening mark stands where only a closing one can: behind a full stop or comma and before a space."""
        before, after = self._around(mark)
        return before in ".,!?…" and after.isspace()

    def _opens(self, mark: _Mark) -> bool:
        """Whether a mark opens a quotation."""
        before, after = self._around(mark)
        if mark.sign == '"':
            is_free = not self._open and not before.isalnum() and not after.isspace()
            return is_free or before in _BEFORE_OPENING or before in _OPENING
        if mark.sign in {"»", "”"}:
            return not self._open and before in _BEFORE_OPENING and after.isalnum()
        if mark.sign == "'":
            return before in _BEFORE_OPENING or before in {'"', "“"}
        if mark.sign in _WIDE and after.isspace():
            return not self._open and before.isspace()
        return mark.sign in _OPENING and not after.isspace() and (after.isalnum() or not before.isalnum())

    def _around(self, mark: _Mark) -> tuple[str, str]:
        before = self._text[mark.position - 1] if mark.position > self._start else " "
        after = self._text[mark.end] if mark.end < self._end else " "
        return before, after

    def _stands_before_word(self, mark: _Mark) -> bool:
        """Whether a straight double mark stands as an opening one does: after a space and before a word."""
        before, after = self._around(mark)
        return before in " \t\r\n\u00a0([{" and after.isalnum()

    def _is_possessive(self, place: int, opening: str) -> bool:
        """Whether a mark after an s is an apostrophe ("soldiers’ pay"), because another mark surely closes later."""
        if not self._looks_possessive(self._marks[place].position):
            return False
        for later in self._marks[place + 1 :]:
            if later.sign == opening:
                return False
            if later.sign in _CLOSING[opening] and not self._looks_possessive(later.position):
                return True
        return False

    def _looks_possessive(self, position: int) -> bool:
        """Whether a mark stands after an s and before another word in small letters."""
        after = self._text[position + 1 : position + 3]
        return self._text[position - 1] in "sS" and after[:1].isspace() and after[1:].islower()

    def _leaves_first_open(self, place: int) -> bool:
        """Whether a second opening mark of one kind shows that the first is never closed, since too few closing marks follow."""
        sign = self._marks[place].sign
        waiting = sum(mark.sign == sign for mark in self._open)
        if sign == '"' or not waiting:
            return bool(waiting)
        rest = self._marks[place:]
        closing = sum(mark.sign in _CLOSING[sign] for mark in rest)
        return closing < waiting + sum(mark.sign == sign for mark in rest)

    def _last_before(self, end: int) -> int:
        """One past the last character before a position that is not space."""
        while self._text[end - 1].isspace():
            end -= 1
        return end
