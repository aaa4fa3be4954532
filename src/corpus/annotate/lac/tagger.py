"""`Tagger`: words, parts of speech and names for many sentences at once.

Here texts are gathered into batches, long ones are cut into windows, and tags become words with
offsets. The network itself is in `network`, the decoding in `decode`.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal

import attrs
import numpy as np

from corpus.annotate.lac.alphabet import rows_of
from corpus.annotate.lac.decode import best_tags, chain, forbid, word_confidences, word_starts
from corpus.annotate.lac.network import Network
from corpus.annotate.lac.weights import load_weights
from corpus.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

__all__ = ["TaggedSentence", "TaggedWord", "Tagger"]

# Characters computed at a time. More give the decoder longer rows, fewer keep the network in
# the cache; the network's own batches are a quarter of the decoder's.
_DECODED = 32768
_COMPUTED = 8192
# Sentences up to here are computed as a whole; longer ones in windows that overlap.
_WHOLE = 512
_WINDOW = 384
_OVERLAP = 64
# The chain of a text without an end in sight is cut here, so that memory stays bounded.
_CHAIN = 8192


@attrs.frozen
class TaggedWord:
    """One word of a sentence.

    Attributes:
        start: First code point, counted from the sentence's start.
        end: Code point after the last, ``start < end``.
        text: The word as it stands in the sentence.
        tag: ``PER``, ``LOC``, ``ORG``, ``TIME``, or LAC's part of speech (``n``, ``v``, …).
        confidence: Probability of just this word with this tag, 0 to 1, or `None` if it was
            not asked for.
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


class Tagger:
    """LAC's tagger: segmentation, parts of speech and names, in one pass.

    The weights are those of Baidu's LAC (small), which the `jieba` package ships. They are read
    at the first use, once a process. A tagger may be used from several threads and pickled.

    Args:
        backend: ``"numpy"``, ``"onnx"`` (needs the extra ``onnx``), or ``"auto"``.

    Raises:
        UnknownNameError: If there is no such backend.
        MissingExtraError: If the backend's package is not installed.

    Example:
        >>> tagger = Tagger()
        >>> [sentence] = tagger.tag(["镇江市科技局局长毛健５日在北京说，试验很成功。"])
        >>> [(word.text, word.tag) for word in sentence.names]
        [('镇江市科技局', 'ORG'), ('毛健', 'PER'), ('５日', 'TIME'), ('北京', 'LOC')]
    """

    def __init__(self, *, backend: Literal["auto", "numpy", "onnx"] = "auto") -> None:
        if backend not in _BACKENDS:
            raise UnknownNameError("backend", backend, _BACKENDS)
        self.backend = backend
        self._local = threading.local()

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by how it was made: weights and buffers stay behind."""
        return _rebuilt, (self.backend,)

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Tagger(backend={self.backend!r})"

    def tag(self, sentences: Sequence[str], *, confidence: bool = False) -> list[TaggedSentence]:
        """Tag sentences, the more at once the faster.

        Sentences are taken by falling length and put back in their order. Up to 512 characters
        a sentence is computed as a whole, a longer one in overlapping windows; memory does not
        grow with the length.

        Args:
            sentences: Any strings. They are taken as they are: nothing is split or stripped.
            confidence: Also compute each word's confidence (about a tenth more time).

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
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        order = np.argsort(-lengths, kind="stable")
        results: list[TaggedSentence | None] = [None] * len(texts)
        for batch in _batches(order[lengths[order] > 0], lengths):
            chosen = [texts[index] for index in batch]
            for index, result in zip(batch, self._tag_batch(chosen, confidence), strict=True):
                results[index] = result
        return [
            TaggedSentence(text, (), (), (), () if confidence else None) if done is None else done
            for text, done in zip(texts, results, strict=True)
        ]

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
        texts = list(sentences)
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        order = np.argsort(-lengths, kind="stable")
        results: list[list[str]] = [[] for _ in texts]
        for batch in _batches(order[lengths[order] > 0], lengths):
            sizes = lengths[batch]
            offsets = np.cumsum(sizes) - sizes
            scores = self._scores([texts[index] for index in batch], offsets, sizes)
            firsts = [
                np.asarray(starts[index]) + offset
                for index, offset in zip(batch, offsets, strict=True)
            ]
            forbid(scores, np.concatenate(firsts))
            tags = best_tags(scores, *_links(offsets, sizes))
            for index, rows in zip(batch, firsts, strict=True):
                results[index] = [chain().types[column] for column in tags[rows].tolist()]
        return results

    def scores(self, sentences: Sequence[str]) -> list[Floats]:
        """Return the network's scores before decoding.

        Args:
            sentences: Any strings.

        Returns:
            For each sentence the score of every tag at every code point, (length, 57); the
            columns are in the order of `corpus.annotate.lac.weights.Weights.tags`.
        """
        texts = list(sentences)
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        starts = np.cumsum(lengths) - lengths
        scores = self._scores(texts, starts, lengths)
        return [scores[start : start + length] for start, length in zip(starts, lengths, strict=True)]

    def _network(self) -> Network:
        network: Network | None = getattr(self._local, "network", None)
        if network is None:
            network = self._local.network = _BACKENDS[self.backend]()
        return network

    def _tag_batch(self, texts: list[str], confidence: bool) -> list[TaggedSentence]:
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        starts = np.cumsum(lengths) - lengths
        scores = self._scores(texts, starts, lengths)
        links, sizes = _links(starts, lengths)
        tags = best_tags(scores, links, sizes)
        firsts, ends = _words("".join(texts), word_starts(tags, links), starts)
        sure = None
        if confidence:
            sure = word_confidences(scores, tags, links, sizes, (firsts, ends - 1)).tolist()
        types = chain().types
        names = [types[column] for column in tags[firsts].tolist()]
        cuts = np.searchsorted(firsts, np.append(starts, starts[-1] + lengths[-1])).tolist()
        results = []
        for text, base, low, high in zip(texts, starts.tolist(), cuts, cuts[1:], strict=False):
            results.append(
                TaggedSentence(
                    text,
                    tuple((firsts[low:high] - base).tolist()),
                    tuple((ends[low:high] - base).tolist()),
                    tuple(names[low:high]),
                    None if sure is None else tuple(sure[low:high]),
                )
            )
        return results

    def _scores(self, texts: list[str], starts: Integers, lengths: Integers) -> Floats:
        """Score all characters, the texts one after the other."""
        rows = rows_of(texts)
        scores = np.empty((len(rows), len(load_weights().tags)), dtype=np.float32)
        network = self._network()
        for group in _window_groups(starts, lengths):
            begin, size, keep_from, keep_to = group.T
            local = np.cumsum(size) - size
            source = np.concatenate([rows[b : b + s] for b, s in zip(begin, size, strict=True)])
            computed = network.scores(source, local, size)
            for b, f, t, offset in zip(begin, keep_from, keep_to, local, strict=True):
                scores[f:t] = computed[offset + f - b : offset + t - b]
        return scores


def _int8_network() -> Network:
    from corpus.annotate.lac.onnx import Int8Products  # an optional extra

    return Network(Int8Products)


_BACKENDS = {"auto": Network, "numpy": Network, "onnx": _int8_network}


def _rebuilt(backend: Literal["auto", "numpy", "onnx"]) -> Tagger:
    return Tagger(backend=backend)


def _batches(order: Integers, lengths: Integers) -> Iterator[list[int]]:
    """Yield runs of texts, by falling length, of about `_DECODED` characters."""
    batch: list[int] = []
    size = 0
    for index in order.tolist():
        length = int(lengths[index])
        if batch and size + length > _DECODED:
            yield batch
            batch, size = [], 0
        batch.append(index)
        size += length
    if batch:
        yield batch


def _window_groups(starts: Integers, lengths: Integers) -> Iterator[NDArray[np.int64]]:
    """Yield groups of windows, by falling length, of about `_COMPUTED` characters.

    Each row holds a window's start, its length, and the start and end of what it is kept for.
    """
    windows: list[tuple[int, int, int, int]] = []
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        end = start + length
        if length <= _WHOLE:
            if length:
                windows.append((start, length, start, end))
            continue
        for first in range(start, end, _WINDOW):
            last = min(end, first + _WINDOW)
            low, high = max(start, first - _OVERLAP), min(end, last + _OVERLAP)
            windows.append((low, high - low, first, last))
    windows.sort(key=lambda window: -window[1])
    group: list[tuple[int, int, int, int]] = []
    size = 0
    for window in windows:
        if group and size + window[1] > _COMPUTED:
            yield np.array(group)
            group, size = [], 0
        group.append(window)
        size += window[1]
    if group:
        yield np.array(group)


def _links(starts: Integers, lengths: Integers) -> tuple[Integers, Integers]:
    """Cut texts into what is decoded as one chain; return starts and lengths, longest first."""
    if not len(lengths) or lengths[0] <= _CHAIN:
        return starts, lengths
    links = [
        (first, min(_CHAIN, start + length - first))
        for start, length in zip(starts.tolist(), lengths.tolist(), strict=True)
        for first in range(start, start + length, _CHAIN)
    ]
    links.sort(key=lambda link: -link[1])
    return np.array([link[0] for link in links]), np.array([link[1] for link in links])


def _words(
    text: str, begins: NDArray[np.bool_], starts: Integers
) -> tuple[Integers, Integers]:
    """Return start and end of each word, white space at its edges left out."""
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


def _spaces() -> NDArray[np.bool_]:
    """Return which code points are white space; the last element stands for all above."""
    table = np.zeros(0x3002, dtype=bool)
    table[[code for code in range(0x3001) if chr(code).isspace()]] = True
    return table
