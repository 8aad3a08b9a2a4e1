"""Quotations: marks paired paragraph by paragraph, the outermost kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.language.segments import Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Double marks always; single ones only where they can open or close, which leaves out most apostrophes.
_MARK = re.compile(r"[“”„‟\"«»]|(?<!\w)['‘‚‹](?=[^\W\d])|(?<!\w)[‘‚‹](?=\d)|(?<=[\w.,!?…])['’›](?!\w)")
_CLOSING = {"“": "”", "„": "“”", "‟": "”", '"': '"', "«": "»", "»": "«", "‘": "’", "‚": "‘’", "'": "'", "‹": "›", "”": "”"}
_OPENING = frozenset("“„‟«‘‚‹")
_SINGLE = frozenset("'‘’‚‹›")
_BEFORE_OPENING = frozenset(" \t\r\n\u00a0\u2009\u202f([{—–-/:>\u200b")


# Two single marks typed for a double one, as wire copy has it: read as one double mark beside a space of no width.
_TYPED_DOUBLE = re.compile(r"(?<![\w,.!?…'])(?:''|``)(?=\w)|(?<=[\w,.!?…-])''(?!\w)|(?<=\s)''(?=\.\.\.)")


class _Open:
    """An opening mark that waits for its closing one."""

    __slots__ = ("mark", "start")

    def __init__(self, mark: str, start: int) -> None:
        self.mark = mark
        self.start = start


def find(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    """Give the outermost quotations of the paragraphs, in order."""
    if "''" in text:
        text = _TYPED_DOUBLE.sub(lambda match: '\u200b"' if text[match.end() : match.end() + 1].isalnum() else '"\u200b', text)
    for place, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[place + 1][0]] if place + 1 < len(paragraphs) else ""
        yield from _find_in_paragraph(text, start, end, following)


def _find_in_paragraph(text: str, start: int, end: int, following: str) -> Iterator[Quotation]:
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
    stack: list[_Open] = []
    for place, (position, mark) in enumerate(marks):
        if stack and _closes(text, mark, position, stack, marks[place + 1 :], end):
            while stack[-1].mark in _SINGLE and mark not in _CLOSING[stack[-1].mark]:
                stack.pop()  # what looked like a single mark was an apostrophe
            opened = stack.pop()
            if not stack:
                yield Quotation(start=opened.start, end=position + 1, closed=True)
        elif _opens(text, mark, position, start, end, is_open=bool(stack)):
            if stack and _never_closes(stack, mark, marks[place:]):
                yield Quotation(start=stack[0].start, end=_last_before(text, position), closed=False)
                stack = []
            stack.append(_Open(mark, position))
    yield from _unclosed(text, stack, end, following)


def _unclosed(text: str, stack: list[_Open], end: int, following: str) -> Iterator[Quotation]:
    """Give the quotation that is still open at the end of its paragraph; a single mark alone is an apostrophe."""
    doubles = [opened for opened in stack if opened.mark not in _SINGLE]
    if doubles:
        outer = doubles[0]
        yield Quotation(start=outer.start, end=_last_before(text, end), closed=False, continues=following == outer.mark)
    elif stack and stack[0].mark in "‘‹" and following == stack[0].mark:
        yield Quotation(start=stack[0].start, end=_last_before(text, end), closed=False, continues=True)


def _closes(text: str, mark: str, position: int, stack: list[_Open], later: list[tuple[int, str]], end: int) -> bool:
    """Whether a mark closes the innermost open quotation, or one outside single marks that are apostrophes."""
    for opened in reversed(stack):
        if mark in _CLOSING[opened.mark]:
            if mark == '"':
                return not _looks_opening(text, position, end)
            if mark in "'’":
                return not _is_possessive(text, position, later, opened.mark)
            return True
        if opened.mark not in _SINGLE:
            return False
    return False


def _opens(text: str, mark: str, position: int, start: int, end: int, *, is_open: bool) -> bool:
    """Whether a mark opens a quotation."""
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if mark == '"':
        return before in _BEFORE_OPENING or before in _OPENING or (not before.isdigit() and not after.isspace() and not is_open and not before.isalnum())
    if mark in {"»", "”"}:
        return not is_open and before in _BEFORE_OPENING and after.isalnum()
    if mark == "'":
        return before in _BEFORE_OPENING or before in '"“'
    return mark in _OPENING and not (before.isalnum() and not after.isalnum()) and not after.isspace()


def _looks_opening(text: str, position: int, end: int) -> bool:
    """Whether a straight double mark stands as an opening one does: after a space and before a word."""
    return text[position - 1] in " \t\r\n\u00a0([{" and position + 1 < end and text[position + 1].isalnum()


def _is_possessive(text: str, position: int, later: list[tuple[int, str]], opening: str) -> bool:
    """Whether a mark after an s is an apostrophe ("soldiers’ pay") because another mark closes later."""
    if text[position - 1] not in "sS" or text[position + 1 : position + 2] not in {" ", "\n", "\u00a0"}:
        return False
    for _, mark in later:
        if mark in _CLOSING[opening]:
            return text[position + 2 : position + 3].islower()
        if mark == opening:
            return False
    return False


def _never_closes(stack: list[_Open], mark: str, rest: list[tuple[int, str]]) -> bool:
    """Whether a second mark of one kind shows that the first was left open, since too few closing marks follow."""
    same = [opened for opened in stack if opened.mark == mark]
    if not same:
        return False
    if mark == '"':
        return True
    closing = sum(1 for _, later in rest if later in _CLOSING[mark])
    opening = sum(1 for _, later in rest if later == mark)
    return closing < opening + len(same)


def _last_before(text: str, end: int) -> int:
    """One past the last character before a position that is not space."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end
