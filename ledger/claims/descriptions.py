"""A speaker as written, taken apart: what is name, what is title or apposition, and what kind of speaker it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from ledger import lexicon
from ledger.claims.cues import Part, nouns

KEPT = 2048
"""Phrases whose reading is kept: one document asks for the same names many times."""


class Kind(StrEnum):
    """What can be known of a speaker from the words alone."""

    PRONOUN = "pronoun"
    PERSON = "person"
    BODY = "body"
    PEOPLE = "people"
    DOCUMENT = "document"
    NAME = "name"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a speaker's words tell of it.

    Attributes:
        name: What remains when determiners, titles and appositions are cut.
        kind: What kind of speaker it is.
        heads: Common nouns that stand for it later: "minister", "group".
        proper: Whether the name is a proper name.
        definite: Whether it points back: "the group", "its spokesman".
        owner: Of a document or a saying, whose it is, as written; nothing if not said.
    """

    name: str
    kind: Kind
    heads: frozenset[str] = frozenset()
    proper: bool = False
    definite: bool = False
    owner: str | None = None


_DETERMINER = re.compile(
    r"^(?:(?P<definite>the|this|that|these|those|its|his|her|their|our)|an?|some|another|any|several|many|most|both|one)(?!\s+of\b)\s+",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"^(?P<owner>.+?)(?:['’]s|(?<=s)['’])\s+(?P<rest>.+)$")
_MADE_BY = re.compile(
    r"\s(?:(?:written|compiled|conducted|published|released|issued|prepared|done|commissioned)\s+)?(?:by|from)\s+(?P<owner>.+)$"
)
_POSTMODIFIER = re.compile(
    r"\s(?:of|in|on|at|for|from|with|by|to|about|against|who|whom|whose|which|that|where|when|including|representing|based|named|working|"
    r"speaking|citing|during|after|before|among|familiar|close|involved|conducted|published|released)\b"
)
_SEEN_BY = re.compile(r"\b(?:seen|obtained|reviewed|carried|leaked|shared)\s+(?:by|with|to)\b")
"""Who has seen a document did not make it."""
_FOLLOWING = frozenset({"of", "in", "on", "at", "for", "from", "with", "and", "himself", "herself", "itself", "who"})
_FOLLOWS = re.compile(r"\s(?:who|which|that|whose|speaking|citing|released|published|conducted|briefed|informed|seen|obtained|reviewed)\b")
_CAPITAL = re.compile(r"^[A-ZÀ-ÞŠŽČĆĐŁŚŻŹ\d][\w.&’'-]*$")
_LINKS = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "de",
        "da",
        "di",
        "del",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "ibn",
        "y",
        "&",
        "on",
        "with",
    }
)
LONGEST_PERSON = 4
"""Words that a person's name has at most; longer runs of capitals are bodies."""


@cache
def speakers() -> dict[str, str]:
    """Nouns that can speak, with their kind; regular plurals of persons and roles are people."""
    found = {row[0]: row[1] for row in lexicon.rows("speakers")}
    plurals = {
        f"{noun[:-3]}men" if noun.endswith("man") else f"{noun}s": "people" for noun, kind in found.items() if kind in {"person", "role"}
    }
    bodies = {f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s": "body" for noun, kind in found.items() if kind == "body"}
    return {**bodies, **plurals, **found}


@cache
def pronouns() -> dict[str, str]:
    """Pronouns that stand for a speaker, with what they can stand for."""
    return {row[0]: row[1] for row in lexicon.rows("pronouns")}


def is_pronoun(words: str) -> bool:
    """Whether a speaker is a pronoun; "WHO" and "US" in capitals are names."""
    return words.lower() in pronouns() and not (len(words) > 1 and words.isupper())


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(row[0].lower() for row in lexicon.rows("outlets") if row[1] == "word")


def head_noun(words: str) -> str:
    """The head of a noun phrase by the words alone: the last one before anything that follows it, in lower case."""
    cut = _POSTMODIFIER.search(words)
    core = words[: cut.start()] if cut and cut.start() else words
    found = re.findall(r"[\w&.’'-]+", core)
    return re.sub(r"['’]s?$", "", found[-1]).lower() if found else ""


@lru_cache(maxsize=KEPT)
def read(phrase: str) -> Description:
    """Take a speaker's words apart.

    >>> read("the finance minister, Jorge Matos").name
    'Jorge Matos'
    >>> read("a survey by the Relief Union").owner
    'the Relief Union'
    """
    plain = re.sub(r"\s*\([^)]*\)|[“”\"]", "", " ".join(phrase.split()))
    base, *appositions = [part.strip() for part in plain.split(",") if part.strip()] or [plain]
    if is_pronoun(base):
        return Description(name=base, kind=Kind.PRONOUN, definite=True)
    found = _of_saying(base) or _named(base)
    if found.kind is Kind.DOCUMENT or not appositions:
        return found
    named = _named(appositions[0])
    if not found.proper and named.proper and not _DETERMINER.match(appositions[0]):
        return Description(
            name=named.name, kind=Kind.PERSON if found.kind is Kind.OTHER else found.kind, heads=found.heads | named.heads, proper=True
        )
    if found.proper:
        heads = found.heads | _apposed(appositions)
        kind = Kind.PERSON if found.kind is Kind.NAME and any(speakers().get(head) in {"role", "person"} for head in heads) else found.kind
        return Description(name=found.name, kind=kind, heads=heads, proper=True, definite=found.definite)
    return found


def _apposed(appositions: list[str]) -> frozenset[str]:
    """The common nouns by which an apposition calls its speaker: "…, the finance minister"."""
    heads = {head_noun(_DETERMINER.sub("", part)) for part in appositions if not part[:1].isdigit()}
    return frozenset(head for head in heads if head in speakers())


def _of_saying(base: str) -> Description | None:
    """A document or a saying as a speaker, with whose it is; nothing if the head is another noun."""
    bare = _DETERMINER.sub("", base)
    head = head_noun(bare)
    cue = nouns().get(head)
    if cue is None or cue.part not in {Part.DOCUMENT, Part.NOUN}:
        return None
    definite = bool((match := _DETERMINER.match(base)) and match["definite"])
    return Description(name=_unlinked(bare), kind=Kind.DOCUMENT, heads=frozenset({head}), definite=definite, owner=_owner(base, head))


def _owner(base: str, head: str) -> str | None:
    """Whose a document is: who made it, its possessive, or the name before its noun; nothing if not said."""
    made = None if _SEEN_BY.search(base) else _MADE_BY.search(base)
    if made:
        return made["owner"]
    core = base[: base.lower().find(head) + len(head)]
    possessive = _POSSESSIVE.match(core)
    if possessive:
        return possessive["owner"]
    before = _DETERMINER.sub("", core).split()[:-1]
    if before and speakers().get(before[-1].lower()) in {"body", "people"} and all(word.isalpha() for word in before):
        return " ".join(before)
    while before and not (_CAPITAL.match(before[0]) or before[0].lower() in speakers()):
        before = before[1:]
    names = [word for word in before if _CAPITAL.match(word) or word.lower() in speakers()]
    return " ".join(names) if names and names == before else None


def _named(base: str) -> Description:
    """A person, a body or people, by name or by what they are."""
    match = _DETERMINER.match(base)
    bare = _DETERMINER.sub("", base)
    words = bare.split()
    owned = _POSSESSIVE.match(bare)
    owned = None if owned is not None and _POSTMODIFIER.search(owned["owner"]) else owned
    person = owned["rest"].split() if owned else []
    if owned and all(_CAPITAL.match(word) for word in person) and not owned["owner"].endswith("s") and not _bodies(person):
        return _named(owned["rest"])
    return _titled(words) or _common(
        bare, definite=bool(match and match["definite"]), determined=match is not None, owned=owned is not None
    )


def _titled(words: list[str]) -> Description | None:
    """A proper name behind a title or behind common nouns that describe it: "relief chief Edda Ruun", "demographer Zane Varpina"."""
    cut = _name_after_title(words)
    if cut:
        heads = frozenset(word.lower().strip(".") for word in words[: len(words) - len(cut)] if word.lower().strip(".") in speakers())
        body = bool(heads) and all(speakers()[head] == "body" for head in heads)
        heads = heads if body else frozenset(head for head in heads if speakers()[head] != "body")
        return Description(name=" ".join(cut), kind=Kind.BODY if body else Kind.PERSON, heads=heads, proper=True)
    described = _described(words)
    if described:
        heads = frozenset({words[-len(described) - 1].lower()} & speakers().keys())
        return Description(name=" ".join(described), kind=_kind_of_name(described), heads=heads, proper=True)
    return None


def _common(bare: str, *, definite: bool, determined: bool, owned: bool) -> Description:
    """A proper name, or somebody by a common noun."""
    words = bare.split()
    head = head_noun(bare)
    kind = speakers().get(head)
    if kind is None and head in _outlet_words():
        kind = "body"
    capitals = [word for word in words if _CAPITAL.match(word)]
    proper = bool(capitals) and all(_CAPITAL.match(word) or word in _LINKS for word in words)
    if kind:
        known = {"person": Kind.PERSON, "role": Kind.PERSON, "body": Kind.BODY, "people": Kind.PEOPLE}[kind]
        return Description(name=_unlinked(bare), kind=known, heads=frozenset({head}), proper=proper, definite=definite)
    if not proper:
        lead = "" if owned else _leading_name(words)
        if lead and not _only_opens(words, lead, determined=determined):
            return Description(name=lead, kind=_kind_of_name(lead.split()), proper=True, definite=definite)
        return Description(name=_unlinked(bare), kind=Kind.OTHER, heads=frozenset({head}), definite=definite)
    name = _leading_name(words) or bare
    heads = frozenset({head}) if head in speakers() else frozenset()
    return Description(name=name, kind=_kind_of_name(name.split()), heads=heads, proper=True, definite=definite)


def _described(words: list[str]) -> list[str]:
    """The proper name behind common nouns that describe it: "government forecaster ABARES", "demographer Zane Varpina"."""
    first = next((place for place in range(len(words)) if all(_CAPITAL.match(word) for word in words[place:])), len(words))
    name, before = words[first:], words[:first]
    if _POSTMODIFIER.search(" ".join(words)) or not name or len(name) > LONGEST_PERSON or not before or name[0][0].isdigit():
        return []
    plain = all(word.replace("-", "").isalpha() for word in before) and before[-1].islower() and not set(before) & (_LINKS | _FOLLOWING)
    return name if plain and not _bodies(name) else []


def _bodies(words: list[str]) -> bool:
    """Whether one of the words is a noun for a body: "Citizens' Council"."""
    return any(speakers().get(word.lower()) == "body" for word in words)


def _only_opens(words: list[str], lead: str, *, determined: bool) -> bool:
    """Whether a single capital opens a common noun, as at the start of a sentence: "Satellite pictures"."""
    return not determined and " " not in lead and len(words) > 1 and lead == words[0] and words[1].isalpha() and words[1] not in _FOLLOWING


def _name_after_title(words: list[str]) -> list[str]:
    """The proper name at the end of a phrase whose title or common noun stands before it: "relief chief Edda Ruun"."""
    cut = next(
        (place for place, word in enumerate(words) if place and word in {"of", "at", "from", "for", "in", "who", "with", "and"}), len(words)
    )
    last = max((place for place in range(cut) if _is_title(words[place], words[:place])), default=-1)
    after = words[last + 1 : cut]
    if last < 0 or not after or not all(_CAPITAL.match(word) or word in _LINKS for word in after):
        return []
    if words[last][0].isupper() and last and speakers().get(words[last].lower()) == "body":
        return []
    return after


def _is_title(word: str, before: list[str]) -> bool:
    kind = speakers().get(word.lower().strip("."))
    if kind in {"role", "person"}:
        return not (kind == "person" and word[0].isupper() and before and before[-1][0].isupper() and len(before) == 1)
    return word[0].islower() and (kind in {"body", "people"} or word.lower() in _outlet_words())


def _leading_name(words: list[str]) -> str:
    """The proper name that a phrase opens with, up to what follows it: "Bram Coster of the Staff Association"."""
    first = next((place for place, word in enumerate(words) if word in {"of", "for", "and", "on", "with"}), len(words))
    body = any(speakers().get(word.lower()) == "body" for word in words[:first] if _CAPITAL.match(word))
    found: list[str] = []
    for word in words:
        if not (_CAPITAL.match(word) or (found and word in _LINKS and (body or word not in {"of", "for", "and", "on", "with"}))):
            break
        found.append(word)
    while found and found[-1] in _LINKS:
        found.pop()
    return re.sub(r"['’]s?$", "", " ".join(found))


def _kind_of_name(words: list[str]) -> Kind:
    if any(speakers().get(word.lower().strip(".")) == "body" or word.lower() in _outlet_words() for word in words):
        return Kind.BODY
    if len(words) == 1:
        return Kind.BODY if words[0].isupper() and len(words[0]) > 1 else Kind.NAME
    return Kind.PERSON if len(words) <= LONGEST_PERSON and not any(word in {"of", "for", "and", "&"} for word in words) else Kind.BODY


def _unlinked(bare: str) -> str:
    """The phrase without relative clauses and participles after it."""
    cut = re.search(
        r"\s(?:who|which|that|whose|speaking|citing|released|published|conducted|briefed|informed|seen|obtained|reviewed)\b", bare
    )
    return bare[: cut.start()] if cut and cut.start() else bare
