"""How the fields of the model's items are written as plain data, and read back.

Shared by the formats that are JSON. Plain types are written as they are; spans as
``[start, end]``, values as `corpus.values.value_to_dict` does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corpus import model
from corpus.errors import AnnotationError
from corpus.spans import Span
from corpus.values import value_from_dict, value_to_dict

__all__ = ["ITEMS", "decode", "encode", "item_of"]

ITEMS: dict[str, type[model.Annotation]] = {
    item.__name__: item
    for item in (
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


def item_of(name: str) -> type[model.Annotation]:
    """Return the class of items named `name`.

    Raises:
        AnnotationError: If there is no such class.
    """
    if name not in ITEMS:
        raise AnnotationError(f"unknown kind of item {name!r}; valid: {', '.join(sorted(ITEMS))}")
    return ITEMS[name]


def encode(item: str, field: str, value: Any) -> Any:
    """Return a field's value as plain data; `None` stays `None`."""
    coder = _CODERS.get((item, field))
    return value if value is None or coder is None else coder[0](value)


def decode(item: str, field: str, plain: Any) -> Any:
    """Return the field's value from plain data.

    Raises:
        AnnotationError: If the data are not what the field holds.
    """
    coder = _CODERS.get((item, field))
    if plain is None or coder is None:
        return plain
    try:
        return coder[1](plain)
    except (TypeError, IndexError, KeyError, AttributeError) as error:
        raise AnnotationError(f"{item}.{field} can't be {plain!r}: {error!r}") from None
