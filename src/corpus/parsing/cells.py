"""Part lines that hold several fields of a record: ``作者：李明　　日期：1996-05-03``.

Each field becomes a line of its own, as `labels` reads them: at a label that is known, behind a
blank; at a tag or an attribute that is known, in a line that begins with a tag. What is no record
after all is put together again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.labels import TAG, begins_field, labelled, plain_label
from corpus.parsing.lines import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.parsing.lines import Line, Scan

__all__ = ["Cells", "part_cells", "part_line"]

_LONGEST = 400  # characters of fields in one line; a field of text takes what remains
_GLANCE = 100
_TITLES = frozenset({"title", "topic"})
_NEXT = re.compile(
    r"(?:(?<=\s)(?<![|｜]\s)|(?=[|｜]))(?=(?:[|｜]\s?)?[^\s:：|｜]{1,16}\s?[:：])"
    r"|(?<!^)(?=[【〔\[][^】〕\]]{1,16}[】〕\]])"
)
_ATTRIBUTE = re.compile(r"(?<=\s)(?=([A-Za-z_]{1,16})=[\"'])")


class Cells(NamedTuple):
    """The lines of a text, those that hold several fields in parts."""

    lines: list[Line]
    wholes: dict[int, list[Line]]  # the line that parts are of, and they, by the first's number


def part_cells(scanned: Scan, kinds: Mapping[str, str]) -> Cells | None:
    r"""Part the lines that hold several fields; `None` if there is no title among all fields.

    Example:
        >>> from corpus.parsing.lines import scan
        >>> kinds = {"标题": "title", "日期": "date"}
        >>> [line.text for line in part_cells(scan("标题：通车　日期：1996年"), kinds).lines]
        ['标题：通车', '日期：1996年']
    """
    firsts = begins_field(kinds)
    parted: dict[int, list[int]] = {}
    titled = False
    for number in [n for n, line in enumerate(scanned.lines) if firsts[line.text[0]]]:
        if fields := list(_fields(scanned.lines[number].text, kinds)):
            titled = titled or any(kind in _TITLES for _, kind in fields)
            if len(fields) > 1:
                parted[number] = [place for place, _ in fields]
    if not titled:
        return None
    lines: list[Line] = []
    wholes: dict[int, list[Line]] = {}
    for number, line in enumerate(scanned.lines):
        if (places := parted.get(number)) is None:
            lines.append(line)
            continue
        at = _shown(scanned, line)
        stops = [*places[1:], len(line.text)]
        parts = [_part(line, *ends, at) for ends in zip(places, stops, strict=True)]
        parts = [part for part in parts if part.text]
        wholes[len(lines)] = [line, *parts]
        lines += parts
    return Cells(lines, wholes)


def part_line(scanned: Scan, line: Line, start: int, end: int) -> Line:
    """Return part of a line, as if it were one; blanks at its ends are none of it."""
    return _part(line, start, end, _shown(scanned, line))


def _part(line: Line, start: int, end: int, at: Sequence[int]) -> Line:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    first, last = at[start], at[start + len(text) - 1] + 1 if text else at[start]
    blanks = line.blanks if start == 0 else 0
    return line._replace(
        text=text, start=first, end=last, indent=0, trails=False, page=False, blanks=blanks
    )


def _shown(scanned: Scan, line: Line) -> Sequence[int]:
    """Return where in the raw text the characters of a line are, and where it ends."""
    if line.end - line.start == len(line.text):
        return range(line.start, line.end + 1)
    flat = scanned.flat
    return [*(at for at in range(line.start, line.end) if flat[at] != HIDDEN), line.end]


def _fields(text: str, kinds: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield where in a line fields begin, the first at its beginning, and of what kind they are."""
    if text[0] == "<" and (opening := TAG.match(text)):
        yield from _tagged(text, opening, kinds)
        return
    first = labelled(text, kinds, limited=False)
    if first is None:
        return
    yield 0, first.kind
    if first.kind in {"text", "unknown"}:
        return
    for found in _NEXT.finditer(text, max(first.start, 1)):
        place = found.start()
        if place > _LONGEST:
            return
        row = labelled(text[place : place + _GLANCE], kinds, limited=False)
        if row is not None and row.kind != "unknown":
            yield place, row.kind
            if row.kind == "text":
                return


def _tagged(
    text: str, opening: re.Match[str], kinds: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    kind = _kind(opening, kinds)
    yield 0, kind
    if kind == "record":
        found = _ATTRIBUTE.finditer(text, 0, opening.end())
        named = [(each.start(), kinds.get(plain_label(each[1]), "")) for each in found]
        if "title" in dict(named).values():
            yield from (each for each in named if each[1])
            if opening.end() < len(text):
                yield opening.end(), ""
    for tag in TAG.finditer(text, opening.end()):
        if (kind := _kind(tag, kinds)) not in {"", "inline"}:
            yield tag.start(), kind


def _kind(tag: re.Match[str], kinds: Mapping[str, str]) -> str:
    """Return of what kind the element is that a tag opens, or nothing."""
    return "" if tag["closes"] else kinds.get(plain_label(tag["name"] or ""), "")
