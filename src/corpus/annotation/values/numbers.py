"""Chinese and Arabic numerals: where one stands in a text, and what it is worth.

What lives here: reading one numeral at one place (`read_numeral`) and a whole string
(`parse_number`), in digits (`82`, `1,234.5`), digits with Chinese multiples (`67万`, `1亿3000万`),
Chinese numerals (`三百五十二`, `二〇一一`, `三点五`), approximate ones (`50多`, `近百万`, `十几`,
`三四`) and their traditional and financial forms once folded (`shadow.fold`). What does not:
what is counted (`quantities`) and dates (`dates`).

Every function reads *folded* text, that is text whose full-width and traditional forms
`shadow.fold` has replaced one for one; offsets are the same in both. The reading of compound
numerals follows the usual grammar (GB/T 15835-2011, appendix examples): multiples fall from left
to right within a section, 万, 亿 and 兆 close a section.
"""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

import attrs

__all__ = ["Numeral", "parse_number", "read_numeral"]

DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
SMALL: Final = {"十": 10, "百": 100, "千": 1000}
# 兆 is 10¹² in Taiwan's usage and in every newspaper that writes it after a number.
LARGE: Final = {"兆": 10**12, "亿": 10**8, "万": 10**4}
TENS: Final = {"廿": "二十", "卅": "三十", "卌": "四十"}

# A full-width comma is punctuation unless it parts groups of exactly three digits: ３，０００元.
ARABIC: Final = re.compile(
    r"\d{1,3}(?:,\d{3}){1,8}+(?:\.\d++)?(?![\d,])"
    r"|(?<![\d.:：])(?<!\d，)[1-9]\d{0,2}(?:，\d{3}){1,8}+(?:\.\d++)?(?!\d|[,，]\d)"
    r"|\d++(?:\.\d++)?"
)
CHINESE: Final = re.compile(r"[零〇一二两三四五六七八九十百千万亿兆廿卅卌]++")
FRACTION: Final = re.compile(r"点([零〇一二三四五六七八九]++)(?![分秒时])")
MULTIPLE: Final = re.compile(
    r" ?(?:[十百千]?(?:万亿|[万亿]|兆(?![瓦赫字比帕焦伏]|欧(?!元)))|[百千](?![克米瓦卡帕赫伏焦]))"
)
# 67万5岁以下儿童: what has an age or a time behind it is a number of its own.
NEXT_NUMBER: Final = re.compile(
    r"[\d零一二两三四五六七八九十百半]{1,3}(?:[—–~至到-]{1,2}[\d一二两三四五六七八九十百]{1,3})?"
    r"(?:周?岁|月龄|周龄|日龄|个月)|[\d一二两三四五六七八九](?:年|天|小时|分钟)"
)
LEAD: Final = re.compile(
    r"大约|将近|好几(?=[十百千万亿])|[约逾]|(?<!最)近|上(?=[百千万亿])|[数几](?=[十百千万亿])"
)
TRAIL: Final = re.compile(r"(?:多(?!数)|余|来|几)(?:万亿|[万亿])?")
LARGE_THEN_DIGIT: Final = re.compile(r".[万亿][一二两三四五六七八九]\Z")

LONGEST: Final = 40
"""Numerals longer than this, in characters, are codes and not numbers; they are not read."""


@attrs.frozen
class Numeral:
    """One numeral in a folded text.

    `start` and `end` are code points, half-open; `low` and `high` are equal unless the numeral
    itself is vague (`三四` is 3 to 4). `bare` says that it is plain Chinese digits without a
    multiple, like the 一 of 一个, which is a word as often as a number.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    approximate: bool
    chinese: bool
    bare: bool


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the numeral that starts exactly at an offset of a folded text.

    Args:
        text: Folded text.
        start: Code point offset, 0 <= start <= len(text).

    Returns:
        The longest numeral there, with its approximating words (`近`, `50多`), or None.

    Example:
        >>> read_numeral("共67万多人", 1).low
        Decimal('670000')
        >>> read_numeral("近百个县", 0).approximate
        True
    """
    lead = LEAD.match(text, start)
    at = lead.end() if lead else start
    core = _read_arabic(text, at) or _read_chinese(text, at)
    if core is None:
        return None
    end, low, high, chinese = core
    if end - at > LONGEST:
        return None
    approximate = lead is not None or low != high
    word = text[at:end]
    if trail := TRAIL.match(text, end):
        factor = parse_number("一" + trail[0][1:]) if trail.end() - end > 1 else Decimal(1)
        if factor is not None and _can_trail(trail[0], word):
            end, low, high, approximate = trail.end(), low * factor, high * factor, True
    bare = chinese and end - at == 1 and not lead
    return Numeral(start, end, low, high, approximate, chinese, bare)


def parse_number(text: str) -> Decimal | None:
    """Value of a string that is one whole numeral, in either kind of digits.

    Args:
        text: A numeral in simplified, half-width form.

    Returns:
        The value (the lower one where the numeral is a range, like 三四), or None when the
        string is not a well-formed numeral.

    Example:
        >>> parse_number("三百五十二"), parse_number("二〇一一"), parse_number("1亿3000万")
        (Decimal('352'), Decimal('2011'), Decimal('130000000'))
        >>> parse_number("百十百") is None
        True
    """
    if len(text) > LONGEST:
        return None
    for read in (_read_arabic, _read_chinese):
        found = read(text, 0)
        if found and found[0] == len(text):
            return found[1]
    return None


def _can_trail(trail: str, word: str) -> bool:
    """十几, 50多, 三百来 are approximations; 5来 and 三来 are not."""
    if trail[0] in "几来":
        return word[-1] in "十百千万" or (word[-1] == "0" and trail[0] == "来")
    return word[-1] in "十百千万亿0" or trail[0] == "多" or len(word) > 1


def _read_arabic(text: str, start: int) -> tuple[int, Decimal, Decimal, bool] | None:
    """Digits with Chinese multiples, as often as the multiples fall: 1亿3000万."""
    match = ARABIC.match(text, start)
    if match is None:
        return None
    end, total, room = start, Decimal(0), Decimal(10**20)
    lone: Decimal | None = None
    while match is not None and match.end() - start <= LONGEST:
        value = Decimal(match[0].replace(",", "").replace("，", ""))
        multiple = MULTIPLE.match(text, match.end())
        factor = _factor(multiple[0]) if multiple else Decimal(1)
        if lone and multiple is None and len(match[0]) == 1:
            factor = lone / 10  # 1万2 is 12,000
        if factor >= room:
            break
        total += value * factor
        end, room = (multiple or match).end(), factor
        lone = _factor("".join(c for c in multiple[0] if c in LARGE)) if multiple else Decimal(1)
        lone = lone if lone > 1 else None
        more = multiple and factor >= 1000 and not NEXT_NUMBER.match(text, end)
        match = ARABIC.match(text, end) if more else None
    return (end, total, total, False) if end > start else None


def _factor(multiple: str) -> Decimal:
    product = Decimal(1)
    for character in multiple.strip():
        product *= SMALL.get(character) or LARGE[character]
    return product


def _read_chinese(text: str, start: int) -> tuple[int, Decimal, Decimal, bool] | None:
    match = CHINESE.match(text, start)
    if match is None or match.end() - start > LONGEST:
        return None
    end, word = match.end(), match[0]
    if LARGE_THEN_DIGIT.search(word) and NEXT_NUMBER.match(text, end - 1):
        end, word = end - 1, word[:-1]
    value = _chinese_value(word)
    if value is None:
        return None
    low, high = value
    fraction = FRACTION.match(text, end)
    if fraction is None or low != high or fraction.end() - start > LONGEST:
        return end, low, high, True
    digits = "".join(str(DIGITS[c]) for c in fraction[1])
    low = Decimal(f"{low}.{digits}")
    end = fraction.end()
    if multiple := MULTIPLE.match(text, end):
        end, low = multiple.end(), low * _factor(multiple[0])
    return end, low, low, True


def _chinese_value(word: str) -> tuple[Decimal, Decimal] | None:
    """Value of a Chinese numeral as a range: split at 兆, 亿 and 万, then read the sections."""
    for sign, tens in TENS.items():
        word = word.replace(sign, tens)
    if any(c not in DIGITS for c in word):
        return _compound(word)
    return _digits_only(word)


def _digits_only(word: str) -> tuple[Decimal, Decimal] | None:
    values = [DIGITS[c] for c in word]
    if len(values) == 2 and "零" not in word and "〇" not in word:
        # 三四, 七八, 三五 are vague; 五三 is two numbers or a name.
        low, high = values
        vague = high == low + 1 or (low, high) == (3, 5)
        return (Decimal(low), Decimal(high)) if vague else None
    joined = Decimal("".join(map(str, values)))
    return joined, joined


def _compound(word: str) -> tuple[Decimal, Decimal] | None:
    for sign, factor in LARGE.items():
        left, found, right = word.rpartition(sign)
        if not found:
            continue
        high_part = _compound(left) if left else None
        low_part = _compound(right) if right else (Decimal(0), Decimal(0))
        if low_part is None or (left and high_part is None) or low_part[1] >= factor:
            return None
        if high_part is not None and high_part[0] >= factor:
            return None  # 亿亿 is no numeral, 万亿 is
        if left and right in DIGITS:
            # 两万五 is 25,000 and 两万亿三 2.3万亿, as 三千五 is 3,500; 两万零五 is 20,005.
            scale = (factor * LARGE["万"] if left.endswith("万") else factor) // 10
            low_part = (low_part[0] * scale, low_part[1] * scale)
        many = high_part or (Decimal(1), Decimal(1))
        return many[0] * factor + low_part[0], many[1] * factor + low_part[1]
    return _section(word)


def _section(word: str) -> tuple[Decimal, Decimal] | None:
    """A numeral below 10,000: digits before falling 千, 百, 十."""
    low = high = Decimal(0)
    last, pending = 10**4, ""
    for character in word:
        if character in DIGITS:
            pending += character
            continue
        unit = SMALL[character]
        coefficient = _coefficient(pending.lstrip("零〇"))
        if (
            unit >= last
            or coefficient is None
            or (not pending.lstrip("零〇") and low and unit > 10)
        ):
            return None
        low, high = low + coefficient[0] * unit, high + coefficient[1] * unit
        last, pending = unit, ""
    if not pending:
        return low, high
    digit = _coefficient(pending.lstrip("零〇"))
    if digit is None or not pending.lstrip("零〇"):
        return None
    # 三百五 is 350, 三百零五 is 305, 十七八 is 17 to 18.
    scale = last // 10 if last in (100, 1000) and len(pending) == 1 else 1
    return low + digit[0] * scale, high + digit[1] * scale


def _coefficient(digits: str) -> tuple[Decimal, Decimal] | None:
    if not digits:
        return Decimal(1), Decimal(1)
    if len(digits) == 1:
        return Decimal(DIGITS[digits]), Decimal(DIGITS[digits])
    if len(digits) == 2 and all(DIGITS[b] == DIGITS[a] + 1 for a, b in pairwise(digits)):
        return Decimal(DIGITS[digits[0]]), Decimal(DIGITS[digits[1]])
    return None
