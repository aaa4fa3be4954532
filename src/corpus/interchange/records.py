"""An article as plain data, as a line of JSON Lines has it, and back.

It is an object with ``schema`` (`SCHEMA`), ``id``, ``text``, ``script``, ``source``, ``layers``
and, where there are any, ``raw_alignment``, ``original_alignment``, ``conversions`` and
``decisions``. A layer is an object of columns: ``item`` (the class of its items), ``source`` (its
maker), ``start``, ``end`` and ``fields``, an array for each of the items' other fields. Offsets
are code points into ``text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.alignment import Alignment
from corpus.errors import AnnotationError, FormatError
from corpus.interchange.fields import ITEMS, Kinds, decode, encode, item_of, kinds_with
from corpus.layers import Layer
from corpus.model import Annotation, Article, Decision
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "SCHEMA",
    "article_from_dict",
    "article_to_dict",
    "decisions_from_rows",
    "decisions_to_rows",
    "record_from_dict",
]

SCHEMA = "zh-news-corpus/1"
"""The schema's name and version, written in every line and checked on reading."""


def record_from_dict(plain: dict[str, Any], kinds: Kinds = ITEMS) -> Article | tuple[Decision, ...]:
    """Return what a line holds: an article, or what was decided outside the articles.

    Args:
        plain: The line's object.
        kinds: The classes that items of layers can have, by name.

    Raises:
        CorpusError: If it is neither; the subclass says why.
        KeyError: If a field is missing.
    """
    if not isinstance(plain, dict):
        raise AnnotationError("the line is no JSON object")
    if "schema" not in plain:
        own = "corpus.Article(id=…, text=…) makes articles of other records"
        raise AnnotationError(f"the field 'schema' is missing; {own}")
    if plain["schema"] != SCHEMA:
        raise AnnotationError(
            f"schema {plain['schema']!r} can't be read; this version reads {SCHEMA!r}"
        )
    return _article(plain, kinds) if "id" in plain else decisions_from_rows(plain["decisions"])


def article_to_dict(article: Article) -> dict[str, Any]:
    """Return an article as plain data, as a line has it.

    Args:
        article: The article.

    Returns:
        An object that `json.dumps` takes, with the fields that the schema names; offsets are code
        points of ``text``.

    Raises:
        FormatError: If a layer holds what has no plain form.

    Example:
        >>> article = Article(id="a", text="新华社北京电", script="Hans")
        >>> record = article_to_dict(article)
        >>> record["schema"], record["text"], record["layers"]
        ('zh-news-corpus/1', '新华社北京电', {})
    """
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "id": article.id,
        "text": article.text,
        "script": article.script,
        "source": article.source,
        "layers": {name: _layer_out(name, article.layers[name]) for name in article.layers},
    }
    for name in ("raw_alignment", "original_alignment"):
        alignment = getattr(article, name)
        if alignment is not None:
            record[name] = {
                "source_length": alignment.source_length,
                "target_length": alignment.target_length,
                "edits": [column.tolist() for column in alignment.columns],
            }
    if article.conversions:
        record["conversions"] = list(article.conversions)
    if article.decisions:
        record["decisions"] = decisions_to_rows(article.decisions)
    return record


def article_from_dict(record: dict[str, Any], *, items: Iterable[type[Annotation]] = ()) -> Article:
    """Return the article from what `article_to_dict` returned.

    Args:
        record: An object as `article_to_dict` makes it.
        items: The classes of your own that items of its layers have.

    Raises:
        CorpusError: If layers do not fit the text; the subclass says how.
        KeyError: If a field is missing.

    Example:
        >>> article = Article(id="a", text="新华社北京电", script="Hans")
        >>> article_from_dict(article_to_dict(article)) == article
        True
    """
    return _article(record, kinds_with(items))


def _article(record: dict[str, Any], kinds: Kinds) -> Article:
    text = record["text"]
    alignments = {
        name: _alignment_in(record[name])
        for name in ("raw_alignment", "original_alignment")
        if record.get(name) is not None
    }
    return Article(
        id=record["id"],
        text=text,
        layers={name: _layer_in(text, plain, kinds) for name, plain in record["layers"].items()},
        script=record["script"],
        source=record["source"],
        conversions=record.get("conversions", ()),
        decisions=decisions_from_rows(record.get("decisions", ())),
        **alignments,
    )


def _layer_out(name: str, layer: Layer[Any]) -> dict[str, Any]:
    item = layer.item.__name__
    if ITEMS.get(item, layer.item) is not layer.item:
        raise FormatError(
            f"layer {name!r} holds items of a class of your own named {item}, as one of the "
            "package is; rename it, or leave the layer out (without_layer)"
        )
    try:
        fields = {
            field: [encode(item, field, value) for value in column]
            for field, column in layer.columns.items()
        }
    except TypeError as error:
        raise FormatError(f"layer {name!r} holds {error}") from None
    return {
        "item": item,
        "source": layer.source,
        "start": layer.starts.tolist(),
        "end": layer.ends.tolist(),
        "fields": fields,
    }


def _layer_in(text: str, plain: dict[str, Any], kinds: Kinds) -> Layer[Any]:
    name = plain["item"]
    item = item_of(name, kinds)
    columns = {
        field: [decode(name, field, value) for value in values]
        for field, values in plain["fields"].items()
    }
    return Layer(text, item, plain["start"], plain["end"], columns, source=plain["source"])


def _alignment_in(plain: dict[str, Any]) -> Alignment:
    return Alignment.from_columns(plain["source_length"], plain["target_length"], *plain["edits"])


def decisions_to_rows(decisions: Iterable[Decision]) -> list[list[Any]]:
    """Return decisions as plain data, a row each."""
    return [[d.rule, d.span.start, d.span.end, d.evidence, d.confidence] for d in decisions]


def decisions_from_rows(rows: Iterable[list[Any]]) -> tuple[Decision, ...]:
    """Return the decisions from what `decisions_to_rows` returned."""
    return tuple(
        Decision(rule, Span(start, end), evidence, confidence)
        for rule, start, end, evidence, confidence in rows
    )
