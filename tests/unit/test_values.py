"""Values of dates and numbers are checked, ordered and survive plain data."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import AnnotationError, DateValue, Quantity
from corpus.values import value_from_dict, value_to_dict


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2014-05-29", (2014, 5, 29), (2014, 5, 29)),
        ("2014-05-29?", (2014, 5, 29), (2014, 5, 29)),
        ("2012-02", (2012, 2, 1), (2012, 2, 29)),
        ("2014~", (2014, 1, 1), (2014, 12, 31)),
        ("199X", (1990, 1, 1), (1999, 12, 31)),
        ("19XX", (1900, 1, 1), (1999, 12, 31)),
        ("2014-XX-03", (2014, 1, 3), (2014, 12, 3)),
        ("201X-02-29", (2012, 2, 29), (2016, 2, 29)),
        ("2013-X2-31", (2013, 12, 31), (2013, 12, 31)),
        ("2010/2013-06", (2010, 1, 1), (2013, 6, 30)),
        ("2014-05-29T08:30", (2014, 5, 29), (2014, 5, 29)),
    ],
)
def test_the_bounds_of_a_date_are_the_days_it_can_mean(edtf, earliest, latest):
    """EDTF of levels 0 and 1 is read by the standard's meaning."""
    value = DateValue(edtf)
    assert (value.earliest, value.latest) == (dt.date(*earliest), dt.date(*latest))


@pytest.mark.parametrize("edtf", ["XXXX-05-29", "XXXX-XX-03"])
def test_an_open_year_has_no_bounds(edtf):
    """Month and day alone can't be placed in time."""
    value = DateValue(edtf)
    assert value.earliest is value.latest is None


@pytest.mark.parametrize(
    "edtf",
    [
        "2014-13",
        "2014-02-30",
        "5月29日",
        "2014?-05-29",
        "2013/2010",
        "X999",
        "XXXX-02-31",
        "",
        "..",
        "/",
        "0000",
        2013,
        "2013-05-29T25:99",
        "XXXX-XX-40",
        "2013-02-3X",
        "2013-04-31",
    ],
)
def test_what_is_no_date_is_refused(edtf):
    """No such day, no such form, or an interval that runs backwards."""
    with pytest.raises(AnnotationError):
        DateValue(edtf)


def test_dates_sort_in_time():
    """By their earliest day, then by their latest."""
    values = [DateValue(e) for e in ("2014-05-29", "199X", "2013-12", "2013")]
    assert [str(v) for v in sorted(values)] == ["199X", "2013", "2013-12", "2014-05-29"]


def test_a_range_has_a_middle():
    """Asked for one number, a range gives its middle, a half-open one the end it has."""
    assert float(Quantity(Decimal(6), Decimal(12), "月龄")) == 9
    assert float(Quantity(None, Decimal(5), "岁")) == 5


def test_a_quantity_without_ends_is_refused():
    """So is one whose ends are swapped, and what is no number."""
    with pytest.raises(AnnotationError):
        Quantity(None, None, "岁")
    with pytest.raises(AnnotationError):
        Quantity(Decimal(3), Decimal(2))
    for bad in ("很多", "nan", "inf"):
        with pytest.raises(AnnotationError):
            Quantity.of(bad)


def test_ends_are_exact_whatever_they_are_given_as():
    """Strings, ints and floats become decimals."""
    assert str(Quantity(6, "12", "岁")) == "6..12 岁"
    assert Quantity("9", 12.5).high == Decimal("12.5")


def test_quantities_sort_by_unit_then_size():
    """An open low end comes first."""
    drawn = [Quantity.of(3, "人"), Quantity(None, Decimal(2), "人"), Quantity.of(9, "个")]
    assert [str(q) for q in sorted(drawn)] == ["9 个", "..2 人", "3 人"]


@given(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(["人", "%", "CNY", None]),
    st.booleans(),
)
def test_plain_data_give_the_same_quantity(number, unit, approximate):
    """Reading undoes writing."""
    value = Quantity.of(number, unit, approximate=approximate)
    assert value_from_dict(value_to_dict(value)) == value


@pytest.mark.parametrize(
    "plain", [{}, {"low": "1"}, {"number": "x"}, {"low": None, "high": None}, "2013", {"edtf": 5}]
)
def test_plain_data_that_are_no_value_are_refused(plain):
    """With our own error."""
    with pytest.raises(AnnotationError):
        value_from_dict(plain)
