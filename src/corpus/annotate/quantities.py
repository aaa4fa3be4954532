"""A grammar of counted and measured things in Chinese news, with values.

What lives here: counts (`73个县`, `82万名`), measures (`50公里`), ages and durations (`5岁以下`,
`6个月—2岁`, `50多年`), money (`1亿元`), percentages (`28.2%`, `百分之二十`, `两成`), ordinals (`第一`,
`首次`), fractions and bare numbers, with ranges and approximations. What does not: the numerals
themselves (`numbers`), units (`units`), dates and clock times (`dates`).

Everything reads folded text (`shadow.fold`). A count's span is the numeral with its classifier and,
where it follows the numeral or a bare 个 directly as one noun, what is counted.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Final

import attrs

from corpus.annotate.expressions import Expression
from corpus.annotate.numbers import Numeral, read_numeral
from corpus.annotate.units import (
    Unit,
    currency_after,
    currency_before,
    months_or_seconds,
    read_unit,
)
from corpus.values import Quantity

__all__ = ["iter_quantities"]

_ANCHOR: Final = re.compile(
    r"[\d零〇一二两三四五六七八九十百千廿卅半第首近约逾数几]|大约|将近|好几|上[百千万亿]"
    r"|[¥￥$€£]|人民币|新台币|US\$|HK\$|NT\$|港币|美金|台币|[A-Z]{3}(?=\s?\d)"
)
_RUN: Final = re.compile(r"[\d.,]++|[零〇一二两三四五六七八九十百千万亿兆廿卅卌]++")
_SEPARATOR: Final = re.compile(r"\s?(?:至|到|[—–~～-]{1,2})\s?")
_BOUND: Final = re.compile(r"(以上|之上|以下|之下|以内|之内|以外)|(左右|上下|[多余](?![么少次]))")
_PART_OF: Final = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}
_TENTHS: Final = re.compile(r"成(半)?(?![立为员功果本都长就绩熟年效语千批套人像份不因交型名家])")
_FIRST: Final = re.compile(r"(?<![在居列于榜])首(?:次|个|届|批|家|位|例|部|座|条|项|艘|架|枚|轮|支|款)(?!长)")
_MARKER: Final = re.compile(r"[一二三四五六七八九十]{1,2}(?=[是要]|則|则)")
_OPENS: Final = re.compile(r"^$|[。；，：:;！？\n“「]")
_FRACTION: Final = re.compile(r"分之|/(?=\d)")
_PERSON: Final = re.compile(r"[人者员民生童工兵师众]$|儿童|孩子|干部|专家|老人|妇女")
_MONEY_PARTS: Final = re.compile(r"(?:([1-9一二两三四五六七八九])角)?(?:([1-9一二两三四五六七八九])分)?")
_INSIDE: Final = re.compile(r"个([多半])")
_LETTER: Final = re.compile(r"[A-Za-z_&+#@/\\]")
_NOT_A_COUNT: Final = re.compile(r"[号路线楼室栋期版年月日时点分级届大中次后·]|[-.:：][\dA-Za-z]")
_NOUN_UNIT: Final = frozenset({"个", "多个"})

Words = Mapping[int, tuple[int, str]]
"""Words of a tagger: start → (end, part of speech), for the noun that a number counts."""


@attrs.frozen
class _Amount:
    """A numeral with its unit: where it stands, its bounds, and how sure the words are."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    name: str | None
    label: str
    approximate: bool
    numeral: Numeral | None


def iter_quantities(
    text: str,
    *,
    taken: Collection[Expression] = (),
    words: Words | None = None,
    currency: str = "CNY",
) -> Iterator[Expression]:
    """Find counts, measures, money and the like in a folded text.

    Args:
        text: Folded text.
        taken: Dates, whose characters are not read again.
        words: Words with parts of speech, which tell whether one noun follows a number.
        currency: What a plain 元 means.

    Yields:
        Expressions that do not overlap, in order of their start.

    >>> [str(e.value) for e in iter_quantities("73个县的67万儿童，投资4亿元，6个月—2岁")]
    ['73 县', '670000 人', '400000000 CNY', '6..24 月']
    """
    closed = {offset: e.end for e in taken for offset in range(e.start, e.end)}
    cursor = 0
    for match in _ANCHOR.finditer(text):
        at = match.start()
        if at < cursor:
            continue
        if at in closed:
            cursor = closed[at]
            continue
        found = _read(text, at, words or {}, currency)
        if found and not any(offset in closed for offset in range(found.start, found.end)):
            yield found
            cursor = found.end
        elif run := _RUN.match(text, at):
            cursor = run.end()


def _read(text: str, at: int, words: Words, currency: str) -> Expression | None:
    before = text[at - 1 : at]
    if before and (_LETTER.match(before) or before == "." or before == "第"):
        return None
    if text[at] == "第":
        return _ordinal(text, at)
    if text[at] == "首":
        first = _FIRST.match(text, at)
        one = Quantity(Decimal(1), Decimal(1), None)
        return Expression(at, at + 1, "ORDINAL", one) if first else None
    if marker := _MARKER.match(text, at):
        number = read_numeral(text, at)
        if number and number.end == marker.end() and _OPENS.search(text[max(0, at - 1) : at]):
            return Expression(at, marker.end(), "ORDINAL", Quantity(number.low, number.high, None))
    if sign := currency_before(text, at):
        return _money_before(text, at, sign)
    first = _amount(text, at, words, currency)
    if first is None:
        return None
    return _expression(text, _range(text, first, words, currency) or first)


def _expression(text: str, amount: _Amount) -> Expression | None:
    start, end, low, high = amount.start, amount.end, amount.low, amount.high
    bound = _BOUND.match(text, end)
    approximate = amount.approximate
    if bound and not (bound[2] in {"多", "余"} and amount.label not in {"DATE", "TIME", "QUANTITY"}):
        end, approximate = bound.end(), approximate or bool(bound[2])
        if bound[1] in {"以上", "之上", "以外"}:
            high = None
        elif bound[1]:
            low = None
    value = Quantity(_plain(low), _plain(high), amount.name, approximate)
    return Expression(start, end, amount.label, value)


def _plain(number: Decimal | None) -> Decimal | None:
    """The same number without zeros that say nothing: 35000 for 3.5万, not 35000.0."""
    if number is None:
        return None
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _ordinal(text: str, at: int) -> Expression | None:
    numeral = read_numeral(text, at + 1)
    if numeral is None or numeral.approximate:
        return None
    return Expression(at, numeral.end, "ORDINAL", Quantity(numeral.low, numeral.high, None))


# -- one amount -------------------------------------------------------------------------------


def _amount(text: str, at: int, words: Words, currency: str) -> _Amount | None:
    if text[at] == "半":
        return _half(text, at)
    for words_before, scale in _PART_OF.items():
        if text.startswith(words_before, at):
            return _part_of(text, at, at + len(words_before), scale)
    numeral = read_numeral(text, at)
    if numeral is None:
        return None
    for read in (_fraction, _percent, _tenths):
        if amount := read(text, numeral):
            return amount
    if money := _money(text, numeral, currency):
        return money
    return _with_unit(text, numeral, words)


def _make(numeral: Numeral, end: int, name: str | None, label: str, unit: Unit | None = None) -> _Amount:
    factor = unit.factor if unit else Decimal(1)
    low, high = numeral.low * factor, numeral.high * factor
    return _Amount(numeral.start, end, low, high, unit, name, label, numeral.approximate, numeral)


def _part_of(text: str, start: int, at: int, scale: Decimal) -> _Amount | None:
    numeral = read_numeral(text, at)
    if numeral is None:
        return None
    found = _make(numeral, numeral.end, "%", "PERCENT")
    low, high = numeral.low * scale, numeral.high * scale
    return attrs.evolve(found, start=start, low=low, high=high)


def _fraction(text: str, numeral: Numeral) -> _Amount | None:
    bar = _FRACTION.match(text, numeral.end)
    other = read_numeral(text, bar.end()) if bar else None
    if bar is None or other is None or (bar[0] == "/" and _after_fraction(text, numeral, other)):
        return None
    over, under = (other, numeral) if bar[0] == "分之" else (numeral, other)
    if not under.low:
        return None
    share = (over.low / under.low).normalize()
    found = _make(numeral, other.end, None, "CARDINAL")
    return attrs.evolve(found, low=share, high=share)


def _after_fraction(text: str, numeral: Numeral, other: Numeral) -> bool:
    """Whether a slash makes no fraction: 9/11, 24/7 and paths are none, 2/3 is."""
    goes_on = text[other.end : other.end + 1] in {"/", "-"}
    return numeral.chinese or other.chinese or numeral.low >= other.low or other.low > 10 or goes_on


def _percent(text: str, numeral: Numeral) -> _Amount | None:
    if text.startswith("%", numeral.end) and not numeral.chinese:
        return _make(numeral, numeral.end + 1, "%", "PERCENT")
    if text.startswith("‰", numeral.end):
        found = _make(numeral, numeral.end + 1, "%", "PERCENT")
        return attrs.evolve(found, low=numeral.low / 10, high=numeral.high / 10)
    return None


def _tenths(text: str, numeral: Numeral) -> _Amount | None:
    tenths = _TENTHS.match(text, numeral.end)
    if tenths is None or numeral.high > 10:
        return None
    half = 5 if tenths[1] else 0
    found = _make(numeral, tenths.end(), "%", "PERCENT")
    return attrs.evolve(found, low=numeral.low * 10 + half, high=numeral.high * 10 + half)


def _money(text: str, numeral: Numeral, currency: str) -> _Amount | None:
    sign = currency_after(text, numeral.end)
    if sign is None or (numeral.bare and len(sign[0]) == 1):
        return None
    word, code = sign
    end = numeral.end + len(word)
    if word in {"元", "块", "圆"}:
        code = currency
    found = _make(numeral, end, code, "MONEY")
    parts = _MONEY_PARTS.match(text, end)
    if word in {"元", "块"} and parts and parts.end() > end:
        tenth, hundredth = (read_numeral(p, 0) if p else None for p in parts.groups())
        extra = (tenth.low / 10 if tenth else Decimal(0)) + (hundredth.low / 100 if hundredth else 0)
        return attrs.evolve(
            found, end=parts.end(), low=numeral.low + extra, high=numeral.high + extra
        )
    return found


def _money_before(text: str, at: int, sign: tuple[str, str]) -> Expression | None:
    start = at + len(sign[0])
    start += text[start : start + 1] == " "
    numeral = read_numeral(text, start)
    if numeral is None or (numeral.chinese and numeral.bare):
        return None
    end = numeral.end + (text[numeral.end : numeral.end + 1] == "元")
    found = attrs.evolve(_make(numeral, end, sign[1], "MONEY"), start=at)
    return _expression(text, found)


def _half(text: str, at: int) -> _Amount | None:
    half = Decimal("0.5")
    numeral = Numeral(at, at + 1, half, half, approximate=False, chinese=True, bare=True)
    if split := _split_unit(text, numeral):
        return attrs.evolve(split, numeral=None)
    unit = read_unit(text, at + 1)
    if unit is None or unit.kind not in {"duration", "clock"} or unit.surface in {"秒", "载"}:
        return None
    end = at + 1 + len(unit.surface)
    return _Amount(at, end, half, half, unit, unit.name, _label(unit), False, None)


# -- units ------------------------------------------------------------------------------------


def _label(unit: Unit) -> str:
    labels = {"measure": "QUANTITY", "container": "QUANTITY", "duration": "DATE", "age": "DATE"}
    return labels.get(unit.kind, {"clock": "TIME", "percent": "PERCENT"}.get(unit.kind, "CARDINAL"))


def _with_unit(text: str, numeral: Numeral, words: Words) -> _Amount | None:
    if split := _split_unit(text, numeral):
        return split
    at = numeral.end + (text[numeral.end : numeral.end + 1] == " ")
    unit = read_unit(text, at)
    if unit is None or not _unit_fits(text, numeral, unit, at):
        return _without_unit(text, numeral, words)
    end = at + len(unit.surface)
    found = _make(numeral, end, unit.name, _label(unit), unit)
    if unit.surface in _NOUN_UNIT:
        if noun := _noun(text, end, words):
            return attrs.evolve(found, end=noun[0], name=noun[1])
        return attrs.evolve(found, name=_head(text, end, words) or unit.name)
    if unit.kind in {"duration", "clock", "age"}:
        return _longer(text, found)
    return found


def _split_unit(text: str, numeral: Numeral) -> _Amount | None:
    """两个半小时 and 一个多月: the half or the more stands inside the unit."""
    inside = _INSIDE.match(text, numeral.end)
    whole = read_unit("个" + text[inside.end() : inside.end() + 3], 0) if inside else None
    if inside is None or whole is None or whole.kind not in {"duration", "clock"}:
        return None
    end = inside.end() + len(whole.surface) - 1
    found = _make(numeral, end, whole.name, _label(whole), whole)
    if inside[1] == "多":
        return attrs.evolve(found, approximate=True)
    half = Decimal("0.5")
    return attrs.evolve(found, low=numeral.low + half, high=numeral.high + half)


def _unit_fits(text: str, numeral: Numeral, unit: Unit, at: int) -> bool:
    """Whether a unit after a numeral is one: 三个, not 三度; and a count of one is none."""
    after = text[at + len(unit.surface) : at + len(unit.surface) + 1]
    if unit.surface == "年" and (after in {"级", "代", "龄"} or text[at:].startswith("年四季")):
        return False
    if not numeral.bare:
        vague = numeral.chinese and numeral.low != numeral.high
        return unit.bare or not vague or unit.kind in {"person", "age"}
    if text[numeral.start] in "零〇百千万亿":
        return False
    one = numeral.low == 1
    counted = unit.kind in {"person", "count", "noun", "container"}
    if one:
        return unit.bare and not counted and len(unit.surface) + (unit.kind != "measure") > 1
    return unit.bare or unit.surface == "人"


def _without_unit(text: str, numeral: Numeral, words: Words) -> _Amount | None:
    end = numeral.end
    if not numeral.bare and (noun := _noun(text, end, words)):
        return _make(numeral, noun[0], noun[1], "CARDINAL")
    if _LETTER.match(text, end) or _NOT_A_COUNT.match(text, end):
        return None
    before = text[numeral.start - 2 : numeral.start]
    if re.search(r"\d[-:/·]$", before) or text[end : end + 1] == "比":
        return None
    return _make(numeral, end, None, "CARDINAL") if _is_number(text, numeral) else None


def _is_number(text: str, numeral: Numeral) -> bool:
    """Whether a numeral without a unit is a number: 40万 is, the 三 of 三农 and a code are not."""
    word = text[numeral.start : numeral.end]
    if not numeral.chinese:
        digits = sum(c.isdigit() for c in word)
        year = digits == len(word) == 4 and 1900 <= numeral.low <= 2099
        return digits <= 9 and not year and not (len(word) > 1 and word[0] == "0" and word.isdigit())
    large = any(c in "百千万亿" for c in word[1:])
    return large and word[0] in "二两三四五六七八九十一数几近约" and numeral.low >= 100


def _noun(text: str, at: int, words: Words) -> tuple[int, str] | None:
    """End and unit of the one noun at an offset, if it is one and nothing joins on to it."""
    if words:
        end, tag = words.get(at, (0, ""))
        following = words.get(end, (0, ""))[1]
        if tag not in {"n", "nz"} or following in {"n", "vn", "nz", "an"}:
            return None
    else:
        unit = read_unit(text, at)
        if unit is None or unit.kind != "noun":
            return None
        end = at + len(unit.surface)
    if end - at > 4:
        return None
    noun = text[at:end]
    unit = read_unit(text, at)
    if unit and unit.kind in {"noun", "person"} and unit.surface == noun:
        return end, unit.name
    return end, "人" if _PERSON.search(noun) else noun


def _head(text: str, at: int, words: Words) -> str | None:
    """The noun that a count with an attribute counts: 片区 of 8个贫困片区."""
    for step in range(3):
        end, tag = words.get(at, (0, ""))
        following = words.get(end, (0, ""))[1]
        if tag == "n" and following not in {"n", "vn", "an", "nz"}:
            noun = text[at:end]
            return ("人" if _PERSON.search(noun) else noun) if step else None
        if tag not in {"n", "a", "b", "an", "vn", "nz"}:
            return None
        at = end
    return None


def _longer(text: str, first: _Amount) -> _Amount:
    """一年半, 两个半小时, 3年零6个月, 1小时30分: a time told in more than one step."""
    end = first.end
    if text.startswith("半", end) and first.low is not None and not text.startswith("半天", end):
        half = Decimal("0.5")
        return attrs.evolve(first, end=end + 1, low=first.low + half, high=(first.high or 0) + half)
    numeral = read_numeral(text, end + (text[end : end + 1] in {"零", "又"}))
    unit = read_unit(text, numeral.end) if numeral else None
    scale = months_or_seconds(first.name or "", unit.name) if unit else None
    if numeral is None or unit is None or scale is None or scale[1] <= scale[2]:
        return first
    low = (first.low or 0) * scale[1] + numeral.low * scale[2]
    joined = _make(numeral, numeral.end + len(unit.surface), scale[0], first.label, unit)
    return attrs.evolve(joined, start=first.start, low=low, high=low)


# -- ranges -----------------------------------------------------------------------------------


def _range(text: str, first: _Amount, words: Words, currency: str) -> _Amount | None:
    separator = _SEPARATOR.match(text, first.end)
    if separator is None:
        return None
    second = _amount(text, separator.end(), words, currency)
    if second is None or first.low is None or second.high is None:
        return None
    if first.unit is None and first.label == "CARDINAL":
        first = attrs.evolve(first, name=second.name, label=second.label, unit=second.unit)
        first = attrs.evolve(first, low=_shared_multiple(text, first, second))
    elif second.unit is None and first.label == "PERCENT" and second.label == "CARDINAL":
        second = attrs.evolve(second, name=first.name, label=first.label)
    low, high, name = first.low, second.high, second.name
    if first.name != second.name:
        scale = months_or_seconds(first.name or "", second.name or "")
        if scale is None:
            return None
        name, low, high = scale[0], first.low * scale[1], second.high * scale[2]
    if low > high:
        return None
    approximate = first.approximate or second.approximate
    return attrs.evolve(
        second, start=first.start, low=low, high=high, name=name, approximate=approximate
    )


def _shared_multiple(text: str, first: _Amount, second: _Amount) -> Decimal:
    """The low end of 5—10万人 is 50,000: the multiple of the second number is the first's too."""
    low = first.low or Decimal(0)
    if second.unit and second.unit.factor != 1:
        low *= second.unit.factor
    tail = text[second.numeral.start : second.numeral.end] if second.numeral else ""
    head = text[first.start : first.end]
    for sign, factor in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        if tail.endswith(sign):
            return low if any(c in head for c in "万亿") else low * factor
    return low
