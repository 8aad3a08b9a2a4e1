"""Antecedents: what a bare number counts when its own words do not say, from the figures before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.mentions.conversions import CONVERTED
from ledger.mentions.kinds import MARGIN
from ledger.records import Kind, Measure, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ELIDED = 0.85
"""Factor on the reading confidence of a figure whose item or unit was taken from another."""

FURTHEST = 3
"""Sentences back that an antecedent is looked for."""

LARGEST_RATIO = 30.0
"""Two figures of one kind side by side ("5.1 million … and 3.3 million") differ by less than this factor."""

_CONTRAST = re.compile(
    r"\b(?:from|than|not|against|versus|vs\.?|compared\s+with|compared\s+to|instead\s+of|rather\s+than|or|and|to|but)\s+(?:(?:the|only|just|a|an|about|some|nearly|"
    r"almost|roughly|around|over|under|more\s+than|less\s+than|at\s+least|up\s+to|gets?|got|reach(?:ed|es)|hits?|has|had|needs?|uses?|used|makes?|made)\s+)*(?:(?:his|her|its|their|the)\s+[\w.-]+['’]s\s+)?$|[;,]\s*$",
    re.IGNORECASE,
)
_BUT = re.compile(r",?\s+(?:[^.;]{0,40}[,\s])?but\s+(?:\w+\s+)?", re.IGNORECASE)
_LIST_GAP = re.compile(r"\s*(?:,|and|or|to|,\s*and|,\s*or|and\s+then|if\s+not|or\s+even)\s+", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_CLOSED = re.compile(
    r",?\s+(?:(?:(?:lower|higher|up|down)\s+)?(?:to|at)|(?:to\s+)?(?:end|close|finish|settle|trade|stand|end(?:ed|ing)|clos(?:ed|ing)|finish(?:ed|ing))\s+at)\s+",
    re.IGNORECASE,
)
_SAME = re.compile(r",?\s+or\s+|\s*\(", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those)\b", re.IGNORECASE)
_GAINED = re.compile(
    r"\b(?:set(?:s|ting)?\s+aside|profits?|loss(?:es)?|sales|revenues?|earnings|turnover|charges?|cost(?:s|ing)?|sav(?:e[sd]?|ing)|spen[dt]\w*|pa(?:y|ys|id|ying)|"
    r"rais(?:e[sd]?|ing)|pledg\w+|budget\w*|funds?|debts?|fine[sd]?|invest\w*|earn(?:s|ed)?|lost|made|worth|owes?|loans?|grants?|aid|relief|offer(?:s|ed|ing)?|promis\w+|borrow\w*|lent)\b[^.;]*$",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\s+in\s+(?:[\w-]+\s+){0,2}(?:charges|costs|fees|fines|damages|debts?|taxes|aid|loans|grants|sales|profits?|losses|cash)\b",
    re.IGNORECASE,
)
_CUE_WINDOW = 45
LEAST_SUM = 1e5
"""A bare number from here up can be a sum of money whose currency stood before."""

_EQUATED = re.compile(
    r"\b(?:is|was|are|were|be|been|being|gets?|got|reach\w*|hit|stood|stands?)\b[^.;]{0,25}$|['’]s\s[^.;]{0,25}$", re.IGNORECASE
)
_OR_ELSE = re.compile(r",?\s+or\s+(?:(?:only|just|about|some|nearly|almost|roughly|around|over|under|up\s+to)\s+)*$", re.IGNORECASE)
_SAYING = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}(?:people|persons|sources|officials|diplomats|executives|analysts|lawmakers|witnesses)\b[^.;\d]{0,50}\b(?:said|say|told|says)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:\s+(?!and\b|but\b)[\w-]+){0,3},?\s+(?:and|but|while|with)\s+(?:still\s+)?(?:another|a\s+further)\s+", re.IGNORECASE
)
_IN_A_STATE = re.compile(
    r"\s+(?:(?:is|are|was|were|be|been|remains?|remained|still|may|might|could)\s+){1,3}(?:trapped|missing|stranded|lost)\b"
)
"""States of things as well as of people."""
LEAST_MILLION, LARGEST_LEAP = 1e6, 1e3
"""A bare number of millions takes nothing from a figure that is more than a thousand times smaller."""
_INCLUDED = re.compile(r"\b(?:including|among\s+them|among\s+whom|of\s+whom|of\s+which)\s+$", re.IGNORECASE)
_BROKEN = re.compile(r"[,;]|\b(?:and|but|while|as|when|after|before)\b", re.IGNORECASE)
_OPENS = re.compile(r"\s*[“\"‘]?(?:(?:and|but|only|just|another|still|also|while|yet|then)\s+)?", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:to|at)\s+$", re.IGNORECASE)
_TO_OR_FROM = re.compile(r"\b(?:to|from)\s+$", re.IGNORECASE)
_STRICT_CONTRAST = re.compile(
    r"\b(?:from|than|not|against|versus|compared\s+with|compared\s+to|instead\s+of|rather\s+than|half|twice|below|above|beating)\s+"
    r"(?:(?:the|only|just|a|an|about|some|nearly|almost|roughly|around|over|under)\s+)*(?:(?:(?:his|her|its|their|the|last|this|the\s+previous)\s+|(?:[A-Z][\w.’'-]*\s+){0,3})[\w.-]+['’]s\s+)?$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"\s+(?:of\s+)?(?:what|whatever)\b", re.IGNORECASE)
_COMPARED_AFTER = re.compile(r"\s+(?:more|less|fewer|higher|lower|up|down|above|below)\b", re.IGNORECASE)
LONGEST_GAP = 40
"""Characters between a level and the percentage that compares it."""
_PRONOUN = re.compile(
    r"(?:^|[“\"‘;:]|,\s(?:and|but|which|that)\s|\b(?:and|but|that)\s)\s*(?:(?:in|a|last|this)\s[\w\s]{1,20})?\b(?:it|they|that|this|these|those)(?:['’]s)?\s+(?:[\w’'-]+\s+){0,6}$",
    re.IGNORECASE,
)
_LEVELS = frozenset({Kind.COUNT, Kind.MEASURE, Kind.MONEY, Kind.PERCENT, Kind.TEMPERATURE})
_COUNTED = frozenset({Kind.COUNT, Kind.SHARE})
_PERCENT_POINTS = frozenset({"percent", "percentage_point"})
_INDEX_WORDS = re.compile(
    r"\b(?:index|indices|shares?|stocks?|dow|s&p|nasdaq|ftse|nikkei|game|season|career|rebounds|assists|scored)\b", re.IGNORECASE
)
LARGEST_MARGIN = 20
"""Percentage points that "points" beside a percentage may be at most."""


def complete(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention:
    """Give a figure without a unit or item those of an earlier figure, and say so in a note.

    A bare number set against a measure ("40 minutes, not four"; "to 71 percent from 84") takes its unit and item; a
    bare count takes the last count ("and another 300"); a share takes the item of what it is a part of.
    """
    mention = _points(text, mention, sentence, before)
    for rule in (_from_measure, _from_partner, _from_money, _from_points, _from_margin, _from_step, _from_baseline, _from_antecedent):
        completed = rule(text, mention, sentence, before)
        if completed is not None:
            return completed
    return mention


def _recent(before: Sequence[tuple[int, Mention]], first: int) -> Iterator[Mention]:
    """The figures from a sentence on, the last one first."""
    for index, earlier in reversed(before):
        if index < first:
            return
        yield earlier


def _from_measure(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """More of a measure that the same list began: "recovered 900 tonnes so far, and another 300 are trapped"."""
    if mention.kind is not Kind.COUNT or not before or before[-1][0] != sentence:
        return None
    earlier = before[-1][1]
    follows = earlier.kind is Kind.MEASURE and _ANOTHER.fullmatch(text, earlier.char_end, mention.char_start)
    stated = mention.item is None or _IN_A_STATE.match(text, mention.char_end)
    return _take(mention, earlier, unit=True) if follows and stated else None


def _from_partner(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """Such as "40 minutes, not four"."""
    if not _is_bare(text, mention) or mention.measure is Measure.INCREMENT:
        return None
    partner = _partner(text, mention, sentence, before) or _moved_from(text, mention, sentence, before)
    return _take(mention, partner, unit=True) if partner is not None else None


def _from_money(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """A large bare number that is paid or gained, after a sum: "families get 25,000 kroner; it has set aside 8 million"."""
    if not _is_bare(text, mention) or _size(mention) < LEAST_SUM:
        return None
    last = next((earlier for earlier in _recent(before, sentence - FURTHEST) if earlier.kind is Kind.MONEY), None)
    beside = before[-1][1].char_end if before and before[-1][0] == sentence else 0
    lead = text[max(mention.sentence_start, beside, mention.char_start - _CUE_WINDOW) : mention.char_start]
    if last is None or not (_GAINED.search(lead) or _CHARGED.match(text, mention.char_end)):
        return None
    note = f"The unit is taken from {last.quote!r}."
    item = mention.item if mention.item_start is not None else None
    unit, dimension = (last.unit or "").split("/")[0], last.dimension.split(" /")[0]
    notes = (*mention.notes, note)
    return replace(mention, unit=unit, dimension=dimension, kind=Kind.MONEY, item=item, notes=notes, confidence=mention.confidence * ELIDED)


def _from_points(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """Such as "lost 30 points to 4,577"."""
    bare = mention.unit is None or _is_bare(text, mention)
    if not bare or not before or before[-1][0] != sentence or before[-1][1].unit != "point":
        return None
    reached = _REACHED.search(text[mention.sentence_start : mention.char_start])
    return _take(mention, before[-1][1], unit=True) if reached else None


def _from_margin(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """A bare margin of percentages or points before it: "a margin of plus or minus three"."""
    if MARGIN not in mention.notes or not _is_bare(text, mention):
        return None
    if not any(earlier.unit in _PERCENT_POINTS | {"point"} for earlier in _recent(before, sentence - 1)):
        return None
    note = "Read the margin as percentage points, beside a percentage or points."
    return replace(mention, unit="percentage_point", kind=Kind.PERCENT, dimension="dimensionless", notes=(*mention.notes, note))


def _from_step(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """Such as "closed up 0.6 % at 7,694"."""
    step = _step_before(text, mention, sentence, before)
    if step is None:
        return None
    points = mention.unit is None and any(earlier.unit == "point" for earlier in _recent(before, sentence))
    level = _take(mention, step, unit=False)
    return replace(level, unit="point", dimension="dimensionless", kind=Kind.MEASURE) if points else level


def _from_baseline(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """Such as "71 percent last year from 84 %"."""
    baseline = _baseline(text, mention, sentence, before)
    return _take(mention, baseline, unit=False) if baseline is not None else None


def _from_antecedent(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """Such as "and another 300"."""
    if mention.item is not None or mention.kind in {Kind.AGE, Kind.DURATION}:
        return None
    antecedent = _antecedent(text, mention, sentence, before)
    return _take(mention, antecedent, unit=False) if antecedent is not None else None


def _step_before(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """The step that a level without an item came by ("closed up 0.6 % at 7,694"), or the figure that a percentage is set beside.

    "21.5 million tonnes of wheat, 9 % less than last year" is about wheat.
    """
    if not before or before[-1][0] != sentence or before[-1][1].item is None:
        return None
    earlier = before[-1][1]
    gap = text[earlier.char_end : mention.char_start]
    beside = mention.item_start is not None and mention.item_start >= mention.char_end
    level = _is_bare(text, mention) or (mention.item is None and mention.kind is Kind.MONEY)
    if level and earlier.kind in {Kind.PERCENT, Kind.RATIO} and earlier.change is not None and _CLOSED.fullmatch(gap):
        return earlier
    if _SAME.fullmatch(gap) and not beside and earlier.kind in {Kind.SHARE, Kind.COUNT} and mention.kind in {Kind.PERCENT, Kind.MEASURE}:
        return earlier
    compared = mention.kind is Kind.PERCENT and not beside and _COMPARED_AFTER.match(text, mention.char_end)
    apposed = gap.rstrip().endswith((",", "(", "—", "–", "-")) and len(gap) <= LONGEST_GAP
    return earlier if compared and apposed and earlier.unit != mention.unit and earlier.kind in _LEVELS else None


def _baseline(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """The figure of the same unit that this one is set against: "71 percent last year from 84 %" is about one thing."""
    beside = mention.item_start is not None and mention.item_start >= mention.char_end
    if mention.unit is None or mention.kind is Kind.COUNT or beside or not before or before[-1][0] != sentence:
        return None
    earlier = before[-1][1]
    fits = earlier.unit == mention.unit and earlier.item is not None and earlier.kind is mention.kind
    return earlier if fits and _STRICT_CONTRAST.search(text[mention.sentence_start : mention.char_start]) else None


def _is_bare(text: str, mention: Mention) -> bool:
    """Whether a number has no unit and no noun after it: none at all, or only one taken from the clause before it."""
    if mention.kind is not Kind.COUNT and not (mention.unit is None and mention.kind is Kind.MEASURE):
        return False
    if mention.item_start is None:
        return mention.item is None
    if mention.item_start < mention.char_start:
        return True
    return _BROKEN.search(text, mention.char_end, mention.item_start) is not None


def share_forward(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give a bare count the counted thing of the next figure: "two or three hundred tents", "two 900-megawatt reactors"."""
    shared = list(mentions)
    for place in range(len(shared) - 2, -1, -1):
        mention, following = shared[place], shared[place + 1]
        bare = mention.kind is Kind.COUNT and (
            mention.item is None or (mention.item_start is not None and mention.item_start < mention.char_start)
        )
        gap = text[mention.char_end : following.char_start]
        listed = following.kind is Kind.COUNT and _LIST_GAP.fullmatch(gap)
        sized = following.kind is Kind.MEASURE and gap.isspace() and (following.item_start or 0) >= following.char_end
        negated = mention.denied and following.kind is Kind.COUNT and _BUT.fullmatch(gap)
        if bare and following.item is not None and (listed or sized or negated):
            shared[place] = _take(mention, following, unit=False)
    return shared


def _partner(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """The figure that a bare number is set against: of the same sentence, or the last one where a pronoun stands for it."""
    lead = text[mention.sentence_start : mention.char_start]
    pronoun = bool(_PRONOUN.search(lead))
    strict = bool(_STRICT_CONTRAST.search(lead))
    for index, earlier in reversed(before):
        if sentence - index > (1 if pronoun else 0):
            break
        if _converts(earlier):
            continue
        lasting = (strict or bool(_OR_ELSE.search(lead))) and earlier.kind in {Kind.DURATION, Kind.RATIO}  # "40 minutes, not four"
        if not lasting and (earlier.kind not in _LEVELS or earlier.unit is None or earlier.item is None):
            continue
        if pronoun and not strict and _size(mention) < LEAST_SUM and not _EQUATED.search(lead):
            return None  # "It held 48 before"
        contrasts = (
            strict
            or lasting
            or (mention.item in {None, earlier.item} and earlier.kind is not Kind.COUNT and (bool(_CONTRAST.search(lead)) or pronoun))
        )
        return earlier if contrasts and _comparable(mention, earlier) else None
    return None


def _moved_from(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """The level that a number moved from: "cut the polling places from 400 in the primary of 2008 to 60"."""
    if not before or before[-1][0] != sentence or before[-1][1].unit is None:
        return None
    earlier = before[-1][1]
    moved = _FROM.search(text[earlier.sentence_start : earlier.char_start]) and _REACHED.search(text[earlier.char_end : mention.char_start])
    counted = earlier.kind is Kind.COUNT and earlier.item is not None and mention.change is not None
    return earlier if moved and (counted or earlier.kind is Kind.DURATION) else None


def _converts(mention: Mention) -> bool:
    """Whether a figure only says the one before it again in another unit."""
    return any(note.startswith(CONVERTED) for note in mention.notes)


def _comparable(mention: Mention, earlier: Mention) -> bool:
    """Whether two numbers are of one order, so that one unit fits both."""
    mine, other = _size(mention), _size(earlier)
    return mine > 0 and other > 0 and max(mine, other) / min(mine, other) <= LARGEST_RATIO


def _size(mention: Mention) -> float:
    figure = mention.figure
    return abs(next(value for value in (figure.best, figure.low, figure.high) if value is not None))


def _antecedent(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention | None:
    """The earlier figure whose item this one shares."""
    if _OF_WHAT.match(text, mention.char_end):
        return None
    bare = mention.kind in _COUNTED
    pronoun = bool(_PRONOUN.search(text[mention.sentence_start : mention.char_start]))
    opens = mention.kind is Kind.PERCENT and _OPENS.fullmatch(text, mention.sentence_start, mention.char_start) is not None
    furthest = FURTHEST if bare or opens else int(pronoun)
    steps = bool(_TO_OR_FROM.search(text[mention.sentence_start : mention.char_start]))
    for index, earlier in reversed(before):
        if sentence - index > furthest:
            return None
        if mention.kind is Kind.SHARE and index == sentence and earlier.item is None and earlier.kind in _LEVELS:
            return None  # it is a part of that figure, of which the sentence does not say what it counts
        if earlier.item is None or earlier.kind in {Kind.AGE, Kind.DURATION} or earlier.denied:
            continue
        if _is_part(text, earlier) or _is_speaker(text, earlier) or not _can_hold(text, mention, earlier):
            continue
        shares = mention.kind is Kind.SHARE and (index == sentence or earlier.kind is Kind.PERCENT)
        near = mention.kind is Kind.COUNT or sentence - index <= 1
        counts = bare and near and earlier.kind in _COUNTED and earlier.dimension.split(" ")[0] == "count"
        alike = not bare and (earlier.kind is mention.kind or (index == sentence and steps))
        if shares or counts or alike or (opens and earlier.kind is Kind.SHARE):
            return earlier
    return None


def _is_speaker(text: str, mention: Mention) -> bool:
    """Whether a figure counts those who say something: "two people familiar with the matter said"."""
    return mention.kind is Kind.COUNT and _SAYING.match(text, mention.char_end) is not None


def _can_hold(text: str, mention: Mention, earlier: Mention) -> bool:
    """Whether a figure can be what another counts: a part is no more than its whole, and millions are nobody's handful."""
    mine, other = _size(mention), _size(earlier)
    part = _OF_THEM.match(text, mention.char_end) is not None and mention.kind is Kind.COUNT
    leap = mention.kind is earlier.kind is Kind.COUNT and mine >= LEAST_MILLION and other * LARGEST_LEAP < mine
    return not (part and mine > other) and not leap


def _is_part(text: str, mention: Mention) -> bool:
    """Whether a figure counts a part of one before it, or describes: "31 of them", "including 587 children", "a 120-member assembly"."""
    included = _INCLUDED.search(text, max(mention.sentence_start, mention.char_start - 20), mention.char_start)
    return bool(included or _OF_THEM.match(text, mention.char_end)) or text[mention.char_end : mention.char_end + 1] == "-"


def _take(mention: Mention, source: Mention, *, unit: bool) -> Mention:
    what = "The unit and what is measured are" if unit else "What is counted is" if mention.kind in _COUNTED else "What is measured is"
    note = f"{what} taken from {source.quote!r}."
    changed = replace(
        mention,
        item=source.item,
        item_text=source.item_text,
        item_start=source.item_start,
        item_end=source.item_end,
        notes=(*mention.notes, note),
        confidence=mention.confidence * ELIDED,
    )
    if unit:
        return replace(changed, unit=source.unit, dimension=source.dimension, kind=source.kind)
    if mention.kind is Kind.SHARE:
        return replace(changed, unit="fraction")
    if mention.kind is Kind.COUNT:
        counted = source.unit if source.kind is Kind.COUNT or source.item is None else source.item.split()[-1]
        return replace(changed, unit={"people": "person"}.get(counted, counted).split("/")[0] if counted else None)
    return changed


def _points(text: str, mention: Mention, sentence: int, before: Sequence[tuple[int, Mention]]) -> Mention:
    """Read "points" beside a percentage as percentage points: "43 percent, give or take two points"."""
    if (
        mention.unit != "point"
        or _size(mention) > LARGEST_MARGIN
        or _INDEX_WORDS.search(text, mention.sentence_start, mention.sentence_end)
    ):
        return mention
    if not any(earlier.unit in _PERCENT_POINTS for earlier in _recent(before, sentence - 1)):
        return mention
    note = "Read points as percentage points, beside a percentage."
    return replace(mention, unit="percentage_point", kind=Kind.PERCENT, notes=(*mention.notes, note))
