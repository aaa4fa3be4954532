"""One counted or measured thing: a numeral with its unit, and with what it counts.

What lives here: what may stand behind a numeral (`73个县`, `67万儿童`, `50公里`, `两个半小时`,
`3年零6个月`) and what a numeral is without a unit. What does not: the numerals (`numbers`), the
units' table (`units`), which noun is counted (`counted`), money, shares and ranges (`quantities`).

Everything reads folded text (`shadow.fold`).
"""

import re
from decimal import Decimal
from typing import Final

import attrs

from corpus.annotation.values.counted import Words, counted_noun, head_noun, subject_unit
from corpus.annotation.values.numbers import DIGITS, Numeral, read_numeral
from corpus.annotation.values.units import Unit, months_or_seconds, read_unit

__all__ = ["LETTER", "Amount", "amount", "half_of", "with_unit"]

_INSIDE: Final = re.compile(r"个([多半])")
LETTER: Final = re.compile(r"[A-Za-z_&+#@/\\]")
_NOT_A_COUNT: Final = re.compile(
    r"[号路线楼室栋期版年月日时点分级届大中次后·]|[-.:：][\dA-Za-z]|单元|指数|热线|报警|专线|电话|航站"
)
# 5.12地震 is named after a day.
_NAMED_DAY: Final = re.compile(
    r"(?:[一-龥]{2})?(?:特大|大)?(?:地震|事件|惨案|专案|事故|空难|矿难|爆炸)"
)
_NO_YEARS: Final = frozenset({"级", "代", "龄"})
_BOUNDARY: Final = re.compile(r"$|[^一-龥]|(?<=局)[上下]半|(?<=局)大战|(?<=口)之家")
_CENTIMETRES: Final = re.compile(
    r"(?:\d{1,2}(?![\d.,%米个年月日时])|[一二三四五六七八九]{1,2}(?![十百千万亿一-龥]))"
)
_HUNDREDTHS: Final = re.compile(r"\d{1,3}(?![\d.,%万亿个年月日时人秒分])")
# 苏-27战机 and iPhone 5手机: the number is part of what something is called.
_NAME_BEFORE: Final = re.compile(r"[一-龥A-Za-z]-\Z|[A-Za-z] \Z")
_CODE_BEFORE: Final = re.compile(r"\d[-:/·]\Z")
_SECONDS: Final = re.compile(r"分(?:[0-5]?\d|[一二三四五]?十?[一二三四五六七八九十])秒")
# 0.3个和0.8个百分点: the first number leaves its unit to the second.
_POINTS: Final = re.compile(
    r"[和、与或至到](?:\d{1,2}(?:\.\d{1,2})?|[一两二三四五六七八九十])个百分点"
)
_WITHIN: Final = re.compile("日[之以]?内(?![地蒙阁政务])")  # 三日内; elsewhere 三日 is a date
_PER: Final = re.compile(r"/|每(?=[小秒立平升公千])")
_NOUN_UNIT: Final = frozenset({"个", "多个"})


@attrs.frozen
class Amount:
    """A numeral with its unit: where it stands, its bounds, and how sure the words are.

    `scale` is what the numeral was multiplied by: 10 for 三成, which is 30 %.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    name: str | None
    label: str
    approximate: bool = False
    numeral: Numeral | None = None
    scale: Decimal = Decimal(1)


def amount(
    numeral: Numeral, end: int, name: str | None, label: str, unit: Unit | None = None
) -> Amount:
    """An amount of a numeral, with its unit's factor applied."""
    factor = unit.factor if unit else Decimal(1)
    low, high = numeral.low * factor, numeral.high * factor
    sure = numeral.approximate
    return Amount(numeral.start, end, low, high, unit, name, label, sure, numeral, factor)


def half_of(text: str, at: int) -> Amount | None:
    """半年, 半小时, 半个多世纪: half of a unit of time."""
    half = Decimal("0.5")
    numeral = Numeral(at, at + 1, half, half, approximate=False, chinese=True, bare=True)
    if split := _split_unit(text, numeral):
        return attrs.evolve(split, numeral=None)
    unit = read_unit(text, at + 1)
    if unit is None or unit.kind not in {"duration", "clock"} or unit.surface in {"秒", "载"}:
        return None
    end = at + 1 + len(unit.surface)
    return Amount(at, end, half, half, unit, unit.name, _label(unit))


def _label(unit: Unit) -> str:
    labels = {"measure": "QUANTITY", "container": "QUANTITY", "duration": "DATE", "age": "DATE"}
    return labels.get(unit.kind, {"clock": "TIME", "percent": "PERCENT"}.get(unit.kind, "CARDINAL"))


def with_unit(  # noqa: PLR0911  one kind of unit after the other
    text: str, numeral: Numeral, words: Words
) -> Amount | None:
    """A numeral with the unit behind it, or what it is without one."""
    if split := _split_unit(text, numeral):
        return split
    at = numeral.end + (text[numeral.end : numeral.end + 1] == " ")
    unit = read_unit(text, at)
    if unit is None and _WITHIN.match(text, at) and (day := read_unit("天", 0)):
        unit = attrs.evolve(day, surface="日")
    if unit is None or not _unit_fits(text, numeral, unit, at, words):
        return _without_unit(text, numeral, words)
    if unit.surface == "分" and _SECONDS.match(text, at):
        unit = read_unit("分钟", 0) or unit
        return _longer(text, amount(numeral, at + 1, "分", "TIME", unit))
    end = at + len(unit.surface)
    found = amount(numeral, end, unit.name, _label(unit), unit)
    if unit.kind == "measure":
        return _measured(text, found, unit)
    if unit.surface in _NOUN_UNIT:
        if _POINTS.match(text, end):
            return attrs.evolve(found, name="百分点", label="PERCENT")
        if noun := counted_noun(text, end, words):
            return attrs.evolve(found, end=noun[0], name=noun[1])
        return attrs.evolve(found, name=head_noun(text, end, words) or unit.name)
    if unit.kind in {"duration", "clock", "age"}:
        return _longer(text, found)
    return found


def _split_unit(text: str, numeral: Numeral) -> Amount | None:
    """两个半小时 and 一个多月: the half or the more stands inside the unit."""
    inside = _INSIDE.match(text, numeral.end)
    whole = read_unit("个" + text[inside.end() : inside.end() + 3], 0) if inside else None
    if inside is None or whole is None or whole.kind not in {"duration", "clock"}:
        return None
    end = inside.end() + len(whole.surface) - 1
    found = amount(numeral, end, whole.name, _label(whole), whole)
    if inside[1] == "多":
        return attrs.evolve(found, approximate=True)
    half = Decimal("0.5")
    return attrs.evolve(found, low=numeral.low + half, high=numeral.high + half)


def _unit_fits(  # noqa: PLR0911  one rule after the other
    text: str, numeral: Numeral, unit: Unit, at: int, words: Words
) -> bool:
    """Whether a unit after a numeral is one: 三个, not 三度; and a count of one is none."""
    end = at + len(unit.surface)
    if unit.surface == "年" and (text[end : end + 1] in _NO_YEARS or text.startswith("年四季", at)):
        return False
    alone = unit.alone and _stands_alone(text, numeral, end, words)
    if not numeral.bare:
        vague = numeral.chinese and numeral.low != numeral.high
        return unit.bare or not vague or unit.kind in {"person", "age"} or alone
    if text[numeral.start] in "零〇百千万亿":
        return unit.name in {"摄氏度", "华氏度"} or text.startswith("零度", numeral.start)
    counted = unit.kind in {"person", "count", "noun", "container"}
    if numeral.low == 1:
        if unit.one or (unit.surface == "番" and text.startswith("翻", numeral.start - 1)):
            return True
        if unit.surface == "米":
            return _CENTIMETRES.match(text, end) is not None  # 一米七五
        if counted:
            return unit.kind == "count" and text.startswith("、", end)  # 铜镜一面、铜钱千枚
        return unit.bare and len(unit.surface) + (unit.kind != "measure") > 1
    if text[numeral.start] == "两" and unit.kind == "noun":
        return len(unit.surface) == 1 or alone
    return unit.bare or unit.surface == "人" or (alone and unit.kind != "noun")


def _stands_alone(text: str, numeral: Numeral, end: int, words: Words) -> bool:
    """Whether nothing joins on to a digit and its unit: 打完九局，, not 三头六臂."""
    if words:
        first, tag = words.get(numeral.start, (0, ""))
        whole = first == end or (first < end and words.get(first, (0, ""))[0] == end)
        return tag == "m" and whole
    return _BOUNDARY.match(text, end) is not None


def _measured(text: str, found: Amount, unit: Unit) -> Amount:
    """1米75, 2斤半, 35微克/立方米: what may stand behind a unit of measure."""
    if unit.surface == "米" and (parts := _CENTIMETRES.match(text, found.end)):
        digits = "".join(str(DIGITS.get(c, c)) for c in parts[0])
        end, more = parts.end(), Decimal(f"0.{digits}")
    elif text.startswith("半", found.end) and not text.startswith("个", found.end + 1):
        end, more = found.end + 1, Decimal("0.5")
    elif per := _PER.match(text, found.end):
        other = read_unit(text, per.end())
        if other is None or other.kind not in {"measure", "clock"} or len(unit.surface) < 2:
            return found
        return attrs.evolve(
            found, end=per.end() + len(other.surface), name=f"{found.name}/{other.name}"
        )
    else:
        return found
    whole = found.low is not None and found.low == found.low.to_integral_value()
    if not whole or found.high is None or found.low is None:
        return found
    return attrs.evolve(found, end=end, low=found.low + more, high=found.high + more)


def _without_unit(text: str, numeral: Numeral, words: Words) -> Amount | None:
    end, before = numeral.end, text[max(0, numeral.start - 2) : numeral.start]
    if _NAME_BEFORE.search(before):
        return None
    whole = numeral.low == numeral.low.to_integral_value()
    if not numeral.bare and whole and (noun := counted_noun(text, end, words)):
        return amount(numeral, noun[0], noun[1], "CARDINAL")
    if LETTER.match(text, end) or _NOT_A_COUNT.match(text, end) or _CODE_BEFORE.search(before):
        return None
    scaled = before in {"规模", "震级", "里氏"}
    if "." in text[numeral.start : end] and _NAMED_DAY.match(text, end) and not scaled:
        return None
    if text[end : end + 1] == "比" or not _is_number(text, numeral):
        return None
    return amount(numeral, end, subject_unit(text, numeral.start), "CARDINAL")


def _is_number(text: str, numeral: Numeral) -> bool:
    """Whether a numeral without a unit is a number: 40万 is, the 三 of 三农 and a code are not."""
    word = text[numeral.start : numeral.end]
    if not numeral.chinese:
        digits = sum(c.isdigit() for c in word)
        year = digits == len(word) == 4 and 1900 <= numeral.low <= 2099
        return (
            digits <= 9 and not year and not (len(word) > 1 and word[0] == "0" and word.isdigit())
        )
    large = any(c in "百千万亿" for c in word[1:])
    return large and word[0] in "二两三四五六七八九十一数几近约" and numeral.low >= 100


def _longer(text: str, first: Amount) -> Amount:
    """一年半, 两个半小时, 3年零6个月, 1小时30分: a time told in more than one step."""
    end = first.end
    if text.startswith("半", end) and first.low is not None and not text.startswith("半天", end):
        half = Decimal("0.5")
        return attrs.evolve(first, end=end + 1, low=first.low + half, high=(first.high or 0) + half)
    if first.name == "秒" and (parts := _HUNDREDTHS.match(text, end)) and first.low is not None:
        more = Decimal(f"0.{parts[0]}")
        return attrs.evolve(first, end=parts.end(), low=first.low + more, high=first.low + more)
    numeral = read_numeral(text, end + (text[end : end + 1] in {"零", "又"}))
    unit = read_unit(text, numeral.end) if numeral else None
    if numeral and unit is None and first.name == "年" and text.startswith("月", numeral.end):
        unit = read_unit("个月", 0)  # 3年6月 of a sentence
        unit = attrs.evolve(unit, surface="月") if unit else None
    if numeral and unit and unit.surface == "分" and first.name == "小时":
        unit = read_unit("分钟", 0)
        unit = attrs.evolve(unit, surface="分", name="分") if unit else None
    scale = months_or_seconds(first.name or "", unit.name) if unit else None
    if numeral is None or unit is None or scale is None or scale[1] <= scale[2]:
        return first
    low = (first.low or 0) * scale[1] + numeral.low * scale[2]
    joined = amount(numeral, numeral.end + len(unit.surface), scale[0], first.label, unit)
    joined = attrs.evolve(joined, start=first.start, low=low, high=low)
    return _longer(text, joined) if first.label == "TIME" else joined
