"""Undo hard wrapping: find the width that lines were broken at, and join them.

The width is found from the text, in code points (a program that cut every n characters) and
in columns (East-Asian wide characters count two), window by window, so that a dump may change
its habits on the way. Where lines were not broken at one width, `ragged` finds the band that
they lie in. What is joined here is certain from the layout alone; a paragraph cut in
two by a page is found later, in `decide`.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.lines import columns_of, is_closed, is_row
from corpus.parsing.ragged import Band, find_band

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.parsing.lines import Line
    from corpus.parsing.rules import Rules

__all__ = ["Strip", "Width", "find_width", "unwrap"]

_WINDOW = 160
_LEAST_LINES = 4
_LEAST_FULL = 3
_FULL_INDENT = 2
_EXPLAINED = 0.75  # the others are headlines
_HANG = 2  # a mark that may not begin a line is pulled into the line before


class Width(NamedTuple):
    """A hard wrap: how wide, and measured how."""

    size: int
    columns: bool  # East-Asian columns rather than code points
    slack: int = 0  # how much narrower a full line may be, in a ragged wrap


class Strip(NamedTuple):
    """Lines that are one block: a paragraph, or what a page break left of it."""

    lines: tuple[Line, ...]
    text: str
    glue: tuple[str, ...]  # what stands between line n and line n+1 in `text`: "" or " "
    width: Width | None


def unwrap(lines: list[Line], rules: Rules) -> list[Strip]:
    """Join the lines of hard-wrapped paragraphs.

    Returns:
        One strip for each line or group of joined lines, in order.
    """
    strips: list[Strip] = []
    for group, width in _groups_with_width(lines, rules):
        if width is None:
            strips.extend(Strip((line,), line.text, (), None) for line in group)
        elif isinstance(width, Band):
            strips.extend(_join_ragged(group, width))
        else:
            strips.extend(_join(group, width))
    return strips


def find_width(lines: list[Line], rules: Rules) -> Width | None:
    """Return the width that `lines` were wrapped at, or `None` if they do not look wrapped."""
    limits = rules.thresholds
    lines = [line for line in lines if not is_row(line.text)]
    best: tuple[float, Width] | None = None
    opened = [not is_closed(line.text) for line in lines]
    if sum(opened) < limits["wrap_open"] * _LEAST_FULL:
        return None
    for columns in (False, True):
        sizes = _sizes(lines, columns=columns)
        least = limits["wrap_least_columns" if columns else "wrap_least"]
        counts = Counter(size for size in sizes if size >= least)
        if not counts:
            continue
        # The widest size that many lines have: a narrower one would cut its lines off.
        most = max(counts.values())
        if most < _LEAST_FULL:
            continue
        size = max(size for size, n in counts.items() if n >= max(_LEAST_FULL, most / 2))
        slack = 1 if columns else 0
        places = [p for p, n in enumerate(sizes) if size - slack <= n <= size]
        full = [lines[place] for place in places]
        over = sum(n > size + _HANG * (1 + columns) for n in sizes)
        share = len(full) / len(lines)
        torn = sum(opened[place] for place in places) / len(full)
        fits = (
            (share >= limits["wrap_share"] or _run_on(lines, places, limits))
            and over <= limits["wrap_over"] * len(lines)
            and torn >= limits["wrap_open"]
        )
        if fits and (best is None or share > best[0] + 0.05):
            best = (share, Width(size, columns))
    return best[1] if best else None


def _run_on(lines: list[Line], full: list[int], limits: Mapping[str, float]) -> bool:
    """Tell whether, where paragraphs are indented, full lines are followed by ones that are not."""
    if len(full) < limits["wrap_few"] * len(lines):
        return False
    indented = sum(line.indent >= _FULL_INDENT for line in lines)
    if 3 * indented < len(lines):
        return False
    torn = [p for p in full if p + 1 < len(lines) and not is_closed(lines[p].text)]
    on = [lines[p + 1] for p in torn]
    flush = sum(line.indent < _FULL_INDENT and not line.blanks for line in on)
    return len(torn) >= _LEAST_FULL and flush >= 0.9 * len(torn)


def _sizes(lines: list[Line], *, columns: bool) -> list[int]:
    if columns:
        return [columns_of(line) for line in lines]
    return [line.size for line in lines]


def _size(line: Line, *, columns: bool) -> int:
    if not columns:
        return line.size
    return columns_of(line)


def _groups_with_width(
    lines: list[Line], rules: Rules
) -> Iterator[tuple[list[Line], Width | Band | None]]:
    """Yield stretches of lines with the width or the band of widths that they share."""
    for window in _windows(lines):
        narrow = sum(len(line.text) <= 120 for line in window)
        if 2 * narrow < len(window):
            yield window, None
            continue
        width = find_width(window, rules) if len(window) >= _LEAST_LINES else None
        band = None if width and _explains(window, width) else find_band(window, rules)
        if band is not None and (width is None or _misses(window, width, band, rules)):
            yield window, band
            continue
        last = width
        for group in _parts(window):
            if width is not None and _agrees(group, width):
                yield group, width
                continue
            own = find_width(group, rules) if len(group) >= _LEAST_LINES else None
            if own is None and last is not None and _fits(group, last):
                own = last
            last = own or last
            yield group, own or width or find_band(group, rules)


def _explains(lines: list[Line], width: Width) -> bool:
    """Tell whether there are enough full lines for those without indent to follow."""
    least = width.size - width.columns
    full = sum(least <= size <= width.size for size in _sizes(lines, columns=width.columns))
    return full >= _EXPLAINED * sum(line.indent < _FULL_INDENT for line in lines)


def _misses(lines: list[Line], width: Width, band: Band, rules: Rules) -> bool:
    """Tell whether joining at an exact width would leave many broken lines of a band."""
    base = min(line.indent for line in lines)
    left = sum(not _continues(lines, p + 1, width, base, indented=True) for p in band.torn)
    return left > rules.thresholds["ragged_missed"] * len(band.torn)


def _agrees(group: list[Line], width: Width) -> bool:
    """Tell whether no line of a group, a title aside, is longer, and some are as long."""
    sizes = _sizes(group, columns=width.columns)
    over = sum(size > width.size + _HANG * (1 + width.columns) for size in sizes)
    full = sum(size >= width.size - width.columns for size in sizes)
    return over <= 1 and (full > 0 or len(group) < _LEAST_LINES)


def _fits(group: list[Line], width: Width) -> bool:
    sizes = _sizes(group, columns=width.columns)
    return max(sizes) <= width.size and len(group) > 1 and max(sizes) >= width.size - 1


def _windows(lines: list[Line]) -> Iterator[list[Line]]:
    """Cut at blank lines, or anywhere if there are none, into windows of about equal length."""
    start = 0
    for number in range(len(lines)):
        length = number - start
        if (length >= _WINDOW and lines[number].blanks) or length >= 4 * _WINDOW:
            yield lines[start:number]
            start = number
    if start < len(lines):
        yield lines[start:]


def _parts(window: list[Line]) -> Iterator[list[Line]]:
    start = 0
    for number in range(1, len(window)):
        if window[number].blanks:
            yield window[start:number]
            start = number
    yield window[start:]


def _join(group: list[Line], width: Width) -> Iterator[Strip]:
    indented = sum(line.indent >= _FULL_INDENT for line in group) > 0
    base = min(line.indent for line in group)
    start = 0
    for number in range(1, len(group) + 1):
        if number < len(group) and _continues(group, number, width, base, indented=indented):
            continue
        yield _strip(group[start:number], width)
        start = number


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


def _continues(group: list[Line], number: int, width: Width, base: int, *, indented: bool) -> bool:
    """Tell whether line `number` goes on with the paragraph of the line before it."""
    line, before = group[number], group[number - 1]
    apart = line.blanks or line.page or line.indent >= base + _FULL_INDENT
    if apart or is_row(line.text) or is_row(before.text):
        return False
    size = _size(before, columns=width.columns)
    if size > width.size + _HANG * (1 + width.columns):
        return False
    closed = is_closed(before.text)
    if size >= width.size:
        # After a finished sentence, a short line that is none is a heading, not a paragraph's end.
        own = _size(line, columns=width.columns)
        return not closed or own + _HANG >= width.size or is_closed(line.text)
    # One column may be left where a wide character did not fit, two or more where a mark
    # that cannot begin a line, or a Latin word, was carried over.
    short = width.size - size
    if width.columns and short == 1:
        return indented or not closed
    if closed:
        return False
    first = line.text[0]
    carried = first.isascii() and first.isalnum() and before.text[-1].isascii()
    room = _HANG * (1 + width.columns)
    return short <= room or (carried and short <= _first_word(line.text) + 1)


def _first_word(text: str) -> int:
    for place, mark in enumerate(text):
        if not (mark.isascii() and not mark.isspace()):
            return place
    return len(text)


def _strip(lines: list[Line], width: Width) -> Strip:
    if len(lines) == 1:
        return Strip((lines[0],), lines[0].text, (), width)
    glue = []
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        between = glue_between(before, line, width)
        glue.append(between)
        parts += (between, line.text)
    return Strip(tuple(lines), "".join(parts), tuple(glue), width)


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
    full = _size(before, columns=width.columns) >= width.size
    if last.isdigit() and first.isdigit() if width.slack else full:
        return ""
    return " " if last != "-" else ""
