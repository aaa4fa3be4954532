"""How much of a line's words stand in the text around it: of one that may be a title, of a caption.

A title's words come again below it, a sub-heading's stand above it, too; a caption belongs to the
report that speaks of what it shows. How much two texts share is told in ``cohesion``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.parsing.cohesion import echo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.parsing.blocks import Block
    from corpus.parsing.captions import Captions
    from corpus.parsing.rules import Rules

__all__ = ["Echoes"]

_NEAR = 14  # blocks that are no paragraphs which are passed over
_ECHO = 4
_LEAD = 200
_SENTENCES = frozenset({"sentence", "headline", "long_headline"})
_SAID_AGAIN = 0.4


class Echoes:
    """The blocks of a text, asked what stands around one of them."""

    def __init__(
        self, blocks: Sequence[Block], lines: Sequence[bool], captions: Captions, rules: Rules
    ) -> None:
        self._blocks = blocks
        self._lines = lines
        self._captions = captions
        self._limits = rules.thresholds

    def lead(self, number: int) -> str:
        """Return the first words of the report that begins at block `number`, or after it."""
        return self._gather(number, 1, _LEAD, 2)

    def of(self, number: int) -> list[tuple[str, float]]:
        """Return how much of a line's words stand in the paragraphs after and before it."""
        reach, most = int(self._limits["reach"]), int(self._limits["cohesion_blocks"])
        right = self._gather(number + 1, 1, reach, most)
        left = self._gather(number - 1, -1, reach, most)
        after, before = echo(self._blocks[number].text, right, left)
        names = ("told_after", "told_before") if number in self._captions else ("echoed", "echoes")
        return [(names[0], _ECHO * after), (names[1], _ECHO * before)]

    def is_told_before(self, number: int) -> bool:
        """Tell whether the text before a caption speaks of what it does, more than that after."""
        (_, after), (_, before) = self.of(number)
        return before > after

    def is_shown(self, number: int) -> bool:
        """Tell whether a sentence under a headline is a caption, of which nothing else tells.

        Then the report after it says the headline's words again, no less than the sentence does.
        """
        block, lines = self._blocks[number], self._lines
        if not number or not lines[number - 1] or block.size not in _SENTENCES:
            return False
        if block.ends != "stop" or self._blocks[number - 1].whole or number in self._captions:
            return False
        head, after = self._blocks[number - 1], self._blocks[number + 1]
        own, said = echo(head.text, block.text, after.text)
        return said >= max(_SAID_AGAIN, own)

    def pictured(self, number: int) -> int:
        """Return the first of the captions above a paragraph that speak of what it does."""
        while number - 1 in self._captions and number > 1:
            (_, after), (_, before) = self.of(number - 1)
            if after <= _ECHO * before:
                break
            number -= 1
        return number

    def _gather(self, number: int, step: int, reach: int, most: int) -> str:
        """Collect body text from block `number` on, in one direction."""
        kept: list[str] = []
        skipped = 0
        while 0 <= number < len(self._blocks) and reach > 0 and most and skipped < _NEAR:
            block = self._blocks[number]
            if block.size in {"body", "sentence"} or block.ends == "stop":
                part = block.text[:reach] if step > 0 else block.text[-reach:]
                kept.append(part)
                reach -= len(part)
                most -= 1
            else:
                skipped += 1
            number += step
        return "\n".join(kept)
