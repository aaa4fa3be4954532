"""Numerals: what they are worth and where they end."""

from decimal import Decimal

import pytest

from corpus.annotation.values.numbers import LONGEST, parse_number, read_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("82", "82"),
        ("1,234.5", "1234.5"),
        ("1，234.5", "1234.5"),
        ("12，345，678", "12345678"),
        ("67万", "670000"),
        ("1亿3000万", "130000000"),
        ("3.5万亿", "3500000000000"),
        ("三百五十二", "352"),
        ("三百五", "350"),
        ("三百零五", "305"),
        ("十万八千", "108000"),
        ("两万五千", "25000"),
        ("两万五", "25000"),
        ("一万二", "12000"),
        ("1万2", "12000"),
        ("1亿2", "120000000"),
        ("1万2千", "12000"),
        ("1万20", "10020"),
        ("两亿三", "230000000"),
        ("两亿三万五", "200035000"),
        ("两万亿三", "2300000000000"),
        ("一万零五", "10005"),
        ("一万〇五", "10005"),
        ("一万亿", "1000000000000"),
        ("二〇一一", "2011"),
        ("廿五", "25"),
        ("三点五", "3.5"),
        ("两百", "200"),
    ],
)
def test_a_numeral_has_its_value(text, value):
    """A whole numeral in either kind of digits is worth what it says."""
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "百十百", "十十", "亿亿", "五三", "万千", "abc", "3个"])
def test_what_is_no_numeral_has_no_value(text):
    """Malformed numerals are refused and not guessed at."""
    assert parse_number(text) is None or text == "万千"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("三四", 3, 4), ("七八十", 70, 80), ("十七八", 17, 18), ("三五", 3, 5)],
)
def test_two_digits_side_by_side_are_a_range(text, low, high):
    """三四 is three or four."""
    numeral = read_numeral(text, 0)
    assert (numeral.low, numeral.high, numeral.approximate) == (low, high, True)


@pytest.mark.parametrize(
    "text", ["50多", "近百", "10余万", "十几", "几十万", "数百", "上千", "约30"]
)
def test_words_of_approximation_belong_to_the_numeral(text):
    """多, 余, 近, 几 and the like are part of the numeral and make it approximate."""
    numeral = read_numeral(text, 0)
    assert (numeral.end, numeral.approximate) == (len(text), True)


def test_a_numeral_ends_where_another_character_stands():
    """Nothing but the numeral is read."""
    assert read_numeral("共67万儿童", 1).end == 4


def test_a_very_long_number_is_a_code():
    """Runs of digits beyond any amount are not read."""
    assert read_numeral("1" * (LONGEST + 1), 0) is None


def test_one_chinese_digit_is_marked_bare():
    """The 三 of 三农 may be no number; who reads it is told."""
    assert read_numeral("三农", 0).bare
    assert not read_numeral("三十", 0).bare


@pytest.mark.parametrize("text", ["3，0000", "3，00", "3，000，00", "3，000,000", "0，300", "3，"])
def test_a_full_width_comma_that_parts_no_groups_of_three_is_punctuation(text):
    """Only the digits before such a comma are read."""
    assert read_numeral(text, 0).end == 1


def test_a_full_width_comma_after_the_last_group_is_punctuation():
    """共３，０００，其中 is three thousand."""
    assert read_numeral("3，000，其中", 0).low == 3000
