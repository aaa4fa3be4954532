"""JSON Lines: an article a line, lossless, with every layer.

A line is an object with ``schema`` (`SCHEMA`), ``id``, ``text``, ``script``, ``source``,
``layers`` and, where there are any, ``raw_alignment``, ``original_alignment``,
``conversions`` and ``decisions``. A layer is an object of columns: ``item`` (the class of
its items), ``source`` (its maker), ``start``, ``end`` and ``fields``, an array for each
of the items' other fields. Offsets are code points into ``text``. What the parser
decided outside the articles stands in a line of its own, ``{"schema": …, "decisions": […]}``,
before them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.alignment import Alignment
from corpus.errors import AnnotationError, CorpusError, FormatError
from corpus.interchange.fields import ITEMS, decode, encode, item_of
from corpus.layers import Layer
from corpus.model import Article, Corpus, Decision
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

__all__ = [
    "SCHEMA",
    "article_from_dict",
    "article_to_dict",
    "from_jsonl",
    "iter_jsonl",
    "read_jsonl",
    "to_jsonl",
    "write_jsonl",
]

SCHEMA = "zh-news-corpus/1"
"""The schema's name and version, written in every line and checked on reading."""


def to_jsonl(corpus: Iterable[Article]) -> str:
    """Return a corpus, or any articles, as JSON Lines.

    Raises:
        FormatError: If a layer holds items of a class that is not the model's.

    Example:
        >>> import corpus
        >>> news = corpus.load()
        >>> corpus.from_jsonl(news.to_jsonl()) == news
        True
    """
    return "".join(f"{line}\n" for line in _lines(corpus))


def write_jsonl(corpus: Iterable[Article], path: str | PathLike[str]) -> None:
    """Write a corpus, or any articles, to a file of JSON Lines, one article at a time.

    The file is complete or, if an article can't be written, as it was before.

    Raises:
        FormatError: As for `to_jsonl`.
        OSError: If the file can't be written.

    Example:
        >>> import corpus, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.jsonl")
        >>> corpus.write_jsonl(corpus.load(), path)
        >>> corpus.read_jsonl(path)["zhao-yafu"].title
        '赵亚夫事迹引起社会强烈反响'
    """
    target = Path(path)
    # Written beside it first: an article that can't be written costs no file that was there.
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in _lines(corpus))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def from_jsonl(text: str) -> Corpus:
    """Return the corpus from what `to_jsonl` returned.

    Raises:
        FormatError: If a line is no article; says which line and why.

    Example:
        >>> import corpus
        >>> corpus.from_jsonl(corpus.load().to_jsonl()).ids
        ('dangjian-wenda', 'ertong-yingyang', 'zhao-yafu')
    """
    return _collect(_records(text.split("\n"), "<string>"), "<string>")


def read_jsonl(path: str | PathLike[str]) -> Corpus:
    """Read the corpus from a file that `write_jsonl` or ``corpus parse -o`` wrote.

    Raises:
        FormatError: If a line is no article; says the file, the line and why.
        OSError: If the file can't be read.

    Example:
        >>> import corpus, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.jsonl")
        >>> corpus.load().write_jsonl(path)
        >>> corpus.read_jsonl(path) == corpus.load()
        True
    """
    with Path(path).open(encoding="utf-8-sig", newline="\n") as file:
        return _collect(_records(file, str(path)), str(path))


def iter_jsonl(path: str | PathLike[str]) -> Iterator[Article]:
    """Yield the articles of a file one by one, in the memory of one.

    Raises:
        FormatError: As for `read_jsonl`.
        OSError: If the file can't be read.

    Example:
        >>> import corpus, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.jsonl")
        >>> corpus.load().write_jsonl(path)
        >>> [article.id for article in corpus.iter_jsonl(path)][-1]
        'zhao-yafu'
    """
    with Path(path).open(encoding="utf-8-sig", newline="\n") as file:
        for record in _records(file, str(path)):
            if isinstance(record, Article):
                yield record


def _lines(corpus: Iterable[Article]) -> Iterator[str]:
    decisions = getattr(corpus, "decisions", ())
    if decisions:
        yield _dump({"schema": SCHEMA, "decisions": _decisions_out(decisions)})
    for article in corpus:
        yield _dump(article_to_dict(article))


def _dump(record: dict[str, Any]) -> str:
    try:
        return json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        reason = f"article {record.get('id')!r} holds what JSON has no form for: {error}"
        raise FormatError(reason) from None


def _records(lines: Iterable[str], source: str) -> Iterator[Article | tuple[Decision, ...]]:
    number = 0
    rows = iter(lines)
    while True:
        number += 1
        try:
            line = next(rows, None)
            if line is None:
                return
            if line.strip():
                yield _record(json.loads(line))
        except UnicodeDecodeError as error:
            reason = f"no UTF-8: {error.reason} at byte {error.start} of what was being read"
            raise FormatError(reason, source=source, line=number) from None
        except RecursionError:
            raise FormatError("nested too deeply", source=source, line=number) from None
        except json.JSONDecodeError as error:
            reason = f"no JSON: {error.msg} at column {error.colno}"
            raise FormatError(reason, source=source, line=number) from None
        except KeyError as error:
            reason = f"no article: the field {error} is missing"
            raise FormatError(reason, source=source, line=number) from None
        except (CorpusError, TypeError, ValueError, AttributeError) as error:
            reason = f"no article: {type(error).__name__}: {error}"
            raise FormatError(reason, source=source, line=number) from error


def _record(plain: dict[str, Any]) -> Article | tuple[Decision, ...]:
    if not isinstance(plain, dict):
        raise AnnotationError("the line is no JSON object")
    if plain.get("schema") != SCHEMA:
        raise AnnotationError(
            f"schema {plain.get('schema')!r} can't be read; this version reads {SCHEMA!r}"
        )
    return article_from_dict(plain) if "id" in plain else _decisions_in(plain["decisions"])


def _collect(records: Iterable[Article | tuple[Decision, ...]], source: str) -> Corpus:
    articles: list[Article] = []
    decisions: tuple[Decision, ...] = ()
    for record in records:
        if isinstance(record, Article):
            articles.append(record)
        else:
            decisions += record
    try:
        return Corpus(articles, decisions=decisions)
    except AnnotationError as error:
        raise FormatError(error.reason, source=source) from None


def article_to_dict(article: Article) -> dict[str, Any]:
    """Return an article as plain data, as a line has it.

    Raises:
        FormatError: If a layer holds items of a class that is not the model's.
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
        record["decisions"] = _decisions_out(article.decisions)
    return record


def article_from_dict(record: dict[str, Any]) -> Article:
    """Return the article from what `article_to_dict` returned.

    Raises:
        CorpusError: If layers do not fit the text; the subclass says how.
        KeyError: If a field is missing.
    """
    text = record["text"]
    alignments = {
        name: _alignment_in(record[name])
        for name in ("raw_alignment", "original_alignment")
        if record.get(name) is not None
    }
    return Article(
        id=record["id"],
        text=text,
        layers={name: _layer_in(text, plain) for name, plain in record["layers"].items()},
        script=record["script"],
        source=record["source"],
        conversions=record.get("conversions", ()),
        decisions=_decisions_in(record.get("decisions", ())),
        **alignments,
    )


def _layer_out(name: str, layer: Layer[Any]) -> dict[str, Any]:
    item = layer.item.__name__
    if ITEMS.get(item) is not layer.item:
        raise FormatError(
            f"layer {name!r} holds items of {layer.item!r}, which JSON Lines has no form for; "
            f"use one of {', '.join(sorted(ITEMS))} or leave the layer out (without_layer)"
        )
    return {
        "item": item,
        "source": layer.source,
        "start": layer.starts.tolist(),
        "end": layer.ends.tolist(),
        "fields": {
            field: [encode(item, field, value) for value in column]
            for field, column in layer.columns.items()
        },
    }


def _layer_in(text: str, plain: dict[str, Any]) -> Layer[Any]:
    name = plain["item"]
    columns = {
        field: [decode(name, field, value) for value in values]
        for field, values in plain["fields"].items()
    }
    return Layer(text, item_of(name), plain["start"], plain["end"], columns, source=plain["source"])


def _alignment_in(plain: dict[str, Any]) -> Alignment:
    return Alignment.from_columns(plain["source_length"], plain["target_length"], *plain["edits"])


def _decisions_out(decisions: Iterable[Decision]) -> list[list[Any]]:
    return [[d.rule, d.span.start, d.span.end, d.evidence, d.confidence] for d in decisions]


def _decisions_in(rows: Iterable[list[Any]]) -> tuple[Decision, ...]:
    return tuple(
        Decision(rule, Span(start, end), evidence, confidence)
        for rule, start, end, evidence, confidence in rows
    )
