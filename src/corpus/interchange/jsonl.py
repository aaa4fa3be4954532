"""JSON Lines: an article a line, lossless, with every layer.

What a line holds says `corpus.interchange.records`. What the parser decided outside the articles
stands in a line of its own, ``{"schema": …, "decisions": […]}``, before them.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from corpus.errors import AnnotationError, CorpusError, FormatError
from corpus.interchange.fields import ITEMS, kinds_with
from corpus.interchange.files import Replacement, as_lines, checked_path, open_unpacked
from corpus.interchange.records import SCHEMA, article_to_dict, decisions_to_rows, record_from_dict
from corpus.model import Annotation, Article, Corpus, Decision

if TYPE_CHECKING:
    from os import PathLike

    from corpus.interchange.fields import Kinds

__all__ = [
    "SCHEMA",
    "from_jsonl",
    "from_lines",
    "iter_jsonl",
    "iter_lines",
    "read_jsonl",
    "to_jsonl",
    "write_jsonl",
]


def to_jsonl(corpus: Iterable[Article]) -> str:
    """Return a corpus, or any articles, as JSON Lines.

    Args:
        corpus: A corpus, an article, or any iterable of articles.

    Raises:
        FormatError: If a layer holds what JSON Lines has no form for.

    Example:
        >>> import corpus
        >>> article = corpus.Article(id="a", text="走了。", script="Hans")
        >>> corpus.to_jsonl(article)[:56]
        '{"schema":"zh-news-corpus/1","id":"a","text":"走了。","scri'
    """
    return "".join(f"{line}\n" for line in _lines(_articles(corpus)))


def write_jsonl(corpus: Iterable[Article], path: str | PathLike[str]) -> None:
    """Write a corpus, or any articles, to a file of JSON Lines, one article at a time.

    The file is complete or, if an article can't be written, as it was before. It is packed with
    gzip if its name ends in ``.gz``.

    Args:
        corpus: A corpus, an article, or any iterable of articles.
        path: The file.

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
    articles = _articles(corpus)
    # Written beside it first: an article that can't be written costs no file that was there.
    with Replacement(checked_path(path)) as new:
        for line in _lines(articles):
            new.write(f"{line}\n")
        new.commit()


def from_jsonl(text: str, *, items: Iterable[type[Annotation]] = ()) -> Corpus:
    """Return the corpus from what `to_jsonl` returned.

    Args:
        text: JSON Lines, an article a line.
        items: The classes of your own that items of layers have.

    Raises:
        FormatError: If a line is no article; says which line and why.

    Example:
        >>> import corpus
        >>> news = corpus.from_jsonl(corpus.load().to_jsonl())
        >>> news == corpus.load(), news["zhao-yafu"].title
        (True, '赵亚夫事迹引起社会强烈反响')
    """
    if not isinstance(text, str):
        hint = "; decode it first" if isinstance(text, bytes) else "; read_jsonl takes a path"
        raise TypeError(f"from_jsonl takes JSON Lines as a string, not {type(text).__name__}{hint}")
    return from_lines(text.split("\n"), "<string>", items=items)


def read_jsonl(path: str | PathLike[str], *, items: Iterable[type[Annotation]] = ()) -> Corpus:
    """Read the corpus from a file that `write_jsonl` or ``corpus parse -o`` wrote.

    A file that is packed with gzip is unpacked, whatever its name.

    Args:
        path: The file, plain or packed with gzip.
        items: The classes of your own that items of layers have.

    Raises:
        FormatError: If a line is no article; says the file, the line and why.
        OSError: If the file can't be read.

    Example:
        >>> import corpus, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.jsonl")
        >>> corpus.load().write_jsonl(path)
        >>> news = corpus.read_jsonl(path)
        >>> news == corpus.load(), news["zhao-yafu"].dateline.place
        (True, '南京')
    """
    with as_lines(open_unpacked(checked_path(path))) as file:
        return from_lines(file, str(path), items=items)


def iter_jsonl(
    path: str | PathLike[str], *, items: Iterable[type[Annotation]] = ()
) -> Iterator[Article]:
    """Yield the articles of a file one by one, in the memory of one.

    Args:
        path: The file, plain or packed with gzip.
        items: The classes of your own that items of layers have.

    Raises:
        FormatError: As for `read_jsonl`.
        OSError: If the file can't be read.

    Example:
        >>> import corpus, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.jsonl")
        >>> corpus.load().write_jsonl(path)
        >>> [article.dateline.place for article in corpus.iter_jsonl(path) if article.dateline]
        ['北京', '南京']
    """
    return _each(checked_path(path), kinds_with(items))


def _each(path: str | PathLike[str], kinds: Kinds) -> Iterator[Article]:
    with as_lines(open_unpacked(path)) as file:
        yield from _only_articles(_records(file, str(path), kinds))


def iter_lines(lines: Iterable[str], source: str) -> Iterator[Article]:
    """Yield the articles of lines one by one; `source` is what they are called in errors.

    Raises:
        FormatError: As for `read_jsonl`.
    """
    return _only_articles(_records(lines, source, ITEMS))


def from_lines(
    lines: Iterable[str], source: str, *, items: Iterable[type[Annotation]] = ()
) -> Corpus:
    """Return the corpus from lines; `source` is what they are called in errors.

    Raises:
        FormatError: As for `read_jsonl`.
    """
    return _collect(_records(lines, source, kinds_with(items)), source)


def _only_articles(records: Iterable[Article | tuple[Decision, ...]]) -> Iterator[Article]:
    return (record for record in records if isinstance(record, Article))


def _articles(corpus: Iterable[Article]) -> Iterable[Article]:
    if isinstance(corpus, Article):
        return [corpus]
    if isinstance(corpus, str | bytes | os.PathLike) or not isinstance(corpus, Iterable):
        raise TypeError(f"a corpus or articles are written, not {type(corpus).__name__}")
    return corpus


def _lines(corpus: Iterable[Article]) -> Iterator[str]:
    decisions = getattr(corpus, "decisions", ())
    if decisions:
        yield _dump({"schema": SCHEMA, "decisions": decisions_to_rows(decisions)})
    for article in corpus:
        if not isinstance(article, Article):
            raise TypeError(f"a corpus or articles are written, not {type(article).__name__}")
        yield _dump(article_to_dict(article))


def _dump(record: dict[str, Any]) -> str:
    try:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        line.encode()  # an id or a field may have a lone surrogate, which no file can have
    except (TypeError, ValueError) as error:
        reason = f"article {record.get('id')!r} holds what JSON has no form for: {error}"
        raise FormatError(reason) from None
    return line


def _records(
    lines: Iterable[str], source: str, kinds: Kinds
) -> Iterator[Article | tuple[Decision, ...]]:
    number = 0
    rows = iter(lines)
    while True:
        number += 1
        line: str | None = ""
        try:
            line = next(rows, None)
            if line is None:
                return
            if line.strip():
                yield record_from_dict(json.loads(line), kinds)
        except _UNREADABLE as error:
            raise FormatError(
                _why(error, line or "", number), source=source, line=number
            ) from error


_UNREADABLE = (
    *(CorpusError, KeyError, TypeError, ValueError, AttributeError, RecursionError),
    *(EOFError, zlib.error, gzip.BadGzipFile),
)


def _why(error: Exception, line: str, number: int) -> str:
    """Say what is wrong with a line."""
    match error:
        case EOFError() | zlib.error() | gzip.BadGzipFile():
            return f"the packed data are damaged or cut off: {error}"
        case UnicodeDecodeError(reason="unexpected end of data"):
            return "cut off in the middle of a character"
        case UnicodeDecodeError():
            return f"no UTF-8: {error.reason} at byte {error.start} of what was being read"
        case RecursionError():
            return "nested too deeply"
        case json.JSONDecodeError():
            begun = number > 1 or line.lstrip().startswith("{")
            hint = "" if begun else "; newspaper text is read by corpus.read (in a shell: parse)"
            return f"no JSON: {error.msg} at column {error.colno}{hint}"
        case CorpusError():
            what = str(error)
        case KeyError():
            what = f"the field {error} is missing"
        case _:
            what = f"{type(error).__name__}: {error}"
    return f"no article: {what}"


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
