"""`load`: the packaged seed articles with their gold annotation."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from typing import TYPE_CHECKING

from corpus.interchange.standoff import parse_standoff

if TYPE_CHECKING:
    from corpus.model import Corpus

__all__ = ["load", "raw_text"]


@cache
def load() -> Corpus:
    """Return the three packaged newspaper articles with their gold annotation.

    The layers are ``sections``, ``paragraphs``, ``dateline``, ``sentences``,
    ``entities``, ``quotations`` and ``roles``; ``tokens`` are cut on first use.

    Returns:
        The corpus, the same object at every call.

    Raises:
        AnnotationError: If the packaged files have been changed so that the annotation
            does not match the text.

    Example:
        >>> import corpus
        >>> for article in corpus.load():
        ...     print(article.id, len(article.entities), article.entities[0].text)
        dangjian-wenda 88 中组部
        ertong-yingyang 78 全国妇联
        zhao-yafu 69 赵亚夫
    """
    return parse_standoff(_seed("news.json"), _seed, name="news.json")


def raw_text() -> str:
    """Return the raw file that the packaged articles were made from, character for character.

    This is what `Article.raw_spans` of a packaged article points into.

    Returns:
        The text with its line ends as they stand in the file.

    Example:
        >>> import corpus
        >>> article = corpus.load()[1]
        >>> (piece,) = article.raw_spans(article.entities[0])
        >>> piece.slice(corpus.raw_text())
        '全国妇联'
    """
    return _seed("news.txt").decode("utf-8")


def _seed(name: str) -> bytes:
    # pkgutil reads from folders and zip files alike, and starts faster than importlib.resources
    data = get_data("corpus", f"seeds/{name}")
    if data is None:
        raise FileNotFoundError(f"seeds/{name} is not in the package; install it again")
    return data
