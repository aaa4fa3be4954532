"""Put an article's text together from stretches of the raw text, and keep where they came from.

Every character of the text stands for one character of the raw text. It is that character, with
two exceptions, both white space: the line break between two blocks is always a newline, and a
line break inside a paragraph that parted two Latin words is a space. Where two blocks stand in one
line of the raw text, as fields of a record may, the newline is a blank beside one of them or,
without any, stands for all that is between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from corpus.alignment import trusted_edits
from corpus.parsing.joins import Joined, glue_between
from corpus.parsing.lines import HIDDEN, INVISIBLE, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.alignment import Alignment
    from corpus.parsing.joins import Strip
    from corpus.parsing.lines import Scan

__all__ = ["Written", "write"]

_Edit: TypeAlias = tuple[int, int, int, int]
_SPACE = re.compile(" ")
_BLANK = re.compile(f"[^\\S{HIDDEN}]")
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
    edits: list[_Edit] = []  # stretches left out, and where in `text`
    length, place = 0, -base  # the file is dealt with up to here
    for strip, rest in blocks:
        if starts:
            if flat[place] == "\n":  # as most are followed by
                place += 1
            else:
                broken, place = _broken(flat, place, strip.start, length)
                edits += broken
            length += 1
        starts.append(length)
        if isinstance(strip, Line) and not rest and not hidden:  # most are
            start, end = strip.start, strip.end
            if start > place:
                edits.append((place, start, length, length))
            texts.append(strip.text)
            place = end
            length += end - start
        else:
            parts = []
            for start, end, text in _spans(raw, scan, (strip, *rest)):
                if start > place:
                    edits.append((place, start, length, length))
                parts.append(text)
                place = end
                length += end - start
            texts.append("".join(parts))
        ends.append(length)
    if place < len(raw):
        edits.append((place, len(raw), length, length))
    if base:
        edits = [(start + base, end + base, at, to) for start, end, at, to in edits]
    return Written("\n".join(texts), starts, ends, trusted_edits(base + len(raw), length, edits))


def _broken(flat: str, end: int, start: int, at: int) -> tuple[list[_Edit], int]:
    """Return the edits that make a line break of what is between two blocks, and where it ends."""
    newline = flat.find("\n", end, start)
    if newline < 0 and (newline := _beside(flat, end, start, _BLANK)) < 0:
        return [(end, start, at, at + 1)], start
    return [(end, newline, at, at)] if newline > end else [], newline + 1


def _spans(raw: str, scan: Scan, strips: Iterable[Strip]) -> list[tuple[int, int, str]]:
    """Return the stretches that make a block, each with what is written for it."""
    spans: list[tuple[int, int, str]] = []
    before: Line | None = None
    for strip in strips:
        width = None  # of the break before a strip; within, lines broke at its own
        for line in strip.lines:
            if before is not None and glue_between(before, line, width):
                place = _break(scan.flat, before.end, line.start)
                if place >= 0:
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
    """Return the place of a space between two lines, or of their line break, or -1."""
    place = _beside(flat, start, end, _SPACE)
    return flat.find("\n", start, end) if place < 0 else place


def _beside(flat: str, start: int, end: int, blank: re.Pattern[str]) -> int:
    """Return the place of a blank at an end of what is between two lines, or -1.

    One inside a label or a page number that was left out is not between them.
    """
    return next((place for place in (start, end - 1) if blank.match(flat, place, end)), -1)
