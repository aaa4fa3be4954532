"""Files of the installed `jieba` distribution, read without importing it.

An import of `jieba` sets up a logger and reads its dictionary through a predictable file in the
shared temporary folder; its files need neither. Who reads which: `tokens.segmentation` the
dictionary and the hidden Markov model, `lac.weights` the network, `entities.lexicon` the
dictionary's names.
"""

from __future__ import annotations

import importlib.metadata
from functools import cache
from typing import cast

from corpus.errors import LexiconError

__all__ = ["jieba_bytes", "jieba_text", "jieba_version"]


@cache
def _distribution() -> importlib.metadata.Distribution:
    try:
        return importlib.metadata.distribution("jieba")
    except importlib.metadata.PackageNotFoundError as error:
        reason = "the distribution is not installed; run: pip install jieba"
        raise LexiconError(reason, source="jieba") from error


@cache
def jieba_version() -> str:
    """Return the version of the installed `jieba`, such as ``0.42.1``."""
    return _distribution().version


def jieba_bytes(path: str) -> bytes:
    """Return a file of the distribution.

    Args:
        path: From the folder that packages are installed in, such as ``jieba/dict.txt``.

    Raises:
        LexiconError: If jieba or the file is missing.
    """
    try:
        # A distribution inside a zip gives a path object of its own, so no `pathlib.Path` here.
        return cast("bytes", _distribution().locate_file(path).read_bytes())  # type: ignore[attr-defined]
    except OSError as error:
        reason = "the file can't be read; run: pip install --force-reinstall jieba"
        raise LexiconError(reason, source=path) from error


def jieba_text(path: str) -> str:
    """Return a text file of the distribution.

    Raises:
        LexiconError: If jieba or the file is missing, or it is no UTF-8.
    """
    try:
        return jieba_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        reason = "the file is no UTF-8; run: pip install --force-reinstall jieba"
        raise LexiconError(reason, source=path) from error
