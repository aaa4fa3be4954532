"""Split raw text into lines that know where they stand, and say what one line alone shows.

`scan` is the only place that looks at line terminators, form feeds and invisible
characters. Every later stage works on its `Line` rows, whose offsets are offsets into the
raw text: nothing is ever inserted or removed before them.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

__all__ = [
    "FULL_INDENT",
    "HIDDEN",
    "INVISIBLE",
    "Line",
    "Scan",
    "all_columns",
    "all_open",
    "columns_of",
    "is_closed",
    "is_row",
    "scan",
]

FULL_INDENT = 2
"""Columns of one full-width space: less is no indent."""

INVISIBLE = (
    "\u200b\u2060\ufeff\u00ad\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that show nothing: they are left out of article text."""

_TERMINATORS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
HIDDEN = "\x1f"
"""What stands for them in `Scan.flat`: white space for `str.strip` that never occurs in print."""

_USUAL = "\u3000\u3000"  # four columns before nearly every paragraph
_TAB = 4
_TERMINAL = frozenset("。！？!?…")
_CLOSERS = frozenset("”’」』）)】〕》〉\"'")
_FEW_FIELDS = 3


class Line(NamedTuple):
    """One line that is not blank.

    A named tuple, not an attrs class: there is one for every line of the input, and
    making one is three times as cheap.
    """

    text: str  # without white space at either end
    start: int  # where `text` starts in the raw text
    end: int
    indent: int  # columns of white space before it; a full-width space is two
    size: int  # code points of the whole line, white space included
    blanks: int  # blank lines between it and the line before
    trails: bool  # whether white space stands after it
    page: bool  # a form feed stands between it and the line before

    @property
    def lines(self) -> tuple[Line, ...]:
        """The line itself, as what is joined of several lines has them."""
        return (self,)


class Scan(NamedTuple):
    """The lines of a text, and what was found on the way."""

    lines: list[Line]
    flat: str  # the raw text, same length, every line terminator a newline
    feeds: list[int]  # offsets of the form feeds
    hidden: bool  # whether invisible characters occur


def scan(raw: str) -> Scan:
    r"""Split `raw` into its non-blank lines.

    Example:
        >>> lines = scan("要闻\r\n\r\n　　正文。").lines
        >>> [(line.text, line.indent, line.blanks) for line in lines]
        [('要闻', 0, 0), ('正文。', 4, 1)]
    """
    flat, hidden = _flatten(raw)
    feeds = _offsets(raw, "\f")
    returns = "\r\n" in raw
    lines: list[Line] = []
    append, make = lines.append, partial(tuple.__new__, Line)
    ahead = iter(feeds)
    feed = next(ahead, len(raw))
    place = blanks = 0
    for row in flat.split("\n"):
        start = place
        size = len(row)
        place += size + 1
        rest = row.lstrip()
        if not rest:
            blanks += 1
            continue
        body = rest.rstrip()
        if body is row:
            indent, trails = 0, False
        else:
            lead = size - len(rest)
            start += lead
            white = row[:lead]
            indent = 4 if white == _USUAL else _indent(white)
            if returns and raw[place - 2] == "\r":
                size -= 1
            trails = lead + len(body) < size
        end = start + len(body)
        if hidden:
            body = body.replace(HIDDEN, "")
        page = feed < start
        while feed < start:
            feed = next(ahead, len(raw))
        append(make((body, start, end, indent, size, blanks, trails, page)))
        blanks = 0
    return Scan(lines, flat, feeds, hidden)


def _indent(white: str) -> int:
    white = white.replace(HIDDEN, "")
    return len(white) + white.count("\u3000") + (_TAB - 1) * white.count("\t")


def is_closed(text: str) -> bool:
    """Tell whether `text` ends as a sentence ends, closing marks and brackets aside.

    Example:
        >>> is_closed("他说：“好。”"), is_closed("着力点是服务，落脚点")
        (True, False)
    """
    last = text[-1]
    if last in _TERMINAL:
        return True
    if last in _CLOSERS:
        return text[-8:].rstrip("”’」』）)】〕》〉\"'")[-1:] in _TERMINAL
    return False


def all_open(texts: list[str]) -> list[int]:
    """Return the places of the texts that do not end as a sentence ends.

    Example:
        >>> all_open(["落脚点", "他说：“好。”", "着力点是服务，"])
        [0, 2]
    """
    return [
        place
        for place, text in enumerate(texts)
        if (last := text[-1]) not in _TERMINAL and (last not in _CLOSERS or not is_closed(text))
    ]


def is_row(text: str) -> bool:
    """Tell whether a line is a row of a table, which goes on in no other line.

    It has three fields, wide blanks and no mark of a sentence.

    Example:
        >>> is_row("北京　　晴　　-2"), is_row("北京今天　晴")
        (True, False)
    """
    # One character by one, which is found fastest: most lines have none of them.
    wide = ("\u3000" in text and "\u3000\u3000" in text) or (" " in text and "  " in text)
    if not (wide or "\t" in text) or len(text.split()) < _FEW_FIELDS:
        return False
    return not any(mark in text for mark in "，。；：！？")


def columns_of(line: Line) -> int:
    """Return how wide `line` is with its indent, where East-Asian wide characters count two.

    Example:
        >>> columns_of(scan("　　6月3日").lines[0])
        10
    """
    text = line.text
    return 2 * len(text) - len(text.encode("ascii", "ignore")) + line.indent


def all_columns(lines: list[Line]) -> list[int]:
    """Return how wide each of `lines` is with its indent, as `columns_of` does."""
    narrow = "\n".join([line.text for line in lines]).encode("ascii", "ignore").split(b"\n")
    return [
        2 * len(line.text) - len(ascii_part) + line.indent
        for line, ascii_part in zip(lines, narrow, strict=False)  # of no line, there is one part
    ]


def _flatten(raw: str) -> tuple[str, bool]:
    """Return `raw` with one terminator and one invisible character, of the same length."""
    flat = raw
    if "\r" in flat:
        flat = flat.replace("\r\n", " \n").replace("\r", "\n")
    for mark in _TERMINATORS:
        if mark in flat:
            flat = flat.replace(mark, "\n")
    hidden = False
    for mark in INVISIBLE:
        if mark in flat:
            flat = flat.replace(mark, HIDDEN)
            hidden = True
    return flat, hidden


def _offsets(text: str, mark: str) -> list[int]:
    found: list[int] = []
    place = text.find(mark)
    while place >= 0:
        found.append(place)
        place = text.find(mark, place + 1)
    return found
