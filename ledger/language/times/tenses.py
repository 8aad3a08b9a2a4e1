"""What the verb beside a time says of it: past or future, from the nearest marker in the sentence. Cheap, no parse."""

from __future__ import annotations

import re

from ledger.language.times.meanings import Tense
from ledger.lexicon import rows

_WINDOW = 110
"""Characters before and after a time in which its verb is looked for."""


def _forms(name: str) -> str:
    """The words of a class as alternatives, regular forms written out."""
    found = []
    for word, kind in rows("tenses"):
        if kind == name:
            stem = word.rstrip("~")
            short = stem.removesuffix("e")
            regular = rf"(?:{stem}s?|{short}{short[-1]}?(?:ed|ing))" if word.endswith("~") else re.escape(word).replace(r"\ ", r"\s+")
            found.append(regular)
    return "|".join(sorted(found, key=len, reverse=True))


_ADVERBS_AND_VERB = r"(?:\s+(?:be|have|been|not|also|likely|only|then|soon|probably|now))*\s+\w+"
_FUTURE = re.compile(rf"(?i)(?:\b(?:{_forms('modal')})|['’]ll){_ADVERBS_AND_VERB}|(?<!\bhad )\b(?:{_forms('ahead')})(?:\s+to\s+\w+)?\b")
_PAST = re.compile(rf"(?i)\b(?:{_forms('past')}|[a-z]{{2,}}ed)\b")
_UTTERED = re.compile(rf"(?i)(?<!\bis )(?<!\bare )(?<!\bbe )\b(?:{_forms('uttered')})\s+(?:(?:late |early |back )?(?:on|in)\s+)?$")
_BREAK = re.compile(r"[;:]\s|[.!?][\"”’]?\s+(?=[A-Z“\"])")


def tense_of(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> Tense:
    """The tense that stands nearest before the time, or else nearest after it."""
    told = _BREAK.split(text[max(sentence_start, start - _WINDOW) : start])[-1]
    if _UTTERED.search(told):
        return Tense.PAST
    future = max((match.end() for match in _FUTURE.finditer(told)), default=-1)
    past = max((match.end() for match in _PAST.finditer(told)), default=-1)
    if future >= 0 or past >= 0:
        return Tense.FUTURE if future >= past else Tense.PAST
    rest = _BREAK.split(text[end : min(sentence_end, end + _WINDOW)])[0]
    ahead, back = _FUTURE.search(rest), _PAST.search(rest)
    if ahead and (not back or ahead.start() <= back.start()):
        return Tense.FUTURE
    return Tense.PAST if back else Tense.UNSTATED
