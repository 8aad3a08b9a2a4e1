"""What the verb beside a time says of it: past or future, from the nearest marker in the sentence. Cheap, no parse."""

from __future__ import annotations

import re

from ledger.language.times.meanings import Tense

_BE = r"(?:\s+(?:be|have|been|not|also|likely|only|then|soon|probably|now))*\s+\w+"
_FUTURE = re.compile(
    rf"(?i)\b(?:(?:will|would|shall|could|should|must|might|may|can|wo|is|are|was|were|be)\s+(?:not\s+)?(?:to|due to|set to|expected to|likely to|scheduled to|about to|going to){_BE}"
    rf"|(?:will|would|shall|should|could|might|must|wo|needs? to|ha(?:s|ve) to)(?:n['’]t)?{_BE}|['’]ll{_BE}|to be \w+|(?:plans?|planned|planning|hopes?|hoped|aims?|intends?|wants?|pledged|vows?|vowed|promised|expects?|expected|forecasts?|projects?|projected"
    r"|predicts?|sees|due|scheduled|set|slated|deadline|target(?:ed|s)?|upcoming|estimates?|likely)(?: to \w+)?|if|unless|once)\b"
)
_PAST = re.compile(
    r"(?i)\b(?:was|were|had|has|have|did|went|came|rose|fell|grew|hit|struck|took|gave|made|won|lost|saw|sent|met|held|began|became|broke|built|bought|brought|sold|spent|stood|told|left|ran|led|put|set|cut|kept"
    r"|shot|died|said|up from|down from|reported|[a-z]{2,}ed|compared with|as of|since|last)\b"
)
_WINDOW = 110
_BREAK = re.compile(r"[;:]\s|[.!?][\"”’]?\s+(?=[A-Z“\"])")
_SPEAKS_ON = re.compile(
    r"(?i)(?<!\bis )(?<!\bare )(?<!\bbe )\b(?:forecasts?|projected|projects|predicted|expected|pledged|promised|planned|vowed|announced|estimated)\s+(?:(?:late |early |back )?(?:on|in)\s+)?$"
)
"""A verb that looks forward, with the time at which it did so."""


def tense_of(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> Tense:
    """The tense that stands nearest before the time, or else nearest after it."""
    told = _BREAK.split(text[max(sentence_start, start - _WINDOW) : start])[-1]
    if _SPEAKS_ON.search(told):
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
