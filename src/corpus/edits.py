"""Columns of edits: made from what callers give, checked, merged and composed.

An edit is a row of four offsets: start and end in the source, start and end in the target.
What edits mean is told in `corpus.alignment`, whose inner part this is.
"""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING, Any

from corpus.errors import AlignmentError
from corpus.spans import offset_column

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Row", "check", "column", "compose", "has_coincident", "merge_coincident"]

Row = tuple[int, int, int, int]
"""Start and end of an edit in the source, start and end in the target."""


def column(values: Sequence[int] | Any) -> array[int]:
    """Return offsets as a new column; refuse what is no column of whole numbers."""
    try:
        return offset_column(values)
    except (TypeError, OverflowError) as error:
        raise AlignmentError(f"offsets are whole numbers below 2**31: {error}") from None


def has_coincident(*columns: array[int]) -> bool:
    """Whether a deletion and an insertion touch, so that `merge_coincident` has work."""
    source_starts, source_ends, target_starts, target_ends = columns
    inserts = list(map(eq, source_starts, source_ends))
    if not any(inserts):
        return False
    deletes = list(map(eq, target_starts, target_ends))
    touches = list(map(eq, source_ends, source_starts[1:]))
    return any(
        touch and ((inserts[i] and deletes[i + 1]) or (deletes[i] and inserts[i + 1]))
        for i, touch in enumerate(touches)
    )


def check(source_length: int, target_length: int, *columns: array[int]) -> None:
    """Refuse columns that make no alignment; vectorised where there are many edits."""
    if len({len(column) for column in columns}) != 1:
        raise AlignmentError(f"columns of unequal length: {[len(c) for c in columns]}")
    if len(columns[0]) > 512:
        import numpy as np

        s0, s1, t0, t1 = (np.frombuffer(c, dtype=np.int32) for c in columns)
        before_s = np.concatenate(([0], s1[:-1]))
        before_t = np.concatenate(([0], t1[:-1]))
        good = (s0 <= s1) & (t0 <= t1) & (s0 >= before_s) & (s0 - before_s == t0 - before_t)
        good &= (s0 < s1) | (t0 < t1)
        bad = np.flatnonzero(~good)
        if len(bad):
            _refuse_row(int(bad[0]), columns)
        last_s, last_t = int(s1[-1]), int(t1[-1])
    else:
        last_s = last_t = 0
        for row, (s0, s1, t0, t1) in enumerate(zip(*columns, strict=True)):
            well = last_s <= s0 <= s1 and t0 <= t1 and s0 - last_s == t0 - last_t
            if not well or (s0 == s1 and t0 == t1):
                _refuse_row(row, columns)
            last_s, last_t = s1, t1
    if source_length < last_s or source_length - last_s != target_length - last_t:
        raise AlignmentError(
            f"after the last edit the source has {source_length - last_s} characters "
            f"and the target {target_length - last_t}; between edits they correspond one to one"
        )


def _refuse_row(row: int, columns: tuple[array[int], ...]) -> None:
    s0, s1, t0, t1 = (column[row] for column in columns)
    raise AlignmentError(
        f"edit {row}: source [{s0}, {s1}) → target [{t0}, {t1}) is empty, overlaps the one "
        "before it, stands out of order, or leaves unequal stretches before it"
    )


def merge_coincident(
    rows: Iterable[Row],
) -> list[Row]:
    """Join a deletion and an insertion at one place into one replacement (rule 4 needs it)."""
    kept: list[Row] = []
    for row in rows:
        if kept:
            a0, a1, b0, b1 = kept[-1]
            s0, s1, t0, t1 = row
            touch = a1 == s0 and b1 == t0
            opposite = (a0 == a1 and t0 == t1) or (b0 == b1 and s0 == s1)
            if touch and opposite:
                kept[-1] = (a0, s1, b0, t1)
                continue
        kept.append(row)
    return kept


def compose(first: Iterable[Row], second: Iterable[Row]) -> Iterator[Row]:
    """Yield the edits of A→C from those of A→B and B→C.

    A sweep over B: edits of either side whose stretches of B overlap form a cluster, and
    so do a deletion and an insertion at the same place; a cluster becomes one edit. The
    offsets of A and C are those of B plus what the edits before have added.
    """
    # (start in B, end in B, side, what the offset of A or of C differs by after the edit)
    events = [(b0, b1, 0, a1 - b1) for a0, a1, b0, b1 in first]
    events += [(b0, b1, 1, c1 - b1) for b0, b1, c0, c1 in second]
    events.sort(key=lambda event: event[:2])
    shift = [0, 0]
    index = 0
    while index < len(events):
        start, end = events[index][:2]
        stop = index + 1
        while stop < len(events):
            b0, b1 = events[stop][:2]
            if not (b0 < end or (start == end == b0 == b1)):
                break
            end = max(end, b1)
            stop += 1
        cluster = events[index:stop]
        if start == end and len({side for _, _, side, _ in cluster}) == 1:
            groups = [[event] for event in cluster]
        else:
            groups = [cluster]
        for group in groups:
            a0, c0 = start + shift[0], start + shift[1]
            for _, _, side, after in group:
                shift[side] = after
            a1, c1 = end + shift[0], end + shift[1]
            if a0 < a1 or c0 < c1:  # what the first put in and the second took out leaves nothing
                yield a0, a1, c0, c1
        index = stop
