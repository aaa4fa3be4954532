"""Find the exact width that lines were wrapped at.

It is told in code points (a program that cut every n characters) or in columns (East-Asian wide
characters count two). Where there is none, `ragged` looks for a band; `wraps` joins the lines.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.lines import FULL_INDENT, all_columns, all_open, columns_of, is_closed, is_row
from corpus.parsing.torn import FLUSH, LEAST_FULL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.parsing.lines import Line
    from corpus.parsing.rules import Rules

__all__ = ["HANG", "Width", "find_width"]

HANG = 2
"""Wide characters by which a line may hang over: a mark may not begin the next."""


class Width(NamedTuple):
    """A hard wrap: how wide, and measured how."""

    size: int
    columns: bool  # East-Asian columns rather than code points
    slack: int = 0  # how much narrower a full line may be, in a ragged wrap

    def size_of(self, line: Line) -> int:
        """Return how wide `line` is, measured so."""
        return columns_of(line) if self.columns else line.size

    def sizes_of(self, lines: list[Line]) -> list[int]:
        """Return how wide each of `lines` is, measured so."""
        return all_columns(lines) if self.columns else [line.size for line in lines]


def find_width(lines: list[Line], rules: Rules) -> Width | None:
    """Return the width that `lines` were wrapped at, or `None` if they do not look wrapped."""
    limits = rules.thresholds
    lines = [line for line in lines if not is_row(line.text)]
    best: tuple[float, Width] | None = None
    for columns in (False, True):
        sizes = all_columns(lines) if columns else [line.size for line in lines]
        least = limits["wrap_least_columns" if columns else "wrap_least"]
        counts = Counter([size for size in sizes if size >= least])
        # The widest size that many lines have: a narrower one would cut its lines off.
        most = max(counts.values(), default=0)
        if most < LEAST_FULL:
            continue
        size = max([size for size, n in counts.items() if n >= max(LEAST_FULL, most / 2)])
        slack = 1 if columns else 0
        places = [p for p, n in enumerate(sizes) if size - slack <= n <= size]
        over = sum([n > size + HANG * (1 + columns) for n in sizes])
        share = len(places) / len(lines)
        torn = len(all_open([lines[place].text for place in places])) / len(places)
        fits = (
            torn >= limits["wrap_open"]
            and over <= limits["wrap_over"] * len(lines)
            and (share >= limits["wrap_share"] or _run_on(lines, places, limits))
        )
        if fits and (best is None or share > best[0] + 0.05):
            best = (share, Width(size, columns))
    return best[1] if best else None


def _run_on(lines: list[Line], full: list[int], limits: Mapping[str, float]) -> bool:
    """Tell whether, where paragraphs are indented, full lines are followed by ones that are not."""
    if len(full) < limits["wrap_few"] * len(lines):
        return False
    indented = sum([line.indent >= FULL_INDENT for line in lines])
    if 3 * indented < len(lines):
        return False
    torn = [p for p in full if p + 1 < len(lines) and not is_closed(lines[p].text)]
    on = [lines[p + 1] for p in torn]
    flush = sum([line.indent < FULL_INDENT and not line.blanks for line in on])
    return len(torn) >= LEAST_FULL and flush >= FLUSH * len(torn)
