"""How much texts that stand near each other share: `compare`, on arrays.

What is shared and what it weighs is told in `cohesion`. Nothing here decides. NumPy is imported
with this module, so the module is imported where it is first needed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.parsing.cohesion import LATIN, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Likeness", "compare"]

_CHUNK = 256  # texts compared at once: enough to pay for the calls, and little memory
_NAMES = 0xA000 << 16  # above all pairs of Han characters, which end at U+9FFF
_TEXT_BITS = 16


class Likeness(NamedTuple):
    """What `compare` finds about texts, in their order."""

    sizes: NDArray[np.intp]  # different pairs of each text, shape (n,)
    masses: NDArray[np.float64]  # what they weigh together, shape (n,)
    shared: NDArray[np.float64]  # what text i shares with text i - d, shape (n, band + 1)


def compare(texts: Sequence[str], band: int) -> Likeness:
    """Weigh what each text has in common with the last 1, 2 ... `band` before it.

    Example:
        >>> found = compare(["赵亚夫，农科院", "赵亚夫"], 1)
        >>> found.sizes.tolist(), bool(found.shared[1, 1] == found.masses[1])
        ([4, 2], True)
    """
    chunks = []
    for start in range(0, max(1, len(texts)), _CHUNK):
        before = min(start, band)
        sizes, masses, shared = _compare(texts[start - before : start + _CHUNK], band)
        chunks.append(Likeness(sizes[before:], masses[before:], shared[before:]))
    return Likeness(
        np.concatenate([chunk.sizes for chunk in chunks]),
        np.concatenate([chunk.masses for chunk in chunks]),
        np.concatenate([chunk.shared for chunk in chunks]),
    )


def _compare(texts: Sequence[str], band: int) -> Likeness:
    """Compare texts that are few enough for their numbers to fit into `_TEXT_BITS`."""
    count = len(texts)
    rows = _rows(texts)
    of_text, pair = rows & ((1 << _TEXT_BITS) - 1), rows >> _TEXT_BITS
    weight = _weigh(pair)
    shared = np.zeros(count * (band + 1))
    # All texts with one pair stand in a row: each is compared with the few before it.
    for step in range(1, band + 1):
        later = np.flatnonzero(pair[step:] == pair[:-step]) + step
        distance = of_text[later] - of_text[later - step]
        near = distance <= band
        later, distance = later[near], distance[near]
        if not len(later):
            break
        places = of_text[later] * (band + 1) + distance
        shared += np.bincount(places, weight[later], len(shared))
    return Likeness(
        np.bincount(of_text, minlength=count),
        np.bincount(of_text, weight, count).astype(np.float64, copy=False),
        shared.reshape(count, band + 1),
    )


def _rows(texts: Sequence[str]) -> NDArray[np.int64]:
    """Return every pair of every text once, as a number with the text's, in order."""
    whole = "\n".join(texts)
    points = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    number = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
    han = (points - 0x3400 < 0x19C0) | (points - 0x4E00 < 0x5200)
    first = np.flatnonzero(han[:-1] & han[1:])
    pairs = points[first].astype(np.int64) << 16 | points[first + 1]
    rows = pairs << _TEXT_BITS | number[first]
    if (points - ord("A") < 26).any():  # unsigned: what is below wraps around
        known: dict[str, int] = {}
        named = [
            (_NAMES + known.setdefault(found[0], len(known))) << _TEXT_BITS | number[found.start()]
            for found in LATIN.finditer(whole)
        ]
        rows = np.append(rows, np.array(named, dtype=np.int64))
    rows.sort()
    once: NDArray[np.int64] = rows[np.append(True, rows[1:] != rows[:-1])[: len(rows)]]
    return once


def _weigh(pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    known, weight, unseen = _table()
    place = np.searchsorted(known, pairs)
    place[place == len(known)] = 0
    found: NDArray[np.float64] = np.where(known[place] == pairs, weight[place], unseen)
    return found


@cache
def _table() -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
    """Return the pairs that are known as numbers, in order, their weights, and that of others."""
    known, unseen = weights()
    numbers = np.array([ord(pair[0]) << 16 | ord(pair[1]) for pair in known])
    order = numbers.argsort()
    return numbers[order], np.array(list(known.values()))[order], unseen
