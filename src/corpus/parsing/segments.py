"""Divide a stretch of paragraphs into articles as well as can be, given what binds them.

Where an article may begin, and what speaks for it, is told in `topics`; so is what binds two
paragraphs. Here are sums and maxima only. Two paragraphs more than the band apart are not bound,
so that what binds a long run of paragraphs is what binds its beginning and a difference of
running sums: the work grows with the number of places at which an article may begin.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Bonds", "margins"]

_CLOSE = 1e-6  # how near to the best a division is that may be the best


class Bonds(NamedTuple):
    """What binds the paragraphs of a stretch."""

    near: list[list[float]]  # near[m][n]: what binds paragraphs n to n + m - 1, m up to the band
    sums: list[float]  # sums[n]: what binds the first n paragraphs to those before each
    least: list[float]
    """What at least binds a paragraph and those after it to those before it, however long the
    articles on both sides are: less than this in favour of a beginning is never enough."""


def margins(scores: Mapping[int, float], bonds: Bonds) -> dict[int, float]:
    """Return for each place by how much beginning an article there is better than not doing so.

    Args:
        scores: The places at which an article may begin, in order, the first of them 0, with
            what speaks for it.
        bonds: What binds the paragraphs.

    Example:
        >>> unbound = Bonds([[0.0] * 3] * 2, [0.0] * 4, [0.0] * 3)
        >>> margins({0: 0.0, 1: 2.0, 2: -2.0}, unbound)
        {0: inf, 1: 2.0, 2: -2.0}
    """
    division = _Division(scores, bonds)
    best = division.after[0]
    found = {0: math.inf}
    for number, place in enumerate(division.places[1:-1], start=1):
        begun = division.before[number] + division.after[number]
        other = best if begun < best - _CLOSE else division.without(number)
        found[place] = begun - other
    return found


class _Division:
    """The best divisions of a stretch before and after each place where an article may begin."""

    def __init__(self, scores: Mapping[int, float], bonds: Bonds) -> None:
        end = len(bonds.least)
        self.places = [*scores, end]
        self._favour = [*scores.values(), 0.0]
        self._near = bonds.near
        self._sums = bonds.sums
        self._band = len(bonds.near) - 1
        # What binds an article that begins at a place, besides the sums where it ends.
        self._bound = [
            bonds.near[-1][place] - bonds.sums[min(place + self._band, end)] for place in scores
        ]
        self._look_back()
        self._look_ahead()

    def _look_back(self) -> None:
        """Find the best division up to each place, if an article begins there."""
        places, near, band = self.places, self._near, self._band
        self.before = before = [0.0]
        self._open = [-math.inf]  # the best of those whose last article began beyond the band
        far, done = -math.inf, 0
        for number in range(1, len(places) - 1):
            place = places[number]
            while places[done] + band <= place:
                far = max(far, before[done] + self._bound[done])
                done += 1
            best = far + self._sums[place]
            for other in range(done, number):
                first = places[other]
                value = before[other] + near[place - first][first]
                best = max(best, value)
            before.append(best + self._favour[number])
            self._open.append(far)

    def _look_ahead(self) -> None:
        """Find the best division after each place, if an article begins there."""
        places, near, band = self.places, self._near, self._band
        count = far = len(places)
        self.after = [0.0] * count
        self._onward = onward = [0.0] * count  # the same, with what speaks for that beginning
        self._closed = [-math.inf] * (count + 1)  # the best of those, less what is before
        self._closed[-2] = self._sums[places[-1]]
        for number in range(count - 2, -1, -1):
            place = places[number]
            while places[far - 1] >= place + band:
                far -= 1
            best = self._bound[number] + self._closed[far]
            for other in range(number + 1, far):
                value = near[places[other] - place][place] + onward[other]
                best = max(best, value)
            self.after[number] = best
            onward[number] = best + self._favour[number]
            own = onward[number] + self._sums[place]
            self._closed[number] = max(own, self._closed[number + 1])

    def without(self, number: int) -> float:
        """Return what the best division is worth in which no article begins at a place."""
        places, near = self.places, self._near
        best = self._open[number] + self._closed[number + 1]
        other = number - 1
        while other >= 0 and (place := places[other]) + self._band > places[number]:
            after = number + 1
            value = -math.inf
            while after < len(places) and places[after] < place + self._band:
                value = max(value, near[places[after] - place][place] + self._onward[after])
                after += 1
            value = max(value, self._bound[other] + self._closed[after])
            best = max(best, self.before[other] + value)
            other -= 1
        return best
