"""Undo hard wrapping: find the width that lines were broken at, and join them.

The width is found from the text, by `widths` or, where lines were not broken at one width, by
`ragged`: window by window, so that a dump may change its habits on the way, and only where
enough lines break off (`torn`). What is joined here is certain from the layout alone; a
paragraph cut in two by a page is found later, in `decide`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from corpus.parsing.bylines import names_someone
from corpus.parsing.lines import FULL_INDENT, is_closed, is_row
from corpus.parsing.ragged import Band, find_band
from corpus.parsing.torn import Torn
from corpus.parsing.widths import HANG, Width, find_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.parsing.lines import Line
    from corpus.parsing.rules import Rules

__all__ = ["Joined", "Strip", "Width", "unwrap"]

_WINDOW = 160
_LEAST_LINES = 4
_HEAD_LINES = 2  # of a headline before its byline
_EXPLAINED = 0.75  # the others are headlines
_VERSE = 30  # columns, an indent among them
_BROAD = 0.2
_MOSTLY = 0.6  # of the indented lines
_NARROW = 120  # characters; of the lines of a wrapped text, hardly any is longer


class Joined(NamedTuple):
    """Lines that were one before they were wrapped."""

    text: str
    lines: tuple[Line, ...]
    width: Width

    @property
    def start(self) -> int:
        """Where it starts in the raw text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.lines[-1].end


Strip: TypeAlias = "Line | Joined"
"""What is one block: a paragraph, or what a page break left of it."""


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
            strips.extend(_join_ragged(group, width))
        else:
            strips.extend(_join(group, width, rules))
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
    wrapped = _Wrapped(lines, width, base, indented=True)
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


def _join(group: list[Line], width: Width, rules: Rules) -> Iterator[Strip]:
    indented = sum(line.indent >= FULL_INDENT for line in group) > 0
    base = min(line.indent for line in group)
    if _sets_two(group):
        base += 1  # one wide blank at a line's start is one that stood between words
    wrapped = _Wrapped(group, width, base, indented=indented)
    start = 0
    for number in range(1, len(group) + 1):
        if number < len(group) and wrapped.goes_on(number):
            head = number - start <= _HEAD_LINES and not is_closed(group[number].text)
            if not head or not _signs(group[number], rules):
                continue
        yield _strip(group[start:number], width)
        start = number


def _sets_two(group: list[Line]) -> bool:
    """Tell whether paragraphs are indented by two wide blanks here, and hardly any by one."""
    indents = [line.indent for line in group if line.indent >= FULL_INDENT]
    return indents.count(2 * FULL_INDENT) > _MOSTLY * len(indents)


def _join_ragged(group: list[Line], band: Band) -> Iterator[Strip]:
    """Join only what goes on from an indented line: a headline is flush, too."""
    width = Width(band.high, columns=True, slack=band.high - band.low)
    start = 0
    inside = band.begins(group[0])
    for number in range(1, len(group)):
        line, before = group[number], group[number - 1]
        if inside and band.goes_on(group, number):
            continue
        yield _strip(group[start:number], width)
        start = number
        # A page may cut a paragraph, whose rest is joined up again.
        cut = line.page and inside and band.holds(before) and not is_closed(before.text)
        inside = band.begins(line) or cut
    yield _strip(group[start:], width)


class _Wrapped:
    """Lines that were wrapped at a width: which of them go on with the line before."""

    def __init__(self, lines: list[Line], width: Width, base: int, *, indented: bool) -> None:
        self._lines, self._width, self._indented = lines, width, indented
        self._first = base + FULL_INDENT
        self._sizes = width.sizes_of(lines)
        self._rows = [is_row(line.text) for line in lines]

    def goes_on(self, number: int) -> bool:
        """Tell whether line `number` goes on with the paragraph of the line before it."""
        line, width = self._lines[number], self._width
        apart = line.blanks or line.page or line.indent >= self._first
        if apart or self._rows[number] or self._rows[number - 1]:
            return False
        size = self._sizes[number - 1]
        room = HANG * (1 + width.columns)
        if size > width.size + room:
            return False
        before = self._lines[number - 1].text
        closed = is_closed(before)
        if size >= width.size:
            # After a finished sentence, a short line that is none is a heading, not a
            # paragraph's end.
            own = self._sizes[number]
            return not closed or own + HANG >= width.size or is_closed(line.text)
        # One column may be left where a wide character did not fit, two or more where a mark
        # that cannot begin a line, or a Latin word, was carried over.
        short = width.size - size
        if width.columns and short == 1:
            return self._indented or not closed
        if closed:
            return False
        first = line.text[0]
        carried = first.isascii() and first.isalnum() and before[-1].isascii()
        return short <= room or (carried and short <= _first_word(line.text) + 1)


def _signs(line: Line, rules: Rules) -> bool:
    """Tell whether a line is a byline, which goes on with no headline."""
    kind = rules.whole.kind(line.text)
    return kind == "source" or (kind == "byline" and names_someone(line.text, rules))


def _first_word(text: str) -> int:
    for place, mark in enumerate(text):
        if not (mark.isascii() and not mark.isspace()):
            return place
    return len(text)


def _strip(lines: list[Line], width: Width) -> Strip:
    if len(lines) == 1:
        return lines[0]
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        parts += (glue_between(before, line, width), line.text)
    return Joined("".join(parts), tuple(lines), width)


def glue_between(before: Line, line: Line, width: Width | None) -> str:
    """Return the space that a line break between two Latin words stood for, or nothing."""
    last, first = before.text[-1], line.text[0]
    cut = width is not None and not width.columns
    if cut and (line.indent == 1 or before.trails):
        return " "  # cut every n characters, and one of them was a space
    if not (last.isascii() and first.isascii()):
        return ""
    if line.indent or before.trails:
        return " "  # the space itself was kept at the break
    if width is None:
        return " " if last.isalnum() and first.isalnum() else ""
    # Cut at an exact width, inside a word; or at none, inside a number.
    full = width.size_of(before) >= width.size
    if last.isdigit() and first.isdigit() if width.slack else full:
        return ""
    return " " if last != "-" else ""
