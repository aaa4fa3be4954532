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

_CHUNK = 14_000  # characters taken at once: enough to pay for the calls, and little memory
_NAMES = 0xA000 << 16  # above all pairs of Han characters, which end at U+9FFF


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
    ends = np.cumsum([len(text) for text in texts])
    chunks: list[Likeness] = []
    start = stop = 0
    while not chunks or stop < len(texts):
        start, before = stop, min(stop, band)
        taken = ends[start - 1] if start else 0
        stop = max(start + 1, int(ends.searchsorted(taken + _CHUNK, "right")))
        sizes, masses, shared = _compare(texts[start - before : stop], band)
        chunks.append(Likeness(sizes[before:], masses[before:], shared[before:]))
    return Likeness(*map(np.concatenate, zip(*chunks, strict=True)))


def _compare(texts: Sequence[str], band: int) -> Likeness:
    count = len(texts)
    pair, of_text = _rows(texts)
    again = _is_again(pair)
    weight = _weigh(pair[np.flatnonzero(~again)])[np.cumsum(~again) - 1]
    shared = np.zeros(count * (band + 1))
    # All texts with one pair stand in a row: each is compared with the few before it.
    near = again
    near[1:] &= of_text[1:] - of_text[:-1] <= band
    later = np.flatnonzero(near)
    for step in range(1, band + 1):
        distance = of_text[later] - of_text[later - step]
        within = np.flatnonzero(distance <= band)
        if not len(within):
            break
        later = later[within]
        places = of_text[later] * (band + 1) + distance[within]
        shared += np.bincount(places, weight[later], len(shared))
        later = later[np.flatnonzero(near[later - step])]
    return Likeness(
        np.bincount(of_text, minlength=count),
        np.bincount(of_text, weight, count).astype(np.float64, copy=False),
        shared.reshape(count, band + 1),
    )


def _rows(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """Return every pair of every text once, in order, and the numbers of the texts."""
    whole = "\n".join(texts)
    points = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    number = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
    han = (points - 0x3400 < 0x19C0) | (points - 0x4E00 < 0x5200)
    first = np.flatnonzero(han[:-1] & han[1:])
    pair, of_text = points[first] << 16 | points[first + 1], number[first]
    capitals = np.flatnonzero(points - ord("A") < 26)  # unsigned: what is below wraps around
    if len(capitals):
        bearers = number[capitals]
        names, bearers = _names(texts, bearers[np.flatnonzero(~_is_again(bearers))])
        pair, of_text = np.concatenate([pair, names]), np.concatenate([of_text, bearers])
    # Numbers of 16 bits are sorted by counting, the low halves before the high ones.
    order = (pair & 0xFFFF).astype(np.uint16).argsort(kind="stable")
    order = order[(pair >> 16).astype(np.uint16)[order].argsort(kind="stable")]
    pair, of_text = pair[order], of_text[order]
    once = np.flatnonzero(~(_is_again(pair) & _is_again(of_text)))
    return pair[once], of_text[once]


def _names(
    texts: Sequence[str], bearers: NDArray[np.intp]
) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """Return the Latin names in the texts `bearers` as numbers, and those of the texts."""
    found = [LATIN.findall(texts[bearer]) for bearer in bearers.tolist()]
    known: dict[str, int] = {}
    names = [known.setdefault(name, _NAMES + len(known)) for those in found for name in those]
    return np.array(names, dtype=np.uint32), np.repeat(bearers, list(map(len, found)))


def _is_again(row: NDArray[np.uint32] | NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell of each number whether it stands before it, too."""
    again = np.zeros(len(row), dtype=np.bool_)
    np.equal(row[1:], row[:-1], out=again[1:])
    return again


def _weigh(pairs: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Return the weights of different pairs, given in order; the fewer are sought in the more."""
    known, weight, unseen = _table()
    found = np.full(len(pairs), unseen)
    if len(pairs) < len(known):
        place = known.searchsorted(pairs)
        place[place == len(known)] = 0
        told = np.flatnonzero(known[place] == pairs)
        found[told] = weight[place[told]]
    else:
        place = pairs.searchsorted(known)
        place[place == len(pairs)] = 0
        told = np.flatnonzero(pairs[place] == known)
        found[place[told]] = weight[told]
    return found


@cache
def _table() -> tuple[NDArray[np.uint32], NDArray[np.float64], float]:
    """Return the pairs that are known as numbers, in order, their weights, and that of others."""
    known, unseen = weights()
    numbers = np.array([ord(pair[0]) << 16 | ord(pair[1]) for pair in known], dtype=np.uint32)
    order = numbers.argsort()
    return numbers[order], np.array(list(known.values()))[order], unseen
