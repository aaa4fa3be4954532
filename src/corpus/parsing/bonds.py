"""What binds the paragraphs of a stretch together, on arrays: `bonds`.

Why they are bound so is told in `topics`, what is done with it in `segments`. NumPy is imported
with this module, so the module is imported where it is first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.parsing.likeness import compare
from corpus.parsing.segments import Bonds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from corpus.parsing.rules import Rules

__all__ = ["bonds"]

_REACH = 400


def bonds(stretches: Sequence[Sequence[str]], rules: Rules) -> Iterator[Bonds]:
    """Yield for each stretch of paragraphs what binds them together.

    All stretches are reckoned at once, which costs a fraction of one by one.
    """
    held = _held(stretches, rules)
    band, count = len(held) - 1, held.shape[1] - len(held)
    near = np.zeros((band + 1, count))
    for size in range(1, band + 1):
        near[size] = near[size - 1] + held[size - 1, size - 1 : size - 1 + count]
    sums = np.append(0.0, held[band].cumsum())
    least = _least(held, count)
    start = 0
    for texts in stretches:
        stop = start + len(texts)
        part = slice(start, stop)
        yield Bonds(near[:, part].tolist(), sums[start : stop + 1].tolist(), least[part].tolist())
        start = stop


def _held(stretches: Sequence[Sequence[str]], rules: Rules) -> NDArray[np.float64]:
    """Return what binds each paragraph to the last 0, 1, 2 ... before it, summed up.

    One row for each number of paragraphs; at the end stand as many zeros as there are rows.
    """
    limits = rules.thresholds
    band = int(limits["band"])
    _, masses, shared = compare([text[:_REACH] for texts in stretches for text in texts], band)
    count = len(masses)
    place = np.concatenate([np.arange(len(texts)) for texts in stretches])
    distance = np.arange(1, band + 1)[:, np.newaxis]
    product = masses * _before(masses, band)
    told = (distance <= place) & (product > 0)
    alike = np.sqrt(shared[:, 1:].T / np.sqrt(np.where(told, product, 1)))
    logs = np.log(masses + 1)
    mass = np.minimum(logs, _before(logs, band))
    bond = limits["pair_weight"] * (
        alike * (limits["pair_similarity"] + limits["pair_interaction"] * mass)
        + limits["pair_mass"] * mass
        + limits["pair_distance"] * distance
        + limits["pair_base"]
    )
    held = np.zeros((band + 1, count + band + 1))
    np.where(told, bond, 0).cumsum(axis=0, out=held[1:, :count])
    return held


def _before(row: NDArray[np.float64], band: int) -> NDArray[np.float64]:
    """Return for each number the one that stands 1, 2 ... `band` before it, or 0."""
    padded = np.append(np.zeros(band), row)
    return np.stack([padded[start : start + len(row)] for start in range(band - 1, -1, -1)])


def _least(held: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return what at least binds paragraphs from each one on to those before it."""
    band = len(held) - 1
    across = np.zeros((band, count))  # ... to the last 1, 2 ... before it
    least = np.full(count, np.inf)
    for after in range(band):
        row = held[after:, after : after + count]
        across[: band - after] += row[1:] - row[0]
        across[band - after :] += row[-1] - row[0]
        np.minimum(least, across.min(axis=0), out=least)
    return least
