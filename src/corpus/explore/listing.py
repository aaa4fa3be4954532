"""The items of a layer as plain data: a row of JSON, or of a table.

What ``corpus show --layer`` prints. Layers are looked up here too, so that a name that an
article has no layer for is refused in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from corpus.errors import LayerError, UnknownNameError
from corpus.model import Reporter
from corpus.spans import Span
from corpus.values import DateValue, Quantity, value_to_dict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.layers import Layer
    from corpus.model import Article

__all__ = ["cells", "item_to_dict", "layer_names", "layer_of", "rows", "title_of"]

_MADE = ("sentences", "tokens")
"""The layers that an article makes when they are asked for."""

_ANNOTATED = ("entities", "quotations", "roles")

_HIDDEN = {"start", "end", "text", "layer"}


def layer_names(article: Article) -> tuple[str, ...]:
    """Return the names of the layers that an article has or makes when asked.

    Args:
        article: The article.

    Returns:
        The stored ones first.

    Example:
        >>> import corpus
        >>> layer_names(corpus.Article(id="a", text="走了。").annotate(["quotations"]))
        ('quotations', 'sentences', 'tokens')
    """
    return tuple(dict.fromkeys((*article.layers, *_MADE)))


def layer_of(article: Article, name: str) -> Layer[Any]:
    """Return a layer by name; sentences and tokens are made where they are not stored.

    Args:
        article: The article.
        name: The layer's name.

    Returns:
        The layer; its items know the article.

    Raises:
        UnknownNameError: If the article has no such layer.

    Example:
        >>> import corpus
        >>> layer_of(corpus.load()[1], "entities")[0].text
        '全国妇联'
    """
    names = layer_names(article)
    if name not in names:
        made = "article.annotate() makes it (in a shell: corpus annotate)"
        raise UnknownNameError("layer", name, names, hint=made if name in _ANNOTATED else "")
    layer: Layer[Any] = article.layers[name] if name in article.layers else getattr(article, name)
    return layer


def rows(article: Article, name: str) -> Iterator[dict[str, Any]]:
    """Yield a layer's items as objects for JSON.

    Each has ``article``, ``layer``, ``start``, ``end``, ``text``, the item's own fields and
    ``source``. Where the article has a way back, ``raw`` has the item's pieces in the raw
    file and ``original`` its span before conversion. Offsets are code points, half-open.

    Args:
        article: The article.
        name: The layer's name.

    Yields:
        One object an item.

    Raises:
        UnknownNameError: If the article has no such layer.

    Example:
        >>> import corpus
        >>> row = next(rows(corpus.load()[1], "entities"))
        >>> row["text"], row["label"]
        ('全国妇联', 'ORG')
    """
    layer = layer_of(article, name)
    for item in layer:
        row = {"article": article.id, "layer": name, **item_to_dict(item)}
        row.setdefault("source", layer.source)
        if article.raw_alignment is not None:
            row["raw"] = [list(span) for span in article.raw_spans(item)]
        if article.original_alignment is not None:
            row["original"] = list(article.to_original(item))
        yield row


def item_to_dict(item: Any) -> dict[str, Any]:
    """Return an item as plain data: ``start``, ``end``, ``text`` and its own fields.

    A span inside it is an object with ``start``, ``end`` and ``text``; a value is as
    `corpus.values.value_to_dict` has it.

    Example:
        >>> import corpus
        >>> item_to_dict(corpus.load()[2].quotations[-1])["speaker"]["text"]
        '菩提树'
    """
    plain = {"start": item.start, "end": item.end, "text": item.text}
    for field in attrs.fields(type(item)):
        if field.alias in _HIDDEN:
            continue
        if field.alias == "reporters":
            value: Any = item.reporters
        else:
            value = getattr(item, field.name)
        if field.alias == "source":
            value = item.source
        plain[field.alias] = _plain(value, item)
    return plain


def _plain(value: Any, item: Any) -> Any:
    match value:
        case Span(start, end):
            return {"start": start, "end": end, "text": _words(item, value)}
        case Reporter():
            return {"name": value.name, "role": value.role, **_plain(value.span, item)}
        case DateValue() | Quantity():
            return value_to_dict(value)
        case tuple():
            return [_plain(part, item) for part in value]
    return value


def _words(item: Any, span: Span) -> str:
    try:
        return str(item._slice(span))  # noqa: SLF001  the model's own way to a layer's text
    except LayerError:
        return ""


def cells(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row of `rows` as the words of a table: spans by their text, values in short.

    Example:
        >>> cells({"start": 0, "end": 3, "value": {"edtf": "2011"}, "id": None})
        {'start': '0', 'end': '3', 'value': '2011', 'id': ''}
    """
    return {name: _cell(value) for name, value in row.items() if name not in {"raw", "original"}}


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return _short(value)
    if isinstance(value, list):
        return " ".join(_cell(part) for part in value)
    return "" if value is None else str(value)


def _short(plain: Mapping[str, Any]) -> str:
    for name in ("edtf", "name", "text"):
        if name in plain:
            return str(plain[name])
    number = plain.get("number") or f"{plain.get('low') or ''}..{plain.get('high') or ''}"
    unit = f" {plain['unit']}" if plain.get("unit") else ""
    return f"{'~' if plain.get('approximate') else ''}{number}{unit}"


def title_of(item: Any) -> str:
    """Return what there is to say of an item in a line: its label or kind, its id, its value.

    Example:
        >>> import corpus
        >>> title_of(corpus.load()[2].entities[0])
        'PERSON · zhao-yafu'
    """
    plain = item_to_dict(item)
    said = [_cell(value) for name, value in plain.items() if name not in _UNTOLD]
    return " · ".join(word for word in said if word)


_UNTOLD = {"start", "end", "text", "source", "parent", "level"}
