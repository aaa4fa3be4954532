"""What is usual around a block: does the dump indent, do blank lines mean anything here?

Shares are taken over the body paragraphs near a block, not over the whole text, so that a file
in which two dumps follow each other is read by the habits of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.endings import STOPS
from corpus.parsing.lines import FULL_INDENT

if TYPE_CHECKING:
    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["Habits", "Usual"]

_FEW = 2
_STEP = 8  # habits change slowly: one answer for eight neighbours
_MOST = 9  # blank lines that count at one place
_ANY = bytes([0, *[1] * 255])
_SHORT = frozenset({"tiny", "short"})
_HEADLESS = frozenset({"body", "sentence", "tiny"})
_HEAD_ENDS = frozenset({"bare", "quote"})


class Usual(NamedTuple):
    """The habits around one block."""

    indents: bool  # paragraphs are indented
    flush: bool  # paragraphs are not indented
    sparse: bool  # blank lines between body paragraphs are rare, but part articles
    dense: bool  # a blank line stands between all paragraphs
    blanks: float  # mean number of blank lines at a place that has any


class Habits:
    """A few signs of each block, from which the habits around any of them are counted.

    Each sign is a byte for each block: as numbers, a window's bytes are compared all at once.
    """

    def __init__(self, blocks: list[Block], rules: Rules) -> None:
        self._limits = rules.thresholds
        self._window = int(self._limits["window"])
        self._count = len(blocks)
        self._known: list[Usual | None] = [None] * (self._count // _STEP + 1)
        lines = [block.first for block in blocks]
        full = [b.full or (b.ends in STOPS and b.size not in _SHORT) for b in blocks]
        self._full = bytes([False, *full])  # with none before the first
        # What may be a title or a sub-heading, by its length and ending.
        self._heads = bytes([b.ends in _HEAD_ENDS and b.size not in _HEADLESS for b in blocks])
        self._indented = bytes([line.indent >= FULL_INDENT for line in lines])
        blanks = [0 if line.page else line.blanks for line in lines]
        if max(blanks, default=0) > _MOST:
            blanks = [min(each, _MOST) for each in blanks]
        self._blanks = bytes(blanks)
        self._blank = self._blanks.translate(_ANY)
        self._single = self._blanks == self._blank

    def around(self, number: int) -> Usual:
        """Return the habits around block `number`."""
        place = number // _STEP
        known = self._known[place]
        if known is None:
            known = self._known[place] = self._take(place * _STEP)
        return known

    def _take(self, number: int) -> Usual:
        limits = self._limits
        low, high = max(0, number - self._window), min(self._count, number + self._window)
        bits = int.from_bytes
        before = bits(self._full[low:high], "little")
        those = bits(self._full[low + 1 : high + 1], "little")
        blank_before = bits(self._blank[low:high], "little")
        neighbours, heads = before & those, before & bits(self._heads[low:high], "little")
        full, pairs, blank = those.bit_count(), neighbours.bit_count(), blank_before.bit_count()
        indented = (those & bits(self._indented[low:high], "little")).bit_count()
        apart = (neighbours & blank_before).bit_count()
        headed = (heads & blank_before).bit_count()
        sum_blanks = blank if self._single else sum(self._blanks[low:high])
        share = indented / full if full else 0.0
        gaps = apart / pairs if pairs else 0.5
        few = pairs < _FEW
        # Blank lines part articles if there are enough of them, or most titles have one.
        parting = (
            blank >= limits["parting"] * (high - low)
            or headed >= limits["headed"] * heads.bit_count()
        )
        return Usual(
            full > 0 and share >= limits["indents"],
            full > 0 and share <= 1 - limits["indents"],
            not few and gaps <= limits["sparse"] and blank > 0 and parting,
            not few and gaps >= limits["dense"],
            sum_blanks / blank if blank else 0.0,
        )
