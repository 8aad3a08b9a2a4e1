"""What a claim's item says it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.comparison import words
from ledger.comparison.words import role
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.comparison.clauses import Place
    from ledger.comparison.words import Word
    from ledger.records import Claim

GENERIC = frozenset({"people", "infections", "jobs", "bodies"})
"""Classes that vanish beside an event that counts things by itself."""
PUBLIC = GENERIC | {"children", "households"}
"""Classes that live somewhere, as opposed to those that are counted for what they do: soldiers, prisoners."""
ITEM_REACH = 4
"""Words behind a figure within which a noun of no known class is believed to be what it counts."""
ANTECEDENT_WITHIN = 10
"""Words before a figure in which "whom" or "which" may stand for what it counts."""
FAR_BEHIND = 8
"""Words behind a figure within which its noun may stand, other nouns and adjectives between."""
_JOINS = frozenset({"of", "in", "who", "that", "which", "with", "for", "from", "to", "per", "on", "at"})
_ENDS = frozenset("as after before when while and but or on in at to from by with for since , ; : ( )".split())
"""Words and marks behind a figure beyond which no noun is what it counts: "rises to 43 as divers reach the wreck"."""
_ARTICLES = frozenset("a an the other more further another such some about their its his her these those".split())


@dataclass(frozen=True, slots=True)
class Item:
    """What a claim's item says.

    Attributes:
        things: Classes of things, or the stem of a noun of no class.
        modifiers: Stems of the words that narrow the noun.
        events: Events that the noun names.
        verb: The verb that governs it; empty where none was named.
        head: Stem of its noun; empty where none is named.
        taken_over: Classes of a noun that stands in another sentence: believed only where nothing better is found.
    """

    things: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    verb: str = ""
    head: str = ""
    taken_over: frozenset[str] = frozenset()

    @property
    def is_role(self) -> bool:
        """Whether its noun names people by an event: employees, refugees; another event may have happened to them."""
        return bool(self.events) and any(words.sorts().get(thing) == "person" or thing == "jobs" for thing in self.things)


def read(claim: Claim, place: Place) -> Item:
    """Read the item: what "whom" or "which" before the figure stands for, or else what the claim's item says."""
    return _antecedent(place) or _of_claim(claim, place)


def _of_claim(claim: Claim, place: Place) -> Item:
    """Read the claim's item: the class of its head, or of a word that narrows a head that is an event or a mere measure."""
    phrase = claim.item or (claim.unit if claim.dimension == "count" else None)
    verb = _verb(claim)
    tokens = tuple(word for word in words.split(phrase or "") if word.text[0].isalpha())
    cut = next((index for index, word in enumerate(tokens) if index and word.text.lower() in _JOINS), len(tokens))
    head = tuple(word for word in tokens[:cut] if word.text.lower() not in _ARTICLES)
    hits = () if _is_name(claim) else words.things().find(head)
    if not head or (hits and _is_no_item(head, claim, place)):
        return Item(verb=verb)
    noun = head[-1].stem
    if noun in _unit_nouns():
        hits = words.things().find(place.tokens[place.last + 1 : place.last + 1 + ITEM_REACH])
        return Item(hits[0].names if hits else frozenset(), verb=verb)
    events = frozenset(name for hit in words.events().find(tokens) if not hit.weak for name in hit.names)
    if not _in_sentence(claim, place):
        near = words.things().find(place.tokens[place.last + 1 : place.last + 3])
        known = hits[-1].names if hits else words.counted(events)
        return Item(near[0].names, verb=verb) if near else Item(taken_over=known)
    if hits and hits[-1].last < len(head) - 1 and head[-1].stem not in words.measured() and not events:
        hits = ()
    if hits and not (claim.kind is Kind.MEASURE and _is_nobodys(hits[-1].names)):
        return Item(hits[-1].names, frozenset(word.stem for word in head[: hits[-1].first]), events, verb, noun)
    if head[-1].stem in words.measured() or events:
        hits = words.things().find(tokens[cut:])
        return Item(hits[0].names if hits else frozenset(), frozenset(), events, verb, noun)
    trusted = _is_trusted(head, claim, place)
    modifiers = frozenset(word.stem for word in head[:-1])
    return Item(frozenset({noun}), modifiers, events, verb, noun) if trusted else Item(verb=verb)


def _is_nobodys(names: frozenset[str]) -> bool:
    """Whether things of these classes are counted and never measured: people and parties, but fish by the tonne."""
    return any(words.sorts()[name] in {"person", "party"} and name != "animals" for name in names)


@cache
def _unit_nouns() -> frozenset[str]:
    """Stems of the names of units: "thousands of tonnes" counts no thing called tonne."""
    return frozenset(words.stem(row[0]) for row in lexicon.rows("units"))


def _antecedent(place: Place) -> Item | None:
    """The noun that "whom", "which" before a figure stands for: "the homeless, whom it put at 9,000"; nothing where there is none."""
    before = place.tokens[max(0, place.first - ANTECEDENT_WITHIN) : place.first]
    found = [index for index, word in enumerate(before) if index > 1 and word.text in {"whom", "which"} and before[index - 1].text == ","]
    if not found or any(word.text == "," for word in before[found[-1] :]):
        return None
    noun = before[found[-1] - 2 : found[-1] - 1]
    things, events = words.things().find(noun), words.events().find(noun)
    names = frozenset(name for hit in things for name in hit.names)
    return Item(names, events=frozenset(name for hit in events for name in hit.names), head=noun[0].stem) if things or events else None


def _verb(claim: Claim) -> str:
    """The verb that the claims stage named in the claim's own question: "people, kill, Lask"."""
    parts = (claim.subject or "").removeprefix(claim.item or "").split(", ")
    return parts[1] if claim.item and len(parts) > 1 and parts[1][:1].islower() else ""


def _in_sentence(claim: Claim, place: Place) -> bool:
    """Whether the item stands in the sentence, or was taken over from one before."""
    if claim.item_text is not None:
        return claim.item_text in claim.sentence
    own = {word.stem for word in place.tokens}
    return all(word.stem in own for word in words.split(claim.item or ""))


def _is_no_item(head: tuple[Word, ...], claim: Claim, place: Place) -> bool:
    """Whether a noun before the figure is its subject or its speaker: "a ferry with 200 aboard", "doctors put the dead at 300"."""
    behind = place.tokens[place.last + 1 : place.last + 1 + FAR_BEHIND]
    written = {head[-1].stem, *(word.stem for word in words.split(claim.item_text or "")[-1:])}
    if any(word.stem in written for word in (*behind, *place.tokens[place.first : place.last + 1])):
        return False
    if head[-1].text.lower() in (claim.said_by_text or "").lower():
        return True
    return any(hit.first == 0 and words.counted(hit.names) == {"people"} for hit in words.events().find(behind))


def _is_name(claim: Claim) -> bool:
    """Whether the item as written is a name: every word with a capital, and not because it opens the sentence."""
    written = (claim.item_text or "").split()
    opens = claim.sentence.lstrip("“\"'").startswith(claim.item_text or "-")
    return bool(written) and not opens and all(word[:1].isupper() for word in written)


def _is_trusted(head: tuple[Word, ...], claim: Claim, place: Place) -> bool:
    """Whether an item of no known class is to be believed: it stands right behind the figure, and is no name, no speaker, no time."""
    last = head[-1].text
    if last[:1].isupper() or role(last.lower(), "period") or last.lower() in (claim.said_by_text or "").lower():
        return False
    behind = place.tokens[place.last + 1 : place.last + 1 + ITEM_REACH]
    ends = next((index for index, word in enumerate(behind) if word.text.lower() in _ENDS), len(behind))
    written = {head[-1].stem, *(word.stem for word in words.split(claim.item_text or "")[-1:])}
    return any(word.stem in written for word in (*behind[:ends], *place.tokens[place.first : place.last + 1]))


@lru_cache(maxsize=65536)
def may_happen(event: str, things: frozenset[str], dimension: str) -> bool:
    """Whether an event can be what a figure of these things and this dimension is about."""
    counted = words.counted_by().get(event)
    sorts = {words.sorts()[thing] for thing in things if thing in words.sorts()}
    countable, told = dimension in {"count", "share", "ratio"}, dimension in {"share", "ratio"}
    allowed = {
        "money": (dimension == "[currency]" or told) and "person" not in sorts,
        "fluid": "fluid" in sorts or (not sorts and (dimension == "amount" or told)),
        "weapon": "weapon" in sorts,
        "thing": not sorts & {"person", "party", "fluid"} and (dimension != "amount" or bool(sorts)),
        "jobs": not things or things <= GENERIC | {"jobs"},
        "signatures": not things or things <= GENERIC | {"signatures"},
        "size": dimension.startswith("[length]"),
        "public": countable and things <= PUBLIC,
        "people": (countable and (not sorts or "person" in sorts or things <= GENERIC)) or (event == "killed" and things == {"animals"}),
    }
    return allowed.get(counted or "", True)
