"""What the labels of a record's fields say: ``标题：``, ``【标题】``, ``<标题>=``, ``<TITLE>``.

Only single lines are looked at here, and the element that tags put them in; which lines make a
record is told in ``records``. The labels are those of ``[fields]`` in ``data/cues.toml``, of any
width, case and script, with or without blanks inside.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.parsing.lines import Line

__all__ = ["HEADS", "TAG", "Row", "begins_field", "label_lines", "labelled", "plain_label"]

HEADS = frozenset({"title", "kicker", "deck", "byline"})
"""The kinds of fields that stand over an article's text."""

_REACH = 40  # characters of a line that its label stands in
_LABEL = re.compile(
    r"(?:[-#>·•*/] |[#*/]|\d{1,4}[.)、] ?|\(\d{1,4}\) ?)?"  # the mark or number of an item
    r"(?:\[(?P<boxed>[^\[\]:]{1,16})\] ?[:=]? *"
    r"|<(?P<angled>[^<>/=]{1,16})> ?= *"
    r"|\{(?P<braced>[^{}:]{1,24})\} ?: *"
    r"|(?P<code>%[0-9A-Za-z@]|[A-Z][A-Z0-9])(?:  ?- *| +|$)"
    r"|\*{0,2}(?P<bare>[^\[\]{}<>:=,.。、*]{1,24}?)\d{0,3}\*{0,2} ?[:=]\*{0,2} *)"
)
_MARK = re.compile(r"[:：﹕︰=＝\]】］〕﹞〗>＞}｝]|\A(?:[-#>·•*/] ?)?[%A-Z％Ａ-Ｚ]")
TAG = re.compile(
    r"(?:<(?P<closes>/?)(?P<name>!?[^\s<>/=!\[]{1,24})(?:\s[^<>]{0,400}?)?(?P<empty>/?)(?:>|$)"
    r"|<!\[CDATA\[|&(?:nbsp|ensp|emsp|#160|#12288);)\s*"
)
"""A tag, with its name and whether it closes its element; or what stands for no text there."""

_TAG_REACH = 440
_END_OF_DATA = "]]>"
_YEAR = re.compile(r"\d{4}|\d{2,3}年|[〇一二三四五六七八九]{4}年")
_DEEPEST = 8  # elements in one another; those of broken markup are never closed
_OPENERS = frozenset("【〔［〖[<＜{%-#>·•*(（|｜0123456789")
_AROUND = frozenset({"text", "record"})  # elements that others stand in
_LONGEST = {
    "title": 80,
    "topic": 80,
    "kicker": 80,
    "deck": 80,
    "byline": 30,
    "date": 40,
    "other": 200,
}


class Row(NamedTuple):
    """A line that has a label, or stands in an element that a tag opened."""

    kind: str  # of the field: one of [fields], a date without year undated, tags, or unknown
    name: str  # its label as `plain_label` gives it, of an end tag with /, or nothing
    start: int  # where its value starts, in code points of the line's text
    end: int  # where it ends; where it starts if there is none


def plain_label(label: str) -> str:
    """Return a label in one width, case and script, without blanks.

    Example:
        >>> plain_label("標　題"), plain_label("ＴＩＴＬＥ")
        ('标题', 'title')
    """
    return "".join(fold(label).split()).replace("〇", "o").casefold()


def label_lines(lines: Iterable[Line], kinds: Mapping[str, str]) -> dict[int, Row]:
    """Return the lines that are fields, or part of one, by their numbers.

    Args:
        lines: The lines of a text.
        kinds: The kind of field that each label stands for.
    """
    rows: dict[int, Row] = {}
    tags = _Tags(kinds)
    firsts = begins_field(kinds)
    awaited = ""  # the kind of a label whose value is the next line
    below = False  # whether the record's title was that of such a label
    for number, line in enumerate(lines):
        text = line.text
        begins = firsts[text[0]]
        tagged = text[0] == "<" or text[-1] == ">"
        if not (begins or tagged or tags.inside or awaited):
            continue
        row = labelled(text, kinds) if begins else None
        if row is None and tagged:
            row = tags.read(text)
        if row is None and tags.inside:
            row = Row(tags.inside, "", 0, len(text))
        if row is None and awaited and len(text) <= _LONGEST[awaited]:
            row = Row(awaited, "", 0, len(text))
            below = below or awaited == "title"
        awaited = ""
        if row is not None:
            rows[number] = row
            if row.name and row.kind == "title":
                below = False
            if row.name and row.start == row.end and _awaits(row.kind, below=below):
                awaited = row.kind
    return rows


def _awaits(kind: str, *, below: bool) -> bool:
    return kind in HEADS or (below and kind in {"date", "other"})


def begins_field(kinds: Iterable[str]) -> Mapping[str, bool]:
    """Return whether a line that begins with a character may have a label, for any character."""
    return _Firsts.of(frozenset(name[0] for name in kinds))


class _Firsts(dict[str, bool]):
    """Whether a line that begins with a character may have a label."""

    def __init__(self, firsts: frozenset[str]) -> None:
        super().__init__(dict.fromkeys(_OPENERS, True))
        self._firsts = firsts

    @staticmethod
    @cache
    def of(firsts: frozenset[str]) -> _Firsts:
        return _Firsts(firsts)

    def __missing__(self, mark: str) -> bool:
        found = self[mark] = fold(mark).casefold() in self._firsts
        return found


def labelled(text: str, kinds: Mapping[str, str], *, limited: bool = True) -> Row | None:
    """Return what a line is by the label before its first mark, or `None`.

    Args:
        text: The line.
        kinds: The kind of field that each label stands for.
        limited: Whether a value must not be longer than such are.
    """
    if _MARK.search(text, 0, _REACH) is None:  # as most have not
        return None
    found = _LABEL.match(fold(text[:_REACH]))
    if found is None or found.lastgroup is None:
        return None
    name = plain_label(found[found.lastgroup])
    kind = kinds.get(name) or kinds.get(name.rpartition("-")[2])  # Title-题名
    if kind is None:
        sure = found.lastgroup in {"boxed", "angled", "braced"}
        return Row("unknown", name, 0, len(text)) if sure else None
    start, end = _unquoted(text, found.end())
    if limited and end - start > _LONGEST.get(kind, len(text)):
        return None
    if limited and kind == "title" and start < end and text[end - 1] == "。":
        return None  # it says what a title is
    if kind == "date" and start < end and not _YEAR.search(fold(text[start : start + _REACH])):
        kind = "undated"
    return Row(kind, name, start, end)


def _unquoted(text: str, start: int) -> tuple[int, int]:
    """Return where a value starts and ends, without the quotation marks around it."""
    if text[start : start + 1] in {'"', "'"}:
        end = text.find(text[start], start + 1)
        if end >= 0 and text[end + 1 :].strip() in {"", ">", "/>"}:
            return start + 1, end
    return start, len(text)


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
        unknown = ""
        while found := TAG.match(text, start):
            named += self._take(found)
            unknown = unknown or found["name"] or ""
            start = found.end()
        kind = self.inside or "text"
        behind: list[re.Match[str]] = []
        while end > start and text[end - 1] == ">":
            if text.startswith(_END_OF_DATA, end - len(_END_OF_DATA)):
                end -= len(_END_OF_DATA)
                continue
            place = text.rfind("<", max(start, end - _TAG_REACH), end)
            found = TAG.fullmatch(text, place, end) if place >= 0 else None
            if found is None:
                break
            behind.append(found)
            end = place
            while end > start and text[end - 1].isspace():
                end -= 1
        for found in reversed(behind):
            named += self._take(found)
        if not named:
            alone = unknown and (start >= end or behind) and not self._is_in_text()
            return Row("unknown", plain_label(unknown), 0, 0) if alone else None
        if start < end:
            return Row(kind, named[0], start, end)
        kinds = {self._kinds.get(name, "") for name in named}
        if "text" in kinds and self._is_in_text():
            return Row("text", named[0], start, start)
        opened = "record" if "record" in kinds else self.inside
        return Row(opened if opened and opened in kinds else "tags", named[0], start, start)

    def _is_in_text(self) -> bool:
        return bool(self._open) and self._open[-1][1] == "text"

    def _take(self, tag: re.Match[str]) -> list[str]:
        """Open or close an element, and return its name if it is known, an end tag's with /."""
        name = plain_label(tag["name"] or "")
        kind = self._kinds.get(name)
        if kind is None:
            return []
        if kind == "inline" or tag["empty"]:
            return [name]
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
