"""Where a figure stands in its sentence, and what belongs to it there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger.comparison import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.comparison.words import Hit, Word
    from ledger.records import Claim

TIED = 4
"""Words from a figure to the one that "to" ties to it, bound words included: "3 % to about 40"."""
TITLE_CASE = 0.6
"""Share of capitalised words above which a sentence is set in title case."""
BEYOND_FIGURE = 6
"""Extra distance, in words, of an event word that stands beyond another figure."""
BEYOND = (
    {",": 3, "and": 3, "as": 1}
    | dict.fromkeys("but while whereas unless if because after when".split(), 4)
    | dict.fromkeys(';:—–()“”"', 12)
)
"""Extra distance, in words, of an event word beyond a comma, a joining word, or a break."""
QUOTES = frozenset('“”"')
ASIDE = 9
"""Words from ", or" within which the comma that closes it stands."""
OPENS_WITHIN = 6
"""Words from "Of these" that opens a sentence to its figure."""
OUT_OF_WITHIN = 6
"""Words from "out of" to the figure of the whole."""
JOINING = frozenset({"and", "but", "while", "whereas", "though"})
"""Words that open a clause of its own behind a comma."""
BREAKS = frozenset(';:—–()“”"')


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in its sentence: its first and last word, and the words of the other figures."""

    tokens: tuple[Word, ...]
    first: int
    last: int
    others: tuple[tuple[int, int], ...]

    def events(self) -> Iterator[Hit]:
        """The event words of the sentence that are no part of a name; in title case every word may be."""
        titled = sum(word.text[0].isupper() for word in self.tokens) > TITLE_CASE * len(self.tokens)
        for hit in words.events().find(self.tokens):
            if titled or hit.first == 0 or not self.tokens[hit.first].text[0].isupper() or self.tokens[hit.first - 1].text in BREAKS:
                yield hit


def distance(place: Place, hit: Hit) -> tuple[float, int]:
    """How far an event word stands from the figure, in words, with what lies between; and how many figures lie between.

    What stands in brackets or as ", or 14 %," between them does not count, nor does the figure that "to" ties to this one
    ("fell 3 % to 40").
    """
    low, high = (place.last + 1, hit.first) if hit.first > place.last else (hit.last + 1, place.first)
    outside = _outside_brackets(place.tokens, low, high)
    for start, end in place.others:
        if low <= start and end < high and _is_tied(place, end):
            outside -= set(range(start, place.first))
    marks = sum(BEYOND.get(place.tokens[index].text.lower(), 0) for index in outside)
    crossed = sum(1 for start, end in place.others if start in outside and end in outside)
    side = 0.0 if hit.first > place.last else 0.5
    return len(outside) + marks + crossed * BEYOND_FIGURE + side, crossed


def _outside_brackets(tokens: tuple[Word, ...], low: int, high: int) -> set[int]:
    """The places between two words that stand in no brackets and in no ", or …," that open and close between them."""
    found = set(range(low, high))
    opened: int | None = None
    for index in range(low, high):
        if tokens[index].text == "(":
            opened = index
        elif tokens[index].text == ")" and opened is not None:
            found -= set(range(opened, index + 1))
            opened = None
        elif tokens[index].text == "," and index + 1 < high and tokens[index + 1].text.lower() == "or":
            closed = next((place for place in range(index + 2, min(high, index + ASIDE)) if tokens[place].text == ","), None)
            found -= set(range(index, closed + 1)) if closed else set()
    return found


def _is_tied(place: Place, end: int) -> bool:
    """Whether only "to" stands between the end of another figure and this one."""
    return (
        end < place.first
        and [word.text.lower() for word in place.tokens[end + 1 : place.first]][:1] == ["to"]
        and place.first - end <= TIED
    )


def clause(place: Place) -> tuple[int, int]:
    """The words around a figure up to the next figures and breaks."""
    left = max((end + 1 for start, end in place.others if end < place.first), default=0)
    right = min((start for start, end in place.others if start > place.last), default=len(place.tokens))
    for index in range(place.first - 1, left - 1, -1):
        joined = place.tokens[index].text == "," and place.tokens[index + 1].text.lower() in JOINING
        if place.tokens[index].text in BREAKS or joined:
            left = index + 1
            break
    for index in range(place.last + 1, right):
        if place.tokens[index].text in BREAKS:
            right = index
            break
    return left, right


def is_partitive(place: Place) -> bool:
    """Whether "of them", "of the …", "of whom" follows the figure."""
    after = [word.text.lower() for word in place.tokens[place.last + 1 : place.last + 5] if word.text not in BREAKS][:2]
    return len(after) > 1 and after[0] == "of" and after[1] in {"them", "the", "whom", "which", "these", "those", "its", "their"}


def opens_part(place: Place) -> bool:
    """Whether "Of these", "Of them" opens the figure's sentence: it is a part of the figure before."""
    opening = [word.text.lower() for word in place.tokens[:2]]
    return opening[:1] == ["of"] and opening[1:] != [] and opening[1] in {"these", "them", "those"} and place.first <= OPENS_WITHIN


def is_parted(place: Place) -> bool:
    """Whether "of", "of the" leads from the figure straight to another: "37 of the 52 sensors"."""
    behind = [word.text.lower() for word in place.tokens[place.last + 1 : place.last + 3]]
    if behind[:1] != ["of"]:
        return False
    start = place.last + (3 if behind[1:] and behind[1] in {"the", "its", "their", "all"} else 2)
    return any(first == start for first, _ in place.others)


def is_whole(place: Place) -> bool:
    """Whether "of the", "of the country's" stands between another figure and this one."""
    if not any(end < place.first for _, end in place.others):
        return False
    if place.tokens[place.first - 1].text.lower() == "of" and any(end == place.first - 2 for _, end in place.others):
        return True
    if _is_out_of(place):
        return True
    before = [word.text.lower() for word in place.tokens[max(0, place.first - 4) : place.first]]
    if "of" not in before:
        return False
    owner = before[len(before) - before[::-1].index("of") :]
    return owner in (["the"], ["its"], ["their"], ["all"]) or (len(owner) > 1 and owner[-1].endswith(("'s", "’s", "s'", "s’")))


def _is_out_of(place: Place) -> bool:
    """Whether "out of", "of a total of" leads from another figure to this one: "eleven have been inspected out of a fleet of 34"."""
    end = max(end for _, end in place.others if end < place.first)
    between = [word.text.lower() for word in place.tokens[end + 1 : place.first]]
    starts = [index for index, pair in enumerate(pairwise(between)) if pair == ("out", "of")]
    return bool(starts) and len(between) - starts[-1] <= OUT_OF_WITHIN


def in_quotes(tokens: tuple[Word, ...], first: int, last: int) -> tuple[int, int]:
    """The words of a figure with the marks that quote it and nothing else: "carried “at least 226” people"."""
    quoted = first > 0 and last + 1 < len(tokens) and tokens[first - 1].text in QUOTES and tokens[last + 1].text in QUOTES
    return (first - 1, last + 1) if quoted else (first, last)


def sentence_starts(claims: Sequence[Claim]) -> dict[str, int]:
    """Where each claim's sentence begins in its document, found from where its quotes can stand in it."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.document_id, claim.sentence].append(claim)
    starts: dict[str, int] = {}
    for (_, sentence), members in groups.items():
        possible = {claim.claim_id: _possible_starts(claim, sentence) for claim in members}
        votes: dict[int, int] = defaultdict(int)
        for found in possible.values():
            for start in found:
                votes[start] += 1
        for claim in members:
            own = possible[claim.claim_id]
            starts[claim.claim_id] = max(own, key=lambda start: (votes[start], -start), default=claim.char_start)
    return starts


def _possible_starts(claim: Claim, sentence: str) -> list[int]:
    found, place = [], sentence.find(claim.quote)
    while place >= 0:
        found.append(claim.char_start - place)
        place = sentence.find(claim.quote, place + max(len(claim.quote), 1))
    return found


def words_of(tokens: tuple[Word, ...], claim: Claim, sentence_start: int) -> tuple[int, int]:
    """First and last word of a claim's quote."""
    start, end = claim.char_start - sentence_start, claim.char_end - sentence_start
    inside = [place for place, word in enumerate(tokens) if word.end > start and word.start < end]
    return (inside[0], inside[-1]) if inside else (0, 0)
