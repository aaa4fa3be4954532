"""The units that follow a number, and the currencies around it, as words to match in place.

What lives here: reading `data/units.tsv`, `data/currencies.tsv` (Unicode CLDR) and
`data/currency_words.tsv`, and conversion between units of time. What does not: the grammar that
uses them (`quantities`).
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Final, Literal, cast

import attrs

from corpus.annotation.tables import read_table

__all__ = ["Unit", "currency_after", "currency_before", "months_or_seconds", "read_unit"]

Kind = Literal[
    "person", "count", "noun", "measure", "container", "duration", "age", "clock", "percent"
]
MONTHS: Final = {"月": 1, "月龄": 1, "季度": 3, "年": 12, "岁": 12}
SECONDS: Final = {"秒": 1, "分": 60, "分钟": 60, "刻钟": 900, "小时": 3600, "天": 86400}
# What turns 元 into another word: 元旦, 元首, 元月.
NOT_MONEY: Final = frozenset("旦宵首素件老帅勋凶月年")

_Surfaces = dict[str, tuple[str, ...]]


@attrs.frozen
class Unit:
    """A unit as it stands in the text, and what it is called in a value.

    `bare`, `one` and `alone` say when one Chinese digit before it is a number (三个, 一倍, 九局 and
    nothing more), as the table's column `bare` has it.
    """

    surface: str
    name: str
    kind: Kind
    bare: bool
    one: bool
    alone: bool
    factor: Decimal


def read_unit(text: str, start: int) -> Unit | None:
    """The longest unit that starts exactly at an offset of a folded text, or None.

    Example:
        >>> read_unit("3平方公里", 1).name
        '平方公里'
    """
    surfaces, units = _units()
    surface = _longest(surfaces, text, start)
    if surface is None:
        return None
    # m and g are units; the m of mRNA is not.
    after = text[start + len(surface) : start + len(surface) + 1]
    letter = surface[-1].isascii() and after.isascii() and after.isalpha()
    return None if letter else units[surface]


def currency_after(text: str, start: int) -> tuple[str, str] | None:
    """The currency word at an offset, after a number, as (word, ISO 4217 code), or None.

    Example:
        >>> currency_after("3亿美元", 2)
        ('美元', 'USD')
    """
    surfaces, codes = _currencies()[0]
    word = _longest(surfaces, text, start)
    if word is None or text[start + len(word) : start + len(word) + 1] in NOT_MONEY:
        return None
    return word, codes[word]


def currency_before(text: str, start: int) -> tuple[str, str] | None:
    """The currency sign or word at an offset, before a number, or None."""
    surfaces, codes = _currencies()[1]
    word = _longest(surfaces, text, start)
    return None if word is None else (word, codes[word])


def months_or_seconds(first: str, second: str) -> tuple[str, int, int] | None:
    """The smaller of two units of time and what one of each is in it; None if they differ in kind.

    Example:
        >>> months_or_seconds("月", "岁")
        ('月', 1, 12)
    """
    for table in (MONTHS, SECONDS):
        if first in table and second in table:
            name = min(first, second, key=lambda unit: table[unit])
            return name, table[first] // table[name], table[second] // table[name]
    return None


@cache
def _units() -> tuple[_Surfaces, dict[str, Unit]]:
    units = {
        row["surface"]: Unit(
            row["surface"],
            row["unit"],
            cast("Kind", row["kind"]),
            row["bare"] in {"yes", "one"},
            row["bare"] == "one",
            row["bare"] != "never",
            Decimal(row["factor"] or 1),
        )
        for row in read_table("units.tsv")
    }
    return _by_first(units), units


@cache
def _currencies() -> tuple[
    tuple[_Surfaces, dict[str, str]],
    tuple[_Surfaces, dict[str, str]],
]:
    words = read_table("currency_words.tsv")
    after = {row["surface"]: row["code"] for row in read_table("currencies.tsv")}
    after |= {row["surface"]: row["code"] for row in words if row["place"] != "before"}
    before = {row["surface"]: row["code"] for row in words if row["place"] != "after"}
    return (_by_first(after), after), (_by_first(before), before)


def _by_first(surfaces: Iterable[str]) -> _Surfaces:
    """Surfaces by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for surface in sorted(surfaces, key=len, reverse=True):
        found.setdefault(surface[0], []).append(surface)
    return {first: tuple(rows) for first, rows in found.items()}


def _longest(surfaces: _Surfaces, text: str, start: int) -> str | None:
    for surface in surfaces.get(text[start : start + 1], ()):
        if text.startswith(surface, start):
            return surface
    return None
