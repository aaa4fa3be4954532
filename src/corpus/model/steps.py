"""The one place where the model reaches for the steps that work on it.

`Article` and `Corpus` offer ``convert``, ``annotate``, ``sentences``, ``tokens`` and
``to_jsonl`` as methods because that is how people look for them. The steps live in
packages that import the model, so each is imported here when it is first called, and
nowhere else in the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypedDict

from corpus.arguments import described

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from os import PathLike

    from corpus.alignment import Alignment
    from corpus.layers import Layer
    from corpus.model.annotations import Entity, Sentence, Token
    from corpus.model.article import Article
    from corpus.model.collection import Corpus
    from corpus.values import DateValue

__all__ = ["LAYERS", "AnnotateOptions", "Conversion", "Converter", "Existing"]

LAYERS = ("sentences", "tokens", "entities", "quotations")
"""The layers that ``annotate`` makes unless told otherwise."""

Existing: TypeAlias = Literal["refuse", "replace", "keep"]
"""What ``annotate`` does with a layer that is there."""


class AnnotateOptions(TypedDict, total=False):
    """The types of ``annotate``'s options; `corpus.annotation.pipeline.Options` says what they do.

    Here and not there, because the model's methods take them.
    """

    tokenizer: str | Callable[[str], Iterable[str]]
    tags: bool
    recognizers: Iterable[str | Callable[[str], Layer[Entity]]]
    rules: Iterable[str] | None
    published: date | DateValue | None
    currency: str
    existing: Existing


class Conversion(Protocol):
    """What a converter returns: the new text and where each character went."""

    @property
    def text(self) -> str:
        """The converted text."""

    @property
    def alignment(self) -> Alignment:
        """From the source text to the converted one."""

    @property
    def config(self) -> str:
        """The name of the conversion, such as ``s2tw``."""


class Converter(Protocol):
    """What changes a text: anything with this method, such as `corpus.Converter`."""

    def convert(self, text: str, /) -> Conversion:
        """Convert a whole text."""


def converter(given: str | Converter) -> Converter:
    """Return the converter of a config, or the one that was given.

    Raises:
        TypeError: If it is neither.
        UnknownNameError: If there is no such config.
    """
    if isinstance(given, str):
        from corpus.conversion import Converter as Made

        return Made(given)
    if not callable(getattr(given, "convert", None)) or isinstance(given, type):
        wanted = "a config, such as 's2tw', or a Converter"
        raise TypeError(f"{wanted} converts, not {described(given)}")
    return given


def script_of(config: str) -> str | None:
    """Return the ISO 15924 script that an OpenCC config converts to."""
    target = config.partition("2")[2]
    if target.startswith("s"):
        return "Hans"
    if target == "jp":
        return "Jpan"
    return "Hant" if target.startswith(("t", "hk")) else None


def split_sentences(article: Article) -> Layer[Sentence]:
    from corpus.annotation.sentences import split_sentences as split

    return split(article.text)


def tokenize(article: Article) -> Layer[Token]:
    from corpus.annotation.pipeline import tokenize_article

    return tokenize_article(article)


def annotate(article: Article, layers: Sequence[str], **options: Any) -> Article:
    from corpus.annotation.pipeline import annotate_article

    return annotate_article(article, layers, **options)


def annotate_all(
    articles: Sequence[Article], layers: Sequence[str], **options: Any
) -> Iterable[Article]:
    from corpus.annotation.pipeline import annotate_articles

    return annotate_articles(articles, layers, **options)


def to_jsonl(collection: Corpus) -> str:
    from corpus.interchange import jsonl

    return jsonl.to_jsonl(collection)


def write_jsonl(collection: Corpus, path: str | PathLike[str]) -> None:
    from corpus.interchange import jsonl

    jsonl.write_jsonl(collection, path)


def html(article: Article) -> str:
    from corpus.explore.html import article_html

    return article_html(article)


def corpus_html(collection: Corpus) -> str:
    from corpus.explore.html import corpus_html as shown

    return shown(collection)
