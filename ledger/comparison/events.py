"""Which event a figure is about: the words near it, the verb above its item, or the item itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.comparison import words
from ledger.comparison.clauses import BEYOND_FIGURE, distance
from ledger.comparison.items import may_happen

if TYPE_CHECKING:
    from ledger.comparison.clauses import Place
    from ledger.comparison.items import Item
    from ledger.comparison.words import Hit

NEAR = 9
"""Words that a weak event word is moved away from the figure."""
FAR = 12
"""Words between a figure and an event word, other figures not counted, beyond which the word hardly speaks of the figure."""
FAR_OF_NOTHING = 6
"""The same for figures whose item is not named: the words before them tell more."""
GOVERNED = 1.0
"""Distance at which the verb that governs the item counts: only words right beside the figure are nearer."""
DEFAULT_REACH = 5
"""Words within which a verb beats the event that a noun of a role names: "votes … opened"."""
NORMS = frozenset({"needed", "recommended", "ceiling"})
"""Events of figures that say what ought to be: beside a figure they always answer another question."""
OWN = -4.0
"""What brings an event word nearer that counts the very class of things at hand: "cut … jobs"."""
ASKED = frozenset({"requested", "promised"})
"""Events before a figure that it answers to, whatever is to be done: "asked for 60 tanks to be sent"."""
ASKED_REACH = 6.0
"""Distance before a figure within which it does."""
BEHIND_REACH = 3.0
"""Distance behind a figure within which an event is its own, and not its noun's before it."""
NORM_REACH = 5
"""Words behind a figure within which "needed" is said of it."""
OWN_REACH = 6
"""Words behind a whole within which an event is its own: "of the 900 homes that burned"."""


@dataclass(frozen=True, slots=True)
class Found:
    """The events that an event word or a verb names for a figure.

    Attributes:
        names: The events.
        apart: How far it stands from the figure.
        far: Whether it stands so far, or is so weak, that it hardly speaks of the figure.
        hit: The event word; nothing for a verb that the claims stage named.
    """

    names: frozenset[str]
    apart: float
    far: bool
    hit: Hit | None = None


def find(place: Place, item: Item, dimension: str, *, whole: bool) -> tuple[frozenset[str], bool]:
    """The events nearest to the figure, and whether only a weak word or a far one names them."""
    decided, near = _nearest(place, item, dimension, whole=whole)
    if decided:
        return decided, False
    named = frozenset(name for name in item.events if may_happen(name, item.things, dimension))
    if named and near is not None and near.hit is not None:
        if _is_said_of(near.hit, item, place):
            return near.names, False
        if _is_behind(near, item, place):
            return near.names, near.far
    best = near if whole or _is_predicate(near, item, place) else _with_verb(near, item, dimension)
    if named and not (item.things and best is not None and best.apart <= DEFAULT_REACH):
        return (named & best.names if best is not None else named) or named, False
    return (frozenset(), False) if best is None else (best.names, best.far)


def _nearest(place: Place, item: Item, dimension: str, *, whole: bool) -> tuple[frozenset[str], Found | None]:
    """The events that decide by themselves, if there are any, and the event word nearest to the figure."""
    best: Found | None = None
    limit = FAR if item.things or item.verb else FAR_OF_NOTHING
    for hit in place.events():
        names = frozenset(name for name in hit.names if may_happen(name, item.things, dimension))
        if not names or (whole and not _is_own(place, hit)) or _is_own_noun(hit, item, place):
            continue
        apart, crossed = distance(place, hit)
        asked = not hit.weak and not crossed and hit.last < place.first and apart <= ASKED_REACH
        decisive = names & NORMS if names & NORMS and _is_norm(place, hit) else names & ASKED if asked else frozenset()
        if decisive:
            return decisive, None
        apart += OWN if _counts(names, item.things, dimension) else NEAR if hit.weak and not whole else 0
        if best is None or apart < best.apart:
            best = Found(names, apart, apart - crossed * BEYOND_FIGURE > limit, hit)
    return frozenset(), best


def _is_predicate(near: Found | None, item: Item, place: Place) -> bool:
    """Whether an event stands right behind a figure without a noun of its own: "and some 900 were told to leave their homes"."""
    if near is None or near.hit is None or near.far or not item.head:
        return False
    behind = {word.stem for word in place.tokens[place.last + 1 : place.last + 1 + FAR]}
    return near.hit.first > place.last and near.apart <= DEFAULT_REACH and item.head not in behind


def _with_verb(near: Found | None, item: Item, dimension: str) -> Found | None:
    """The nearest event word, or the verb above the item where it stands nearer or no word tells."""
    governed = _governed(item, dimension)
    if governed and (near is None or near.apart > GOVERNED):
        return Found(governed, GOVERNED, far=False)
    if item.verb and not governed and (near is None or near.far) and not item.events:
        return Found(frozenset({words.stem(item.verb)}), FAR, far=True)
    return near


def _is_own_noun(hit: Hit, item: Item, place: Place) -> bool:
    """Whether an event word is the figure itself, or the noun of people that it counts: "11,000 employees were on strike"."""
    if hit.first >= place.first and hit.last <= place.last:
        return True
    return item.is_role and hit.first == hit.last and place.tokens[hit.first].stem == item.head


def _is_said_of(hit: Hit, item: Item, place: Place) -> bool:
    """Whether an event's words hold the item's own noun: "killed or wounded"."""
    return words.counted(hit.names) == {"people"} and item.head in {word.stem for word in place.tokens[hit.first : hit.last + 1]}


def _is_behind(near: Found, item: Item, place: Place) -> bool:
    """Whether an event stands right behind a figure whose noun stands before it: "712 injured, of whom 95 remain in hospital"."""
    hit = near.hit
    if hit is None:
        return False
    behind = {word.stem for word in place.tokens[place.last + 1 : place.last + 1 + DEFAULT_REACH]}
    people = words.counted(item.events) == words.counted(hit.names) == {"people"}
    return people and hit.first > place.last and near.apart <= BEHIND_REACH and item.head not in behind


def _governed(item: Item, dimension: str) -> frozenset[str]:
    """The events that the verb above the item stands for."""
    hits = words.events().find(words.split(item.verb))
    return frozenset(name for hit in hits if not hit.weak for name in hit.names if may_happen(name, item.things, dimension))


def _is_own(place: Place, hit: Hit) -> bool:
    """Whether an event behind a whole is said of the whole: "of the 900 homes that burned", not "of the 900 homes have burned"."""
    if not 0 < hit.first - place.last <= OWN_REACH:
        return False
    between = {word.text.lower() for word in place.tokens[place.last + 1 : hit.first]}
    clause = between & {"that", "which", "who", "it", "they", "he", "she", "we"}
    return bool(clause) or not between & {"have", "has", "had", "is", "are", "was", "were", "will", "would"}


def _is_norm(place: Place, hit: Hit) -> bool:
    """Whether "needed", "recommended" stands right behind the figure, and is said of it."""
    if not 0 < hit.first - place.last <= NORM_REACH:
        return False
    after = place.tokens[hit.last + 1].text.lower() if hit.last + 1 < len(place.tokens) else ""
    return after not in {"a", "an", "the"}


def _counts(events: frozenset[str], things: frozenset[str], dimension: str) -> bool:
    """Whether an event counts the very things at hand."""
    counted = {words.counted_by().get(event) for event in events}
    return bool(counted & things - {"people"}) or (dimension == "[currency]" and "money" in counted)
