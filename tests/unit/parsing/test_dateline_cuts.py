"""Datelines that a page break or a line's end cuts, and what stands near them and is none."""

from __future__ import annotations

import pytest

from corpus.parsing.dump import parse

BODY = "这项工作自去年九月启动以来，有关部门先后召开多次会议进行部署，目前各项准备已经基本就绪。"
NEXT = "　　负责人介绍，工程总投资三亿二千万元，建成后可以满足八十万人的用水需要。\n"


def _dump(opening: str, title: str = "供水工程年底完工") -> str:
    return f"{title}\n　　{opening}{BODY}\n{NEXT}"


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n— 3 —\n", "\n\f"])
@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("新华社", "北京1月3日电（记者王小明）"),
        ("新华社北", "京1月3日电（记者王小明）"),
        ("新华社北京1", "月3日电（记者王小明）"),
        ("新华社北京1月3日电", "（记者王小明）"),
        ("新华社北京1月3日电（记者王", "小明）"),
        ("本报讯（记者王小明 摄影", "报道）"),
        ("据新", "华社东京12月3日电　"),
        ("黑龙江", "网络广播电视台讯（记者王小明）"),
        ("（中央社記者王小明曼谷16", "日專電）"),
        ("〔記者王小", "明／台北報導〕"),
        ("香港", "文匯報訊（記者王小明）"),
        ("北京1", "月3日电（记者王小明）"),
        ("江边新闻网6", "月27日讯（记者王小明）"),
        ("江边数据 9月", "15日讯　"),
        ("江边新", "闻网讯(记者王小明)"),
        ("中国台", "湾网3月22日讯　"),
        ("[联合新闻网]", "记者王小明／综合报道　"),
        ("【王小明記者", "台南報導】"),
        ("中新经", "纬客户端9月6日电(王小明)"),
        ("中国之声《国防时空》北京", "2月22日电（记者 王小明）"),
        ("江边网/", "江边头条客户端讯 通讯员王小明报道："),
    ],
)
def test_a_dateline_that_is_cut_is_read_whole(head, rest, between):
    """The two parts are one paragraph again, and the join is among the decisions."""
    (article,) = parse(_dump(head + between + rest))
    assert article.title == "供水工程年底完工"
    assert article.dateline is not None
    assert article.dateline.text == (head + rest).rstrip("　")
    assert article.paragraphs[0].text == head + rest + BODY
    assert any(decision.rule.startswith("join.") for decision in article.decisions)


@pytest.mark.parametrize(
    "dateline",
    [
        "湖北日报讯（记者王小明）",
        "晨报讯（记者王小明）",
        "株洲网讯（记者王小明）",
        "北京1月3日电（记者王小明）",
        "時代週報記者王小明／台北報導　",
        "時代周報記者 王小明 發自廣州　",
    ],
)
def test_a_title_is_no_part_of_the_dateline_under_it(dateline):
    """A headline and a paper's name would make the name of some longer paper."""
    (article,) = parse(_dump(dateline))
    assert article.title == "供水工程年底完工"
    assert article.dateline.text == dateline.rstrip("　")


@pytest.mark.parametrize("title", ["快讯", "春耕在即", "供水工程完工"])
@pytest.mark.parametrize(
    "dateline", ["湖北日报讯（记者王小明）", "经济日报-中国经济网北京1月5日讯"]
)
def test_a_short_title_is_no_part_of_a_papers_name(title, dateline):
    """Though it is no longer than a paper's name may be."""
    (article,) = parse(_dump(dateline, title))
    assert article.title == title
    assert article.dateline.text == dateline


def test_a_closing_mark_and_a_byline_are_no_cut_dateline():
    """（据新华社电） ends an article; the reporters under it sign the next one."""
    first = (
        "山区农民用上新农机\n　　春耕准备工作全面展开，" + BODY + "\n　　（据新华社长平2月1日电）\n"
    )
    text = f"{first}\n戈壁滩上的绿洲\n本报记者　王小明　通讯员　李四光\n　　{BODY}\n{NEXT}"
    one, other = parse(text)
    assert one.paragraphs[-1].text == "（据新华社长平2月1日电）"
    assert other.dateline is None


@pytest.mark.parametrize(
    ("head", "rest", "date"),
    [
        ("（中央社記者王小明台中2", "7日電）", "XXXX-XX-27"),
        ("快科技1", "2月14日消息，", "XXXX-12-14"),
        ("央广网8月2", "4日消息（记者王小明）", "XXXX-08-24"),
    ],
)
def test_a_day_that_is_cut_between_its_digits_is_read(head, rest, date):
    """Though the join puts a blank between them."""
    (article,) = parse(_dump(f"{head}\n{rest}"))
    assert article.dateline is not None
    assert str(article.dateline.date_value) == date


@pytest.mark.parametrize(
    "title", ["房价连涨12", "楼市成交九月", "港股創新", "春耕", "新华社记者　王小明摄"]
)
@pytest.mark.parametrize(
    "dateline",
    ["江边数据9月15日讯　", "记者李四光沈阳报道　", "江边之家讯　", "湖北日报讯（记者王小明）"],
)
def test_what_stands_above_an_unknown_papers_dateline_is_no_part_of_it(title, dateline):
    """Neither a title that ends in a number nor a caption."""
    article = parse(_dump(dateline, title))[-1]
    assert article.dateline is not None
    assert article.dateline.text == dateline.rstrip("　")


def test_who_signs_above_a_papers_dateline_is_no_part_of_it():
    """本报编辑部 begins as the paper's own dateline does, and is none."""
    letter = (
        "致读者\n欢迎广大读者踊跃来稿。来稿请寄本报总编室，请在信封上注明栏目名称。\n本报编辑部\n"
    )
    one, other = parse(f"{letter}本报讯（记者　王小明）{BODY}\n{BODY}\n")
    assert one.text.endswith("本报编辑部")
    assert other.dateline is not None
    assert other.dateline.text == "本报讯（记者　王小明）"
