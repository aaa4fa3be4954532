"""`parse_dateline`: what it finds, what it leaves alone, what the date becomes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import attrs
import pytest

from corpus.errors import ParseError
from corpus.parsing.dateline import match_dateline, parse_dateline
from corpus.parsing.dateline_words import words

GOLDEN = Path(__file__).parents[2] / "golden" / "datelines"
_PART = re.compile(r"\{(?P<part>[apdkn]) (?P<text>[^|}]*)(?:\|(?P<value>[^}]*))?\}")


@attrs.frozen
class Marked:
    """A golden line without its marks."""

    paragraph: str
    end: int
    parts: dict[str, list[tuple[int, int, str | None]]]

    @classmethod
    def read(cls, line: str) -> Marked:
        """Take the marks out of `line`."""
        paragraph, end, position = "", 0, 0
        parts: dict[str, list[tuple[int, int, str | None]]] = {name: [] for name in "apdkn"}
        for match in re.finditer(rf"{_PART.pattern}|¦", line):
            paragraph += line[position : match.start()]
            position = match.end()
            if match[0] == "¦":
                end = len(paragraph)
                continue
            start = len(paragraph)
            paragraph += match["text"]
            parts[match["part"]].append((start, len(paragraph), match["value"]))
        return cls(paragraph + line[position:], end, parts)


def _lines(name: str) -> list[str]:
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


POSITIVE, NEGATIVE = _lines("positive.txt"), _lines("negative.txt")


def test_the_golden_files_are_not_empty():
    """The golden files hold hundreds of cases each, in both scripts."""
    assert len(POSITIVE) > 250
    assert len(NEGATIVE) > 300
    assert any("報" in line for line in POSITIVE)
    assert any("報" in line for line in NEGATIVE)


@pytest.mark.parametrize("kind", sorted(words().wire_kinds))
def test_every_kind_of_wire_is_read(kind):
    """Behind an agency, a place and a date."""
    dateline = parse_dateline(f"新华社北京5月3日{kind}　会议今天开幕。")
    assert dateline is not None
    assert dateline.kind == kind


@pytest.mark.parametrize("role", words().signing)
def test_every_role_that_signs_is_read(role):
    """In a square bracket, behind the paper's name."""
    dateline = parse_dateline(f"【环球时报特约{role} 王小明】会谈昨天取得进展。")
    assert dateline is not None
    assert [reporter.name for reporter in dateline.reporters] == ["王小明"]


def test_a_paper_and_a_name_parted_by_a_slash_are_read():
    """Without any word of report."""
    dateline = parse_dateline("【經濟日報／王小明】台股今天開高走低。")
    assert dateline is not None
    assert (dateline.agency, dateline.reporters[0].name) == ("經濟日報", "王小明")


@pytest.mark.parametrize("line", POSITIVE)
def test_a_dateline_is_read_with_all_its_parts(line):
    """Every part of a real form is found at its place: text, agency, places, date, reporters."""
    marked = Marked.read(line)
    found = parse_dateline(marked.paragraph)
    assert found is not None
    assert match_dateline(marked.paragraph, tail=False) is not None
    start = len(marked.paragraph) - len(marked.paragraph.lstrip("●○▲■ \u3000"))
    assert (found.start, found.end) == (start, marked.end)
    assert found.text == marked.paragraph[start : marked.end]
    spans = {
        "a": [] if found.agency_span is None else [found.agency_span],
        "p": list(found.place_spans),
        "k": [] if found.kind_span is None else [found.kind_span],
    }
    for part, expected in spans.items():
        assert [(s.start, s.end) for s in expected] == [p[:2] for p in marked.parts[part]], part
    dates = [] if found.date_span is None else [(*found.date_span, str(found.date_value))]
    assert dates == marked.parts["d"]
    assert [(*r.span, r.role) for r in found.reporters] == marked.parts["n"]


@pytest.mark.parametrize("paragraph", NEGATIVE)
def test_a_paragraph_that_only_looks_like_one_has_no_dateline(paragraph):
    """A mention of an agency, a byline, a caption or a rubric is no dateline."""
    assert parse_dateline(paragraph) is None
    assert match_dateline(paragraph, tail=False) is None


@pytest.mark.parametrize("line", POSITIVE)
def test_a_dateline_within_a_paragraph_is_not_found(line):
    """A dateline opens its paragraph; behind a sentence it is quoted text."""
    assert parse_dateline("昨天的头版上写着：" + Marked.read(line).paragraph.lstrip()) is None


@pytest.mark.parametrize(
    ("headline", "dateline"),
    [
        ("【油价上涨】", "财联社7月14日电"),
        ("【江海电力：上半年净利润预增192%-225%】", "财联社7月14日电"),
        ("【要闻】 ", "新华社北京5月3日电"),
    ],
)
def test_a_headline_in_brackets_may_stand_before_a_wire_s_dateline(headline, dateline):
    """As wires send their short news: the dateline begins behind the bracket."""
    found = parse_dateline(f"{headline}{dateline}，据介绍，价格昨天上涨。")
    assert (found.start, found.text) == (len(headline), dateline)


@pytest.mark.parametrize(
    "text",
    [
        "【公告】据新华社5月3日电，国务院当天发布通知。",
        "【要闻】本报记者王小明从现场了解到，工程已经完工。",
        "【视点】北京5月3日电力供应平稳。",
        "【问答】新华社记者三日电话采访了负责人。",
    ],
)
def test_a_sentence_behind_a_bracket_has_no_dateline(text):
    """An agency that is named in it makes none, as in a paragraph without a bracket."""
    assert parse_dateline(text) is None


def test_spans_are_relative_to_the_paragraph_with_its_indent():
    """Blanks before a dateline are counted, but are no part of it."""
    paragraph = "　　新华社南京５月２９日电  （记者 王小明）今天……"
    found = parse_dateline(paragraph)
    assert found.start == 2
    assert paragraph[found.start : found.end] == found.text
    assert found.agency == "新华社"
    assert found.reporters[0].span.slice(paragraph) == "王小明"


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("5月29日", "XXXX-05-29"),
        ("５月２９日", "XXXX-05-29"),
        ("五月二十九日", "XXXX-05-29"),
        ("五月廿九日", "XXXX-05-29"),
        ("元月3日", "XXXX-01-03"),
        ("十二月三十一日", "XXXX-12-31"),
        ("十日", "XXXX-XX-10"),
        ("卅日", "XXXX-XX-30"),
        ("卅一日", "XXXX-XX-31"),
        ("3日", "XXXX-XX-03"),
        ("2014年5月29日", "2014-05-29"),
        ("二〇一四年五月二十九日", "2014-05-29"),
        ("二○一四年五月二十九日", "2014-05-29"),
        ("民国113年5月29日", "2024-05-29"),
        ("民國三十八年十月一日", "1949-10-01"),
        ("2月29日", "XXXX-02-29"),
        ("一月二九日", "XXXX-01-29"),
        ("一二月三一日", "XXXX-12-31"),
        ("2月30日", None),
        ("13月1日", None),
        ("45日", None),
        ("0日", None),
    ],
)
def test_the_date_is_given_in_edtf(date, value):
    """What the dateline leaves out stays open; a day that does not exist has no value."""
    found = parse_dateline(f"新华社北京{date}电　今天……")
    assert found.date == date
    assert (None if found.date_value is None else str(found.date_value)) == value


@pytest.mark.parametrize(
    ("date", "year", "published", "value"),
    [
        ("5月29日", 2014, None, "2014-05-29"),
        ("5月29日", None, dt.date(2014, 5, 30), "2014-05-29"),
        ("5月29日", None, dt.date(2014, 5, 29), "2014-05-29"),
        ("5月29日", None, dt.date(2014, 5, 28), "2013-05-29"),
        ("12月31日", None, dt.date(1998, 1, 1), "1997-12-31"),
        ("12月31日", 1998, dt.date(1998, 1, 1), "1998-12-31"),
        ("31日", None, dt.date(1998, 1, 1), "1997-12-31"),
        ("31日", None, dt.date(1998, 3, 1), "1998-01-31"),
        ("3日", 2014, None, "2014-XX-03"),
        ("3日", 2013, dt.date(2014, 1, 5), "2013-12-03"),
        ("3日", 2014, dt.date(2014, 1, 5), "2014-01-03"),
        ("2月29日", None, dt.date(2015, 3, 1), "2012-02-29"),
        ("2月29日", None, dt.date(1903, 3, 1), "1896-02-29"),
        ("2月29日", 2015, None, None),
        ("2008年8月8日", 2014, dt.date(2014, 5, 30), "2008-08-08"),
    ],
)
def test_year_and_published_resolve_the_date(date, year, published, value):
    """The date is the latest one not after publication; the text's own year wins."""
    found = parse_dateline(f"新华社北京{date}电　今天……", year=year, published=published)
    assert (None if found.date_value is None else str(found.date_value)) == value


def test_a_moment_of_publication_counts_as_its_day():
    """`published` may be a datetime; a year that does not exist is refused."""
    moment = dt.datetime(2014, 5, 30, 6, 30, tzinfo=dt.UTC)
    found = parse_dateline("新华社北京5月29日电", published=moment)
    assert str(found.date_value) == "2014-05-29"
    with pytest.raises(ParseError, match="not 0"):
        parse_dateline("新华社北京5月29日电", year=0)


def test_only_the_head_of_a_paragraph_is_looked_at():
    """A long paragraph gives the same dateline as its head."""
    head = "本报讯（记者王小明）昨天，"
    assert parse_dateline(head + "天" * 1_000_000) == parse_dateline(head)


@pytest.mark.parametrize(
    "unit",
    ["（", "记者", "本报", "本报讯", "记者甲、", "甲／", "一", "报网社台", "驻", " 王", "(本报"],
)
def test_repeated_cues_end(unit):
    """Text that is all cues is read without running on."""
    found = parse_dateline("新华社" + unit * 50_000)
    assert found is None or found.end < 400


def test_an_unclosed_bracket_leaves_the_dateline_before_it():
    """Where the reporters' bracket is cut off, the dateline ends before it."""
    found = parse_dateline("新华社北京5月29日电（记者王小")
    assert found.text == "新华社北京5月29日电"


@pytest.mark.parametrize("paragraph", ["", " ", "　　", "电", "（", "（）", "【", "】", "讯（记者"])
def test_scraps_have_no_dateline(paragraph):
    """Empty and broken paragraphs have none."""
    assert parse_dateline(paragraph) is None
