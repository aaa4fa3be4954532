"""The best sequence of roles, and what any other costs (Viterbi 1967, IEEE Trans. IT 13:2).

Knows scores and moves only, nothing of blocks or text.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HOPELESS", "Moves", "best_path"]

HOPELESS = 10.0
"""A role whose score is this far below the best of its block is not considered."""

Moves = tuple[tuple[float, ...], ...]
"""``moves[to][origin]``: the weight of a role after another."""

_LOW = -math.inf


def best_path(
    options: Sequence[dict[int, float]],
    tables: Sequence[Moves],
    entry: Sequence[float],
    leave: Sequence[float],
) -> list[tuple[int, float]]:
    """Return the best role of each block, with its margin.

    Args:
        options: For each block the score of each role it may have.
        tables: For each block the moves into it; those of the first are not used.
        entry: What each role costs as the first one.
        leave: What each role costs as the last one.

    Returns:
        Roles with margins: by how much the best sequence is better than the best one in
        which the block has another role.

    Example:
        >>> flat = ((0.0, 0.0), (0.0, 0.0))
        >>> best_path([{0: 2.0, 1: 0.0}, {0: 0.0, 1: 1.0}], [flat, flat], (0, 0), (0, 0))
        [(0, 2.0), (1, 1.0)]
    """
    ahead = [{role: score + entry[role] for role, score in options[0].items()}]
    origins: list[dict[int, int]] = [{}]
    for own, table in zip(options[1:], tables[1:], strict=True):
        row, origin = _step(ahead[-1], own, table)
        ahead.append(row)
        origins.append(origin)
    behind = {role: leave[role] for role in options[-1]}
    role = max(behind, key=lambda option: ahead[-1][option] + behind[option])
    path = []
    for place in range(len(options) - 1, -1, -1):
        totals = {option: ahead[place][option] + value for option, value in behind.items()}
        path.append((role, _margin(totals, role)))
        if place:
            role = origins[place][role]
            table = tables[place]
            onward = [(to, options[place][to] + value) for to, value in behind.items()]
            behind = {
                option: max([table[to][option] + value for to, value in onward])
                for option in options[place - 1]
            }
    path.reverse()
    return path


def _step(
    before: dict[int, float], own: dict[int, float], table: Moves
) -> tuple[dict[int, float], dict[int, int]]:
    """Return the best score of each role of a block, and the role before it."""
    row: dict[int, float] = {}
    origin: dict[int, int] = {}
    for role, score in own.items():
        into = table[role]
        top = _LOW
        for last, value in before.items():
            if value + into[last] > top:
                top = value + into[last]
                origin[role] = last
        row[role] = top + score
    return row, origin


def _margin(totals: dict[int, float], chosen: int) -> float:
    rivals = [total for role, total in totals.items() if role != chosen]
    return totals[chosen] - max(rivals) if rivals else HOPELESS
