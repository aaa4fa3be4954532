"""Packed files as they are read: `Gzip` and `Archive`, and what is told of those that can't be.

Which files there are and what is in them is told in ``sources``.
"""

from __future__ import annotations

import errno
import gzip
import zipfile
from typing import IO, TYPE_CHECKING, cast

from corpus.errors import CorpusError, DecodeError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Archive", "Gzip", "is_gzip", "unreadable"]

_NO_FAULT_OF_THE_DISK = {None, errno.EINVAL}  # of damaged bzip2 data; of places before a file


class Gzip(gzip.GzipFile):
    """A gzip file that knows where in the packed file it is, and closes it."""

    def __init__(self, path: Path) -> None:
        self.packed = path.open("rb")
        super().__init__(fileobj=self.packed, mode="rb")

    def close(self) -> None:
        """Close this file and the packed one."""
        super().close()
        self.packed.close()


class _Member(gzip.GzipFile):
    """A packed member of an archive, which is closed with it."""

    def __init__(self, below: IO[bytes]) -> None:
        self._below = below
        super().__init__(fileobj=below, mode="rb")

    def close(self) -> None:
        super().close()
        self._below.close()


class Archive:
    """A zip archive that is opened once for all its members."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip: zipfile.ZipFile | None = None

    def zip(self) -> zipfile.ZipFile:
        """Return the archive, opened."""
        if self._zip is None:
            self._zip = zipfile.ZipFile(self._path)
        return self._zip

    def open(self, member: zipfile.ZipInfo) -> IO[bytes]:
        """Open a member, unpacked if it is packed itself."""
        stream = self.zip().open(member)
        return cast("IO[bytes]", _Member(stream)) if is_gzip(member) else stream

    def close(self) -> None:
        """Close the archive; it opens again when a member is asked for."""
        if self._zip is not None:
            self._zip.close()
            self._zip = None


def is_gzip(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is packed itself, by its name."""
    return member.filename.lower().endswith(".gz")


def unreadable(error: Exception, name: str) -> Exception:
    """Return what is told of an error that came up in reading a file.

    Of damaged data Python's modules raise errors of a dozen kinds, and few name the file.

    Args:
        error: What was raised.
        name: The file.

    Returns:
        A `DecodeError`, an `OSError` with the file's name, or `error` as it is.

    Example:
        >>> unreadable(EOFError("it ends too early"), "a.zip")
        DecodeError('a.zip: the packed data are damaged or cut off: it ends too early')
    """
    match error:
        case CorpusError() | MemoryError():
            return error
        case OSError(errno=number) if number not in _NO_FAULT_OF_THE_DISK:
            named = error.filename is not None
            return error if named else OSError(error.errno, error.strerror, name)
        case NotImplementedError():
            reason = f"it is packed in a way that is not read here ({error}); unpack it first"
        case _:
            reason = f"the packed data are damaged or cut off: {error}"
    return DecodeError(reason, source=name)
