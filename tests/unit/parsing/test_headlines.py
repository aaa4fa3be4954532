"""Headlines, sub-headings and what else stands in short lines, where no layout tells them apart."""

import math

import pytest

from corpus.parsing.blocks import make_blocks
from corpus.parsing.dump import parse
from corpus.parsing.lines import scan
from corpus.parsing.rules import ROLES, default_rules
from corpus.parsing.scores import Scores
from corpus.parsing.topics import beginning, breaks
from corpus.parsing.wraps import unwrap

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
    "signature",
    [
        "江苏读者　陈志远",
        "中国工商银行柳江地区分行　陈志远",
        "（李　红）",
        "清河县水利局",
        "山东济南　刘洪波",
        "柳鎮文教基金會　謹啟",
        "讀者　何美玲上",
        "東街　中五學生",
        "東街一居民",
        "《清河日报》广告部",
        "特此声明",
        "鼎惠懇辭",
        "資料來源：清河縣水利局",
        "本報資料照片",
    ],
)
def test_a_signature_at_the_end_is_no_headline(signature):
    """Nor a line above the next one."""
    raw = f"{DATED[0]}{signature}\n{DATED[1]}"
    assert _titles(raw) == ["清河水库除险加固工程提前完工", "环城公路北段比计划提前通车"]
    assert parse(raw)[0].paragraphs[-1].text == signature


def test_a_signature_may_have_its_date_below():
    """Both belong to what they end, and a notice has its name for a title."""
    notice = "迁址启事\n本会自下月一日起迁往柳堤路十二号办公，电话不变，望各界友好继续指教。\n"
    end = "柳镇文教基金会　谨启\n二〇〇一年三月五日"
    raw = f"{DATED[0]}{notice}{end}\n{DATED[1]}"
    assert _titles(raw) == [
        "清河水库除险加固工程提前完工",
        "迁址启事",
        "环城公路北段比计划提前通车",
    ]
    assert parse(raw)[1].text.endswith(end)


def test_a_signature_says_little_for_a_line_that_is_no_headline():
    """Of a paragraph after it, much: it may begin an article without a title."""

    def opens(before, text):
        strips = unwrap(scan(f"{DATED[0]}{before}\n{text}\n{DATED[1]}").lines, RULES)
        scores = Scores(make_blocks(strips, set(), RULES), {1: True, 6: True}, RULES)
        row = dict(zip(ROLES, scores.row(4), strict=True))
        return row["opening"] - row["kicker"]

    said = "建设者们昼夜奋战，没有一个人休过假。"
    line, paragraph = (
        opens("何文辉　敬上", text) - opens(said, text) for text in ("让群众喝上放心水", said)
    )
    assert line < 1 < paragraph


def test_an_editorial_office_signs_below_a_piece_or_above_it():
    """It opens no article that has no title."""
    letter = (
        "写给远方的孩子\n{}"
        "读书是一件安静的事，一个人坐在灯下，外面下着雨，书里的人轻轻地和自己说话。\n"
        "愿每一个孩子都有一本自己的书，不管他住在城里还是山里，长大以后做什么。\n{}"
    )
    titles = ["清河水库除险加固工程提前完工", "写给远方的孩子", "环城公路北段比计划提前通车"]
    office = "本报编辑部\n"
    for piece in (letter.format("", office), letter.format(office, "")):
        articles = parse(f"{DATED[0]}{piece}{DATED[1]}")
        assert [article.title for article in articles] == titles
        assert articles[1].text == piece.rstrip()
    kinds = [section.kind for section in articles[1].layers["sections"]]
    assert kinds == ["title", "byline", "body"]


@pytest.mark.parametrize("below", ["一", "【核心阅读】"])
def test_a_name_over_a_number_or_a_summary_opens(below):
    """Over a headline it would have ended the article before."""
    essay = (
        "我第一次上望云山是在秋天，松针落了一地，脚踩上去没有声音，只听见自己的呼吸。\n"
        "山顶有一座石屋，住着看林人，他见我来了，从灰里掏出两个烤红薯，分给我大的那个。\n"
    )
    articles = parse(f"{DATED[0]}何美玲\n{below}\n{essay}{DATED[1]}")
    assert articles[1].text.startswith(f"何美玲\n{below}")


@pytest.mark.parametrize("byline", ["【記者何美玲／長平報導】", "〔記者何美玲／台北專訪〕"])
def test_a_bracketed_byline_opens_a_report_without_a_title(byline):
    """One that ends an article has round brackets, and no word of report."""
    piece = (
        "柳鎮農會的稻米烘乾中心去年完工，農民不必再把稻穀鋪在馬路上曬，颱風來了也不怕。\n"
        "農會總幹事韓文秀說，烘乾一百斤只收工本費，鄰近三個鄉鎮的農民也開車送稻穀來。\n"
    )
    raw = f"{DATED[0]}{byline}\n{piece}{DATED[1]}"
    articles = parse(raw)
    assert [article.title for article in articles] == [
        "清河水库除险加固工程提前完工",
        None,
        "环城公路北段比计划提前通车",
    ]
    assert articles[1].text.startswith(byline)


def test_of_taking_pictures_a_sub_heading_may_tell():
    """It is no credit that ends the article."""
    raw = (
        "纪录片《望云山》在长平首映\n"
        "本报长平1月8日电　记者何玉田报道：纪录片《望云山》昨天在长平首映，导演到场与观众见面。\n"
        "影片讲一所山村小学的十年，全片没有旁白，只有孩子们读书和走路的声音，观众看得很安静。\n"
        "「望云山」的拍摄\n"
        "摄制组在山上住了三个冬天，机器冻得开不了机，只好抱在怀里焐热了再拍，一天拍不到十分钟。\n"
        "最难的是等，等雪、等雾，也等孩子们忘记有人在拍他们，这一等就是大半年，谁也不着急。\n"
    )
    assert len(parse(f"{raw}{DATED[0]}")) == 2


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


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("编辑同志：", "我们村口的石桥去年被洪水冲垮，孩子上学要绕五里山路，盼有关部门早日修复。"),
        (
            "（一九九六年五月三日云岭省人民政府第八次常务会议通过）",
            "第一条　为了保护古树名木，鼓励单位和个人认养，维护林木所有者权益，制定本办法。",
        ),
    ],
)
def test_an_article_may_begin_with_a_formula(first, rest):
    """As letters and laws do, where their titles are left out."""
    articles = parse(f"{DATED[0]}{first}\n{rest}\n{DATED[1]}")
    assert [article.text.split("\n")[0] for article in articles][1] == first
    under = parse(f"{DATED[0]}石桥与古树\n{first}\n{rest}\n{DATED[1]}")
    assert [article.title for article in under][1] == "石桥与古树"


def test_a_row_with_a_label_is_no_title_of_the_next_report():
    """It is built as the one before it."""
    rows = (
        "潜伏期：三天到十四天\n传染源：带病毒的蚊子\n"
        "症状：发热、头痛、关节疼痛，多在三天以后\n预防：清除积水，外出穿长袖衣裤\n"
    )
    _, body = DATED[1].split("\n", 1)
    assert "预防：清除积水，外出穿长袖衣裤" not in _titles(f"{DATED[0]}{rows}{body}")


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


def test_a_headline_may_end_with_an_ellipsis():
    """A byline below it belongs to it; a paragraph that trails off within an article is none."""
    body = "这项工作自去年九月启动以来，有关部门先后召开多次会议进行部署，准备已经就绪。\n"
    text = f"城东供水\n本报讯　{body}{body}走近老码头的守灯人……\n本报记者　李大同\n{body}{body}"
    assert [article.title for article in parse(text)] == ["城东供水", "走近老码头的守灯人……"]
    text = f"城东供水\n本报讯　{body}他没有说下去……\n{body}{body}"
    assert [article.title for article in parse(text)] == ["城东供水"]


FESTIVAL = (
    "各地青年欢度节日\n"
    "本报讯　五四青年节前夕，长平市青年文化节昨晚开幕，三千名青年在广场上唱歌跳舞，欢度节日。\n"
    "文化节为期一周，青年可以凭学生证免费参观博物馆和展览馆。\n"
)
RACE = (
    "五四青年节到来之际，河口市青年昨天在海边举行环城赛跑，一千多名青年学生参加。\n"
    "赛跑的终点是烈士陵园，青年们在那里献了花。\n"
)
STRIKE = (
    "东海国铁路工人昨天举行罢工，要求提高工资，全国三分之二的客车停开，货运也受到影响。\n"
    "运输大臣说，政府不会让步，罢工可能持续到下周，双方还没有开始谈判。\n"
)


@pytest.mark.parametrize("dateline", ["本报讯　", "新华社河口5月3日电　"])
def test_a_second_dispatch_on_one_event_is_of_the_same_article(dateline):
    """Where all articles around have titles; one on something else begins an article even so."""
    before = (
        "城东供水工程年底完工\n"
        "新华社长平1月5日电　城东供水工程的干管昨天接通，八十万居民年底可以喝上山泉水。\n"
        "负责人介绍，工程总投资三亿二千万元，比原来的预算节省了四千万元。\n"
        "望云山茶园开采\n"
        "本报讯　望云山的茶园昨天开采，四百多名采茶人天不亮就上山，太阳出来以前要采满一篓。\n"
        "茶农说，今年春天雨水匀，芽头比去年早发五天，头一批新茶已经有城里客商来订购。\n"
    )
    after = (
        "八路公交车改道\n"
        "本报讯　八路公交车明天起改道，不再经过东街，站牌今天下午已经撤去，乘客可到菜市场候车。\n"
        "公交公司说，改道是因为东街埋设煤气管道，路面要挖开两个月，完工后车子仍走老线。\n"
    )
    titles = ["城东供水工程年底完工", "望云山茶园开采", "各地青年欢度节日"]
    one = parse(f"{before}{FESTIVAL}{dateline}{RACE}{after}")
    assert [article.title for article in one] == [*titles, "八路公交车改道"]
    other = parse(f"{before}{FESTIVAL}{dateline}{STRIKE}{after}")
    assert [article.title for article in other] == [*titles, None, "八路公交车改道"]


def test_a_letter_stands_under_its_own_headline():
    """Whatever mark that ends with, and with the column's name over it."""
    head = "读者来信\n柳堤路的路灯何时能修？\n"
    letter = "编辑同志：\n柳堤路口的路灯坏了半个月，晚上下自习的孩子摸黑过马路，盼有关部门快修。\n"
    news = parse(f"{FESTIVAL}{head}{letter}东海国铁路工人罢工\n本报讯　{STRIKE}")
    assert len(news) == 3
    assert news[1].text.startswith(f"{head}{letter}".strip())


def test_an_item_of_a_list_begins_no_article():
    """Though a signature ends the one before it."""
    items = [
        "△清河县邮电局给三十五个小组订了报纸，职工人人有报可读。（何玉田）",
        "△柳镇铝厂用两年时间轮训班组长，三百多人取得了合格证书。（沈放）",
        "△望云山林场给护林员盖了新房，六十户人家开春可以搬进去。（方晓燕）",
    ]
    lines = "\n".join(items)
    news = parse(f"{FESTIVAL}工会动态\n{lines}\n东海国铁路工人罢工\n本报讯　{STRIKE}")
    titles = ["各地青年欢度节日", "工会动态", "东海国铁路工人罢工"]
    assert [article.title for article in news] == titles
