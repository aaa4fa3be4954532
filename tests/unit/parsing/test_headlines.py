"""Headlines, sub-headings and what else stands in short lines, where no layout tells them apart."""

import math

import pytest

from corpus.parsing.dump import parse
from corpus.parsing.rules import default_rules
from corpus.parsing.topics import beginning, breaks

RULES = default_rules()
REPORT = (
    "本报长平1月{}日电　记者周立民报道：{}工程昨天通过验收，比原计划提前一百天投入运行。\n"
    "{}由省里投资兴建，总投资三亿二千万元，施工高峰时有八百多名建设者昼夜奋战在工地上。\n"
)
DATED = [
    f"{title}\n{REPORT.format(day, thing, thing)}"
    for day, title, thing in (
        (4, "清河水库除险加固工程提前完工", "清河水库"),
        (5, "环城公路北段比计划提前通车", "环城公路"),
        (6, "柳镇自来水厂扩建工程通过验收", "柳镇水厂"),
        (7, "东江大桥加固工程交付使用", "东江大桥"),
    )
]
FEATURE = (
    "走进望云小学\n"
    "冬天的清晨，望云小学的操场上已经有了读书声，全校四十二个孩子来自三个山村。\n"
    "老师在这里\n"
    "校长韩秀芝今年五十三岁，在山上教了三十一年书，送走了六百多名学生。\n"
    "孩子在这里\n"
    "每天天不亮，孩子们打着火把上路，最远的要走十二里山路才能到学校。\n"
    "希望在这里\n"
    "去年学校盖了新楼，装了电灯，还有了第一台电脑，是城里一家工厂送来的。\n"
)


def _titles(raw):
    return [article.title for article in parse(raw)]


def test_lines_unlike_the_titles_around_them_are_sub_headings():
    """The titles here have datelines under them; three short lines of one length have none."""
    raw = "".join([*DATED[:2], FEATURE, *DATED[2:]])
    assert _titles(raw) == [
        "清河水库除险加固工程提前完工",
        "环城公路北段比计划提前通车",
        "走进望云小学",
        "柳镇自来水厂扩建工程通过验收",
        "东江大桥加固工程交付使用",
    ]


@pytest.mark.parametrize(
    "signature", ["江苏读者　陈志远", "（李　红）", "清河县水利局", "山东济南　刘洪波"]
)
def test_a_signature_at_the_end_is_no_headline(signature):
    """Nor a line above the next one."""
    raw = f"{DATED[0]}{signature}\n{DATED[1]}"
    assert _titles(raw) == ["清河水库除险加固工程提前完工", "环城公路北段比计划提前通车"]
    assert parse(raw)[0].paragraphs[-1].text == signature


@pytest.mark.parametrize("note", ["（原载5月3日《人民日报》）", "摘自《清河日报》1月4日第2版"])
def test_where_an_article_is_from_is_its_last_paragraph(note):
    """It is neither left out nor a headline."""
    articles = parse(f"{DATED[0]}{note}\n{DATED[1]}")
    assert articles[0].paragraphs[-1].text == note
    assert articles[1].title == "环城公路北段比计划提前通车"


@pytest.mark.parametrize("source", ["新华网", "中新网", "欧浪网"])
def test_a_headline_may_begin_with_its_source(source):
    """The source alone makes a dateline of a sentence only, as web pages have it in titles."""
    title = f"【{source}】东江大桥加固 全线恢复通车"
    (article,) = parse(DATED[0].replace("清河水库除险加固工程提前完工", title))
    assert article.title == title
    assert article.dateline is not None
    assert article.dateline.text == "本报长平1月4日电　记者周立民报道："


def test_a_column_of_few_characters_is_a_headline():
    """快讯 alone would be too short for one."""
    raw = f"{DATED[0]}快讯\n上证综指昨日报收3273点，上涨0.61%，成交额比前一日略有放大。\n{DATED[1]}"
    assert _titles(raw)[1] == "快讯"


def test_a_note_or_an_address_begins_an_article():
    """Where another topic begins with it."""
    note = (
        "编者按：新学期开学，不少中学禁止学生带手机，引起家长和老师的议论。手机该不该进校园？"
        "家长担心影响学习，学生说要用来查资料，本期请几位读者来谈谈看法。\n"
        "手机已是生活的一部分，一禁了之容易，教会学生管理自己难。学校可以设手机柜，"
        "上课统一保管，放学归还，把选择权和责任一起交给学生。\n"
        "初中学生自控力弱，手机游戏是成绩下降的罪魁祸首，学校态度坚决，家长才有底气。\n"
    )
    articles = parse(f"{DATED[0]}{note}{DATED[1]}")
    assert [a.text[:4] for a in articles][1] == "编者按："
    assert articles[1].title is None


def test_short_indented_verse_is_not_joined():
    """Five characters after an indent are no column that was hard-wrapped."""
    poem = "".join(
        f"　　{line}\n" for line in ("车过山垭口", "雪落在肩头", "一双旧胶鞋", "量尽八道沟")
    )
    (article,) = parse(f"扶贫路上\n\n{poem}")
    assert next(p.text for p in article.paragraphs) == "车过山垭口"
    assert len(article.paragraphs) == 4


def test_a_rare_blank_line_parts_two_reports_of_one_event():
    """Though they share their words."""
    one = (
        "　　清河水库昨天开闸泄洪，下游三个县的群众已经安全转移，水库大坝没有险情。\n"
        "　　防汛指挥部要求，水库管理处日夜巡查大坝，下游群众不要擅自返回家中。\n"
    )
    two = (
        "　　受连日暴雨影响，清河上游昨天有两座桥被冲毁，三个县的公路交通一度中断。\n"
        "　　交通部门连夜架起便桥，抢运粮食和药品，今天早上第一批车队已到达灾区。\n"
    )
    raw = f"清河水库泄洪\n\n{one}\n{two}\n{DATED[0]}"
    assert len(parse(raw)) == 3


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("市民从水利局获悉，清河水库已完工。", "市民认为很好，清河水库已经完工。"),
        ("近日，清河水库工程全部完工。", "清河水库工程近日，终于全部完工。"),
        ("清河水库工程全部完工，投入运行。", "随后清河水库工程完工，投入运行。"),
        ("清河水库工程全部完工，投入运行。", "目前清河水库工程完工，投入运行。"),
    ],
)
def test_the_first_words_tell_how_likely_a_beginning_is(likely, unlikely):
    """By what reports begin with, and what they go on with."""
    assert beginning(likely, RULES) > beginning(unlikely, RULES)


def test_the_paragraphs_beside_it_count_too():
    """An article may end by looking forward; one in which someone goes on speaking goes on."""
    text = "清河水库工程全部完工，投入运行。"
    assert beginning(
        text, RULES, before="下一届比赛将于明年五月举行，届时将有更多球队参加，主办方期待。"
    ) > (
        beginning(
            text, RULES, before="这一届比赛是第三次在本市举行的，参加的球队比上一届多了整整十支。"
        )
    )
    assert beginning(text, RULES, after="他说，这是大家的功劳。") < beginning(text, RULES)


def test_margins_need_no_bonds_to_speak():
    """Without any, what speaks for a beginning decides."""
    assert breaks(["，"] * 3, [0.0, 2.0, -2.0], RULES) == [math.inf, 2.0, -2.0]
