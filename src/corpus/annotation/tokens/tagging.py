"""Parts of speech: what the tokens of a text are, by the LAC network.

The network has a segmentation of its own; here it is bound to tokens that are given. What lives
here: cutting tokens into the sentences that the network reads, and its tags of them. What does
not: the network (`lac`) and the mapping of its tags to universal ones (`parts_of_speech`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from corpus.annotation.lac import Reading, Tagger
from corpus.annotation.parts_of_speech import upos_of
from corpus.annotation.script import is_traditional
from corpus.annotation.shadow import simplified
from corpus.layers import Layer, trusted_layer
from corpus.model import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.spans import Spanned

__all__ = ["tag_all", "tag_tokens"]


def tag_tokens(
    tokens: Layer[Token], *, sentences: Iterable[Spanned] = (), tagger: Tagger | None = None
) -> Layer[Token]:
    """Find the part of speech of every token by the LAC network.

    The network has a segmentation of its own; here it is bound to the tokens': the tags are the
    best sequence in which every token is one word.

    Args:
        tokens: Tokens in order that do not overlap.
        sentences: Where the text's sentences end, if known; the network reads a sentence at a
            time. By default it is cut after ``。！？`` and at line ends.
        tagger: The tagger; by default one is made.

    Returns:
        The same tokens with ``upos`` and ``tag``; white space has neither.

    Example:
        >>> from corpus import tokenize
        >>> [token.upos for token in tag_tokens(tokenize("我爱北京"))]
        ['PRON', 'VERB', 'PROPN']
    """
    return tag_all([tokens], [sentences], tagger=tagger)[0]


def tag_all(
    layers: Sequence[Layer[Token]],
    sentences: Sequence[Iterable[Spanned]],
    *,
    tagger: Tagger | Reading | None = None,
) -> list[Layer[Token]]:
    """Find the parts of speech of many texts' tokens, the sentences of all in one go.

    Args:
        layers: Tokens of each text, as for `tag_tokens`.
        sentences: Sentences of each text, as for `tag_tokens`.
        tagger: The tagger, or what it has read; by default one is made.

    Returns:
        The same layers with ``upos`` and ``tag``.
    """
    made = tagger if tagger is not None else Tagger()
    tables = [_Untagged(tokens, own) for tokens, own in zip(layers, sentences, strict=True)]
    found = iter(
        made.tag_words(
            [text for table in tables for text in table.texts],
            [starts for table in tables for starts in table.bounds],
        )
    )
    known: dict[tuple[str, str], str] = {}
    return [table.tagged(found, made.source, known) for table in tables]


class _Untagged:
    """The tokens of one text, with the sentences that the network is to read.

    Attributes:
        texts: What it reads: each sentence in simplified script.
        bounds: Where the tokens of each start, counted from its own start.
    """

    def __init__(self, tokens: Layer[Token], sentences: Iterable[Spanned]) -> None:
        self._tokens = tokens
        text = tokens.text
        read = simplified(text) if is_traditional(text) else text
        starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
        self._words = [read[start:end] for start, end in zip(starts, ends, strict=True)]
        self._solid = [not word.isspace() for word in self._words]
        self._rows = [
            trimmed
            for low, high in _sentence_rows(text, ends, sentences)
            if (trimmed := _trimmed(self._solid, low, high))
        ]
        self.texts = [read[starts[low] : ends[high - 1]] for low, high in self._rows]
        self.bounds = [[at - starts[low] for at in starts[low:high]] for low, high in self._rows]

    def tagged(
        self, found: Iterator[list[str]], source: str, known: dict[tuple[str, str], str]
    ) -> Layer[Token]:
        """Return the tokens with the tags of their sentences, of which it takes as many.

        Args:
            found: The tags of sentence after sentence.
            source: Who found them.
            known: The parts of speech of words and tags that came before, to be added to.
        """
        tokens, words = self._tokens, self._words
        tags: list[str | None] = [None] * len(words)
        upos: list[str | None] = [None] * len(words)
        for low, _ in self._rows:
            for row, tag in enumerate(next(found), low):
                if self._solid[row]:
                    pair = words[row], tag
                    if pair not in known:
                        known[pair] = upos_of(*pair)
                    tags[row], upos[row] = tag, known[pair]
        maker = f"{tokens.source}, {source}" if tokens.source else source
        columns = {"upos": upos, "tag": tags}
        return trusted_layer(tokens.text, Token, tokens.starts, tokens.ends, columns, source=maker)


_SENTENCE_END: Final = re.compile(r"[。！？!?]+[”’」』）)]*|[\r\n]+")


def _sentence_rows(
    text: str, ends: list[int], sentences: Iterable[Spanned]
) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each sentence as a range of rows; a sentence ends where a token does."""
    stops = [sentence.end for sentence in sentences]
    if not stops:
        stops = [match.end() for match in _SENTENCE_END.finditer(text)]
    low = 0
    for stop in [*sorted(stops), len(text)]:
        high = min(bisect_left(ends, stop, low) + 1, len(ends))
        if high > low:
            yield low, high
            low = high


def _trimmed(solid: list[bool], low: int, high: int) -> tuple[int, int] | None:
    """Return the range without the white space at its ends, or `None` if there is nothing else."""
    while low < high and not solid[low]:
        low += 1
    while low < high and not solid[high - 1]:
        high -= 1
    return (low, high) if low < high else None
