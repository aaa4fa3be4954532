"""What a name on the command line means: files, folders, archives, patterns, standard input.

Newspaper text and JSON Lines of articles are told apart by the name, or by how the content
begins. Nothing is parsed here.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import attrs

from corpus.cli.messages import Refusal
from corpus.interchange.files import unpacked
from corpus.parsing.sources import SourceFile, iter_files, total_size

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from corpus.cli.tally import Tally

__all__ = [
    "STDIN",
    "Begun",
    "begun",
    "found",
    "iter_inputs",
    "refuse_inputs",
    "size_of",
    "stdin",
    "stdin_bytes",
]

STDIN = "-"
"""The name of standard input on the command line."""

_NAME = "<stdin>"
_STEM = "stdin"
_LINES = (".jsonl", ".jsonl.gz")
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


@attrs.frozen
class Begun(SourceFile):
    """A file of which the first bytes have been read.

    Attributes:
        has_articles: Whether it holds articles as JSON Lines, not newspaper text.
    """

    _head: bytes = b""
    _rest: Iterable[bytes] = ()
    has_articles: bool = False

    def chunks(self, advance: Callable[[int], object] | None = None) -> Iterator[bytes]:  # noqa: ARG002
        """Yield all bytes, those that have been read first."""
        yield self._head
        yield from self._rest


def begun(file: SourceFile, advance: Callable[[int], object]) -> Begun:
    """Read the first bytes of a file, and tell by them and its name what it holds.

    Raises:
        DecodeError: If the file is damaged or encrypted.
        OSError: If it can't be opened or read.
    """
    rest = file.chunks(advance)
    head = next(rest, b"")
    has_articles = file.name.lower().endswith(_LINES) or _OBJECT.match(head) is not None
    return Begun(file.name, file.stem, file.size, head=head, rest=rest, has_articles=has_articles)


class _Stdin(SourceFile):
    """Standard input, whose size is not known."""

    def chunks(self, advance: Callable[[int], object] | None = None) -> Iterator[bytes]:
        for chunk in super().chunks():
            if advance is not None:
                advance(len(chunk))
            yield chunk


def stdin() -> SourceFile:
    """Return standard input as a file; what is packed with gzip is unpacked.

    Raises:
        Refusal: If it is closed.
    """
    below = cast("io.RawIOBase", stdin_bytes())
    return _Stdin(_NAME, _STEM, 0, None, lambda: unpacked(io.BufferedReader(below)), packed=True)


def stdin_bytes() -> IO[bytes]:
    """Return standard input as bytes.

    Raises:
        Refusal: If it is closed.
    """
    if sys.stdin is None:
        raise Refusal(f"{_NAME}: it is closed")
    return sys.stdin.buffer


def _on_disk(name: str, suffixes: Collection[str]) -> list[str]:
    """Return the paths that a name means; standard input stays as it is."""
    if name == STDIN:
        return [STDIN]
    paths = (_archive_of(file.name) for file in iter_files(name, suffixes=suffixes))
    return list(dict.fromkeys(paths))


def found(names: Iterable[str], suffixes: Collection[str], tally: Tally) -> list[str]:
    """Return the paths that names mean; one that means none is told and counted as failed.

    They are found before anything is written, so that no pattern can match what is.
    """
    paths: list[str] = []
    for name in names:
        try:
            paths += _on_disk(name, suffixes)
        except FileNotFoundError as error:
            tally.fail(name, error)
    return paths


def _archive_of(name: str) -> str:
    """Return the file that a name means; of `archive.zip!member.txt` it is the archive."""
    path = name
    while not Path(path).exists() and "!" in path:
        path = path.rpartition("!")[0]
    return path if Path(path).exists() else name


def iter_inputs(paths: Iterable[str], suffixes: Collection[str]) -> Iterator[SourceFile]:
    """Yield the files that are at these paths, members of archives one by one."""
    for path in paths:
        if path == STDIN:
            yield stdin()
        else:
            yield from iter_files(path, suffixes=suffixes)


def size_of(paths: Iterable[str]) -> int | None:
    """Return how many bytes are to be read, or `None` where that is not known."""
    listed = list(paths)
    if STDIN in listed:
        return None
    return total_size(listed) if listed else 0


def refuse_inputs(output: str | None, paths: Iterable[str]) -> None:
    """Refuse an output that is a file to be read, by whatever name.

    Raises:
        Refusal: If it is one.
    """
    if output is None or not Path(output).is_file():
        return
    if any(Path(path).is_file() and Path(path).samefile(output) for path in paths):
        raise Refusal(f"{output}: this is a file to read; write to another")
