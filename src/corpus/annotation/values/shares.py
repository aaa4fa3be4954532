"""Shares and ratios: `28.2%`, `百分之二十`, `三成五`, `八五折`, `三分之一`, `2比1`.

What lives here: reading one of them at a numeral. What does not: counts and measures (`amounts`),
and ranges of shares (`quantities`).

Everything reads folded text (`shadow.fold`).
"""

import re
from decimal import Decimal
from typing import Final

import attrs

from corpus.annotation.values.amounts import Amount, amount
from corpus.annotation.values.numbers import Numeral, parse_number, read_numeral

__all__ = ["discount", "half", "part_of", "ratio_end", "share"]

_PART_OF: Final = re.compile(r"([百千万])分之(负?)")
_PER: Final = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_SIGNS: Final = {"%": Decimal(1), "‰": Decimal("0.1")}
_TENTHS: Final = re.compile(
    r"成(?:(半)|([一二三四五六七八九\d])(?![成个名人家万亿千百十点.\d])|([多余几]))?"
    r"(?![立为员功果本都长就绩熟年效语千批套人像份不因交型名家])"
)
_DISCOUNT: Final = re.compile(
    r"(?:(\d(?:\.\d)?|\d{2}|[一二三四五六七八九]{1,2})|对)折"
    r"(?![叠扣合射断旧价回腾磨返戟桥线])"
)
_FRACTION: Final = re.compile(r"分之|/(?=\d)")
_ABOUT: Final = frozenset({"约", "大约", "近", "将近", "逾"})
_FRACTION_STARTS: Final = frozenset("分/")
_HALF: Final = re.compile(r"([近约逾]|将近|大约)?(?:一半|半数)(?!时|天|年|球|儿)")
_RATIO: Final = re.compile(r" ?[比∶] ?(?=[\d一二三四五六七八九十])|[:：](?=\d{1,2}(?![\d:：.]))")
_THIRD: Final = re.compile(r" ?[比∶:：] ?(?=\d)")
_BETWEEN: Final = frozenset("比∶:：- ")
_SCORE: Final = re.compile(r"(?:以|[比大]分(?:为|是|成|改写为|扳成|定格在)?|总分) ?\Z")


def share(text: str, numeral: Numeral) -> Amount | None:
    """A fraction or percentage at a numeral, or None."""
    after = text[numeral.end : numeral.end + 1]
    if after in _FRACTION_STARTS:
        return _about_part_of(text, numeral) or _fraction(text, numeral)
    return _tenths(text, numeral) if after == "成" else _percent(text, numeral)


def part_of(text: str, start: int) -> Amount | None:
    """百分之三点五, 千分之五, 百分之负二, starting exactly at an offset; else None."""
    words = _PART_OF.match(text, start)
    numeral = read_numeral(text, words.end()) if words else None
    if words is None or numeral is None:
        return None
    scale = -_PER[words[1]] if words[2] else _PER[words[1]]
    found = attrs.evolve(amount(numeral, numeral.end, "%", "PERCENT"), start=start)
    return attrs.evolve(found, low=numeral.low * scale, high=numeral.high * scale, scale=scale)


def _about_part_of(text: str, numeral: Numeral) -> Amount | None:
    """约百分之五: the words for about stand before 百, which is read with them as a numeral."""
    lead = text[numeral.start : numeral.end - 1]
    found = part_of(text, numeral.end - 1) if lead in _ABOUT else None
    return attrs.evolve(found, start=numeral.start, approximate=True) if found else None


def discount(text: str, at: int) -> Amount | None:
    """八折 and 八五折: what is still paid, in per cent; 对折 is half."""
    match = _DISCOUNT.match(text, at) if text.find("折", at, at + 5) > 0 else None
    if match is None:
        return None
    word = match[1] or "5"
    value = parse_number(word[0]) if not word.isdigit() and "." not in word else Decimal(word)
    if value is None:
        return None
    if len(word) == 2 and not word.isdigit():
        value = value * 10 + (parse_number(word[1]) or 0)
    value = value * 10 if value < 10 else value
    return Amount(at, match.end(), value, value, None, "%", "PERCENT")


def half(text: str, at: int) -> Amount | None:
    """一半 and 近半数: one half."""
    match = _HALF.match(text, at)
    if match is None:
        return None
    value = Decimal("0.5")
    return Amount(at, match.end(), value, value, None, None, "CARDINAL", approximate=bool(match[1]))


def ratio_end(text: str, numeral: Numeral) -> int | None:
    """Where a ratio or a score ends that starts with a numeral: 1∶3, 98比95, 以2-1获胜."""
    if text[numeral.end : numeral.end + 1] not in _BETWEEN:
        return None
    between = _RATIO.match(text, numeral.end)
    if between is None and text.startswith("-", numeral.end):
        scored = _SCORE.search(text[max(0, numeral.start - 6) : numeral.start])
        between = re.compile("-").match(text, numeral.end) if scored else None
    other = read_numeral(text, between.end()) if between else None
    if between is None or other is None or other.chinese != numeral.chinese:
        return None
    plain = not (numeral.approximate or other.approximate)
    stands = text[numeral.start - 1 : numeral.start] not in {":", "：", "-", "/", "分"}
    if not plain or not stands or max(numeral.low, other.low) >= 1000:
        return None
    more = _THIRD.match(text, other.end)
    goes_on = more is not None and between[0].strip() == more[0].strip()
    third = read_numeral(text, more.end()) if more and goes_on else None
    return third.end if third else other.end  # 1.6∶46.5∶51.9


def _fraction(text: str, numeral: Numeral) -> Amount | None:
    bar = _FRACTION.match(text, numeral.end)
    other = read_numeral(text, bar.end()) if bar else None
    if bar is None or other is None or (bar[0] == "/" and _after_fraction(text, numeral, other)):
        return None
    over, under = (other, numeral) if bar[0] == "分之" else (numeral, other)
    if not under.low:
        return None
    value = (over.low / under.low).normalize()
    found = amount(numeral, other.end, None, "CARDINAL")
    return attrs.evolve(found, low=value, high=value)


def _after_fraction(text: str, numeral: Numeral, other: Numeral) -> bool:
    """Whether a slash makes no fraction: 9/11, 24/7 and paths are none, 2/3 is."""
    goes_on = text[other.end : other.end + 1] in {"/", "-"}
    return numeral.chinese or other.chinese or numeral.low >= other.low or other.low > 10 or goes_on


def _percent(text: str, numeral: Numeral) -> Amount | None:
    at = numeral.end + (text[numeral.end : numeral.end + 1] == " ")
    scale = _SIGNS.get(text[at : at + 1])
    if scale is None or numeral.chinese:
        return None
    found = amount(numeral, at + 1, "%", "PERCENT")
    return attrs.evolve(found, low=numeral.low * scale, high=numeral.high * scale, scale=scale)


def _tenths(text: str, numeral: Numeral) -> Amount | None:
    tenths = _TENTHS.match(text, numeral.end)
    if tenths is None or numeral.high > 10:
        return None
    more = Decimal(5) if tenths[1] else parse_number(tenths[2]) if tenths[2] else Decimal(0)
    found = amount(numeral, tenths.end(), "%", "PERCENT")
    return attrs.evolve(
        found,
        low=numeral.low * 10 + (more or 0),
        high=numeral.high * 10 + (more or 0),
        scale=Decimal(10),
        approximate=numeral.approximate or bool(tenths[3]),
    )
