"""One calendar date as it is written, and the EDTF that it means.

What lives here: the pattern of a date (`2013年12月底`, `民国104年`, `1—5月`, `第三季度`), reading
it into its parts (`read_point`), what its year is by the day of publication (`completed`), and its
value (`edtf`). What does not: two dates joined by 至 (`dates`) and dates in other forms
(`date_words`).

Everything reads folded text (`shadow.fold`).
"""

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import Final

import attrs

from corpus.annotation.tables import read_table
from corpus.annotation.values.date_words import CN_DIGITS, whole_number, year_digits
from corpus.annotation.values.numbers import parse_number

__all__ = [
    "Point",
    "completed",
    "edtf",
    "point_pattern",
    "read_point",
    "year_after",
    "years_later",
]

_YEAR: Final = (
    rf"(?:\d{{1,4}}|[{CN_DIGITS}]{{4}}|[{CN_DIGITS}]{{2}}|[一二三四五六七八九十百零]{{2,5}}|元)"
)
_ERA_YEAR: Final = r"(?:\d{1,3}|[一二三四五六七八九十百零〇廿卅]{1,5}|元)"
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY: Final = (
    r"(?:[12]\d|3[01]|0?[1-9]|三十一?|[二廿]十?[一二三四五六七八九]|二十|"
    r"十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_TO: Final = r" ?(?:至|到|[—–~〜─-]{1,2}|、) ?"
_NEAR: Final = (
    r"今年|去年|上年(?=[初末底度]|同期)|(?<=[比较与和占超为])上年(?![轻龄级纪岁幼])|明年|前年|后年|同年|当年|次年|翌年|"
    r"本月|上月|下月|当月|同月|上个月|下个月|这个月"
)
_SEASON: Final = (
    r"上半年|下半年|(?<![一二三四])第?[一二三四1-4]季度|[前头][三3]季度|Q[1-4](?![A-Za-z\d])"
    r"|首季(?!度|节目|冠军|总)|第[一二三四1-4]季(?=营收|营运|财报|财务|获利|净利|毛利|每股|业绩"
    r"|出货|销售|法说|经济|GDP|成长)"
)
_YEAR_PART: Final = (
    r"前(?:[2-9]|1[01]|十一|[两二三四五六七八九十])个月|年?(?:初(?![中步期级])|底|末)|"
    r"第[一二三四1-4]季(?!度)|"
    r"[春夏秋冬](?:[季天](?!奥)|(?![节奥运耕播种收小粮季天])(?=[，、。；至到—-]|$))"
)
_MONTH_PART: Final = r"初(?![中步期级])|底|末|上旬|中旬|下旬|中下旬|上中旬"
_BARE_DAY: Final = r"日(?![本元圆均程龄语军益常夜光报渐]|[之以]?内(?![地蒙阁政务]))"
_AFTER_YEAR: Final = r"年(?:度|(?!代|[来间多余龄纪级级薪均度轻青]|历史))"
_STARTS: Final = "元零〇一二三四五六七八九十廿百公西前今去明后同当次翌本上下这第头首Q"

_SEASONS: Final = {"上": (1, 6), "下": (7, 12), "前": (1, 9), "头": (1, 9), "首": (1, 3)}
_DAYS: Final = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
}
_MONTH_STEPS: Final = {"本": 0, "这": 0, "上": -1, "下": 1}
_YEAR_STEPS: Final = {"今": 0, "去": -1, "上": -1, "明": 1, "前": -2, "后": 2}
_LATER_STEPS: Final = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1, "明年": 1}


@attrs.frozen
class Point:
    """One calendar date as it is written: each part a number, None, or, for a year, EDTF digits.

    `months` and `days` are the last month and day of 1—5月 and 3—6日, else None. `near` is the
    word that names the year or month (去年), and `reckoned` says that the words leave the year, or
    year and month, to the day of publication.
    """

    start: int
    end: int
    year: str | None
    month: int | None
    day: int | None
    part: str | None
    near: str | None = None
    months: int | None = None
    days: int | None = None
    reckoned: bool = False


@cache
def point_pattern() -> re.Pattern[str]:
    """The pattern of one date; its groups are what `read_point` reads."""
    names = sorted((row["era"] for row in read_table("eras.tsv")), key=len, reverse=True)
    eras, firsts = "|".join(names), "".join({name[0] for name in names})
    return re.compile(
        rf"(?<![\d.])(?!(?<=[百千万亿])[零〇一二三四五六七八九])(?=[\d{_STARTS}{firsts}])"
        rf"(?:(?P<era>{eras}) ?(?P<count>{_ERA_YEAR}) ?{_AFTER_YEAR}"
        rf"|(?P<bc>公元前|西元前)?(?P<gregorian>公元|西元)?(?P<year>{_YEAR}) ?{_AFTER_YEAR}"
        rf"|(?P<near>{_NEAR})|(?P<digits>(?:19|20)\d\d)(?=Q[1-4]))?"
        rf"(?: ?(?<!\d)(?P<month>{_MONTH})(?:{_TO}(?P<months>{_MONTH}))? ?"
        rf"月(?![龄嫂饼球薪亮光票租])(?:份(?!额))?"
        rf"(?: ?(?P<day>{_DAY})(?:{_TO}(?P<days>{_DAY}))? ?[日号])?"
        rf"| ?(?<!\d)(?P<only>{_DAY})(?:{_TO}(?P<onlys>{_DAY}))? ?{_BARE_DAY})?"
        rf"(?P<part>(?P<season>{_SEASON})|{_YEAR_PART}|{_MONTH_PART})?"
    )


def read_point(match: re.Match[str], published: date | None) -> Point | None:
    """What a match of `point_pattern` says, or None where it names no date."""
    if match.end() == match.start():
        return None
    year = _year(match, published)
    month, day = whole_number(match["month"]), whole_number(match["day"] or match["only"])
    months, days = whole_number(match["months"]), whole_number(match["days"] or match["onlys"])
    part, end = match["part"], match.end()
    if (match["year"] or match["era"]) and year is None:
        return None
    if (months and months <= (month or 0)) or (days and days <= (day or 0)):
        return None
    if "、" in match[0] and not _side_by_side(month, months, day, days):
        return None
    if part and not _part_fits(part, match):
        part, end = None, match.start("part")
    season = bool(part and match["season"])
    if not (year or match["near"] or match["bc"] or month or day or season):
        return None
    near = match["near"]
    if near and "月" in near:
        month = _near_month(near, published)
        year = year if month else None
    reckoned = year is None and bool(month or day or season) and not near
    return Point(match.start(), end, year, month, day, part, near, months, days, reckoned)


def _side_by_side(month: int | None, months: int | None, day: int | None, days: int | None) -> bool:
    """7、8月 is two months that follow each other; 3、5日 is no period."""
    return (not months or months == (month or 0) + 1) and (not days or days == (day or 0) + 1)


def _part_fits(part: str, match: re.Match[str]) -> bool:
    if match["day"] or match["only"] or match["months"]:
        return False
    near = match["near"] or ""
    if match["month"] or "月" in near:
        return re.fullmatch(_MONTH_PART, part) is not None
    if match["season"]:
        return not part.startswith("Q") or _is_quarter(match)
    return re.fullmatch(_YEAR_PART, part) is not None


def _is_quarter(match: re.Match[str]) -> bool:
    """Whether Q3 is a quarter: with its year it is; alone it may be a car, as in 奥迪Q3."""
    before = match.string[match.start() - 1 : match.start()]
    return match.start("part") > match.start() or not (before.isalnum() or before in {"-", "_"})


def _year(  # noqa: PLR0911  one form of year after the other
    match: re.Match[str], published: date | None
) -> str | None:
    """EDTF's four characters of the year, or None where the words name none."""
    word, near = match["year"] or match["digits"], match["near"]
    if near:
        return None if published is None else _near_year(near, published)
    if match["era"]:
        return _era_year(match["era"], match["count"])
    if not word:
        return None
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


def _era_year(era: str, word: str) -> str | None:
    row = next(row for row in read_table("eras.tsv") if row["era"] == era)
    count = 1 if word == "元" else whole_number(word)
    if not count or count > int(row["years"] or 120):
        return None
    return f"{int(row['before']) + count:04d}"


def _is_short_year(word: str, match: re.Match[str]) -> bool:
    """98年初 is a year, 98年 may be as many years as it likes."""
    part = match["part"]
    # 九八 and 零八 are no counts, 五六 is one.
    positional = not word.isdigit() and (word[0] in "零〇" or parse_number(word) is None)
    return positional or bool(part and part[-1] in "初底末年度")


# -- by the day of publication, or by the date before -------------------------------------------


def completed(point: Point, published: date | None) -> Point:
    """A date with the year, or the year and month, that only the publication tells."""
    if published is None or not point.reckoned:
        return point
    if point.month is None and point.day is None:
        last = (_season_months(point.part or "") or (1, 12))[1]
        year = year_digits(published.year - (last - published.month > 9))
        return attrs.evolve(point, year=year)
    year, month = _nearest(point.month, point.day, published)
    return attrs.evolve(point, year=year, month=month)


def _near_year(near: str, published: date) -> str | None:
    """Year of 去年, and of 上月, which in January is December of the year before."""
    if "月" in near:
        months = published.year * 12 + published.month - 1 + _MONTH_STEPS.get(near[0], 0)
        return year_digits(months // 12)
    step = _YEAR_STEPS.get(near[0])
    return None if step is None else year_digits(published.year + step)


def years_later(near: str) -> bool:
    """Whether a word counts from a year told before, and not from the day of publication."""
    return near in _LATER_STEPS and near != "明年"


def year_after(near: str, year: str | None) -> str | None:
    """Year of 次年 and its like, counted from the year told before; None if that is not known."""
    step = _LATER_STEPS.get(near)
    known = step is not None and year is not None and year.isdigit()
    return year_digits(int(year or 0) + (step or 0)) if known else None


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


# -- values -----------------------------------------------------------------------------------


def edtf(point: Point) -> str:
    """EDTF of a date as it is written; `XXXX` if it names no year, month or day."""
    year, part = point.year or "XXXX", point.part or ""
    if months := _season_months(part):
        return f"{year}-{months[0]:02d}/{year}-{months[1]:02d}"
    if point.month and (days := _DAYS.get(part)):
        full = monthrange(int(year) if year.isdigit() else 2000, point.month)[1]
        stem = f"{year}-{point.month:02d}"
        return f"{stem}-{days[0]:02d}/{stem}-{min(days[1], full):02d}"
    stem = f"{year}-{f'{point.month:02d}' if point.month else 'XX'}"
    if point.days:
        return f"{stem}-{point.day:02d}/{stem}-{point.days:02d}"
    if point.day:
        return f"{stem}-{point.day:02d}"
    if point.months:
        return f"{stem}/{year}-{point.months:02d}"
    return stem if point.month else year


def _season_months(part: str) -> tuple[int, int] | None:
    """First and last month of 上半年, 第三季度, 第3季, Q3."""
    if part.endswith("个月"):  # the first so many months of a year
        return 1, whole_number(part[1:-2]) or 12
    if not part or part[-1] not in "年度季1234" or part[0] in "春夏秋冬":
        return None
    if part[0] in _SEASONS:
        return _SEASONS[part[0]]
    quarter = whole_number(part.strip("第季度Q"))
    return (3 * quarter - 2, 3 * quarter) if quarter else None
