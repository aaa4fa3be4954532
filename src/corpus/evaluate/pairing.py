"""Which items are compared with which: gold and prediction, text by text.

What lives here: reading rows out of what a caller has (rows, layers, articles, corpora), and
pairing the texts of both sides. What does not: counting (`labelled`, `unlabelled`).
"""

from collections.abc import Iterable
from typing import Any, TypeAlias, TypeVar

import attrs

from corpus.errors import AnnotationError
from corpus.layers import Layer
from corpus.model import Article
from corpus.spans import Labelled, Span

__all__ = ["Item", "Row", "Side", "check_texts", "row_of", "text_pairs"]


Row: TypeAlias = tuple[int, int, str]
Item: TypeAlias = Labelled | Row
Side: TypeAlias = Iterable[Item] | Iterable[Iterable[Item]] | Article | Iterable[Article]

_WANTED = "entities, rows (start, end, label), articles, or a sequence of these for each text"


@attrs.frozen
class _Text:
    """One text's items, and the text and the article that they are of, if these are known."""

    items: tuple[Item, ...]
    text: str | None = None
    article: Article | None = None


def row_of(item: Any) -> Row:
    """Return an item as a row.

    Raises:
        SpanError: If start and end make no span.
        TypeError: If it is none.
    """
    if isinstance(item, tuple | list):
        if len(item) != 3 or not isinstance(item[2], str):
            raise TypeError(f"a row is (start, end, label), not {item!r}")
        start, end, label = item
    elif all(hasattr(item, name) for name in ("start", "end", "label")):
        start, end, label = item.start, item.end, item.label
    else:
        raise TypeError(f"{item!r} has no start, end and label; scored are {_WANTED}")
    span = Span(start, end)
    return span.start, span.end, label


def text_pairs(gold: Side, predicted: Side) -> list[tuple[tuple[Item, ...], tuple[Item, ...]]]:
    """Pair the items of both sides, text by text.

    Articles are paired by their ids where both sides have the same ones, else in order.

    Raises:
        AnnotationError: If there are not equally many texts, or articles or layers differ in text.
        LayerError: If an article has no entities.
        TypeError: If a side is nothing that can be scored.
    """
    one, other = _texts(gold, "gold"), _texts(predicted, "predicted")
    if one is None and other is None:
        one = other = []
    one, other = _like(one, other), _like(other, one)
    if len(one) != len(other):
        raise AnnotationError(
            f"gold has {len(one)} texts, the prediction {len(other)}; score the same texts"
        )
    return [(left.items, right.items) for left, right in _paired(one, other)]


def _texts(side: Side, name: str) -> list[_Text] | None:
    """Return a side's texts; `None` for an empty one, which may be one text or no text."""
    if isinstance(side, Article | Layer):
        return [_inner(side, name)]
    items = _listed(side, f"{name} is")
    if not items:
        return None
    if all(isinstance(item, Article) for item in items):
        return [_of_article(item) for item in items]
    if all(map(_is_item, items)):
        return [_Text(tuple(items))]
    return [_inner(item, name) for item in items]


def _is_item(item: object) -> bool:
    if isinstance(item, tuple | list):
        return len(item) == 3 and isinstance(item[2], str)
    return hasattr(item, "label")


def _inner(item: object, name: str) -> _Text:
    if isinstance(item, Article):
        return _of_article(item)
    if isinstance(item, Layer):
        return _Text(tuple(item), item.text)
    if isinstance(item, Span) or (isinstance(item, tuple | list) and _has_numbers(item)):
        raise TypeError(f"a row is (start, end, label), not {item!r}")
    return _Text(tuple(_listed(item, f"{name} has")))


def _has_numbers(item: Iterable[object]) -> bool:
    return any(isinstance(part, int) for part in item)


def _listed(value: object, what: str) -> list[Any]:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise TypeError(f"{what} {_short(value)}; scored are {_WANTED}")
    return list(value)


def _of_article(article: Article) -> _Text:
    return _Text(tuple(article.entities), article.text, article)


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 40 else f"{said[:40]}…"


T = TypeVar("T")


def _like(side: list[T] | None, other: list[T] | None) -> list[T]:
    """Return the texts of a side; an empty one is one text where the other is."""
    if side is not None:
        return side
    return [_Text(())] if other is not None and len(other) == 1 else []  # type: ignore[list-item]


def _paired(one: list[_Text], other: list[_Text]) -> list[tuple[_Text, _Text]]:
    by_id = {text.article.id: text for text in other if text.article is not None}
    ids = [None if text.article is None else text.article.id for text in one]
    if set(ids) == set(by_id) and len(ids) == len(other) == len(by_id):
        other = [by_id[str(name)] for name in ids]
    pairs = list(zip(one, other, strict=True))
    for left, right in pairs:
        check_texts(left.text, right.text, _name(left, "gold"), _name(right, "the prediction"))
    return pairs


def _name(text: _Text, side: str) -> str:
    return side if text.article is None else f"article {text.article.id!r} of {side}"


def check_texts(
    one: str | None, other: str | None, name: str = "gold", other_name: str = "the prediction"
) -> None:
    """Refuse to compare offsets into two texts; `None` is a text that is not known.

    Raises:
        AnnotationError: If the texts differ.
    """
    if one is not None and other is not None and one != other:
        raise AnnotationError(
            f"{name} and {other_name} are of different texts, whose offsets can't be compared"
        )
