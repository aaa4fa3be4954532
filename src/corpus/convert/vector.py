"""Convert long texts with NumPy, all characters at once.

The same as `scalar`: every character is looked up, telling pairs are looked for where
anchors stand, and what they find is grown to islands. Islands in which only the
segmentation's keys can be telling are matched together, a step of the trie for all of
them at a time; the few others go to `islands`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from corpus.convert.descriptions import LONGEST
from corpus.convert.tables import (
    ALONE,
    ASTRAL,
    COMPATIBLE,
    FLAG_SHIFT,
    IN_KEY,
    LEFT,
    LEFT_FACTOR,
    OPERATOR,
    RIGHT,
    RIGHT_FACTOR,
    STAGED,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.convert.islands import Islands, Row
    from corpus.convert.tables import Tables

    Ints = NDArray[np.int64]
    Points = NDArray[np.uint32]

__all__ = ["VectorEngine"]

_CHUNK = 1 << 18
_POINT_MASK = (1 << FLAG_SHIFT) - 1
_LAST = 0xFFFF  # the look-up table's last row stands for all characters from here on
_PATIENCE = 24


@attrs.frozen(eq=False)
class _Stretches:
    """Islands: where each starts and ends, and whether it is for `islands`. Shape ``(n,)``."""

    starts: Ints
    ends: Ints
    staged: NDArray[np.bool_]


@attrs.frozen(eq=False)
class _Replacement:
    """What takes the place of ``text[start:end]`` where the length changes."""

    start: int
    end: int
    target: str
    rows: tuple[Row, ...]


class VectorEngine:
    """Converts texts by whole arrays.

    Args:
        tables: The compiled recipe.
        islands: Converts the islands that need more than the segmentation's keys.
    """

    def __init__(self, tables: Tables, islands: Islands) -> None:
        self._islands = islands
        rows = np.frombuffer(tables.characters, dtype=np.int32).reshape(-1, 5)
        points, targets, flags, codes, normal = rows.T
        self._points = points.astype(np.uint32)
        self._normal = normal.astype(np.uint32)
        single = np.where(targets < 0, points, targets).astype(np.uint32)
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
        self._entries = np.frombuffer(tables.entries, dtype=np.int32).reshape(-1, 4)
        self._targets = np.frombuffer(tables.targets, dtype=np.int32).astype(np.uint32)

    def convert(self, text: str) -> tuple[str, list[Row]]:
        """Convert `text`, in chunks that end at seams.

        Returns:
            The target and its edits.

        Raises:
            UnicodeEncodeError: If there is a lone surrogate; its offset is that in `text`.
        """
        points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        parts: list[str] = []
        rows: list[Row] = []
        start = place = 0
        while start < len(points):
            end = self._chunk_end(points, start)
            target, edits = self._chunk(points[start:end])
            rows += [(start + a, start + b, place + c, place + d) for a, b, c, d in edits]
            parts.append(target)
            place += len(target)
            start = end
        return "".join(parts), rows

    def _chunk_end(self, points: Points, start: int) -> int:
        """Return a seam about a chunk's length after `start`, not inside a description."""
        length = len(points)
        end = min(start + _CHUNK, length)
        while end < length:
            first = max(start, end - 4 * LONGEST)
            places = np.arange(first + 1, end + 1)
            seams = places[(self._pair_bits(points, places - 1) & IN_KEY) == 0]
            operators = np.flatnonzero(self._look_up(points[first:end])[0] >> FLAG_SHIFT & OPERATOR)
            if len(seams) and not len(operators):
                return int(seams[-1])
            end = min(end + _CHUNK, length)
        return length

    # -- one chunk ---------------------------------------------------------------------

    def _chunk(self, points: Points) -> tuple[str, list[Row]]:
        looked_up, hot = self._look_up(points)
        flags = looked_up[hot] >> np.uint32(FLAG_SHIFT)
        if (flags & COMPATIBLE).any():
            points = self._normalize(points, hot, flags)
            looked_up, hot = self._look_up(points)
            flags = looked_up[hot] >> np.uint32(FLAG_SHIFT)
        out = looked_up & np.uint32(_POINT_MASK)
        stretches = self._stretches(points, hot, flags)
        replaced: list[_Replacement] = []
        if len(stretches.starts):
            staged = stretches.staged
            self._match(points, out, stretches.starts[~staged], stretches.ends[~staged], replaced)
            self._convert_staged(points, out, stretches, replaced)
        return _assemble(out, replaced)

    def _look_up(self, points: Points) -> tuple[Points, Ints]:
        """Return each character's row, flags above target, and where there are flags."""
        found = self._table.take(points, mode="clip")
        hot = np.flatnonzero(found > _POINT_MASK)
        far = hot[points[hot] >= _LAST]
        if len(far):
            found[far] = points[far]
            rows, known = self._find(points[far])
            found[far[known]] = self._rows[rows[known]]
            hot = hot[found[hot] > _POINT_MASK]
        return found, hot

    def _find(self, points: Points) -> tuple[Ints, NDArray[np.bool_]]:
        """Return the row of each character, and whether it has one."""
        rows = np.searchsorted(self._points, points)
        rows[rows == len(self._points)] = 0
        return rows, self._points[rows] == points

    def _normalize(self, points: Points, hot: Ints, flags: Points) -> Points:
        if (flags & OPERATOR).any():
            text = self._islands.normalize(_text(points))
            return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        points = points.copy()
        places = hot[(flags & COMPATIBLE) != 0]
        points[places] = self._normal[self._find(points[places])[0]]
        return points

    # -- finding islands ---------------------------------------------------------------

    def _pair_bits(self, points: Points, at: Ints) -> NDArray[np.uint8]:
        """Return the bits of the pairs that start at `at`; see `tables.pair_slot`."""
        slots = points[at] * np.uint32(LEFT_FACTOR) + points[at + 1] * np.uint32(RIGHT_FACTOR)
        bits: NDArray[np.uint8] = self._pairs[slots >> self._shift]
        return bits

    def _stretches(self, points: Points, hot: Ints, flags: Points) -> _Stretches:
        length = len(points)
        left = hot[(flags & LEFT) != 0]
        right = hot[(flags & RIGHT) != 0] - 1
        at = np.concatenate((left[left < length - 1], right[right >= 0]))
        at = np.unique(at[self._pair_bits(points, at) > IN_KEY])
        staged = (self._pair_bits(points, at) & STAGED) != 0
        ends = at + 2
        rare = hot[(flags & (ALONE | OPERATOR)) != 0]
        if len(rare):
            reach = np.where(flags[np.searchsorted(hot, rare)] & OPERATOR, LONGEST, 1)
            at = np.concatenate((at, rare))
            ends = np.concatenate((ends, np.minimum(rare + reach, length)))
            staged = np.concatenate((staged, np.ones(len(rare), dtype=bool)))
            order = np.argsort(at, kind="stable")
            at, ends, staged = at[order], ends[order], staged[order]
        if not len(at):
            return _Stretches(at, ends, staged)
        return self._join(self._grow(points, at, -1), self._grow(points, ends, 1), staged)

    def _grow(self, points: Points, places: Ints, step: int) -> Ints:
        """Move each place left (-1) or right (1) to the next seam."""
        places = places.copy()
        length = len(points)
        live = np.flatnonzero((places > 0) & (places < length))
        for _ in range(_PATIENCE):
            crossed = (self._pair_bits(points, places[live] - 1) & IN_KEY) != 0
            live = live[crossed]
            if not len(live):
                return places
            places[live] += step
            live = live[(places[live] > 0) & (places[live] < length)]
        inner = np.arange(1, length)
        seams = inner[(self._pair_bits(points, inner - 1) & IN_KEY) == 0]
        seams = np.concatenate(([0], seams, [length]))
        if step < 0:
            places[live] = seams[np.searchsorted(seams, places[live], side="right") - 1]
        else:
            places[live] = seams[np.searchsorted(seams, places[live], side="left")]
        return places

    @staticmethod
    def _join(starts: Ints, ends: Ints, staged: NDArray[np.bool_]) -> _Stretches:
        """Join stretches that overlap; `starts` ascend."""
        ends = np.maximum.accumulate(ends)
        first = np.flatnonzero(np.concatenate(([True], starts[1:] >= ends[:-1])))
        last = np.concatenate((first[1:], [len(starts)])) - 1
        return _Stretches(starts[first], ends[last], np.logical_or.reduceat(staged, first))

    # -- converting islands ------------------------------------------------------------

    def _match(
        self,
        points: Points,
        out: Points,
        starts: Ints,
        ends: Ints,
        replaced: list[_Replacement],
    ) -> None:
        """Match the segmentation's keys in all islands; write what the telling ones become."""
        if not len(starts):
            return
        lengths = ends - starts
        local_ends = np.cumsum(lengths)
        local_starts = local_ends - lengths
        places = np.repeat(starts - local_starts, lengths) + np.arange(local_ends[-1])
        sizes, entries = self._longest(points[places], np.repeat(local_ends, lengths))
        at, stop = local_starts, local_ends
        found: list[Ints] = []
        while len(at):
            found.append(at[entries[at] > 0])
            at = at + sizes[at]
            inside = at < stop
            at, stop = at[inside], stop[inside]
        telling = np.concatenate(found)
        self._write(out, places[telling], sizes[telling], entries[telling], replaced)

    def _longest(self, points: Points, stops: Ints) -> tuple[Ints, Ints]:
        """Return the size of the longest key at each place, at least 1, and its entry or -1."""
        codes = self._codes.take(points, mode="clip")
        far = np.flatnonzero(points >= _LAST)
        if len(far):
            rows, known = self._find(points[far])
            codes[far] = np.where(known, self._row_codes[rows], 0)
        sizes = np.ones(len(points), dtype=np.int64)
        entries = np.full(len(points), -1, dtype=np.int64)
        at = np.arange(len(points))
        nodes = np.zeros(len(points), dtype=np.int32)
        depth = 0
        while len(at):
            children = self._base[nodes] ^ codes[at + depth]
            known = self._check[children] == nodes
            at, nodes = at[known], children[known]
            depth += 1
            values = self._value[nodes]
            ends = values >= 0
            sizes[at[ends]] = depth
            entries[at[ends]] = values[ends]
            inside = at + depth < stops[at]
            at, nodes = at[inside], nodes[inside]
        return sizes, entries

    def _write(
        self,
        out: Points,
        places: Ints,
        sizes: Ints,
        entries: Ints,
        replaced: list[_Replacement],
    ) -> None:
        rows = self._entries[entries].astype(np.int64)
        kept = rows[:, 2] == rows[:, 3]
        _scatter(out, places[kept], self._targets, rows[kept, 0], sizes[kept])
        for index in np.flatnonzero(~kept):
            start, size = int(places[index]), int(sizes[index])
            target, edits = self._islands.entry(int(entries[index]))
            replaced.append(_Replacement(start, start + size, target, edits))

    def _convert_staged(
        self,
        points: Points,
        out: Points,
        stretches: _Stretches,
        replaced: list[_Replacement],
    ) -> None:
        places: list[int] = []
        targets: list[str] = []
        starts = stretches.starts[stretches.staged].tolist()
        ends = stretches.ends[stretches.staged].tolist()
        for start, end in zip(starts, ends, strict=True):
            target, rows = self._islands.convert(_text(points[start:end]))
            if rows:
                replaced.append(_Replacement(start, end, target, rows))
            else:
                places.append(start)
                targets.append(target)
        if places:
            sizes = np.array([len(target) for target in targets])
            joined = np.frombuffer("".join(targets).encode("utf-32-le"), dtype=np.uint32)
            _scatter(out, np.array(places), joined, np.cumsum(sizes) - sizes, sizes)


def _text(points: Points) -> str:
    return points.tobytes().decode("utf-32-le")


def _scatter(out: Points, places: Ints, source: Points, starts: Ints, sizes: Ints) -> None:
    """Copy ``source[start:start + size]`` to each place of `out`."""
    if len(places):
        offsets = np.cumsum(sizes) - sizes
        steps = np.arange(offsets[-1] + sizes[-1])
        out[np.repeat(places - offsets, sizes) + steps] = source[
            np.repeat(starts - offsets, sizes) + steps
        ]


def _assemble(out: Points, replaced: list[_Replacement]) -> tuple[str, list[Row]]:
    text = _text(out)
    if not replaced:
        return text, []
    parts: list[str] = []
    rows: list[Row] = []
    place = shift = 0
    for each in sorted(replaced, key=lambda each: each.start):
        parts += (text[place : each.start], each.target)
        start = each.start
        to = start + shift
        rows += [(start + a, start + b, to + c, to + d) for a, b, c, d in each.rows]
        shift += len(each.target) - (each.end - start)
        place = each.end
    parts.append(text[place:])
    return "".join(parts), rows
