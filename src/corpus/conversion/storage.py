"""Keep compiled tables in the user's cache folder.

A file is one NumPy array of 32-bit integers without pickle, named after the hash of all
that the tables were made from. It is read without NumPy. It carries that hash and the
hash of its contents; one that is damaged, belongs to somebody else, or can be written by
others is never used but made anew. A folder that can't be written to is no error: the
tables are then compiled each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.conversion.tables import NAMES, Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["cache_folder", "fingerprint", "stored_tables"]

_FORMAT = 2  # count up when the tables or what they mean change
_MAGIC = b"\x93NUMPY\x01\x00"
_DESCRIPTION = "{'descr': '<i4', 'fortran_order': False, 'shape': (%d,), }"
_HEAD = 2 * 8 + 2 + 2 * len(NAMES)  # two hashes, two numbers, where each part starts and ends
_MOST_FILES = 48


def cache_folder() -> Path:
    """Return the folder for what can be made anew.

    It is ``$CORPUS_CACHE_DIR`` if that is set, or else ``zh-news-corpus`` in the user's
    cache folder: ``$XDG_CACHE_HOME`` or ``~/.cache``, ``%LOCALAPPDATA%`` on Windows,
    ``~/Library/Caches`` on macOS. The folder may not exist yet.
    """
    if own := os.environ.get("CORPUS_CACHE_DIR"):
        return Path(own)
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Caches"
    else:
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "zh-news-corpus"


def fingerprint(parts: Iterable[bytes]) -> bytes:
    """Return the SHA-256 of `parts` and of the format of the tables."""
    digest = hashlib.sha256(b"corpus conversion tables %d" % _FORMAT)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()


def stored_tables(key: bytes, compiled: Callable[[], Tables | None]) -> Tables | None:
    """Return the tables of `key` from the cache, or compile them and put them there.

    Args:
        key: The hash of all that the tables are made from.
        compiled: Compiles them.

    Returns:
        The tables, or `None` if there are none for this recipe.
    """
    if sys.byteorder != "little":
        return compiled()
    path: Path | None = None
    with contextlib.suppress(OSError, RuntimeError):  # no home folder is a RuntimeError
        path = cache_folder() / f"conversion-{key.hex()[:32]}.npy"
        tables = _read(path, key)
        if tables is not None:
            return tables
    tables = compiled()
    if tables is not None and path is not None:
        with contextlib.suppress(OSError):
            _write(path, key, tables)
    return tables


def _read(path: Path, key: bytes) -> Tables | None:
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
                return None
            content = memoryview(file.read())
    except FileNotFoundError:
        return None
    start = len(_MAGIC) + 2 + int.from_bytes(content[len(_MAGIC) : len(_MAGIC) + 2], "little")
    body = content[start:]
    if len(body) < 4 * _HEAD or len(body) % 4 or content[:start] != _header(len(body) // 4):
        return None
    if body[:32] != key or body[32:64] != hashlib.sha256(body[64:]).digest():
        return None
    numbers = body.cast("i")
    head = numbers[16:_HEAD].tolist()
    bounds = zip(head[2::2], head[3::2], strict=True)
    parts = {name: numbers[a:b] for name, (a, b) in zip(NAMES, bounds, strict=True)}
    return Tables.of(head[0], parts, phrased=bool(head[1]))


def _write(path: Path, key: bytes, tables: Tables) -> None:
    parts = [bytes(memoryview(getattr(tables, name)).cast("B")) for name in NAMES]
    head = [tables.stages, int(tables.phrased)]
    place = _HEAD
    for part in parts:
        head += (place, place + len(part) // 4)
        place += len(part) // 4
    tail = b"".join([b"".join(n.to_bytes(4, "little") for n in head), *parts])
    body = b"".join([key, hashlib.sha256(tail).digest(), tail])
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_header(len(body) // 4) + body)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    _prune(path.parent)


def _header(length: int) -> bytes:
    """Return the header of NumPy's format for an array of `length` integers."""
    description = _DESCRIPTION % length
    description += " " * (-(len(_MAGIC) + 2 + len(description) + 1) % 64) + "\n"
    return _MAGIC + len(description).to_bytes(2, "little") + description.encode("ascii")


def _prune(folder: Path) -> None:
    """Remove the tables that were written longest ago, if there are very many."""
    files = sorted(folder.glob("conversion-*.npy"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_MOST_FILES]:
        path.unlink(missing_ok=True)
