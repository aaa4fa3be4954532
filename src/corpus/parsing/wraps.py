"""Undo hard wrapping: find where lines were broken at a width, and have them joined.

The width is found from the text, by `widths` or, where lines were not broken at one width, by
`ragged`: window by window, so that a dump may change its habits on the way, and only where
enough lines break off (`torn`). What is joined (`joins`) is certain from the layout alone; a
paragraph cut in two by a page is found later, in `decide`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.joins import Wrapped, join, join_ragged
from corpus.parsing.lines import FULL_INDENT
from corpus.parsing.ragged import Band, find_band
from corpus.parsing.torn import Torn
from corpus.parsing.widths import HANG, Width, find_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.parsing.joins import Strip
    from corpus.parsing.lines import Line
    from corpus.parsing.rules import Rules

__all__ = ["unwrap"]

_WINDOW = 160
_LEAST_LINES = 4
_EXPLAINED = 0.75  # the others are headlines
_VERSE = 30  # columns, an indent among them
_BROAD = 0.2
_NARROW = 120  # characters; of the lines of a wrapped text, hardly any is longer


def unwrap(lines: list[Line], rules: Rules) -> list[Strip]:
    """Join the lines of hard-wrapped paragraphs.

    Returns:
        The lines, in order, those of a paragraph as one.
    """
    strips: list[Strip] = []
    for group, width in _groups_with_width(lines, rules):
        if width is None:
            strips += group
        elif isinstance(width, Band):
            strips.extend(join_ragged(group, width))
        else:
            strips.extend(join(group, width, rules))
    return strips


def _groups_with_width(
    lines: list[Line], rules: Rules
) -> Iterator[tuple[list[Line], Width | Band | None]]:
    """Yield stretches of lines with the width or the band of widths that they share."""
    if len(lines) < _LEAST_LINES:
        yield lines, None
        return
    search = _Search(lines, Torn(lines, rules), rules)
    blanked = [number for number, line in enumerate(lines) if line.blanks]
    done = 0
    for start, stop in _windows(len(lines), blanked):
        inside = blanked[bisect_right(blanked, start) : bisect_left(blanked, stop)]
        found = list(search.window([start, *inside, stop]))
        if found and 2 * sum(len(x.text) <= _NARROW for x in lines[start:stop]) < stop - start:
            continue
        for first, last, width in found:
            if done < first:
                yield lines[done:first], None
            yield lines[first:last], width
            done = last
    if done < len(lines):
        yield lines[done:], None


class _Search(NamedTuple):
    """Looks for widths and bands where enough lines break off for there to be one."""

    lines: list[Line]
    torn: Torn
    rules: Rules

    def width(self, start: int, stop: int) -> Width | None:
        if stop - start < _LEAST_LINES or not self.torn.may_have_width(start, stop):
            return None
        return find_width(self.lines[start:stop], self.rules)

    def band(self, start: int, stop: int) -> Band | None:
        if stop - start < _LEAST_LINES or not self.torn.may_have_band(start, stop):
            return None
        return find_band(self.lines[start:stop], self.rules)

    def window(self, cuts: list[int]) -> Iterator[tuple[int, int, Width | Band]]:
        """Yield the stretches of a window that were wrapped; blank lines stand at the `cuts`."""
        start, stop = cuts[0], cuts[-1]
        window = self.lines[start:stop]
        width = self.width(start, stop)
        band = None if width and _explains(window, width) else self.band(start, stop)
        if band is not None and (width is None or _misses(window, width, band, self.rules)):
            yield start, stop, band
        elif len(cuts) > 2:
            yield from self._groups(cuts, width)
        elif width is not None:
            yield start, stop, width

    def _groups(
        self, cuts: list[int], width: Width | None
    ) -> Iterator[tuple[int, int, Width | Band]]:
        last = width
        window = self.lines[cuts[0] : cuts[-1]]
        for start, stop in pairwise(cuts):
            if last is None and stop - start < _LEAST_LINES:
                continue
            group = self.lines[start:stop]
            if width is not None and _agrees(group, width):
                yield start, stop, width
                continue
            own = self.width(start, stop)
            if own is not None and width is None and _is_verse(own, window):
                continue
            if own is None and last is not None and _fits(group, last):
                own = last
            last = own or last
            if found := own or width or self.band(start, stop):
                yield start, stop, found


def _explains(lines: list[Line], width: Width) -> bool:
    """Tell whether there are enough full lines for those without indent to follow."""
    least = width.size - width.columns
    full = sum([least <= size <= width.size for size in width.sizes_of(lines)])
    return full >= _EXPLAINED * sum([line.indent < FULL_INDENT for line in lines])


def _misses(lines: list[Line], width: Width, band: Band, rules: Rules) -> bool:
    """Tell whether joining at an exact width would leave many broken lines of a band."""
    base = min(line.indent for line in lines)
    wrapped = Wrapped(lines, width, base, indented=True)
    left = sum(not wrapped.goes_on(place + 1) for place in band.torn)
    return left > rules.thresholds["ragged_missed"] * len(band.torn)


def _agrees(group: list[Line], width: Width) -> bool:
    """Tell whether no line of a group, a title aside, is longer, and some are as long."""
    sizes = width.sizes_of(group)
    over = sum([size > width.size + HANG * (1 + width.columns) for size in sizes])
    full = max(sizes) >= width.size - width.columns
    return over <= 1 and (full or len(group) < _LEAST_LINES)


def _is_verse(width: Width, window: list[Line]) -> bool:
    """Tell whether a stretch is narrow and the text around it is not: verse, not a column."""
    columns = width.size if width.columns else 2 * width.size
    beyond = sum([len(line.text) > columns for line in window])  # twice as wide
    return columns <= _VERSE and beyond > _BROAD * len(window)


def _fits(group: list[Line], width: Width) -> bool:
    return len(group) > 1 and width.size - 1 <= max(width.sizes_of(group)) <= width.size


def _windows(count: int, blanked: list[int]) -> Iterator[tuple[int, int]]:
    """Cut at blank lines, or anywhere if there are none, into windows of about equal length."""
    start = 0
    while start < count:
        place = bisect_left(blanked, start + _WINDOW)
        stop = blanked[place] if place < len(blanked) else count
        stop = min(stop, start + 4 * _WINDOW, count)
        yield start, stop
        start = stop
