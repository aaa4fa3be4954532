"""The best sequence of roles, and what any other costs (Viterbi 1967, IEEE Trans. IT 13:2).

Knows scores and moves only, nothing of blocks or text.
"""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HOPELESS", "Moves", "Options", "Stretch", "Table", "best_path"]

HOPELESS = 10.0
"""A role whose score is this far below the best of its block is not considered."""

Moves = tuple[tuple[float, ...], ...]
"""``moves[to][origin]``: the weight of a role after another."""


class Stretch(NamedTuple):
    """Blocks that are decided together, as `paths` takes them."""

    rows: list[list[float]]  # for each block the score of each role
    tables: list[int]  # for each block the number of the table of moves into it
    entry: Sequence[float]  # what each role costs as the first one
    leave: Sequence[float]  # what each role costs as the last one


class Options(NamedTuple):
    """The roles that a block may have, and the score of each."""

    roles: tuple[int, ...]
    scores: tuple[float, ...]


class Table:
    """Moves, from which those between the roles of two blocks are taken once."""

    def __init__(self, moves: Moves) -> None:
        self._moves = moves
        self._known: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[Moves, Moves]] = {}

    def between(self, before: tuple[int, ...], after: tuple[int, ...]) -> tuple[Moves, Moves]:
        """Return the moves into each role of a block, and those out of each of the one before."""
        known = self._known.get((before, after))
        if known is None:
            into = tuple([tuple([self._moves[to][role] for role in before]) for to in after])
            known = self._known[before, after] = into, tuple(zip(*into, strict=True))
        return known


def best_path(
    options: Sequence[Options],
    tables: Sequence[Table],
    entry: Sequence[float],
    leave: Sequence[float],
) -> list[tuple[int, float]]:
    """Return the best role of each block, with its margin.

    Args:
        options: What each block may be.
        tables: For each block the moves into it; those of the first are not used.
        entry: What each role costs as the first one.
        leave: What each role costs as the last one.

    Returns:
        Roles with margins: by how much the best sequence is better than the best one in
        which the block has another role.

    Example:
        >>> flat = Table(((0.0, 0.0), (0.0, 0.0)))
        >>> options = [Options((0, 1), (2.0, 0.0)), Options((0, 1), (0.0, 1.0))]
        >>> best_path(options, [flat, flat], (0, 0), (0, 0))
        [(0, 2.0), (1, 1.0)]
    """
    roles, scores = options[0]
    best = [score + entry[role] for role, score in zip(roles, scores, strict=True)]
    ahead, steps = [best], []
    for own, table in zip(options[1:], tables[1:], strict=True):
        into, out = table.between(roles, own.roles)
        roles, scores = own
        best = [
            max(map(add, best, moves)) + score for moves, score in zip(into, scores, strict=True)
        ]
        ahead.append(best)
        steps.append((into, out))
    behind = [leave[role] for role in roles]
    totals = list(map(add, best, behind))
    chosen = totals.index(max(totals))
    path = [(roles[chosen], _margin(totals, chosen))]
    for place in range(len(steps) - 1, -1, -1):
        into, out = steps[place]
        best = ahead[place]
        origins = list(map(add, best, into[chosen]))
        chosen = origins.index(max(origins))
        onward = list(map(add, options[place + 1].scores, behind))
        behind = [max(map(add, moves, onward)) for moves in out]
        totals = list(map(add, best, behind))
        path.append((options[place].roles[chosen], _margin(totals, chosen)))
    path.reverse()
    return path


def _margin(totals: list[float], chosen: int) -> float:
    rivals = totals[:chosen] + totals[chosen + 1 :]
    return totals[chosen] - max(rivals) if rivals else HOPELESS
