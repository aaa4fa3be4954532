"""Read texts that label their parts: records of an archive, with a field for the title.

Archives and databases export articles with a label before each field (`labels`). There nothing
has to be guessed: a record begins with its fields, its title is the title, and what follows is
one article up to the next record. `part_records` finds the records (`record_heads`), takes the
labels and the fields that are no text out of the lines, and says of each line left what it is, by
the names of observations in ``data/rules.toml``. Where one head stands over a whole issue, with
several datelines, only the head is told (`dump`). A line 标题：自拟 in the rules of a competition
makes no record.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.cells import Cells, part_cells, part_line
from corpus.parsing.dateline_dates import read_date
from corpus.parsing.folding import fold
from corpus.parsing.labels import HEADS, Row, label_lines
from corpus.parsing.noise import Noise
from corpus.parsing.record_heads import RULER, find_heads, titled

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from corpus.parsing.lines import Line, Scan
    from corpus.parsing.rules import Rules

__all__ = ["INSIDE", "Records", "part_records"]

INSIDE = "recorded"
"""What is observed about the lines of a record's text, all but the first of one without title."""

_ABOVE = {"byline": "field_signed", "kicker": "field_kicker", "deck": "field_kicker"}
_BELOW = {"byline": "field_byline", "kicker": "field_deck", "deck": "field_deck"}
_BELOW["title"] = "field_deck"  # of several, the first is the title
_TITLE, _FIRST = "field_title", "field_opening"
_NO_TEXT = frozenset({"date", "undated", "other", "tags", "record"})
_SHOWN = 60
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
    cells = part_cells(scanned, rules.fields)
    if cells is not None:
        rows = titled(label_lines(cells.lines, rules.fields))
        if records := find_heads(rows, cells.lines):
            return _Parted(scanned, cells, rows, records).found
    return Records(scanned.lines, [], {}, {}, {})


class _Parted:
    """Parts the lines of a text with records into text and labels."""

    def __init__(
        self, scanned: Scan, cells: Cells, rows: Mapping[int, Row], records: list[range]
    ) -> None:
        self._scanned = scanned
        self._cells = cells
        self._lines = cells.lines
        self._rows = rows
        self._record: int | None = None  # where one starts of which there is no line yet
        self._date: dt.date | None = None
        self._apart = False  # whether something was left out just before
        self.found = Records([], [], {}, {}, {})
        stops = [*(record.start for record in records[1:]), len(self._lines)]
        usual = self._usual(records, stops)
        self._texts = self._common(records, stops)
        self._tagged = cells.lines[records[0].start].text[0] == "<"
        self._above(records[0].start)
        for record, stop in zip(records, stops, strict=True):
            self._head(record)
            end = stop
            for number in self._behind(record.stop, stop):
                if self._name(number) not in usual:
                    break
                end = number
            self._body(range(record.stop, end))
            for line in self._lines[end:stop]:
                self._leave_out(line)

    def _above(self, stop: int) -> None:
        """Take the lines above the first record, without what is of its form right above it."""
        start = stop
        while start and start - 1 in self._rows:
            start -= 1
        number = 0
        while number < start:
            line, parts = self._whole(number, start)
            self.found.lines.append(line)
            number += parts
        for line in self._lines[start:stop]:
            self._leave_out(line)

    def _whole(self, number: int, stop: int) -> tuple[Line, int]:
        """Return a line as it was before it was parted, unless `stop` parts it, and its parts."""
        line, *parts = self._cells.wholes.get(number, [self._lines[number]])
        return (line, len(parts) or 1) if number + len(parts) <= stop else (self._lines[number], 1)

    def _behind(self, start: int, stop: int) -> Iterator[int]:
        """Yield the fields that stand last in some lines and are no text, from the end."""
        while stop > start and self._name(stop - 1) is not None:
            stop -= 1
            yield stop

    def _name(self, number: int) -> str | None:
        """Return the label of a field that is no text, of a rule nothing, or `None`."""
        row = self._rows.get(number)
        if row is None:
            return "" if RULER.fullmatch(self._lines[number].text) else None
        return row.name if row.kind in _NO_TEXT else None

    def _usual(self, records: list[range], stops: list[int]) -> set[str | None]:
        """Return the labels of fields that stand below most of the texts, and that of rules."""
        found = Counter(
            name
            for record, stop in zip(records, stops, strict=True)
            for name in {self._name(number) for number in self._behind(record.stop, stop)}
        )
        least = max(_FEWEST, len(stops) / 2)
        return {"", *(name for name, count in found.items() if count >= least)}

    def _common(self, records: list[range], stops: list[int]) -> set[str]:
        """Return the labels of text that stand once inside the text of most records."""
        found: Counter[str] = Counter()
        for record, stop in zip(records, stops, strict=True):
            within = Counter(
                row.name
                for number in range(record.stop, stop)
                if (row := self._rows.get(number)) and row.kind == "text" and row.name
            )
            found.update(name for name, count in within.items() if count == 1)
        least = max(_FEWEST, len(records) / 2)
        return {name for name, count in found.items() if count >= least}

    def _is_tag(self, number: int, row: Row) -> bool:
        """Tell whether a line is of tags: of any where records begin with some, or of known."""
        text = self._lines[number].text
        return (text[0] == "<" or text[-1] == ">") and (row.kind != "unknown" or self._tagged)

    def _head(self, record: range) -> None:
        lines, rows = self._lines, self._rows
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
        written = fold(self._lines[number].text[row.start : row.end]).replace("·", ".")
        value = read_date(written)
        return value.earliest if value and value.earliest == value.latest else None

    def _body(self, numbers: range) -> None:
        number = numbers.start
        while number < numbers.stop:
            line, row = self._lines[number], self._rows.get(number)
            if row is None or not (self._is_tag(number, row) or row.name in self._texts):
                line, parts = self._whole(number, numbers.stop)
                self._add(line, INSIDE)
                number += parts
                continue
            if _has_value(row):
                self._keep(number, row, INSIDE)
            else:
                self._leave_out(line)
            number += 1

    def _keep(self, number: int, row: Row, told: str) -> None:
        """Keep the value of a field, without the labels around it."""
        line = self._lines[number]
        self._leave_out(line, 0, row.start, "label")
        self._apart = True
        self._add(self._part(line, row.start, row.end), told)
        self._leave_out(line, row.end, len(line.text), "label")
        self._apart = True

    def _add(self, line: Line, told: str) -> None:
        found = self.found
        last = found.lines[-1] if found.lines else None
        if last is not None and last.end == line.start and self._record is None:
            # Broken markup: a line of its own needs something before it that becomes a break.
            found.lines[-1] = last._replace(text=last.text + line.text, end=line.end)
            return
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
            self.found.noise.append(Noise(part, f"record.{what}", said, _SURE))
            self._apart = True

    def _part(self, line: Line, start: int, end: int) -> Line:
        return part_line(self._scanned, line, start, end)._replace(blanks=line.blanks)


def _has_value(row: Row) -> bool:
    return row.start < row.end
