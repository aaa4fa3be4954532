"""What is usual around a block: does the dump indent, do blank lines mean anything here?

Shares are taken over the body paragraphs near a block, not over the whole text, so that a file
in which two dumps follow each other is read by the habits of each.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["Habits", "Usual"]

_FULL_INDENT = 2
_FEW = 2
_STOPS = frozenset({"stop", "quoted_stop"})


class Usual(NamedTuple):
    """The habits around one block."""

    indents: bool  # paragraphs are indented
    flush: bool  # paragraphs are not indented
    sparse: bool  # blank lines between body paragraphs are rare, but part articles
    dense: bool  # a blank line stands between all paragraphs
    blanks: float  # mean number of blank lines at a place that has any


class Habits:
    """Running sums over the blocks, from which the habits around any of them are read."""

    def __init__(self, blocks: list[Block], rules: Rules) -> None:
        self._limits = rules.thresholds
        full = [
            block.full or (block.ends in _STOPS and block.size not in {"tiny", "short"})
            for block in blocks
        ]
        self._full = _sums(full)
        self._indented = _sums(
            [f and b.first.indent >= _FULL_INDENT for f, b in zip(full, blocks, strict=True)]
        )
        pairs = [False, *(a and b for a, b in pairwise(full))]
        blank = [block.first.blanks > 0 and not block.first.page for block in blocks]
        self._pairs = _sums(pairs)
        self._apart = _sums([p and b for p, b in zip(pairs, blank, strict=True)])
        self._blank = _sums(blank)
        self._blanks = _sums(
            [min(b.first.blanks, 9) if k else 0 for b, k in zip(blocks, blank, strict=True)]
        )
        lines = [False, *(f and _may_head(b) for f, b in zip(full, blocks[1:], strict=False))]
        self._lines = _sums(lines)
        self._headed = _sums([k and b for k, b in zip(lines, blank, strict=True)])
        self._count = len(blocks)
        self._cache: dict[int, Usual] = {}

    def around(self, number: int) -> Usual:
        """Return the habits around block `number`."""
        step = 8  # habits change slowly: one answer for eight neighbours
        key = number // step
        known = self._cache.get(key)
        if known is None:
            known = self._cache[key] = self._take(key * step)
        return known

    def _take(self, number: int) -> Usual:
        limits = self._limits
        window = int(limits["window"])
        low, high = max(0, number - window), min(self._count, number + window)
        full = self._full[high] - self._full[low]
        indented = self._indented[high] - self._indented[low]
        pairs = self._pairs[high] - self._pairs[low]
        apart = self._apart[high] - self._apart[low]
        blank = self._blank[high] - self._blank[low]
        share = indented / full if full else 0.0
        gaps = apart / pairs if pairs else 0.5
        few = pairs < _FEW
        lines = self._lines[high] - self._lines[low]
        headed = self._headed[high] - self._headed[low]
        # Blank lines part articles if there are enough of them, or most titles have one.
        parting = blank >= limits["parting"] * (high - low) or headed >= limits["headed"] * lines
        return Usual(
            indents=full > 0 and share >= limits["indents"],
            flush=full > 0 and share <= 1 - limits["indents"],
            sparse=not few and gaps <= limits["sparse"] and blank > 0 and parting,
            dense=not few and gaps >= limits["dense"],
            blanks=(self._blanks[high] - self._blanks[low]) / blank if blank else 0.0,
        )


def _may_head(block: Block) -> bool:
    """Tell whether a block may be a title or a sub-heading, by its length and ending."""
    return block.size not in {"body", "sentence", "tiny"} and block.ends in {"bare", "quote"}


def _sums(values: list[bool] | list[int]) -> list[int]:
    return [0, *accumulate(map(int, values))]
