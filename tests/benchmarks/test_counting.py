"""Counting: values, ranges, units under several names, and the two countings where they differ."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.counting import Answer, Quantity, evaluate, paper, strict, units
from benchmarks.counting.quantities import in_order, read_value, same_value
from benchmarks.counting.strict import largest_pairing


def quantity(value, unit="-", **more):
    """A quantity in short."""
    return Quantity(value=value, unit=unit, **more)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("7", (7.0, None)),
        (7, (7.0, None)),
        ("-7.5", (-7.5, None)),
        ("3.0 - 4.0", (3.0, 4.0)),
        ("30-40", (30.0, 40.0)),
        ([3, 4], (3.0, 4.0)),
        ("2.5E-4", (0.00025, None)),
    ],
)
def test_reads_values(raw, value):
    """A number, a pair and a text with a dash are read as the sets mean them."""
    assert read_value(raw) == value


@pytest.mark.parametrize(
    ("one", "other"), [(quantity(3), quantity(3, upper=4)), (quantity(3, upper=4), quantity(3, upper=5)), (quantity(100), quantity(100.01))]
)
def test_tells_values_apart(one, other):
    """A range is not its lower end, both ends count, and the tolerance is small."""
    assert not same_value(one, other)


def test_no_number_equals_infinity():
    """A value that is not finite equals nothing, itself included."""
    assert not same_value(quantity(math.inf), quantity(math.inf))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kilometres per hour", "km/h"),
        ("GBP", "pound"),
        ("lb", "pound"),
        ("percent", "%"),
        ("-", "dimensionless"),
        ("cubic_meter", "m³"),
        ("ferries", "ferry"),
        ("dollars per barrel", "USD/bbl"),
    ],
)
def test_folds_spellings(one, other):
    """Two names of one unit are the same unit."""
    assert units.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("dollar", "euro"), ("percent", "percentage point"), ("metric ton", "gallon"), ("ferry", "crew")]
)
def test_keeps_units_apart(one, other):
    """Two units are not the same, and have not the same head."""
    assert not units.same_head(one, other)


def test_a_head_matches_with_what_describes_it():
    """A counted noun matches the same noun more closely described; a measure does not match a longer name."""
    assert units.same_head("ferry", "rescued ferries")
    assert not units.same_head("kilometre", "kilometre per hour")


def test_spells_as_the_sets_do():
    """A name with one meaning gets the sets' name for it, an ambiguous or unknown one stays."""
    assert [units.spell(name) for name in ("AUD", "milliliter", "pound", "lighthouse")] == [
        "australian dollar",
        "millilitre",
        "pound",
        "lighthouse",
    ]


def test_published_counting_hits_a_gold_quantity_twice():
    """Two findings of one value are two hits of change where people found one quantity; one to one, it is one."""
    answer = Answer(gold=(quantity(5, "ferry", change="="),), found=(quantity(5, "boat", change="="), quantity(5, "ship", change="=")))
    assert paper.count(answer)["value+change"] == 2
    assert strict.count(answer)["value+change"] == 1


def test_published_counting_limits_hits_of_value():
    """A sentence has no more hits of value than quantities that people found."""
    answer = Answer(gold=(quantity(5, "ferry"),), found=(quantity(5, "boat"), quantity(5, "ship")))
    assert paper.count(answer)["value"] == 1


def test_quantities_come_in_the_order_of_their_units():
    """The order of the units' names as written decides, capitals before small letters."""
    rows = [{"value": 1, "unit": "ferry"}, {"value": 2, "unit": "Barge"}, {"value": 3, "unit": "-"}]
    assert [q.value for q in in_order(rows)] == [3, 2, 1]


def test_scores_of_a_small_set():
    """Of three quantities two are found, among four findings; one of them has the right unit under another name."""
    answers = [
        Answer(gold=(quantity(5, "kilometre"), quantity(7, "ferry")), found=(quantity(5, "km"), quantity(8, "ferry"))),
        Answer(gold=(quantity(2, upper=3),), found=(quantity(2, upper=3, unit="day"), quantity(9))),
    ]
    found = evaluate(answers)
    assert found.paper["value"].precision == pytest.approx(50)
    assert found.paper["value"].recall == pytest.approx(200 / 3)
    assert found.paper["value+unit"].f1 == 0
    assert found.strict["value+unit neutral"].recall == pytest.approx(100 / 3)
    assert "value+change" not in found.paper


def test_ranges_as_means():
    """A system that gives a range as its mean is compared by the mean."""
    answers = [Answer(gold=(quantity(2, upper=4),), found=(quantity(3),))]
    assert evaluate(answers, means=True).strict["value"].f1 == 100
    assert evaluate(answers).strict["value"].f1 == 0


@given(st.lists(st.lists(st.integers(0, 4), unique=True, max_size=5), max_size=5))
def test_the_largest_pairing_is_the_largest(choices):
    """No pairing tried one by one is larger."""
    best = max(
        len([one for one in picked if one is not None])
        for picked in itertools.product(*([*row, None] for row in choices))
        if len(set(kept := [one for one in picked if one is not None])) == len(kept)
    )
    assert largest_pairing(choices) == best
