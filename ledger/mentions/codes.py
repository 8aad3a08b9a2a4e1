"""Codes: stretches of a text whose numbers are no quantities by their form: phone numbers, addresses, clock times, scores and votes."""

from __future__ import annotations

import re

_HOST = re.compile(r"\.(?:com|org|net|gov|edu|co\.uk|io|info)\b")
_NUMBERS = r"""
      (?<![\w.,$€£])\+?\(?\d{2,4}\)?(?:[\s.-]\(?\d{2,4}\)?){2,5}(?![\w,]|\.\d|\s?%)     # phone numbers: three or more groups
    | (?<![\w.,$€£-])\d{3}-\d{4}(?![\w-])                                          # 555-0172
    | (?<![\w.,$])\d+(?:\.\d+){2,}(?![\w])                                          # 10.0.0.1, version 1.2.3
    | (?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)                                         # clock times and running times
    | (?<![\w.,$€£/])\d{1,3}/\d{1,3}/\d{2,4}(?!\w)
    | [#§№]\s?\d[\d.]*
    | \(\d?[LRC]\)                                                                  # places in a photograph
    | (?<=[\w.,;:!?%)”’"'])\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]                          # marks of notes right behind a word: people[7]
"""
_CODES = re.compile(_NUMBERS, re.VERBOSE)
_CODES_AND_ADDRESSES = re.compile(rf"https?://\S+ | www\.\S+ | \S+@\S+ | \b[\w-]+{_HOST.pattern}\S* | {_NUMBERS}", re.VERBOSE)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[\s\u00a0]\d{3})+|[1-9]\d{0,2}(?:\.\d{3}){2,}")
_SCORE = re.compile(
    r"(?<![\w.,$€£%-])(?P<a>\d{1,3})(?P<join>[-–])(?P<b>\d{1,3})(?:[-–]\d{1,3})?(?![\w%]|[.,]\d|[-–]\d|\s?(?:%|per\s?cent|percent))"
)
_SCORE_CUE = re.compile(
    r"\b(?:beat(?:en|ing|s)?|w[io]n(?:s|ning|ner)?|los[et]s?|los(?:s|ing)|defeat\w*|dr[ae]w(?:n|s)?|scor\w+|vot\w+|lead|leads|led|victor\w+|margin|"
    r"split|decision|rul(?:ed|ing)|ahead|tied|tie|trail\w*|final|goals?|sets?|half-time|thrash\w*|rout\w*|edg\w+|record|comeback|"
    r"party\slines|approv\w+|reject\w+|reject|panel|court|senate|committee|match)\b",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(
    r"[\s-]+(?!(?:win|loss|victory|defeat|draw|lead|vote|decision|ruling|score|record|scoreline|triumph|success|thriller|"
    r"advantage|split|majority|court|senate|house|chamber|panel|bench|margin|in|at|on|to|over|against|along|for|from|and|with|by|as|after|before|when|while|but|or|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|last|this|thanks|away|down|up|behind|ahead|that|the|a|an|of|is|was|on)\b)[a-z]+",
    re.IGNORECASE,
)
_SLASH_PAIR = re.compile(r"(?<![\w$€£])\d{1,3}\s?/\s?\d{1,3}(?!\d)")
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PAIR = rf"(?P<a>{_COUNT})(?:\s+to\s+|-to-)(?P<b>{_COUNT})(?![\w%]|[.,]\d|\s?%|\s+per)"
_VOTE = re.compile(
    rf"\b(?P<cue>vot(?:e[sd]?|ing)|rul(?:es|ed|ing)|deadlock(?:s|ed)|split|decision|decided|divided|beat|won|lost|defeated|tied|verdict)"
    rf"\s+(?:[\w’'-]+\s+){{0,5}}?{_PAIR}",
    re.IGNORECASE,
)
_NAMED_VOTE = re.compile(rf"\b{_PAIR}[\s-]+(?:vote|ruling|decision|verdict|majority|win|victory|defeat|loss|lead)\b", re.IGNORECASE)
_CONTESTS = frozenset({"beat", "won", "lost", "defeated"})


def find(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of phone numbers, web addresses, clock-like and score-like pairs.

    >>> find("They won 3-2; call 0800 555 0172.", 0, 33)
    ((19, 32), (9, 12))
    """
    pattern = _CODES_AND_ADDRESSES if _can_hold_address(text, start, end) else _CODES
    found = [match.span() for match in pattern.finditer(text, start, end) if not _GROUPED.fullmatch(match.group())]
    found += [match.span() for match in _SCORE.finditer(text, start, end) if _is_score(text, match, start, end)]
    found += [match.span() for match in _SLASH_PAIR.finditer(text, start, end) if not _is_fraction(match.group())]
    found += [(match.start("a"), match.end("b")) for match in _NAMED_VOTE.finditer(text, start, end)]
    found += [(match.start("a"), match.end("b")) for match in _VOTE.finditer(text, start, end) if _is_vote(text, match, end)]
    return tuple(found)


def _can_hold_address(text: str, start: int, end: int) -> bool:
    """Whether one of the marks of an address of pages or mail stands in the stretch: looking for whole addresses is slow."""
    return any(text.find(mark, start, end) >= 0 for mark in ("@", "://", "www.")) or _HOST.search(text, start, end) is not None


def _is_score(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """A pair of small numbers is a score or a vote where it falls, or where a word of contest stands near and no counted noun follows."""
    falls = int(match["a"]) >= int(match["b"])
    noun = bool(_NOUN_AFTER.match(text, match.end(), end))
    return (falls and not noun) or (not noun and bool(_SCORE_CUE.search(text, max(start, match.start() - 80), min(end, match.end() + 60))))


def _is_vote(text: str, match: re.Match[str], end: int) -> bool:
    """Such as "voted 51 to 49", "lost 3 to 1"; "won 3 to 5 seats" and "lost 10 to 12" are ranges."""
    falls = match["a"].isdigit() and match["b"].isdigit() and int(match["a"]) >= int(match["b"])
    return (falls or match["cue"].lower() not in _CONTESTS) and not _NOUN_AFTER.match(text, match.end(), end)


def _is_fraction(written: str) -> bool:
    numerator, denominator = (int(part) for part in written.split("/"))
    return 0 < numerator < denominator and denominator in {2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100}
