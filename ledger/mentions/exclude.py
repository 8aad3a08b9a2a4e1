"""Exclusion: which numerals are no quantities (names, references, scores, phone numbers, list markers, idioms)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.lexicon.branching import branches
from ledger.mentions import years
from ledger.mentions.years import WINDOW
from ledger.records import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.language.tokens import Parse
    from ledger.mentions.candidates import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a rule may look at beside the candidate.

    Attributes:
        text: The stored text.
        start: First character of the sentence.
        end: One past the last character of the sentence.
        parse: The sentence's parse.
        times: Spans of time expressions that are no lengths of time.
        idioms: Spans of set phrases with a number in them.
        codes: Spans of phone numbers, addresses of pages and mail, scores, slashes.
    """

    text: str
    start: int
    end: int
    parse: Parse
    times: tuple[tuple[int, int], ...] = ()
    idioms: tuple[tuple[int, int], ...] = ()
    codes: tuple[tuple[int, int], ...] = field(default=())


_ORDINAL = re.compile(r"(?:st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z])")
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z_#@][-–/.]?|\d[/.]?|[A-Za-z]['’.])$")
_PREFIX = re.compile(r"\b(?:minus|mid|pre|post|non|sub|under|over|some|nearly|almost|about|plus|and|or|to|a|an)[-–]$", re.IGNORECASE)
_TIMES = re.compile(r"\s[x×]\s\d")
_GLUED_AFTER = re.compile(r"[A-Za-z_]")
_LIST_MARKER = re.compile(r"\s*[(\[]?\d{1,3}[.)\]](?!\d)\s+\S|\s*\d{1,2}\.\s*$")
_ADDRESS = re.compile(
    r"\s+(?:[A-Z][\w.'’-]*\s+){1,3}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Place|Square|Court|Terrace|Highway|Parkway|Row|Crescent|Close|Quay)\b"
)
_CALIBRE = re.compile(
    r"[\s-]?(?:mm|millimet(?:er|re)s?|cm|calib(?:er|re)|cal\.?)[\s-]+(?:[\w-]+\s+){0,2}?(?:gun|shell|round|howitzer|mortar|cannon|artillery|rocket|ammunition|pistol|"
    r"rifle|projectile|calib(?:er|re)|munition|bullet|cartridge|piece|launcher|weapon|ordnance|warhead|revolver|handgun)s?\b",
    re.IGNORECASE,
)
_CALIBRE_ALONE = re.compile(r"[\s-]?(?:calib(?:er|re)|cal\.)(?![a-z])", re.IGNORECASE)
_COMPOUND = re.compile(r"-(?P<word>[a-z]+)(?:-[a-z]+)*", re.IGNORECASE)
_NAME_PARTS = frozenset({"compound", "nmod", "flat", "appos", "nmod:unmarked"})
_AFTER_HALF = frozenset(
    ("first second other better final last top bottom each latter former the this that opening third fourth third- quarter").split()
)
_POINTING = re.compile(r"\b(?:the|these|those|between\s+the)\s+$", re.IGNORECASE)
_STYLE = re.compile(r"[a-z-]+\s?:\s?-?$")
_STYLE_END = re.compile(r"\s*(?:[;}]|!important)|\)\s*\{|\s+(?:solid|auto|none)\b|\s*$")

LONGEST_NUMBER = 9
"""Digits without separators above this are the number of a thing: an account, a post on a network."""

_PART_OF = re.compile(
    r"\b(?P<word>[a-z]+)\s+\d+\s+of\s+$|\b(?P<plural>[a-z]+s)\s+\d+(?:\s*,\s*\d+)*(?:\s*,\s*|\s*,?\s+(?:and|or|to)\s+)$", re.IGNORECASE
)
_NUMBERING = re.compile(r"\b(?:now|already|still|currently|will|would|may|might|could|to|which|who|they|[a-z]{3,}[^\Ws]s)\s+number\s+$")
"""A verb and no name: "dead birds now number 14,200"."""
LOWEST_RANK = 100
"""Up to here a number after "top" is a rank: "top 4,000" is a bound."""

_PER = re.compile(r"\bper\s+$", re.IGNORECASE)
_RANK = re.compile(r"\b(?:top|bottom)[\s-]$", re.IGNORECASE)
_AGO = re.compile(r"[\s\u00a0-]+(?:ago|earlier(?!\s+(?:in|on|this|that|last)\b)|before|previously|prior|from\s+now|hence)\b", re.IGNORECASE)


@cache
def _references() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("references")}


@cache
def _idioms() -> re.Pattern[str]:
    names = branches(sorted(lexicon.words("idioms")), space=r"[\s-]+")
    return re.compile(rf"(?<![\w-]){names}(?![\w])", re.IGNORECASE)


@cache
def _bound_words() -> frozenset[str]:
    return frozenset(row[0].split()[-1] for row in lexicon.rows("bounds") if row[2] == "before")


def idioms(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of set phrases with a number in them.

    >>> idioms("At one point five left.", 0, 23)
    ((0, 12),)
    """
    return tuple(match.span() for match in _idioms().finditer(text, start, end))


def excluded(candidate: Candidate, context: Context) -> bool:
    """Whether the candidate is no quantity."""
    return any(rule(candidate, context) for rule in _RULES)


def _overlaps(candidate: Candidate, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start < candidate.end and candidate.start < end for start, end in spans)


def is_time(candidate: Candidate, context: Context) -> bool:
    """Such as "in 2019", "at 5:15 a.m."."""
    unit = candidate.unit
    kept = unit is not None and (unit.start < candidate.start or unit.kind in {Kind.PERCENT, Kind.DURATION})
    return _overlaps(candidate, context.times) and not kept


def _is_idiom(candidate: Candidate, context: Context) -> bool:
    """Such as "on the one hand", "9/11"; "as one official put it" counts an official, though "as one" is a set phrase."""
    spans = [span for span in context.idioms if span[0] < candidate.end and candidate.start < span[1]]
    if not spans or any(end > candidate.end for _, end in spans):
        return bool(spans)
    token = context.parse.at(candidate.start)
    return token is None or token.dep != "nummod" or token.head <= token.index


def _is_code(candidate: Candidate, context: Context) -> bool:
    """Such as "0800 555 0172", "won 3-2"."""
    return _overlaps(candidate, context.codes)


def _is_ordinal(candidate: Candidate, context: Context) -> bool:
    """Such as "22nd"."""
    return candidate.first.digits and bool(_ORDINAL.match(context.text, candidate.first.end))


def _is_glued_before(candidate: Candidate, context: Context) -> bool:
    """Such as "KN-23", "COVID-19", "S22"; a currency sign, "minus-5" and a range are none."""
    if candidate.quote_start < candidate.start or not candidate.first.digits:
        return False
    lead = context.text[max(context.start, candidate.start - 12) : candidate.start]
    return bool(_GLUED_BEFORE.search(lead)) and not _PREFIX.search(lead)


def _is_glued_after(candidate: Candidate, context: Context) -> bool:
    """Such as "5G", "4x4", "4 x 400m", "1080i"; a unit, a magnitude and a plural of decades are judged elsewhere."""
    if candidate.unit is not None or not candidate.first.digits or candidate.first.suffix:
        return False
    return bool(_GLUED_AFTER.match(context.text, candidate.end) or _TIMES.match(context.text, candidate.end))


def _is_referred(candidate: Candidate, context: Context) -> bool:
    """Such as "Section 4.2", "page 12", "grades three through eight", "part 3 of 3"."""
    own_unit = candidate.unit is not None and candidate.unit.start <= candidate.quote_end
    if own_unit or candidate.first.scale > 1 or candidate.share:
        return False
    lead = context.text[max(context.start, candidate.start - 30) : candidate.start]
    part = _PART_OF.search(lead) if candidate.first.digits else None
    if part is not None and _reference(part["word"] or part["plural"]):
        return True
    match = re.search(r"([A-Za-z№&]+\.?)[\s\u00a0]+$", lead)
    if match is None or _NUMBERING.search(lead):
        return False
    kind = _reference(match[1])
    if not candidate.first.digits:
        return kind == "spelled" and not candidate.is_vague
    return kind in {"always", "spelled"} or (kind == "capital" and match[1][0].isupper())


def _reference(word: str) -> str | None:
    return _references().get(word.lower()) or _references().get(word.lower().rstrip("."))


def _is_list_marker(candidate: Candidate, context: Context) -> bool:
    """Such as "1. First of all"."""
    lead = context.text[context.start : candidate.start]
    return candidate.first.digits and not lead.strip("([ \u00a0\t\n") and bool(_LIST_MARKER.match(context.text, context.start, context.end))


def _is_address(candidate: Candidate, context: Context) -> bool:
    """Such as "575 Long Lake Road"."""
    return candidate.first.digits and candidate.unit is None and bool(_ADDRESS.match(context.text, candidate.end, context.end))


def _is_calibre(candidate: Candidate, context: Context) -> bool:
    """Such as "152mm shells", ".22 calibre": the shell's measure, not a count of it."""
    number_end = candidate.first.end
    return bool(_CALIBRE.match(context.text, number_end, context.end) or _CALIBRE_ALONE.match(context.text, number_end, context.end))


def _is_code_number(candidate: Candidate, context: Context) -> bool:
    """Such as "007", "0510": written with a leading zero."""
    written = context.text[candidate.first.start : candidate.first.end]
    return len(written) > 1 and written[0] == "0" and written[1].isdigit()


def _is_number_of_a_thing(candidate: Candidate, context: Context) -> bool:
    """Such as the number of a post on a network."""
    written = context.text[candidate.first.start : candidate.first.end]
    return written.isdigit() and len(written) > LONGEST_NUMBER


def _is_style(candidate: Candidate, context: Context) -> bool:
    """Such as "padding-top: 20px;": a style sheet left in a page."""
    styled = candidate.unit is not None and bool(
        _STYLE.search(context.text, max(context.start, candidate.quote_start - WINDOW), candidate.quote_start)
    )
    return styled and bool(_STYLE_END.match(context.text, candidate.quote_end, context.end))


def _is_age_group(candidate: Candidate, context: Context) -> bool:
    """Such as "under-16s"."""
    lead = context.text[max(context.start, candidate.start - 8) : candidate.start].lower()
    written = context.text[candidate.first.end : candidate.first.end + 1]
    return written == "s" and candidate.first.digits and lead.endswith(("under-", "over-", "under ", "over "))


def _is_denominator(candidate: Candidate, context: Context) -> bool:
    """Such as "10 doctors per 10,000 people"."""
    return candidate.unit is None and bool(_PER.search(context.text, max(context.start, candidate.start - WINDOW), candidate.start))


def _is_rank(candidate: Candidate, context: Context) -> bool:
    """Such as "in the top 10"; "the top 10 schools" counts schools."""
    if (
        candidate.unit is not None
        or candidate.share
        or candidate.high > LOWEST_RANK
        or not _RANK.search(context.text, max(context.start, candidate.start - WINDOW), candidate.start)
    ):
        return False
    token = context.parse.at(candidate.end)
    return token is None or (token.pos not in {"NOUN", "PROPN", "ADJ"} and token.text.lower() != "most")


def _is_results(candidate: Candidate, context: Context) -> bool:
    """Such as "test scores", "the scores": what was scored, not twenties of it."""
    if context.text[candidate.start : candidate.end].lower() != "scores":
        return False
    token = context.parse.at(candidate.start)
    before = context.parse.tokens[token.index - 1] if token is not None and token.index else None
    if re.match(r"\s+of\s+(?:\d|[a-z]+ty\b)", context.text[candidate.end : context.end]):
        return True
    described = before is not None and (before.pos in {"NOUN", "PROPN", "ADJ"} or before.tag in {"PRP$", "POS"})
    determined = before is not None and before.pos == "DET"
    return described or (determined and not re.match(r"\s+of\b", context.text[candidate.end : context.end]))


def _is_description(candidate: Candidate, context: Context) -> bool:
    """Such as "a six-speed gearbox" describes; "a 15-member council" counts, and so does a unit."""
    match = _COMPOUND.match(context.text, candidate.end, context.end)
    if match is None or candidate.unit is not None or candidate.kind is Kind.AGE or candidate.first.suffix:
        return False
    return match["word"].lower() not in lexicon.words("compounds") | {"odd", "plus", "or", "to", "and"}


def _is_ordered_half(candidate: Candidate, context: Context) -> bool:
    """Such as "the second half"."""
    if not candidate.share or not context.text[candidate.start : candidate.end].lower().endswith("half"):
        return False
    words = context.text[max(context.start, candidate.start - 20) : candidate.start].lower().split()
    return bool(words) and words[-1] in _AFTER_HALF


def _is_ago(candidate: Candidate, context: Context) -> bool:
    """Such as "three weeks ago" and "two days earlier" are dates, not lengths."""
    return (
        candidate.unit is not None
        and candidate.unit.kind is Kind.DURATION
        and bool(_AGO.match(context.text, candidate.quote_end, context.end))
    )


def _is_name(candidate: Candidate, context: Context) -> bool:
    """Such as "iPhone 11", "Big 12", "S&P 500": a whole number in digits that belongs to the proper name before it."""
    numeral = candidate.first
    plain = candidate.unit is None and not (candidate.range or candidate.share or numeral.suffix) and numeral.scale == 1
    token = context.parse.at(numeral.start)
    if not plain or not context.text[numeral.start : numeral.end].isdigit() or token is None or token.index == 0:
        return False
    before = context.parse.tokens[token.index - 1]
    apart = bool(context.text[before.end : numeral.start].strip())
    if before.pos != "PROPN" or not before.text[:1].isalnum() or apart or before.text.lower() in _bound_words():
        return False
    head = context.parse.tokens[token.head]
    if head.index < token.index:
        return head.pos == "PROPN" or head.index == before.index
    return head.index > token.index and before.head == head.index and before.dep in _NAME_PARTS


def _is_pronoun(candidate: Candidate, context: Context) -> bool:
    """Such as "one" without a noun: "for each one they lose"."""
    if context.text[candidate.start : candidate.end].lower() != "one" or candidate.unit is not None or candidate.range or candidate.share:
        return False
    token = context.parse.at(candidate.start)
    if token is None:
        return False
    following = context.parse.tokens[token.index + 1] if token.index + 1 < len(context.parse.tokens) else None
    has_noun = token.dep == "nummod" and token.head > token.index
    return not has_noun and (following is None or following.pos not in {"NOUN", "ADJ"})


def _is_known_pair(candidate: Candidate, context: Context) -> bool:
    """Such as "the two countries" points at things already named and counts nothing; "the two-year" and "the two percent" do."""
    if context.text[candidate.start : candidate.end].lower() != "two" or candidate.unit is not None or candidate.range or candidate.share:
        return False
    return bool(_POINTING.search(context.text[max(context.start, candidate.start - 12) : candidate.start]))


_RULES: tuple[Callable[[Candidate, Context], bool], ...] = (
    is_time,
    _is_idiom,
    _is_code,
    _is_ordinal,
    _is_glued_before,
    _is_glued_after,
    _is_referred,
    _is_list_marker,
    _is_address,
    _is_calibre,
    _is_code_number,
    _is_number_of_a_thing,
    years.is_year,
    _is_rank,
    _is_age_group,
    _is_denominator,
    years.is_day_of_month,
    _is_style,
    years.is_short_year,
    _is_results,
    _is_description,
    _is_ordered_half,
    _is_ago,
    years.is_decade,
    _is_name,
    _is_pronoun,
    _is_known_pair,
)
