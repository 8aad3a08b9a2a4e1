"""Changes: whether a figure says that something moved, by how much or to where, and whether it is an increment or denied."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions.candidates import Candidate
from ledger.mentions.numerals import Form, Numeral
from ledger.mentions.units import Unit
from ledger.records import Change, Kind, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEPS = frozenset({"percent", "percentage_point", "basis_point", "point", "permille"})
"""Units in which a verb such as "gained" or "lost" says how far a level moved."""

_INCREMENT_BEFORE = re.compile(
    r"\b(?:another|(?:a\s+)?further|additional|extra|(?:some|about|up\s+to|at\s+least|more\s+than)\s+another)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_INCREMENT_AFTER = re.compile(
    r"\s+(?:(?:[a-z]+\s+)?(?P<more>more|additional|extra)\b(?!\s+(?:than\s+(?:\d|half)|likely|often))|(?P<fewer>fewer|less)\b)",
    re.IGNORECASE,
)
_TOTAL_BEFORE = re.compile(
    r"\b(?:a\s+(?:grand\s+)?total\s+of|totall?ing|totall?ed|in\s+total,?|altogether,?|in\s+all,|cumulative(?:ly)?(?:\s+total\s+of)?|combined)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(r"[^.;,]{0,40}?\b(?:in\s+total|in\s+all|altogether|all\s+told)\b", re.IGNORECASE)
_DENIED = re.compile(r"(?<!\bif\s)(?<!\bor\s)(?<!\bwhy\s)\bnot\s+(?:the\s+)?$", re.IGNORECASE)
_AGAINST = (
    r"(?=\s+(?:as\s+(?:many|much|large|big|high|long|fast|likely|old|far|expensive|often|strong|heavy|great|deep|wide|hot|common)|"
    r"that\b(?!\s+\w+ed)|those|what|the|its|their|last)\b)"
)
"""After "twice" and "triple" where they set one thing against another."""

_THAN_THEN = re.compile(
    r"[\s\u00a0]+(?P<way>more|higher|up|larger|bigger|less|fewer|lower|smaller|down)\s+than\s+(?:in|on|at|a|an|last|the\s+(?:same|previous|year|month|week|day)|"
    r"(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_COUNT_STEP = re.compile(r"[,(–—]\s*(?P<way>up|down)\s+(?:by\s+)?$", re.IGNORECASE)
_NOT = re.compile(r"(?:^|[\s(\"“‘])not\s+$", re.IGNORECASE)
_BUT = re.compile(r"\s*(?:,|but\b|or\b)|\s+(?:[\w-]+\s+){0,3}but\b", re.IGNORECASE)
_AWAY = re.compile(r"\s+(?:off|away|from\s+(?:the|its|their)|north|south|east|west|inland|offshore|outside|into)\b", re.IGNORECASE)
_PHRASAL = re.compile(
    r"\b(?:ma(?:de|kes?|king)|t(?:ake|akes|aking|ook|aken)|set(?:s|ting)?|put(?:s|ting)?|pick(?:s|ed|ing)?|us(?:e|ed|ing)|g(?:ave|ive|ives|iven|iving)|"
    r"br(?:ing|ings|inging|ought)|add(?:s|ed|ing)?|rack(?:s|ed|ing)?|buil(?:d|ds|t|ding)|c(?:ome|omes|ame|oming)|st(?:and|ands|ood)|sign(?:s|ed|ing)?|round(?:s|ed|ing)?|"
    r"turn(?:s|ed|ing)?|show(?:s|ed|ing)?|sh(?:oot|ot|oots|ooting)|sh(?:ut|uts)|pa(?:id|y|ys|ying)|br(?:oke|eak|eaks|eaking)|track(?:s|ed)?|hand(?:s|ed)?|mark(?:s|ed)?)\s+$",
    re.IGNORECASE,
)
"""Verbs that "up" and "down" go with without telling a direction."""

_SAID_AGAIN = re.compile(r",?\s+or\s+|\s*\(\s*|,\s+|\s+or\s+(?:about|some|nearly)\s+", re.IGNORECASE)
_FROM_BEFORE = re.compile(r"\bfrom\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_COMPARED = re.compile(r"[\s-]+(?:higher|lower|up|down)\b(?!\s+(?:to|from|than))", re.IGNORECASE)
_LEVEL_BEFORE = re.compile(r"\b(?:to|at|from)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_LEVEL_AFTER = re.compile(r"\s+to\s+(?:[A-Z]{0,3}[$£€]?\s?)?\d")
_MORE_OF = re.compile(r"[\s\u00a0]+(?P<way>more|fewer|less)\s+(?!than\b)[a-z]", re.IGNORECASE)
_MOVE = r"(?P<move>drop|fall|decline|decrease|reduction|slump|plunge|dip|slide|contraction|rise|increase|jump|gain|growth|surge|hike|climb)"
_MOVE_AFTER = re.compile(
    rf"[\s\u00a0-]+(?:(?:year-on-year|annual|quarterly|monthly|overall|further)\s+)?{_MOVE}\b(?!\s+rate)", re.IGNORECASE
)
LONGEST_MOVE = 30
"""Characters before a figure in which a noun of moving is looked for."""

_MOVE_BEFORE = re.compile(rf"\b{_MOVE}\s+of\s+$", re.IGNORECASE)
_RISES = frozenset("rise increase jump gain growth surge hike climb".split())
_MORE = frozenset({"more", "higher", "up", "larger", "bigger"})
_COMPARED_WORDS = {"higher": Change.UP, "up": Change.UP, "lower": Change.DOWN, "down": Change.DOWN}


@cache
def _words() -> dict[str, tuple[Change, str]]:
    return {row[0]: (Change(row[1]), row[2]) for row in lexicon.rows("changes")}


@cache
def _moved() -> re.Pattern[str]:
    names = "|".join(sorted((word.replace(" ", r"\s+") for word in _words()), key=len, reverse=True))
    fillers = (
        r"(?:by|a|an|another|further|as|much|only|just|its|their|even|still|some|more|than|slightly|sharply|steadily|roughly|about|around)"
    )
    return re.compile(rf"\b(?P<word>{names})(?:\s+(?:{fillers}))*\s+$", re.IGNORECASE)


@cache
def _moved_by() -> re.Pattern[str]:
    names = "|".join(sorted((word for word in _words() if _words()[word][1] != "particle"), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<word>{names})\s+(?:[\w’'-]+\s+){{0,6}}(?![a-z]+ed\s|offset\s|led\s|made\s|driven\s|run\s|held\s|taken\s|seen\s|won\s)[\w’'-]+\s+by\s+(?:[\w-]+\s+){{0,2}}$",
        re.IGNORECASE,
    )


@cache
def _multiples() -> re.Pattern[str]:
    names = "|".join(row[0] for row in lexicon.rows("multiples") if row[2] != "-")
    compared = "|".join(row[0] for row in lexicon.rows("multiples") if row[2] == "-")
    return re.compile(rf"(?<![\w-])(?:(?P<word>{names}|(?:{compared}){_AGAINST})|(?P<digits>\d+)[\s-]?fold)(?![\w])", re.IGNORECASE)


@cache
def _multiplied() -> dict[str, tuple[float, Change | None]]:
    return {row[0]: (float(row[1]), None if row[2] == "-" else Change(row[2])) for row in lexicon.rows("multiples")}


def settle(text: str, candidates: list[Candidate], start: int) -> None:
    """Set direction, increment, total and denial of each candidate, in place.

    Directions belong to steps ("rose 2.1 %") and to the second of two levels ("from 31 to two"), never to a lone level ("rose to 5 %").
    """
    for place, candidate in enumerate(candidates):
        lead = text[max(start, candidate.quote_start - 90) : candidate.quote_start]
        candidate.change = candidate.change or _direction(text, candidate, lead)
        if candidate.kind is Kind.COUNT and candidate.unit is None and (stepped := _COUNT_STEP.search(lead)):
            candidate.change, candidate.measure = _COMPARED_WORDS[stepped["way"].lower()], Measure.INCREMENT
        if candidate.change is None and place and _is_pair(text, candidates[place - 1], candidate):
            candidate.change = _pair_direction(candidates[place - 1], candidate)
        if candidate.change is None and place and _is_same_step(text, candidates[place - 1], candidate):
            candidate.change = candidates[place - 1].change
        if _is_none(text, candidate, lead):
            candidate.low = candidate.high = 0.0
            candidate.quote_start -= len(lead) - lead.lower().rindex("not")
            candidate.notes.append("Read as none.")
        elif _DENIED.search(lead):
            candidate.denied = True
        if candidate.measure is None:
            candidate.measure = _measure(text, candidate, lead)


def _direction(text: str, candidate: Candidate, lead: str) -> Change | None:
    if candidate.kind in {Kind.AGE, Kind.DURATION}:
        return None
    step = candidate.unit is not None and candidate.unit.name in _STEPS
    match = _moved().search(lead)
    if candidate.share:
        return _words()[_key(match)][0] if match is not None and " by " in f"{match.group()} " else None
    if match is None and not _LEVEL_BEFORE.search(lead[-24:]):
        match = _moved_by().search(lead)
    if match is None:
        return _signed(text, candidate) if step else None
    change, kind = _words()[_key(match)]
    if _AWAY.match(text, candidate.quote_end) or (kind == "particle" and _PHRASAL.search(lead[: match.start()])):
        return None  # "went down 4 kilometres off the coast", "made up 62 % of sales"
    if kind == "loose":
        return change if step or _LEVEL_AFTER.match(text, candidate.quote_end) else None
    return change if step or candidate.kind is not Kind.COUNT or " by " in match.group() else None


def _key(match: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", match["word"].lower())


def _signed(text: str, candidate: Candidate) -> Change | None:
    """The direction of a step that its sign tells ("-1.3%"), or the word after it ("3 % higher")."""
    if candidate.high < 0:
        return Change.DOWN
    if text[candidate.start - 1 : candidate.start] == "+":
        return Change.UP
    after = _COMPARED.match(text, candidate.quote_end)
    if after is not None:
        return _COMPARED_WORDS[after.group().strip(" -").lower()]
    noun = _MOVE_AFTER.match(text, candidate.quote_end) or _MOVE_BEFORE.search(
        text, max(0, candidate.quote_start - 30), candidate.quote_start
    )
    if noun is not None:
        return Change.UP if noun["move"].lower() in _RISES else Change.DOWN
    than = _THAN_THEN.match(text, candidate.quote_end) or _MORE_OF.match(text, candidate.quote_end)
    return (Change.UP if than["way"].lower() in _MORE else Change.DOWN) if than is not None else None


def _is_pair(text: str, left: Candidate, right: Candidate) -> bool:
    """Whether two candidates are "from X to Y" with little between."""
    between = text[left.quote_end : right.quote_start]
    lead = text[max(0, left.quote_start - 30) : left.quote_start]
    same = (left.unit is None) == (right.unit is None) and (left.unit is None or right.unit is None or left.unit.name == right.unit.name)
    return same and bool(_FROM_BEFORE.search(lead)) and len(between) <= 40 and bool(re.search(r"\bto\s+(?:[\w-]+\s+){0,3}$", between))  # noqa: PLR2004 - a short gap


def _is_none(text: str, candidate: Candidate, lead: str) -> bool:
    """Whether "not one" and "not a single" say none at all: "not one account was emptied"."""
    one = candidate.unit is None and candidate.bound is None and text[candidate.start : candidate.end].lower() == "one"
    return one and _NOT.search(lead) is not None and _BUT.match(text, candidate.end) is None


def _is_same_step(text: str, left: Candidate, right: Candidate) -> bool:
    """Such as "rose $1.15, or 1.4 %": one move said twice, in money or points and in percent."""
    step = left.unit is not None and right.unit is not None and right.unit.name in _STEPS and left.unit.name != right.unit.name
    return step and left.change is not None and bool(_SAID_AGAIN.fullmatch(text, left.quote_end, right.quote_start))


def _pair_direction(left: Candidate, right: Candidate) -> Change | None:
    if right.low == left.low:
        return None
    return Change.UP if right.low > left.low else Change.DOWN


def _measure(text: str, candidate: Candidate, lead: str) -> Measure | None:
    if _INCREMENT_BEFORE.search(lead) and candidate.kind is not Kind.SHARE:
        return Measure.INCREMENT
    after = _INCREMENT_AFTER.match(text, candidate.quote_end)
    if after is not None and candidate.kind in {Kind.COUNT, Kind.MONEY, Kind.MEASURE}:
        if after["fewer"]:
            candidate.change = Change.DOWN
        return Measure.INCREMENT
    if _TOTAL_BEFORE.search(lead) or (candidate.kind is Kind.COUNT and _TOTAL_AFTER.match(text, candidate.quote_end)):
        return Measure.TOTAL
    return None


def multiples(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Read "doubled", "threefold", "10-fold" as ratios with a direction.

    >>> [(c.low, c.change.value) for c in multiples("Prices doubled and traffic rose threefold.", 0, 42)]
    [(2.0, 'up'), (3.0, 'up')]
    """
    for match in _multiples().finditer(text, start, end):
        value, change = _multiplied()[match["word"].lower()] if match["word"] else (float(match["digits"]), Change.UP)
        numeral = Numeral(start=match.start(), end=match.end(), low=value, high=value, form=Form.CARDINAL)
        unit = Unit(name="times", kind=Kind.RATIO, dimension="dimensionless", start=match.start(), end=match.end())
        candidate = Candidate.of(numeral, unit)
        candidate.kind, candidate.change = Kind.RATIO, change
        yield candidate
