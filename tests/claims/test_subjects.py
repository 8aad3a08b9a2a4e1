"""A claim's own sentence names the question it answers."""

import pytest

from ledger import language
from ledger.claims import subjects
from ledger.records import Bound, Document, Figure, Kind, Mention


def named(text, number, item):
    """The name of the question of one figure of a text."""
    analysis = language.analyse(text)
    start = text.index(number)
    place = text.index(item)
    sentence = analysis.sentence_at(start)
    mention = Mention(
        figure=Figure(text=number, bound=Bound.EXACT, low=1, best=1, high=1),
        char_start=start,
        char_end=start + len(number),
        quote=number,
        number_start=start,
        number_end=start + len(number),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        kind=Kind.COUNT,
        item=item,
        item_text=item,
        item_start=place,
        item_end=place + len(item),
    )
    return subjects.name(Document(text=text), analysis, mention)


@pytest.mark.parametrize(
    ("text", "number", "item", "opening"),
    [
        ("The frost destroyed 40 vineyards in Ravenholm.", "40", "vineyards", "vineyards, destroy"),
        ("The yard will lay off 500 workers.", "500", "workers", "workers, lay off"),
    ],
)
def test_the_name_holds_the_item_and_the_verb_above_it(text, number, item, opening):
    """The question is the item and what happened to it, the verb with its particle."""
    assert named(text, number, item).startswith(opening)


def test_verbs_that_only_carry_a_figure_name_no_event():
    """What stands at, rises to or is said names no event."""
    assert "rise" not in named("The number of strikes rose to 40.", "40", "strikes")


def test_without_an_item_there_is_no_name():
    """A figure that counts nothing named has no question of its own."""
    text = "It was 40."
    mention = Mention(
        figure=Figure(text="40", bound=Bound.EXACT, low=40, best=40, high=40),
        char_start=7,
        char_end=9,
        quote="40",
        number_start=7,
        number_end=9,
        sentence_start=0,
        sentence_end=10,
        kind=Kind.COUNT,
    )
    assert subjects.name(Document(text=text), language.analyse(text), mention) is None
