"""The grammar of values against its golden file, and what publication dates change."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.annotation import find_values
from corpus.errors import CorpusError
from corpus.values import DateValue, Quantity

GOLDEN = Path(__file__).parents[3] / "golden" / "entities" / "values.tsv"
ROWS = [
    line.split("\t")
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_golden_file_is_not_empty():
    """There are cases with values and cases without."""
    assert len(ROWS) > 60
    assert any(len(row) == 1 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_values_are_those_of_the_golden_file(row):
    """Every expression has its span, label and value; nothing else is found."""
    text, *expected = row
    found = [f"{e.label}={e.text}={'' if e.value is None else e.value}" for e in find_values(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("今年", "2014"),
        ("去年12月", "2013-12"),
        ("昨天", "2014-05-29"),
        ("5月29日", "2014-05-29"),
        ("12月3日", "2013-12-03"),
        ("29日", "2014-05-29"),
        ("上周五", "2014-05-23"),
        ("本月", "2014-05"),
        ("上世纪90年代", "199X"),
    ],
)
def test_relative_dates_are_reckoned_from_the_publication(text, edtf):
    """With a day of publication 今年 is a year and 5月29日 has one."""
    assert str(find_values(text, published=dt.date(2014, 5, 30))[0].value) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2013年3月5日至7日", "2013-03-05/2013-03-07"),
        ("10月1日至7日", "2014-10-01/2014-10-07"),
        ("去年3月5日至7日", "2013-03-05/2013-03-07"),
        ("6月1日—3日", "2014-06-01/2014-06-03"),
        ("明年1月1日至3日", "2015-01-01/2015-01-03"),
        ("去年1月至5月", "2013-01/2013-05"),
        ("去年10月至今年3月", "2013-10/2014-03"),
        ("2012年5月3日至6月7日", "2012-05-03/2012-06-07"),
        ("2013年12月28日至1月3日", "2013-12-28/2014-01-03"),
        ("12月28日至1月3日", "2013-12-28/2014-01-03"),
        ("去年底至5月", "2013/2014-05"),
        ("5日至7日", "2014-05-05/2014-05-07"),
        ("28日至3日", "2014-05-28/2014-06-03"),
    ],
)
def test_the_second_end_of_a_range_leaves_out_what_the_first_tells(text, edtf):
    """What the second end leaves out is the first end's, whatever day the text was published."""
    [found] = find_values(text, published=dt.date(2014, 5, 30))
    assert (found.text, str(found.value)) == (text, edtf)


def test_a_range_of_days_can_run_into_the_month_of_publication():
    """28日至3日 told on the fourth began the month before."""
    [found] = find_values("28日至3日", published=dt.date(2014, 1, 4))
    assert str(found.value) == "2013-12-28/2014-01-03"


def test_an_uncertain_publication_makes_uncertain_values():
    """What is reckoned from 2014-05-29? is uncertain too, what the text tells is not."""
    published = DateValue("2014-05-29?")
    values = [str(e.value) for e in find_values("今年5月3日，2013年", published=published)]
    assert values == ["2014-05-03?", "2013"]


def test_a_lone_digit_after_ten_thousand_counts_thousands():
    """三万五人 are 35,000 people."""
    [found] = find_values("三万五人")
    assert (found.text, str(found.value)) == ("三万五人", "35000 人")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("３，０００元", ["3000 CNY"]),
        ("１２，３４５人", ["12345 人"]),
        ("12，345人", ["12345 人"]),
        ("￥３，０００", ["3000 CNY"]),
        ("２人，３００元", ["2 人", "300 CNY"]),
        ("2013年，300人", ["2013", "300 人"]),
    ],
)
def test_full_width_commas_part_thousands(text, values):
    """A full-width comma between groups of three digits belongs to the number."""
    assert [str(e.value) for e in find_values(text)] == values


def test_a_publication_with_its_hour_is_the_day():
    """A datetime counts as its date."""
    published = dt.datetime(2014, 5, 30, 8, 15, tzinfo=dt.UTC)
    text = "昨天，上周，上周五，去年12月，29日"
    hours, days = (find_values(text, published=p) for p in (published, published.date()))
    assert [e.value for e in hours] == [e.value for e in days]
    assert str(hours[0].value) == "2014-05-29"


@pytest.mark.parametrize("text", ["昨天", "没有", ""])
def test_a_publication_that_is_no_date_is_refused(text):
    """A string is no day of publication, whatever the text; the error says what to give."""
    with pytest.raises(CorpusError, match="'2014-05-30', which is no date; give"):
        find_values(text, published="2014-05-30")


@pytest.mark.parametrize("text", ["上周", "昨天", "去年", "前年", "上周五", "上世纪"])
def test_what_lies_before_the_first_year_has_no_value(text):
    """The calendar starts on the first day of year 1."""
    [found] = find_values(text, published=dt.date(1, 1, 1))
    assert found.value is None


@pytest.mark.parametrize("text", ["下周", "明天", "明年", "下周五"])
def test_what_lies_after_the_last_year_has_no_value(text):
    """The calendar ends on the last day of year 9999."""
    [found] = find_values(text, published=dt.date(9999, 12, 31))
    assert found.value is None


@pytest.mark.parametrize(("text", "edtf"), [("29日", "XXXX-12-29"), ("12月3日", "XXXX-12-03")])
def test_a_date_nearest_to_the_first_day_of_all_has_no_year(text, edtf):
    """There is no December before year 1."""
    [found] = find_values(text, published=dt.date(1, 1, 1))
    assert str(found.value) == edtf


def test_a_plain_yuan_is_what_the_caller_says():
    """元 is the Taiwan dollar in a Taiwan paper."""
    assert find_values("五百元", currency="TWD")[0].value == Quantity.of(500, "TWD")


def test_full_width_and_half_width_digits_are_read_alike():
    """Offsets are those of the text as it is written."""
    wide, narrow = find_values("共８２．５％")[0], find_values("共82.5%")[0]
    assert (wide.start, wide.end, wide.value) == (narrow.start, narrow.end, narrow.value)
    assert wide.text == "８２．５％"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("受益儿童数量已经达到40万，", "400000 人"),
        ("全市人口超过1000万。", "10000000 人"),
        ("學生總數已達3000。", "3000 人"),
        ("报名人数突破5万。", "50000 人"),
        ("汽车产量达到40万。", "400000"),
    ],
)
def test_a_bare_number_has_the_unit_that_its_subject_names(text, value):
    """People are counted where the subject says so; other subjects name no unit."""
    (entity,) = find_values(text)
    assert (entity.label, str(entity.value)) == ("CARDINAL", value)


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("上个月", dt.date(2014, 1, 10), "2013-12"),
        ("上月5日", dt.date(2014, 1, 10), "2013-12-05"),
        ("下月", dt.date(2014, 12, 10), "2015-01"),
        ("本月", dt.date(2014, 12, 10), "2014-12"),
    ],
)
def test_the_month_before_january_is_of_the_year_before(text, published, value):
    """And the one after December of the year after."""
    (entity,) = find_values(text, published=published)
    assert str(entity.value) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人民幣叁仟伍佰元整", ["MONEY 人民幣叁仟伍佰元 3500 CNY"]),
        ("贷款壹佰贰拾万元", ["MONEY 壹佰贰拾万元 1200000 CNY"]),
        ("陆先生、伍女士收拾行李到大陆万科", []),
    ],
)
def test_numerals_of_cheques_are_numerals(text, found):
    """陆 and 伍 alone are family names, 收拾 is a verb."""
    assert [f"{e.label} {e.text} {e.value}" for e in find_values(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        *("一带一路", "千方百计", "七里河区", "二手房", "百度", "万达广场", "三峡", "三门峡市"),
        *("八一南昌起义", "三级跳远", "一起", "成千上万", "三个代表", "歼-10", "苏-27", "奥迪Q3"),
        *("三元里", "五台山", "五角大楼", "负责人", "标普500指数", "12345热线"),
        *("5.12北川大地震", "3.11大地震"),
    ],
)
def test_names_and_set_phrases_are_no_values(text):
    """A numeral in a name or an idiom counts nothing."""
    assert not find_values(f"他说{text}。")


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("第三季度", dt.date(2014, 10, 20), "2014-07/2014-09"),
        ("第四季度", dt.date(2014, 1, 20), "2013-10/2013-12"),
        ("上半年", dt.date(2014, 7, 20), "2014-01/2014-06"),
        ("今年前9个月", dt.date(2014, 10, 20), "2014-01/2014-09"),
        ("去年12月至今年2月", dt.date(2014, 3, 2), "2013-12/2014-02"),
        ("上年末", dt.date(2014, 3, 2), "2013"),
        ("2013年3月至次年5月", None, "2013-03/2014-05"),
        ("2013年3月至同年5月", None, "2013-03/2013-05"),
        ("1998年12月至翌年1月", None, "1998-12/1999-01"),
        ("2013年10月至明年3月", None, "2013-10/2014-03"),
    ],
)
def test_parts_of_years_have_the_year_that_is_told(text, published, edtf):
    """By the day of publication, or by the first end of a range."""
    [found] = find_values(text, published=published)
    assert (found.text, str(found.value)) == (text, edtf)


def test_the_year_after_counts_from_the_year_that_the_sentence_told():
    """And from none once the sentence is over."""
    text = "2014年5月开工，同年8月投产，次年3月扩建。次年停产。"
    values = [e.value and str(e.value) for e in find_values(text)]
    assert values == ["2014-05", "2014-08", "2015-03", None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("售价￥3至5万元", "30000..50000 CNY"),
        ("售价￥3万至5万", "30000..50000 CNY"),
        ("售价3至5万元", "30000..50000 CNY"),
        ("售价1.5万-2万元", "15000..20000 CNY"),
        ("气温-5～3℃", "-5..3 摄氏度"),
        ("气温-3～5℃", "-3..5 摄氏度"),
        ("气温-5至-3℃", "-5..-3 摄氏度"),
        ("-6℃～3℃", "-6..3 摄氏度"),
        ("气温零下5到零下3摄氏度", "-5..-3 摄氏度"),
        ("占百分之三至五", "3..5 %"),
        ("占三至五成", "30..50 %"),
        ("共17、18个", "~17..18 个"),
        ("要五、六百元", "~500..600 CNY"),
        ("需6个月至3年", "6..36 月"),
    ],
)
def test_both_ends_of_a_range_have_the_unit_of_the_one_that_tells_it(text, value):
    """And its multiple, and its sign where it is theirs."""
    [found] = find_values(text)
    assert str(found.value) == value


@pytest.mark.parametrize("end", ["\n", "\r", "\f", "\x85", "\u2028"])
@pytest.mark.parametrize("text", ["2到\n3个", "2013年至\n2014年", "2013到\n2014年", "未来\n三天"])
def test_no_value_goes_on_behind_a_line_end(text, end):
    """As no sentence does."""
    assert not any(end in entity.text for entity in find_values(text.replace("\n", end)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-3～-5℃", "-5..-3 摄氏度"),
        ("-5℃~-3℃", "-5..-3 摄氏度"),
        ("10～-5℃", "-5..10 摄氏度"),
        ("-0.1%—-0.5%", "-0.5..-0.1 %"),
        ("10--20人", "10..20 人"),
    ],
)
def test_a_hyphen_behind_another_dash_is_a_minus(text, value):
    """It makes the second end negative, unless two hyphens are the dash; the ends are in order."""
    [found] = find_values(f"为{text}。")
    assert (found.text, str(found.value)) == (text, value)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("3月5日、6日", ["2014-03-05", "2014-03-06"]),
        ("去年3月5日、7日和9日", ["2013-03-05", "2013-03-07", "2013-03-09"]),
        ("3月5日至7日、9日", ["2014-03-05/2014-03-07", "2014-03-09"]),
        ("3月5日、2日", ["2014-03-05", "2014-05-02"]),
        ("3月5日，6日", ["2014-03-05", "2014-05-06"]),
    ],
)
def test_a_day_listed_with_an_earlier_one_is_in_its_month(text, edtf):
    """Only where 、 or 和 joins them, and the days go on."""
    values = [str(e.value) for e in find_values(text, published=dt.date(2014, 5, 30))]
    assert values == edtf


def test_a_season_is_told_by_its_first_year():
    """2014 of 2014学年 is a year, and no count of school years."""
    assert [(e.text, str(e.value)) for e in find_values("2014学年，1998赛季")] == [
        ("2014", "2014"),
        ("1998", "1998"),
    ]
