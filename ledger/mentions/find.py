"""Finding: from an analysed text to its mentions, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.language import times
from ledger.mentions import antecedents, articles, bounds, changes, codes, conversions, exclude, items, kinds, numerals, ranges, units
from ledger.mentions.candidates import Candidate
from ledger.mentions.numerals import CONVENTION
from ledger.records import Bound, Figure, Kind, Measure, Mention, Role

if TYPE_CHECKING:
    from ledger.language import Analysis, Sentence
    from ledger.language.tokens import Parse
    from ledger.mentions.named import Item
    from ledger.mentions.units import Unit

TABLED = "Read from a row of a table, whose headings were not used."
"""Note on a figure from a table."""

IN_TABLE = 0.5
"""Factor on the reading confidence of a figure from a table's row."""

CERTAIN, GUESSED = 0.95, 0.9
"""Reading confidence of a plain figure, and its factor for each guess noted."""

_NO_LENGTHS = frozenset({times.TimeKind.DATE, times.TimeKind.CLOCK, times.TimeKind.FISCAL, times.TimeKind.RELATIVE, times.TimeKind.STRETCH})
"""Time expressions whose numbers are no figures, unless they carry a unit of time ("two days later")."""


def find(analysis: Analysis) -> tuple[Mention, ...]:
    """Find every figure of a text with its bound, unit and item, in text order.

    Dates, years, clock times, ordinals, scores, names with digits, references and page furniture give no mention.
    """
    found: list[tuple[int, Mention]] = []
    for index in sorted(analysis.figures):
        sentence = analysis.sentences[index]
        mentions = _in_sentence(analysis.text, sentence, analysis.parse(index))
        tabled = analysis.paragraphs[sentence.paragraph].role is Role.TABLE
        for mention in mentions:
            completed = antecedents.complete(analysis.text, mention, index, found)
            found.append((index, _from_table(completed) if tabled else completed))
    return tuple(mention for _, mention in found)


def _from_table(mention: Mention) -> Mention:
    """A figure of a table's row: its column says what it counts, and that is not read."""
    return replace(mention, notes=(*mention.notes, TABLED), confidence=mention.confidence * IN_TABLE)


def _in_sentence(text: str, sentence: Sentence, parse: Parse) -> list[Mention]:
    start, end = sentence.start, sentence.end
    context = _context(text, sentence, parse)
    candidates = [c for c in _candidates(text, context) if not exclude.excluded(c, context)]
    made = []
    for candidate in candidates:
        bounds.bind(text, candidate, start, end, (candidate.end, candidate.quote_end))
    changes.settle(text, candidates, start)
    conversions.settle(text, candidates)
    figures = tuple((candidate.quote_start, candidate.quote_end) for candidate in candidates)
    for candidate in candidates:
        item = items.find(text, candidate.origin, parse, figures)
        if item is not None and not item.elided and item.start >= candidate.quote_end:
            bounds.bind(text, candidate, start, end, (item.end,))
        made.append(_mention(text, candidate, item, sentence))
    return antecedents.share_forward(text, made)


def _context(text: str, sentence: Sentence, parse: Parse) -> exclude.Context:
    start, end = sentence.start, sentence.end
    spans = tuple((time.start, time.end) for time in times.find(text, start, end) if time.kind in _NO_LENGTHS)
    return exclude.Context(
        text=text,
        start=start,
        end=end,
        parse=parse,
        times=spans,
        idioms=exclude.idioms(text, start, end),
        codes=codes.find(text, start, end),
    )


def _candidates(text: str, context: exclude.Context) -> list[Candidate]:
    """Numerals with their units, joined to ranges, shares and compound units, in order; times are left out before they can join."""
    start, end = context.start, context.end
    single = [Candidate.of(numeral, units.find(text, numeral, end, begin=start)) for numeral in numerals.find(text, start, end)]
    single = [candidate for candidate in single if not exclude.is_time(candidate, context)]
    joined = kinds.join_parts(text, ranges.join(text, single, start))
    for candidate in joined:
        kinds.resolve(text, candidate, start, end)
    for candidate in articles.find(text, start, end):
        kinds.resolve(text, candidate, start, end)
        joined.append(candidate)
    joined.extend(changes.multiples(text, start, end))
    joined.sort(key=lambda candidate: candidate.start)
    kept: list[Candidate] = []
    for candidate in joined:
        if not kept or candidate.start >= kept[-1].quote_end:  # "a dozen" in "64 cents a dozen" is no figure of its own
            kept.append(candidate)
    return kept


def _figure(text: str, candidate: Candidate) -> Figure:
    words = text[candidate.quote_start : candidate.quote_end]
    low, high, bound = candidate.low, candidate.high, candidate.bound
    if candidate.is_vague:
        return Figure(text=words, bound=Bound.VAGUE, low=low, high=high, convention=CONVENTION)
    if candidate.range and bound in {None, Bound.ABOUT, Bound.EXACT}:
        return Figure(text=words, bound=Bound.ABOUT if bound is Bound.ABOUT else Bound.BETWEEN, low=low, high=high)
    if bound in {Bound.AT_LEAST, Bound.MORE_THAN}:
        return Figure(text=words, bound=bound, low=low)
    if bound in {Bound.AT_MOST, Bound.LESS_THAN}:
        return Figure(text=words, bound=bound, high=high)
    if bound is Bound.ABOUT:
        return Figure(text=words, bound=bound, best=low)
    return Figure(text=words, bound=Bound.EXACT, low=low, best=low, high=high)


def _mention(text: str, candidate: Candidate, item: Item | None, sentence: Sentence) -> Mention:
    unit, dimension, measure = _unit(text, candidate, item, sentence)
    confidence = CERTAIN * GUESSED ** len(candidate.notes) * candidate.confidence
    return Mention(
        figure=_figure(text, candidate),
        char_start=candidate.quote_start,
        char_end=candidate.quote_end,
        quote=text[candidate.quote_start : candidate.quote_end],
        number_start=candidate.start,
        number_end=candidate.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        kind=Kind.MEASURE if dimension == "dimensionless" and candidate.unit is None else candidate.kind or Kind.COUNT,
        unit=unit,
        dimension=dimension,
        item=item.name if item else None,
        item_text=text[item.start : item.end] if item and item.written else None,
        item_start=item.start if item and item.written else None,
        item_end=item.end if item and item.written else None,
        change=candidate.change,
        measure=measure,
        denied=candidate.denied,
        notes=tuple(candidate.notes),
        confidence=confidence,
    )


def _unit(text: str, candidate: Candidate, item: Item | None, sentence: Sentence) -> tuple[str | None, str, Measure | None]:
    """The canonical unit, its dimension, and the measure: a counted noun may carry a rate ("3,000 tests per day")."""
    if candidate.unit is not None:
        return _rated(text, candidate, candidate.unit, item, sentence)
    if candidate.kind is Kind.SHARE:
        return ("fraction" if item else None), "count", candidate.measure
    if not (candidate.low.is_integer() and candidate.high.is_integer()) and (item is None or item.elided):
        return None, "dimensionless", candidate.measure
    if item is None:
        return None, "count", candidate.measure
    rate = units.rate(text, item.end if item.start >= candidate.quote_end else candidate.quote_end, sentence.end)
    if rate is None:
        return item.unit, "count", candidate.measure
    return f"{item.unit}/{rate[0]}", f"count / {rate[0]}", Measure.RATE


def _rated(text: str, candidate: Candidate, unit: Unit, item: Item | None, sentence: Sentence) -> tuple[str, str, Measure | None]:
    """A measure with the rate that may stand behind its item: "34,500 tonnes of copper a year"."""
    partitive = item is not None and " of " in text[candidate.quote_end : item.start]
    if item is not None and partitive and not candidate.per and unit.kind is Kind.MEASURE:
        rate = units.rate(text, item.end, sentence.end)
        if rate is not None:
            return f"{unit.name}/{rate[0]}", f"{unit.dimension} / {rate[0]}", Measure.RATE
    return unit.name, unit.dimension, candidate.measure
