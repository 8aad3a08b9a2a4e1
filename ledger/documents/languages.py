"""The language of a text, told from its words; only English is read."""

from __future__ import annotations

import re

READ_LANGUAGE = "en"

LANGUAGES = (
    "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt",
    "lv", "mk", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""Languages told apart: those of large news services. A longer list only adds mistakes."""

MIN_LETTERS = 120
"""Fewest letters from which a language is told; below it a name or two decides."""

SAMPLE = 4000
"""Characters looked at; more do not change the answer."""

MIN_ENGLISH_SHARE = 0.08
"""Share of the commonest English words above which a text is English without asking further."""

_ENGLISH = frozenset(
    {"the", "of", "and", "that", "with", "was", "were", "has", "have", "had", "for", "from", "said", "by", "at", "which", "they", "their"}
)
_WORD = re.compile(r"[^\W\d_]+")


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; nothing if it is too short to tell."""
    sample = text[:SAMPLE]
    words = [word.casefold() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < MIN_LETTERS:
        return None
    if sum(word in _ENGLISH for word in words) > MIN_ENGLISH_SHARE * len(words):
        return READ_LANGUAGE
    import py3langid  # noqa: PLC0415 - loads a model that most texts do not need

    py3langid.set_languages(list(LANGUAGES))
    return str(py3langid.classify(sample)[0])
