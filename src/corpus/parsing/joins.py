"""Join the lines of a stretch that was wrapped at a known width, or in a known band of widths.

What goes on with the line before is told by the widths, the indents and the marks at the break.
Where a stretch was wrapped, and how wide, is found in `wraps`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from corpus.parsing.bylines import names_someone
from corpus.parsing.lines import FULL_INDENT, is_closed, is_row
from corpus.parsing.widths import HANG, Width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.parsing.lines import Line
    from corpus.parsing.ragged import Band
    from corpus.parsing.rules import Rules

__all__ = ["Joined", "Strip", "Wrapped", "glue_between", "join", "join_ragged"]

_HEAD_LINES = 2  # of a headline before its byline
_MOSTLY = 0.6  # of the indented lines


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


def join(group: list[Line], width: Width, rules: Rules) -> Iterator[Strip]:
    """Join the lines that were broken at an exact width."""
    indented = sum(line.indent >= FULL_INDENT for line in group) > 0
    base = min(line.indent for line in group)
    if _sets_two(group):
        base += 1  # one wide blank at a line's start is one that stood between words
    wrapped = Wrapped(group, width, base, indented=indented)
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


def join_ragged(group: list[Line], band: Band) -> Iterator[Strip]:
    """Join the lines that were broken in a band, but only what goes on from an indented line.

    A headline is flush, too.
    """
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


class Wrapped:
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
