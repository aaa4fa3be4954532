"""The grammar of values, whatever the text."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.annotation import find_values
from corpus.annotation.values.numbers import parse_number
from corpus.values import DateValue, Quantity

PIECES = st.sampled_from(
    [
        *"0123456789〇一二三四五六七八九十百千万亿两半年月日个多余近约至—%元第首点分时岁周，。－",
        *("百分之", "年代", "以下", "人民币", "１２", "世纪", "零下", "负", "-", "、", "比", "成"),
        *("季度", "年间", "光绪", "次年", "小时", "米", "℃", "折", "半数", "过去", "5岁", "HK$"),
        *("到", "\n", "\x85", "三天", "前"),
    ]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=20).map("".join))


@given(TEXTS)
def test_values_are_slices_in_order_that_do_not_overlap(text):
    """Offsets are in bounds, in one line, and each value is of its label's kind."""
    last = 0
    for entity in find_values(text):
        assert last <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text
        assert len(entity.text.splitlines()) == 1
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


def spelt(number):
    """A number below 10¹² in Chinese numerals."""
    sections = [number // 10**8, number // 10**4 % 10**4, number % 10**4]
    out, gap = "", False
    for section, sign in zip(sections, ("亿", "万", ""), strict=True):
        if not section:
            gap = bool(out)
            continue
        word = written(section)
        if out and word.startswith("十"):
            word = "一" + word
        if out and (gap or section < 1000):
            out += "零"
        out, gap = out + word + sign, False
    return out


WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(st.integers(1, 10**12 - 1))
def test_every_number_is_read_in_all_its_forms(number):
    """Chinese numerals, digits, grouped digits and full-width digits mean the same."""
    forms = (spelt(number), str(number), f"{number:,}", str(number).translate(WIDE))
    for form in forms:
        [found] = find_values(f"投资{form}美元。")
        assert (found.text, found.value) == (f"{form}美元", Quantity.of(number, "USD"))


@given(st.integers(2, 9999), st.sampled_from(["至", "到", "-", "—", "～", "－"]))
def test_a_range_has_both_ends(low, sign):
    """Whatever joins them, and though the first has no unit."""
    [found] = find_values(f"共{low}{sign}{low + 7}人。")
    assert found.text == f"{low}{sign}{low + 7}人"
    assert found.value == Quantity(low, low + 7, "人")


@given(st.integers(2, 999))
def test_a_range_in_chinese_numerals_has_both_ends(low):
    """三至五年 is three to five years."""
    text = f"{written(low)}至{written(low + 2)}年"
    [found] = find_values(f"历时{text}。")
    assert (found.text, found.value) == (text, Quantity(low, low + 2, "年"))


@given(st.decimals(min_value="0.1", max_value=60, places=1), st.sampled_from("-－−零负"))
def test_what_is_below_zero_is_negative(degrees, sign):
    """A hyphen, a minus, 负 and 零下 give the number its sign."""
    text = f"{'零下' if sign == '零' else sign}{degrees}℃"
    [found] = find_values(f"气温为{text}，")
    assert (found.text, found.value) == (text, Quantity.of(-degrees, "摄氏度"))


@given(st.integers(1912, 2030), st.integers(1, 12), st.sampled_from(["民國", "中華民國"]))
def test_years_of_the_republic_are_years(year, month, era):
    """From the first on, in Chinese numerals and in digits."""
    count = year - 1911
    for word in (str(count), written(count), "元" if count == 1 else str(count)):
        [found] = find_values(f"{era}{word}年{month}月")
        assert str(found.value) == f"{year}-{month:02d}"


@given(st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_every_day_is_read_in_chinese_numerals(day):
    """Years digit by digit, months and days as numbers."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    text = f"{year}年{written(day.month)}月{written(day.day)}日"
    [found] = find_values(text)
    assert (found.text, str(found.value)) == (text, day.isoformat())


@given(st.integers(1, 11), st.integers(1, 11))
def test_a_period_of_months_has_both_ends(first, second):
    """1-5月 is January to May; 5-1月 is no period."""
    found = find_values(f"今年{first}-{second}月")
    if first < second:
        assert [str(e.value) for e in found] == [f"XXXX-{first:02d}/XXXX-{second:02d}"]
    else:
        assert "/" not in str(found[-1].value)
