"""One name for one speaker: acronyms, short names, "the group", "the minister", "she", as far as a document tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.claims import acronyms, descriptions, runs
from ledger.claims.descriptions import Description, Kind
from ledger.claims.runs import OPENING_WORDS, Runs

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST_WORD = 3
"""Letters a word of a name must have to count when two names are compared."""
_REMEMBERED = 300
"""Speakers back that a name or a noun may point to."""
_RECENT = 12
"""Speakers back that a pronoun or a definite noun may point to."""


_SENTENCES_BACK = 3
"""Sentences before a pronoun that are searched for a name, its own included."""
_WINDOW = 400
"""Characters that a sentence is taken to have at most."""
_BREAK = re.compile(r"[.!?][\"”’]*\s+(?=[\"“A-Z])|\n\s*")
_OF_ALL = frozenset({"U.N.", "UN"})
"""Words before a common noun that tell no more of a body than that it is one of the United Nations."""
_FIRM = re.compile(r",?\s+(?:AG|SE|SA|S\.A\.|NV|N\.V\.|AB|ASA|A/S|Oyj|GmbH|Inc\.?|Corp\.?|Co\.?|Ltd\.?|LLC|PLC|plc|Group|Holdings?)$")
_IT = re.compile(r"\b(?:it|its)\b")
_STANDS_FOR = {"person": frozenset({Kind.PERSON}), "body": frozenset({Kind.BODY})}


@dataclass(slots=True)
class Entity:
    """Somebody who speaks in a document, under all the names met so far.

    Attributes:
        name: The fullest name so far.
        kind: What kind of speaker it is.
        heads: Common nouns that have stood for it.
        proper: Whether the name is a proper name.
    """

    name: str
    kind: Kind
    heads: set[str] = field(default_factory=set)
    proper: bool = False

    def take(self, description: Description) -> None:
        """Learn from one more mention: a fuller proper name replaces a shorter or a common one."""
        self.heads |= description.heads
        if self.kind in {Kind.NAME, Kind.OTHER} and description.kind not in {Kind.NAME, Kind.OTHER, Kind.PRONOUN, Kind.DOCUMENT}:
            self.kind = description.kind
        fuller = description.proper and (not self.proper or len(description.name) > len(self.name))
        if fuller or (not self.proper and not description.definite and not self.name):
            self.name, self.proper = description.name, description.proper


class Names:
    """The speakers of one document, named in the order in which they speak."""

    def __init__(self, text: str, found: Runs | None = None) -> None:
        """Keep the text; its acronyms and proper names are collected when a speaker asks for them, or shared."""
        self._text = text
        self._runs = found or Runs(text)
        self._spoken: list[tuple[int, Entity]] = []
        self._entities: list[Entity] = []

    @cached_property
    def _acronyms(self) -> dict[str, str]:
        """The names that the text gives an acronym, by it."""
        return acronyms.find(self._text)

    def resolve(self, phrase: str, at: int, *, within: Entity | None = None) -> Entity:
        """Find who a speaker's words stand for.

        Args:
            phrase: The speaker as written.
            at: Its first character.
            within: Who says the sentence that the words stand in, if somebody does; a pronoun there is that speaker's own.
        """
        entity = self._resolve(descriptions.read(phrase), at, within)
        self._spoken.append((at, entity))
        return entity

    def _resolve(self, found: Description, at: int, within: Entity | None) -> Entity:
        if found.kind is Kind.PRONOUN:
            return self._pronoun(found, at, within)
        if found.kind is Kind.DOCUMENT:
            return self._document(found, at)
        if found.proper:
            return self._proper(found)
        if found.definite:
            return self._definite(found, at)
        return self._new(found)

    def _known(self) -> Iterator[Entity]:
        """Those who have spoken, the latest first, as far back as a name may point."""
        return reversed(self._entities[-_REMEMBERED:])

    def _new(self, found: Description) -> Entity:
        entity = Entity(name=found.name, kind=found.kind, heads=set(found.heads), proper=found.proper)
        self._entities.append(entity)
        return entity

    def _pronoun(self, found: Description, at: int, within: Entity | None) -> Entity:
        wanted = descriptions.pronouns()[found.name.lower()]
        if wanted == "people" and within is not None and not _agrees(within, wanted):
            return self._new(found)
        if within is not None and _agrees(within, wanted):
            return within
        beside = self._beside(at) if wanted == "body" else None
        if beside is not None:
            return beside
        spoken = next(((place, entity) for place, entity in reversed(self._spoken[-_RECENT:]) if _agrees(entity, wanted)), None)
        named = self._named_before(at, wanted) if wanted in {"person", "body"} else None
        if spoken and (named is None or named[0] <= spoken[0] or wanted == "body"):
            return spoken[1]
        return self._resolve(named[1], named[0], None) if named else self._new(found)

    def _beside(self, at: int) -> Entity | None:
        """The body that the pronoun's own sentence opens with: "The company hopes to save …, it said"."""
        start = max((match.end() for match in _BREAK.finditer(self._text, max(at - _WINDOW, 0), at)), default=max(at - _WINDOW, 0))
        match = runs.mention().match(self._text, start, at)
        found = descriptions.read(match.group()) if match else None
        if match is None or found is None or found.kind is not Kind.BODY or self._text[start : match.start()].strip():
            return None
        return self._resolve(found, match.start(), None)

    def _named_before(self, at: int, wanted: str) -> tuple[int, Description] | None:
        """Whom the sentence before, or the one before that, names first: its subject, most likely."""
        text = self._text
        end = at
        for _ in range(_SENTENCES_BACK):
            start = max(
                (match.end() for match in _BREAK.finditer(text, max(end - _WINDOW, 0), max(end - 2, 0))), default=max(end - _WINDOW, 0)
            )
            for match in runs.mention().finditer(text, start, end):
                found = descriptions.read(match.group())
                if found.kind in _STANDS_FOR[wanted] and not _is_short(found) and not _opens_dateline(text, match):
                    return match.start(), found
            if start <= 0:
                break
            end = start
        return None

    def _document(self, found: Description, at: int) -> Entity:
        owner = descriptions.read(found.owner) if found.owner else None
        if owner is not None and owner.kind not in {Kind.PRONOUN, Kind.DOCUMENT} and (owner.proper or owner.kind is not Kind.OTHER):
            return self._resolve(owner, at, None)
        if owner is not None and owner.kind is not Kind.PRONOUN:
            return self._new(found)
        if found.definite:
            entity = next((known for _, known in reversed(self._spoken[-_RECENT:]) if known.heads & found.heads), None)
            entity = entity or next((known for _, known in reversed(self._spoken[-3:]) if known.kind in {Kind.BODY, Kind.PEOPLE}), None)
            if entity:
                return entity
        return self._new(found)

    def _proper(self, found: Description) -> Entity:
        full = self._acronyms.get(found.name.removeprefix("the "), found.name)
        full = self._fullest(full, found.kind)
        kind = Kind.BODY if found.name in self._acronyms else found.kind
        seen = Description(name=full, kind=kind, heads=found.heads, proper=True)
        for entity in self._known():
            if entity.proper and (entity.name == full or _same_person(entity, seen)):
                entity.take(seen)
                return entity
        for entity in self._known():
            if _compatible(entity, seen) or _same_firm(entity, seen):
                entity.take(seen)
                return entity
        return self._new(seen)

    def _fullest(self, name: str, kind: Kind) -> str:
        """The fullest form in the text of a name that stands alone: "Petrova" becomes "Ana Petrova"."""
        if " " in name or kind is Kind.BODY:
            return name
        read = [descriptions.read(run) for run in self._runs.ending_in(name)]
        people = [each.name for each in read if each.kind in {Kind.PERSON, Kind.NAME} and each.name.endswith(f" {name}")]
        return max(people, key=lambda each: (people.count(each), len(each))) if people else name

    def _definite(self, found: Description, at: int) -> Entity:
        for entity in self._known():
            if _compatible(entity, found):
                entity.take(found)
                return entity
        head = next(iter(found.heads), "")
        if found.kind is Kind.PERSON:
            titled = self._runs.titled(found.heads, at)
            return self._proper(titled) if titled else self._new(found)
        named = self._named_with(found, head, at)
        if named:
            return self._proper(Description(name=named, kind=found.kind, heads=found.heads, proper=True))
        generic = head in _generic_bodies() and set(found.name.split()[:-1]) <= _OF_ALL
        return (self._generic(head, at) if generic else None) or self._new(found)

    def _generic(self, head: str, at: int) -> Entity | None:
        """Whom "the company" stands for: the one that its paragraph is about, the one that speaks, the one last named."""
        own = self._owner_of_it(at)
        body = self._main_body() if own is None else None
        if body is not None:
            body.heads.add(head)
            return body
        named = own or self._opening_name(at)
        return self._proper(named) if named is not None else None

    def _owner_of_it(self, at: int) -> Description | None:
        """The name that opens the paragraph and that "it" or "its" follows: "Marran Water denies that it …. The company said"."""
        start = self._text.rfind("\n", 0, at) + 1
        match = runs.mention().match(self._text, start)
        if match is None or match.end() > at or not _IT.search(self._text, match.end(), at):
            return None
        found = descriptions.read(match.group())
        if not found.proper or " " not in found.name or is_outlet(found.name) or found.kind is Kind.PEOPLE or found.heads & _roles():
            return None
        return Description(name=found.name, kind=Kind.BODY, heads=found.heads, proper=True)

    def _main_body(self) -> Entity | None:
        """The named body that spoke most often of late: "the company" is whom the text is about, not a source in passing."""
        spoken = [entity for _, entity in reversed(self._spoken[-_RECENT:])]
        bodies = [each for each in spoken if each.proper and each.kind in {Kind.BODY, Kind.NAME} and not is_outlet(each.name)]
        return max(bodies, key=lambda each: sum(other is each for other in bodies), default=None)

    def _opening_name(self, at: int) -> Description | None:
        """The last name before that opens a sentence and may be a body: "Marran Water denies that …. The company said"."""
        for place, run in self._runs.before(at):
            if place == 0 or self._text[max(place - 2, 0) : place].strip() in {".", "", "”", '"'}:
                found = descriptions.read(run)
                person = any(entity.name == found.name and entity.kind is Kind.PERSON for entity in self._known())
                often = " " in run or self._runs.counts[run] > 1
                if found.proper and not person and not is_outlet(run) and run not in OPENING_WORDS and often:
                    return Description(name=found.name, kind=Kind.BODY, heads=found.heads, proper=True)
        return None

    def _named_with(self, found: Description, head: str, at: int) -> str | None:
        """The nearest proper name that holds the noun: "the ministry" after "the Health Ministry"."""
        held = self._runs.holding({word.lower() for word in found.name.split()}, head)
        before = [run for place, run in held if place < at]
        if before:
            return max(before[-3:], key=len) if len(set(before[-3:])) > 1 else before[-1]
        after = [run for place, run in held if place >= at]
        return after[0] if after else None


@cache
def _roles() -> frozenset[str]:
    """Nouns for persons and for what they hold office in."""
    return frozenset(noun for noun, kind in descriptions.speakers().items() if kind in {"role", "person", "people"})


@cache
def _generic_bodies() -> frozenset[str]:
    """Common nouns that can stand for any organisation named before."""
    return frozenset(
        {
            "group",
            "company",
            "firm",
            "agency",
            "organisation",
            "organization",
            "body",
            "charity",
            "office",
            "institute",
            "bank",
            "bureau",
            "lender",
            "airline",
            "carrier",
            "retailer",
            "operator",
            "maker",
        }
    )


def _opens_dateline(text: str, match: re.Match[str]) -> bool:
    """Whether a name in capitals opens a line as the place of a dateline: "TOLM, Velland - "."""
    line = text[: match.start()].rpartition("\n")[2]
    return not line.strip() and match.group().isupper() and text[match.end() : match.end() + 2] in {", ", " -", " –", " —", " ("}


def _is_short(found: Description) -> bool:
    """Whether a name may be a month, a place or a word that opens a sentence."""
    return not found.name or (found.proper and " " not in found.name and found.kind is Kind.NAME)


def _agrees(entity: Entity, wanted: str) -> bool:
    """Whether a pronoun of a kind can stand for a speaker."""
    if wanted == "person":
        return entity.kind in {Kind.PERSON, Kind.NAME}
    if wanted == "body":
        return entity.kind in {Kind.BODY, Kind.DOCUMENT} or (entity.kind is Kind.NAME and entity.proper)
    if wanted == "people":
        return entity.kind in {Kind.PEOPLE, Kind.BODY, Kind.DOCUMENT}
    return False


def _content(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", name) if len(word) >= _SHORTEST_WORD} - {
        "the",
        "and",
        "for",
        "new",
        "own",
        "latest",
    }


def _same_person(entity: Entity, seen: Description) -> bool:
    """Whether two proper names end in the same word and one holds the other."""
    if Kind.PERSON not in {entity.kind, seen.kind}:
        return False
    one, other = entity.name.split(), seen.name.split()
    return one[-1] == other[-1] and (len(one) == 1 or len(other) == 1 or one[0] == other[0])


def _same_firm(entity: Entity, seen: Description) -> bool:
    """Whether two proper names are one but for the form of the firm: "Helix AG", "Helix"."""
    return entity.proper and seen.proper and _FIRM.sub("", entity.name) == _FIRM.sub("", seen.name)


def _compatible(entity: Entity, found: Description) -> bool:
    """Whether a noun can point back to a speaker: the same head, and no word that the speaker's names do not hold."""
    if not entity.heads & found.heads:
        return False
    mine, theirs = _content(entity.name) | entity.heads, _content(found.name)
    if entity.kind is Kind.PERSON and not found.definite and not found.proper:
        return False
    return theirs <= mine or (mine <= theirs and not entity.proper)


@cache
def outlets() -> frozenset[str]:
    """Names and nouns of those who carry what others say."""
    return frozenset(row[0] for row in lexicon.rows("outlets"))


def is_outlet(phrase: str) -> bool:
    """Whether a phrase names an agency, a broadcaster or a newspaper."""
    found = descriptions.read(phrase)
    if found.name in outlets() or phrase.removeprefix("the ") in outlets():
        return True
    last = found.name.split()[-1] if found.name else ""
    return last in outlets() or (found.proper and last.lower() in outlets())
