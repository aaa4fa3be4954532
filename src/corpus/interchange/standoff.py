"""Stand-off JSON: annotation beside a raw text file that it never changes.

This is the form of the packaged gold annotation: one row of annotation a line, each with
the words that it is about, so that people can read and correct it, and so that a file
that does not match its text is refused at the row where it goes wrong.

The file is an object with ``schema`` (`SCHEMA`), ``raw`` (``file``, ``sha256``) and
``articles``. An article has ``id``, ``script``, ``pieces`` (the stretches of the raw text,
in code points, whose concatenation is its text) and ``layers``: by name an object with
``source`` and ``rows``. A row has ``start`` and ``end`` into the article's text, either
``text`` or, for a long one, ``head`` and ``tail``, and the item's fields.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.alignment import Alignment
from corpus.errors import AnnotationError, CorpusError
from corpus.interchange.fields import LAYERS, decode, item_of
from corpus.interchange.files import checked_path
from corpus.layers import Layer
from corpus.model import Article, Corpus
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

__all__ = ["SCHEMA", "parse_standoff", "read_standoff"]

SCHEMA = "zh-news-corpus/standoff/1"
"""The schema's name and version, checked on reading."""

_QUOTED = {"text", "head", "tail"}


def read_standoff(path: str | PathLike[str]) -> Corpus:
    """Read a stand-off file and the raw file that it names, which stands beside it.

    Args:
        path: The JSON file.

    Returns:
        The corpus; every article's ``raw_spans`` lead into the raw file.

    Raises:
        AnnotationError: If the raw file's hash, an offset, a quoted word, a label or a
            field does not match; says the file, the article, the layer and the row.
        OSError: If a file can't be read.

    Example:
        >>> import corpus, hashlib, json, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> raw = "南京讯".encode()
        >>> _ = (folder / "raw.txt").write_bytes(raw)
        >>> rows = [{"start": 0, "end": 2, "text": "南京", "label": "GPE"}]
        >>> article = {"id": "a", "script": "Hans", "pieces": [[0, 3]],
        ...            "layers": {"entities": {"source": "me", "rows": rows}}}
        >>> hashed = {"file": "raw.txt", "sha256": hashlib.sha256(raw).hexdigest()}
        >>> plain = {"schema": "zh-news-corpus/standoff/1", "raw": hashed, "articles": [article]}
        >>> _ = (folder / "gold.json").write_text(json.dumps(plain), encoding="utf-8")
        >>> corpus.read_standoff(folder / "gold.json")["a"].entities[0].text
        '南京'
    """
    file = Path(checked_path(path))
    return parse_standoff(
        file.read_bytes(), lambda name: (file.parent / name).read_bytes(), name=file.name
    )


def parse_standoff(
    annotation: bytes, read_raw: Callable[[str], bytes], *, name: str = "<bytes>"
) -> Corpus:
    """Make the corpus from a stand-off file's bytes; for files inside a package or archive.

    Args:
        annotation: The JSON file's bytes.
        read_raw: Returns the bytes of the raw file of a given name.
        name: The JSON file's name, for messages.

    Raises:
        AnnotationError: As for `read_standoff`.
    """
    try:
        data = json.loads(annotation)
    except ValueError as error:
        raise AnnotationError(f"no JSON: {error}", place=name) from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise AnnotationError(f"schema {schema!r} is not {SCHEMA!r}", place=name)
    try:
        source, expected, articles = data["raw"]["file"], data["raw"]["sha256"], data["articles"]
        rows = list(articles)
    except (KeyError, TypeError) as error:
        raise AnnotationError(f"not the form of a stand-off file: {error!r}", place=name) from None
    raw = read_raw(source)
    found = hashlib.sha256(raw).hexdigest()
    if found != expected:
        raise AnnotationError(
            f"the raw file {source!r} is another one: its SHA-256 is {found}, "
            f"the annotation was made for {expected}",
            place=name,
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"the raw file {source!r} is no UTF-8 at byte {error.start}"
        raise AnnotationError(reason, place=name) from None
    made = [_article(plain, text, source, name) for plain in rows]
    try:
        return Corpus(made)
    except AnnotationError as error:
        raise AnnotationError(error.reason, place=name) from None


def _article(plain: Any, raw: str, source: str, name: str) -> Article:
    place = f"{name}: article {plain.get('id') if isinstance(plain, dict) else plain!r}"
    try:
        pieces = [Span(start, end).check(len(raw)) for start, end in plain["pieces"]]
        text = "".join(span.slice(raw) for span in pieces)
        return Article(
            id=plain["id"],
            text=text,
            script=plain["script"],
            source=source,
            raw_alignment=Alignment.from_pieces(len(raw), pieces),
            layers={
                layer: _layer(layer, rows, text, f"{place}, layer {layer!r}")
                for layer, rows in plain["layers"].items()
            },
        )
    except AnnotationError as error:
        if error.place.startswith(name):
            raise
        raise AnnotationError(str(error), place=place) from error
    except (CorpusError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise AnnotationError(f"{type(error).__name__}: {error}", place=place) from error


def _layer(name: str, plain: dict[str, Any], text: str, place: str) -> Layer[Any]:
    item = LAYERS.get(name.partition(":")[0])
    if item is None:
        raise AnnotationError(f"unknown layer; valid: {', '.join(LAYERS)}", place=place)
    rows = plain["rows"]
    decoded = []
    for number, row in enumerate(rows):
        where = f"{place}, row {number}"
        _check_words(row, text, where)
        try:
            decoded.append(
                {field: decode(item, field, row[field]) for field in row if field not in _QUOTED}
            )
        except CorpusError as error:
            raise AnnotationError(str(error), place=where) from None
    try:
        return Layer.of(text, item_of(item), decoded, source=plain["source"])
    except CorpusError as error:
        raise AnnotationError(str(error), place=place) from error


def _check_words(row: dict[str, Any], text: str, place: str) -> None:
    try:
        words = Span(row["start"], row["end"]).slice(text)
    except (CorpusError, KeyError) as error:
        raise AnnotationError(str(error), place=place) from None
    if "text" in row:
        matches, expected = words == row["text"], row["text"]
    else:
        head, tail = row.get("head"), row.get("tail")
        if not head or not tail:
            raise AnnotationError("the row quotes no words: text, or head and tail", place=place)
        matches, expected = words.startswith(head) and words.endswith(tail), f"{head}…{tail}"
    if not matches:
        shown = words if len(words) <= 40 else f"{words[:8]}…{words[-8:]}"
        raise AnnotationError(
            f"[{row['start']}, {row['end']}) is {shown!r} in the text, not {expected!r}",
            place=place,
        )
