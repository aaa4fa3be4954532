"""Reading files: `read` for a corpus, `iter_articles` for files of any size.

What a path can be says ``sources``, how bytes become text ``decode``, how text becomes
articles `parse`. Here they are put together, articles get ids, and progress is told.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import attrs

from corpus.arguments import check_function
from corpus.errors import CorpusError
from corpus.model import Article, Corpus, Decision
from corpus.parsing.expansion import listed
from corpus.parsing.file_names import readable
from corpus.parsing.per_file import Options, articles_of, read_file
from corpus.parsing.sources import SourceFile, iter_files, total_size

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    from corpus.parsing.rules import Rules

    Paths = str | PathLike[str] | Iterable[str | PathLike[str]]
    Progress = Callable[[int, int], object]

__all__ = ["FileResult", "Prefixes", "iter_articles", "iter_read", "read"]


@attrs.frozen
class FileResult:
    """What came of one file.

    Attributes:
        file: The file.
        corpus: Its articles; empty if there was an error.
        error: Why it could not be read or parsed, or `None`.
        encoding: The encoding that it was read in, or `None` if that never became clear.
        replaced: How many stretches of bytes were replaced by U+FFFD.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "rmrb.txt"
        >>> _ = path.write_bytes("新华社北京1月5日电　会议今天开幕。".encode("gb18030"))
        >>> (reading,) = iter_read(path)
        >>> reading.encoding, reading.replaced, reading.corpus[0].dateline.place
        ('gb18030', 0, '北京')
    """

    file: SourceFile
    corpus: Corpus
    error: Exception | None = None
    encoding: str | None = None
    replaced: int = 0


def read(
    paths: Paths,
    *,
    encoding: str | None = None,
    errors: str = "strict",
    progress: Progress | None = None,
    rules: Rules | None = None,
    year: int | None = None,
    published: dt.date | None = None,
) -> Corpus:
    r"""Read files of newspaper text into a corpus.

    Plain text, ``.gz`` and ``.zip`` are read; a folder gives all such files in it. The
    articles' ids are the file's stem and a number (``rmrb-1``), after the folder's name
    where two files have the same stem; `Article.source` is the file's name.

    Args:
        paths: A file, a folder or a pattern such as ``"dumps/**/*.txt"``, or several.
        encoding: The files' encoding; found for each if not given.
        errors: ``strict``, or ``replace`` to put U+FFFD for bytes that are no text. How
            many they were, and where, is among the decisions (``decode.replaced``).
        progress: Called with the bytes read so far and the bytes that there are in all,
            as they are on the disk.
        rules: As for `parse`.
        year: As for `parse`.
        published: As for `parse`.

    Returns:
        The articles of all files, in the files' order. `Corpus.decisions` has what was
        decided outside the articles, each with the file's name before its evidence.

    Raises:
        DecodeError: If a file is no text, damaged, or in an encoding that can't be found.
        FileNotFoundError: If a path or a pattern means no file.
        OSError: If a file can't be opened or read.
        MissingExtraError: If only `charset-normalizer` could tell an encoding.
        UnknownNameError: If there is no such encoding.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "rmrb.txt"
        >>> dump = "要闻一则\n\n　　新华社北京1月5日电　会议今天开幕。\n"
        >>> _ = path.write_bytes(dump.encode("gb18030"))
        >>> news = read(path, year=1998)
        >>> news[0].id, news[0].title, str(news[0].dateline.date_value)
        ('rmrb-1', '要闻一则', '1998-01-05')
    """
    articles: list[Article] = []
    decisions: list[Decision] = []
    for reading in iter_read(
        paths,
        encoding=encoding,
        errors=errors,
        progress=progress,
        rules=rules,
        year=year,
        published=published,
    ):
        if reading.error is not None:
            raise reading.error
        articles += reading.corpus
        decisions += reading.corpus.decisions
    return Corpus(articles, decisions=decisions)


def iter_read(
    paths: Paths,
    *,
    encoding: str | None = None,
    errors: str = "strict",
    progress: Progress | None = None,
    rules: Rules | None = None,
    year: int | None = None,
    published: dt.date | None = None,
) -> Iterator[FileResult]:
    """Read files one by one; a file that fails is told and does not stop the others.

    Args:
        paths: As for `read`, and so are the others.
        encoding: As for `read`.
        errors: As for `read`.
        progress: As for `read`.
        rules: As for `read`.
        year: As for `read`.
        published: As for `read`.

    Yields:
        What came of each file, in order.

    Raises:
        FileNotFoundError: If a path or a pattern means no file.
        MissingExtraError: If only `charset-normalizer` could tell an encoding.
        UnknownNameError: If there is no such encoding.

    Example:
        >>> import pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_bytes(b"%PDF-1.7")
        >>> _ = (folder / "b.txt").write_text("新华社北京1月5日电　会议今天开幕。", "utf-8")
        >>> for reading in iter_read(folder):
        ...     print(reading.file.stem, len(reading.corpus), type(reading.error).__name__)
        a 0 DecodeError
        b 1 NoneType
    """
    options = Options(encoding, errors, rules, year, published)
    options.decoder(None)  # a wrong name is no file's fault
    paths = listed(paths)
    meter = _Meter(paths, progress)
    names = Prefixes()
    for file in iter_files(paths):
        decoder = options.decoder(file)
        corpus, failure = Corpus(), None
        try:
            corpus = read_file(file, decoder, options, names.prefix(file), meter.advance)
        except (CorpusError, OSError) as error:
            failure = error
        guess = decoder.guess
        yield FileResult(
            file, corpus, failure, None if guess is None else guess.encoding, decoder.replaced
        )
    meter.finish()


def iter_articles(
    paths: Paths,
    *,
    encoding: str | None = None,
    errors: str = "strict",
    progress: Progress | None = None,
    rules: Rules | None = None,
    year: int | None = None,
    published: dt.date | None = None,
) -> Iterator[Article]:
    r"""Yield the articles of files one by one, in bounded memory.

    What `read` gives, without what was decided outside the articles. A file is read piece
    by piece, so that a dump of a gigabyte needs no more memory than one of a few megabytes;
    of such a file, articles may have been yielded before a fault in it is met.

    Args:
        paths: As for `read`, and so are the others.
        encoding: As for `read`.
        errors: As for `read`.
        progress: As for `read`.
        rules: As for `read`.
        year: As for `read`.
        published: As for `read`.

    Yields:
        The articles, in the files' order.

    Raises:
        DecodeError: As for `read`.
        FileNotFoundError: As for `read`.
        OSError: As for `read`.
        MissingExtraError: As for `read`.
        UnknownNameError: As for `read`.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
        >>> _ = path.write_text("要闻一则\n\n　　本报讯　会议今天开幕。\n", "utf-8")
        >>> [article.title for article in iter_articles(path)]
        ['要闻一则']
    """
    options = Options(encoding, errors, rules, year, published)
    options.decoder(None)
    paths = listed(paths)
    meter = _Meter(paths, progress)
    names = Prefixes()
    for file in iter_files(paths):
        prefix = names.prefix(file)
        yield from articles_of(file, options.decoder(file), options, prefix, meter.advance)
    meter.finish()


class Prefixes:
    """Gives every file a prefix for its articles' ids, unique and as short as can be."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def prefix(self, file: SourceFile) -> str:
        """Return what the ids of a file's articles begin with."""
        full = readable(file.name)
        folder = PurePosixPath(PurePosixPath(full.replace("!", "/")).parent.name).stem
        candidates = (file.stem, f"{folder}/{file.stem}" if folder else full, full)
        name = next((name for name in candidates if name not in self._taken), None)
        number = 2
        while name is None:  # the same file once more
            again = f"{full}({number})"
            name = again if again not in self._taken else None
            number += 1
        self._taken.add(name)
        return name


class _Meter:
    """Adds up what has been read, and tells it."""

    def __init__(self, paths: Paths, progress: Progress | None) -> None:
        check_function(progress, "progress=")
        self._progress = progress
        self._total = 0 if progress is None else total_size(paths)
        self._done = 0
        self._told = -1

    def advance(self, size: int) -> None:
        """Tell that `size` more bytes have been read."""
        self._done = min(self._done + size, self._total)
        self._tell()

    def finish(self) -> None:
        """Tell that all is done, which the members of an archive do not add up to."""
        self._done = self._total
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None and self._told != self._done:
            self._told = self._done
            self._progress(self._done, self._total)
