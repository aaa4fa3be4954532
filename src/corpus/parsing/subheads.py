"""Which short lines head something within an article, though they look like titles.

A column (读者来信, 新闻短波) has a title and items of a paragraph or two with a line over each; a
round table has such a line and a speaker (江北大学教授　甲) over what each one says; a box has one
over rows (出生：…) or over the headlines of other pieces (相关报道). How much that says is weighed
in `scores`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.parsing.layout import Layout

__all__ = ["Subheads"]

_LABEL = re.compile(r"[^，。；！？\d]{1,8}[：:](?=.)")
_ROWS = 2
_BOXES = frozenset({"box", "related"})
_MOST = 2  # paragraphs of an item
_SIGNERS = 4  # lines that may sign an item
_COLUMN, _NOTHING = -2, -1
_SIGNED = frozenset({"signer", "signature", "farewell", "name", "enclosed", "closing"})


class Subheads:
    """The blocks of a text, asked for what a line is the sub-heading of."""

    def __init__(self, layout: Layout) -> None:
        self._blocks = layout.blocks
        self._lines = layout.lines
        self._begins = layout.begins
        self._columned: dict[int, bool] = {}  # what is known of lines in columns

    def observe(self, number: int) -> str:
        """Return what is observed about line `number`, one with a block after it, or nothing."""
        block, after = self._blocks[number], self._blocks[number + 1]
        if self._lines[number + 1] and after.whole != "ranked":
            if block.whole in _BOXES:
                return "before_boxed"
            if block.whole == "column" and not self._is_fellow(number + 1):
                return "column_of_one"
            return "before_labels" if self._heads_rows(number) else ""
        if after.whole == "ranked":
            return "before_speaker" if self._speaks_beside(number) else ""
        if after.cue == "lead_note" or self._end(number + 1) < 0:
            return ""
        return "in_column" if self._is_in_column(number) and self._is_fellow(number) else ""

    def _is_fellow(self, number: int) -> bool:
        """Tell whether the item that line `number` heads may not be the only one of its column."""
        if number + 1 >= len(self._blocks) or self._head_above(number) != _COLUMN:
            return True
        after = self._end(number + 1)
        if after < 0:  # a list, or an article
            return self._lines[number + 1]
        while after < len(self._blocks) and self._blocks[after].whole in _SIGNED:
            after += 1
        return after + 1 < len(self._blocks) and self._lines[after] and not self._begins[after + 1]

    def _heads_rows(self, number: int) -> bool:
        """Tell whether rows of a label, a colon and a value follow a line that is none itself."""
        after = self._blocks[number + 1 : number + 1 + _ROWS]
        rows = sum(_LABEL.match(block.text) is not None for block in after)
        return rows == _ROWS and _LABEL.match(self._blocks[number].text) is None

    def _end(self, number: int) -> int:
        """Return where the one or two paragraphs from block `number` on end, or -1.

        There is no end where more follow, or a dateline.
        """
        place, stop = number, min(len(self._blocks), number + _MOST + 1)
        while place < stop and not (self._lines[place] or self._begins[place]):
            place += 1
        if not number < place <= number + _MOST or self._begins[place]:
            return -1
        return place

    def _speaks_beside(self, number: int) -> bool:
        """Tell whether the item before or after has a line and a speaker over it as well."""
        end = self._end(number + 2)
        if end < 0:
            return False
        if end + 1 < len(self._blocks) and self._blocks[end + 1].whole == "ranked":
            return True
        before = range(max(0, number - _MOST - 1), number - 1)
        return any(
            self._blocks[place].whole == "ranked" and self._end(place + 1) == number
            for place in before
        )

    def _is_in_column(self, number: int) -> bool:
        """Tell whether there is nothing but items between a column's name and a line.

        All of them are headed alike: with a number, with a mark or with neither.
        """
        heads = [number]  # those whose answer is this one's, since they are headed alike
        found = self._columned.get(number)
        while found is None:
            above = self._head_above(heads[-1])
            if above < 0:
                found = above == _COLUMN
            else:
                heads.append(above)
                found = self._columned.get(above)
        self._columned.update(dict.fromkeys(heads, found))
        return found

    def _head_above(self, number: int) -> int:
        """Return the line over the item before line `number`, if it is headed alike.

        `_COLUMN` says that a column's name stands there instead, `_NOTHING` that neither does.
        """
        place, cue = number, self._blocks[number].cue
        while number - place < _SIGNERS and place > 0:
            if self._blocks[place - 1].whole not in _SIGNED:
                break
            place -= 1
        if place > 0 and self._blocks[place - 1].whole == "column":
            return _COLUMN
        head = place - 2
        while head > place - _MOST - 1 and not self._lines[head]:
            head -= 1
        if head < 0 or not self._lines[head] or self._lines[place - 1]:
            return _NOTHING
        alike = self._end(head + 1) == place and self._blocks[head].cue == cue
        return head if alike else _NOTHING
