"""Lines that name reporters or authors, under a headline and at an article's end."""

from __future__ import annotations

import pytest

from corpus.parsing.bylines import is_byline
from corpus.parsing.dump import parse

TITLES = ["城东供水工程年底完工", "主队两球轻取劲旅"]
WORKS = (
    "　　这项工作自去年九月启动以来，有关部门先后召开多次会议进行部署，准备已经就绪。\n"
    "　　负责人介绍，工程总投资三亿二千万元，建成后可以满足八十万人的用水需要。\n"
)
MATCH = (
    "　　这场比赛吸引了三万名观众到场助威，主队开场仅五分钟便首开纪录，此后控制着节奏。\n"
    "　　下半场客队加强了进攻，连续换上三名前锋，可惜两次射门均击中门框，无功而返。\n"
)
TEA = (
    "　　望云山的茶园昨天开采，四百多名采茶人天不亮就上山，太阳出来以前要采满一篓鲜叶。\n"
    "　　茶农说，今年春天雨水匀，芽头比去年早发五天，头一批新茶已经有城里客商来订购。\n"
)
BUS = (
    "　　八路公交车明天起改道，不再经过东街，站牌今天下午已经撤去，乘客可到菜市场门口候车。\n"
    "　　公交公司说，改道是因为东街埋设煤气管道，路面要挖开两个月，完工后车子仍走老线。\n"
)
BYLINES = [
    "本报记者　王小明",
    "本报记者 王小明 通讯员 李四光",
    "钱江晚报·小时新闻记者 王小明",
    "中青报·中青网记者 王小明",
    "经济日报·中国经济网记者 王小明",
    "工人日报—中工网记者 王小明",
    "新华社“新华视点”记者王小明、李四光",
    "每经记者 王小明　每经编辑 李四光",
    "作者 王小明",
    "作　者：王小明",
    "采写：新京报记者 王小明",
    "採訪・撰文／王小明",
    "文・王小明",
    "文/王小明",
    "王小明/文 李四光/图",
    "王小明　编译",
    "王小明 报道",
    "王小明 本报记者",
    "《中国新闻周刊》记者/王小明",
    "經濟觀察報 記者 王小明",
    "□ 本报记者 王小明",
    "■王小明",
    "（记者王小明）",
]
ENDS = [
    "（记者王小明）",
    "（本报记者 王小明 李四光）",
    "（通讯员 王小明）",
    "（王小明）",
    "（作者为本报评论员）",
    "（作者单位：中国人民大学新闻学院）",
    "（新华社北京1月3日电）",
    "责任编辑 王小明",
    "责任编辑：王小明",
    "监制：王小明",
    "本版供图：王小明",
    "新华社供本报特稿",
    "新华社记者 王小明摄",
    "本报记者　王小明",
    "记者 王小明 编辑 李四光",
    "文/图 王小明",
    "採訪、撰文：王小明",
    "■ 王小明",
    "王小明",
]


def _bylines(article):
    return [section.text for section in article.layers["sections"].filter(kind="byline")]


@pytest.mark.parametrize("line", [*BYLINES, "本报特约评论员", "新华社评论员", "資深媒體人　王小明"])
@pytest.mark.parametrize("rest", ["", "一期工程进展顺利\n"])
def test_who_wrote_stands_under_the_headline(line, rest):
    """The line is the article's byline, with a sub-heading under it or not."""
    one, other = parse(f"{TITLES[0]}\n{line}\n{rest}{WORKS}\n{TITLES[1]}\n{MATCH}")
    assert [one.title, other.title] == TITLES
    assert [_bylines(one), _bylines(other)] == [[line], []]


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("line", ENDS)
def test_who_wrote_stands_at_the_end(line, blank):
    """The line is the last of its article, and the next headline is no part of it."""
    one, other = parse(f"{TITLES[0]}\n{WORKS}　　{line}\n{blank}{TITLES[1]}\n{MATCH}")
    assert [one.title, other.title] == TITLES
    assert one.paragraphs[-1].text == line
    assert len(one.paragraphs) == len(other.paragraphs) + 1 == 3


@pytest.mark.parametrize("line", BYLINES)
def test_a_byline_is_told_by_itself(line):
    """Roles with names and nothing else make a byline."""
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "记者走基层",
        "记者节的思考",
        "本报评论员文章",
        "王小明报道了这件事",
        "编辑部的故事",
        "作者简介",
        "文/图",
        "通讯员之家",
        "我的记者生涯",
        "记者手记",
        "编辑余话",
        "編輯後記",
        "翻译官",
        "图书馆 开放时间",
        "（完）",
        "●天气预报",
    ],
)
def test_a_headline_with_a_role_in_it_is_no_byline(line):
    """What a role's word begins or ends need not name anyone."""
    assert not is_byline(line)


@pytest.mark.parametrize("above", [True, False])
def test_a_byline_between_two_articles_stands_where_others_do(above):
    """Where the second has no headline, the lines nearby tell whose it is."""
    line = "本报记者　方晓燕"
    head = f"{line}\n" if above else ""
    tail = "" if above else f"　　{line}\n"
    titles = ["望云山茶园开采", "八路公交车改道", TITLES[0]]
    titled = "".join(
        f"{title}\n{head}{body}{tail}"
        for title, body in zip(titles, (TEA, BUS, WORKS), strict=True)
    )
    news = parse(f"{titled}{head}{MATCH}{tail}")
    assert [article.title for article in news] == [*titles, None]
    assert all(article.text.count(line) == 1 for article in news)
    assert all(article.text.endswith(line) is not above for article in news)


def test_a_byline_above_a_headline_of_several_lines_ends_the_article_before():
    """No byline stands above its own headline."""
    head = "代表律师提交医生证明\n商人又没有到庭\n检察官建议委派医生检查\n"
    report = f"{TITLES[0]}\n{WORKS}长平通讯社记者　王小明　李四光\n"
    text = f"{report}{head}【本报讯】{MATCH.lstrip('　')}".replace("\n　　", "\n")
    one, other, *_ = parse(text)
    assert one.text.endswith("长平通讯社记者　王小明　李四光")
    assert other.text.startswith(head[:10])
