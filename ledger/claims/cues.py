"""Words of saying, looked up by the forms they take in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ledger import lexicon
from ledger.lexicon.branching import branches
from ledger.records import Basis, Stance

UNSTATED = "-"


class Part(StrEnum):
    """What a word of saying is."""

    VERB = "verb"
    NOUN = "noun"
    DOCUMENT = "document"
    PHRASE = "phrase"


class Frame(StrEnum):
    """What a word of saying takes as its content."""

    ANY = "any"
    CLAUSE = "clause"
    FIGURE = "figure"
    QUOTE = "quote"
    CHARGE = "charge"
    MIND = "mind"
    INTENT = "intent"
    REVISE = "revise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What the lexicon knows of one word of saying.

    Attributes:
        word: Its dictionary form, particle included.
        part: Verb, noun, document or phrase.
        frame: What it takes as its content.
        stance: How the speaker holds what is said; nothing for plain assertion.
        basis: How the speaker came by it; nothing where the word does not tell.
    """

    word: str
    part: Part
    frame: Frame
    stance: Stance | None = None
    basis: Basis | None = None


PLAIN = Cue(word="", part=Part.PHRASE, frame=Frame.ANY)
"""For attributions that rest on layout alone: the colon of a headline, a quotation in a speaker's paragraph."""

_VOWELS = "aeiou"


def _forms(word: str, past: str) -> set[str]:
    """The inflected forms of a verb, from its dictionary form and what is irregular."""
    stem = word.removesuffix("e")
    turned = word.endswith("y") and word[-2] not in _VOWELS
    third = f"{word[:-1]}ies" if turned else f"{word}es" if re.search(r"(s|x|z|ch|sh|o)$", word) else f"{word}s"
    irregular = [] if past == UNSTATED else [form.strip() for form in past.split(",")]
    doubled = next((form[:-2] for form in irregular if re.search(r"([^aeiou])\1ed$", form)), None)
    gerunds = {f"{doubled or stem}ing"} | ({f"{word}{word[-1]}ing"} if word in {"put", "set", "begin"} else set())
    pasts = set(irregular) or {f"{word[:-1]}ied" if turned else f"{stem}ed"}
    return {word, third} | gerunds | pasts


def _entry(row: lexicon.Row) -> Cue:
    word, part, frame, stance, basis = row[:5]
    return Cue(
        word=word,
        part=Part(part),
        frame=Frame(frame),
        stance=None if stance == UNSTATED else Stance(stance),
        basis=None if basis == UNSTATED else Basis(basis),
    )


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Verbs of saying by the forms of their first word; those with a particle come first."""
    found: dict[str, list[Cue]] = {}
    for row in lexicon.rows("speech"):
        cue = _entry(row)
        if cue.part is Part.VERB:
            for form in _forms(cue.word.split()[0], row[5]):
                found.setdefault(form, []).append(cue)
    return {form: tuple(sorted(cues, key=lambda cue: " " not in cue.word)) for form, cues in found.items()}


@cache
def nouns() -> dict[str, Cue]:
    """Nouns of saying and documents, singular and plural."""
    found: dict[str, Cue] = {}
    for row in lexicon.rows("speech"):
        cue = _entry(row)
        if cue.part in {Part.NOUN, Part.DOCUMENT}:
            plural = f"{cue.word[:-1]}ies" if cue.word.endswith("y") and cue.word[-2] not in _VOWELS else f"{cue.word}s"
            plural = re.sub(r"sis$", "ses", cue.word) if cue.word.endswith("sis") else plural
            found.setdefault(cue.word, cue)
            found.setdefault(plural, cue)
    return found


@cache
def phrases(side: str) -> dict[str, Cue]:
    """Phrases that name a source, of one side."""
    return {
        row[0]: Cue(
            word=row[0],
            part=Part.PHRASE,
            frame=Frame.ANY,
            stance=None if row[2] == UNSTATED else Stance(row[2]),
            basis=None if row[3] == UNSTATED else Basis(row[3]),
        )
        for row in lexicon.rows("phrases")
        if row[1] == side
    }


@cache
def pattern() -> re.Pattern[str]:
    """Matches a form of any verb of saying that takes a clause, or a phrase that names a source: the scan before a parse."""
    forms = {form for form, cues in verbs().items() if any(cue.frame in {Frame.ANY, Frame.CLAUSE, Frame.QUOTE, Frame.MIND} for cue in cues)}
    return re.compile(rf"\b(?:{branches(forms | phrases('after').keys())})\b", re.IGNORECASE)
