"""Properties of `parse_dateline`."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.parse.dateline import parse_dateline

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
    assert (
        not paragraph[: found.start]
        .replace("\u200b", "")
        .strip("\u2060\ufeff●■□◆◇▲△▼▽★☆※◎•" + BLANKS)
    )
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
