"""Tell where writers are named around a line that names some: under headlines or at the ends.

A line with a reporter's name between two paragraphs ends one article or opens the next, whose
headline is missing. A paper sets such lines in one place, so those nearby tell: `Signings`.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from corpus.parsing.captions import CREDITS
from corpus.parsing.heads import HERALDS

if TYPE_CHECKING:
    from corpus.parsing.layout import Layout

__all__ = ["Signings"]

_SORTS = {**dict.fromkeys(HERALDS - {"source"}, 0), "credit": 1, "enclosed": 2}
_NEAR = 6  # lines of its sort on either side that count
_MOST = 4  # lines that name someone next to each other
_SIGNERS = 2  # lines that may sign an item
_CLEAR = 2  # times as many, and one more, must stand in one place as in the other


class Signings:
    """The lines of a text that name who wrote or photographed, by sort."""

    def __init__(self, layout: Layout) -> None:
        self._blocks = layout.blocks
        self._lines = layout.lines
        self._begins = layout.begins
        self._settled: list[tuple[list[int], list[bool]]] = []

    def observe(self, number: int) -> str:
        """Return where lines like block `number`, one between paragraphs, stand, or nothing."""
        sort = _SORTS.get(self._blocks[number].whole)
        if sort is None or self._is_last(number) is not None:
            return ""
        if not self._settled:
            self._settled = self._settle()
        numbers, lasts = self._settled[sort]
        place = bisect_left(numbers, number)
        near = lasts[max(0, place - _NEAR) : place + _NEAR]
        last = sum(near)
        first = len(near) - last
        if first >= _CLEAR * (last + 1):
            return "signed_above"
        return "signed_below" if last >= _CLEAR * (first + 1) else ""

    def is_item(self, number: int) -> bool:
        """Tell whether a block with a bullet and the one before its signature are of one list."""
        block, above = self._blocks[number], number - 1
        if block.cue != "bullet":
            return False
        while above and number - above <= _SIGNERS and self._blocks[above].whole in CREDITS:
            above -= 1
        before = self._blocks[above]
        return before.cue == "bullet" and before.text[0] == block.text[0]

    def _settle(self) -> list[tuple[list[int], list[bool]]]:
        """Return for each sort the lines of which it is plain whether they end an article."""
        found: list[tuple[list[int], list[bool]]] = [([], []), ([], []), ([], [])]
        for number, block in enumerate(self._blocks):
            sort = _SORTS.get(block.whole)
            if sort is not None and (is_last := self._is_last(number)) is not None:
                found[sort][0].append(number)
                found[sort][1].append(is_last)
        return found

    def _is_last(self, number: int) -> bool | None:
        """Tell whether a line, with others that name someone, ends an article.

        It does not below a headline, it does above one or a dateline; elsewhere that is open.
        """
        above, below, end = number - 1, number + 1, len(self._blocks)
        while above >= max(0, number - _MOST) and self._blocks[above].whole in _SORTS:
            above -= 1
        if above < 0 or self._lines[above]:
            return False
        while below < min(end, number + _MOST) and self._blocks[below].whole in _SORTS:
            below += 1
        return True if below >= end or self._lines[below] or self._begins[below] else None
