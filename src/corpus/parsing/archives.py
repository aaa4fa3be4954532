"""Packed files as they are read: `Gzip` and `Archive`. What is in them is told in ``sources``."""

from __future__ import annotations

import gzip
import zipfile
from typing import IO, TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Archive", "Gzip", "is_gzip"]


class Gzip(gzip.GzipFile):
    """A gzip file that knows where in the packed file it is, and closes it."""

    def __init__(self, path: Path) -> None:
        self.packed = path.open("rb")
        super().__init__(fileobj=self.packed, mode="rb")

    def close(self) -> None:
        """Close this file and the packed one."""
        super().close()
        self.packed.close()


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
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if is_gzip(member) else stream

    def close(self) -> None:
        """Close the archive; it opens again when a member is asked for."""
        if self._zip is not None:
            self._zip.close()
            self._zip = None


def is_gzip(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is packed itself, by its name."""
    return member.filename.lower().endswith(".gz")
