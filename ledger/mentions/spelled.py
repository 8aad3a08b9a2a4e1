"""Spelled numbers: "two hundred and twenty-eight thousand", read word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ledger import lexicon

SPACES = "\u0020\u00a0\u2007\u2009\u202f"
"""Spaces that may stand inside a number: ordinary, unbreakable, figure, thin, narrow unbreakable."""

GAP = rf"[{SPACES}\n\r\t]*-?[{SPACES}\n\r\t]*"
WORD = re.compile(rf"{GAP}(?P<word>[A-Za-z]+)(?![A-Za-z])")
ARTICLES = frozenset({"a", "an"})

_AND_A_HALF = re.compile(r"[\s-]+a[\s-]+half\b", re.IGNORECASE)
_FOLLOWS = {
    "unit": frozenset({"", "tens", "hundred", "magnitude", "hundred and", "magnitude and"}),
    "teen": frozenset({"", "hundred", "magnitude", "hundred and", "magnitude and"}),
    "tens": frozenset({"", "hundred", "magnitude", "hundred and", "magnitude and"}),
    "hundred": frozenset({"article", "unit", "teen", "tens"}),
    "magnitude": frozenset({"article", "unit", "teen", "tens", "hundred", "half"}),
    "dozen": frozenset({"article", "unit", "teen", "tens", "hundred"}),
}
"""Which class of number word may follow which."""

_SMALL = frozenset({"unit", "teen", "tens"})


@cache
def numbers() -> dict[str, tuple[float, str]]:
    """Number words to their value and class, from the lexicon."""
    return {row[0]: (float(row[1]), row[2]) for row in lexicon.rows("numerals")}


def kind_of(match: re.Match[str] | None) -> str:
    """The class of a matched word; empty if it is no number word."""
    return numbers().get(match["word"].lower(), (0.0, ""))[1] if match is not None else ""


@dataclass(slots=True)
class Spelled:
    """A number in words as far as it was read.

    Attributes:
        end: One past its last character.
        total: Sum of the groups closed by a magnitude.
        group: The group being read: "two hundred and five" before "thousand".
        scale: The last magnitude word; 1 for none.
        last: Class of the last word, with "and" where one followed it; empty before the first word.
    """

    end: int
    total: float = 0.0
    group: float = 0.0
    scale: float = 1.0
    last: str = ""

    @property
    def value(self) -> float:
        """The number."""
        return self.total + self.group

    def add(self, value: float, kind: str) -> bool:
        """Take one more number word; false if the words so far end the number."""
        too_large = kind == "magnitude" and self.total > 0 and value >= self.scale
        if self.last not in _FOLLOWS.get(kind, ()) or too_large:
            return False
        if kind in _SMALL:
            self.group += value
        elif kind == "magnitude":
            self.total, self.group, self.scale = self.total + self.group * value, 0.0, value
        else:
            self.group *= value
        self.last = kind
        return True

    def add_half(self) -> bool:
        """Take "and a half": of one, or of the magnitude before it ("a million and a half")."""
        if self.last == "magnitude":
            self.total += self.scale / 2
        elif self.last in _SMALL:
            self.group += 0.5
        else:
            return False
        self.last = "half"
        return True


def read(text: str, start: int, end: int) -> Spelled | None:
    """Read the longest number in words that starts at `start`; nothing if none does.

    >>> read("three hundred and ten thousand votes", 0, 36).value
    310000.0
    """
    spelled, place = Spelled(end=start), start
    while match := WORD.match(text, place, end):
        word = match["word"].lower()
        if place == start and match.start("word") != start:
            return None
        if place == start and word in ARTICLES:
            spelled.group, spelled.last, place = 1.0, "article", match.end()
            continue
        if word == "and":
            half = _AND_A_HALF.match(text, match.end(), end)
            if half and spelled.add_half():
                spelled.end = place = half.end()
                continue
            if not _goes_on(text, match.end(), end, spelled.last):
                break
            spelled.last, place = f"{spelled.last} and", match.end()
            continue
        if not spelled.add(*numbers().get(word, (0.0, ""))):
            break
        spelled.end = place = match.end()
    return spelled if spelled.end > start else None


def _goes_on(text: str, place: int, end: int, last: str) -> bool:
    """Whether the number goes on after "and": "a thousand and one", but not "two hundred and three hundred"."""
    following = WORD.match(text, place, end)
    if last not in {"hundred", "magnitude"} or following is None or kind_of(following) not in _SMALL:
        return False
    after = kind_of(WORD.match(text, following.end(), end))
    return after != ("hundred" if last == "hundred" else "magnitude")
