"""Times of the clock and parts of the day: `上午10时30分`, `20:30`, `今晚`, `下午3点至5点`.

What lives here: where such a time stands, which is labelled TIME and has no value. What does not:
how long something takes (`两个半小时`), which is counted in `amounts`.

Everything reads folded text (`shadow.fold`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from corpus.annotation.tables import read_table
from corpus.annotation.values.expressions import Expression

__all__ = ["iter_clock_times"]

_HOUR: Final = r"[01]?\d|2[0-4]|[零一二两三四五六七八九]|二?十[一二三四五六七八九]?"
_MINUTE: Final = r"[0-5]?\d|[零一二三四五]?十?[一二三四五六七八九十]"
_ABOUT: Final = r"(?: ?(?:许|左右|前后))?"
_TO: Final = re.compile(r" ?(?:至|到|[—–~〜─-]{1,2}) ?")
# 从晚上7点半持续到10点: the second of two times leaves the part of the day to the first.
_ENDS: Final = re.compile(r"^[^。；，、\n]{0,9}[至到]\Z")
# 3点 is an item of a list, and so is 一点; 晚8点 is an hour.
_SHORT_PERIOD: Final = r"[早晚](?=\d|[一二三四五六七八九十]+[点时])"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted((row["surface"] for row in read_table("parts_of_day.tsv")), key=len)
    period = "|".join([*reversed(words), _SHORT_PERIOD])
    firsts = "".join({word[0] for word in words})
    clock = re.compile(
        rf"(?=[\d零一二两三四五六七八九十早晚{firsts}])"
        rf"(?:(?P<period>{period})(?:的)? ?)?(?<![\d.:])"
        rf"(?:(?P<hour>{_HOUR}) ?"
        rf"(?:(?P<sign>[时点])(?: ?(?P<minute>{_MINUTE})分(?!之)(?:(?:[0-5]?\d)秒)?"
        rf"|(?P<tail>半|整|多?钟|多(?![个项条])|[一三]刻)|(?P<short>[0-5]\d)(?![\d.%多余万亿个]|分|秒)"
        rf"|(?P<about>许|左右)|(?![\d一二三四五六七八九多余代期候间节]))"
        rf"|:(?P<colon>[0-5]\d)(?::[0-5]\d)?(?![\d:]))){_ABOUT}"
    )
    return clock, re.compile("|".join(reversed(words)))


def iter_clock_times(text: str) -> Iterator[Expression]:
    """Find times of the clock and parts of the day in a folded text.

    Args:
        text: Folded text.

    Yields:
        Expressions labelled TIME, without a value; parts of the day that stand within a time of
        the clock come a second time by themselves.

    Example:
        >>> [text[e.start : e.end] for text in ["5日下午3点至5点"] for e in iter_clock_times(text)]
        ['下午3点至5点', '下午']
    """
    clock, parts = _patterns()
    end = 0
    for match in clock.finditer(text):
        if match.start() < end:
            continue
        to = _TO.match(text, match.end())
        second = clock.match(text, to.end()) if to else None
        if second or _is_sure(match) or (end and _ENDS.search(text[end : match.start()])):
            end = (second or match).end()
            yield Expression(match.start(), end, "TIME")
    for match in parts.finditer(text):
        yield Expression(match.start(), match.end(), "TIME")


def _is_sure(match: re.Match[str]) -> bool:
    """Whether a time by itself is one: 十时 is a rare word, 10时 and 三点半 are hours."""
    hour = match["sign"] == "时" and (match["hour"].isdigit() or match["hour"] == "零")
    told = match["period"] or match["minute"] or match["colon"]
    return bool(told or hour or match["tail"] or _is_short(match))


def _is_short(match: re.Match[str]) -> bool:
    """8点20 and 8点许 are times where they name the hour in digits."""
    return match["hour"].isdigit() and bool(match["short"] or match["about"] == "许")
