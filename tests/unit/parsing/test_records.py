"""Records: texts that label the fields of their articles."""

import datetime as dt

import pytest

from corpus.errors import ParseError
from corpus.parsing import coverage, default_rules, explain, parse, parse_stream
from corpus.spans import Span

FIRST = "江北县大型水库昨日建成。水库总库容两亿立方米，可灌溉农田十万亩。"
SECOND = "全省小学生足球赛昨天在江北体育场开幕，三十二支球队参加比赛。"
REST = ("县水利局负责人说，水库将于下月蓄水。", "比赛将进行十天。")
TITLES = ["江北建成大型水库", "全省小学生足球赛开幕"]

COLON = """标题：{title}
作者：{author}
日期：1996-05-03
版面：第1版
正文：
{first}
{rest}
"""
BOXED = """【 文献号 】1-1234
【原文出处】江北日报
【原刊期号】19960503
【翻印期号】12
【 作  者 】{author}
【 标  题 】{title}
【 正  文 】
    {first}
    {rest}
"""
ANGLED = """<REC>
<日期>=1996.05.03
<版次>=1
<标题>={title}
<作者>={author}
<正文>=
　　{first}
　　{rest}
"""
WIRE = """<DOC id="{author}_19960503.0001" type="story">
<HEADLINE>
{title}
</HEADLINE>
<TEXT>
<P>
{first}
</P>
<P>
{rest}
</P>
</TEXT>
</DOC>
"""
WEB = """<doc>
<url>http://example.org/1.html</url>
<contenttitle>{title}</contenttitle>
<author>{author}</author>
<content>{first}
{rest}</content>
</doc>
"""
UNDER = """标题：
{title}
来源：江北日报 {author}

{first}
{rest}
关键词：江北

"""
ALONE = "标题：{title}\n{first}\n{rest}\n\n"
COLUMNS = """标题：{title}
作者：{author}　　日期：1996-05-03　　版次：1
正文：
{first}
{rest}
---------------
"""
ONE_LINE = "【 标  题 】{title} 【 作  者 】{author} 【 正  文 】   {first}{rest}\n"
XML_LINE = (
    "<doc><title>{title}</title><author>{author}</author>"
    "<body><p>{first}</p><p>{rest}</p></body></doc>\n"
)
ATTRIBUTES = """<article title="{title}" author="{author}" date="1996-05-03">
<p>&nbsp;&nbsp;{first}<br/></p>
<p>{rest}</p>
</article>
"""
FRONT = """---
title: "{title}"
author: {author}
tags:
  - 要闻
---

{first}

{rest}
"""
NUMBERED = """1. 标题：{title}
   作者：{author}
   报纸简称：江北
   日期：1996-05-03
   正文：
   {first}
   {rest}
"""
BELOW = """标题：
    {title}
作者：
    {author}
来源：
    江北日报
正文：
    {first}
    {rest}
"""
CODES = """HD {title}
BY {author}
WC 245 字
PD 1996 年 5 月 3 日
LP {first}
TD {rest}
AN JBRB1996
"""
EXPORT = """SrcDatabase-来源库: 报纸
Title-题名: {title}
Author-作者: {author}
Summary-摘要: {first}
正文: {rest}
PubTime-发表时间: 1996-05-03

"""
FORMS = {
    "colon": COLON,
    "columns": COLUMNS,
    "xml-line": XML_LINE,
    "attributes": ATTRIBUTES,
    "front": FRONT,
    "numbered": NUMBERED,
    "below": BELOW,
    "codes": CODES,
    "export": EXPORT,
    "boxed": BOXED,
    "angled": ANGLED,
    "wire": WIRE,
    "web": WEB,
    "under": UNDER,
    "alone": ALONE,
}
AUTHORS = ("李明", "王芳")


def records(form: str) -> str:
    """Write two articles as records."""
    return "".join(
        FORMS[form].format(title=title, author=author, first=first, rest=rest)
        for title, author, first, rest in zip(TITLES, AUTHORS, (FIRST, SECOND), REST, strict=True)
    )


@pytest.mark.parametrize("form", FORMS)
class TestForms:
    """The ways in which archives label fields."""

    def test_each_record_is_an_article(self, form):
        """Its title is the title, its text the paragraphs, without labels."""
        found = parse(records(form))
        assert [article.title for article in found] == TITLES
        for article, first, rest in zip(found, (FIRST, SECOND), REST, strict=True):
            body = [p.text for p in article.paragraphs if p.text != article.byline]
            assert body == [first, rest]

    def test_the_author_is_the_byline_wherever_it_stands(self, form):
        """Above the title or below it, without its label."""
        bylines = [article.byline for article in parse(records(form))]
        labelled = form not in {"wire", "under", "alone"}
        assert bylines == (list(AUTHORS) if labelled else [None, None])

    def test_labels_and_other_fields_are_accounted_for(self, form):
        """They are noise with a decision, and nothing is lost."""
        raw = records(form)
        found = parse(raw)
        stretches = coverage(found, raw)
        assert "".join(stretch.span.slice(raw) for stretch in stretches) == raw
        assert {stretch.kind for stretch in stretches} <= {"text", "noise", "space"}
        for article in found:
            assert any(d.rule in {"record.label", "record.field"} for d in article.decisions)

    def test_every_piece_leads_back_to_the_file(self, form):
        """Offsets are those of the raw text, whatever its line ends and invisible characters."""
        raw = records(form).replace("\n", "\r\n").replace("水库", "水\u200b库")
        for article, title in zip(parse(raw), TITLES, strict=True):
            assert article.title == title
            for paragraph in article.paragraphs:
                pieces = [piece.slice(raw) for piece in article.raw_spans(paragraph)]
                assert "".join(pieces) == paragraph.text

    def test_a_stream_gives_the_same_articles(self, form):
        """However it is cut into windows."""
        raw = records(form) * 40
        whole = [(a.title, a.text) for a in parse(raw)]
        streamed = [(a.title, a.text) for part in parse_stream([raw], window=3_000) for a in part]
        assert len(whole) == 80
        assert streamed == whole


def test_lines_like_headlines_inside_a_record_begin_no_article():
    """What stands between two records is one article, with its sub-headings."""
    body = f"{FIRST}\n蓄水在即\n{REST[0]}\n本报讯　{SECOND}"
    raw = f"标题：{TITLES[0]}\n版次：1\n正文：\n{body}\n"
    [article] = parse(raw)
    assert article.text == f"{TITLES[0]}\n{body}"


def test_a_paragraph_cut_by_a_page_is_rejoined_inside_a_record():
    """Repairs are made there as anywhere."""
    body = "　　水库总库容两亿立方\n— 3 —\n米，可灌溉农田十万亩。"
    raw = f"标题：{TITLES[0]}\n版次：1\n正文：\n{body}\n"
    [article] = parse(raw)
    assert article.paragraphs[0].text == "水库总库容两亿立方米，可灌溉农田十万亩。"


def test_a_record_without_title_is_an_article():
    """The label that the first record begins with shows where it starts."""
    raw = records("wire")
    start = raw.index("<HEADLINE>", 200)
    stop = raw.index("</HEADLINE>", start) + len("</HEADLINE>\n")
    found = parse(raw[:start] + raw[stop:])
    assert [article.title for article in found] == [TITLES[0], None]
    assert found[1].text == f"{SECOND}\n{REST[1]}"


def test_kickers_and_subtitles_are_taken_from_their_fields():
    """A 引题 above the title and a 副题 below it are subtitles."""
    raw = f"引题：水利建设\n标题：{TITLES[0]}\n副题：可灌溉农田十万亩\n正文：{FIRST}\n"
    [article] = parse(raw)
    assert article.title == TITLES[0]
    assert article.subtitle == "水利建设\n可灌溉农田十万亩"
    assert article.text.endswith(FIRST)


@pytest.mark.parametrize(
    "date", ["1996-05-03", "1996年5月3日", "１９９６．０５．０３", "19960503", "民國85年5月3日"]
)
def test_a_records_day_completes_its_dateline(date):
    """The date of the issue gives a dateline without year its year."""
    raw = f"标题：{TITLES[0]}\n日期：{date}\n正文：\n新华社江北5月2日电　{FIRST}\n"
    assert str(parse(raw)[0].dateline.date_value) == "1996-05-02"
    assert str(parse(raw, year=1995)[0].dateline.date_value) == "1995-05-02"
    given = dt.date(1997, 1, 1)
    assert str(parse(raw, published=given)[0].dateline.date_value) == "1996-05-02"


def test_fields_in_the_rules_of_a_competition_are_text():
    """A single stretch of labels inside a text makes no record."""
    fields = "　　标题：自拟\n　　时间：五月底前\n　　地址：江北路三号\n"
    raw = (
        f"征文启事\n　　{FIRST}\n{fields}　　{REST[0]}\n\n地铁二号线贯通\n\n　　本报讯　{SECOND}\n"
    )
    found = parse(raw)
    assert [article.title for article in found] == ["征文启事", "地铁二号线贯通"]
    assert "标题：自拟\n时间：五月底前" in found[0].text


NOT_RECORDS = {
    "lectures": f"　　{FIRST}\n题目：江北史话\n时间：5月10日\n题目：水库与农业\n时间：5月11日\n",
    "works": "作品选\n\n题目：春江\n作者：李明\n题目：秋水\n作者：王芳\n",
    "lecture": f"题目：江北史话\n时间：5月10日下午\n地点：报告厅\n　　{FIRST}\n",
    "announced": "题目：江北史话\n时间：5月10日\n题目：水库与农业\n时间：5月11日\n",
    "words": f"【标题】标明内容的语句。\n【作者】写文章的人。\n　　{FIRST}\n",
    "headlines": f"题目：由学生自己出\n\n　　{FIRST}\n\n主题：春天的约会\n\n　　{SECOND}\n",
    "codes": f"T1 航站楼启用\nT2 航站楼开工\n\n　　{FIRST}\n",
    "page": f"　　{FIRST}\n<html>\n<title>主页</title>\n<body>欢迎</body>\n</html>\n　　{SECOND}\n",
}


@pytest.mark.parametrize("name", NOT_RECORDS)
def test_what_only_looks_like_fields_is_text(name):
    """Where it is doubtful there is no record, and no label is taken away."""
    raw = NOT_RECORDS[name]
    found = parse(raw)
    decisions = [*found.decisions, *(d for article in found for d in article.decisions)]
    assert not [d for d in decisions if d.rule in {"record.label", "record.field"}]
    assert "".join("".join(a.text.split()) for a in found) == "".join(raw.split())


def test_lines_with_several_labels_in_a_records_text_stay_whole():
    """They are parted only to see whether they are fields of a record."""
    line = "作者：李明　　单位：江北一中　　日期：1996年"
    [article] = parse(f"标题：{TITLES[0]}\n日期：1996-05-03\n正文：\n{FIRST}\n{line}\n{REST[0]}\n")
    assert [p.text for p in article.paragraphs] == [FIRST, line, REST[0]]


def test_a_record_that_begins_within_a_line_parts_it():
    """What stands before its label in the line is not read twice."""
    first = f"标题：{TITLES[0]}\n日期：1996-05-03\n正文：\n{FIRST}\n"
    raw = f"{first}【日期】1996-05-04 【标题】{TITLES[1]} 【正文】{SECOND}\n"
    raw += f"标题：{TITLES[0]}\n正文：\n{FIRST}\n"
    found = parse(raw)
    assert "".join(stretch.span.slice(raw) for stretch in coverage(found, raw)) == raw
    assert [article.title for article in found] == [*TITLES, TITLES[0]]


def test_records_may_follow_what_a_search_says_of_itself():
    """If the first has a date and three fields more; others may have fewer."""
    first = f"标题：{TITLES[0]}\n来源：江北日报\n日期：1996-05-03\n正文：\n{FIRST}\n"
    raw = f"共找到两篇文章\n\n{first}标题：{TITLES[1]}\n正文：\n{SECOND}\n"
    assert [article.title for article in parse(raw)][-2:] == TITLES


def test_parts_of_a_line_with_nothing_between_stay_together():
    """There is nothing in the file that a break between them could come from."""
    broken = f'<article title="{TITLES[0]}" author="李明" date=>1996-05-04">'
    raw = f"{broken}\n{FIRST}\n标题：{TITLES[1]}\n正文：{SECOND}\n"
    for article in parse(raw):
        for paragraph in article.paragraphs:
            pieces = [piece.slice(raw) for piece in article.raw_spans(paragraph)]
            assert "".join(pieces) == paragraph.text


def test_a_lead_and_a_text_with_a_label_each_are_text():
    """The second label is left out like the first."""
    raw = f"标题：{TITLES[0]}\n日期：1996-05-03\n摘要：{REST[0]}\n正文：\n{FIRST}\n"
    [article] = parse(raw)
    assert [p.text for p in article.paragraphs] == [REST[0], FIRST]


def test_the_middle_of_three_headlines_is_the_title():
    """主题 is so called between 引题 and 副题 only."""
    raw = f"引题：水利建设\n主题：{TITLES[0]}\n副题：可灌溉农田十万亩\n正文：{FIRST}\n"
    [article] = parse(raw)
    assert (article.title, article.subtitle) == (TITLES[0], "水利建设\n可灌溉农田十万亩")


def test_what_stands_around_all_records_is_left_out():
    """As tags of the whole file, and the title of a feed."""
    raw = f"<rss>\n<channel>\n<title>江北新闻</title>\n{records('wire')}</channel>\n</rss>\n"
    assert [article.title for article in parse(raw)] == TITLES


def test_labels_in_a_records_text_are_text():
    """Only a title, or what each record begins with, shows the next one."""
    raw = records("colon").replace(REST[0], f"时间：五月底前\n地址：江北路三号\n{REST[0]}")
    found = parse(raw)
    assert [article.title for article in found] == TITLES
    assert "时间：五月底前\n地址：江北路三号" in found[0].text


def test_fields_below_a_text_are_left_out_where_most_texts_have_them():
    """The end of a notice, which looks like a field, is its text."""
    raw = records("under").replace("关键词：江北\n", "地址：江北路三号\n", 1) + records("under")
    bodies = [article.text.partition("\n")[2] for article in parse(raw)]
    assert bodies[0] == f"{FIRST}\n{REST[0]}\n地址：江北路三号"
    assert bodies[1:] == [f"{SECOND}\n{REST[1]}", f"{FIRST}\n{REST[0]}", f"{SECOND}\n{REST[1]}"]


def test_labels_of_ones_own_are_put_over_ours():
    """They are plain words, of any width, case and script."""
    own = default_rules().updated({"fields": {"title": ["文題"], "byline": "執筆"}})
    [article] = parse(f"文　题：{TITLES[0]}\n执笔：李明\n\n{FIRST}\n", rules=own)
    assert (article.title, article.byline) == (TITLES[0], "李明")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"titles": ["文题"]}, "titles"),
        ({"title": [3]}, "a label, not 3"),
        ({"title": [" "]}, "' '"),
    ],
)
def test_a_mistake_in_labels_is_an_error_that_names_it(changes, said):
    """As it is in the other tables."""
    with pytest.raises(ParseError, match=f"fields.*{said}"):
        default_rules().updated({"fields": changes})


def test_a_labelled_line_is_explained_as_text():
    """The line counts as its article's though it begins with a label."""
    raw = records("colon")
    lines = list(explain(parse(raw), raw))
    assert lines[0] == " 1   1 │ 标题：江北建成大型水库"
    assert "record.label 0.97 [0:3]: a record's label: '标题：'" in lines[1]


def test_broken_tags_swallow_nothing():
    """Elements that are never closed end where the text begins."""
    raw = f"<doc>\n<title>{TITLES[0]}\n<date>1996-05-03\n<text>\n<p>{FIRST}\n<p>{REST[0]}\n"
    [article] = parse(raw)
    assert article.text == f"{TITLES[0]}\n{FIRST}\n{REST[0]}"


def test_a_line_break_between_fields_of_one_line_stands_for_what_is_between():
    """Each block leads back exactly, and the tags between are accounted for as labels."""
    raw = f"<doc><title>{TITLES[0]}</title><p>{FIRST}</p><p>{REST[0]}</p></doc>\n"
    [article] = parse(raw)
    assert article.text == f"{TITLES[0]}\n{FIRST}\n{REST[0]}"
    title = article.sections[0]
    assert [piece.slice(raw) for piece in article.raw_spans(title)] == [TITLES[0]]
    end = len(TITLES[0])
    [between] = article.raw_spans(Span(end, end + 1))
    assert between.slice(raw) == "</title><p>"
    kinds = [(s.kind, s.span.slice(raw)) for s in coverage(parse(raw), raw)]
    assert ("noise", "</title>") in kinds
    assert ("text", FIRST) in kinds


def test_a_line_break_takes_no_blank_out_of_a_label():
    """Labels with blanks inside, in one line: every stretch begins where the last one ends."""
    raw = f"【标 题】{TITLES[0]}【作 者】李明【版 次】第 1 版【正 文】{FIRST}\n"
    found = parse(raw)
    assert [article.title for article in found] == [TITLES[0]]
    stretches = coverage(found, raw)
    assert "".join(stretch.span.slice(raw) for stretch in stretches) == raw
    assert ("noise", "【作 者】") in [(s.kind, s.span.slice(raw)) for s in stretches]


def test_heads_without_text_do_not_say_what_stands_below_texts():
    """However many of them there are, and whatever field they end with."""
    head = "标题：{title}\n日期：1996-05-03\n来源：江北日报\n"
    raw = "".join(head.format(title=title) for title in ("通车", "剪彩", TITLES[0]))
    *_, article = parse(f"{raw}{FIRST}\n来源：县水利局\n")
    assert article.text == f"{TITLES[0]}\n{FIRST}\n来源：县水利局"


def test_a_head_over_a_whole_issue_makes_no_single_article_of_it():
    """As front matter of a day's paper does, if several datelines stand below it."""
    places = ("北京", "上海", "广州", "武汉")
    issue = "".join(
        f"{place}水库建成\n\n　　新华社{place}5月2日电　{FIRST}\n　　{REST[0]}\n\n"
        for place in places
    )
    raw = f"---\ntitle: 江北日报1996年5月3日\ndate: 1996-05-03\n---\n\n{issue}"
    _, *rest = parse(raw)
    assert [article.title for article in rest] == [f"{place}水库建成" for place in places[1:]]
