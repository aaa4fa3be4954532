"""The units that follow a number, and the currencies around it, as patterns to match in place.

What lives here: reading `data/units.tsv`, `data/currencies.tsv` (Unicode CLDR) and
`data/currency_words.tsv`, and conversion between units of time. What does not: the grammar that
uses them (`quantities`).
"""

import re
from decimal import Decimal
from functools import cache
from typing import Final, Literal, cast

import attrs

from corpus.annotation.expressions import read_table

__all__ = ["Unit", "currency_after", "currency_before", "months_or_seconds", "read_unit"]

Kind = Literal[
    "person", "count", "noun", "measure", "container", "duration", "age", "clock", "percent"
]
MONTHS: Final = {"月": 1, "月龄": 1, "季度": 3, "年": 12, "岁": 12}
SECONDS: Final = {"秒": 1, "分": 60, "分钟": 60, "刻钟": 900, "小时": 3600, "天": 86400}
# What turns 元 into another word: 元旦, 元首, 元月.
NOT_MONEY: Final = r"(?![旦宵首素件老帅勋凶月年])"


@attrs.frozen
class Unit:
    """A unit as it stands in the text, and what it is called in a value."""

    surface: str
    name: str
    kind: Kind
    bare: bool
    factor: Decimal


def read_unit(text: str, start: int) -> Unit | None:
    """The longest unit that starts exactly at an offset of a folded text, or None.

    >>> read_unit("3平方公里", 1).name
    '平方公里'
    """
    pattern, units = _units()
    match = pattern.match(text, start)
    if match is None:
        return None
    unit = units[match[0]]
    # m and g are units; the m of mRNA is not.
    glued = unit.surface[-1].isascii() and text[match.end() : match.end() + 1].isascii()
    letter = glued and text[match.end() : match.end() + 1].isalpha()
    return None if letter else unit


def currency_after(text: str, start: int) -> tuple[str, str] | None:
    """The currency word at an offset, after a number, as (word, ISO 4217 code), or None.

    >>> currency_after("3亿美元", 2)
    ('美元', 'USD')
    """
    pattern, codes = _currencies()[0]
    match = pattern.match(text, start)
    return None if match is None else (match[0], codes[match[0]])


def currency_before(text: str, start: int) -> tuple[str, str] | None:
    """The currency sign or word at an offset, before a number, or None."""
    pattern, codes = _currencies()[1]
    match = pattern.match(text, start)
    return None if match is None else (match[0], codes[match[0]])


def months_or_seconds(first: str, second: str) -> tuple[str, int, int] | None:
    """The smaller of two units of time and what one of each is in it; None if they differ in kind.

    >>> months_or_seconds("月", "岁")
    ('月', 1, 12)
    """
    for table in (MONTHS, SECONDS):
        if first in table and second in table:
            name = min(first, second, key=lambda unit: table[unit])
            return name, table[first] // table[name], table[second] // table[name]
    return None


@cache
def _units() -> tuple[re.Pattern[str], dict[str, Unit]]:
    units = {
        row["surface"]: Unit(
            row["surface"],
            row["unit"],
            cast("Kind", row["kind"]),
            row["bare"] == "yes",
            Decimal(row["factor"] or 1),
        )
        for row in read_table("units.tsv")
    }
    return _alternatives(units), units


@cache
def _currencies() -> tuple[
    tuple[re.Pattern[str], dict[str, str]], tuple[re.Pattern[str], dict[str, str]]
]:
    words = read_table("currency_words.tsv")
    after = {row["surface"]: row["code"] for row in read_table("currencies.tsv")}
    after |= {row["surface"]: row["code"] for row in words if row["place"] != "before"}
    before = {row["surface"]: row["code"] for row in words if row["place"] != "after"}
    return (_alternatives(after, NOT_MONEY), after), (_alternatives(before), before)


def _alternatives(surfaces: dict[str, Unit] | dict[str, str], tail: str = "") -> re.Pattern[str]:
    longest_first = sorted(surfaces, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){tail}")
