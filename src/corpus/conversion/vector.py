"""Convert long texts with NumPy, all characters at once.

The same as `scalar`: every character is looked up, telling pairs are looked for where
anchors stand, and what they find is grown to islands. Islands in which only the
segmentation's keys can be telling are matched together (`arrays`); the few others go to
`islands`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from corpus.conversion.arrays import ArrayTables, scatter
from corpus.conversion.descriptions import LONGEST
from corpus.conversion.tables import (
    ALONE,
    COMPATIBLE,
    IN_KEY,
    LATER,
    LEFT,
    OPERATOR,
    RIGHT,
    STAGED,
)

if TYPE_CHECKING:
    from corpus.conversion.arrays import Bools, Ints, Points
    from corpus.conversion.islands import Islands, Row
    from corpus.conversion.tables import Tables

__all__ = ["VectorEngine"]

_CHUNK = 1 << 19
_PATIENCE = 24


@attrs.frozen(eq=False)
class _Stretches:
    """Islands: where each starts and ends, and the bits of what was found. Shape ``(n,)``."""

    starts: Ints
    ends: Ints
    bits: Ints

    def those(self, chosen: Bools) -> _Stretches:
        return _Stretches(self.starts[chosen], self.ends[chosen], self.bits[chosen])


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
        self._tables = ArrayTables(tables)
        self._islands = islands

    def convert(self, text: str) -> tuple[str, list[Row]]:
        """Convert `text`, in chunks that end at seams.

        Returns:
            The target and its edits.

        Raises:
            UnicodeEncodeError: If there is a lone surrogate; its offset is that in `text`.
        """
        parts: list[str] = []
        rows: list[Row] = []
        start = place = 0
        size = _CHUNK
        while start < len(text):
            points = _points(text, start, start + size + 1)
            if start + size < len(text):
                end = self._last_seam(points)
                if end == 0:
                    size *= 2
                    continue
                points = points[:end]
            target, edits = self._chunk(points)
            rows += [(start + a, start + b, place + c, place + d) for a, b, c, d in edits]
            parts.append(target)
            place += len(target)
            start += len(points)
            size = _CHUNK
        return "".join(parts), rows

    def _last_seam(self, points: Points) -> int:
        """Return the last seam near the end of `points`, outside descriptions, or 0."""
        first = max(0, len(points) - 4 * LONGEST)
        window = points[first:]
        _, hot, flags = self._tables.look_up(window)
        if (flags & OPERATOR).any():
            return 0
        window = self._normalize(window, hot, flags)
        inner = np.arange(len(window) - 1)
        seams = inner[(self._tables.pair_bits(window, inner) & IN_KEY) == 0]
        return first + 1 + int(seams[-1]) if len(seams) else 0

    def _chunk(self, points: Points) -> tuple[str, list[Row]]:
        out, hot, flags = self._tables.look_up(points)
        if (flags & COMPATIBLE).any():
            points = self._normalize(points, hot, flags)
            out, hot, flags = self._tables.look_up(points)
        found = self._stretches(points, hot, flags)
        replaced: list[_Replacement] = []
        if len(found.starts):
            plain = self._needs_no_stages(points, found)
            self._match(points, out, found.those(plain), replaced)
            self._convert_staged(points, out, found.those(~plain), replaced)
        return _assemble(out, replaced)

    def _normalize(self, points: Points, hot: Ints, flags: Points) -> Points:
        if not (flags & COMPATIBLE).any():
            return points
        if (flags & OPERATOR).any():
            text = self._islands.normalize(_text(points))
            return _points(text, 0, len(text))
        points = points.copy()
        places = hot[(flags & COMPATIBLE) != 0]
        points[places] = self._tables.normal(points[places])
        return points

    # -- finding islands ---------------------------------------------------------------

    def _stretches(self, points: Points, hot: Ints, flags: Points) -> _Stretches:
        length = len(points)
        left = hot[(flags & LEFT) != 0]
        right = hot[(flags & RIGHT) != 0] - 1
        at = np.concatenate((left[left < length - 1], right[right >= 0]))
        # more than IN_KEY: some key crosses the pair, and one that has it is telling
        at = np.unique(at[self._tables.pair_bits(points, at) > IN_KEY])
        bits = self._tables.pair_bits(points, at).astype(np.int64)
        ends = at + 2
        rare = (flags & (ALONE | OPERATOR)) != 0
        if rare.any():
            reach = np.where(flags[rare] & OPERATOR, LONGEST, 1)
            places = hot[rare]
            at = np.concatenate((at, places))
            ends = np.concatenate((ends, np.minimum(places + reach, length)))
            bits = np.concatenate((bits, np.full(len(places), LATER)))
            order = np.argsort(at, kind="stable")
            at, ends, bits = at[order], ends[order], bits[order]
        if not len(at):
            return _Stretches(at, ends, bits)
        return _join(*self._grow(points, at, ends), bits)

    def _grow(self, points: Points, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Move starts to the left and ends to the right, each to the next seam."""
        length = len(points)
        places = np.concatenate((starts, ends))
        steps = np.repeat((-1, 1), len(starts))
        live = np.flatnonzero((places > 0) & (places < length))
        for _ in range(_PATIENCE):
            crossed = (self._tables.pair_bits(points, places[live] - 1) & IN_KEY) != 0
            live = live[crossed]
            if not len(live):
                break
            moved = places[live] + steps[live]
            places[live] = moved
            live = live[(moved > 0) & (moved < length)]
        else:
            inner = np.arange(1, length)
            seams = inner[(self._tables.pair_bits(points, inner - 1) & IN_KEY) == 0]
            seams = np.concatenate(([0], seams, [length]))
            left, right = live[steps[live] < 0], live[steps[live] > 0]
            places[left] = seams[np.searchsorted(seams, places[left], side="right") - 1]
            places[right] = seams[np.searchsorted(seams, places[right], side="left")]
        return places[: len(starts)], places[len(starts) :]

    def _needs_no_stages(self, points: Points, found: _Stretches) -> Bools:
        """Tell in which islands no stage has a key outside segments, only segmentation."""
        plain: Bools = (found.bits & (STAGED | LATER)) == 0
        doubtful = np.flatnonzero((found.bits & (STAGED | LATER)) == STAGED)
        if len(doubtful):
            places, starts, ends = _inside(found.starts[doubtful], found.ends[doubtful])
            stops = np.repeat(ends, ends - starts)
            sizes, _ = self._tables.longest(1, points[places], stops)
            plain[doubtful] = np.maximum.reduceat(sizes, starts) == 1
        return plain

    # -- converting islands ------------------------------------------------------------

    def _match(
        self, points: Points, out: Points, found: _Stretches, replaced: list[_Replacement]
    ) -> None:
        """Match the segmentation's keys in all islands; write what the telling ones become."""
        if not len(found.starts):
            return
        places, at, stop = _inside(found.starts, found.ends)
        sizes, entries = self._tables.longest(0, points[places], np.repeat(stop, stop - at))
        matched: list[Ints] = []
        while len(at):
            matched.append(at[entries[at] > 0])
            at = at + sizes[at]
            inside = at < stop
            at, stop = at[inside], stop[inside]
        telling = np.concatenate(matched)
        places, sizes, entries = places[telling], sizes[telling], entries[telling]
        rows = self._tables.entries[entries].astype(np.int64)
        kept = rows[:, 2] == rows[:, 3]
        scatter(out, places[kept], self._tables.targets, rows[kept, 0], sizes[kept])
        for index in np.flatnonzero(~kept):
            start, size = int(places[index]), int(sizes[index])
            target, edits = self._islands.entry(int(entries[index]))
            replaced.append(_Replacement(start, start + size, target, edits))

    def _convert_staged(
        self, points: Points, out: Points, found: _Stretches, replaced: list[_Replacement]
    ) -> None:
        places: list[int] = []
        targets: list[str] = []
        for start, end in zip(found.starts.tolist(), found.ends.tolist(), strict=True):
            target, rows = self._islands.convert(_text(points[start:end]))
            if rows:
                replaced.append(_Replacement(start, end, target, rows))
            else:
                places.append(start)
                targets.append(target)
        if places:
            sizes = np.array([len(target) for target in targets])
            joined = "".join(targets)
            source = _points(joined, 0, len(joined))
            scatter(out, np.array(places), source, np.cumsum(sizes) - sizes, sizes)


def _points(text: str, start: int, end: int) -> Points:
    """Return the code points of ``text[start:end]``; errors count in `text`."""
    try:
        return np.frombuffer(text[start:end].encode("utf-32-le"), dtype=np.uint32)
    except UnicodeEncodeError as error:
        first, last = start + error.start, start + error.end
        raise UnicodeEncodeError(error.encoding, text, first, last, error.reason) from None


def _text(points: Points) -> str:
    return points.tobytes().decode("utf-32-le")


def _join(starts: Ints, ends: Ints, bits: Ints) -> _Stretches:
    """Join stretches that overlap; `starts` ascend."""
    ends = np.maximum.accumulate(ends)
    first = np.flatnonzero(np.concatenate(([True], starts[1:] >= ends[:-1])))
    last = np.concatenate((first[1:], [len(starts)])) - 1
    return _Stretches(starts[first], ends[last], np.bitwise_or.reduceat(bits, first))


def _inside(starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the places inside stretches, and where each stretch starts and ends among them."""
    lengths = ends - starts
    local_ends = np.cumsum(lengths)
    local_starts = local_ends - lengths
    places = np.repeat(starts - local_starts, lengths) + np.arange(local_ends[-1])
    return places, local_starts, local_ends


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
