"""Ranges of amounts: `6个月—2岁`, `10-20人`, `三至五年`, `10至20%`, `零下3至5度`.

What lives here: joining two amounts, or a number and an amount, to one range. What does not: the
amounts themselves, and ranges of dates (`dates`).

Everything reads folded text (`shadow.fold`).
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import attrs

from corpus.annotation.values.amounts import Amount, amount
from corpus.annotation.values.numbers import DIGITS, Numeral, read_numeral
from corpus.annotation.values.units import months_or_seconds

__all__ = ["join_range", "open_range"]

# A hyphen is a minus with a blank before it only, and behind another dash: 最低-12 -4, -3～-5℃.
_SEPARATOR: Final = re.compile(
    r"(?![ \t\xa0]-\d)[ \t\xa0]?(?:至|到|[—–~〜─]{1,2}|-{1,2})[ \t\xa0]?"
)
_OR: Final = re.compile(r"、(?=[二两三四五六七八九\d])")
_CODE: Final = re.compile(r"[\d./:-]")

Read = Callable[[int], Amount | None]
"""Reads the amount that starts exactly at an offset."""


def join_range(text: str, first: Amount, read: Read) -> Amount:
    """An amount with the second end of its range behind it, or the amount itself."""
    separator = _SEPARATOR.match(text, first.end)
    if separator is None or first.low is None:
        return first
    second = read(separator.end()) or _rest(text, separator.end(), first)
    if second is None or second.high is None:
        return first
    if first.unit is None and first.label == "CARDINAL" and first.name is None:
        low = _shared_multiple(text, first, second)
        told = attrs.evolve(first, name=second.name, label=second.label, unit=second.unit, low=low)
        return _joined(told, second) or first
    if second.unit is None and second.label == "CARDINAL" and first.label in {"PERCENT", "MONEY"}:
        return _with_number(text, first, second)
    if first.label == second.label == "MONEY" and first.numeral and first.end == first.numeral.end:
        told = attrs.evolve(first, low=_shared_multiple(text, first, second))  # ￥3至5万元
        return _joined(told, second) or first
    return _joined(first, second) or first


def open_range(text: str, numeral: Numeral | None, read: Read) -> Amount | None:
    """A range whose first end is a number that is no amount: 10-20人, 三至五年, 两、三天."""
    if numeral is None or _CODE.match(text[numeral.start - 1 : numeral.start] or " "):
        return None
    listed = text[numeral.start - 1 : numeral.start] in {"", "\n", "。", "；", "、", "第"}
    plain = numeral.bare or (not numeral.chinese and not listed)
    or_ = _OR.match(text, numeral.end) if plain else None
    separator = or_ or _SEPARATOR.match(text, numeral.end)
    second = read(separator.end()) if separator else None
    if separator is None or second is None or second.numeral is None:
        return None
    if second.name is None and second.label == "CARDINAL":
        return None
    if second.start != separator.end() or second.numeral.chinese != numeral.chinese:
        return None
    if or_:
        return _next_digit(text, numeral, second)
    first = amount(numeral, numeral.end, second.name, second.label, second.unit)
    low = _shared_multiple(text, first, second)
    return _joined(attrs.evolve(first, low=-low if second.scale < 0 else low), second)


def _next_digit(text: str, numeral: Numeral, second: Amount) -> Amount | None:
    """两、三天, 三、五年 and 五、六百元: digits that follow each other are about so many."""
    if not numeral.chinese:
        told = second.numeral is not None and second.numeral.low == numeral.low + 1
        low = numeral.low * second.scale
        return (
            attrs.evolve(second, start=numeral.start, low=low, approximate=True) if told else None
        )
    digit = DIGITS.get(text[second.start])
    if digit is None or second.low is None:
        return None
    if digit != numeral.low + 1 and (int(numeral.low), digit) != (3, 5):
        return None
    low = second.low * numeral.low / digit
    return attrs.evolve(second, start=numeral.start, low=low, approximate=True)


def _rest(text: str, at: int, first: Amount) -> Amount | None:
    """The second number of 百分之三至五, of which the first end tells what it is."""
    told = first.numeral is not None and first.label == "PERCENT"
    told = told and first.end == (first.numeral.end if first.numeral else 0)
    numeral = read_numeral(text, at) if told else None
    return amount(numeral, numeral.end, None, "CARDINAL") if numeral else None


def _with_number(text: str, first: Amount, second: Amount) -> Amount:
    """百分之三至五 and ￥3至5万: the second end is a bare number."""
    if first.numeral is None or second.high is None or first.low is None:
        return first
    before_number = first.numeral.end == first.end
    if not before_number and first.label == "MONEY":
        return first
    low = first.low
    if first.label == "MONEY":
        low = _shared_multiple(text, first, second)
    high = second.high * first.scale
    second = attrs.evolve(second, name=first.name, label=first.label, high=high)
    end = second.end
    if first.label == "MONEY" and text.startswith("元", end):
        end += 1
    return _joined(attrs.evolve(first, low=low), attrs.evolve(second, end=end)) or first


def _joined(first: Amount, second: Amount) -> Amount | None:
    low, high, name = first.low or Decimal(0), second.high or Decimal(0), second.name
    if first.name != second.name:
        scale = months_or_seconds(first.name or "", second.name or "")
        if scale is None:
            return None
        name, low, high = scale[0], low * scale[1], high * scale[2]
    if low > high:
        if high >= 0:
            return None
        low, high = high, low  # -3～-5℃
    approximate = first.approximate or second.approximate
    return attrs.evolve(
        second, start=first.start, low=low, high=high, name=name, approximate=approximate
    )


def _shared_multiple(text: str, first: Amount, second: Amount) -> Decimal:
    """The low end of 5—10万人 is 50,000: the multiple of the second number is the first's too."""
    if first.numeral is None or first.low is None or first.low != first.numeral.low * first.scale:
        return first.low or Decimal(0)
    low = first.numeral.low
    low *= abs(second.scale) if first.scale > 0 else -abs(second.scale)
    tail = text[second.numeral.start : second.numeral.end] if second.numeral else ""
    head = text[first.start : first.end]
    for sign, factor in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        if tail.endswith(sign):
            return low if any(c in head for c in "万亿") else low * factor
    return low
