"""The tagger that names are first found by: what is asked of it, and the one that is packaged.

What lives here: `NameTagger`, the network of the `jieba` package as one, and the sentences that it
is given. What does not: the network itself (`corpus.annotation.lac`), tagging the sentences of many
texts in one call (`ahead`), and what becomes of the names (`recognition`).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final, Protocol

from corpus.annotation.sentence_ends import LINES

__all__ = ["NameTagger", "SentenceWords", "network", "sentence_spans", "shadow_of"]


class SentenceWords(Protocol):
    """A sentence with its words as columns, as `lac.TaggedSentence` has them."""

    @property
    def starts(self) -> Sequence[int]:
        """Where words begin, counted from the sentence's start."""

    @property
    def ends(self) -> Sequence[int]:
        """Where they end."""

    @property
    def tags(self) -> Sequence[str]:
        """LAC's tags: PER, LOC, ORG, or a part of speech."""

    @property
    def confidences(self) -> Sequence[float] | None:
        """How sure each word is, if that was asked for."""


class NameTagger(Protocol):
    """What recognition asks of a tagger: words, tags and confidences for many sentences."""

    def tag(self, sentences: Sequence[str], *, confidence: bool = False) -> Sequence[SentenceWords]:
        """Tag sentences; one `SentenceWords` each, offsets counted from the sentence's start."""


@cache
def network() -> NameTagger:
    """The network in the `jieba` package, read once a process."""
    from corpus.annotation.lac import Tagger

    return Tagger()


def shadow_of(text: str, shadow: Callable[[str], str]) -> str:
    """The shadow of a text that the tagger and the rules read.

    Whatever ends a line ends names; the rules know one character for it.
    """
    return shadow(text).translate(_LINE_ENDS)


_LINE_ENDS: Final = str.maketrans(dict.fromkeys(LINES, "\n"))


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences that the tagger reads, as offsets of a shadow."""
    from corpus.annotation.sentences import split_sentences

    layer = split_sentences(text)
    yield from zip(layer.starts, layer.ends, strict=True)
