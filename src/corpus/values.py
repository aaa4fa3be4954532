"""The values that temporal and numeric entities have: `DateValue` and `Quantity`.

Both are plain data: reading them out of text is ``annotate``'s work.

Dates are EDTF (Extended Date/Time Format, ISO 8601-2:2019, annex A), the part of levels
0 and 1 that newspapers need: ``2014-05-29``, ``2013-12``, ``2010/2013``, ``199X``,
``XXXX-05-29``, ``2014?``, ``../2013``, but no seasons, no years before 1 or after 9999.
The `edtf` package on PyPI reads all of it, but as a base dependency it would bring a parser
generator for what one regular expression does.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache, total_ordering
from typing import TYPE_CHECKING

import attrs

from corpus.errors import AnnotationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DateValue", "Quantity", "Value", "value_from_dict", "value_to_dict"]

_DATE = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2})"
    r"(?:T(?P<time>(?:[01][0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?))?)?)?(?P<qualifier>[?~%])?"
)
_MONTHS = 12


@total_ordering
@attrs.frozen(eq=True, order=False)
class DateValue:
    """A date or period in EDTF, of levels 0 and 1.

    Values are ordered by the earliest day that they can mean, then by the latest; a
    date whose year is open comes first.

    Args:
        edtf: The value, such as ``2014-05-29``, ``2013-12``, ``199X``, ``XXXX-05-29``
            (year not known), ``2014?`` (uncertain), ``2010/2013`` or ``../2013``.

    Raises:
        AnnotationError: If it is not EDTF of level 0 or 1, or no such day exists.

    Example:
        >>> value = DateValue("2013-12")
        >>> value.earliest, value.latest
        (datetime.date(2013, 12, 1), datetime.date(2013, 12, 31))
        >>> DateValue("2011") < DateValue("2013-12-05")
        True
        >>> import corpus
        >>> str(corpus.find_values("2013年12月底")[0].value)
        '2013-12'
    """

    edtf: str

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.edtf, str):
            raise AnnotationError(f"EDTF is a string, not {self.edtf!r}")
        bounded = [part for part in self._parts() if part not in {"", ".."}]
        if not bounded:
            raise AnnotationError(f"EDTF {self.edtf!r} says nothing; name a day, month or year")
        for part in bounded:
            _bounds(part, self.edtf)
        if self.earliest and self.latest and self.earliest > self.latest:
            raise AnnotationError(f"EDTF interval {self.edtf!r} ends before it starts")

    def _parts(self) -> list[str]:
        return self.edtf.split("/", 1)

    @property
    def earliest(self) -> dt.date | None:
        """The first day that the value can mean; `None` if it is open on that side."""
        first = self._parts()[0]
        return None if first in {"", ".."} else _bounds(first, self.edtf)[0]

    @property
    def latest(self) -> dt.date | None:
        """The last day that the value can mean; `None` if it is open on that side."""
        last = self._parts()[-1]
        return None if last in {"", ".."} else _bounds(last, self.edtf)[1]

    @property
    def is_uncertain(self) -> bool:
        """Whether the value is marked uncertain or approximate (``?``, ``~``, ``%``)."""
        return any(mark in self.edtf for mark in "?~%")

    def _key(self) -> tuple[dt.date, dt.date, str]:
        return (self.earliest or dt.date.min, self.latest or dt.date.max, self.edtf)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, DateValue):
            return NotImplemented
        return self._key() < other._key()

    def __str__(self) -> str:
        return self.edtf


@lru_cache(maxsize=4096)
def _bounds(part: str, whole: str) -> tuple[dt.date | None, dt.date | None]:
    match = _DATE.fullmatch(part)
    if match is None:
        raise AnnotationError(
            f"{whole!r} is no EDTF of level 0 or 1; write for example 2013-12-05, 2013, 199X"
        )
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year and year.rstrip("X").rstrip("0123456789"):
        raise AnnotationError(f"{whole!r}: in a year the digits stand before the Xs")
    months = _fitting(month, _MONTHS, whole)
    days = _fitting(day, 31, whole)
    if year == "XXXX":
        if min(days) > max(monthrange(2000, each)[1] for each in months):
            raise AnnotationError(f"EDTF {whole!r}: there is no such day")
        return (None, None)
    low, high = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    earliest = _first(range(low, high + 1), months, days)
    latest = _first(range(high, low - 1, -1), months[::-1], days[::-1])
    if earliest is None or latest is None:
        raise AnnotationError(f"EDTF {whole!r}: there is no such day")
    return earliest, latest


def _first(years: range, months: tuple[int, ...], days: tuple[int, ...]) -> dt.date | None:
    """Return the first day there is, in the order given."""
    candidates = (
        dt.date(year, month, day)
        for year in years
        for month in months
        for day in days
        if day <= monthrange(year, month)[1]
    )
    return next(candidates, None)


@cache
def _fitting(digits: str | None, most: int, whole: str) -> tuple[int, ...]:
    """Return the months or days from 1 to `most` that two digits, some of them X, can mean."""
    pattern = re.compile((digits or "XX").replace("X", "."))
    found = tuple(n for n in range(1, most + 1) if pattern.fullmatch(f"{n:02}"))
    if not found:
        raise AnnotationError(f"EDTF {whole!r}: {digits} is not within 1 and {most}")
    return found


def _decimal(number: Decimal | float | str | None) -> Decimal | None:
    if number is None:
        return None
    try:
        exact = Decimal(str(number))
    except InvalidOperation:
        raise AnnotationError(f"{number!r} is no number") from None
    if not exact.is_finite():
        raise AnnotationError(f"{number!r} is no finite number")
    return exact


@total_ordering
@attrs.frozen(eq=True, order=False)
class Quantity:
    """A number or a range of numbers with its unit.

    Values are ordered by unit, then by their low and high end.

    Args:
        low: The low end; `None` where it is open (5岁以下).
        high: The high end; equal to `low` for a single number, `None` where it is open.
        unit: What is counted or measured: 人, 县, 岁; ISO 4217 for money (``CNY``);
            ``%`` for percentages; `None` for a bare number.
        approximate: Whether the text says 多, 余, 近, 约 or the like.

    Raises:
        AnnotationError: If both ends are open, an end is no finite number, or the low end
            is above the high end.

    Example:
        >>> Quantity.of("670000", "人")
        Quantity(low=Decimal('670000'), high=Decimal('670000'), unit='人', approximate=False)
        >>> float(Quantity.of("28.2", "%"))
        28.2
        >>> str(Quantity(Decimal(6), Decimal(12), "月龄"))
        '6..12 月龄'
    """

    low: Decimal | None = attrs.field(converter=_decimal)
    high: Decimal | None = attrs.field(converter=_decimal)
    unit: str | None = None
    approximate: bool = False

    def __attrs_post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise AnnotationError("a quantity has at least one end; both are None")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise AnnotationError(f"a quantity's low end {self.low} is above its high {self.high}")

    @classmethod
    def of(
        cls, number: Decimal | float | str, unit: str | None = None, *, approximate: bool = False
    ) -> Quantity:
        """Make the quantity of a single number.

        Args:
            number: The number; a string or `Decimal` keeps all its digits.
            unit: What is counted or measured, or `None`.
            approximate: Whether the text says 多, 余, 近, 约 or the like.

        Raises:
            AnnotationError: If `number` is no number.

        Example:
            >>> str(Quantity.of(50, "年", approximate=True))  # 50多年
            '~50 年'
        """
        return cls(_decimal(number), _decimal(number), unit, approximate)

    @property
    def is_range(self) -> bool:
        """Whether the two ends differ or one of them is open."""
        return self.low != self.high

    def __float__(self) -> float:
        """Return the number; of a range its middle, of a half-open one the end it has."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return float(sum(ends) / len(ends))

    def _key(self) -> tuple[str, Decimal, Decimal, bool]:
        low = Decimal("-Infinity") if self.low is None else self.low
        high = Decimal("Infinity") if self.high is None else self.high
        return (self.unit or "", low, high, self.approximate)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._key() < other._key()

    def __str__(self) -> str:
        if self.is_range:
            low = "" if self.low is None else f"{self.low:f}"
            high = "" if self.high is None else f"{self.high:f}"
            number = f"{low}..{high}"
        else:
            number = f"{self.low:f}"
        mark = "~" if self.approximate else ""
        return f"{mark}{number} {self.unit}" if self.unit else f"{mark}{number}"


Value = DateValue | Quantity
"""What `Entity.value` may hold besides `None`."""


def value_to_dict(value: Value) -> dict[str, object]:
    """Return the value as plain data for JSON; `value_from_dict` reads it back.

    Args:
        value: A date's value or a quantity.

    Returns:
        An object with ``edtf``, or with ``number`` or ``low`` and ``high`` as strings, and ``unit``
        and ``approximate`` where there are any.

    Example:
        >>> value_to_dict(Quantity.of("28.2", "%"))
        {'number': '28.2', 'unit': '%'}
        >>> value_to_dict(Quantity(6, 12, "月龄"))
        {'low': '6', 'high': '12', 'unit': '月龄'}
    """
    if isinstance(value, DateValue):
        return {"edtf": value.edtf}
    plain: dict[str, object] = {}
    if value.is_range:
        plain["low"] = None if value.low is None else str(value.low)
        plain["high"] = None if value.high is None else str(value.high)
    else:
        plain["number"] = str(value.low)
    if value.unit is not None:
        plain["unit"] = value.unit
    if value.approximate:
        plain["approximate"] = True
    return plain


def value_from_dict(plain: Mapping[str, object]) -> Value:
    """Make the value from what `value_to_dict` returned.

    Args:
        plain: An object as `value_to_dict` makes it.

    Raises:
        AnnotationError: If the data describe no value.

    Example:
        >>> value_from_dict({"number": "670000", "unit": "人"})
        Quantity(low=Decimal('670000'), high=Decimal('670000'), unit='人', approximate=False)
        >>> value_from_dict({"edtf": "2013-12"})
        DateValue(edtf='2013-12')
    """
    try:
        if "edtf" in plain:
            return DateValue(str(plain["edtf"]))
        unit = None if plain.get("unit") is None else str(plain["unit"])
        approximate = bool(plain.get("approximate", False))
        if "number" in plain:
            return Quantity.of(str(plain["number"]), unit, approximate=approximate)
        low, high = (None if plain[end] is None else str(plain[end]) for end in ("low", "high"))
    except (KeyError, TypeError, AttributeError) as error:
        raise AnnotationError(f"{plain!r} is no value: {error!r}") from None
    return Quantity(_decimal(low), _decimal(high), unit, approximate)
