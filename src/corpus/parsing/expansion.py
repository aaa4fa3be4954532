"""Which files a path means: itself, those of a folder, or those that match a pattern.

By names alone, and by what the disk says of them; nothing is opened. What is in archives is
told in ``sources``.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from corpus.arguments import is_text
from corpus.parsing.file_names import readable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["TEXT", "Paths", "expand", "is_text_name", "listed"]

Paths = str | os.PathLike[str]

TEXT = frozenset({".txt", ".text", ""})
"""What the names of files with newspaper text end in."""

_PACKED = {".gz", ".zip"}
_OTHER = {".json", ".jsonl", ".tar"}  # of what is packed


def listed(paths: Paths | Iterable[Paths]) -> list[Paths]:
    """Return one path or several as a list.

    Raises:
        FileNotFoundError: If there is none.
        TypeError: If one is no path.
    """
    if hasattr(paths, "read"):
        raise TypeError("a path is a string or a Path, not an open file; give its name")
    several = isinstance(paths, Iterable) and not isinstance(paths, str | bytes | os.PathLike)
    found: list[Paths] = list(cast("Iterable[Paths]", paths)) if several else [cast("Paths", paths)]
    if not found:
        raise FileNotFoundError("no path was given, but an empty list or a generator used up")
    for path in found:
        if not isinstance(path, str | os.PathLike):
            raise TypeError(f"a path is a string or a Path, not {_shown(path)}")
    return found


def _shown(value: object) -> str:
    if isinstance(value, bytes):
        return "bytes; to split text that you have, decode it and use corpus.parse"
    return f"{value!r}"


def expand(path: Paths, suffixes: Collection[str]) -> list[Path]:
    """Return the files that a path means, in order.

    Args:
        path: A file, a folder or a pattern.
        suffixes: What to take of folders, beside ``.gz`` and ``.zip``.

    Raises:
        FileNotFoundError: If it means none.
    """
    if not os.fspath(path):
        raise FileNotFoundError("a path is empty; '.' is the folder that you are in")
    if is_text(path):
        raise FileNotFoundError("what was given is no path but text; corpus.parse splits text")
    named, shown = Path(path), readable(os.fspath(path))
    if named.is_dir():
        found = sorted(_walk(named, suffixes))
        if not found:
            ends = ", ".join(sorted({*suffixes, *_PACKED} - {""}))
            raise FileNotFoundError(
                f"no file that ends in {ends} or in no suffix in the folder {shown!r}; "
                f"a pattern takes others: {shown}/*.log"
            )
        return found
    if named.exists():
        return [named]
    if not glob.has_magic(os.fspath(path)):
        raise FileNotFoundError(f"no such file or folder: {shown!r}{_hint(path)}")
    matches = map(Path, glob.glob(os.fspath(path), recursive=True))  # noqa: PTH207  ** and folders
    found = sorted(match for match in matches if match.is_file())
    if not found:
        raise FileNotFoundError(f"no file matches {shown!r}")
    return found


def _hint(path: Paths) -> str:
    name = os.fspath(path)
    if "://" in name:
        return "; addresses are not fetched, download the file first"
    return "; ~ is taken as it is, see Path.expanduser" if name.startswith("~") else ""


def _walk(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    """Yield the files below a folder, and the folders that can't be looked into."""
    closed: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(where, name)
            # A pipe or a socket would be waited for; a link that leads nowhere is told.
            if is_text_name(name, suffixes) and (path.is_file() or not path.exists()):
                yield path
    yield from (Path(error.filename) for error in closed)


def is_text_name(name: str, suffixes: Collection[str]) -> bool:
    """Tell whether a file in a folder or an archive is taken, by its name."""
    pure = PurePosixPath(name)
    suffix = pure.suffix.lower()
    if suffix == ".gz":
        inner = PurePosixPath(pure.stem).suffix.lower()
        return not pure.name.startswith(".") and (inner in suffixes or inner not in _OTHER)
    return not pure.name.startswith(".") and (suffix in suffixes or suffix in _PACKED)
