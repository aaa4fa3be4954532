"""The files that text is read from: plain ones, gzip, the members of zip archives, folders.

`iter_files` opens nothing until its files are read, and keeps errors with the file that
they are about, so that one damaged file does not stop the others. What bytes mean is
``decode``'s work, what text means `parse`'s.
"""

from __future__ import annotations

import glob
import gzip
import os
import zipfile
import zlib
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

import attrs

from corpus.arguments import is_text
from corpus.errors import DecodeError
from corpus.parsing.archives import Archive, Gzip, is_gzip
from corpus.parsing.file_names import member_name, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

__all__ = ["CHUNK", "TEXT", "SourceFile", "iter_files", "listed", "total_size"]

Paths = str | os.PathLike[str]

CHUNK = 1 << 18
"""How many bytes are read at a time."""

TEXT = frozenset({".txt", ".text", ""})
"""What the names of files with newspaper text end in."""

_PACKED = {".gz", ".zip"}
_OTHER = {".json", ".jsonl", ".tar"}  # of what is packed
_MOST_PER_BYTE = 200
_MOST_BYTES = 1 << 30
_ENCRYPTED = 0x1
_DAMAGED = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile)


@attrs.frozen
class SourceFile:
    """A file with text, or a member of an archive.

    Attributes:
        name: The path, with ``/``; of a member ``archive.zip!member.txt``.
        stem: The file's name without folder and suffixes, in characters.
        size: How many bytes it takes on the disk, packed.
        error: Why it can't be read, or `None`.

    Example:
        >>> import tempfile, pathlib
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
        >>> _ = path.write_text("会议今天开幕。", encoding="gb18030")
        >>> (file,) = iter_files(path)
        >>> file.stem, file.size, file.error
        ('a', 14, None)
        >>> b"".join(file.chunks()).decode("gb18030")
        '会议今天开幕。'
    """

    name: str
    stem: str
    size: int
    error: Exception | None = None
    _open: Callable[[], IO[bytes]] | None = attrs.field(default=None, repr=False, eq=False)
    _packed: bool = attrs.field(default=False, repr=False, eq=False)

    def chunks(self, advance: Callable[[int], object] | None = None) -> Iterator[bytes]:
        """Yield the file's bytes, unpacked, a quarter of a megabyte at a time.

        Args:
            advance: Called with the number of bytes on the disk that were read since the
                last call; the numbers add up to `size`.

        Yields:
            Stretches of bytes, as they are in the text.

        Raises:
            DecodeError: If the file is damaged, encrypted or expands beyond all measure.
            OSError: If it can't be opened or read.

        Example:
            >>> import pathlib, tempfile
            >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
            >>> _ = path.write_text("会议今天开幕。", encoding="utf-8")
            >>> [len(chunk) for file in iter_files(path) for chunk in file.chunks()]
            [21]
        """
        if self.error is not None:
            raise self.error
        tell = advance or (lambda _: None)
        done = given = 0
        try:
            with cast("Callable[[], IO[bytes]]", self._open)() as stream:
                place = _place_of(stream) if self._packed else None
                while chunk := stream.read(CHUNK):
                    given += len(chunk)
                    spent = given if place is None else place()
                    if self._packed:
                        _check_growth(given, self.size if place is None else spent, self.name)
                    tell(max(0, min(spent, self.size) - done))
                    done = max(done, min(spent, self.size))
                    yield chunk
        except _DAMAGED as error:
            raise DecodeError(
                f"the packed data are damaged or cut off: {error}", source=self.name
            ) from error
        tell(self.size - done)


def _place_of(stream: IO[bytes]) -> Callable[[], int] | None:
    """Return a function that tells how much of the packed file has been read."""
    raw = getattr(stream, "packed", None)
    return None if raw is None else raw.tell


def _check_growth(size: int, packed: int, name: str) -> None:
    if size > _MOST_BYTES and size > _MOST_PER_BYTE * max(packed, 1):
        raise DecodeError(
            f"{packed} packed bytes expand to {size} or more; that is no text, and it was not read",
            source=name,
        )


def iter_files(
    paths: Paths | Iterable[Paths], *, suffixes: Collection[str] = TEXT
) -> Iterator[SourceFile]:
    """Yield the files that the paths mean, in a fixed order.

    A path is a file, a folder, or a pattern with ``*``, ``?``, ``[…]`` or ``**``. Of a
    folder and its subfolders the files that end in ``.txt``, ``.text``, ``.gz`` or ``.zip``
    or in no suffix are taken, hidden ones left out, and packed ones that are no text
    (``.jsonl.gz``, ``.json.gz``, ``.tar.gz``); a file that is named or matched by a
    pattern is taken whatever its suffix. What is in ``.gz`` is unpacked; every member of a
    ``.zip`` that a folder would give is a file of its own.

    Args:
        paths: One path or several.
        suffixes: What to take of folders and archives, beside ``.gz`` and ``.zip``.

    Yields:
        The files, each with its name and size; none is open.

    Raises:
        FileNotFoundError: If a path or pattern means no file.

    Example:
        >>> [file.name for file in iter_files("no-such-folder/*.txt")]
        Traceback (most recent call last):
        FileNotFoundError: no file matches 'no-such-folder/*.txt'
        >>> import pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "人民日报.txt").write_text("会议今天开幕。", "utf-8")
        >>> [file.stem for file in iter_files(folder)]
        ['人民日报']
    """
    for path in listed(paths):
        for found in _expand(path, suffixes):
            if found.suffix.lower() == ".zip":
                yield from _members(found, suffixes)
            else:
                yield _file(found)


def listed(paths: Paths | Iterable[Paths]) -> list[Paths]:
    """Return one path or several as a list.

    Raises:
        TypeError: If one is no path.
    """
    if hasattr(paths, "read"):
        raise TypeError("a path is a string or a Path, not an open file; give its name")
    several = isinstance(paths, Iterable) and not isinstance(paths, str | bytes | os.PathLike)
    found: list[Paths] = list(cast("Iterable[Paths]", paths)) if several else [cast("Paths", paths)]
    for path in found:
        if not isinstance(path, str | os.PathLike):
            raise TypeError(f"a path is a string or a Path, not {_shown(path)}")
    return found


def _shown(value: object) -> str:
    if isinstance(value, bytes):
        return "bytes; to split text that you have, decode it and use corpus.parse"
    return f"{value!r}"


def total_size(paths: Paths | Iterable[Paths], *, suffixes: Collection[str] = TEXT) -> int:
    """Return how many bytes the files take on the disk."""
    return sum(_size(found) for path in listed(paths) for found in _expand(path, suffixes))


def _expand(path: Paths, suffixes: Collection[str]) -> list[Path]:
    if not os.fspath(path):
        raise FileNotFoundError("a path is empty; '.' is the folder that you are in")
    if is_text(path):
        raise FileNotFoundError("what was given is no path but text; corpus.parse splits text")
    named = Path(path)
    if named.is_dir():
        found = sorted(inner for inner in _walk(named) if _is_text(inner.name, suffixes))
        if not found:
            ends = ", ".join(sorted({*suffixes, *_PACKED} - {""}))
            raise FileNotFoundError(
                f"no file that ends in {ends} or in no suffix in the folder {os.fspath(path)!r}; "
                f"a pattern takes others: {os.fspath(path)}/*.log"
            )
        return found
    if named.exists():
        return [named]
    if not glob.has_magic(os.fspath(path)):
        raise FileNotFoundError(f"no such file or folder: {os.fspath(path)!r}")
    matches = map(Path, glob.glob(os.fspath(path), recursive=True))  # noqa: PTH207  ** and folders
    found = sorted(match for match in matches if match.is_file())
    if not found:
        raise FileNotFoundError(f"no file matches {os.fspath(path)!r}")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in names)


def _is_text(name: str, suffixes: Collection[str]) -> bool:
    """Tell whether a file in a folder or an archive is taken, by its name."""
    pure = PurePosixPath(name)
    suffix = pure.suffix.lower()
    if suffix == ".gz":
        inner = PurePosixPath(pure.stem).suffix.lower()
        return not pure.name.startswith(".") and (inner in suffixes or inner not in _OTHER)
    return not pure.name.startswith(".") and (suffix in suffixes or suffix in _PACKED)


def _file(path: Path) -> SourceFile:
    packed = path.suffix.lower() == ".gz"
    stem = readable(Path(path.stem).stem if packed else path.stem)
    try:
        size = path.stat().st_size
    except OSError as error:
        return SourceFile(path.as_posix(), stem, 0, error)
    opening = (lambda: cast("IO[bytes]", Gzip(path))) if packed else (lambda: path.open("rb"))
    return SourceFile(path.as_posix(), stem, size, None, opening, packed)


def _members(path: Path, suffixes: Collection[str]) -> Iterator[SourceFile]:
    archive = Archive(path)
    try:
        members = archive.zip().infolist()
        size = path.stat().st_size
        _check_growth(sum(member.file_size for member in members), size, path.as_posix())
    except (*_DAMAGED, DecodeError, OSError) as error:
        archive.close()
        yield SourceFile(path.as_posix(), readable(path.stem), _size(path), _as_ours(error, path))
        return
    named = [(member_name(member), member) for member in members if not member.is_dir()]
    texts = [pair for pair in sorted(named, key=itemgetter(0)) if _is_member(pair[0], suffixes)]
    if not texts:
        reason = f"none of its {len(members)} members is a .txt or .gz file"
        empty = DecodeError(reason, source=path.as_posix())
        yield SourceFile(path.as_posix(), readable(path.stem), size, empty)
    try:
        for name, member in texts:
            yield _member(archive, path, member, name)
    finally:
        archive.close()


def _is_member(name: str, suffixes: Collection[str]) -> bool:
    return "__MACOSX" not in PurePosixPath(name).parts and _is_text(name, suffixes)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _as_ours(error: Exception, path: Path) -> Exception:
    if isinstance(error, DecodeError | OSError):
        return error
    return DecodeError(f"the zip archive is damaged: {error}", source=path.as_posix())


def _member(archive: Archive, path: Path, member: zipfile.ZipInfo, name: str) -> SourceFile:
    full = f"{path.as_posix()}!{name}"
    inner = PurePosixPath(name)
    stem = PurePosixPath(inner.stem).stem if is_gzip(member) else inner.stem
    reason = None
    if member.flag_bits & _ENCRYPTED:
        reason = "the member is encrypted; unpack the archive with its password first"
    elif inner.suffix.lower() == ".zip":
        reason = "an archive within an archive is not read; unpack it first"
    error = None if reason is None else DecodeError(reason, source=full)
    return SourceFile(
        full, stem, member.compress_size, error, lambda: archive.open(member), packed=True
    )
