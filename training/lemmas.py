"""The table of lemmas: what the treebank and WordNet's lists know and regular endings do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ledger.language.lemmas import COMMON, INFLECTED, regular
from training import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training.treebank import Sentence

# Lists by part of speech, and the kinds of form that each gives.
KINDS = {"noun": ("noun",), "verb": ("third", "past", "gerund"), "adj": ("comparative", "superlative")}
ENDINGS = {"past": ("ed",), "gerund": ("ing",), "comparative": ("er", "r"), "superlative": ("est", "st")}
VOWELS = "aeiou"
# Letters of a noun that is left out of the common ones: so short it may be part of any name.
SHORT = 3
# So many times must a noun be written small for each time that it is a name.
SMALL = 4


def table(sentences: Iterable[Sentence]) -> str:
    """Build the table as text: tag or kind of form, form, lemma; nouns that are no names, as themselves."""
    sentences = list(sentences)
    entries = _listed()
    for (tag, form), lemma in _seen(sentences).items():
        kind = INFLECTED.get(tag)
        # One kind serves several tags, and they may disagree: "better" is a form of "good" and of "well".
        entries[tag if kind in ENDINGS else kind or tag, form] = lemma.lower() if kind else lemma
    lines = [f"{kind} {form} {lemma}" for (kind, form), lemma in sorted(entries.items()) if _is_exception(entries, kind, form, lemma)]
    lines += [f"{COMMON} {noun} {noun}" for noun in _common(sentences)]
    return "\n".join(lines) + "\n"


def _common(sentences: Iterable[Sentence]) -> list[str]:
    """Nouns that the treebank writes small at least four times as often as it uses them in names."""
    small: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for sentence in sentences:
        for word in sentence.words:
            if word.tag == "NN" and word.form.isalpha() and word.form.islower():
                small[word.form] += 1
            elif word.tag in {"NNP", "NNPS"}:
                names[word.form.lower()] += 1
    return sorted(noun for noun, count in small.items() if len(noun) > SHORT and count >= SMALL * names[noun])


def _is_exception(entries: dict[tuple[str, str], str], kind: str, form: str, lemma: str) -> bool:
    if " " in form or " " in lemma or not lemma:
        return False
    shared = INFLECTED.get(kind, kind)
    if shared != kind and (shared, form) in entries:
        return entries[shared, form] != lemma
    return lemma != (regular(form, shared) if shared in INFLECTED.values() else form)


def _seen(sentences: Iterable[Sentence]) -> dict[tuple[str, str], str]:
    """The most frequent lemma of each tagged form in the treebank, names and numbers left out."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.tag not in {"NNP", "CD", "LS", "FW", "ADD", "GW", "SYM", "$", "NFP", "AFX"} and word.pos not in {"PUNCT", "X"}:
                counts[word.tag, word.form.lower().replace("’", "'")][word.lemma] += 1
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items()}


def _listed() -> dict[tuple[str, str], str]:
    """The forms of WordNet's words: what its words give when inflected regularly, and its own exceptions over that."""
    index, exceptions = tables.read("lemma_index"), tables.read("lemma_exc")
    entries: dict[tuple[str, str], str] = {}
    for part, kinds in KINDS.items():
        words = set(index[part])
        # Of two words with one form the later one keeps it: the noun that undoing the regular ending gives ("bunch" over "bunche",
        # "dose" over "dos"), the shorter verb.
        for word in sorted(filter(str.isalpha, words), key=lambda word: (_is_regular(word) if part == "noun" else -len(word), word)):
            entries.update({(kind, form): word for kind, form in _inflected(word, part) if kind != "noun" or form not in words})
        for form, lemmas in exceptions[part].items():
            if form.isalpha() and lemmas and lemmas[0] != form and not (form == f"{lemmas[0]}es" and form[:-1] in words):
                entries.update({(kind, form): lemmas[0] for kind in kinds if _may_be(form, kind)})
    return entries


def _is_regular(noun: str) -> bool:
    """Whether undoing the ending of a noun's plural gives the noun again: not for "bunche", whose plural is that of "bunch" too."""
    return regular(_with_s(noun), "noun") == noun


def _may_be(form: str, kind: str) -> bool:
    """Whether an irregular form can be of a kind, by its ending."""
    if kind == "past":
        return not form.endswith(("ing", "s"))
    return form.endswith({"noun": "", "third": "s"}.get(kind) or ENDINGS.get(kind, ""))


def _inflected(word: str, part: str) -> list[tuple[str, str]]:
    """The regular forms of a word."""
    if part == "noun":
        return [("noun", _with_s(word))]
    if part == "verb":
        forms = [("third", _with_s(word))]
        stems = {"past": "ed", "gerund": "ing"}
    else:
        forms = []
        stems = {"comparative": "er", "superlative": "est"}
    for kind, ending in stems.items():
        forms.append((kind, _joined(word, ending)))
        if _doubles(word):
            forms.append((kind, word + word[-1] + ending))
    return forms


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _joined(word: str, ending: str) -> str:
    if word.endswith("e") and not (ending == "ing" and word.endswith(("ee", "oe", "ye"))):
        return word[:-1] + ending
    if word.endswith("y") and ending != "ing" and word[-2:-1] not in VOWELS:
        return word[:-1] + "i" + ending
    return word + ending


def _doubles(word: str) -> bool:
    return len(word) > 2 and word[-1] in "bdgklmnprtv" and word[-2] in VOWELS and word[-3] not in VOWELS  # noqa: PLR2004  # consonant, vowel, consonant
