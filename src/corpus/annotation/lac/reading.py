"""`Reading`: texts that the network has read, to be decoded as often as is wanted.

The network's scores of a text cost ten times what is found in them: its words, or the tags of
words that are given. Who wants both (entities first, parts of speech after) makes a `Reading`,
asks it for both, and lets it go. Nothing is held elsewhere or longer.

Here is also the decoding of scores, whoever has computed them, batch by batch.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from corpus.annotation.lac.batches import batches, pieces, pieces_at
from corpus.annotation.lac.blas import one_thread
from corpus.annotation.lac.decode import best_tags, chain, forbid, word_starts
from corpus.annotation.lac.marginals import word_confidences
from corpus.annotation.lac.words import TaggedSentence, word_bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from corpus.annotation.lac.tagger import Tagger

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]
    Scores = Callable[[list[str]], list[Floats]]

__all__ = ["Reading", "tags_of_words", "words_in"]


class Reading:
    """Texts that a tagger's network reads once, however often they are decoded.

    It has the methods of a `Tagger`, and holds the scores of all texts it was asked about: a
    thousand characters take a quarter of a megabyte.

    Args:
        tagger: Whose network reads.

    Example:
        >>> from corpus.annotation.lac import Tagger
        >>> reading = Reading(Tagger())
        >>> [(word.text, word.tag) for word in reading.tag(["我爱北京"])[0]]
        [('我', 'r'), ('爱', 'v'), ('北京', 'LOC')]
        >>> reading.tag_words(["我爱北京"], [[0, 1, 2]])
        [['r', 'v', 'LOC']]
    """

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._read: dict[str, Floats] = {}

    @property
    def source(self) -> str:
        """The name that layers made with it bear: the tagger's."""
        return self._tagger.source

    def tag(self, sentences: Sequence[str], *, confidence: bool = False) -> list[TaggedSentence]:
        """Tag sentences as `Tagger.tag` does.

        Args:
            sentences: Any strings.
            confidence: As for `Tagger.tag`.
        """
        return words_in(sentences, self._scores, confidence=confidence)

    def tag_words(
        self, sentences: Sequence[str], starts: Sequence[Sequence[int]]
    ) -> list[list[str]]:
        """Tag words that are given as `Tagger.tag_words` does.

        Args:
            sentences: Any strings.
            starts: As for `Tagger.tag_words`.
        """
        return tags_of_words(sentences, starts, self._scores)

    def _scores(self, texts: list[str]) -> list[Floats]:
        unread = list(dict.fromkeys(text for text in texts if text not in self._read))
        self._read.update(zip(unread, self._tagger.scores(unread), strict=True))
        return [self._read[text] for text in texts]


def words_in(sentences: Sequence[str], scores: Scores, *, confidence: bool) -> list[TaggedSentence]:
    """Find the words of sentences in their scores; see `Tagger.tag`.

    Args:
        sentences: Any strings.
        scores: What scores texts: for each an array (length, 57), which stays as it is.
        confidence: Also compute each word's confidence.

    Returns:
        One result a sentence, in the same order.
    """
    texts = list(sentences)
    cuts = [(text, start, end) for text in texts for start, end in pieces(text)]
    parts = [text[start:end] for text, start, end in cuts]
    found: list[_Columns] = [((), (), (), ())] * len(parts)
    with one_thread():
        for batch in batches(parts):
            own = [parts[index] for index in batch]
            columns = _words_of_batch(own, scores(own), confidence=confidence)
            for index, column in zip(batch, columns, strict=True):
                found[index] = column
    rows = zip(cuts, found, strict=True)
    return [_joined(text, rows, confidence=confidence) for text in texts]


def tags_of_words(
    sentences: Sequence[str], starts: Sequence[Sequence[int]], scores: Scores
) -> list[list[str]]:
    """Find the tags of words that are given; see `Tagger.tag_words`.

    Args:
        sentences: Any strings.
        starts: For each sentence the first code point of every word.
        scores: As for `words_in`.

    Returns:
        For each sentence the tag of every word.
    """
    parts, bounds = [], []
    for text, words in zip(sentences, starts, strict=True):
        for low, high in pieces_at(words, len(text)):
            parts.append(text[low:high])
            inside = words[bisect_left(words, low) : bisect_left(words, high)]
            bounds.append(np.asarray(inside, dtype=np.int64) - low)
    found: list[list[str]] = [[] for _ in parts]
    with one_thread():
        for batch in batches(parts):
            own = [parts[index] for index in batch]
            tags = _tags_of_batch(own, [bounds[index] for index in batch], scores(own))
            for index, names in zip(batch, tags, strict=True):
                found[index] = names
    rest = iter(found)
    return [
        [tag for _ in pieces_at(words, len(text)) for tag in next(rest)]
        for text, words in zip(sentences, starts, strict=True)
    ]


# Starts, ends, tags and confidences of the words of a text or a piece of one.
_Columns = tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...], tuple[float, ...]]


def _words_of_batch(
    texts: list[str], scored: list[Floats], *, confidence: bool
) -> Iterator[_Columns]:
    scores = np.concatenate(scored)
    starts, lengths = _places(texts)
    tags = best_tags(scores, starts, lengths)
    firsts, ends = word_bounds("".join(texts), word_starts(tags, starts), starts)
    sure: NDArray[np.floating] = np.empty(0)
    if confidence:
        sure = word_confidences(scores, tags, starts, lengths, (firsts, ends - 1))
        # The last digits depend on what else is in the batch.
        sure = np.round(sure.astype(np.float64), 3)
    types = chain().types
    names = [types[column] for column in tags[firsts].tolist()]
    cuts = np.searchsorted(firsts, [*starts, starts[-1] + lengths[-1]]).tolist()
    for base, (low, high) in zip(starts.tolist(), pairwise(cuts), strict=True):
        yield (
            tuple((firsts[low:high] - base).tolist()),
            tuple((ends[low:high] - base).tolist()),
            tuple(names[low:high]),
            tuple(sure[low:high].tolist()),
        )


def _tags_of_batch(
    texts: list[str], bounds: list[Integers], scored: list[Floats]
) -> Iterator[list[str]]:
    scores = np.concatenate(scored)
    starts, lengths = _places(texts)
    firsts = [bound + start for bound, start in zip(bounds, starts, strict=True)]
    forbid(scores, np.concatenate(firsts))
    tags = best_tags(scores, starts, lengths)
    types = chain().types
    for rows in firsts:
        yield [types[column] for column in tags[rows].tolist()]


def _places(texts: list[str]) -> tuple[Integers, Integers]:
    """Return where each text starts when they are set end to end, and their lengths."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    return np.cumsum(lengths) - lengths, lengths


def _joined(
    text: str, rows: Iterator[tuple[tuple[str, int, int], _Columns]], *, confidence: bool
) -> TaggedSentence:
    """Put the pieces of one text together, taking as many as it has."""
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    sure: tuple[float, ...] = ()
    for (_, low, high), columns in rows:
        if low:
            starts += tuple(start + low for start in columns[0])
            ends += tuple(end + low for end in columns[1])
            tags, sure = tags + columns[2], sure + columns[3]
        else:
            starts, ends, tags, sure = columns
        if high == len(text):
            break
    return TaggedSentence(text, starts, ends, tags, sure if confidence else None)
