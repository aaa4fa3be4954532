"""Reading articles: JSON Lines in a file, plain or packed, or on standard input."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corpus.cli.inputs import stdin_bytes
from corpus.cli.messages import Refusal
from corpus.interchange.files import as_lines, open_unpacked, unpacked
from corpus.interchange.jsonl import iter_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import Article

__all__ = ["articles_in", "lines_of"]

_MARK = b"\xef\xbb\xbf"


def articles_in(name: str) -> Iterator[Article]:
    """Yield the articles of a file of JSON Lines, or of standard input if it is called ``-``.

    Raises:
        FormatError: If a line is no article.
        OSError: If the file can't be read.
        Refusal: If it holds something else; says which command reads newspaper text.
    """
    with lines_of(name) as lines:
        yield from iter_lines(lines, "<stdin>" if name == "-" else name)


def lines_of(name: str) -> io.TextIOWrapper:
    """Open JSON Lines of articles; refuse what is none at the first glance.

    Raises:
        OSError: If the file can't be read.
        Refusal: If it holds something else.
    """
    if Path(name).is_dir():
        reason = "a folder; name a file of JSON Lines, or make one of the newspaper text in it"
        raise Refusal(f"{name}: {reason}: corpus parse {name} -o OUT.jsonl")
    if name == "-":
        stream = unpacked(io.BufferedReader(cast("io.RawIOBase", stdin_bytes())))
    else:
        stream = open_unpacked(name)
    head = stream.peek(64).removeprefix(_MARK).lstrip()
    if head and not head.startswith(b"{"):
        stream.close()
        shown = "<stdin>" if name == "-" else name
        reason = "no JSON Lines of articles; if it is newspaper text"
        raise Refusal(f"{shown}: {reason}: corpus parse {name} | corpus show -")
    return as_lines(stream)
