"""Put an article's text together from stretches of the raw text, and keep where they came from.

Every character of the text stands for one character of the raw text. It is that character, with
two exceptions, both white space: the line break between two blocks is always a newline, and a
line break inside a paragraph that parted two Latin words is a space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.alignment import trusted_deletions
from corpus.parsing.joins import Joined, glue_between
from corpus.parsing.lines import INVISIBLE, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.alignment import Alignment
    from corpus.parsing.joins import Strip
    from corpus.parsing.lines import Scan

__all__ = ["Written", "write"]

_VISIBLE = re.compile(f"[^{INVISIBLE}]+")


class Written(NamedTuple):
    """The text of an article, and where its blocks stand and come from."""

    text: str
    starts: list[int]  # of each block, in code points of `text`
    ends: list[int]
    alignment: Alignment  # from the raw text to `text`


def write(
    raw: str, scan: Scan, blocks: Iterable[tuple[Strip, Sequence[Strip]]], base: int = 0
) -> Written:
    """Write an article.

    Args:
        raw: The raw text.
        scan: Its lines.
        blocks: For each block what it begins with and what goes on with that.
        base: Where `raw` starts in the file, in code points.
    """
    flat, hidden = scan.flat, scan.hidden
    texts: list[str] = []  # of the blocks
    starts: list[int] = []
    ends: list[int] = []
    left_out: list[tuple[int, int, int]] = []  # stretches of the raw text, and where in `text`
    length, place = 0, -base  # the file is dealt with up to here
    for strip, rest in blocks:
        if starts:
            # Of what stood in one line, the break is what is between.
            if flat[place] != "\n" and (newline := flat.find("\n", place, strip.start)) >= 0:
                left_out.append((place, newline, length))
                place = newline
            place += 1
            length += 1
        starts.append(length)
        if isinstance(strip, Line) and not rest and not hidden:  # most are
            start, end = strip.start, strip.end
            if start > place:
                left_out.append((place, start, length))
            texts.append(strip.text)
            place = end
            length += end - start
        else:
            parts = []
            for start, end, text in _spans(raw, scan, (strip, *rest)):
                if start > place:
                    left_out.append((place, start, length))
                parts.append(text)
                place = end
                length += end - start
            texts.append("".join(parts))
        ends.append(length)
    if place < len(raw):
        left_out.append((place, len(raw), length))
    if base:
        left_out = [(start + base, end + base, at) for start, end, at in left_out]
    return Written(
        "\n".join(texts), starts, ends, trusted_deletions(base + len(raw), length, left_out)
    )


def _spans(raw: str, scan: Scan, strips: Iterable[Strip]) -> list[tuple[int, int, str]]:
    """Return the stretches that make a block, each with what is written for it."""
    spans: list[tuple[int, int, str]] = []
    before: Line | None = None
    for strip in strips:
        width = None  # of the break before a strip; within, lines broke at its own
        for line in strip.lines:
            if before is not None and glue_between(before, line, width):
                place = _break(scan.flat, before.end, line.start)
                spans.append((place, place + 1, " "))
            if scan.hidden:
                found = _VISIBLE.finditer(raw, line.start, line.end)
                spans += [(*each.span(), each[0]) for each in found]
            else:
                spans.append((line.start, line.end, line.text))
            before = line
            width = strip.width if isinstance(strip, Joined) else None
    return spans


def _break(flat: str, start: int, end: int) -> int:
    """Return the place of a space between two lines, or of their line break."""
    place = flat.find(" ", start, end)
    return flat.find("\n", start, end) if place < 0 else place
