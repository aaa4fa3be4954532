"""The compiled tables as NumPy arrays, and what is asked of them for many places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.conversion.tables import ASTRAL, FLAG_SHIFT, LEFT_FACTOR, RIGHT_FACTOR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.conversion.tables import Tables

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Points = NDArray[np.uint32]

__all__ = ["ArrayTables", "scatter"]

_POINT_MASK = (1 << FLAG_SHIFT) - 1
_LAST = 0xFFFF  # the look-up tables' last row stands for all characters from here on


class ArrayTables:
    """Tables for NumPy. Characters of the first plane are looked up, others searched for.

    Args:
        tables: The compiled recipe.

    Attributes:
        entries: As in `Tables`; shape ``(n, 4)``.
        targets: As in `Tables`; shape ``(n,)``.
    """

    def __init__(self, tables: Tables) -> None:
        rows = np.frombuffer(tables.characters, dtype=np.int32).reshape(-1, 5)
        points, targets, flags, codes, normal = rows.T
        single = np.where(targets < 0, points, targets).astype(np.uint32)
        self._points = points.astype(np.uint32)
        self._normal = normal.astype(np.uint32)
        self._rows = single | flags.astype(np.uint32) << np.uint32(FLAG_SHIFT)
        self._row_codes = codes.astype(np.int32)
        plane = points < _LAST
        self._table = np.arange(_LAST + 1, dtype=np.uint32)
        self._table[points[plane]] = self._rows[plane]
        self._table[_LAST] |= ASTRAL << FLAG_SHIFT
        self._codes = np.zeros(_LAST + 1, dtype=np.int32)
        self._codes[points[plane]] = codes[plane]
        self._pairs = np.frombuffer(tables.pairs, dtype=np.uint8)
        self._shift = np.uint32(32 - (len(self._pairs).bit_length() - 1))
        self._base, self._check, self._value = (
            np.frombuffer(part, dtype=np.int32)
            for part in (tables.base, tables.check, tables.value)
        )
        self.entries = np.frombuffer(tables.entries, dtype=np.int32).reshape(-1, 4)
        self.targets = np.frombuffer(tables.targets, dtype=np.int32).astype(np.uint32)

    def look_up(self, points: Points) -> tuple[Points, Ints, Points]:
        """Return what each character becomes, which have flags, and the flags of those.

        Args:
            points: Code points, shape ``(n,)``.

        Returns:
            Code points, shape ``(n,)``; offsets in ascending order and their flags, both
            of the shape ``(m,)``.
        """
        found = self._table.take(points, mode="clip")
        hot = np.flatnonzero(found > _POINT_MASK)
        far = hot[points[hot] >= _LAST]
        if len(far):
            found[far] = points[far]
            rows, known = self._find(points[far])
            found[far[known]] = self._rows[rows[known]]
            hot = hot[found[hot] > _POINT_MASK]
        flags = found[hot] >> np.uint32(FLAG_SHIFT)
        found &= np.uint32(_POINT_MASK)
        return found, hot, flags

    def normal(self, points: Points) -> Points:
        """Return what normalisation makes of characters that it replaces."""
        return self._normal[self._find(points)[0]]

    def pair_bits(self, points: Points, at: Ints) -> NDArray[np.uint8]:
        """Return the bits of the pairs that start at `at`; see `tables.pair_slot`."""
        slots = points[at] * np.uint32(LEFT_FACTOR) + points[at + 1] * np.uint32(RIGHT_FACTOR)
        bits: NDArray[np.uint8] = self._pairs[slots >> self._shift]
        return bits

    def longest(self, root: int, points: Points, stops: Ints) -> tuple[Ints, Ints]:
        """Return the longest key at each place: its size, at least 1, and its entry or -1.

        All places go down the trie together, a step at a time; those that find no child
        drop out.

        Args:
            root: The root of the trie.
            points: Code points, shape ``(n,)``.
            stops: Where matching from each place must stop, shape ``(n,)``.
        """
        codes = self._codes.take(points, mode="clip")
        far = np.flatnonzero(points >= _LAST)
        if len(far):
            rows, known = self._find(points[far])
            codes[far] = np.where(known, self._row_codes[rows], 0)
        sizes = np.ones(len(points), dtype=np.int64)
        entries = np.full(len(points), -1, dtype=np.int64)
        at = np.arange(len(points))
        nodes = np.full(len(points), root, dtype=np.int32)
        depth = 0
        while len(at):
            children = self._base[nodes] ^ codes[at + depth]
            child = self._check[children] == nodes
            at, nodes = at[child], children[child]
            depth += 1
            values = self._value[nodes]
            ends = values >= 0
            sizes[at[ends]] = depth
            entries[at[ends]] = values[ends]
            inside = at + depth < stops[at]
            at, nodes = at[inside], nodes[inside]
        return sizes, entries

    def _find(self, points: Points) -> tuple[Ints, Bools]:
        """Return the row of each character, and whether it has one."""
        rows = np.searchsorted(self._points, points)
        rows[rows == len(self._points)] = 0
        return rows, self._points[rows] == points


def scatter(out: Points, places: Ints, source: Points, starts: Ints, sizes: Ints) -> None:
    """Copy ``source[start:start + size]`` to each place of `out`."""
    if len(places):
        offsets = np.cumsum(sizes) - sizes
        steps = np.arange(offsets[-1] + sizes[-1])
        out[np.repeat(places - offsets, sizes) + steps] = source[
            np.repeat(starts - offsets, sizes) + steps
        ]
