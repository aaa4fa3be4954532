"""Spans refuse what is no stretch of text, and never clip."""

import numpy as np
import pytest

from corpus import Span, SpanError


@pytest.mark.parametrize(("start", "end"), [(3, 2), (-1, 2), (-3, -1)])
def test_impossible_offsets_are_refused(start, end):
    """A span that ends before it starts, or starts before 0, can't be made."""
    with pytest.raises(SpanError) as caught:
        Span(start, end)
    assert (caught.value.start, caught.value.end) == (start, end)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("bad", [1.0, "1", None, True])
def test_offsets_are_whole_numbers(bad):
    """Floats, strings and booleans are no offsets."""
    with pytest.raises(SpanError, match="whole numbers"):
        Span(bad, 5)


def test_numpy_integers_become_int():
    """Offsets from NumPy are welcome and stored as int."""
    span = Span(np.int32(1), np.int64(4))
    assert span == Span(1, 4)
    assert type(span.start) is int


def test_slicing_past_the_text_is_an_error():
    """A span is never clipped to its text."""
    with pytest.raises(SpanError, match="length of the text 2"):
        Span(0, 3).slice("南京")


def test_spans_sort_by_start_then_end():
    """The order is that of reading."""
    assert sorted([Span(2, 3), Span(0, 5), Span(0, 2)]) == [Span(0, 2), Span(0, 5), Span(2, 3)]


def test_an_empty_span_is_true():
    """An empty span is a place, not a missing value."""
    assert Span(2, 2)


def test_a_span_unpacks():
    """Start and end unpack in this order."""
    start, end = Span(2, 5)
    assert (start, end) == (2, 5)


def test_intersection_of_strangers_is_none():
    """Spans that only touch share nothing."""
    assert Span(0, 2).intersection(Span(2, 4)) is None
