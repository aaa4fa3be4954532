"""Headlines of several lines: which of them is the title."""

import pytest

from corpus.parsing.blocks import make_blocks
from corpus.parsing.dump import parse
from corpus.parsing.heads import Heads, leads_up, title_of
from corpus.parsing.layout import Layout
from corpus.parsing.lines import scan
from corpus.parsing.rules import default_rules
from corpus.parsing.wraps import unwrap

RULES = default_rules()
BODY = (
    "　　本报南川9月{}日讯　记者罗启明报道：{}\n"
    "　　据介绍，这项工作历时三年，先后有两千多名职工参加，总投资一亿六千万元。\n"
)
NEXT = f"要闻两则\n\n{BODY.format(12, '全市秋粮收购昨天全面展开，各收购点秩序井然。')}"

KICKERS = [
    ("市政府常务会议决定", "取消二十一项行政收费", "市政府决定从下月起取消二十一项行政收费。"),
    ("让山里娃都有书读", "沂东县千名干部结对帮扶学生", "沂东县一千名干部与贫困学生结对帮扶。"),
    ("昔日臭水沟　今朝新公园", "护城河治理二期工程竣工", "护城河综合治理二期工程昨天竣工。"),
    ("把造林与群众利益挂起钩来", "淇山县实现农田林网化", "淇山县农田已经全部实现林网化。"),
    ("走进老工业基地（之二）", "一座矿山的转身", "走进白石矿山，昔日的矿坑已经是一座湖。"),
]
DECKS = [
    ("青江大桥昨日建成通车", "两岸车程缩短四十分钟", "青江大桥昨日建成通车，两岸群众奔走相告。"),
    ("首届手工艺博览会闭幕", "成交额突破两亿元", "首届手工艺博览会昨天闭幕。"),
    ("全市春季防火会议召开", "要求各县落实责任制", "全市春季防火会议昨天召开。"),
    ("东湖边再现白鹭", "三百多只在此过冬", "东湖边近日再现白鹭，市民纷纷前往观看。"),
]


@pytest.mark.parametrize(("upper", "lower", "lead"), KICKERS)
def test_a_line_that_leads_up_to_the_next_is_no_title(upper, lower, lead):
    """It names who says it, has no subject, or is a motto of two phrases."""
    assert title_of([upper, lower], lead, RULES) == 1


@pytest.mark.parametrize(("upper", "lower", "lead"), DECKS)
def test_a_line_that_adds_to_the_one_above_is_no_title(upper, lower, lead):
    """It says how many or who wants what; the report takes up the words of the upper one."""
    assert title_of([upper, lower], lead, RULES) == 0


def test_a_headline_may_have_both():
    """The title is the line in the middle."""
    lines = ["省政府决定", "东山铁路年底开工", "总投资三百亿元"]
    assert title_of(lines, "东山铁路将于年底开工。", RULES) == 1


def test_one_line_is_the_title():
    """There is nothing to compare."""
    assert title_of(["东山铁路年底开工"], "", RULES) == 0


def test_words_that_the_report_takes_up_speak_for_the_title():
    """With nothing else to go by, they decide."""
    lines = "老街换了新面貌", "南门街区改造完工"
    taken_up = "南门街区改造工程近日完工。"
    assert leads_up(*lines, taken_up, RULES) > leads_up(*lines, "老街换了新面貌。", RULES)


@pytest.mark.parametrize("dashed", ["", "——"])
@pytest.mark.parametrize(("title", "deck", "lead"), DECKS)
def test_a_line_under_the_title_is_its_subtitle(title, deck, lead, dashed):
    """With a dash or without."""
    article = parse(f"{NEXT}\n{title}\n{dashed}{deck}\n\n{BODY.format(13, lead)}")[1]
    assert (article.title, article.subtitle.lstrip("—")) == (title, deck)


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["省政府决定", "东山铁路年底开工"], ["over_main", "main"]),
        (["东山铁路年底开工", "（三则）"], ["", ""]),
        (["东山铁路年底开工", "本报记者　何美玲"], ["", ""]),
        (["省政府决定", "东山铁路年底开工", "何美玲"], ["over_main", "main", ""]),
        (["柳镇文教基金会　谨启", "东山铁路年底开工"], ["", ""]),
    ],
)
def test_some_lines_belong_to_no_headline(lines, places):
    """Those in brackets, signatures, and a byline under another line."""
    body = "东山铁路将于年底开工，沿线群众奔走相告，盼了三十年的火车终于要来了。"
    strips = unwrap(scan("\n".join([*lines, body])).lines, RULES)
    blocks = make_blocks(strips, set(), RULES)
    heads = Heads(blocks, Layout(blocks, {}, RULES).lines, lambda _: body, RULES)
    assert [heads.place(number) for number in range(len(lines))] == places


@pytest.mark.parametrize(("kicker", "title", "lead"), KICKERS)
def test_a_line_above_the_title_is_a_subtitle_too(kicker, title, lead):
    """The article begins with it."""
    article = parse(f"{NEXT}\n{kicker}\n{title}\n\n{BODY.format(13, lead)}")[1]
    assert (article.title, article.subtitle) == (title, kicker)
