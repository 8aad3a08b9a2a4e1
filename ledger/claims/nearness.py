"""Which time of a sentence a figure takes: the nearest in its own clause, with nothing between that cuts them apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.claims.moments import Part, is_saying, verb_of
from ledger.lexicon import rows
from ledger.lexicon.branching import branches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.moments import Moment
    from ledger.language.tokens import Parse, Token
    from ledger.records import Mention

TOO_FAR = 60
"""From this cost on a time belongs to something else in the sentence."""
_FRONTED, _OVER_FIGURE, _OVER_CLAUSE, _OVER_CLAUSE_FROM_FRONT, _BACK_OVER_COMMA, _OVER_SEMICOLON = 6, 8, 50, 14, 10, 20
"""Costs in words: a fronted time holds for its whole clause; another figure, a new clause or a comma makes a time less near."""
_OVER_LATER_FRONT, _ADJACENT = 20, 2
"""Cost of a front nearer to the figure; and the words up to which a time behind a figure is its own ("200 on Tuesday")."""
_NAMED_WITHIN = 6
"""Words between a figure and the day on which it was announced: "the 22 that the ministry announced on May 15"."""


def _words(name: str) -> str:
    return branches((word for word, kind in rows("baselines") if kind == name), space=r"\s+")


_NUMBER = (
    r"(?:[$€£¥]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half|dozens?|hundreds?)\b)"
)
_SURE_BASE = rf"(?:{_words('base')}|(?<!more )(?<!less )(?<!fewer )(?<!rather )(?<!other )than)"
_ANY_BASE = rf"(?:(?:up|down)\s+from|{_SURE_BASE}|(?:{_words('figure')})(?=\s+(?:[^\s,;]+\s+){{0,3}}?{_NUMBER}))"
_BASE = re.compile(rf"(?i)\b(?P<word>{_SURE_BASE}|{_words('figure')})(?:\s+(?:(?:\w+\s)?(?:{_words('filler')})))*\s*[$€£¥]?$")
"""Words after which the figure is what something is compared with."""
_STARTS_BASE = re.compile(rf"(?i)\b{_ANY_BASE}\b")
_OF_BASE = re.compile(rf"(?i)\b{_ANY_BASE}\s+(?:[^\s,;]+\s+){{1,7}}$")
_BARE_BASE = re.compile(rf"(?i)\b(?:{_words('base')}|{_words('figure')})\s+(?:(?:a|an|the|its|their|last|this)\s+)*$")
_CHANGES = re.compile(rf"(?i)\b{branches(row[0] for row in rows('changes'))}\b")
"""Words of rising and falling: only beside them does "from" open what a figure is compared with."""
_CLAUSE_WORDS = "and|but|while|whereas|which|who|when|after|before|because|although|though|with|of (?:which|whom|those|them)"
_NEW_CLAUSE = re.compile(rf"(?i)[:—]|,\s+(?:{_CLAUSE_WORDS})\b|\b(?:while|whereas|but)\b")
_RELATIVE = re.compile(r"(?i),\s+(?:which|who|whose|where)\b[^,;]*$")
"""What opens a relative clause that a figure stands in: a time behind its comma is the main clause's."""
_LEVEL_THEN = re.compile(r"(?i),\s+(?:up|down)\b")
"""What parts a level from a change that tells its own time: "2.5 million tonnes, up by a quarter since July"."""
_THE_OTHER = re.compile(r"(?i);\s+the (?:second|third|fourth|other|last|latter)\b")
_ONE_OF_THEM = re.compile(r"(?i),\s+the (?:last|latest|first|most recent|worst|deadliest|biggest|largest)\b")
"""What opens an apposition about one of those counted: "five accidents, the last of them in 2021"."""
_AND_CLAUSE = re.compile(r"(?i)[;.”\"]|,\s+and\b|\bbut\b|\bwhile\b|\band\s+(?:in|on|by|since|during)?\s*(?:the\s+)?$")
_SUBORDINATE = re.compile(r"(?i)\b(?:when|after|before|who|which|that|where|until)\b[^,]*$")
_PARTS = re.compile(r"[,;:\d]|\b(?:and|than|from|against)\b")
"""What parts a figure from a time that follows it at once."""
_ASIDE = re.compile(r"(?i),\s+(?:with|including|among them|about|or)\b[^,;]*,")
_RECORD = re.compile(r"(?i)\b(?:\w{2,}est|first|best|worst|most|least|only|record)\b[^,;]{0,24}$")
"""Before "since 1995" these say how rare something is, not how long the figure has run."""
_DISTANCE = re.compile(r"(?i)\b(?:hours?|days?|weeks?|months?|years?) (?:after|before)\b")
_NOW = re.compile(r"(?i)\b(?:now|currently|still|at present)\b")
_INSIDE_BASE = 4
"""Words between a time and a figure that are both what something is compared with: "against a May average of 80"."""
_GOES_TO = re.compile(rf"(?i)\s+(?:[^\s,;.]+\s+){{0,3}}?to\s+(?:\w+\s+){{0,2}}?{_NUMBER}")
_ANY_NUMBER = re.compile(rf"(?i)(?<!\w){_NUMBER}")
_FIGURE = re.compile(r"(?<![\w.])[$€£]?\d[\d,.]*")


def is_base(text: str, sentence_start: int, mention: Mention) -> bool:
    """Whether the figure is what another is compared with: "from 27", "against 3.7", "up from 15"."""
    rest = text[mention.char_end : mention.sentence_end]
    for place in (mention.char_start, mention.number_start):
        told = text[sentence_start:place]
        match = _BASE.search(told)
        if match is not None:
            word = match["word"].lower()
            if word == "from" and _GOES_TO.match(rest):
                return True
            needed = _CHANGES if word == "from" else _ANY_NUMBER if word == "against" else None
            return needed is None or needed.search(told, 0, match.start()) is not None
    return False


def nearest(text: str, parse: Parse, moments: Sequence[Moment], mention: Mention) -> Moment | None:
    """The moment that the figure takes; nothing where every time of the sentence belongs to something else."""
    token = parse.at(mention.number_start)
    verb = None if token is None else verb_of(parse, token)
    costs = [_cost(text, each, mention, moments) + _cost_of_verbs(each, mention, verb) for each in moments]
    best = min(range(len(moments)), key=lambda place: costs[place], default=None)
    return None if best is None or costs[best] >= TOO_FAR else moments[best]


def _cost_of_verbs(moment: Moment, mention: Mention, verb: Token | None) -> int:
    """A time under another verb: of another tense it tells nothing of the figure."""
    if moment.fronted or moment.verb is None or verb is None or moment.verb.index == verb.index or is_saying(verb):
        return 0
    before = moment.expression.end <= mention.char_start
    time, figure = _TENSES.get(moment.verb.tag, ""), _TENSES.get(verb.tag, "")
    if (time == "future" and figure in ("present", "past")) or (before and time == "past" and figure == "present"):
        return TOO_FAR
    return _OTHER_VERB if before else 0


_TENSES = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "MD": "future"}
_OTHER_VERB = 12
"""Cost of a time under another verb of the same tense: "opened in 1999 and employed 400"."""


def _cost(text: str, moment: Moment, mention: Mention, moments: Sequence[Moment]) -> int:
    expression = moment.expression
    if expression.side == "since" and _RECORD.search(text, mention.sentence_start, expression.start):
        return TOO_FAR
    if expression.start < mention.char_end and expression.end > mention.char_start:
        return 0
    if expression.start >= mention.char_end:
        return _cost_after(text, moment, mention, moments)
    if moment.part is not Part.TOLD:
        return TOO_FAR
    return _cost_before(text, moment, mention, moments)


def _without_times(text: str, start: int, end: int, moments: Sequence[Moment]) -> str:
    """The text between two characters, its times blanked out, so that their digits are no figures."""
    between = text[start:end]
    for each in moments:
        first, last = max(each.expression.start, start) - start, min(each.expression.end, end) - start
        if first < last:
            between = between[:first] + " " * (last - first) + between[last:]
    return between


def _cost_after(text: str, moment: Moment, mention: Mention, moments: Sequence[Moment]) -> int:
    """A time behind the figure: nothing that opens a comparison or another clause should stand between."""
    between = _without_times(text, mention.char_end, moment.expression.start, moments)
    between = _ASIDE.sub(" ", between)
    words = len(between.split())
    if moment.part is Part.TOLD and words <= _ADJACENT and not (_PARTS.search(between) or _STARTS_BASE.search(between)):
        return 0
    if moment.part is not Part.TOLD:
        named = moment.part is Part.NAMED and words <= _NAMED_WITHIN and not re.search(r"[,;:]|\d", between)
        return words if named or not between.strip() else TOO_FAR
    if _STARTS_BASE.search(between) or re.search(r"(?i)\bthan\s*$", between) or (moment.fronted and _AND_CLAUSE.search(between)):
        return TOO_FAR
    aside = "," in between and _RELATIVE.search(text, mention.sentence_start, mention.char_start)
    if aside or _LEVEL_THEN.search(between):
        return TOO_FAR
    if ";" in between or _ONE_OF_THEM.search(between) or (_GOES_TO.match(between) and is_base(text, mention.sentence_start, mention)):
        return TOO_FAR
    return words + _OVER_FIGURE * len(_FIGURE.findall(between)) + _OVER_CLAUSE * len(_NEW_CLAUSE.findall(between))


def _cost_before(text: str, moment: Moment, mention: Mention, moments: Sequence[Moment]) -> int:
    """A time before the figure: in front of the clause it holds for all of it."""
    start = moment.expression.start
    between = _without_times(text, moment.expression.end, mention.char_start, moments)
    told = text[mention.sentence_start : start]
    if _STARTS_BASE.search(between + text[mention.char_start : mention.char_end]):
        return TOO_FAR
    if not moment.fronted and _OF_BASE.search(told):
        inside = _BARE_BASE.search(told) and not re.search(r"[,;:\d]", between) and len(between.split()) <= _INSIDE_BASE
        return 0 if inside else TOO_FAR
    if _NOW.search(between) or _DISTANCE.search(between) or _THE_OTHER.search(between):
        return TOO_FAR
    if moment.fronted:
        later = sum(each.fronted and moment.expression.end <= each.expression.start < mention.char_start for each in moments)
        return _FRONTED + _OVER_LATER_FRONT * later + _OVER_CLAUSE_FROM_FRONT * len(_NEW_CLAUSE.findall(between))
    if (";" in between and moment.expression.side == "by") or ("," in between and _SUBORDINATE.search(told)):
        return TOO_FAR
    cost = (
        len(between.split())
        + _OVER_FIGURE * len(_FIGURE.findall(between))
        + _BACK_OVER_COMMA * between.count(",")
        + _OVER_SEMICOLON * between.count(";")
    )
    return cost + _OVER_CLAUSE * len(_NEW_CLAUSE.findall(between))
