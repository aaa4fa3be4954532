"""`Tagger`: words, parts of speech and names for many sentences at once.

Here the steps are put together: `batches` gathers texts, `alphabet` and `network` score them,
`decode` and `marginals` find tags, `words` makes words with offsets.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from corpus.annotation.lac.alphabet import rows_of
from corpus.annotation.lac.batches import batches, pieces, pieces_at, window_groups
from corpus.annotation.lac.blas import one_thread
from corpus.annotation.lac.decode import best_tags, chain, forbid, word_starts
from corpus.annotation.lac.held import HeldScores
from corpus.annotation.lac.marginals import word_confidences
from corpus.annotation.lac.network import Network
from corpus.annotation.lac.words import TaggedSentence, word_bounds
from corpus.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

__all__ = ["Tagger"]


class Tagger:
    """LAC's tagger: segmentation, parts of speech and names, in one pass.

    The weights are those of Baidu's LAC (small), which the `jieba` package ships. They are read
    once a process, whatever number of taggers there is. A tagger may be used from several threads
    and pickled. The scores of the last 65,000 characters are held by thread, so that tagging the
    same sentences again, as words or with other words, costs little.

    Args:
        backend: ``"numpy"`` (float32), or ``"onnx"``, which needs the extra of that name and
            computes in 8-bit integers: about half as long, and about 2 words in 1,000 come out
            otherwise, for better or worse.

    Raises:
        UnknownNameError: If there is no such backend.
        MissingExtraError: If the backend's package is not installed.

    Example:
        >>> tagger = Tagger()
        >>> [sentence] = tagger.tag(["镇江市科技局局长毛健５日在北京说，试验很成功。"])
        >>> [(word.text, word.tag) for word in sentence.names]
        [('镇江市科技局', 'ORG'), ('毛健', 'PER'), ('５日', 'TIME'), ('北京', 'LOC')]
    """

    def __init__(self, *, backend: Literal["numpy", "onnx"] = "numpy") -> None:
        if backend not in _BACKENDS:
            raise UnknownNameError("backend", backend, _BACKENDS)
        self.backend = backend
        _of_thread(backend)

    @property
    def source(self) -> str:
        """The name that layers made with this tagger bear."""
        return "lac-small" if self.backend == "numpy" else "lac-small int8"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by how it was made: weights and buffers stay behind."""
        return _rebuilt, (self.backend,)

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Tagger(backend={self.backend!r})"

    def tag(self, sentences: Sequence[str], *, confidence: bool = False) -> list[TaggedSentence]:
        """Tag sentences, the more at once the faster.

        Sentences are taken by falling length and put back in their order. Up to 512 characters
        a sentence is computed as a whole, a longer one in overlapping windows. From 2,048
        characters on it is tagged piece by piece, cut after punctuation if there is any, so
        that memory stays bounded.

        Args:
            sentences: Any strings. They are taken as they are: nothing is split or stripped.
            confidence: Also compute each word's confidence, to three decimals.

        Returns:
            One result a sentence, in the same order; empty for an empty sentence.

        Example:
            >>> sentence = Tagger().tag(["我爱北京。"], confidence=True)[0]
            >>> [(word.text, word.tag) for word in sentence]
            [('我', 'r'), ('爱', 'v'), ('北京', 'LOC'), ('。', 'w')]
            >>> sentence.confidences[2] > 0.9
            True
        """
        texts = list(sentences)
        cuts = [(text, start, end) for text in texts for start, end in pieces(text)]
        parts = [text[start:end] for text, start, end in cuts]
        found: list[_Columns] = [((), (), (), ())] * len(parts)
        with one_thread():
            for batch in batches(parts):
                columns = self._tag_batch([parts[i] for i in batch], confidence=confidence)
                for index, column in zip(batch, columns, strict=True):
                    found[index] = column
        rows = zip(cuts, found, strict=True)
        return [_joined(text, rows, confidence=confidence) for text in texts]

    def tag_words(
        self, sentences: Sequence[str], starts: Sequence[Sequence[int]]
    ) -> list[list[str]]:
        """Tag words that are given: the best sequence in which each is one word.

        Args:
            sentences: Any strings.
            starts: For each sentence the first code point of every word, rising, the first of
                them 0; a word goes on to the next word's start.

        Returns:
            For each sentence the tag of every word.

        Example:
            >>> Tagger().tag_words(["我爱北京"], [[0, 1, 2]])
            [['r', 'v', 'LOC']]
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
                tags = self._tag_words_of([parts[i] for i in batch], [bounds[i] for i in batch])
                for index, names in zip(batch, tags, strict=True):
                    found[index] = names
        rest = iter(found)
        return [
            [tag for _ in pieces_at(words, len(text)) for tag in next(rest)]
            for text, words in zip(sentences, starts, strict=True)
        ]

    def scores(self, sentences: Sequence[str]) -> list[Floats]:
        """Return the network's scores before decoding.

        Args:
            sentences: Any strings.

        Returns:
            For each sentence the score of every tag at every code point, (length, 57); the
            columns are in the order of `corpus.annotation.lac.weights.Weights.tags`.
        """
        texts = list(sentences)
        with one_thread():
            scores, starts, lengths = self._scores(texts)
        ends = starts + lengths
        return [scores[start:end] for start, end in zip(starts, ends, strict=True)]

    def _tag_batch(self, texts: list[str], *, confidence: bool) -> Iterator[_Columns]:
        scores, starts, lengths = self._scores(texts)
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

    def _tag_words_of(self, texts: list[str], bounds: list[Integers]) -> Iterator[list[str]]:
        scores, starts, lengths = self._scores(texts)
        firsts = [bound + start for bound, start in zip(bounds, starts, strict=True)]
        forbid(scores, np.concatenate(firsts))
        tags = best_tags(scores, starts, lengths)
        types = chain().types
        for rows in firsts:
            yield [types[column] for column in tags[rows].tolist()]

    def _scores(self, texts: list[str]) -> tuple[Floats, Integers, Integers]:
        """Score all characters, the texts one after the other; return scores, starts, lengths."""
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        network, held = _of_thread(self.backend)
        known = [held.get(text) for text in texts]
        missing = sorted({t for t, scores in zip(texts, known, strict=True) if scores is None})
        missing.sort(key=len, reverse=True)
        computed = dict(zip(missing, _computed(network, missing), strict=True))
        for text, scores in computed.items():
            held.put(text, scores)
        parts = [
            computed[text] if scores is None else scores
            for text, scores in zip(texts, known, strict=True)
        ]
        joined = np.concatenate(parts) if parts else np.empty((0, len(chain().types)), np.float32)
        return joined, np.cumsum(lengths) - lengths, lengths


def _computed(network: Network, texts: list[str]) -> list[Floats]:
    """Return the scores of each text, the texts by falling length."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    rows = rows_of(texts)
    scores = np.empty((len(rows), len(chain().types)), dtype=np.float32)
    for group in window_groups(starts, lengths):
        begin, size, keep_from, keep_to = group.T
        local = np.cumsum(size) - size
        source = np.concatenate([rows[b : b + s] for b, s in zip(begin, size, strict=True)])
        found = network.scores(source, local, size)
        for b, f, t, offset in zip(begin, keep_from, keep_to, local, strict=True):
            scores[f:t] = found[offset + f - b : offset + t - b]
    return [scores[start:end] for start, end in zip(starts, starts + lengths, strict=True)]


# Enough for a chunk of articles whose entities are found before their parts of speech.
_HELD = 65_536
_local = threading.local()


def _of_thread(backend: str) -> tuple[Network, HeldScores]:
    """Return this thread's network and scores, made at the first call."""
    made: dict[str, tuple[Network, HeldScores]] = _local.__dict__.setdefault("made", {})
    if backend not in made:
        made[backend] = _BACKENDS[backend](), HeldScores(_HELD)
    return made[backend]


# Starts, ends, tags and confidences of the words of a text or a piece of one.
_Columns = tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...], tuple[float, ...]]


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


def _int8_network() -> Network:
    from corpus.annotation.lac.onnx import Int8Products  # an optional extra

    return Network(Int8Products)


_BACKENDS: dict[str, Callable[[], Network]] = {"numpy": Network, "onnx": _int8_network}


def _rebuilt(backend: Literal["numpy", "onnx"]) -> Tagger:
    return Tagger(backend=backend)
