"""The words that come out of the tagger, and where they start and end.

Here are `TaggedSentence`, its `TaggedWord`s, and the finding of words in a row of tags. What the
tags are is found in `decode`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

__all__ = ["TaggedSentence", "TaggedWord", "word_bounds"]


@attrs.frozen
class TaggedWord:
    """One word of a sentence.

    Attributes:
        start: First code point, counted from the sentence's start.
        end: Code point after the last, ``start < end``.
        text: The word as it stands in the sentence.
        tag: ``PER``, ``LOC``, ``ORG``, ``TIME``, or LAC's part of speech (``n``, ``v``, …).
        confidence: Probability of just this word with this tag, 0 to 1 in thousandths, or `None`
            if it was not asked for.

    Example:
        >>> from corpus.annotation.lac import Tagger
        >>> Tagger().tag(["毛健在北京"])[0].words[2]
        TaggedWord(start=3, end=5, text='北京', tag='LOC', confidence=None)
    """

    start: int
    end: int
    text: str
    tag: str
    confidence: float | None


@attrs.frozen
class TaggedSentence:
    """A sentence with its words as columns.

    Words are in order and do not overlap. They cover all but white space: a word neither starts
    nor ends with it, nor goes on over a line break.

    Attributes:
        text: The sentence.
        starts: First code point of each word, 0 to len(text).
        ends: Code point after each word.
        tags: Tag of each word.
        confidences: Confidence of each word, or `None` if it was not asked for.

    Example:
        >>> from corpus.annotation.lac import Tagger
        >>> (sentence,) = Tagger().tag(["毛健在北京"])
        >>> sentence.starts, sentence.tags
        ((0, 2, 3), ('PER', 'p', 'LOC'))
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    confidences: tuple[float, ...] | None = None

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.starts)

    def __iter__(self) -> Iterator[TaggedWord]:
        """Yield the words in order."""
        sure = self.confidences or (None,) * len(self.starts)
        for start, end, tag, confidence in zip(
            self.starts, self.ends, self.tags, sure, strict=True
        ):
            yield TaggedWord(start, end, self.text[start:end], tag, confidence)

    @property
    def words(self) -> tuple[TaggedWord, ...]:
        """The words as objects, made anew at each call."""
        return tuple(self)

    @property
    def names(self) -> tuple[TaggedWord, ...]:
        """The words tagged ``PER``, ``LOC``, ``ORG`` or ``TIME``."""
        return tuple(word for word in self if word.tag in _NAMES)


_NAMES = frozenset({"PER", "LOC", "ORG", "TIME"})


def word_bounds(
    text: str, begins: NDArray[np.bool_], starts: Integers
) -> tuple[Integers, Integers]:
    """Return start and end of each word, white space at its edges left out.

    Args:
        text: The texts, one after the other.
        begins: Where the tags begin a word, (characters,).
        starts: Index of each text's first character.

    Returns:
        The first character of each word, and the one after its last. A word of nothing but
        white space is left out; one that holds a line break is cut there.

    Example:
        >>> begins = np.array([1, 0, 0, 0, 1, 0], dtype=bool)
        >>> first, end = word_bounds(" 北京 上海", begins, np.array([0]))
        >>> list(zip(first.tolist(), end.tolist()))
        [(1, 3), (4, 6)]
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    table = _spaces()
    space = table[np.minimum(codes, len(table) - 1)]
    begins = begins.copy()
    breaks = np.flatnonzero((codes == 0x0A) | (codes == 0x0D))
    begins[breaks] = True
    begins[breaks[breaks + 1 < len(codes)] + 1] = True
    begins[starts] = True
    firsts = np.flatnonzero(begins)
    solid = np.flatnonzero(~space)
    ends = np.append(firsts[1:], len(codes))
    low = np.searchsorted(solid, firsts)
    high = np.searchsorted(solid, ends)
    kept = low < high
    return solid[low[kept]], solid[high[kept] - 1] + 1


@cache
def _spaces() -> NDArray[np.bool_]:
    """Return which code points are white space; the last element stands for all above."""
    table = np.zeros(0x3002, dtype=bool)
    table[[code for code in range(0x3001) if chr(code).isspace()]] = True
    return table
