"""Amounts of money: `1亿元`, `3元5角`, `5毛`, `HK$3.5万`, `人民币3至5万元`.

What lives here: reading one amount after a numeral or behind a currency's sign. What does not: the
currencies themselves (`units`, with the tables that it reads).

Everything reads folded text (`shadow.fold`).
"""

import re
from decimal import Decimal
from typing import Final

import attrs

from corpus.annotation.values.amounts import Amount, amount
from corpus.annotation.values.numbers import Numeral, parse_number, read_numeral
from corpus.annotation.values.units import currency_after, read_unit

__all__ = ["money_after", "money_before"]

_PARTS: Final = re.compile(
    r"(?:零)?(?:([1-9一二两三四五六七八九])[角毛])?(?:([1-9一二两三四五六七八九])分)?钱?"
)
_LONE: Final = re.compile(
    r"([1-9一二三四五六七八九])(?![\d.,%一二三四五六七八九十百千万亿点个折成至到-])"
)
_COIN: Final = re.compile(r"(角|毛|分)钱?(?![一-龥])|(角|毛|分)钱")
_BOUNDARY: Final = re.compile(r"$|[^一-龥]|[买的一就]")
_AFTER_PRICE: Final = re.compile(r"$|[^一-龥]|[钱的一以左起多]")
_PLAIN: Final = frozenset({"元", "块", "块钱", "圆"})
_OPENS_PRICE: Final = re.compile(r"[宜贵价涨跌降省差少便]\Z|[涨跌降贵][了到至]\Z")


def money_after(text: str, numeral: Numeral, currency: str) -> Amount | None:
    """Money whose currency stands behind the numeral, or None."""
    sign = currency_after(text, numeral.end)
    if sign is None:
        return _coin(text, numeral, currency)
    word, code = sign
    end = numeral.end + len(word)
    if numeral.bare and len(word) == 1 and not _is_price(text, numeral, word, end):
        return None
    found = amount(numeral, end, currency if word in _PLAIN else code, "MONEY")
    if word not in {"元", "块"}:
        return found
    return _with_parts(text, found, word)


def money_before(text: str, at: int, sign: tuple[str, str]) -> Amount | None:
    """Money whose currency stands before the numeral: HK$3.5万, 人民币三千元; or None."""
    start = at + len(sign[0])
    start += text[start : start + 1] == " "
    numeral = read_numeral(text, start)
    if numeral is None or (numeral.chinese and numeral.bare):
        return None
    end = numeral.end + (text[numeral.end : numeral.end + 1] in {"元", "圆"})
    found = attrs.evolve(amount(numeral, end, sign[1], "MONEY"), start=at)
    return _with_parts(text, found, "元") if end > numeral.end else found


def _is_price(text: str, numeral: Numeral, word: str, end: int) -> bool:
    """Whether one digit before 元 is a price: 五元一斤 is, 三元里 and 一块 are not."""
    if word == "块" and _LONE.match(text, end) and _BOUNDARY.match(text, end + 1):
        return True  # 一块五
    parts = _PARTS.match(text, end)
    told = bool(parts and (parts[1] or parts[2]))
    stands = numeral.low > 1 and _AFTER_PRICE.match(text, end) is not None
    return word == "元" and (told or stands)


def _with_parts(text: str, found: Amount, word: str) -> Amount:
    """3元5角, 2块5: the tenths and hundredths behind the currency."""
    parts, extra = _PARTS.match(text, found.end), Decimal(0)
    end = found.end
    if parts and parts.end() > end and (parts[1] or parts[2]):
        end = parts.end()
        tenth, hundredth = (parse_number(part) if part else None for part in parts.groups())
        extra = (tenth or Decimal(0)) / 10 + (hundredth or Decimal(0)) / 100
    elif word == "块" and (lone := _LONE.match(text, end)) and read_unit(text, lone.end()) is None:
        end, extra = lone.end(), (parse_number(lone[1]) or Decimal(0)) / 10
    if not extra or found.low is None or found.high is None:
        return found
    return attrs.evolve(found, end=end, low=found.low + extra, high=found.high + extra)


def _coin(text: str, numeral: Numeral, currency: str) -> Amount | None:
    """5毛 and 三角钱: money below one 元; 三毛 and 三角 alone are names and figures."""
    coin = _COIN.match(text, numeral.end)
    if coin is None:
        return None
    word = coin[1] or coin[2]
    priced = _OPENS_PRICE.search(text[max(0, numeral.start - 3) : numeral.start])
    if coin[0][-1] != "钱" and (word == "分" or (numeral.chinese and not priced)):
        return None
    scale = Decimal("0.01") if word == "分" else Decimal("0.1")
    found = amount(numeral, coin.end(), currency, "MONEY")
    return attrs.evolve(found, low=numeral.low * scale, high=numeral.high * scale, scale=scale)
