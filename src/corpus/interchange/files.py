"""Files of lines, plain or packed with gzip: reading them, and replacing them as a whole."""

from __future__ import annotations

import gzip
import io
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from corpus.arguments import described, is_text

if TYPE_CHECKING:
    from os import PathLike
    from types import TracebackType
    from typing import Self

__all__ = ["Replacement", "as_lines", "checked_path", "open_unpacked", "unpacked"]

_GZIP = b"\x1f\x8b"
_LEVEL = 6


def checked_path(path: str | PathLike[str]) -> str | PathLike[str]:
    """Return a path; refuse what is none: 0 is a file of the system's, a list is many files.

    Raises:
        TypeError: If it is none.
        FileNotFoundError: If it is empty, which would be the current folder.
    """
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"a path is a string or a Path, not {described(path)}")
    if is_text(path):
        raise FileNotFoundError("what was given is no path but text; corpus.from_jsonl takes text")
    if not os.fspath(path):
        raise FileNotFoundError("a path is empty")
    return path


def unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    """Return the stream, unpacked if it begins as gzip does (RFC 1952), whatever its name.

    Closing what is returned closes the stream.
    """
    if not stream.peek(len(_GZIP)).startswith(_GZIP):
        return stream
    return io.BufferedReader(cast("io.RawIOBase", _Unpacked(stream)))


class _Unpacked(gzip.GzipFile):
    """A packed stream that closes what it reads from."""

    def __init__(self, below: io.BufferedReader) -> None:
        self._below = below
        super().__init__(fileobj=below, mode="rb")

    def close(self) -> None:
        super().close()
        self._below.close()


def open_unpacked(path: str | PathLike[str]) -> io.BufferedReader:
    """Open a file, plain or packed.

    Raises:
        OSError: If it can't be opened or read.
    """
    stream = Path(path).open("rb")  # noqa: SIM115  closed by what is returned
    try:
        return unpacked(stream)
    except BaseException:
        stream.close()
        raise


def as_lines(stream: io.BufferedReader) -> io.TextIOWrapper:
    """Return a stream as lines of UTF-8; a byte order mark is left out."""
    return io.TextIOWrapper(stream, encoding="utf-8-sig", newline="\n")


class Replacement:
    r"""A file that is written beside another and then takes its place, or leaves it as it was.

    What a link leads to is replaced, not the link; its permissions are kept. A device or a pipe
    can't be replaced and is written to as it is. A name that ends in ``.gz`` means a packed file.

    Args:
        path: The file to be replaced, or made.

    Raises:
        OSError: If it can't be written; its file name is `path`.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp(), "a.txt")
        >>> with Replacement(path) as new:
        ...     new.write("甲\n")
        ...     new.commit()
        >>> path.read_text(encoding="utf-8")
        '甲\n'
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self._name = os.fspath(path)
        self._open_files = ExitStack()
        try:
            self._target = Path(path).resolve()
            self._part: Path | None = None
            if not self._target.exists() or self._target.is_file():
                name = f"{self._target.name}.{os.getpid()}.part"
                self._part = self._target.with_name(name)
            self._file = self._opened(self._part or self._target)
        except OSError as error:
            self._give_up()
            raise self._named(error) from error

    def _opened(self, path: Path) -> IO[str]:
        raw = self._open_files.enter_context(path.open("wb"))
        if self._target.name.lower().endswith(".gz"):
            # Neither name nor time: the same articles make the same file.
            packed = gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0)
            raw = cast("io.BufferedWriter", self._open_files.enter_context(packed))
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        return self._open_files.enter_context(text)

    def write(self, text: str) -> None:
        """Write text as it is.

        Raises:
            OSError: If it can't be written; its file name is that of the file to be replaced.
        """
        try:
            self._file.write(text)
        except OSError as error:
            raise self._named(error) from error

    def commit(self) -> None:
        """Let what was written take the other's place.

        Raises:
            OSError: If it can't; the other file is as it was.
        """
        try:
            self._open_files.close()
            if self._part is not None:
                if self._target.exists():
                    shutil.copymode(self._target, self._part)
                self._part.replace(self._target)
                self._part = None
        except OSError as error:
            raise self._named(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._give_up()

    def _give_up(self) -> None:
        try:
            self._open_files.close()
        except OSError:
            pass  # what could not be written is thrown away
        finally:
            if self._part is not None:
                self._part.unlink(missing_ok=True)

    def _named(self, error: OSError) -> OSError:
        return OSError(error.errno, error.strerror, self._name)
