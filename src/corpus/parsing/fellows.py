"""What a short line shows among other short lines: rows, verses, sub-headings of one length.

Nothing is looked at here but lengths, marks and where the lines stand; what such lines head is
told in ``subheads`` and ``heads``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from corpus.parsing.traits import are_alike, are_parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.parsing.blocks import Block
    from corpus.parsing.layout import Layout

__all__ = ["Fellows"]

_REACH = 7
_METRE = 12
_ABOUT = 2
_MANY = 2
_BESIDE = 6
_RUN = 3
_VERSE_ENDS = frozenset("，。；、！？：")
_VERSE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{4,9}[，。；、！？：]")
_PARAGRAPH, _BARRIER = b"\0", 2  # beside lines, which are 1


class Fellows:
    """The short lines of a text, each asked about those beside and near it."""

    def __init__(
        self, blocks: list[Block], lines: Sequence[tuple[int, Block]], layout: Layout
    ) -> None:
        """Take the blocks, the short ones among them with their numbers, and the layout."""
        self._blocks = blocks
        self._layout = layout
        self._lines = layout.lines
        self._shapes = Counter(
            [
                (number // _BESIDE, len(block.text) // 3)
                for number, block in lines
                if block.ends == "bare" and block.size in {"short", "tiny"}
            ]
        )
        # Each block as a byte, for what is looked for beyond the nearest neighbours.
        self._signs = bytearray(self._lines)
        for number, block in enumerate(blocks):
            if block.ends_article or layout.begins[number]:
                self._signs[number] = _BARRIER

    def is_regular(self, number: int) -> bool:
        """Tell whether a line and one beside it are of one length and closed by marks, as verse."""
        text = self._blocks[number].text
        if text[-1] not in _VERSE_ENDS or _VERSE.fullmatch(text) is None:
            return False
        beside = self._blocks[max(0, number - 1) : number] + self._blocks[number + 1 : number + 2]
        return any(len(b.text) == len(text) and _VERSE.fullmatch(b.text) for b in beside)

    def observe(self, number: int, block: Block, found: list[str]) -> None:
        """Add what is observed about a short line among other short lines."""
        after_line, before_line = self._lines[number - 1], self._lines[number + 1]
        if after_line or before_line:
            self._run(number, block, found, after_line=after_line, before_line=before_line)
        elif not self._layout.habits.around(number).sparse and self._series(
            number, lambda other: are_parallel(block.text, other.text)
        ):
            found.append("parallel")
        elif block.size == "short" and block.ends == "bare":
            size = len(block.text)
            group, third = number // _BESIDE, size // 3
            shapes = self._shapes
            if (
                shapes[group, third] > 1
                or (group - 1, third) in shapes
                or (group + 1, third) in shapes
            ):
                found.append("fellows")
            if more := self._series(number, lambda other: _is_as_long(other, size)):
                found.append("series" if more == 1 else "series_long")

    def _run(
        self, number: int, block: Block, found: list[str], *, after_line: bool, before_line: bool
    ) -> None:
        """Add what is observed about a short line next to another."""
        before = self._blocks[number - 1].text
        if self._layout.run_length(number) >= _RUN and number + 1 < len(self._blocks):
            if not after_line:
                found.append("run_first")
            else:
                found.append("run" if before_line else "run_last")
            size = len(block.text)
            if after_line and size <= _METRE and len(before) == size:
                found.append("metre")
        if after_line and are_alike(before, block.text):
            found.append("alike")

    def _series(self, number: int, is_fellow: Callable[[Block], bool]) -> int:
        """Return how many lines like one, two at most, stand near over undated paragraphs."""
        found = 0
        for step in (-1, 1):
            place: int | None = number
            while found < _MANY and place is not None:
                place = self._next_sign(place, step)
                if place is None or not self._is_alone(place):
                    break
                if not is_fellow(self._blocks[place]):
                    break
                found += 1
        return found

    def _next_sign(self, number: int, step: int) -> int | None:
        """Return the nearest block before or after that is no paragraph within an article."""
        if step < 0:
            near = self._signs[max(0, number - _REACH) : number]
            rest = near.rstrip(_PARAGRAPH)
            return number - 1 - len(near) + len(rest) if rest else None
        near = self._signs[number + 1 : number + 1 + _REACH]
        rest = near.lstrip(_PARAGRAPH)
        return number + 1 + len(near) - len(rest) if rest else None

    def _is_alone(self, number: int) -> bool:
        """Tell whether block `number`, a line or what parts articles, is a line by itself."""
        if self._signs[number] == _BARRIER:
            return False
        return not (self._lines[number - 1] or self._lines[number + 1])


def _is_as_long(block: Block, size: int) -> bool:
    return abs(len(block.text) - size) <= _ABOUT and block.ends == "bare"
