"""`load`: the packaged seed articles with their gold annotation."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.interchange.standoff import read_standoff

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from corpus.model import Corpus

__all__ = ["load", "raw_text"]


@cache
def load() -> Corpus:
    """Return the three packaged newspaper articles with their gold annotation.

    The layers are ``sections``, ``paragraphs``, ``dateline``, ``sentences``,
    ``entities``, ``quotations`` and ``roles``; ``tokens`` are cut on first use. The
    corpus is the same object at every call.

    Raises:
        AnnotationError: If the packaged files have been changed so that the annotation
            does not match the text.

    Example:
        >>> import corpus
        >>> for article in corpus.load():
        ...     print(article.id, len(article.paragraphs), len(article.entities))
        dangjian-wenda 17 88
        ertong-yingyang 6 78
        zhao-yafu 8 70
    """
    return read_standoff(_seeds() / "news.json")


def raw_text() -> str:
    """Return the raw file that the packaged articles were made from, character for character.

    This is what `Article.raw_spans` of a packaged article points into.

    Example:
        >>> import corpus
        >>> article = corpus.load()[1]
        >>> (piece,) = article.raw_spans(article.entities[0])
        >>> piece.slice(corpus.raw_text())
        '全国妇联'
    """
    return (_seeds() / "news.txt").read_bytes().decode("utf-8")


def _seeds() -> Traversable:
    return files("corpus") / "seeds"
