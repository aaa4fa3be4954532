"""The forms of dates beside plain calendar dates.

What lives here: numeric dates (`2013-12-05`), decades and centuries (`上世纪90年代`), lunar
dates, weekdays, the years of a reign (`光绪年间`), and words that name a date (`去年`, `日前`,
`元旦`). What does not: calendar dates (`date_points`) and their ranges (`dates`), which joins all,
and times of the clock (`clock_times`).

Everything reads folded text (`shadow.fold`).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from corpus.annotation.tables import read_table
from corpus.annotation.values.expressions import Expression
from corpus.annotation.values.numbers import parse_number
from corpus.values import DateValue

__all__ = ["CN_DIGITS", "OTHER_FORMS", "date_value", "whole_number", "year_digits"]


CN_DIGITS: Final = "零〇一二三四五六七八九"


_NUMERIC: Final = re.compile(
    r"(?<![\d./:-])([12]\d{3})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d-])"
)


# 2012-2013赛季 and 2013/14学年 run over two years.
_SEASON: Final = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)[-/—–~至]{1,2}((?:19|20)?\d\d)(?:年?(?=赛季|学年)|年度)"
)


# So does 2014 of 2014学年, which is named by the first.
_ONE_SEASON: Final = re.compile(r"(?<![\d./:-])((?:19|20)\d\d)(?=赛季|学年|财年)")


_DECADE: Final = re.compile(
    r"(?P<century>上个?世纪|本世纪|(?:\d{1,2}|[一二]?十[一二三四五六七八九]?)世纪)?"
    r"(?P<decade>(?<!\d)[12]\d\d0|(?<!\d)[1-9]0|[一二][零〇一二三四五六七八九]{2}[零〇]|"
    r"[一二三四五六七八九]{1,2}十)年代(?:初期|中期|末期|后期|中后期|前期|初|末|中)?"
)


_LONGEST_BEFORE: Final = 12  # characters before 年代 or 世纪: 二十世纪一九九〇年代


_CENTURY: Final = re.compile(
    r"(?:上个?世纪|本世纪|新世纪|公元前(?:\d{1,2}|[一二]?十?[一二三四五六七八九]?)世纪|"
    r"(?<![\d个])(?:[12]?\d|二?十[一二三四五六七八九]?)世纪)(?:初期|中叶|中期|末期|后期|初|末)?"
)


_WEEKDAY: Final = re.compile(
    r"(?<![一二两三四五六七八九十每几\d])(?<!(?<!指)数)(?P<near>[本上下这])?(?:周|星期|礼拜)"
    r"(?P<day>[一二三四五六日天])"
    r"(?P<last>(?:至|到|[—–~〜─-]{1,2})(?:周|星期|礼拜)?[一二三四五六日天])?(?![年月期个周]|至少)"
)


_LUNAR: Final = re.compile(
    r"(?:(?:农历|阴历)(?:正|腊|冬|[一二三四五六七八九]|十[一二]?)|[正腊冬])月(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?)"
)


def date_value(edtf: str) -> DateValue | None:
    """A date value, or None where the words make no date of the calendar (2月30日)."""
    try:
        return DateValue(edtf)
    except ValueError:
        return None


def year_digits(year: int) -> str | None:
    """EDTF's four characters of a year, or None outside the calendar's years 1 to 9999."""
    return f"{year:04d}" if 1 <= year <= 9999 else None


def whole_number(word: str | None) -> int | None:
    """A whole number in digits of either kind, 一九九八 read digit by digit."""
    if not word:
        return None
    if all(c in CN_DIGITS for c in word) and len(word) > 1:
        return int("".join(str(CN_DIGITS[1:].find(c)) if c not in "零〇" else "0" for c in word))
    value = parse_number(word)
    return None if value is None else int(value)


def _numeric(text: str, _: date | None) -> Iterator[Expression]:
    for match in _SEASON.finditer(text):
        year = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else year // 100 * 100 + int(match[2])
        if last == year + 1:
            yield Expression(match.start(), match.end(), "DATE", date_value(f"{year}/{last}"))
    for match in _ONE_SEASON.finditer(text):
        yield Expression(match.start(), match.end(), "DATE", date_value(match[1]))
    for match in _NUMERIC.finditer(text):
        value = date_value(f"{match[1]}-{int(match[3]):02d}-{int(match[4]):02d}")
        if value:
            yield Expression(match.start(), match.end(), "DATE", value)


def _decades(text: str, published: date | None) -> Iterator[Expression]:
    for match in _around(_DECADE, "年代", text):
        century = _century(match["century"] or "", published)
        if (tens := _two_decades(match["decade"])) is not None:
            decade = (century or 1900) // 10
            edtf = f"{decade + tens:03d}X/{decade + tens + 1:03d}X"
            yield Expression(match.start(), match.end(), "DATE", date_value(edtf))
            continue
        number = whole_number(match["decade"])
        if number is None:
            continue
        # 90年代 without a century is the last one whose 90s can have been told of.
        year = number if number > 99 else (century or (1900 if number >= 30 else 2000)) + number
        yield Expression(match.start(), match.end(), "DATE", date_value(f"{year // 10:03d}X"))
    for match in _around(_CENTURY, "世纪", text):
        first = _century(match[0], published)
        value = None if first is None else date_value(f"{first // 100:02d}XX")
        yield Expression(match.start(), match.end(), "DATE", value)


def _two_decades(word: str) -> int | None:
    """5 for 五六十, of 五六十年代, or None where a decade is named alone."""
    if len(word) != 3 or not word.endswith("十"):
        return None
    first, second = CN_DIGITS[1:].find(word[0]), CN_DIGITS[1:].find(word[1])
    return first if second == first + 1 else None


def _around(pattern: re.Pattern[str], word: str, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern around each place where a word of it stands."""
    end = 0
    at = text.find(word)
    while at >= 0:
        match = pattern.search(text, max(end, at - _LONGEST_BEFORE))
        if match is None:
            return
        if match.start() <= at:
            yield match
            end = match.end()
        at = text.find(word, max(at + 1, match.start()))


def _century(word: str, published: date | None) -> int | None:
    """First year of a century in words: 上世纪 is the one before the publication's."""
    this = published.year // 100 * 100 if published else 2000
    if word.startswith(("本世纪", "新世纪")):
        return this
    if word.startswith(("上世纪", "上个世纪")):
        return this - 100
    number = None if "前" in word else whole_number(word.partition("世纪")[0])
    return (number - 1) * 100 if number and number <= 30 else None


def _short_holidays(text: str, _: date | None) -> Iterator[Expression]:
    """十一 of 十一黄金周 and “五一”期间: days that are a number elsewhere."""
    for match in _short_holiday().finditer(text):
        month, day = whole_number(match[1][0]) or 1, whole_number(match[1][1]) or 1
        edtf = f"XXXX-{month:02d}-{day:02d}"
        yield Expression(match.start(), match.end(), "DATE", date_value(edtf))


@cache
def _short_holiday() -> re.Pattern[str]:
    names = "|".join(row["surface"] for row in read_table("short_holidays.tsv"))
    return re.compile(
        rf"(?<![一二三四五六七八九十\d第])({names})(?=[”’」』]?"
        r"(?:期间|假期|长假|小长假|黄金周|前夕|节前|节后|当天|前后|到来|来临|临近))"
    )


def _reigns(text: str, _: date | None) -> Iterator[Expression]:
    """康熙年间 and 昭和时期: the years from the first to the last of an era."""
    if "年间" not in text and "时期" not in text:
        return
    eras, pattern = _era_table()
    for match in pattern.finditer(text):
        before, years = eras[match[1]]
        edtf = f"{before + 1:04d}/{before + years:04d}" if years else f"{before + 1:04d}/.."
        yield Expression(match.start(), match.end(), "DATE", date_value(edtf))


@cache
def _era_table() -> tuple[dict[str, tuple[int, int]], re.Pattern[str]]:
    rows = read_table("eras.tsv")
    eras = {row["era"]: (int(row["before"]), int(row["years"] or 0)) for row in rows}
    names = "|".join(sorted(eras, key=len, reverse=True))
    return eras, re.compile(rf"({names})(?:年间|时期)")


def _lunar(text: str, _: date | None) -> Iterator[Expression]:
    for match in _LUNAR.finditer(text):
        yield Expression(match.start(), match.end(), "DATE")


def _weekdays(text: str, published: date | None) -> Iterator[Expression]:
    for match in _WEEKDAY.finditer(text):
        value = None
        if match["last"]:
            yield Expression(match.start(), match.end(), "DATE")
            continue
        if published and match["near"]:
            weeks = {"本": 0, "这": 0, "上": -1, "下": 1}[match["near"]]
            index = "一二三四五六日".find(match["day"].replace("天", "日"))
            day = _moved(published, 7 * weeks + index - published.weekday())
            value = date_value(day.isoformat()) if day else None
        yield Expression(match.start(), match.end(), "DATE", value)


def _words(text: str, published: date | None) -> Iterator[Expression]:
    pattern, rows = _word_table()
    for match in pattern.finditer(text):
        row = rows[match[0]]
        value = date_value(row["fixed"]) if row["fixed"] else None
        if published and row["unit"]:
            edtf = _shifted(published, row["unit"], int(row["offset"]))
            value = date_value(edtf) if edtf else None
        yield Expression(match.start(), match.end(), "DATE", value)


@cache
def _word_table() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    rows = {row["surface"]: row for row in read_table("relative_dates.tsv")}
    longest_first = sorted(rows, key=len, reverse=True)
    # 前日本首相 and 光明日报 are no days: a word in 日 does not run on into 日本 or 日报.
    # 首次月产 and 三次月考 have no 次月.
    once = r"(?!(?<=[首每这那几数多两\d一二三四五六七八九十])次月)"
    return re.compile(rf"{once}(?:{'|'.join(longest_first)})(?!(?<=日)[本报])"), rows


def _shifted(day: date, unit: str, offset: int) -> str | None:
    """EDTF of a unit so many units away, or None where the calendar has no such day."""
    if unit == "year":
        return year_digits(day.year + offset)
    if unit == "month":
        years, month = divmod(day.year * 12 + day.month - 1 + offset, 12)
        year = year_digits(years)
        return f"{year}-{month + 1:02d}" if year else None
    if unit == "week":
        monday = _moved(day, 7 * offset - day.weekday())
        sunday = _moved(day, 7 * offset - day.weekday() + 6)
        return f"{monday.isoformat()}/{sunday.isoformat()}" if monday and sunday else None
    moved = _moved(day, offset)
    return moved.isoformat() if moved else None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


OTHER_FORMS: Final = (_numeric, _decades, _short_holidays, _reigns, _lunar, _weekdays, _words)
"""The finders of this module: each takes a folded text and the day of publication."""
