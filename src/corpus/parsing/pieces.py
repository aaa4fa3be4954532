"""Put an article's text together from stretches of the raw text, and keep where they came from.

Every character of the text stands for one character of the raw text. It is that character, with
two exceptions, both white space: the line break between two blocks is always a newline, and a
line break inside a paragraph that parted two Latin words is a space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.alignment import Alignment
from corpus.parsing.lines import INVISIBLE
from corpus.parsing.wraps import glue_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.parsing.lines import Line, Scan
    from corpus.parsing.wraps import Width

__all__ = ["Written", "write"]

_VISIBLE = re.compile(f"[^{INVISIBLE}]+")


class Written(NamedTuple):
    """The text of an article, and where its blocks stand and come from."""

    text: str
    starts: list[int]  # of each block, in code points of `text`
    ends: list[int]
    alignment: Alignment  # from the raw text to `text`


def write(
    raw: str,
    scan: Scan,
    blocks: Iterable[tuple[Sequence[Line], Sequence[Width | None]]],
    base: int = 0,
) -> Written:
    """Write an article.

    Args:
        raw: The raw text.
        scan: Its lines.
        blocks: For each block the lines that are joined to it, and for each line but the last
            the width it was wrapped at, or `None`.
        base: Where `raw` starts in the file, in code points.
    """
    flat, hidden = scan.flat, scan.hidden
    texts: list[str] = []
    pieces: list[tuple[int, int]] = []
    starts: list[int] = []
    ends: list[int] = []
    length = begin = place = 0  # the piece that is being written is raw[begin:place]
    for lines, widths in blocks:
        if starts:
            newline = flat.find("\n", place)
            if newline > place:
                pieces.append((begin, place))
                begin = newline
            texts.append("\n")
            place = newline + 1
            length += 1
        starts.append(length)
        single = len(lines) == 1 and not hidden  # most are
        spans = [(lines[0][1], lines[0][2], "")] if single else _spans(raw, scan, lines, widths)
        for start, end, glue in spans:
            if start != place:
                if place > begin:
                    pieces.append((begin, place))
                begin = start
            texts.append(glue or raw[start:end])
            place = end
            length += end - start
        ends.append(length)
    if place > begin:
        pieces.append((begin, place))
    if base:
        pieces = [(base + start, base + end) for start, end in pieces]
    return Written("".join(texts), starts, ends, Alignment.from_pieces(base + len(raw), pieces))


def _spans(
    raw: str, scan: Scan, lines: Sequence[Line], widths: Sequence[Width | None]
) -> list[tuple[int, int, str]]:
    """Return the stretches that make a block, each with what is written for it if not itself."""
    spans: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        if number and glue_between(lines[number - 1], line, widths[number - 1]):
            place = _break(scan.flat, lines[number - 1].end, line.start)
            spans.append((place, place + 1, " "))
        if scan.hidden:
            found = _VISIBLE.finditer(raw, line.start, line.end)
            spans += [(*each.span(), "") for each in found]
        else:
            spans.append((line.start, line.end, ""))
    return spans


def _break(flat: str, start: int, end: int) -> int:
    """Return the place of a space between two lines, or of their line break."""
    place = flat.find(" ", start, end)
    return flat.find("\n", start, end) if place < 0 else place
