"""`Span`, a stretch of a text, and its algebra. Knows no text.

All offsets in this package are Unicode code points (what Python's ``len``
counts), zero-based and half-open.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from corpus.errors import SpanError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Labelled", "Span", "Spanned"]


class Spanned(Protocol):
    """Anything with a start and an end: a `Span`, an `Entity`, a `Token`."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Code point after the last."""


class Labelled(Spanned, Protocol):
    """Anything with a label besides: an `Entity`, a row of a test set."""

    @property
    def label(self) -> str:
        """The label."""


@attrs.frozen(order=True, init=False)
class Span:
    """A half-open stretch ``[start, end)`` of a text, in code points.

    A span may be empty (``start == end``): it then marks a place between two
    characters. Spans are ordered by start, then by end.

    Args:
        start: Offset of the first character, at least 0.
        end: Offset after the last character, at least `start`.

    Raises:
        SpanError: If an offset is no `int` or is negative, or the end lies before the start.

    Example:
        >>> span = Span(3, 6)
        >>> "新华社记者孙彬"[span.start:span.end]
        '记者孙'
        >>> len(span), Span(0, 7).contains(span), span.overlaps(Span(6, 7))
        (3, True, False)
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if type(start) is not int or type(end) is not int:
            try:
                start, end = _whole(start), _whole(end)
            except TypeError:
                raise SpanError("the offsets of a span are whole numbers", start, end) from None
        if start < 0:
            raise SpanError("a span starts before its text", start, end)
        if end < start:
            raise SpanError("a span ends before it starts", start, end)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Every span is true, an empty one too: it is a place, not a missing value."""
        return True

    def __iter__(self) -> Iterator[int]:
        """Yield start and end, so that ``start, end = span`` works."""
        yield self.start
        yield self.end

    def contains(self, other: Span | Spanned) -> bool:
        """Tell whether `other` lies wholly within this span.

        Args:
            other: Another span of the same text, or any object with start and end; an empty
                one may stand at either edge.

        Example:
            >>> Span(0, 4).contains(Span(4, 4))
            True
        """
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span | Spanned) -> bool:
        """Tell whether the two spans share at least one character.

        Args:
            other: Another span of the same text, or any object with start and end.

        Example:
            >>> Span(0, 4).overlaps(Span(3, 9)), Span(0, 4).overlaps(Span(4, 9))
            (True, False)
        """
        return max(self.start, other.start) < min(self.end, other.end)

    def intersection(self, other: Span | Spanned) -> Span | None:
        """Return what both spans cover, or `None` if they share no character.

        Args:
            other: Another span of the same text.

        Example:
            >>> Span(0, 4).intersection(Span(2, 9))
            Span(start=2, end=4)
        """
        if not self.overlaps(other):
            return None
        return Span(max(self.start, other.start), min(self.end, other.end))

    def shift(self, distance: int) -> Span:
        """Return the span moved by `distance` code points (negative: to the left).

        Args:
            distance: How far to move, in code points.

        Raises:
            SpanError: If it would start before 0.

        Example:
            >>> Span(2, 5).shift(-2)
            Span(start=0, end=3)
        """
        return Span(self.start + distance, self.end + distance)

    def slice(self, text: str) -> str:
        """Return the characters of `text` that the span covers.

        Args:
            text: A text that is at least as long as `end`.

        Raises:
            SpanError: If the span leaves the text; it is never clipped.

        Example:
            >>> Span(0, 2).slice("南京市")
            '南京'
        """
        self.check(len(text))
        return text[self.start : self.end]

    def check(self, length: int) -> Span:
        """Return the span itself if it fits a text of `length` code points.

        Args:
            length: A text's length in code points.

        Raises:
            SpanError: If it ends after the text does.

        Example:
            >>> Span(0, 2).check(len("南京市"))
            Span(start=0, end=2)
        """
        if self.end > length:
            raise SpanError("a span leaves its text", self.start, self.end, length)
        return self


def offset_column(values: Any) -> array[int]:
    """Return offsets as a new column of int32, from any sequence of integers or NumPy array.

    Raises:
        TypeError: If the values are no integers, or not in one dimension.
        OverflowError: If one is outside int32.
    """
    if hasattr(values, "dtype"):
        if values.dtype.kind not in "iu" or values.ndim != 1:
            raise TypeError(f"an array of {values.dtype}, {values.ndim} dimensions")
        if len(values) and not -(2**31) <= int(values.min()) <= int(values.max()) < 2**31:
            raise OverflowError("an offset outside int32")
        return array("i", values.astype("i4").tobytes())
    return array("i", values)


def _whole(number: object) -> int:
    # NumPy's integers are welcome, bool and float are not.
    if isinstance(number, bool) or not hasattr(number, "__index__"):
        raise TypeError
    return int(number.__index__())
