"""`Tagger`: words, parts of speech and names for many sentences at once.

Here texts are scored: `batches` gathers them into windows, `alphabet` and `network` compute. What
is found in the scores is the business of `reading`.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal

import numpy as np

from corpus.annotation.lac.alphabet import rows_of
from corpus.annotation.lac.batches import window_groups
from corpus.annotation.lac.blas import one_thread
from corpus.annotation.lac.decode import chain
from corpus.annotation.lac.network import Network
from corpus.annotation.lac.reading import tags_of_words, words_in
from corpus.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from corpus.annotation.lac.words import TaggedSentence

    Floats = NDArray[np.float32]

__all__ = ["Tagger"]


class Tagger:
    """LAC's tagger: segmentation, parts of speech and names, in one pass.

    The weights are those of Baidu's LAC (small), which the `jieba` package ships. They are read
    once a process, whatever number of taggers there is. A tagger may be used from several threads
    and pickled. Nothing is held of what it has read; `Reading` does that where it pays.

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
        _network(backend)

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
        return words_in(sentences, self.scores, confidence=confidence)

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
        return tags_of_words(sentences, starts, self.scores)

    def scores(self, sentences: Sequence[str]) -> list[Floats]:
        """Return the network's scores before decoding.

        Args:
            sentences: Any strings.

        Returns:
            For each sentence the score of every tag at every code point, (length, 57); the
            columns are in the order of `corpus.annotation.lac.weights.Weights.tags`.

        Example:
            >>> Tagger().scores(["我爱北京"])[0].shape
            (4, 57)
        """
        texts = sorted(dict.fromkeys(filter(None, sentences)), key=len, reverse=True)
        with one_thread():
            found = dict(zip(texts, _computed(_network(self.backend), texts), strict=True))
        none = np.empty((0, len(chain().types)), dtype=np.float32)
        return [found.get(text, none) for text in sentences]


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


_local = threading.local()


def _network(backend: str) -> Network:
    """Return this thread's network, made at the first call: it works in buffers of its own."""
    made: dict[str, Network] = _local.__dict__.setdefault("made", {})
    if backend not in made:
        made[backend] = _BACKENDS[backend]()
    return made[backend]


def _int8_network() -> Network:
    from corpus.annotation.lac.onnx import Int8Products  # an optional extra

    return Network(Int8Products)


_BACKENDS: dict[str, Callable[[], Network]] = {"numpy": Network, "onnx": _int8_network}


def _rebuilt(backend: Literal["numpy", "onnx"]) -> Tagger:
    return Tagger(backend=backend)
