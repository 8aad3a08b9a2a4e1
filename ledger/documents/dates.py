"""When a text was published, from the text alone: bounds with the words they were read from, never a guessed day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.documents import datelines, edtf, writtendates
from ledger.language.times import Tense
from ledger.language.times.tenses import tense_of
from ledger.records import Publication, PublishedBasis, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.documents.writtendates import WrittenDate
    from ledger.records import Block

NEWS_DAYS = 6
"""Days after which news no longer calls a day by its weekday's name: a week later the name means another day."""

NEAR = 300
"""Characters on either side of a date in which the ends of its sentence are looked for."""

_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)\D{0,24}((?:19|20)\d\d)(?:\s?[-–—]\s?((?:19|20)?\d\d)\b)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![^/=])(?P<year>20\d\d|19[89]\d)[/-](?P<month>[01]?\d)(?:[/-](?P<day>[0-3]?\d))?(?![^/?&#_-])")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“'‘(]?[A-ZÀ-Þ])")
_PAST_YEAR_WORDS = frozenset({"since"})
_YEAR_WORDS = frozenset({"in", "since", "during", "throughout", "late", "early", "mid", "of", "from"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A first or last possible day, and the words that say so."""

    day: date
    words: str


def find_publication(text: str, blocks: Sequence[Block]) -> Publication:
    """Say when the text was published as far as it tells itself: by its printed date, its dateline, or bounds.

    The bounds are the latest past day the article speaks of, a weekday with its day of the month, and the copyright year.
    """
    printed = datelines.find_printed(text, blocks)
    if printed is not None:
        return _on_day(text, printed, printed.first_day)
    past = list(_past_dates(text, blocks))
    latest = _find_copyright(text, blocks)
    earliest = _find_earliest(text, past, years=_YEAR_WORDS if latest else _PAST_YEAR_WORDS)
    if earliest and latest and earliest.day > latest.day:
        latest = None  # a notice that was never renewed
    dateline = datelines.find_dateline(text, blocks)
    if dateline is not None and dateline.written is not None:
        return _date_dateline(text, dateline.written, earliest, latest)
    return _infer(earliest, latest, _find_weekday(text, past, earliest, latest))


def find_publication_in(url: str) -> Publication:
    """Say when a page was published by the day or month in its address; basis unknown if it holds none.

    >>> str(find_publication_in("https://example.org/2025/03/04/measles").day)
    '2025-03-04'
    """
    found = _ADDRESS.search(url)
    if found is None:
        return Publication()
    try:
        span = edtf.parse("-".join(part.zfill(2) for part in found.group("year", "month", "day") if part))
    except ValueError:
        return Publication()  # digits that are no day
    evidence = f"address: {found.group()}"
    return Publication(published_from=span.first, published_to=span.last, basis=PublishedBasis.METADATA, evidence=evidence)


def _date_dateline(text: str, written: WrittenDate, earliest: _Sign | None, latest: _Sign | None) -> Publication:
    """Publish on the dateline's day, if its year is written or only one is possible."""
    if written.year is not None:
        return _on_day(text, written, written.first_day)
    possible = _possible_days(written, earliest, latest)
    words = text[written.start : written.end]
    if len(possible) == 1 and earliest and latest:
        evidence = f"dateline {words!r}; the year from {earliest.words!r} and {latest.words!r}"
        return Publication(published_from=possible[0], published_to=possible[0], basis=PublishedBasis.DATELINE, evidence=evidence)
    first = _Sign(day=possible[0], words=words) if possible and earliest else None
    return _infer(first or earliest, latest, None)


def _infer(earliest: _Sign | None, latest: _Sign | None, weekday: _Sign | None) -> Publication:
    if weekday is not None:
        last = weekday.day + timedelta(days=NEWS_DAYS)
        last = min(last, latest.day) if latest and latest.day >= weekday.day else last
        year = earliest or latest
        evidence = f"{weekday.words!r}; the year from {year.words!r}" if year else repr(weekday.words)
        return Publication(published_from=weekday.day, published_to=last, basis=PublishedBasis.INFERRED, evidence=evidence)
    if earliest is None and latest is None:
        return Publication()
    # Without a day in the text the notice's year bounds both ends: news carries the year it appears in.
    first = earliest.day if earliest else latest.day.replace(month=1, day=1) if latest else None
    evidence = "; ".join(repr(sign.words) for sign in (earliest, latest) if sign)
    return Publication(published_from=first, published_to=latest.day if latest else None, basis=PublishedBasis.INFERRED, evidence=evidence)


def _on_day(text: str, written: WrittenDate, day: date | None) -> Publication:
    return Publication(published_from=day, published_to=day, basis=PublishedBasis.DATELINE, evidence=text[written.start : written.end])


def _possible_days(written: WrittenDate, earliest: _Sign | None, latest: _Sign | None) -> list[date]:
    """The days a date without a year can mean between the bounds.

    News is no older than the year before its copyright notice; how long after its latest past day it is, nothing says:
    with that bound alone the first day after it is given, as a bound too.
    """
    if earliest is None and latest is None:
        return []
    first = earliest.day.year if earliest else latest.day.year - 1 if latest else 0
    last = latest.day.year if latest else first + 1
    days = [day for year in range(first, last + 1) if (day := written.on(year))]
    return [day for day in days if (not earliest or day >= earliest.day) and (not latest or day <= latest.day)]


def _find_earliest(text: str, past: Sequence[WrittenDate], years: frozenset[str]) -> _Sign | None:
    """The latest past day, month or year that the article speaks of: it was published no earlier.

    A year alone counts after one of the words given: beside a past tense too it is often still to come ("voted to cut it in 2031").
    """
    signs = []
    for written in past:
        if written.month is None and _word_before(text, written.start) not in years:
            continue
        day = written.first_day
        if day is not None:
            signs.append(_Sign(day=day, words=text[written.start : written.end]))
    return max(signs, key=lambda sign: sign.day, default=None)


def _find_weekday(text: str, past: Sequence[WrittenDate], earliest: _Sign | None, latest: _Sign | None) -> _Sign | None:
    """The latest past day given with its weekday, in the one year between the bounds that fits both."""
    signs: list[_Sign] = []
    for written in past:
        if written.weekday is None or written.day is None:
            continue
        days = [written.first_day] if written.year else _possible_days(written, earliest, latest) if latest else []
        if len(days) == 1 and days[0] is not None:
            signs.append(_Sign(day=days[0], words=text[written.start : written.end]))
    return max(signs, key=lambda sign: sign.day, default=None)


def _past_dates(text: str, blocks: Sequence[Block]) -> Iterator[WrittenDate]:
    for block in blocks:
        if block.role is Role.FURNITURE:
            continue
        for written in writtendates.find(text, block.start, block.end):
            if text.rfind("<", block.start, written.start) > text.rfind(">", block.start, written.start):
                continue  # inside a tag left over from a page
            start, end = _find_sentence(text, block, written)
            before = text[max(start, written.start - 30) : written.start].casefold().split()[-3:]
            if tense_of(text, start, end, written.start, written.end) is Tense.PAST and not lexicon.words("deadlines").intersection(before):
                yield written


def _find_sentence(text: str, block: Block, written: WrittenDate) -> tuple[int, int]:
    """The first character of the date's sentence and one past its last, as far as they are near."""
    first, last = max(block.start, written.start - NEAR), min(block.end, written.end + NEAR)
    starts = [match.end() for match in _SENTENCE_END.finditer(text, first, written.start)]
    end = _SENTENCE_END.search(text, written.end, last)
    return (starts[-1] if starts else first, end.end() if end else last)


def _find_copyright(text: str, blocks: Sequence[Block]) -> _Sign | None:
    """The last day of the last year in the page's copyright notice: it was published no later."""
    for block in blocks:
        found = _COPYRIGHT.search(text, block.start, block.end) if block.role is Role.FURNITURE else None
        if found:
            year = found.group(2) or found.group(1)
            return _Sign(day=date(int(found.group(1)[:2] + year if len(year) == 2 else year), 12, 31), words=found.group())  # noqa: PLR2004
    return None


def _word_before(text: str, place: int) -> str:
    words = text[max(0, place - 20) : place].split()
    return words[-1].casefold() if words else ""
