"""Find enumerations: 第一…第二, 一是…二是, 首先…其次, （一）…（二）, 1.…2., one inside another.

A member runs from its marker to the next marker of its series, or to the end of its paragraph.
A series begins with its first marker and has at least two members; a lone 第一 is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Item", "find_items"]

_NUMERALS = {mark: n for n, mark in enumerate("一二三四五六七八九十", start=1)}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
_BOUNDARY = "\n。；;：:！？!?，,”」』）)…"
_SPACES = " \u3000"
# Where a marker may begin: its first character, after a boundary, the text's start, or a space.
# The digits are written out because \d would be asked of every character by itself.
_PLACE = re.compile(rf"[第一二三四五六七八九十首其再最（(①-⑳0-9０-９](?<![^{_BOUNDARY}{_SPACES}].)")
_MARKER = re.compile(
    r"(?P<ordinal>第[一二三四五六七八九十]{1,3})(?=[，,、：:])"
    r"|(?P<copula>[一二三四五六七八九十]{1,2})是(?=[^\n])"
    r"|(?P<first>首先|其次|再次|再是|再者|最后|最後)(?=[，,])"
    r"|(?P<which>其[一二三四五六七八九])(?=[，,、：:])"
    r"|(?P<bracket>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）])"
    r"|(?P<circle>[①-⑳])"
    r"|(?P<comma>[一二三四五六七八九十]{1,3})、"
    r"|(?P<dot>\d{1,2})[.．、](?!\d)"
)
# One of the first markers; texts without any are done with here.
_HINT = re.compile(
    "一(?:[是、]|(?<=[第其]一)|(?<=[（(]一)[)）])|1(?:[.．、]|(?<=[（(]1)[)）])"
    "|１(?:[.．、]|(?<=[（(]１)[)）])|①|首先"
)
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再是": 3, "再者": 3}


class Item(NamedTuple):
    """A member of an enumeration, in code points of the text it was found in."""

    start: int
    end: int
    marker: tuple[int, int]
    parent: int  # index of the item it lies in, -1 for none


class _Series:
    def __init__(self, kind: str, depth_parent: int) -> None:
        self.kind = kind
        self.parent = depth_parent
        self.members: list[int] = []
        self.last = 0


def find_items(text: str) -> list[Item]:
    """Return the members of the enumerations in `text`, outer ones before inner ones.

    Paragraphs stand on lines of their own. A series goes on in a later paragraph only where
    that paragraph begins with the marker.

    Example:
        >>> text = "有三点：一是强化责任。二是加大投入。"
        >>> [text[i.start:i.end] for i in find_items(text)]
        ['一是强化责任。', '二是加大投入。']
    """
    if _HINT.search(text) is None:
        return []
    rows: list[list[int]] = []  # start, end, marker end, parent
    stack: list[_Series] = []
    finished: list[_Series] = []

    def close(count: int, place: int) -> None:
        """End the series above the first `count` of the stack at `place`."""
        while len(stack) > count:
            series = stack.pop()
            row = rows[series.members[-1]]
            newline = text.find("\n", row[0], place)
            row[1] = min(place, newline) if newline >= 0 else place
            finished.append(series)

    for found in _markers(text):
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        if kind == "copula":
            end += 1
        number = _value(kind, found[kind], stack)
        level = next((n for n, s in enumerate(stack) if s.kind == kind), -1)
        follows = level >= 0 and number == stack[level].last + 1
        if follows and _goes_on(text, rows, stack[level], start):
            close(level + 1, start)
            series = stack[level]
            rows[series.members[-1]][1] = start
        elif number == 1:
            if level >= 0:
                close(level, start)
            elif stack and text.find("\n", rows[stack[-1].members[-1]][0], start) >= 0:
                close(_outer(text, rows, stack, start), start)
            parent = stack[-1].members[-1] if stack else -1
            series = _Series(kind, parent)
            stack.append(series)
        else:
            continue
        series.members.append(len(rows))
        series.last = number
        rows.append([start, len(text), end, series.parent])
    close(0, len(text))
    return _kept(rows, finished, text)


def _markers(text: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a marker and stands where one may."""
    end = 0
    for place in _PLACE.finditer(text):
        start = place.start()
        if start < end or not _stands_apart(text, start):
            continue
        if found := _MARKER.match(text, start):
            end = found.end()
            yield found


def _stands_apart(text: str, start: int) -> bool:
    while start and text[start - 1] in _SPACES:
        start -= 1
    return not start or text[start - 1] in _BOUNDARY


def _value(kind: str, marker: str, stack: list[_Series]) -> int:
    if kind == "circle":
        return _CIRCLED.get(marker, 0)
    if kind == "first":
        if marker in _ORDER:
            return _ORDER[marker]
        last = next((s.last for s in stack if s.kind == "first"), 0)
        return last + 1 if last > 1 else 0
    core = marker.strip("第其（()）")
    if core.isdigit():
        return int(core)
    if len(core) == 1:
        return _NUMERALS.get(core, 0)
    tens, _, ones = core.partition("十")
    return _NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(ones, 0)


def _goes_on(text: str, rows: list[list[int]], series: _Series, start: int) -> bool:
    same = text.find("\n", rows[series.members[-1]][0], start) < 0
    return same or _begins_line(text, start)


def _begins_line(text: str, start: int) -> bool:
    while start and text[start - 1] in " \u3000":
        start -= 1
    return start == 0 or text[start - 1] == "\n"


def _outer(text: str, rows: list[list[int]], stack: list[_Series], start: int) -> int:
    """Return how many series stay open when a new one begins in a later paragraph."""
    if _begins_line(text, start):
        return len(stack)
    return sum(text.find("\n", rows[s.members[-1]][0], start) < 0 for s in stack)


def _kept(rows: list[list[int]], finished: list[_Series], text: str) -> list[Item]:
    """Drop series of one member, and what hung on them moves up."""
    lone = {s.members[0] for s in finished if len(s.members) == 1}

    def parent_of(row: int) -> int:
        parent = rows[row][3]
        while parent in lone:
            parent = rows[parent][3]
        return parent

    numbers = [row for row in range(len(rows)) if row not in lone]
    place = {row: index for index, row in enumerate(numbers)}
    items: list[Item] = []
    for row in numbers:
        start, end, marker_end, _ = rows[row]
        parent = place.get(parent_of(row), -1)
        while parent >= 0 and items[parent].end <= start:
            parent = items[parent].parent
        if parent >= 0:
            end = min(end, items[parent].end)
        end = max(marker_end, start + len(text[start:end].rstrip()))
        items.append(Item(start, end, (start, marker_end), parent))
    return items
