"""Put an article's text together from stretches of the raw text, and keep where they came from.

Every character of the text stands for one character of the raw text. It is that character, with
two exceptions, both white space: the line break between two blocks is always a newline, and a
line break inside a paragraph that parted two Latin words is a space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.alignment import Alignment
from corpus.parsing.lines import INVISIBLE
from corpus.parsing.wraps import glue_between

if TYPE_CHECKING:
    from corpus.parsing.lines import Line, Scan
    from corpus.parsing.wraps import Width

__all__ = ["Writer"]


class Writer:
    """Collects the pieces of one article, block by block.

    Args:
        raw: The raw text.
        scan: Its lines.
        base: Where `raw` starts in the file, in code points.
    """

    def __init__(self, raw: str, scan: Scan, base: int = 0) -> None:
        self._raw = raw
        self._base = base
        self._scan = scan
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self.length = 0

    def block(self, lines: list[Line], widths: list[Width | None]) -> tuple[int, int]:
        """Add a block made of `lines` and return its offsets in the article.

        Args:
            lines: The lines that are joined to one paragraph.
            widths: For each line but the last, the width it was wrapped at, or `None`.
        """
        if self._parts:
            self._newline()
        start = self.length
        if len(lines) == 1 and not self._scan.hidden:  # most are
            _, begin, end, *_ = lines[0]
            self._add(begin, end, self._raw[begin:end])
            return start, self.length
        for number, line in enumerate(lines):
            if number:
                self._glue(lines[number - 1], line, widths[number - 1])
            self._text(line.start, line.end)
        return start, self.length

    def finish(self) -> tuple[str, Alignment]:
        """Return the article's text and the alignment from the raw text to it."""
        base, pieces = self._base, self._pieces
        if base:
            pieces = [(base + start, base + end) for start, end in pieces]
        return "".join(self._parts), Alignment.from_pieces(base + len(self._raw), pieces)

    def _add(self, start: int, end: int, text: str) -> None:
        self._parts.append(text)
        self.length += end - start
        pieces = self._pieces
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))

    def _text(self, start: int, end: int) -> None:
        text = self._raw[start:end]
        if not self._scan.hidden or not any(mark in text for mark in INVISIBLE):
            self._add(start, end, text)
            return
        begin = 0
        for place, mark in enumerate(text):
            if mark in INVISIBLE:
                if place > begin:
                    self._add(start + begin, start + place, text[begin:place])
                begin = place + 1
        if begin < len(text):
            self._add(start + begin, end, text[begin:])

    def _newline(self) -> None:
        place = self._scan.flat.find("\n", self._pieces[-1][1])
        self._add(place, place + 1, "\n")

    def _glue(self, before: Line, line: Line, width: Width | None) -> None:
        if not glue_between(before, line, width):
            return
        gap = self._scan.flat[before.end : line.start]
        place = gap.find(" ")
        place = before.end + (gap.find("\n") if place < 0 else place)
        self._add(place, place + 1, " ")
