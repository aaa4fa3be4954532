"""Find hard wrapping without one exact width, as text taken from a PDF has it.

Lines of a paragraph are then nearly as wide as the widest, in a band of a few columns, and only
the layout tells them from paragraphs of like lengths: paragraphs begin with an indent, many lines
without one follow a line that breaks off in mid-sentence, and the last are shorter. An exact
width is looked for in `wraps`, which also joins the lines.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.lines import FULL_INDENT, all_columns, columns_of, is_closed, is_row
from corpus.parsing.torn import LEAST_STARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.parsing.lines import Line
    from corpus.parsing.rules import Rules

__all__ = ["Band", "find_band"]

_MANY_WORDS = 3
_INNER = frozenset("，。；：！？、,;:")


class Band(NamedTuple):
    """The widths of the lines that were broken, and from where lines are indented."""

    low: int  # columns of the narrowest line that may go on in the next
    high: int  # columns of the widest
    indent: int  # columns from which a line begins a paragraph
    torn: tuple[int, ...]  # places of the lines that break off in it, and the next goes on

    def holds(self, line: Line) -> bool:
        """Tell whether `line` is nearly full."""
        return self.low <= columns_of(line) <= self.high

    def begins(self, line: Line) -> bool:
        """Tell whether `line` is indented as the first line of a paragraph."""
        return line.indent >= self.indent

    def goes_on(self, lines: list[Line], number: int) -> bool:
        """Tell whether line `number` goes on with the paragraph that the line before is in."""
        line, before = lines[number], lines[number - 1]
        apart = line.blanks or line.page or self.begins(line)
        if apart or not self.holds(before) or columns_of(line) > self.high or _is_list(line.text):
            return False
        if not is_closed(before.text) or is_closed(line.text):
            return True
        # After a finished sentence, a line that is none is a heading, unless it goes on itself.
        after = lines[number + 1] if number + 1 < len(lines) else None
        if after is None or after.blanks or self.begins(after) or not self.holds(line):
            return False
        return not _INNER.isdisjoint(line.text)


def find_band(lines: list[Line], rules: Rules) -> Band | None:
    """Return the band of widths that `lines` were wrapped in, or `None` if there is none."""
    limits = rules.thresholds
    first = FULL_INDENT + min(line.indent for line in lines)
    if sum(line.indent >= first for line in lines) < LEAST_STARTS:
        return None
    torn = _torn(lines, first, limits["ragged_least"])
    if len(torn) < limits["ragged_lines"]:
        return None
    sizes = sorted(torn.values())
    slack = int(limits["ragged_band"])
    # The band that most broken lines lie in; of several, the widest.
    counts = [(bisect_right(sizes, size + slack) - n, size) for n, size in enumerate(sizes)]
    most, low = max(counts)
    if most < max(limits["ragged_lines"], limits["ragged_most"] * len(torn)):
        return None
    high = sizes[bisect_right(sizes, low + slack) - 1]
    low = high - slack
    kept = tuple(place for place, size in torn.items() if low <= size <= high)
    band = Band(low, high, first, kept)
    return band if _fits(lines, band, limits) else None


def _torn(lines: list[Line], first: int, least: float) -> dict[int, int]:
    """Return where a line breaks off and the next is not indented, and how wide it is."""
    torn = {}
    for place in range(len(lines) - 1):
        after = lines[place + 1]
        if after.indent >= first or after.blanks or after.page:
            continue
        line = lines[place]
        if 2 * len(line.text) + line.indent < least or is_closed(line.text):
            continue
        size = columns_of(line)
        if size >= least and not _is_list(line.text):
            torn[place] = size
    return torn


def _fits(lines: list[Line], band: Band, limits: Mapping[str, float]) -> bool:
    """Tell whether paragraphs begin indented, break off in the band, and hardly ever leave it."""
    sizes = all_columns(lines)
    rows = [size for line, size in zip(lines, sizes, strict=True) if not is_row(line.text)]
    if sum(size > band.high for size in rows) > max(1, limits["ragged_over"] * len(rows)):
        return False
    full = sum(band.low <= size <= band.high for size in rows)
    if len(band.torn) < limits["ragged_torn"] * full:
        return False
    # A broken paragraph ends where it will, and as a sentence; the lines of a song do not.
    ends = [lines[p + 1] for p in band.torn if p + 1 not in band.torn]
    short = sum(columns_of(line) < band.low and is_closed(line.text) for line in ends)
    if short < limits["ragged_ends"] * len(ends):
        return False
    # Where a paragraph's first line is followed by one without indent, it is nearly full.
    starts = [p for p in range(len(lines) - 1) if band.begins(lines[p])]
    followed = [p for p in starts if not band.begins(lines[p + 1]) and not lines[p + 1].blanks]
    broken = [p for p in followed if not is_closed(lines[p].text)]
    held = sum(band.holds(lines[p]) for p in broken)
    return held >= LEAST_STARTS and held >= limits["ragged_held"] * len(broken)


def _is_list(text: str) -> bool:
    """Tell whether a line is a row of names or figures: fields and no mark of a sentence."""
    return len(text.split(None, _MANY_WORDS)) >= _MANY_WORDS and _INNER.isdisjoint(text)
