"""What a figure allows, and when two figures are one worded twice."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.comparison import values
from ledger.comparison.values import Interval
from tests.comparison import made

numbers = st.floats(min_value=1, max_value=1e12, allow_nan=False)


def figure(value, bound="exact", *, unit="soldier", high=None, quote="it"):
    """A claim of one figure."""
    text = f"{quote} in Ravenholm."
    told = {"sentence": text, "quote": quote, "unit": unit, "item": unit, "bound": bound}
    told |= {"low": None, "high": value} if bound in {"at_most", "less_than"} else {"value": value, "high": high}
    return made.claim(made.document("one.txt", text), told)


@given(numbers)
def test_an_exact_figure_allows_itself_only(value):
    """Both ends of an exact figure's interval are its number."""
    assert values.interval(figure(value)) == Interval(value, value)


@given(numbers, numbers)
def test_bounds_are_open_on_one_side(value, other):
    """A lower bound allows all above, an upper bound all below."""
    least, most = values.interval(figure(value, "at_least")), values.interval(figure(value, "at_most"))
    assert least.meets(Interval(other, other)) is (other >= value)
    assert most.meets(Interval(other, other)) is (other <= value)


@given(numbers)
def test_more_than_excludes_its_number(value):
    """More than a number does not allow the number itself, nor does less than."""
    assert not values.interval(figure(value, "more_than")).meets(Interval(value, value))
    assert not values.interval(figure(value, "less_than")).meets(Interval(value, value))


@given(numbers)
def test_about_allows_its_tolerance_on_both_sides(value):
    """About a number allows what lies within the tolerance, and no more."""
    allowed = values.interval(figure(value, "about"))
    assert allowed.meets(Interval(value * 1.049, value * 1.049))
    assert not allowed.meets(Interval(value * 1.06, value * 1.06))


def test_nearly_leans_below():
    """Nearly a hundred is not a hundred and two."""
    assert values.interval(figure(100, "about", quote="nearly 100")).high == 100


@given(st.integers(min_value=1000, max_value=10**9), st.integers(min_value=1, max_value=2))
def test_a_rounded_figure_is_recognised(value, digits):
    """A figure rounded to one or two digits is the figure rounded, unless rounding changed nothing."""
    rounded = float(f"{value:.{digits - 1}e}")
    close = abs(rounded - value) <= values.ROUNDED_BY * value
    assert values.is_rounded(figure(float(value)), figure(rounded)) is (close and rounded != value and len(str(value).rstrip("0")) > digits)


@pytest.mark.parametrize(("one", "two"), [(60.0, 66.0), (31.0, 36.0), (500.0, 700.0)])
def test_another_figure_is_no_rounding(one, two):
    """What does not round to the coarser figure is another one."""
    assert not values.is_rounded(figure(one), figure(two))


def test_units_of_one_dimension_are_converted():
    """500 hectares are 1,236 acres, give or take the digits dropped."""
    assert values.is_converted(figure(500, unit="hectare"), figure(1236, unit="acre"))
    assert not values.is_converted(figure(500, unit="hectare"), figure(1400, unit="acre"))


def test_currencies_have_no_rate_of_their_own():
    """No rate between currencies is known but what a text states."""
    assert values.factor(figure(4, unit="USD"), figure(3, unit="EUR")) is None


@given(numbers, numbers)
def test_ratio_is_later_over_earlier(one, two):
    """The ratio of two stated values is the later over the earlier."""
    assert math.isclose(values.ratio(figure(one), figure(two)), two / one)


def test_a_range_has_no_ratio():
    """A range states no single number, so it has no ratio."""
    assert values.ratio(figure(3, "between", high=5), figure(4)) is None
