"""The files that text is read from: plain ones, gzip, the members of zip archives, folders.

`iter_files` opens nothing until its files are read, and keeps errors with the file that
they are about, so that one damaged file does not stop the others. Which files a path means
says ``expansion``, how packed ones are read ``archives``; what bytes mean is ``decode``'s
work, what text means `parse`'s.
"""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

import attrs

from corpus.errors import DecodeError
from corpus.parsing.archives import Archive, Gzip, is_gzip, unreadable
from corpus.parsing.expansion import TEXT, expand, is_text_name, listed
from corpus.parsing.file_names import member_name, readable

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Collection, Iterable, Iterator

    from corpus.parsing.expansion import Paths

__all__ = ["CHUNK", "SourceFile", "iter_files", "total_size"]

CHUNK = 1 << 18
"""How many bytes are read at a time."""

_MOST_PER_BYTE = 200
_MOST_BYTES = 1 << 30
_ENCRYPTED = 0x1


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
        done = 0
        for chunk, spent in self._read():
            tell(max(0, min(spent, self.size) - done))
            done = max(done, min(spent, self.size))
            yield chunk
        tell(self.size - done)

    def _read(self) -> Iterator[tuple[bytes, int]]:
        """Yield stretches of bytes, each with how much has been read on the disk."""
        given = 0
        try:
            with cast("Callable[[], IO[bytes]]", self._open)() as stream:
                place = _place_of(stream) if self._packed else None
                while chunk := stream.read(CHUNK):
                    given += len(chunk)
                    spent = given if place is None else place()
                    if self._packed:
                        _check_growth(given, self.size if place is None else spent, self.name)
                    yield chunk, spent
        except Exception as error:
            told = unreadable(error, self.name)
            if told is error:
                raise
            raise told from error


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
        for found in expand(path, suffixes):
            if found.suffix.lower() == ".zip":
                yield from _members(found, suffixes)
            else:
                yield _file(found)


def total_size(paths: Paths | Iterable[Paths], *, suffixes: Collection[str] = TEXT) -> int:
    """Return how many bytes the files take on the disk."""
    return sum(_size(found) for path in listed(paths) for found in expand(path, suffixes))


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
    except Exception as error:  # noqa: BLE001  it is told with the file
        archive.close()
        told = unreadable(error, path.as_posix())
        yield SourceFile(path.as_posix(), readable(path.stem), _size(path), told)
        return
    named = [(member_name(member), member) for member in members]
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
    if name.endswith("/") or "__MACOSX" in PurePosixPath(name).parts:
        return False
    return is_text_name(name, suffixes)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


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
