"""The best sequences of roles of many stretches at once, on arrays: `best_paths`.

What each stretch gives is what `viterbi.best_path` gives, to the last bit. NumPy is imported with
this module, so the module is imported where it is first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.parsing.viterbi import HOPELESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from corpus.parsing.viterbi import Moves, Stretch

__all__ = ["best_paths"]

_CHUNK = 512  # stretches decided at once: enough to pay for the calls, and little memory


def best_paths(
    stretches: Sequence[Stretch], moves: Sequence[Moves], always: int
) -> list[list[tuple[int, float]]]:
    """Return the best role of each block of each stretch, with its margin.

    Args:
        stretches: The stretches.
        moves: Tables of moves, of which each block of a stretch names the one into it.
        always: The role that every block may have, however low its score.

    Example:
        >>> from corpus.parsing.viterbi import Stretch
        >>> flat = ((0.0, 0.0), (0.0, 0.0))
        >>> lines = Stretch([[2.0, 0.0], [0.0, 1.0]], [0, 0], (0, 0), (0, 0))
        >>> best_paths([lines], [flat], 0)
        [[(0, 2.0), (1, 1.0)]]
    """
    tables = np.array(moves, dtype=np.float64)
    order = sorted(range(len(stretches)), key=lambda number: -len(stretches[number].rows))
    found: list[list[tuple[int, float]]] = [[] for _ in stretches]
    for first in range(0, len(order), _CHUNK):
        part = order[first : first + _CHUNK]
        lattice = _Lattice([stretches[number] for number in part], tables, always)
        for roles, margins in lattice.paths():  # from the last place to the first
            for number, role, margin in zip(part, roles, margins, strict=False):
                found[number].append((role, margin))
    for path in found:
        path.reverse()
    return found


class _Lattice:
    """Stretches, the longest first: those with a block at a place are the first so many."""

    def __init__(self, stretches: list[Stretch], tables: NDArray[np.float64], always: int) -> None:
        self._stretches = stretches
        self._scores, self._moves = [], []
        for place in range(len(stretches[0].rows)):
            here = [stretch for stretch in stretches if len(stretch.rows) > place]
            scores = np.array([stretch.rows[place] for stretch in here], dtype=np.float64)
            hopeless = scores < scores.max(axis=1, keepdims=True) - HOPELESS
            hopeless[:, always] = False
            scores[hopeless] = -np.inf
            self._scores.append(scores)
            self._moves.append(tables[[stretch.tables[place] for stretch in here]])

    def paths(self) -> Iterator[tuple[list[int], list[float]]]:
        """Yield for each place, the last first, the roles of the blocks there and their margins."""
        ahead, origins = self._forward()
        leave = np.array([stretch.leave for stretch in self._stretches], dtype=np.float64)
        behind, chosen = leave[:0], np.zeros(0, dtype=np.intp)
        for place in range(len(ahead) - 1, -1, -1):
            size, later = len(ahead[place]), len(behind)
            if later:
                rows = np.arange(later)
                chosen = origins[place + 1][rows, chosen]
                onward = self._scores[place + 1] + behind
                behind = (self._moves[place + 1] + onward[:, :, np.newaxis]).max(axis=1)
            behind = np.concatenate([behind, leave[later:size]])
            totals = ahead[place] + behind
            chosen = np.concatenate([chosen, totals[later:].argmax(axis=1)])
            yield chosen.tolist(), _margins(totals, chosen).tolist()

    def _forward(self) -> tuple[list[NDArray[np.float64]], list[NDArray[np.intp]]]:
        """Return for each place the best score of each role, and the role before it."""
        entry = np.array([stretch.entry for stretch in self._stretches], dtype=np.float64)
        ahead = [self._scores[0] + entry]
        origins = [np.zeros(ahead[0].shape, dtype=np.intp)]
        for scores, moves in zip(self._scores[1:], self._moves[1:], strict=True):
            sums = ahead[-1][: len(scores), np.newaxis, :] + moves
            ahead.append(sums.max(axis=2) + scores)
            origins.append(sums.argmax(axis=2))
        return ahead, origins


def _margins(totals: NDArray[np.float64], chosen: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return by how much the chosen roles are better than any other; `totals` are used up."""
    rows = np.arange(len(chosen))
    best = totals[rows, chosen]
    totals[rows, chosen] = -np.inf
    rival = totals.max(axis=1)
    return np.where(np.isneginf(rival), HOPELESS, best - rival)
