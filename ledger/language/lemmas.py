"""Lemmas: dictionary forms by Penn tag, from a table of exceptions and regular endings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.errors import LexiconError

if TYPE_CHECKING:
    from pathlib import Path

# Which tags share a set of forms. Tags left out keep their form: in lower case, but for names and numbers.
INFLECTED = {
    "NNS": "noun", "NNPS": "name", "VBZ": "third", "VBD": "past", "VBN": "past", "VBG": "gerund",
    "JJR": "comparative", "RBR": "comparative", "JJS": "superlative", "RBS": "superlative",
}  # fmt: skip
# In the table, nouns that are no names: where a sentence begins with one, its capital says nothing.
COMMON = "common"
_ENDINGS = {"past": "ed", "gerund": "ing", "comparative": "er", "superlative": "est"}
# Endings of stems that lost a silent e: "relat", "judg", "requir", "releas"; and those among them that did not.
_LOST_E = (
    "at", "iz", "uc", "ut", "ur", "ir", "ud", "id", "ag", "ang", "v", "dg", "u", "rg",
    "nc", "rc", "ns", "rs", "as", "is", "os", "us", "bl", "pl", "tl", "dl", "gl", "fl",
)  # fmt: skip
_KEPT_E = ("eat", "oat", "aid", "oid", "reut")
# Adjectives of places and peoples keep their capital: "Ukrainian", "Taiwanese".
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ian|[^l]ean|ese|[nlt]ish|ani|aqi|eli|emeni)$")
# Words remembered before the memory starts anew.
MEMORY_LIMIT = 200_000
_KEEP_CASE = frozenset({"NNP", "LS", "FW", "ADD", "GW", "SYM", "$"})
# Longer words in capitals are shouting.
_LONGEST_ACRONYM = 5
_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset("bdgklmnprtv")
# Short stems end in one consonant after one vowel: "stopped" gives "stop", "added" keeps its pair by the table.
_SHORTEST_STEM = 2


class Lemmas(dict[tuple[str, str], str]):
    """The dictionary form of each word with its Penn tag, found on first use and remembered: `lemmas["shells", "NNS"]`."""

    def __init__(self, table: dict[tuple[str, str], str]) -> None:
        """Keep the exceptions, by tag and lower-case form."""
        super().__init__()
        self._table = table

    @classmethod
    def read(cls, path: Path) -> Lemmas:
        """Read the exceptions: a line of tag, form and lemma each, apart by spaces."""
        table = {}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            parts = line.split(" ")
            if len(parts) != 3:  # noqa: PLR2004  # tag, form, lemma
                raise LexiconError(f"{len(parts)} words where three belong", where=f"{path.name}, line {number}")
            table[parts[0], parts[1]] = parts[2]
        return cls(table)

    def is_common(self, word: str) -> bool:
        """Whether the word is a noun that is no name, whatever its capital: "Revenue" where a sentence begins."""
        return (COMMON, word.lower()) in self._table

    def __missing__(self, word: tuple[str, str]) -> str:
        """Find a word not met before."""
        if len(self) > MEMORY_LIMIT:
            self.clear()
        self[word] = lemma = self._find(*word)
        return lemma

    def _find(self, text: str, tag: str) -> str:
        form = text.lower().replace("’", "'")
        kind = INFLECTED.get(tag, "")
        listed = self._table.get((tag, form)) or self._table.get((kind, form))
        if tag == "NNPS":
            return _as_written(text, listed or regular(form, kind))
        if listed is not None:
            return listed
        if kind:
            return regular(form, kind)
        if tag in _KEEP_CASE or (tag == "NN" and _is_acronym(text)) or (tag == "JJ" and _DEMONYM.match(text)):
            return text
        return form


def _as_written(text: str, lemma: str) -> str:
    """Give a name's lemma the capitals of the name."""
    return text[: len(lemma)] if text.lower().startswith(lemma) else lemma.capitalize()


def _is_acronym(text: str) -> bool:
    return text[:1].isupper() and (not text.isalpha() or (text.isupper() and len(text) <= _LONGEST_ACRONYM))


def regular(form: str, kind: str) -> str:
    """Undo a regular ending: "shells" as a noun gives "shell", "stopped" as a past form "stop"."""
    if kind in {"noun", "name", "third"}:
        return _without_s(form)
    ending = _ENDINGS[kind]
    if form.endswith(ending) and len(form) >= len(ending) + _SHORTEST_STEM:
        return _stem(form[: -len(ending)], ending)
    return form


def _without_s(form: str) -> str:
    if form.endswith("ies") and len(form) > 4:  # noqa: PLR2004  # "ties", "dies" keep their ie
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 2:  # noqa: PLR2004  # "is", "as"
        return form[:-1]
    return form


def _stem(stem: str, ending: str) -> str:
    """Give back the y, the single consonant or the silent e that an ending took."""
    if stem.endswith("i") and ending != "ing":
        return stem[:-1] + "y"
    if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] in _DOUBLED and stem[-3] in _VOWELS:
        return stem if stem[-1] == "l" else stem[:-1]
    if _lost_e(stem):
        return stem + "e"
    return stem


def _lost_e(stem: str) -> bool:
    """Whether a stem looks as if it lost a silent e: "mov", "requir", "releas", "judg"."""
    if stem.endswith(_LOST_E):
        return not stem.endswith(_KEPT_E)
    consonant = len(stem) > _SHORTEST_STEM and stem[-1] not in _VOWELS and stem[-1] not in "wxyh"
    return consonant and stem[-2] in "aiu" and stem[-3] not in _VOWELS and sum(letter in _VOWELS for letter in stem) == 1
