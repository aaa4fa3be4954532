"""A grammar of counted and measured things in Chinese news, with values.

What lives here: counts (`73个县`, `82万名`), measures (`50公里`), ages and durations (`5岁以下`,
`6个月—2岁`, `50多年`), money (`1亿元`), percentages (`28.2%`, `百分之二十`, `两成`), ordinals
(`第一`, `首次`), fractions and bare numbers, with ranges and approximations. What does not: one
amount with its unit (`amounts`), numerals (`numbers`), units (`units`), dates (`dates`).

Everything reads folded text (`shadow.fold`). A count's span is the numeral with its classifier and,
where it follows the numeral or a bare 个 directly as one noun, what is counted.
"""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Final

import attrs

from corpus.annotation.amounts import LETTER, Amount, Words, amount, half_of, with_unit
from corpus.annotation.expressions import Expression
from corpus.annotation.numbers import Numeral, read_numeral
from corpus.annotation.units import (
    currency_after,
    currency_before,
    months_or_seconds,
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
_FIRST: Final = re.compile(
    r"(?<![在居列于榜])首(?:次|个|届|批|家|位|例|部|座|条|项|艘|架|枚|轮|支|款)(?!长)"
)
_MARKER: Final = re.compile(r"[一二三四五六七八九十]{1,2}(?=[是要]|則|则)")
_OPENS: Final = re.compile(r"^$|[。；，：:;！？\n“「]")
_FRACTION: Final = re.compile(r"分之|/(?=\d)")
_MONEY_PARTS: Final = re.compile(
    r"(?:([1-9一二两三四五六七八九])角)?(?:([1-9一二两三四五六七八九])分)?"
)


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


def _read(  # noqa: PLR0911  one kind of expression after the other
    text: str, at: int, words: Words, currency: str
) -> Expression | None:
    before = text[at - 1 : at]
    if before and (LETTER.match(before) or before in {".", "第"}):
        return None
    if text[at] == "第":
        return _ordinal(text, at)
    if text[at] == "首":
        one = Quantity(Decimal(1), Decimal(1), None)
        return Expression(at, at + 1, "ORDINAL", one) if _FIRST.match(text, at) else None
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


def _expression(text: str, amount: Amount) -> Expression | None:
    start, end, low, high = amount.start, amount.end, amount.low, amount.high
    bound = _BOUND.match(text, end)
    approximate = amount.approximate
    if bound and not (
        bound[2] in {"多", "余"} and amount.label not in {"DATE", "TIME", "QUANTITY"}
    ):
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


def _amount(text: str, at: int, words: Words, currency: str) -> Amount | None:
    if text.startswith("半", at):
        return half_of(text, at)
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
    return with_unit(text, numeral, words)


def _part_of(text: str, start: int, at: int, scale: Decimal) -> Amount | None:
    numeral = read_numeral(text, at)
    if numeral is None:
        return None
    found = amount(numeral, numeral.end, "%", "PERCENT")
    low, high = numeral.low * scale, numeral.high * scale
    return attrs.evolve(found, start=start, low=low, high=high)


def _fraction(text: str, numeral: Numeral) -> Amount | None:
    bar = _FRACTION.match(text, numeral.end)
    other = read_numeral(text, bar.end()) if bar else None
    if bar is None or other is None or (bar[0] == "/" and _after_fraction(text, numeral, other)):
        return None
    over, under = (other, numeral) if bar[0] == "分之" else (numeral, other)
    if not under.low:
        return None
    share = (over.low / under.low).normalize()
    found = amount(numeral, other.end, None, "CARDINAL")
    return attrs.evolve(found, low=share, high=share)


def _after_fraction(text: str, numeral: Numeral, other: Numeral) -> bool:
    """Whether a slash makes no fraction: 9/11, 24/7 and paths are none, 2/3 is."""
    goes_on = text[other.end : other.end + 1] in {"/", "-"}
    return numeral.chinese or other.chinese or numeral.low >= other.low or other.low > 10 or goes_on


def _percent(text: str, numeral: Numeral) -> Amount | None:
    if text.startswith("%", numeral.end) and not numeral.chinese:
        return amount(numeral, numeral.end + 1, "%", "PERCENT")
    if text.startswith("‰", numeral.end):
        found = amount(numeral, numeral.end + 1, "%", "PERCENT")
        return attrs.evolve(found, low=numeral.low / 10, high=numeral.high / 10)
    return None


def _tenths(text: str, numeral: Numeral) -> Amount | None:
    tenths = _TENTHS.match(text, numeral.end)
    if tenths is None or numeral.high > 10:
        return None
    half = 5 if tenths[1] else 0
    found = amount(numeral, tenths.end(), "%", "PERCENT")
    return attrs.evolve(found, low=numeral.low * 10 + half, high=numeral.high * 10 + half)


def _money(text: str, numeral: Numeral, currency: str) -> Amount | None:
    sign = currency_after(text, numeral.end)
    if sign is None or (numeral.bare and len(sign[0]) == 1):
        return None
    word, code = sign
    end = numeral.end + len(word)
    if word in {"元", "块", "圆"}:
        code = currency
    found = amount(numeral, end, code, "MONEY")
    parts = _MONEY_PARTS.match(text, end)
    if word in {"元", "块"} and parts and parts.end() > end:
        tenth, hundredth = (read_numeral(p, 0) if p else None for p in parts.groups())
        extra = (tenth.low / 10 if tenth else Decimal(0)) + (
            hundredth.low / 100 if hundredth else 0
        )
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
    found = attrs.evolve(amount(numeral, end, sign[1], "MONEY"), start=at)
    return _expression(text, found)


# -- units ------------------------------------------------------------------------------------


# -- ranges -----------------------------------------------------------------------------------


def _range(text: str, first: Amount, words: Words, currency: str) -> Amount | None:
    separator = _SEPARATOR.match(text, first.end)
    if separator is None:
        return None
    second = _amount(text, separator.end(), words, currency)
    if second is None or first.low is None or second.high is None:
        return None
    if first.unit is None and first.label == "CARDINAL":
        low = _shared_multiple(text, first, second)
        first = attrs.evolve(first, name=second.name, label=second.label, unit=second.unit, low=low)
    elif second.unit is None and first.label == "PERCENT" and second.label == "CARDINAL":
        second = attrs.evolve(second, name=first.name, label=first.label)
    low, high, name = first.low or Decimal(0), second.high or Decimal(0), second.name
    if first.name != second.name:
        scale = months_or_seconds(first.name or "", second.name or "")
        if scale is None:
            return None
        name, low, high = scale[0], low * scale[1], high * scale[2]
    if low > high:
        return None
    approximate = first.approximate or second.approximate
    return attrs.evolve(
        second, start=first.start, low=low, high=high, name=name, approximate=approximate
    )


def _shared_multiple(text: str, first: Amount, second: Amount) -> Decimal:
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
