"""The language of a text, told from its words; only English is read."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

READ_LANGUAGE = "en"

LANGUAGES = (
    "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt",
    "lv", "mk", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""Languages told apart: those of large news services. A longer list only adds mistakes."""

MIN_LETTERS, MIN_FOREIGN_LETTERS = 20, 8
"""Fewest letters from which a language is told, in Latin and in other scripts; below it a name or two decides."""

SHORT = 80
"""Letters below which a text is told from English by its words and the classifier together."""

SAMPLE = 4000
"""Characters looked at; more do not change the answer."""

MIN_ENGLISH_SHARE = 0.08
"""Share of the commonest English words above which a text is English without asking further."""

MIN_OTHER_ENGLISH_SHARE = 0.03
"""The same share from which a text is not taken for another language: it quotes, lists names, or is telegraphic English."""

MIN_PROBABILITY = 0.99
"""How sure the classifier must be of another language: a wrong answer leaves every figure of the text unread."""

MIN_SHORT_PROBABILITY = 0.9
"""The same for a short text without any of the commonest English words."""

_ENGLISH = frozenset({"the", "and", "that", "with", "were", "has", "have", "from", "said", "which", "they", "their", "is", "been", "its"})
_SHORT_ENGLISH = _ENGLISH | {
    "of", "to", "for", "by", "at", "this", "than", "more", "about", "after", "over", "will", "who", "not", "are", "be", "it", "his", "her",
    "was", "or", "up", "but", "had", "new", "says",
}  # fmt: skip
"""Words of which a short English text has one, and other languages none of the same spelling that is as common."""

_TELLING = frozenset("the and that with were from said which they their been its this than about after are his says would who".split())
"""Words that are spelt so in no other language of the list, or rarely."""

FEW, TELLING = 150, 2
"""A text of fewer words than the first is English, without asking further, from so many different telling words."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]")


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; nothing if it is too short to tell."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    is_latin = sample.isascii() or 2 * len(_LATIN.findall("".join(words))) > letters
    if letters < (MIN_LETTERS if is_latin else MIN_FOREIGN_LETTERS):
        return None
    english = sum(map(_ENGLISH.__contains__, words))
    is_short = letters < SHORT and is_latin and not _SHORT_ENGLISH.isdisjoint(words)
    if is_short or english > MIN_ENGLISH_SHARE * len(words) or (len(words) < FEW and len(_TELLING.intersection(words)) >= TELLING):
        return READ_LANGUAGE
    language, probability = _classifier().classify(sample)
    if letters < SHORT:
        is_doubtful = probability < MIN_SHORT_PROBABILITY
    else:
        is_doubtful = probability < MIN_PROBABILITY or english > MIN_OTHER_ENGLISH_SHARE * len(words)
    return None if is_latin and is_doubtful and language != READ_LANGUAGE else str(language)


@cache
def _classifier() -> Any:  # noqa: ANN401 - the library has no types
    from py3langid import langid  # noqa: PLC0415 - loads a model that most texts do not need

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
