"""Tagging ahead: the sentences of many texts go through the network in one call.

What lives here: a tagger that has seen the sentences before. The network is several times faster on
batches than on one text at a time. What does not: the network.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from corpus.annotation.entities.name_tagger import NameTagger, network, sentence_spans, shadow_of
from corpus.annotation.shadow import simplified

__all__ = ["tag_ahead"]


class _Ahead:
    """A tagger that looks sentences up and asks the network for those it does not know."""

    def __init__(self, tagger: NameTagger, known: dict[str, Any]) -> None:
        self._tagger = tagger
        self._known = known

    def tag(self, sentences: Sequence[str], *, confidence: bool = False) -> Sequence[Any]:
        unknown = [sentence for sentence in sentences if sentence not in self._known]
        if unknown or not confidence:
            return self._tagger.tag(sentences, confidence=confidence)
        return [self._known[sentence] for sentence in sentences]


def tag_ahead(
    texts: Iterable[str],
    tagger: NameTagger | None = None,
    *,
    shadow: Callable[[str], str] = simplified,
) -> NameTagger:
    """Tag the sentences of texts together.

    Args:
        texts: The texts that `find_entities` will be called with.
        tagger: What tags; None for the network in the `jieba` package.
        shadow: As for `find_entities`.

    Returns:
        A tagger for `find_entities` that gives the same results as `tagger`.
    """
    chosen = tagger or network()
    shadows = [shadow_of(text, shadow) for text in texts]
    sentences = list({plain[s:e] for plain in shadows for s, e in sentence_spans(plain)})
    return _Ahead(chosen, dict(zip(sentences, chosen.tag(sentences, confidence=True), strict=True)))
