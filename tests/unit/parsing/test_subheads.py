"""Sub-headings that look like titles, in text without indents and blank lines."""

import pytest

from corpus.parsing.blocks import make_blocks
from corpus.parsing.dateline_cuts import find_datelines
from corpus.parsing.dump import parse
from corpus.parsing.lines import scan
from corpus.parsing.rules import default_rules
from corpus.parsing.scores import Scores
from corpus.parsing.wraps import unwrap

RULES = default_rules()

FIRST = (
    "清河水库除险加固工程提前完工\n"
    "本报长平1月4日电　记者周立民报道：清河水库除险加固工程昨天通过验收，比原计划提前一百天。\n"
    "水库由省里投资兴建，总投资三亿二千万元，施工高峰时有八百多名建设者昼夜奋战在工地上。\n"
)
LAST = (
    "东江大桥加固工程交付使用\n"
    "本报长平1月7日电　记者何玉田报道：东江大桥加固工程昨天交付使用，南北交通恢复正常。\n"
    "大桥建成四十年，这次加固更换了全部拉索，设计部门说可以再用三十年，车速限制也取消了。\n"
)
LAMP = "柳堤路口的路灯坏了半个月，晚上下自习的孩子摸黑过马路，家长十分担心，盼有关部门快修。"
BUS = "八路公交车改道以后，东街的老人要走两里多路才能坐上车，能不能在菜市场门口加一个站点。"


def _titles(raw):
    return [article.title for article in parse(raw)]


def _headings(raw):
    return [
        section.heading
        for article in parse(raw)
        for section in article.layers["sections"]
        if section.heading is not None
    ]


@pytest.mark.parametrize("name", ["读者来函", "群众来信", "讀者投書", "新闻短波"])
@pytest.mark.parametrize("signature", ["", "东街　何女士\n"])
def test_the_items_of_a_column_are_no_articles(name, signature):
    """Each has a line over it; the column has the title."""
    items = f"路灯何时能修\n{LAMP}\n{signature}公交车能否加站\n{BUS}\n{signature}"
    raw = f"{FIRST}{name}\n{items}{LAST}"
    assert _titles(raw) == [
        "清河水库除险加固工程提前完工",
        name,
        "东江大桥加固工程交付使用",
    ]
    assert _headings(raw) == ["路灯何时能修", "公交车能否加站"]


@pytest.mark.parametrize("name", ["国际短讯", "群众来信"])
def test_a_column_of_one_article_stands_over_its_title(name):
    """It is the line above the headline, as 肩题 are."""
    raw = f"{FIRST}{name}\n路灯何时能修\n{LAMP}\n{LAST}"
    article = parse(raw)[1]
    assert (article.title, article.subtitle) == ("路灯何时能修", name)


def _observed(raw):
    blocks = make_blocks(unwrap(scan(raw).lines, RULES), set(), RULES)
    scores = Scores(blocks, find_datelines(blocks).begins, RULES)
    return {blocks[number].text: names for number, names in scores.names.items()}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("柳江晚报：路灯该由谁来修", "东山商报：公交改道要问老人"),
        ("“摸黑走夜路”的孩子", "“两里路外”的公交车站"),
        ("家长盼望早日修好路口的灯", "家长盼望门口有个站"),
        ("家长们说盼望的路灯在这里", "老人上车的站点在这里"),
    ],
)
def test_lines_worded_alike_head_parts_of_one_article(first, second):
    """They are seen together, whatever their length, unless a dateline stands between them."""
    rest = "柳堤的居民说起这些小事都有一肚子话，街道的干部听了，一条一条记在本子上，答应去问。"
    raw = f"{FIRST}柳堤的两件小事\n{rest}\n{first}\n{LAMP}\n{rest}\n{second}\n{BUS}\n{rest}\n{LAST}"
    assert _titles(raw)[1:-1] == ["柳堤的两件小事"]
    assert _headings(raw) == [first, second]
    assert "parallel" in _observed(raw)[first]
    assert "parallel" in _observed(raw)[second]
    dated = raw.replace(f"{LAMP}\n", f"本报讯　{LAMP}\n")
    assert "parallel" not in _observed(dated)[second]


@pytest.mark.parametrize("signature", ["（王震）\n", "（黄建生　汪明喜）\n", ""])
def test_items_with_bullets_and_signatures_are_one_article(signature):
    """A signature between two of them ends an item, not the column."""
    items = "".join(f"△{text}\n{signature}" for text in (LAMP, BUS, LAMP.replace("柳堤", "柳浦")))
    assert _titles(f"{FIRST}工会动态\n{items}{LAST}")[1:-1] == ["工会动态"]


def test_a_longer_piece_is_no_item():
    """An item has a paragraph or two."""
    piece = (
        "望云山上的茶\n"
        "望云山的茶园在云雾里，采茶人天不亮就上山，太阳出来以前要采满一篓，手指冻得通红。\n"
        "做茶的老人姓韩，七十三岁，十四岁开始跟父亲学炒茶，一口铁锅用到今天，锅沿都磨薄了。\n"
        "去年山下修了路，城里人开车来买茶，老人却说，茶叶还是要等人，路再好也急不得半分。\n"
        "临走时老人送了一包新茶，说不值什么钱，回去用山泉水泡，凉一凉再喝，才有那个味道。\n"
    )
    assert "望云山上的茶" in _titles(f"{FIRST}读者来函\n路灯何时能修\n{LAMP}\n{piece}{LAST}")


def test_what_several_people_say_is_one_article():
    """Each has a line and his office over it."""
    talk = (
        "办好农村小学\n"
        "——教育座谈会发言摘要\n"
        "经费要有保证\n"
        "清河师范学院教授　韩文秀\n"
        "农村小学最缺的是钱，一支粉笔掰成两半用，冬天教室里生不起炉子，谈别的都是空话。\n"
        "先要留住老师\n"
        "长平县教育局局长　何玉田\n"
        "老师来一个走一个，孩子刚熟悉就换人，应当给山里的老师盖房子，让他们的家也安在山上。\n"
        "不能只比分数\n"
        "望云小学校长　周立民\n"
        "分数好看不等于孩子有本事，我们教他们种菜、修桌子，家长起初反对，后来都来看。\n"
    )
    assert _titles(f"{FIRST}{talk}{LAST}") == [
        "清河水库除险加固工程提前完工",
        "办好农村小学",
        "东江大桥加固工程交付使用",
    ]


@pytest.mark.parametrize(
    "name",
    ["小档案", "水库小百科", "名词解释", "新聞辭典／除險加固", "背景资料", "相关链接", "Q&A"],
)
def test_a_box_stays_in_its_article(name):
    """Though another topic begins with it."""
    box = f"{name}\n土石坝用当地的土料和石料筑成，对地基要求不高，世界上的水坝十有八九是这一种。\n"
    raw = f"{FIRST}{box}{LAST}"
    assert _titles(raw) == ["清河水库除险加固工程提前完工", "东江大桥加固工程交付使用"]
    assert _headings(raw) == [name]


@pytest.mark.parametrize(
    "rows",
    [
        "相关报道\n老旧水库怎么办？专家：先查坝基\n去冬以来全省已加固水库四十座\n",
        "何玉田小档案\n何玉田\n出生：1951年，长平县柳镇\n学历：清河水利学校\n职务：水库管理处主任\n",
    ],
)
def test_a_box_may_hold_rows(rows):
    """Headlines of other pieces, or a person's name and what is known of him."""
    raw = f"{FIRST}{rows}{LAST}"
    assert _titles(raw) == ["清河水库除险加固工程提前完工", "东江大桥加固工程交付使用"]


def test_a_box_that_blank_lines_part_may_be_an_article():
    """Where they part the others."""
    box = "延伸阅读\n土石坝用当地的土料和石料筑成，昨日起在省博物馆展出的模型有三米长，引人驻足。\n"
    raw = f"{FIRST}\n{LAST}\n{box}\n{FIRST}\n{LAST}"
    assert "延伸阅读" in _titles(raw)


@pytest.mark.parametrize(
    "connective", ["", "至于", "此外，", "不过，", "然而，", "被问到车速时，局长说"]
)
def test_what_stands_over_a_connective_is_no_title(connective):
    """No article begins with one; without it, the line is a headline as any other."""
    line = "东江大桥车速规定有待测定结果"
    raw = (
        "八路公交车改道\n"
        "八路公交车昨天起改道，不再经过东街，站牌今天下午已经撤去，乘客可以到菜市场门口候车。\n"
        "公交公司说，改道是因为东街要埋设煤气管道，路面需要挖开两个月，完工以后车子仍走老线。\n"
        f"{line}\n"
        f"{connective}东江大桥车速的规定，局里还没有定下来，设计部门要再测三个月，"
        "大桥车速的规定要等测定结果出来。\n"
        "东江大桥建成四十年，这次加固更换了全部拉索，大桥两端的引道也拓宽到六条车道。\n"
        "清河水库除险加固工程提前完工\n"
        "清河水库除险加固工程昨天通过验收，比原计划提前一百天，总投资三亿二千万元。\n"
        "水库由省里投资兴建，施工高峰时有八百多名建设者昼夜奋战在工地上，工程质量优良。\n"
    )
    assert (line in _titles(raw)) is (not connective)
