"""Tell where lines break off in mid-sentence, and that they are too few for hard wrapping.

Most texts are not hard-wrapped. Before a width is looked for in `wraps`, or a band in `ragged`,
what each needs at the least is counted here, on the few lines that break off. What may be
wrapped by these counts is decided there.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress
from math import ceil
from operator import eq
from typing import TYPE_CHECKING

from corpus.parsing.lines import FULL_INDENT, all_columns, all_open, is_row

if TYPE_CHECKING:
    from corpus.parsing.lines import Line
    from corpus.parsing.rules import Rules

__all__ = ["FLUSH", "LEAST_FULL", "LEAST_STARTS", "Torn"]

LEAST_FULL = 3
"""Lines that must be full for there to be a width."""

FLUSH = 0.9
"""Share of the full lines followed by one without indent that makes up for few full lines."""

_STOPS = frozenset("。；！？，：")  # ends no row

LEAST_STARTS = 3
"""Lines that must be indented for there to be a band."""


class Torn:
    """The lines of a text that break off, with all that a hard wrap needs at the least.

    Stretches of lines are given by the numbers of their first line and of the one after them.
    """

    def __init__(self, lines: list[Line], rules: Rules) -> None:
        limits = rules.thresholds
        texts = [line.text for line in lines]
        numbers = all_open(texts)
        measured = list(zip(numbers, all_columns([lines[n] for n in numbers]), strict=True))
        least, least_columns = limits["wrap_least"], limits["wrap_least_columns"] - 1
        wide = [
            (number, size, columns)
            for number, columns in measured
            if (size := lines[number].size) >= least or columns >= least_columns
        ]
        self._lines = lines
        self._indents = [line.indent for line in lines]
        self._rows = [
            number for number, text in enumerate(texts) if text[-1] not in _STOPS and is_row(text)
        ]
        self._wide = [number for number, _, _ in wide]
        self._sizes = [size if size >= least else 0 for _, size, _ in wide]
        self._columns = [size if size >= least_columns else 0 for _, _, size in wide]
        self._goes_on = list(map(self._is_followed, self._wide))
        self._broad = [n for n, size in measured if size >= limits["ragged_least"]]
        self._least_torn = limits["wrap_open"] * LEAST_FULL
        self._torn_share = limits["wrap_open"] * limits["wrap_share"]
        self._least_broad = limits["ragged_lines"]

    def may_have_width(self, start: int, stop: int) -> bool:
        """Tell whether so many lines of one width break off that `find_width` may find it."""
        first = bisect_left(self._wide, start)
        last = bisect_left(self._wide, stop, first)
        if last - first < self._least_torn:
            return False
        rows = bisect_left(self._rows, stop) - bisect_left(self._rows, start)
        rest = stop - start - rows
        sizes, columns = self._sizes[first:last], self._columns[first:last]
        if _are_alike(sizes, columns, max(self._least_torn, self._torn_share * rest)):
            return True
        # Fewer are enough where many lines are indented, but not those that follow these.
        goes_on = self._goes_on[first:last]
        few = FLUSH * LEAST_FULL
        if sum(goes_on) < few or not _are_alike(
            [*compress(sizes, goes_on)], [*compress(columns, goes_on)], few
        ):
            return False
        return 3 * sum([indent >= FULL_INDENT for indent in self._indents[start:stop]]) >= rest

    def may_have_band(self, start: int, stop: int) -> bool:
        """Tell whether so many lines break off above an unindented one that `find_band` may."""
        first = bisect_left(self._broad, start)
        last = bisect_left(self._broad, stop, first)
        if last - first < self._least_broad:
            return False
        indents = self._indents[start:stop]
        begins = FULL_INDENT + min(indents)
        after = [self._lines[n + 1] for n in self._broad[first:last] if n + 1 < stop]
        if sum([x.indent < begins and not x.blanks for x in after]) < self._least_broad:
            return False
        return sum([indent >= begins for indent in indents]) >= LEAST_STARTS

    def _is_followed(self, number: int) -> bool:
        """Tell whether a line without indent stands below; a row is passed over."""
        if number + 1 >= len(self._lines):
            return False
        after = self._lines[number + 1]
        return (after.indent < FULL_INDENT and not after.blanks) or is_row(after.text)


def _are_alike(sizes: list[int], columns: list[int], least: float) -> bool:
    """Tell whether `least` of these lines have one size, or one or one less in columns."""
    beyond = ceil(least) - 1
    if beyond < 0:
        return True
    if len(sizes) <= beyond:
        return False
    sizes, columns = sorted(filter(None, sizes)), sorted(filter(None, columns))
    return any(map(eq, sizes, sizes[beyond:])) or any(
        upper - lower < 2 for lower, upper in zip(columns, columns[beyond:], strict=False)
    )
