"""How texts are put together for computing: batches, windows, and pieces of very long texts.

A batch has texts of like length, so that few end before the others. A long text is computed in
windows, whose overlap is thrown away; its tags are then found in one chain of scores, so that
windows leave no seam in the words.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

__all__ = ["batches", "pieces", "pieces_at", "window_groups"]

# Characters computed at a time. More give the decoder longer rows, fewer keep the network in
# the cache; the network's own batches are half of the decoder's.
_DECODED = 12288
_COMPUTED = 6144
# Sentences up to here are computed as a whole; longer ones in windows that overlap.
_WHOLE = 512
_WINDOW = 384
_OVERLAP = 64
# A text without an end in sight is cut here, so that memory stays bounded.
_LONGEST = 2048


def batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield runs of texts, by number, of about 12,000 characters; by falling length, none empty.

    Example:
        >>> list(batches(["好", "", "他在北京"]))
        [[2, 0]]
    """
    batch: list[int] = []
    size = 0
    for index in sorted(range(len(texts)), key=lambda index: -len(texts[index])):
        length = len(texts[index])
        if not length:
            break
        if batch and size + length > _DECODED:
            yield batch
            batch, size = [], 0
        batch.append(index)
        size += length
    if batch:
        yield batch


def window_groups(starts: Integers, lengths: Integers) -> Iterator[NDArray[np.int64]]:
    """Yield groups of windows, by falling length, of about `_COMPUTED` characters.

    Each row holds a window's start, its length, and the start and end of what it is kept for.
    """
    windows: list[tuple[int, int, int, int]] = []
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        end = start + length
        if length <= _WHOLE:
            if length:
                windows.append((start, length, start, end))
            continue
        for first in range(start, end, _WINDOW):
            last = min(end, first + _WINDOW)
            low, high = max(start, first - _OVERLAP), min(end, last + _OVERLAP)
            windows.append((low, high - low, first, last))
    windows.sort(key=lambda window: -window[1])
    group: list[tuple[int, int, int, int]] = []
    size = 0
    for window in windows:
        if group and size + window[1] > _COMPUTED:
            yield np.array(group)
            group, size = [], 0
        group.append(window)
        size += window[1]
    if group:
        yield np.array(group)


def pieces(text: str) -> list[tuple[int, int]]:
    """Cut a very long text into stretches that are tagged by themselves.

    Args:
        text: Any text.

    Returns:
        Start and end of each, in order, without gaps; a text of up to 2,048 characters is one.
        A cut is made after the last punctuation or white space there is in the 512 characters
        before the limit, and at the limit only if there is none.

    Example:
        >>> pieces("好" * 2046 + "。" + "好" * 20)
        [(0, 2047), (2047, 2067)]
    """
    bounds = [0]
    while len(text) - bounds[-1] > _LONGEST:
        limit = bounds[-1] + _LONGEST
        tail = range(limit, limit - _WHOLE, -1)
        bounds.append(next((end for end in tail if not text[end - 1].isalnum()), limit))
    bounds.append(len(text))
    return list(pairwise(bounds))


def pieces_at(starts: Sequence[int], length: int) -> list[tuple[int, int]]:
    """Cut a very long text into stretches between words; return start and end of each.

    Example:
        >>> pieces_at([0, 1500, 2500], 2600)
        [(0, 1500), (1500, 2600)]
    """
    bounds = [0]
    for start, end in pairwise([*starts, length]):
        if end - bounds[-1] > _LONGEST and start > bounds[-1]:
            bounds.append(start)
    return list(pairwise([*bounds, length]))
