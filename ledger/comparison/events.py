"""Which event a figure is about: the words near it, the verb above its item, or the item itself."""

from __future__ import annotations

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


def find(place: Place, item: Item, dimension: str, *, whole: bool) -> tuple[frozenset[str], bool]:
    """The events nearest to the figure, and whether only a weak word or a far one names them."""
    best: tuple[float, frozenset[str], bool] | None = None
    near: Hit | None = None
    limit = FAR if item.things or item.verb else FAR_OF_NOTHING
    for hit in place.events():
        names = frozenset(name for name in hit.names if may_happen(name, item.things, dimension))
        if not names or (hit.first >= place.first and hit.last <= place.last) or (whole and not _is_own(place, hit)):
            continue
        if item.is_role and hit.first == hit.last and place.tokens[hit.first].stem == item.head:
            continue
        if names & NORMS and _is_norm(place, hit):
            return names & NORMS, False
        apart, crossed = distance(place, hit)
        weight = OWN if _counts(names, item.things, dimension) else NEAR if hit.weak else 0
        if names & ASKED and not hit.weak and not crossed and hit.last < place.first and apart <= ASKED_REACH:
            return names & ASKED, False
        if best is None or apart + weight < best[0]:
            near = hit
            best = (apart + weight, names, apart + weight - crossed * BEYOND_FIGURE > limit)
    governed = _governed(item, dimension)
    if governed and not whole and (best is None or best[0] > GOVERNED):
        best = (GOVERNED, governed, False)
    elif item.verb and not governed and not whole and (best is None or best[2]) and not item.events:
        best = (FAR, frozenset({words.stem(item.verb)}), True)
    named = frozenset(name for name in item.events if may_happen(name, item.things, dimension))
    if named and best is not None and near is not None and (_is_said_of(near, item, place) or _is_behind(near, best[0], item, place)):
        return best[1:]
    if named and not (item.things and best is not None and best[0] <= DEFAULT_REACH):
        return (named & best[1] if best is not None else named) or named, False
    return (frozenset(), False) if best is None else best[1:]


def _is_said_of(hit: Hit, item: Item, place: Place) -> bool:
    """Whether an event's words hold the item's own noun: "killed or wounded"."""
    return words.counted(hit.names) == {"people"} and item.head in {word.stem for word in place.tokens[hit.first : hit.last + 1]}


def _is_behind(hit: Hit, apart: float, item: Item, place: Place) -> bool:
    """Whether an event stands right behind a figure whose noun stands before it: "the injured number 712, of whom 95 remain in hospital"."""
    behind = {word.stem for word in place.tokens[place.last + 1 : place.last + 1 + DEFAULT_REACH]}
    people = words.counted(item.events) == words.counted(hit.names) == {"people"}
    return people and hit.first > place.last and apart <= BEHIND_REACH and item.head not in behind


def _governed(item: Item, dimension: str) -> frozenset[str]:
    """The events that the verb above the item stands for."""
    hits = words.events().find(words.split(item.verb))
    return frozenset(name for hit in hits if not hit.weak for name in hit.names if may_happen(name, item.things, dimension))


def _is_own(place: Place, hit: Hit) -> bool:
    """Whether an event behind a whole is said of the whole: "of the 900 homes that burned", not "of the 900 homes have burned"."""
    if not 0 < hit.first - place.last <= OWN_REACH:
        return False
    between = {word.text.lower() for word in place.tokens[place.last + 1 : hit.first]}
    return bool(between & {"that", "which", "who"}) or not between & {"have", "has", "had", "is", "are", "was", "were", "will", "would"}


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
