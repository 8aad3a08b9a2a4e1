"""The times of one sentence, each with its part in it: the time of what is told, the day of saying, or that of a named figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.language import times
from ledger.language.times import Tense, TimeKind
from ledger.records import Period, Publication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.language.times import TimeExpression
    from ledger.language.tokens import Parse, Token

_NO_TIME = frozenset({TimeKind.CLOCK, TimeKind.DURATION, TimeKind.DISTANCE})
_SAYING_FRAMES = frozenset({"any", "clause", "intent", "mind"})
_LOOK_BACK = 60
"""Characters before a time in which a limit such as "since" may open its clause."""
_PLAIN_SAYINGS = frozenset({"say", "tell"})
_SAID_WITHIN, _MEANT_WITHIN = 6, 2
"""Words between a verb and its day: "told a news conference late on Thursday"; of a mind or plan, "forecast late on Monday"."""


class Part(StrEnum):
    """What a time does in its sentence."""

    TOLD = "told"
    SAID = "said"
    NAMED = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time expression in its sentence.

    Attributes:
        expression: The words and what they mean.
        period: The days they mean, seen from the document's date.
        part: Whether it is the time of what is told, of the saying, or only of a figure that is named with it
            ("the 22 that it announced on May 15").
        fronted: Whether it opens its clause, and so holds for all of it.
        verb: The verb that governs it; nothing if none does.
    """

    expression: TimeExpression
    period: Period
    part: Part
    fronted: bool
    verb: Token | None = None


@cache
def _sayings() -> dict[str, int]:
    """Dictionary forms of the verbs of saying, with the words that may stand between each and its day."""
    verbs = [row for row in lexicon.rows("speech") if row[1] == "verb" and row[2] in _SAYING_FRAMES]
    return {row[0]: _MEANT_WITHIN if row[2] in ("intent", "mind") else _SAID_WITHIN for row in verbs}


@cache
def _givings() -> frozenset[str]:
    """Dictionary forms of the verbs that give out figures."""
    return frozenset(row[0] for row in lexicon.rows("speech") if row[1] == "verb" and row[2] == "figure")


@cache
def _said_nouns() -> frozenset[str]:
    """Nouns for a saying or what holds one: a date after them is that of the saying."""
    return frozenset(row[0] for row in lexicon.rows("speech") if row[1] in ("noun", "document"))


_OPENS_CLAUSE = re.compile(
    r"(?i)(?:^|[,;:—–(\"“”]\s*|\b(?:and|but|while|whereas)\s+)(?:(?:\d+[.)]|also|then|but|and|only|just|back|that)\s+)*"
    r"(?:(?:in|on|at|over|during|for|within|of|throughout|the|early|late|[-—–])\s*)*$"
)
_SINCE_CLAUSE = re.compile(r"(?i)\bsince\b[^,;]*$")
_CUTS = re.compile(r"[,;:\d]|\bthat\b")
_PLACE = re.compile(r"[A-Z][A-Z.'’ -]{2,}(?:,\s*[A-Z][\w.'’ -]*)*[,\s(]\s*")
_DATELINE_ENDS = re.compile(r"\)?,?\s*(?:\([^)]{1,40}\)\s*)?[-–—:]")
_BEGINS = re.compile(
    r"(?i)\b(?:open|start|begin|launch|commenc|tak\w+ effect|com\w+ into (?:force|effect))(?:s|es|ing|ning)?\s+(?:on\s+|in\s+)?$"
)


def read(text: str, start: int, end: int, parse: Parse, published: Publication) -> list[Moment]:
    """The moments of one sentence, in order."""
    expressions = [each for each in times.find(text, start, end) if each.kind not in _NO_TIME and not _is_dateline(text, start, each)]
    periods = times.resolve_all(expressions, published)
    found = [_moment(text, start, parse, each, period) for each, period in zip(expressions, periods, strict=True)]
    saying = said(found)
    return found if saying is None else [_seen_from(saying, each) for each in found]


def _seen_from(saying: Moment, moment: Moment) -> Moment:
    """A time ahead that was told on an earlier day counts from that day: "said in March it would open by September"."""
    expression, day = moment.expression, saying.period.ends_on
    ahead = moment.part is Part.TOLD and expression.tense is Tense.FUTURE and expression.start > saying.expression.end
    if day is None or not ahead or TimeKind.RELATIVE in {saying.expression.kind, expression.kind}:
        return moment
    period = times.resolve(expression, Publication(published_from=day, published_to=day))
    return replace(moment, period=period) if period.is_known else moment


def _is_dateline(text: str, start: int, expression: TimeExpression) -> bool:
    """Whether a day stands in the dateline that opens an article: "PORT HALE, March 4 (Wire) - …": it dates the text, not what it tells."""
    return _PLACE.fullmatch(text, start, expression.start) is not None and _DATELINE_ENDS.match(text, expression.end) is not None


def _moment(text: str, start: int, parse: Parse, expression: TimeExpression, period: Period) -> Moment:
    told = text[max(start, expression.start - _LOOK_BACK) : expression.start]
    fronted = bool(_OPENS_CLAUSE.search(told))
    if expression.side is None and period.starts_on is not None:
        since = _SINCE_CLAUSE.search(told)
        if since or (expression.tense is Tense.FUTURE and _BEGINS.search(told)):
            fronted = fronted or bool(since and _OPENS_CLAUSE.search(told[: since.start()]))
            words = expression.text if since is None else told[since.start() :] + expression.text
            period = Period(starts_on=period.starts_on, precision=period.precision, text=words)
    head = _head(parse, expression)
    verb = None if head is None else verb_of(parse, head)
    return Moment(expression=expression, period=period, part=_part(text, parse, expression, head), fronted=fronted, verb=verb)


def verb_of(parse: Parse, token: Token) -> Token | None:
    """The nearest verb above a word, itself included; the copula's or auxiliary's where it carries the tense."""
    for each in (token, *parse.ancestors(token.index)):
        if each.pos in ("VERB", "AUX"):
            helpers = [child for child in parse.children(each.index) if child.dep.startswith("aux")]
            return helpers[0] if helpers else each
        copulas = [child for child in parse.children(each.index) if child.dep == "cop"]
        if copulas:
            return copulas[0]
    return None


def _is_published(parse: Parse, head: Token) -> bool:
    """Whether a word is the participle of giving out figures: "a report published on Monday", "figures released in May"."""
    if head.tag != "VBN" or head.lemma.lower() not in _givings():
        return False
    return not any(child.dep.startswith("aux") for child in parse.children(head.index))


def is_saying(verb: Token) -> bool:
    """Whether a verb is one of saying."""
    return verb.lemma.lower() in _sayings()


def _part(text: str, parse: Parse, expression: TimeExpression, head: Token | None) -> Part:
    """Whether the verb that the time hangs on is one of saying, and whether that verb only names a figure."""
    if head is None:
        return Part.TOLD
    if head.pos == "NOUN" and head.end <= expression.start:
        if head.lemma.lower() in _said_nouns() and len(text[head.end : expression.start].split()) <= 1:
            return Part.SAID
        head = parse.tokens[head.head]
    if _is_published(parse, head) and len(text[head.end : expression.start].split()) <= 1:
        return Part.SAID
    if head.pos not in ("VERB", "AUX") or head.lemma.lower() not in _sayings():
        return Part.TOLD
    before = head.end <= expression.start
    gap = text[head.end : expression.start] if before else text[expression.end : head.start]
    if len(gap.split()) > _sayings()[head.lemma.lower()] or _CUTS.search(gap) or (not before and len(gap.split()) > 1):
        return Part.TOLD
    helpers = [child for child in parse.children(head.index) if child.dep.startswith("aux")]
    clause = ("acl", "acl:relcl") if head.lemma.lower() in _PLAIN_SAYINGS else ("acl", "acl:relcl", "advcl")
    names = head.dep in clause or (head.tag in ("VBN", "VBG") and not helpers)
    return Part.NAMED if names and before else Part.SAID


def _head(parse: Parse, expression: TimeExpression) -> Token | None:
    """The word outside the time that it hangs on."""
    inside = parse.between(expression.core_start, expression.end)
    indices = {token.index for token in inside}
    for token in inside:
        if token.head not in indices:
            return parse.tokens[token.head]
    return None


def said(moments: Sequence[Moment]) -> Moment | None:
    """The first day of saying among the moments."""
    return next((each for each in moments if each.part is Part.SAID and each.period.is_known), None)
