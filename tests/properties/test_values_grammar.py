"""The grammar of values, whatever the text."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.annotation import find_values
from corpus.annotation.numbers import parse_number
from corpus.values import DateValue, Quantity

PIECES = st.sampled_from(
    [
        *"0123456789〇一二三四五六七八九十百千万亿两半年月日个多余近约至—%元第首点分时岁周，。－",
        *("百分之", "年代", "以下", "人民币", "１２", "世纪"),
    ]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=20).map("".join))


@given(TEXTS)
def test_values_are_slices_in_order_that_do_not_overlap(text):
    """Offsets are in bounds and each value is of its label's kind."""
    last = 0
    for entity in find_values(text):
        assert last <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text
        assert entity.value is None or isinstance(entity.value, (DateValue, Quantity))
        last = entity.end


def written(number):
    """A number below 10,000 in Chinese numerals, as it is spelt in print."""
    digits = "零一二三四五六七八九"
    out, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + sign
            gap = False
        else:
            gap = True
    return out.removeprefix("一") if 10 <= number < 20 else out


@given(st.integers(1, 9999))
def test_every_number_is_read_as_it_is_spelt(number):
    """Chinese numerals have the value of the number they spell."""
    assert parse_number(written(number)) == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_ten_thousands_and_ones_add_up(high, low):
    """A section closed by 万 and one below it are summed."""
    gap = "零" if low < 1000 else ""
    small = written(low)
    small = "一" + small if small.startswith("十") else small
    assert parse_number(written(high) + "万" + gap + small) == high * 10_000 + low


@given(st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_every_day_is_read_as_it_is_written(day):
    """A full date has its ISO value."""
    text = f"{day.year:04d}年{day.month}月{day.day}日"
    [found] = find_values(text)
    assert (found.text, str(found.value)) == (text, day.isoformat())


@given(st.decimals(min_value=0, max_value=100, places=1))
def test_every_percentage_is_read_as_it_is_written(share):
    """Digits and sign give the number."""
    [found] = find_values(f"占{share}%。")
    assert found.value.low == Decimal(share)
