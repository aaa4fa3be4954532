"""The date in a dateline: how it is written, and what it means.

A dateline names a month and a day (5月29日, ５月２９日, 五月二十九日), in Taiwan often the day
alone (3日, 三日), seldom the year, of the common era or of the Republic (民國113年). What
it leaves out is left open in EDTF, and 今日 and 昨日 have no value, unless the caller gives
the year or the day on which the paper appeared. Works on folded text.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from corpus.errors import AnnotationError
from corpus.values import DateValue

__all__ = ["DATE", "NUMERIC", "read_date"]

# Digits and Chinese numerals are not mixed, and a day is no more than 31: 斗六三日 is 三日.
# A line's end may have put a blank between two digits: 2 7日, 201 8年.
_YEAR = (
    "(?:[0-9]{1,4}|[0-9] [0-9]{3}|[0-9]{2} [0-9]{2}|[0-9]{3} [0-9]|[〇一二三四五六七八九十]{1,4})"
)
_MONTH = "(?:(?<![0-9])(?:[0-9]{1,2}|1 [0-2])|十[一二]?|一[〇一二]|[一二三四五六七八九]|元|正)"
_DAY = (
    "(?:(?<![0-9])(?:[0-9]{1,2}|[1-3] [0-9])|[一二]?十[一二三四五六七八九]?|三十一?"
    "|廿[一二三四五六七八九]?|卅一?"
    "|[一二][〇一二三四五六七八九]|三[〇一]|[一二三四五六七八九])"
)
_CLOCK = "[0-9〇一二三四五六七八九十]{1,3}"
# 7月20电: the press leaves 日 out now and then.
_UNSAID = "(?:(?<=月[0-9])|(?<=月[0-9]{2}))(?=专?[电讯])"
_DATED = (
    rf"(?:(?:(?:(?:中华)?民国|公元) ?)?{_YEAR} ?年 ?(?={_MONTH} ?月))?"
    rf"(?:{_MONTH} ?月份? ?)?{_DAY} ?(?:[日号]|{_UNSAID})"
    rf"(?:[、和至到-] ?(?:{_MONTH} ?月)?{_DAY} ?日(?= ?专?[电讯]))?"  # 10月1日、2日电
    rf"(?: ?\((?:星期|周|礼拜)[一二三四五六日天]\))?"
    r"(?: ?(?:零时|凌晨|清晨|早晨|早上|早|晨|上午|中午|午间|午后|午|下午|傍晚|晚间|晚上|晚"
    r"|深夜|夜间|夜))?"
    rf"(?: ?{_CLOCK}[时点](?:{_CLOCK}分)?(?= ?专?[电讯]))?"
)
_RELATIVE = rf"(?:今|昨)(?:日|天|晨|晚)(?: ?{_CLOCK}[时点])?(?= ?专?[电讯])"
DATE = rf"(?=[0-9〇一二三四五六七八九十廿卅元正中民公今昨])(?:{_DATED}|{_RELATIVE})"
"""A date in a dateline, as a regular expression over folded text, without groups."""

_TIME = "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
NUMERIC = rf"(?<![0-9])[0-9]{{4}}(?:[/.-][0-9]{{1,2}}){{2}}(?: ?{_TIME})?|[0-9]{{8}} ?{_TIME}"
"""A date in digits, as sites put it in a bracket, as a regular expression without groups."""

_NUMERIC = re.compile("(?P<year>[0-9]{4})[/.-]?(?P<month>[0-9]{1,2})[/.-]?(?P<day>[0-9]{1,2})")
_PARTS = re.compile(
    rf"(?:(?P<republic>(?:中华)?民国)? ?(?:公元)? ?(?P<year>{_YEAR}) ?年 ?)?"
    rf"(?:(?P<month>{_MONTH}) ?月份? ?)?(?P<day>{_DAY}) ?(?:[日号]|\Z)"
)
_TENS = str.maketrans({"廿": "二十", "卅": "三十", " ": ""})
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")}
_REPUBLIC = 1911  # 民國1年 is 1912
_FOUR_DIGITS = 4
_LONGEST_MONTH = 31


def read_date(
    date: str, *, year: int | None = None, published: dt.date | None = None
) -> DateValue | None:
    """Return the value of a dateline's date, or `None` if there is no such day.

    Args:
        date: The date as written, folded.
        year: The year to take where the text names none.
        published: The day on which the paper appeared; what the text leaves out is taken
            so that the date is the latest one not after it.

    Example:
        >>> print(read_date("5月29日"), read_date("三日"), read_date("民国113年1月5日"))
        XXXX-05-29 XXXX-XX-03 2024-01-05
        >>> print(read_date("12月31日", published=dt.date(1998, 1, 1)))
        1997-12-31
    """
    match = _PARTS.match(date)
    if match is None:
        digits = _NUMERIC.match(date)
        return _edtf(*map(int, digits.groups())) if digits else _relative(date, published)
    own_year = _year(match["year"], republic=bool(match["republic"]))
    month = 1 if match["month"] in {"元", "正"} else _number(match["month"])
    day = _number(match["day"])
    if day is None or not 1 <= day <= _LONGEST_MONTH:
        return None
    if own_year is None and published is not None:
        resolved = _latest(month, day, year, published)
        if resolved is not None:
            return DateValue(resolved.isoformat())
    return _edtf(own_year if own_year is not None else year, month, day)


def _relative(date: str, published: dt.date | None) -> DateValue | None:
    """Resolve 今日 and 昨日, which only the day of publication gives a date."""
    if published is None:
        return None
    days = {"今": 0, "昨": 1}.get(date[:1])
    return None if days is None else DateValue((published - dt.timedelta(days)).isoformat())


def _edtf(year: int | None, month: int | None, day: int) -> DateValue | None:
    """Return the value of the parts that are known, or `None` if there is no such day."""
    parts = (
        "XXXX" if year is None else f"{year:04}",
        "XX" if month is None else f"{month:02}",
        f"{day:02}",
    )
    try:
        return DateValue("-".join(parts))
    except AnnotationError:
        return None


def _year(digits: str | None, *, republic: bool) -> int | None:
    if digits is None:
        return None
    number = _number(digits)
    if number is None:
        return None
    if republic:
        return number + _REPUBLIC
    # 九八年 may be 1998 or the 98th year of the Republic: left open.
    return number if len(digits.replace(" ", "")) == _FOUR_DIGITS else None


def _number(digits: str | None) -> int | None:
    """Read 29, 二十九, 廿九, 二九 or 一九九八."""
    if digits is None:
        return None
    plain = "".join(_DIGITS.get(c, c) for c in digits.translate(_TENS))
    tens, ten, ones = plain.partition("十")
    if not ten:
        return int(plain)
    if not (tens or "1").isdigit() or not (ones or "0").isdigit():
        return None
    return int(tens or "1") * 10 + int(ones or "0")


def _latest(month: int | None, day: int, year: int | None, limit: dt.date) -> dt.date | None:
    """Return the latest such day not after `limit`, in `year` if that is given."""
    if year is not None:
        limit = min(limit, dt.date(year, 12, 31))
    first_year, first_month = limit.year, limit.month
    # Eight years back there is a 29 February even across 1900.
    for step in range(8 * 12 + 1):
        index = first_year * 12 + first_month - 1 - step
        candidate_year, candidate_month = divmod(index, 12)
        candidate_month += 1
        if candidate_year < 1 or (year is not None and candidate_year != year):
            return None
        if month not in {None, candidate_month}:
            continue
        if not 1 <= day <= monthrange(candidate_year, candidate_month)[1]:
            continue
        candidate = dt.date(candidate_year, candidate_month, day)
        if candidate <= limit:
            return candidate
    return None
