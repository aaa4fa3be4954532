"""How the fields of the model's items are written as plain data, and read back.

Shared by the formats that are JSON. Plain types are written as they are; spans as
``[start, end]``, values as `corpus.values.value_to_dict` does. What the fields of a class of the
user's own hold is not known before, so there each value says what it is: ``{"span": [0, 2]}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from corpus import model
from corpus.arguments import check_several, described
from corpus.errors import AnnotationError
from corpus.spans import Span
from corpus.values import DateValue, Quantity, value_from_dict, value_to_dict

__all__ = ["ITEMS", "decode", "encode", "item_of", "kinds_with"]

Kinds = Mapping[str, type[model.Annotation]]

ITEMS: dict[str, type[model.Annotation]] = {
    item.__name__: item
    for item in (
        model.Annotation,
        model.Section,
        model.Paragraph,
        model.Dateline,
        model.Sentence,
        model.Token,
        model.Entity,
        model.Quotation,
        model.Role,
    )
}
"""The classes of items that can be exchanged, by name."""

LAYERS = {
    "sections": "Section",
    "paragraphs": "Paragraph",
    "dateline": "Dateline",
    "sentences": "Sentence",
    "tokens": "Token",
    "entities": "Entity",
    "quotations": "Quotation",
    "roles": "Role",
}

_Coder = tuple[Callable[[Any], Any], Callable[[Any], Any]]


def _span_out(span: Span) -> list[int]:
    return [span.start, span.end]


def _span_in(pair: list[int]) -> Span:
    return Span(pair[0], pair[1])


_SPAN: _Coder = (_span_out, _span_in)
_SPANS: _Coder = (
    lambda spans: [_span_out(span) for span in spans],
    lambda pairs: tuple(_span_in(pair) for pair in pairs),
)
_REPORTERS: _Coder = (
    lambda rows: [[span.start, span.end, role] for span, role in rows],
    lambda rows: tuple((Span(row[0], row[1]), str(row[2])) for row in rows),
)
_VALUE: _Coder = (value_to_dict, value_from_dict)

_CODERS: dict[tuple[str, str], _Coder] = {
    ("Section", "heading"): _SPAN,
    ("Section", "marker"): _SPAN,
    ("Quotation", "speaker"): _SPAN,
    ("Quotation", "cue"): _SPAN,
    ("Role", "person"): _SPAN,
    ("Entity", "value"): _VALUE,
    ("Dateline", "agency"): _SPAN,
    ("Dateline", "date"): _SPAN,
    ("Dateline", "kind"): _SPAN,
    ("Dateline", "places"): _SPANS,
    ("Dateline", "reporters"): _REPORTERS,
    ("Dateline", "date_value"): _VALUE,
}


def kinds_with(items: Iterable[object]) -> Kinds:
    """Return the classes of items that can be read, by name: the model's and `items`.

    Raises:
        TypeError: If one of `items` is no class of annotations.
        AnnotationError: If one has the name of another.
    """
    check_several(items, "items")
    kinds = dict(ITEMS)
    for item in items:
        if not (isinstance(item, type) and issubclass(item, model.Annotation)):
            what = item.__name__ if isinstance(item, type) else described(item)
            raise TypeError(f"items takes classes derived from corpus.Annotation, not {what}")
        if kinds.setdefault(item.__name__, item) is not item:
            raise AnnotationError(f"two kinds of items are named {item.__name__!r}; rename yours")
    return kinds


def item_of(name: str, kinds: Kinds = ITEMS) -> type[model.Annotation]:
    """Return the class of items named `name`.

    Raises:
        AnnotationError: If there is no such class.
    """
    if name not in kinds:
        reason = f"unknown kind of item {name!r}; valid: {', '.join(sorted(kinds))}"
        raise AnnotationError(f"{reason}; a class of your own is given as items=[{name}]")
    return kinds[name]


def encode(item: str, field: str, value: Any) -> Any:
    """Return a field's value as plain data; `None` stays `None`.

    Raises:
        TypeError: If an item of the user's own holds what has no plain form.
    """
    if item not in ITEMS:
        return _own_out(value)
    coder = _CODERS.get((item, field))
    return value if value is None or coder is None else coder[0](value)


def decode(item: str, field: str, plain: Any) -> Any:
    """Return the field's value from plain data.

    Raises:
        AnnotationError: If the data are not what the field holds.
    """
    coder = _CODERS.get((item, field)) if item in ITEMS else (_own_out, _own_in)
    if plain is None or coder is None:
        return plain
    try:
        return coder[1](plain)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise AnnotationError(f"{item}.{field} can't be {plain!r}: {error!r}") from None


def _own_out(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Span():
            return {"span": _span_out(value)}
        case tuple():
            return {"tuple": [_own_out(part) for part in value]}
        case DateValue() | Quantity():
            return {"value": value_to_dict(value)}
    raise TypeError(
        f"{type(value).__name__} in a field; an item's fields can hold strings, numbers, spans, "
        "values and tuples of them"
    )


def _own_in(plain: Any) -> Any:
    match plain:
        case {"span": pair}:
            return _span_in(pair)
        case {"tuple": parts}:
            return tuple(_own_in(part) for part in parts)
        case {"value": value}:
            return value_from_dict(value)
        case dict() | list():
            raise ValueError("no form of a span, a tuple or a value")
    return plain
