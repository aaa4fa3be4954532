"""A grammar of dates and times in Chinese news, with EDTF values.

What lives here: calendar dates (`2013年12月底`, `一九九八年`, `民国104年`, `5月29日`), ranges
of them (`1990年至1995年`), and `iter_dates`, which joins them to the other forms (`date_words`).
What does not: durations and ages (`两个月`, `5岁以下`), which count something and live in
`quantities`; and the lunar calendar, whose dates are found but get no value.

Everything reads folded text (`shadow.fold`). Values are EDTF (Library of Congress, 2019; ISO
8601-2) of level 1: a part that is not told is `X`. Two libraries were tried before this was
written: `jionlp` reads most of these forms but brings a GPL-3 package, `dateparser` reads `28.2%`
as a date; neither gives offsets.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Final

import attrs

from corpus.annotation.date_words import (
    CN_DIGITS,
    OTHER_FORMS,
    date_value,
    whole_number,
    year_digits,
)
from corpus.annotation.expressions import Expression, overlaps, read_table
from corpus.annotation.numbers import parse_number
from corpus.errors import AnnotationError

__all__ = ["iter_dates"]

_YEAR: Final = (
    rf"(?:\d{{1,4}}|[{CN_DIGITS}]{{4}}|[{CN_DIGITS}]{{2}}|[一二三四五六七八九十百零]{{2,5}}|元)"
)
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY: Final = (
    r"(?:[12]\d|3[01]|0?[1-9]|三十一?|[二廿]十?[一二三四五六七八九]|二十|"
    r"十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_NEAR: Final = (
    r"今年|去年|明年|前年|后年|同年|当年|次年|翌年|本月|上月|下月|当月|同月|上个月|下个月|这个月"
)
_YEAR_PART: Final = (
    r"年?(?:初(?![中步期级])|底|末)|上半年|下半年|第?[一二三四1-4]季度|[前头]三季度|"
    r"[春夏秋冬](?:[季天](?!奥)|(?![节奥运耕播种收小粮季天])(?=[，、。；至到—-]|$))"
)
_MONTH_PART: Final = r"初(?![中步期级])|底|末|上旬|中旬|下旬|中下旬|上中旬"

_START: Final = (
    r"(?<![\d.])(?=[\d元零〇一二三四五六七八九十廿百公西前今去明后同当次翌本上下这"
    r"康雍乾嘉道咸光宣大昭平令中民])"
)
_BARE_DAY: Final = r"日(?![本元圆均程龄语军益常夜光报渐])"
_AFTER_YEAR: Final = r"年(?!代|[来间多余龄纪级级薪均度轻青]|历史)"
_SEPARATOR: Final = re.compile(r"\s?(?:至|到|[—–~～-]{1,2})\s?")
_OPEN_START: Final = re.compile(r"(?<!\d)([12]\d{3})\s?(?:至|到|[—–~～-]{1,2})\s?$")


@attrs.frozen
class _Point:
    """One calendar date as it is written: each part a number, None, or, for a year, EDTF digits.

    `reckoned` says that the words leave the year, or year and month, to the day of publication.
    """

    start: int
    end: int
    year: str | None
    month: int | None
    day: int | None
    part: str | None
    reckoned: bool = False


def iter_dates(text: str, *, published: date | None = None) -> Iterator[Expression]:
    """Find dates and times in a folded text.

    Args:
        text: Folded text.
        published: The day of publication; relative dates and missing years are reckoned from it.

    Yields:
        Expressions labelled DATE or TIME that do not overlap, in order of their start.

    Raises:
        AnnotationError: If `published` is no date.

    >>> [(e.label, str(e.value)) for e in iter_dates("2013年12月底，5月29日上午10时")]
    [('DATE', '2013-12'), ('DATE', 'XXXX-05-29'), ('TIME', 'None')]
    """
    published = _day(published)
    found: list[Expression] = []
    for finder in (_points, *OTHER_FORMS):
        found += finder(text, published)
    found.sort(key=lambda e: (e.start, -e.end))
    last: Expression | None = None
    for expression in found:
        if last is None or not overlaps(last, expression):
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


# -- calendar dates ---------------------------------------------------------------------------


@cache
def _point_pattern() -> re.Pattern[str]:
    eras = "|".join(sorted((row["era"] for row in read_table("eras.tsv")), key=len, reverse=True))
    return re.compile(
        rf"{_START}(?:(?P<bc>公元前|西元前)?(?P<gregorian>公元|西元)?(?P<era>{eras})?"
        rf"(?P<year>{_YEAR}) ?{_AFTER_YEAR}|(?P<near>{_NEAR}))?"
        rf"(?: ?(?<!\d)(?P<month>{_MONTH}) ?月(?![龄嫂饼球薪亮光票租])(?:份(?!额))?"
        rf"(?: ?(?P<day>{_DAY}) ?[日号])?| ?(?<!\d)(?P<only>{_DAY}) ?{_BARE_DAY})?"
        rf"(?P<part>{_YEAR_PART}|{_MONTH_PART})?"
    )


def _points(text: str, published: date | None) -> Iterator[Expression]:
    pattern, end = _point_pattern(), 0
    for match in pattern.finditer(text):
        if match.start() < end:
            continue
        told = _read_point(match, published)
        if told is None:
            continue
        first = _completed(told, published)
        span = _range(text, told, published)
        edtf = _edtf(first)
        value = None if edtf == "XXXX" else date_value(edtf)
        expression = span or Expression(first.start, first.end, "DATE", value)
        end = expression.end
        yield _with_open_start(text, expression, first)


def _with_open_start(text: str, expression: Expression, point: _Point) -> Expression:
    """1990—1995年 and 2010至2013年: the first year leaves its 年 out."""
    before = _OPEN_START.search(text[max(0, expression.start - 9) : expression.start])
    if before is None or point.month or not (point.year or "X").isdigit():
        return expression
    start = expression.start - (before.end() - before.start())
    if before[1] >= str(point.year):
        return expression
    return Expression(start, expression.end, "DATE", date_value(f"{before[1]}/{point.year}"))


def _range(text: str, told: _Point, published: date | None) -> Expression | None:
    first = _completed(told, published)
    separator = _SEPARATOR.match(text, first.end)
    match = _point_pattern().match(text, separator.end()) if separator else None
    second = _read_point(match, published) if match else None
    if second is None:
        return None
    second = _inherited(first, second, month_told=told.month is not None)
    # The first date may leave to the second what both share: 3日至5日, 5月3日—6日.
    ends = (_edtf(first).split("/")[0], _edtf(second).split("/")[-1])
    value = date_value("/".join(ends))
    return Expression(first.start, second.end, "DATE", value) if value else None


def _inherited(first: _Point, second: _Point, *, month_told: bool) -> _Point:
    """The second end with what it leaves to the first one, and never before it.

    12月28日至1月3日 ends in the year after, 28日至3日 in the month after.
    """
    year, month = second.year, second.month
    steps = 0
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


def _completed(point: _Point, published: date | None) -> _Point:
    """A date with the year, or the year and month, that only the publication tells."""
    if published is None or not point.reckoned:
        return point
    year, month = _nearest(point.month, point.day, published)
    return attrs.evolve(point, year=year, month=month)


def _read_point(match: re.Match[str], published: date | None) -> _Point | None:
    if match.end() == match.start():
        return None
    year = _year(match, published)
    month, day = whole_number(match["month"]), whole_number(match["day"] or match["only"])
    part, end = match["part"], match.end()
    if match["year"] and year is None:
        return None
    if not (match["year"] or match["near"] or month or day):
        return None
    if part and not _part_fits(part, match):
        part, end = None, match.start("part")
    if match["near"] and "月" in match["near"]:
        month = _near_month(match["near"], published)
        year = year if month else None
    reckoned = year is None and bool(month or day) and not match["near"]
    return _Point(match.start(), end, year, month, day, part, reckoned)


def _part_fits(part: str, match: re.Match[str]) -> bool:
    has_month, has_day = match["month"], match["day"] or match["only"]
    if has_day:
        return False
    of_month = re.fullmatch(_MONTH_PART, part) is not None
    of_year = re.fullmatch(_YEAR_PART, part) is not None and not part.startswith("年")
    return of_month if has_month or "月" in (match["near"] or "") else of_year


def _year(  # noqa: PLR0911  one form of year after the other
    match: re.Match[str], published: date | None
) -> str | None:
    """EDTF's four characters of the year, or None where the words name none."""
    word, near = match["year"], match["near"]
    if near:
        return None if published is None else _near_year(near, published)
    if not word:
        return None
    if era := match["era"]:
        before = next(int(row["before"]) for row in read_table("eras.tsv") if row["era"] == era)
        count = 1 if word == "元" else whole_number(word)
        return None if not count or count > 120 else f"{before + count:04d}"
    number = whole_number(word)
    digits = sum(c.isdigit() or c in CN_DIGITS for c in word)
    if number is None or digits != len(word):
        return None
    if match["bc"]:
        return "XXXX"
    if len(word) == 4 and 1000 <= number <= 2999:
        return f"{number:04d}"
    if match["gregorian"] and 0 < number < 3000:
        return f"{number:04d}"
    if len(word) == 2 and (match["month"] or _is_short_year(word, match)):
        return f"{1900 + number if number >= 30 else 2000 + number:04d}"
    return None


def _is_short_year(word: str, match: re.Match[str]) -> bool:
    """98年初 is a year, 98年 may be as many years as it likes."""
    part = match["part"]
    positional = not word.isdigit() and parse_number(word) is None  # 九八 is no count, 五六 is one
    return positional or bool(part and part[-1] in "初底末年度")


def _near_year(near: str, published: date) -> str | None:
    """Year of 去年, and of 上月, which in January is December of the year before."""
    if "月" in near:
        months = published.year * 12 + published.month - 1 + _MONTH_STEPS.get(near[0], 0)
        return year_digits(months // 12)
    step = {"今": 0, "去": -1, "明": 1, "前": -2, "后": 2, "本": 0}.get(near[0])
    return None if step is None else year_digits(published.year + step)


_MONTH_STEPS: Final = {"本": 0, "这": 0, "上": -1, "下": 1}


def _near_month(word: str, published: date | None) -> int | None:
    step = _MONTH_STEPS.get(word[0])
    return None if published is None or step is None else (published.month - 1 + step) % 12 + 1


def _nearest(month: int | None, day: int | None, published: date) -> tuple[str | None, int | None]:
    """Year and month of a date that leaves them out: the nearest one to the publication."""
    if month is None and day is not None:
        if day <= published.day + 3:
            return year_digits(published.year), published.month
        years, earlier = divmod(published.year * 12 + published.month - 2, 12)
        return year_digits(years), earlier + 1
    distance = (month or published.month) - published.month
    year = published.year + (-1 if distance > 6 else 1 if distance < -6 else 0)
    return year_digits(year), month


_SEASONS: Final = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "头三季度": (1, 9)}
_DAYS: Final = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
}


def _edtf(point: _Point) -> str:
    year, part = point.year or "XXXX", point.part or ""
    months = _SEASONS.get(part)
    if part.endswith("季度") and months is None:
        quarter = whole_number(part.strip("第季度")) or 1
        months = (3 * quarter - 2, 3 * quarter)
    if months:
        return f"{year}-{months[0]:02d}/{year}-{months[1]:02d}"
    if point.month and (days := _DAYS.get(part)):
        full = monthrange(int(year) if year.isdigit() else 2000, point.month)[1]
        stem = f"{year}-{point.month:02d}"
        return f"{stem}-{days[0]:02d}/{stem}-{min(days[1], full):02d}"
    if point.day:
        return f"{year}-{f'{point.month:02d}' if point.month else 'XX'}-{point.day:02d}"
    return f"{year}-{point.month:02d}" if point.month else year
