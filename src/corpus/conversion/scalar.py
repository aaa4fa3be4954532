"""Convert short texts, one character at a time, without NumPy.

The same as `vector`, which is faster from about a thousand characters on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.conversion.descriptions import LONGEST
from corpus.conversion.tables import (
    ALONE,
    COMPATIBLE,
    IN_KEY,
    LEFT,
    OPERATOR,
    RIGHT,
    pair_slot,
)

if TYPE_CHECKING:
    from corpus.conversion.islands import Islands, Row
from corpus.conversion.tables import Tables

__all__ = ["ScalarEngine", "join_overlapping"]


class ScalarEngine:
    """Converts texts by looking at each character in turn.

    Args:
        tables: The compiled recipe.
        islands: Converts what needs more than a look-up.
    """

    def __init__(self, tables: Tables, islands: Islands) -> None:
        self._pairs = memoryview(tables.pairs).cast("B")
        self._bits = len(self._pairs).bit_length() - 1
        self._islands = islands

    def convert(self, text: str) -> tuple[str, list[Row]]:
        """Convert `text`, which has no lone surrogates.

        Returns:
            The target and its edits.
        """
        known = self._islands.flags
        hot = [at for at, c in enumerate(text) if c in known]
        if not hot:
            return text.translate(self._islands.singles), []
        if any(known[text[at]] & COMPATIBLE for at in hot):
            text = self._islands.normalize(text)
            hot = [at for at, c in enumerate(text) if c in known]
        plain = text.translate(self._islands.singles)
        stretches = self._stretches(text, hot)
        return self._assemble(text, plain, stretches) if stretches else (plain, [])

    def seams(self, text: str) -> list[int]:
        """Return the offsets inside `text` that no match goes across, in order.

        Where a description sequence may stand there are none to be told.
        """
        flags = {self._islands.flags.get(c, 0) for c in set(text)}
        if any(flag & OPERATOR for flag in flags):
            return []
        if any(flag & COMPATIBLE for flag in flags):
            text = self._islands.normalize(text)
        points = list(map(ord, text))
        pairs, bits = self._pairs, self._bits
        places = range(1, len(points))
        return [
            at
            for at, left, right in zip(places, points, points[1:], strict=False)
            if not pairs[pair_slot(left, right, bits)] & IN_KEY
        ]

    def _stretches(self, text: str, hot: list[int]) -> list[tuple[int, int]]:
        """Return where the islands are, in order."""
        found: list[tuple[int, int]] = []
        known, length = self._islands.flags, len(text)
        pairs, bits = self._pairs, self._bits
        for at in hot:
            flags = known[text[at]]
            # more than IN_KEY: some key crosses the pair, and one that has it is telling
            if (
                flags & LEFT
                and at + 1 < length
                and pairs[pair_slot(ord(text[at]), ord(text[at + 1]), bits)] > IN_KEY
            ):
                found.append(self._grow(text, at, at + 2))
            if (
                flags & RIGHT
                and at
                and pairs[pair_slot(ord(text[at - 1]), ord(text[at]), bits)] > IN_KEY
            ):
                found.append(self._grow(text, at - 1, at + 1))
            if flags & ALONE:
                found.append(self._grow(text, at, at + 1))
            if flags & OPERATOR:
                found.append(self._grow(text, at, min(at + LONGEST, length)))
        return join_overlapping(found) if len(found) > 1 else found

    def _grow(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Move both ends outwards to the next seams."""
        pairs, bits, length = self._pairs, self._bits, len(text)
        while start and pairs[pair_slot(ord(text[start - 1]), ord(text[start]), bits)] & IN_KEY:
            start -= 1
        while end < length and pairs[pair_slot(ord(text[end - 1]), ord(text[end]), bits)] & IN_KEY:
            end += 1
        return start, end

    def _assemble(
        self, text: str, plain: str, stretches: list[tuple[int, int]]
    ) -> tuple[str, list[Row]]:
        parts: list[str] = []
        rows: list[Row] = []
        place = shift = 0
        for start, end in stretches:
            target, edits = self._islands.convert(text[start:end])
            parts += (plain[place:start], target)
            if edits:
                to = start + shift
                rows += [(start + a, start + b, to + c, to + d) for a, b, c, d in edits]
            shift += len(target) - (end - start)
            place = end
        parts.append(plain[place:])
        return "".join(parts), rows


def join_overlapping(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sort stretches and join those that overlap.

    Example:
        >>> join_overlapping([(4, 6), (0, 3), (5, 9), (9, 10)])
        [(0, 3), (4, 9), (9, 10)]
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
