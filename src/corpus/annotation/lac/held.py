"""Scores that were computed lately, by text.

Entities and parts of speech read the same sentences, one after the other; the second reader should
not have the network run again. What is held is bounded, and forgotten oldest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["HeldScores"]


class HeldScores:
    """The scores of the last texts, up to a number of characters.

    Args:
        characters: How many characters to hold at most: a thousand take a quarter of a megabyte.

    Example:
        >>> held = HeldScores(3)
        >>> for text in ("甲乙", "丙", "丁"):
        ...     held.put(text, text)
        >>> [held.get(text) for text in ("甲乙", "丙", "丁")]
        [None, '丙', '丁']
    """

    def __init__(self, characters: int) -> None:
        self._most = characters
        self._size = 0
        self._scores: dict[str, NDArray[np.float32]] = {}

    def get(self, text: str) -> NDArray[np.float32] | None:
        """Return the scores of a text, or `None` if they are not held."""
        return self._scores.get(text)

    def put(self, text: str, scores: NDArray[np.float32]) -> None:
        """Hold the scores of a text, which are not to be changed from now on."""
        if text in self._scores or len(text) > self._most:
            return
        self._scores[text] = scores
        self._size += len(text)
        while self._size > self._most:
            oldest = next(iter(self._scores))
            del self._scores[oldest]
            self._size -= len(oldest)
