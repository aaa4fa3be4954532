"""Read texts that label their parts: records of an archive, with a field for the title.

Archives and databases export articles with a label before each field (`labels`). There nothing
has to be guessed: a record begins with its fields, its title is the title, and what follows is
one article up to the next record. `part_records` finds the records, takes the labels and the
fields that are no text out of the lines, and says of each line left what it is, by the names of
observations in ``data/rules.toml``.

Fields make a record where several stand together and one of them is a title; and a text has
records where it begins with one or has several. A line 标题：自拟 in the rules of a competition
is none.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.dateline_dates import read_date
from corpus.parsing.folding import fold
from corpus.parsing.labels import HEADS, Row, label_lines
from corpus.parsing.lines import HIDDEN
from corpus.parsing.noise import Noise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from corpus.parsing.lines import Line, Scan
    from corpus.parsing.rules import Rules

__all__ = ["INSIDE", "Records", "part_records"]

INSIDE = "recorded"
"""What is observed about the lines of a record's text, all but the first of one without title."""

_ABOVE = {"byline": "field_signed", "kicker": "field_kicker", "deck": "field_kicker"}
_BELOW = {"byline": "field_byline", "kicker": "field_deck", "deck": "field_deck"}
_BELOW["title"] = "field_deck"  # of several, the first is the title
_TITLE, _FIRST = "field_title", "field_opening"
_NO_TEXT = frozenset({"date", "other", "tags"})
_SHOWN = 60
_RULER = re.compile(r"[-=_*~—－＝＊─━·#\s]{3,}")
_FEWEST = 2
_SURE = 0.97


class Records(NamedTuple):
    """The lines of a text without their labels, and what these said."""

    lines: list[Line]
    noise: list[Noise]
    told: dict[int, str]  # what is observed about a line, by its start
    starts: dict[int, int]  # where a record starts, by the start of its article's first line
    dates: dict[int, dt.date]  # the day of which it says it is, likewise

    def heads(self) -> set[int]:
        """Return where the lines start that are fields themselves."""
        return {start for start, told in self.told.items() if told != INSIDE}


def part_records(scanned: Scan, rules: Rules) -> Records:
    r"""Take labels and fields out of the lines of a text; without records, there are none.

    Example:
        >>> from corpus.parsing.lines import scan
        >>> from corpus.parsing.rules import default_rules
        >>> scanned = scan("标题：地铁通车\n日期：1998-01-05\n正文：\n昨天全线通车。")
        >>> found = part_records(scanned, default_rules())
        >>> [(line.text, found.told[line.start]) for line in found.lines]
        [('地铁通车', 'field_title'), ('昨天全线通车。', 'recorded')]
    """
    lines = scanned.lines
    rows = label_lines(lines, rules.fields)
    records = list(_records(rows, lines))
    if len(records) < _FEWEST and not (records and _all_rules(lines[: records[0].start])):
        return Records(lines, [], {}, {}, {})
    return _Parted(scanned, rows, records).found


def _all_rules(lines: Iterable[Line]) -> bool:
    return all(_RULER.fullmatch(line.text) for line in lines)


def _records(rows: Mapping[int, Row], lines: list[Line]) -> Iterator[range]:
    """Yield the lines over each record's text.

    They are stretches of several fields with a title among them or, since not every article has
    one, with the label that the first record begins with. Where the text begins with a title that
    has no other field beside it, so may every record.
    """
    leading, fewest = "", _FEWEST
    for run in _runs(rows, lines):
        if not leading:
            kinds = _kinds(run, rows)
            if "title" not in kinds or (len(kinds) < fewest and not _all_rules(lines[: run[0]])):
                continue
            leading, fewest = rows[run[0]].name, min(fewest, len(kinds))
        starts = [number for number in run if rows[number].name == leading]
        for start, stop in zip(starts or run[:1], [*starts[1:], run[-1] + 1], strict=True):
            kinds = _kinds(range(start, stop), rows)
            if len(kinds) >= fewest and (starts or "title" in kinds):
                yield range(start, stop)


def _kinds(numbers: Iterable[int], rows: Mapping[int, Row]) -> set[str]:
    return {rows[number].kind for number in numbers if number in rows}


def _runs(rows: Mapping[int, Row], lines: list[Line]) -> Iterator[list[int]]:
    """Yield the fields that stand together, rules between them aside, up to where text begins."""
    run: list[int] = []
    for number, row in rows.items():
        if run and not _all_rules(lines[run[-1] + 1 : number]):
            yield from _known(run, rows)
            run = []
        run.append(number)
        if row.kind == "text":
            yield from _known(run, rows)
            run = []
    yield from _known(run, rows)


def _known(run: list[int], rows: Mapping[int, Row]) -> Iterator[list[int]]:
    """Yield a run from its first known label to its last."""
    known = [place for place, number in enumerate(run) if rows[number].kind != "unknown"]
    if known:
        yield run[known[0] : known[-1] + 1]


class _Parted:
    """Parts the lines of a text with records into text and labels."""

    def __init__(self, scanned: Scan, rows: Mapping[int, Row], records: list[range]) -> None:
        self._scanned = scanned
        self._rows = rows
        self._record: int | None = None  # where one starts of which there is no line yet
        self._date: dt.date | None = None
        self._apart = False  # whether something was left out just before
        self.found = Records(scanned.lines[: records[0].start], [], {}, {}, {})
        stops = [*(record.start for record in records[1:]), len(scanned.lines)]
        usual = self._usual(stops)
        for record, stop in zip(records, stops, strict=True):
            self._head(record)
            behind = list(takewhile(lambda row: row.name in usual, self._behind(stop)))
            end = max(record.stop, stop - len(behind))
            for number in range(record.stop, end):
                self._body(number)
            for line in scanned.lines[end:stop]:
                self._leave_out(line)

    def _behind(self, stop: int) -> Iterator[Row]:
        """Yield the fields that stand last before line `stop` and are no text, from the end."""
        while stop and (row := self._rows.get(stop - 1)) and row.kind in _NO_TEXT:
            yield row
            stop -= 1

    def _usual(self, stops: list[int]) -> set[str]:
        """Return the labels of fields that stand below most of the texts."""
        found = Counter(name for stop in stops for name in {row.name for row in self._behind(stop)})
        least = max(_FEWEST, len(stops) / 2)
        return {name for name, count in found.items() if count >= least}

    def _head(self, record: range) -> None:
        lines, rows = self._scanned.lines, self._rows
        heads = {n for n in record if n in rows and rows[n].kind in HEADS and _has_value(rows[n])}
        title = min((n for n in heads if rows[n].kind == "title"), default=None)
        self._record = lines[record.start].start
        self._date = next(filter(None, map(self._day, record)), None)
        for number in record:
            row = rows.get(number)
            if row is None:
                self._leave_out(lines[number])
            elif title is not None and number in heads:
                told = _TITLE if number == title else (_ABOVE, _BELOW)[number > title][row.kind]
                self._keep(number, row, told)
            elif row.kind == "text" and _has_value(row):
                self._keep(number, row, INSIDE)
            else:
                self._leave_out(lines[number])

    def _day(self, number: int) -> dt.date | None:
        """Return the day that a field names, if it is one of a date."""
        row = self._rows.get(number)
        if row is None or row.kind != "date":
            return None
        written = fold(self._scanned.lines[number].text[row.start : row.end]).replace("·", ".")
        value = read_date(written)
        return value.earliest if value and value.earliest == value.latest else None

    def _body(self, number: int) -> None:
        line, row = self._scanned.lines[number], self._rows.get(number)
        if row is None or not (line.text[0] == "<" or line.text[-1] == ">"):
            self._add(line, INSIDE)
        elif _has_value(row):
            self._keep(number, row, INSIDE)
        else:
            self._leave_out(line)

    def _keep(self, number: int, row: Row, told: str) -> None:
        """Keep the value of a field, without the labels around it."""
        line = self._scanned.lines[number]
        self._leave_out(line, 0, row.start, "label")
        self._apart = True
        self._add(self._part(line, row.start, row.end), told)
        self._leave_out(line, row.end, len(line.text), "label")
        self._apart = True

    def _add(self, line: Line, told: str) -> None:
        found = self.found
        if self._apart:
            line = line._replace(blanks=max(1, line.blanks))
            self._apart = False
        if self._record is not None:
            found.starts[line.start] = self._record
            if self._date is not None:
                found.dates[line.start] = self._date
            told = _FIRST if told == INSIDE else told
            self._record = None
        found.lines.append(line)
        found.told[line.start] = told

    def _leave_out(
        self, line: Line, start: int = 0, end: int | None = None, what: str = "field"
    ) -> None:
        part = self._part(line, start, len(line.text) if end is None else end)
        if part.text:
            said = f"a record's {what}: {' '.join(part.text.split())[:_SHOWN]!r}"
            self.found.noise.append(Noise(part, f"noise.{what}", said, _SURE))
            self._apart = True

    def _part(self, line: Line, start: int, end: int) -> Line:
        """Return part of a line, as if it were one; blanks at its ends are none of it."""
        text = line.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        first, last = self._offset(line, start), self._offset(line, start + len(text))
        return line._replace(text=text, start=first, end=last, indent=0, trails=False, page=False)

    def _offset(self, line: Line, place: int) -> int:
        """Return where in the raw text a place of a line's text is."""
        if line.end - line.start == len(line.text):
            return line.start + place
        shown = (
            at for at in range(line.start, line.end) if self._scanned.flat[at : at + 1] != HIDDEN
        )
        return next(islice(shown, place, None), line.end)


def _has_value(row: Row) -> bool:
    return row.start < row.end
