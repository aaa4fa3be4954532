"""Find the records of a text: which of its fields stand together over an article.

Fields make a record where several stand together and one of them is a title; and a text has
records where it begins with one, or has several of more fields. What its lines are says `labels`;
what becomes of them, `records`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parsing.labels import HEADS
from corpus.parsing.lines import is_closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from corpus.parsing.labels import Row
    from corpus.parsing.lines import Line

__all__ = ["RULER", "find_heads", "titled"]

RULER = re.compile(r"[-=_*~—－＝＊─━·#\s]{3,}|--")
"""A line that parts records, or the head of one from its text."""

_OTHER_FIELD = re.compile(r"[^\s:：，。]{1,12}[ \u3000]?[:：].{0,40}|- .{1,20}")
_GAP = 6  # fields of unknown labels in a row, at most
_FEWEST = 2
_FEWEST_CODES = 4  # which may be words: T1 航站楼, A1 高速公路
_FEWEST_UNDATED = 3  # as of what is announced: 时间：5月10日
_FEWEST_INSIDE = 4  # where the text does not begin with them
_CODE = re.compile(r"%.|[a-z][a-z0-9]")
_NO_FIELD = frozenset({"undated", "tags", "unknown"})  # they show no record
_ISSUED = frozenset({"date", "record"})
_STARTS = frozenset({"title", "record"})


def titled(rows: dict[int, Row]) -> dict[int, Row]:
    """Return the fields, 主题 being a title only where others are above or below titles."""
    parted = any(row.kind in {"kicker", "deck"} for row in rows.values())
    topics = [number for number, row in rows.items() if row.kind == "topic"]
    for number in topics:
        if parted:
            rows[number] = rows[number]._replace(kind="title")
        else:
            del rows[number]
    return rows


def find_heads(rows: Mapping[int, Row], lines: list[Line]) -> list[range]:
    """Return the lines over each record's text; none if the text has no records.

    Args:
        rows: The lines that are fields.
        lines: All lines.
    """
    if not rows:
        return []
    opening = _opening(rows, lines)
    found = list(_records(rows, lines, opening))
    if len(found) == 1 and (found[0].start > opening or len(_kinds(found[0], rows)) < _FEWEST):
        return []  # one alone is of several fields, with which the text begins
    return found


def _opening(rows: Mapping[int, Row], lines: list[Line]) -> int:
    """Return the number of the first line that is no rule and no tag."""
    return next(
        number
        for number in range(len(lines) + 1)
        if number == len(lines)
        or not (
            RULER.fullmatch(lines[number].text) or (number in rows and lines[number].text[0] == "<")
        )
    )


def _is_gap(lines: list[Line]) -> bool:
    """Tell whether lines between two fields are rules, or fields of labels that are not known."""
    return all(
        RULER.fullmatch(line.text)
        or (_OTHER_FIELD.fullmatch(line.text) and not is_closed(line.text))
        for line in lines
    )


def _records(rows: Mapping[int, Row], lines: list[Line], opening: int) -> Iterator[range]:
    """Yield the lines over each record's text.

    They are stretches of several fields with a title among them or, since not every article has
    one, with the label that the first record begins with. Where the text begins with a title that
    has no other field beside it, so may every record.
    """
    leading, fewest = "", _FEWEST
    for run in _runs(rows, lines):
        if not leading:
            kinds = _kinds(run, rows)
            first = next((n for n in run if rows[n].kind == "record"), run[0])
            fewest = min(_FEWEST, len(kinds)) if first <= opening else _FEWEST_INSIDE
            if "date" not in kinds and any(rows[number].kind == "undated" for number in run):
                fewest = max(fewest, _FEWEST_UNDATED)
            if _is_coded(run, rows, lines):
                fewest = _FEWEST_CODES
            if "title" not in kinds or len(kinds) < fewest:
                continue
            if first > opening and not kinds & _ISSUED:
                continue
            leading, fewest = rows[first].name, min(fewest, _FEWEST)
        starts = [number for number in run if rows[number].name == leading]
        for start, stop in zip(starts or run[:1], [*starts[1:], run[-1] + 1], strict=True):
            kinds = _kinds(range(start, stop), rows)
            if len(kinds) >= fewest and (starts or "title" in kinds):
                yield range(start, stop)


def _is_coded(run: list[int], rows: Mapping[int, Row], lines: list[Line]) -> bool:
    """Tell whether the label of a title is a code of two letters."""
    return any(
        rows[number].kind == "title"
        and _CODE.fullmatch(rows[number].name)
        and lines[number].text[0] != "<"
        for number in run
    )


def _kinds(numbers: Iterable[int], rows: Mapping[int, Row]) -> set[str]:
    return {rows[number].kind for number in numbers if number in rows} - _NO_FIELD


def _runs(rows: Mapping[int, Row], lines: list[Line]) -> Iterator[list[int]]:
    """Yield the fields that stand together, up to where text begins."""
    run: list[int] = []
    for number in rows:
        if run and not _goes_on(run[-1], number, rows, lines):
            yield from _known(run, rows)
            run = []
        run.append(number)
    yield from _known(run, rows)


def _goes_on(last: int, number: int, rows: Mapping[int, Row], lines: list[Line]) -> bool:
    """Tell whether a field belongs to the same record's head as the last one."""
    before, row = rows[last], rows[number]
    if before.kind == "text":
        if number > last + 1:
            return False
        tagged = lines[number].text[0] == "<"
        return row.kind in HEADS or (row.kind == "text" and not tagged and row.name != before.name)
    if number > last + 1 + _GAP:
        return False
    gap = lines[last + 1 : number]
    if row.kind in _STARTS:
        return all(RULER.fullmatch(line.text) for line in gap)
    return _is_gap(gap)


def _known(run: list[int], rows: Mapping[int, Row]) -> Iterator[list[int]]:
    """Yield a run from its first known label to its last."""
    known = [place for place, number in enumerate(run) if rows[number].kind != "unknown"]
    if known:
        yield run[known[0] : known[-1] + 1]
