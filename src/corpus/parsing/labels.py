"""What the labels of a record's fields say: ``标题：``, ``【标题】``, ``<标题>=``, ``<TITLE>``.

Only single lines are looked at here, and the element that tags put them in; which lines make a
record is told in ``records``. The labels are those of ``[fields]`` in ``data/cues.toml``, of any
width, case and script, with or without blanks inside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.parsing.lines import Line

__all__ = ["HEADS", "Row", "label_lines", "plain_label"]

HEADS = frozenset({"title", "kicker", "deck", "byline"})
"""The kinds of fields that stand over an article's text."""

_REACH = 40  # characters of a line that its label stands in
_LABEL = re.compile(
    r"\[(?P<boxed>[^\[\]:]{1,16})\] ?[:=]? *"
    r"|<(?P<angled>[^<>/=]{1,16})> ?= *"
    r"|(?P<bare>[^\[\]<>:=,.。、]{1,12}?) ?[:=] *"
)
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[^\s<>/=]{1,24})(?:\s[^<>]{0,200})?/?>\s*")
_TAG_REACH = 240
_DEEPEST = 8  # elements in one another; those of broken markup are never closed
_OPENERS = frozenset("【〔［〖[<＜")
_AROUND = frozenset({"text", "record"})  # elements that others stand in
_LONGEST = {"title": 80, "kicker": 80, "deck": 80, "byline": 30, "date": 40, "other": 200}


class Row(NamedTuple):
    """A line that has a label, or stands in an element that a tag opened."""

    kind: str  # of the field: one of [fields], tags, or unknown
    name: str  # its label as `plain_label` gives it, of an end tag with /, or nothing
    start: int  # where its value starts, in code points of the line's text
    end: int  # where it ends; where it starts if there is none


def plain_label(label: str) -> str:
    """Return a label in one width, case and script, without blanks.

    Example:
        >>> plain_label("標　題"), plain_label("ＴＩＴＬＥ")
        ('标题', 'title')
    """
    return "".join(fold(label).split()).casefold()


def label_lines(lines: Iterable[Line], kinds: Mapping[str, str]) -> dict[int, Row]:
    """Return the lines that are fields, or part of one, by their numbers.

    Args:
        lines: The lines of a text.
        kinds: The kind of field that each label stands for.
    """
    rows: dict[int, Row] = {}
    tags = _Tags(kinds)
    firsts = _Firsts(kinds)
    awaited = ""  # the kind of a label whose value is the next line
    for number, line in enumerate(lines):
        text = line.text
        begins = firsts[text[0]]
        tagged = text[0] == "<" or text[-1] == ">"
        if not (begins or tagged or tags.inside or awaited):
            continue
        row = _labelled(text, kinds) if begins else None
        if row is None and tagged:
            row = tags.read(text)
        if row is None and tags.inside:
            row = Row(tags.inside, "", 0, len(text))
        if row is None and awaited and len(text) <= _LONGEST[awaited]:
            row = Row(awaited, "", 0, len(text))
        awaited = ""
        if row is not None:
            rows[number] = row
            if row.name and row.kind in HEADS and row.start == row.end:
                awaited = row.kind
    return rows


class _Firsts(dict[str, bool]):
    """Whether a line that begins with a character may have a label."""

    def __init__(self, kinds: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(_OPENERS, True))
        self._firsts = {name[0] for name in kinds}

    def __missing__(self, mark: str) -> bool:
        found = self[mark] = fold(mark).casefold() in self._firsts
        return found


def _labelled(text: str, kinds: Mapping[str, str]) -> Row | None:
    """Return what a line is by the label before its first mark, or `None`."""
    found = _LABEL.match(fold(text[:_REACH]))
    if found is None or found.lastgroup is None:
        return None
    name = plain_label(found[found.lastgroup])
    kind = kinds.get(name)
    if kind is None:
        return None if found.lastgroup == "bare" else Row("unknown", name, 0, len(text))
    if len(text) - found.end() > _LONGEST.get(kind, len(text)):
        return None
    return Row(kind, name, found.end(), len(text))


class _Tags:
    """The elements that the tags of a text have opened so far."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._open: list[tuple[str, str]] = []  # name and kind

    @property
    def inside(self) -> str:
        """The kind of the innermost element, or nothing if it is of text."""
        kind = self._open[-1][1] if self._open else ""
        return "" if kind in _AROUND else kind

    def read(self, text: str) -> Row | None:
        """Return what a line is by the tags at its beginning and end, or `None`."""
        start, end = 0, len(text)
        named: list[str] = []
        while found := _TAG.match(text, start):
            named += self._take(found)
            start = found.end()
        kind = self.inside or "text"
        behind: list[re.Match[str]] = []
        while end > start and text[end - 1] == ">":
            place = text.rfind("<", max(start, end - _TAG_REACH), end)
            found = _TAG.fullmatch(text, place, end) if place >= 0 else None
            if found is None:
                break
            behind.append(found)
            end = place
            while end > start and text[end - 1].isspace():
                end -= 1
        for found in reversed(behind):
            named += self._take(found)
        if not named:
            return None
        if start < end:
            return Row(kind, named[0], start, end)
        opens = any(self._kinds.get(name) == "text" for name in named) and self._is_in_text()
        return Row("text" if opens else "tags", named[0], start, start)

    def _is_in_text(self) -> bool:
        return bool(self._open) and self._open[-1][1] == "text"

    def _take(self, tag: re.Match[str]) -> list[str]:
        """Open or close an element, and return its name if it is known, an end tag's with /."""
        name = plain_label(tag["name"])
        kind = self._kinds.get(name)
        if kind is None:
            return []
        if tag["closes"]:
            names = [each for each, _ in self._open]
            if name in names:
                del self._open[names.index(name) :]
            return [f"/{name}"]
        if kind == "record":
            self._open.clear()
        elif kind == "text":  # whatever of a field has not been closed ends here
            self._open = [each for each in self._open if each[1] in _AROUND]
        if len(self._open) < _DEEPEST:
            self._open.append((name, kind))
        return [name]
