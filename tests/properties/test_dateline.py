"""Properties of `parse_dateline`."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.parsing.dateline import dateline_fields, match_dateline, parse_dateline
from corpus.parsing.dateline_words import words

_PIECES = [
    *("新华社", "本报", "中央社", "中新网", "法新社", "齐鲁晚报", "明報"),
    *(
        "记者",
        "記者",
        "通讯员",
        "特派员",
        "王小明",
        "李四光",
        "王　伟",
        "买买提·依明",
        "甲",
        "文/图",
    ),
    *("北京", "台北", "华盛顿", "三亚", "国务院", "据", "综合", "题", "摄影"),
    *("5月29日", "５月２９日", "三日", "二十九日", "2014年", "民國113年"),
    *("电", "電", "讯", "專訊", "专电", "报道", "報導", "綜合報導", "消息"),
    *("（", "）", "(", ")", "【", "】", "〔", "〕", "／", "/", "、", "，", "：", " ", "　"),
    *("\n", "·", "。", "“", "”", "\U00020000"),
]
BLANKS = " \t\r\n\v\f\x85\xa0\u2002\u2003\u2009\u2028\u2029\u202f\u3000"
press = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)
text = press | st.text(max_size=80) | st.tuples(press, st.text(max_size=40)).map("".join)
days = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@given(text, st.none() | st.integers(1, 9999), days)
def test_spans_lie_in_order_within_the_dateline(paragraph, year, published):
    """Any string is read; every span lies within the dateline, whose text is the string's."""
    found = parse_dateline(paragraph, year=year, published=published)
    if found is None:
        return
    assert found.text == paragraph[found.start : found.end] != ""
    before = paragraph[: found.start].replace("\u200b", "")
    before = before.strip("\u2060\ufeff●■□◆◇▲△▼▽★☆※◎•" + BLANKS)
    assert not before or (before[0] in "【〔［〖﹝[" and before[-1] in "】〕］〗﹞])）")
    parts = [found.agency_span, found.date_span, found.kind_span, *found.place_spans]
    parts += [reporter.span for reporter in found.reporters]
    spans = sorted(span for span in parts if span is not None)
    assert spans
    for span in spans:
        assert found.span.contains(span)
        assert len(span) > 0
    for one, other in pairwise(spans):
        assert one.end <= other.start


@given(press, st.text(max_size=30))
def test_what_follows_a_newline_changes_nothing(head, rest):
    """A dateline does not cross a line's end."""
    line = head.replace("\n", "")
    found, longer = parse_dateline(line), parse_dateline(line + "\n" + rest)
    if found is not None and longer is not None:
        assert longer.end <= len(line)


@given(text)
def test_reading_leaves_what_was_found_as_it_was(paragraph):
    """Paragraphs that are equal share what was found in one: it can be read again."""
    match = match_dateline(paragraph, tail=False)
    if match is not None:
        first = dateline_fields(paragraph, match, None, None)
        assert dateline_fields(paragraph, match, None, None) == first


@given(press, days)
def test_reading_is_deterministic(paragraph, published):
    """The same string gives the same dateline."""
    assert parse_dateline(paragraph, published=published) == parse_dateline(
        paragraph, published=published
    )


@given(st.sampled_from(["5月29日", "2月29日", "31日", "三日", "十二月三十一日"]), days)
def test_a_resolved_date_is_never_after_publication(date, published):
    """A dateline's date is the day of the paper or an earlier one."""
    value = parse_dateline(f"新华社北京{date}电", published=published).date_value
    if published is not None:
        assert value.earliest == value.latest <= published


numbers = "〇一二三四五六七八九"
days_written = st.one_of(
    st.integers(1, 31).map(lambda day: (str(day), day)),
    st.integers(1, 31).map(lambda day: (chr(0xFF10 + day) if day < 10 else str(day), day)),
    st.integers(1, 9).map(lambda day: (numbers[day], day)),
    st.integers(1, 9).map(lambda day: (f"二十{numbers[day]}", 20 + day)),
)
agencies = st.sampled_from(sorted(a for a in words().agencies if a.endswith("社")))
places = st.sampled_from(sorted(place for place in words().places if len(place) > 1))
_GIVEN = "伟芳娜秀敏静丽强磊洋艳勇杰娟涛超兰霞刚桂"
given_names = st.text(st.sampled_from(_GIVEN), min_size=1, max_size=2)
family_names = st.sampled_from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
people = st.tuples(family_names, given_names).map("".join)


@given(agencies, places, st.integers(1, 12), days_written, st.sampled_from(["电", "讯", "专电"]))
def test_any_agency_with_any_place_and_date_is_read(agency, place, month, day, kind):
    """The tables' agencies, places and dates are read with their parts, in any combination."""
    paragraph = f"{agency}{place}{month}月{day[0]}日{kind}　会议今天开幕。"
    found = parse_dateline(paragraph)
    assert found.text == paragraph.partition("　")[0]
    assert (found.agency, found.kind) == (agency, kind)
    assert found.place == place
    if day[1] <= 28:
        assert str(found.date_value) == f"XXXX-{month:02}-{day[1]:02}"


@given(st.lists(people, min_size=1, max_size=4), st.sampled_from("、 　，"))
def test_reporters_in_a_bracket_are_read_one_by_one(names, separator):
    """Names with a role before them are parted by whatever stands between them."""
    paragraph = f"新华社北京1月5日电（记者{separator.join(names)}）会议今天开幕。"
    found = parse_dateline(paragraph)
    assert found.text == paragraph.partition("）")[0] + "）"
    assert [(r.name, r.role) for r in found.reporters] == [(name, "记者") for name in names]


@given(people.filter(lambda name: len(name) == 3), places, st.integers(1, 31))
def test_a_place_behind_a_name_is_parted_from_it(name, place, day):
    """A known place right behind a name of three characters is not taken for the name."""
    found = parse_dateline(f"（中央社記者{name}{place}{day}日電）會議今天開幕。")
    assert [reporter.name for reporter in found.reporters] == [name]
    assert found.places == (place,)
