"""Whose losses, whose troops, whose fire: the party that a figure is counted for, where a story has two sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.comparison import places, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.comparison.clauses import Place
    from ledger.comparison.words import Word
    from ledger.records import Claim

SIDED = frozenset({"killed", "wounded", "casualties", "missing", "kidnapped", "deployed", "launched", "destroyed", "downed", "displaced"})
"""Events that two sides suffer or do alike."""
KEY = 4
"""Letters of a name by which a country and what is of it are one: "Norvale", "Norvaler"."""
OWNED_WITHIN = 3
"""Words behind a name in the possessive within which stands what it owns."""
SPEAKS_WITHIN = 3
"""Words between a name and the verb it is the subject of."""
_POSSESSIVE = re.compile(r"['’]s?$")
_OWN = frozenset({"its", "their", "his", "her", "our"})
_OWNED = frozenset(
    "side own country men women soldiers soldier troops troop forces force army "
    "losses loss dead death deaths wounded casualties toll strength ranks".split()
)


def party_of(claim: Claim, place: Place, left: int, right: int, events: frozenset[str]) -> frozenset[str]:
    """The party a figure is counted for, as the beginning of its name; nothing where its words name none, or several.

    "40 Omandi soldiers", "Omand's losses at 120", "six dead on its side" by the speaker's side, "Omand fired 300 rockets".
    """
    if not events & SIDED:
        return frozenset()
    if "launched" in events:
        return _agent(place, left)
    found = _named_in_item(claim) or _owner(claim, place, left, right) or _own_side(claim, place, left, right)
    return found if len(found) == 1 else frozenset()


def _named_in_item(claim: Claim) -> frozenset[str]:
    """The names that narrow the noun: "Omandi soldiers", "Varnian dead"."""
    written = (claim.item_text or "").split()
    opens = claim.sentence.lstrip("“\"'").startswith(claim.item_text or "-")
    return _keys(word for word in written[1 if opens else 0 : -1] if word[:1].isupper() and word.isalpha())


def _owner(claim: Claim, place: Place, left: int, right: int) -> frozenset[str]:
    """The name that owns the losses: "Omand's official death count", "on the Sareth side"; not the speaker's body."""
    near = place.tokens[left:right]
    found = []
    for index, word in enumerate(near):
        behind = [after.text.lower() for after in near[index + 1 : index + 1 + OWNED_WITHIN]]
        owns = bool(_OWNED & set(behind)) and _POSSESSIVE.search(word.text) and word.text not in (claim.said_by_text or "")
        if (owns or behind[:1] == ["side"]) and _is_name(word):
            found.append(word.text)
    return _keys(found)


def _own_side(claim: Claim, place: Place, left: int, right: int) -> frozenset[str]:
    """The speaker's side, a person's by whose chief he is: "six dead on its side", "it lost 26 soldiers"."""
    near = [word.text.lower() for word in place.tokens[left:right]]
    owned = any(word in _OWN and set(near[index + 1 : index + 3]) & _OWNED for index, word in enumerate(near))
    lost = any(word in {"it", "they", "we"} and set(near[index + 1 : index + 4]) & {"lost", "lose"} for index, word in enumerate(near))
    if not owned and not lost:
        return frozenset()
    said_by = (claim.said_by or "").split()
    if len(said_by) > 1 and all(word[:1].isupper() for word in said_by):
        owners = [word.text for word in place.tokens[: place.first] if _POSSESSIVE.search(word.text) and _is_name(word)]
        return _keys(owners[-1:])
    return _keys([word for word in places.names(claim.said_by or "") if word in places.names(claim.sentence)][:1])


def _agent(place: Place, left: int) -> frozenset[str]:
    """The name right before the verb of a side's own fire: "Omand fired 300 rockets"."""
    for hit in words.events().find(place.tokens[left : place.first]):
        before = place.tokens[max(left, left + hit.first - SPEAKS_WITHIN) : left + hit.first]
        named = [word.text for word in before if _is_name(word) and not _POSSESSIVE.search(word.text)]
        if named and "launched" in hit.names:
            return _keys(named[-1:])
    return frozenset()


def _is_name(word: Word) -> bool:
    """Whether a word is a name and not a noun that a headline capitalises."""
    return bool(places.names(word.text)) and not words.things().find((word,))


def _keys(found: Iterable[str]) -> frozenset[str]:
    return frozenset(_POSSESSIVE.sub("", word).lower()[:KEY] for word in found)
