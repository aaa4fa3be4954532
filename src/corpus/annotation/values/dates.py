"""A grammar of dates and times in Chinese news, with EDTF values.

What lives here: `iter_dates`, which joins calendar dates (`date_points`) to ranges (`1990—1995年`,
`2013年3月至次年5月`) and adds the other forms (`date_words`, `clock_times`). What does not:
durations and ages (`两个月`, `5岁以下`), which count something and live in `quantities`; and the
lunar calendar, whose dates are found but get no value.

Everything reads folded text (`shadow.fold`). Values are EDTF (Library of Congress, 2019; ISO
8601-2) of level 1: a part that is not told is `X`. Two libraries were tried before this was
written: `jionlp` reads most of these forms but brings a GPL-3 package, `dateparser` reads `28.2%`
as a date; neither gives offsets.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

import attrs

from corpus.annotation.values.clock_times import iter_clock_times
from corpus.annotation.values.date_points import (
    Point,
    completed,
    edtf,
    point_pattern,
    read_point,
    year_after,
    years_later,
)
from corpus.annotation.values.date_words import OTHER_FORMS, date_value, year_digits
from corpus.annotation.values.expressions import Expression, overlaps
from corpus.annotation.values.set_phrases import in_set_phrase
from corpus.errors import AnnotationError

__all__ = ["iter_dates"]

_SEPARATOR: Final = re.compile(r"[ \t\xa0]?(?:至|到|[—–~〜─-]{1,2})[ \t\xa0]?")
_LISTED: Final = re.compile(r" ?[、和及与] ?")
_STOP: Final = re.compile(r"[。！？\n]")
_OPEN_START: Final = re.compile(rf"(?<!\d)([12]\d{{3}}){_SEPARATOR.pattern}\Z")


def iter_dates(text: str, *, published: date | None = None) -> Iterator[Expression]:
    """Find dates and times in a folded text.

    Args:
        text: Folded text.
        published: The day of publication; relative dates and missing years are reckoned from it.

    Yields:
        Expressions labelled DATE or TIME that do not overlap, in order of their start.

    Raises:
        AnnotationError: If `published` is no date.

    Example:
        >>> [(e.label, str(e.value)) for e in iter_dates("2013年12月底，5月29日上午10时")]
        [('DATE', '2013-12'), ('DATE', 'XXXX-05-29'), ('TIME', 'None')]
    """
    published = _day(published)
    found: list[Expression] = []
    for finder in (_points, *OTHER_FORMS):
        found += finder(text, published)
    found += iter_clock_times(text)
    found.sort(key=lambda e: (e.start, -e.end))
    last: Expression | None = None
    for expression in found:
        free = last is None or not overlaps(last, expression)
        if free and not in_set_phrase(text, expression.start, expression.end):
            yield expression
            last = expression


def _day(published: object) -> date | None:
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    raise AnnotationError(
        f"published is {published!r}, which is no date; "
        "give a datetime.date or a DateValue, such as DateValue('2014-05-30')"
    )


def _points(text: str, published: date | None) -> Iterator[Expression]:
    pattern, at = point_pattern(), 0
    before: Point | None = None
    last: Point | None = None
    while match := pattern.search(text, at):
        if match.end() == match.start():
            at = match.end() + 1
            continue
        told = read_point(match, published)
        if told is None:
            at = _after_rejected(match)
            continue
        if told.near and years_later(told.near) and _in_one_sentence(text, before, told):
            told = attrs.evolve(told, year=year_after(told.near, before.year if before else None))
        if last and _LISTED.fullmatch(text, at, told.start):
            told = _with_month(last, told)
        last = first = completed(told, published)
        if first.year:
            before = first
        span = _range(text, told, published)
        value = edtf(first)
        expression = span or Expression(
            first.start, first.end, "DATE", None if value == "XXXX" else date_value(value)
        )
        at = expression.end
        yield _with_open_start(text, expression, first)


def _with_month(last: Point, told: Point) -> Point:
    """The 6日 of 3月5日、6日 is in March."""
    alone = told.month is None and told.near is None and told.year is None
    if not alone or not last.month or not last.day or not told.day or told.day <= last.day:
        return told
    return attrs.evolve(told, year=last.year, month=last.month, reckoned=False)


def _in_one_sentence(text: str, before: Point | None, point: Point) -> bool:
    """同年 and 次年 count from the year that the same sentence told last."""
    return before is not None and not _STOP.search(text, before.end, point.start)


def _after_rejected(match: re.Match[str]) -> int:
    """Where to look on: at the second number of 3、5日, else behind what was no date."""
    seconds = [match.start(group) for group in ("months", "days", "onlys") if match[group]]
    return min(seconds) if seconds else match.end()


def _with_open_start(text: str, expression: Expression, point: Point) -> Expression:
    """1990—1995年 and 2010至2013年: the first year leaves its 年 out."""
    before = _OPEN_START.search(text[max(0, expression.start - 9) : expression.start])
    if before is None or point.month or not (point.year or "X").isdigit():
        return expression
    start = expression.start - (before.end() - before.start())
    if before[1] >= str(point.year):
        return expression
    return Expression(start, expression.end, "DATE", date_value(f"{before[1]}/{point.year}"))


def _range(text: str, told: Point, published: date | None) -> Expression | None:
    first = completed(told, published)
    separator = _SEPARATOR.match(text, first.end)
    match = point_pattern().match(text, separator.end()) if separator else None
    second = read_point(match, published) if match else None
    if second is None:
        return None
    second = _inherited(first, second, month_told=told.month is not None)
    # The first date may leave to the second what both share: 3日至5日, 5月3日—6日.
    ends = (edtf(first).split("/")[0], edtf(second).split("/")[-1])
    value = date_value("/".join(ends))
    return Expression(first.start, second.end, "DATE", value) if value else None


def _inherited(first: Point, second: Point, *, month_told: bool) -> Point:
    """The second end with what it leaves to the first one, and never before it.

    12月28日至1月3日 ends in the year after, 28日至3日 in the month after.
    """
    year, month = second.year, second.month
    steps = 0
    if second.near and year is None:
        return attrs.evolve(second, year=year_after(second.near, first.year))
    if month is None and second.day is not None:
        month = first.month
        if not month_told and month and first.day and second.day < first.day:
            steps, month = month // 12, month % 12 + 1
    elif year is None and month is not None:
        at_the_end = first.month is None and (first.part or "")[-1:] in {"底", "末"}
        steps = int(month < (12 if at_the_end else first.month or 0))
    if year is None:
        year = first.year
        if steps and year and year.isdigit():
            year = year_digits(int(year) + steps)
    return attrs.evolve(second, year=year, month=month)
