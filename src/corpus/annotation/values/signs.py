"""Numbers below zero: `-5℃`, `零下28度`, `负3.5%`, and `±2%`.

What lives here: which signs stand before a number, when a hyphen is one, and what they do to an
amount. What does not: the amounts themselves (`amounts`, `shares`, `money`).

Everything reads folded text (`shadow.fold`).
"""

import re
from collections.abc import Callable
from typing import Final

import attrs

from corpus.annotation.values.amounts import Amount, amount
from corpus.annotation.values.numbers import read_numeral
from corpus.annotation.values.units import read_unit

__all__ = ["MEASURED", "SIGN", "SIGNS", "read_sign", "signed"]

SIGN: Final = re.compile(
    r"(零下)(?=[约近]?[\d一二两三四五六七八九十])|(负)(?=[\d百千一二两三四五六七八九十])"
    r"|([-−])(?=\d)|(±|正负)(?=[\d百一二两三四五六七八九十])"
)
"""A sign before a number; its groups are 零下, 负, a hyphen or minus, and both signs."""
SIGNS: Final = frozenset("零负-−±正")
"""The characters that a sign starts with."""
MEASURED: Final = frozenset({"PERCENT", "QUANTITY", "MONEY"})
"""The labels that a hyphen before them makes negative, whatever stands before it."""

_HAN: Final = re.compile(r"[一-龥]")
_OPENS: Final = re.compile(r"[\s(（\[“「~〜—–至到、，,：:；;。/|]")
_DEGREES: Final = frozenset({"度", "摄氏度", "华氏度", "°"})


def read_sign(
    text: str, sign: re.Match[str], read: Callable[[int], Amount | None]
) -> Amount | None:
    """The amount behind a sign, with the sign, or None where the sign is none.

    Args:
        text: Folded text.
        sign: A match of `SIGN`.
        read: Reads the amount that starts at an offset.

    Returns:
        An amount that starts at the sign.
    """
    found = read(sign.end()) or (_degrees(text, sign.end()) if sign[1] else None)
    return None if found is None else signed(text, sign, found)


def signed(text: str, sign: re.Match[str], found: Amount) -> Amount | None:
    """Put a sign on an amount, or return None where the sign is none."""
    if found.low is None or found.high is None or not _is_sign(text, sign, found):
        return None
    low, high = -found.high, -found.low
    if sign[4]:
        high = -low
    return attrs.evolve(found, start=sign.start(), low=low, high=high, scale=-found.scale)


def _degrees(text: str, at: int) -> Amount | None:
    """零下十度: one digit before 度, which is no measure elsewhere (三度 is three times)."""
    numeral = read_numeral(text, at)
    unit = read_unit(text, numeral.end) if numeral else None
    if numeral is None or unit is None or unit.name not in _DEGREES:
        return None
    return amount(numeral, numeral.end + len(unit.surface), unit.name, "QUANTITY", unit)


def _is_sign(text: str, sign: re.Match[str], found: Amount) -> bool:
    """Whether it is no hyphen, no 负 of 3胜1负 and no bullet: 涨幅为-0.1%, not 苏-27."""
    if sign[1]:
        return found.name in _DEGREES
    measured = found.label in MEASURED
    if sign[2] or sign[4]:
        return measured or found.name is None or found.name == "分"
    before = text[sign.start() - 1 : sign.start()]
    if not before or before == "\n":
        return measured
    if _OPENS.match(before):
        return measured or found.name is None
    return measured and _HAN.match(before) is not None
