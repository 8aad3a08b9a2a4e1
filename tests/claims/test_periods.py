"""A figure takes the time of its own clause, before the sentence's, before the document's."""

import json
from datetime import date
from pathlib import Path

import pytest

from ledger import language
from ledger.claims import periods
from ledger.records import Bound, Document, Figure, Kind, Mention, Period
from tests.spelled_periods import publication, shown

CASES = json.loads((Path(__file__).parent.parent / "cases" / "periods.json").read_text("utf-8"))["texts"]


def mention_of(words: str, text: str, analysis: language.Analysis) -> Mention:
    """A mention of the figure at the first place of its digits in a text."""
    start = text.index(words)
    sentence = analysis.sentence_at(start)
    return Mention(
        figure=Figure(text=words, bound=Bound.EXACT, low=1, best=1, high=1),
        char_start=start,
        char_end=start + len(words),
        quote=words,
        number_start=start,
        number_end=start + len(words),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        kind=Kind.COUNT,
    )


def timings(case: dict) -> dict[str, periods.Timing]:
    """The timing of each figure of a case."""
    document = Document(text=case["text"], publication=publication(case["published"]))
    analysis = language.analyse(document.text)
    timeline = periods.Timeline(document, analysis)
    return {each["figure"]: timeline.assign(mention_of(each["figure"], document.text, analysis)) for each in case["figures"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:50]} | {case['published']}")
def test_figures_take_their_own_times(case):
    """Each figure of a text holds for the days, and was said on the day, that its case states."""
    found = {
        figure: {"days": shown(timing.period), "said_on": timing.said_on and str(timing.said_on)}
        for figure, timing in timings(case).items()
    }
    assert found == {each["figure"]: {"days": each["days"], "said_on": each.get("said_on")} for each in case["figures"]}


def test_a_period_from_the_document_has_no_words():
    """A figure without a stated time holds as of the document's date, and quotes no words for it."""
    case = {"text": "The council said 38 people were missing.", "published": "2024-10-15", "figures": [{"figure": "38"}]}
    assert timings(case)["38"].period == Period(ends_on=date(2024, 10, 15), precision="day")


def test_a_guessed_period_is_noted():
    """The period of a figure that is only compared with is taken from the other's, and says so."""
    case = {"text": "Exports rose to 50 million last year from 40 million.", "published": "2024-10-15", "figures": [{"figure": "40"}]}
    assert timings(case)["40"].notes == (periods.BASE_NOTE,)


def test_one_figure_alone_is_assigned_like_all():
    """Assigning a single figure gives what the document's timeline gives."""
    document = Document(text="It sold 40 ships in 2019.", publication=publication("2024-10-15"))
    analysis = language.analyse(document.text)
    mention = mention_of("40", document.text, analysis)
    assert periods.assign(document, analysis, mention) == periods.Timeline(document, analysis).assign(mention)
