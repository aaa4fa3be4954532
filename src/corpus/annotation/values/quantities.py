"""A grammar of counted and measured things in Chinese news, with values.

What lives here: where an amount can start, what kind each is, bounds (`5岁以下`), signs (`-5℃`,
`零下5度`) and ordinals (`第一`, `首次`). What does not: one amount with its unit (`amounts`),
shares (`shares`), money (`money`), signs (`signs`), ranges (`ranges`), numerals (`numbers`), units
(`units`), dates (`dates`).

Everything reads folded text (`shadow.fold`). A count's span is the numeral with its classifier and,
where it follows the numeral or a bare 个 directly as one noun, what is counted.
"""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Final

import attrs

from corpus.annotation.values.amounts import LETTER, Amount, half_of, with_unit
from corpus.annotation.values.counted import Words
from corpus.annotation.values.expressions import Expression
from corpus.annotation.values.money import money_after, money_before
from corpus.annotation.values.numbers import read_numeral
from corpus.annotation.values.ranges import join_range, open_range
from corpus.annotation.values.set_phrases import in_set_phrase
from corpus.annotation.values.shares import discount, half, part_of, ratio_end, share
from corpus.annotation.values.signs import MEASURED, SIGN, SIGNS, read_sign, signed
from corpus.annotation.values.units import currency_before
from corpus.values import Quantity

__all__ = ["iter_quantities"]

_ANCHOR: Final = re.compile(
    r"[\d零〇一二两三四五六七八九十百千廿卅半第首近约逾数几负对-]|[−±]|正负|大约|将近|好几"
    r"|上[百千万亿]|[¥￥$€£₩₹₽฿]|人民币|新台币|(?:US|HK|NT|S|AU?|CA?|MOP)\$|RM(?=\d)"
    r"|港币|美金|台币|日币|[A-Z]{3}(?=\s?\d)"
)
_RUN: Final = re.compile(r"[\d.,]++|[零〇一二两三四五六七八九十百千万亿兆廿卅卌]++")
_BOUND: Final = re.compile(r"(以上|之上|以下|之下|以内|之内|以外)|(左右|上下|[多余](?![么少次]))")
_FIRST: Final = re.compile(
    r"(?<![在居列于榜])首(?:次|个|届|批|家|位|例|部|座|条|项|艘|架|枚|轮|支|款|颗|台|趟|列|场|张"
    r"|名|期|班)(?!长)"
)
_NUMERALS: Final = frozenset("0123456789零〇一二两三四五六七八九十百千万廿卅近约逾数几")
_SPECIAL: Final = (
    (discount, "0123456789一二三四五六七八九对"),
    (half, "一半近约逾将大"),
    (part_of, "百千万"),
)
_MARKER: Final = re.compile(r"[一二三四五六七八九十]{1,2}(?=[是要则])")
_OPENS: Final = re.compile(r"^$|[。；，：:;！？\n“「]")


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

    Example:
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
            phrase = in_set_phrase(text, found.start, found.end)
            if not phrase:
                yield found
            cursor = phrase or found.end
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
    if sign := text[at] in SIGNS and SIGN.match(text, at):
        return _signed(text, sign, words, currency)
    first = _amount(text, at, words, currency)
    bare = first is not None and first.name is None and first.label == "CARDINAL"
    if first is None or (bare and text.startswith("、", first.end)):
        numeral = read_numeral(text, at)
        if numeral and (end := ratio_end(text, numeral)):
            return Expression(at, end, "CARDINAL")
        wide = open_range(text, numeral, lambda start: _amount(text, start, words, currency))
        wide = wide or first
        return _expression(text, wide) if wide else None
    return _expression(
        text, join_range(text, first, lambda start: _signed_amount(text, start, words, currency))
    )


def _signed(text: str, sign: re.Match[str], words: Words, currency: str) -> Expression | None:
    def read(start: int) -> Amount | None:
        return _signed_amount(text, start, words, currency)

    first = read_sign(text, sign, lambda start: _amount(text, start, words, currency))
    if first is not None:
        return _expression(text, join_range(text, first, read))
    numeral = read_numeral(text, sign.end())
    if numeral is None:
        return None
    if sign[3]:  # -5～3℃: the first end takes its unit from the second
        negative = Amount(
            *(sign.start(), numeral.end, -numeral.high, -numeral.low, None, None, "CARDINAL"),
            numeral=numeral,
            scale=Decimal(-1),
        )
        found = join_range(text, negative, read)
        return _expression(text, found) if found.label in MEASURED else None
    wide = open_range(text, numeral, read)
    if wide and wide.scale < 0:  # 零下5到零下3度
        wide = attrs.evolve(wide, start=sign.start())
    else:
        wide = signed(text, sign, wide) if wide else None
    return _expression(text, wide) if wide else None


def _signed_amount(text: str, at: int, words: Words, currency: str) -> Amount | None:
    sign = SIGN.match(text, at)
    if sign is None:
        return _amount(text, at, words, currency)
    return read_sign(text, sign, lambda start: _amount(text, start, words, currency))


def _expression(text: str, amount: Amount) -> Expression | None:
    start, end, low, high = amount.start, amount.end, amount.low, amount.high
    bound = _BOUND.match(text, end)
    approximate = amount.approximate
    if bound and not (
        bound[2] in {"多", "余"}
        and amount.label not in {"DATE", "TIME", "QUANTITY"}
        and amount.name != "倍"
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


def _amount(text: str, at: int, words: Words, currency: str) -> Amount | None:
    """The one amount that starts exactly at an offset, or None."""
    first = text[at : at + 1]
    if first == "半" and not text.startswith("数", at + 1):
        return half_of(text, at)
    for read, starts in _SPECIAL:
        if first in starts and (special := read(text, at)):
            return special
    if first not in _NUMERALS and (sign := currency_before(text, at)):
        return money_before(text, at, sign)
    numeral = read_numeral(text, at)
    if numeral is None or ratio_end(text, numeral):
        return None
    found = share(text, numeral) or money_after(text, numeral, currency)
    return found or with_unit(text, numeral, words)
