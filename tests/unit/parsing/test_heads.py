"""Headlines of several lines: which of them is the title."""

import pytest

from corpus.parsing.blocks import make_blocks
from corpus.parsing.dump import parse
from corpus.parsing.heads import Heads, leads_up, signs, title_of
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
    ("社说", "水利经费不容再拖", "本县水利经费拖欠已经三年，各乡民众啧有烦言。"),
    ("河口镇第三小学工会", "组织教师义务植树", "河口镇第三小学的教师昨日上山植树。"),
    ("二十一次冒着风雪送粮上山", "东山汽车队受到嘉奖", "东山汽车队冒着风雪，把粮食送上山去。"),
    ("走进老工业基地（之二）", "一座矿山的转身", "走进白石矿山，昔日的矿坑已经是一座湖。"),
]
DECKS = [
    ("青江大桥昨日建成通车", "两岸车程缩短四十分钟", "青江大桥昨日建成通车，两岸群众奔走相告。"),
    ("首届手工艺博览会闭幕", "成交额突破两亿元", "首届手工艺博览会昨天闭幕。"),
    ("全市春季防火会议召开", "要求各县落实责任制", "全市春季防火会议昨天召开。"),
    ("东湖边再现白鹭", "三百多只在此过冬", "东湖边近日再现白鹭，市民纷纷前往观看。"),
]


# Each shows one sign; the report's first sentence says as much of one line as of the other.
SIGNS = [
    ("introduces", 1, "省政府常务会议决定", "东山铁路年底动工"),
    ("introduces", 1, "全省象棋联赛第三轮", "青江队再胜一场"),
    ("introduces", 1, "两年没有领到工钱的人们——", "东山矿工下山讨薪"),
    ("introduces", 1, "柳江杯象棋赛第一阶段结束", "青江队暂列小组首位"),
    ("utters", 1, "省领导在东山调查时强调", "东山铁路不能缓建"),
    ("utters", 1, "柳江两岸居民发表声明", "东山铁路不能缓建"),
    ("utters", 1, "縣府文化局日前證實", "老戲院明年重新開張"),
    ("rubric", 1, "本报记者独家专访", "一个护林员眼里的春天"),
    ("names", 1, "首届柳江杯象棋大师赛", "东山青江两队进入决赛"),
    ("names", 1, "柳江市东湖区", "下岗工人有了新去处"),
    ("names", 1, "青江东山象棋对抗战", "罗启明首盘取胜对手"),
    ("rubric", 1, "水库建成三十周年篇", "一渠清水绕柳江两岸"),
    ("rubric", 1, "追记柳江渡口老船工罗启明", "一支橹摇过四十个春秋"),
    ("lacking", 1, "缓解城区停车难的老问题", "南门街区新建车库三座"),
    ("couplet", 1, "治沙十年　绿染荒原", "沙柳旗林草盖度过半"),
    ("couplet", 1, "“修渠十年”　润泽千家", "沙柳旗灌区全部完工"),
    ("comma", 1, "水清了，鱼多了", "白鹭飞回柳江湾"),
    ("occasion", 1, "各县代表昨天陆续报到", "省城今天召开农民代表大会"),
    ("complete", 0, "柳江二桥昨天通车", "两岸居民往来方便"),
    ("elaborates", 0, "各县春耕准备工作就绪", "要求做好种子调运"),
    ("piece", 0, "大山深处的邮路", "记云岭乡邮递员罗启明"),
    ("piece", 0, "纸上的山河", "东山古籍修复记事"),
    ("elaborates", 0, "驻外使馆举行招待会", "庆祝柳江建市三十周年"),
    ("counted", 0, "柳镇茶市开秤", "首日成交三十五吨"),
    ("long", 0, "青江水位回落", "沿江各县正在抢修被水冲毁的道路桥梁并安置灾民"),
    ("dependent", 0, "柳江縣校車新制上路", "仍以輔導家長為主"),
    ("dependent", 1, "指其隱瞞土地交易", "議員控告柳江縣長"),
    ("voiced", 0, "柳鎮老街拓寬案定案", "居民稱從未接到通知"),
    ("voiced", 1, "羅啟明感慨世道變了", "柳鎮老街最後一家鐵鋪"),
    ("parted", 1, "柳鎮國小學生畫家鄉", "畫筆寫生 讓老街重現"),
    ("parted", 0, "畫筆寫生 讓老街重現", "柳鎮國小學生畫家鄉"),
]


@pytest.mark.parametrize(("sign", "title", "upper", "lower"), SIGNS)
def test_a_sign_tells_the_title_where_nothing_else_does(sign, title, upper, lower):
    """It decides by itself, and is the one named."""
    shown = signs(upper, lower, "", RULES)
    assert shown[sign]
    assert title_of([upper, lower], "", RULES) == title


@pytest.mark.parametrize(("sign", "title", "upper", "lower"), SIGNS)
def test_without_its_sign_a_title_is_less_certain(sign, title, upper, lower):
    """Its weight speaks for the line that is the title."""
    without = RULES.updated({"headlines": {sign: 0.0}})
    odds, rest = (leads_up(upper, lower, "", rules) for rules in (RULES, without))
    assert odds > rest if title else odds < rest


@pytest.mark.parametrize(
    ("sign", "upper", "lower"),
    [
        (
            "couplet",
            "三代打鐵爐火不熄 老匠人明天收山",
            "柳鎮鐵鋪月底熄火",
        ),  # half-width, traditional
        ("lacking", "对话柳镇铁匠", "炉火烧了三代人"),
        ("dependent", "指數連三日上漲", "柳江銀行股價創新高"),
        ("dependent", "也门两派停火", "港口重新开放"),
        ("piece", "柳镇铁铺月底熄火", "记者现场看到炉火未灭"),
        ("voiced", "柳镇批准建铁铺", "炉火烧了三代人"),
        ("voiced", "一批没人修的路灯", "炉火烧了三代人"),
        ("piece", "柳镇铁铺月底熄火", "县总工会派人慰问"),
        ("utters", "罗启明谈柳镇铁铺问题", "炉火烧了三代人"),
    ],
)
def test_what_looks_like_a_sign_is_none(sign, upper, lower):
    """Other words begin or end alike."""
    assert not signs(upper, lower, "", RULES)[sign]


def test_an_occasions_name_in_the_report_says_nothing_for_its_line():
    """Every report says again what it was."""
    upper, lower = "柳江杯象棋公开赛", "青江队罗启明夺冠"
    lead = "柳江杯象棋公开赛昨天结束，东山队列第二。"
    assert signs(upper, lower, lead, RULES)["echoed"] >= 0
    assert title_of([upper, lower], lead, RULES) == 1


SUBJECT = "会议提出，新时期水利建设的使命是：为“旱能浇”提供水源，为“涝能排”提供渠道"
SPEAKER = "罗启明在会议结束时讲话　孙淑兰等三十人出席会议"


@pytest.mark.parametrize("deck", [f"{SUBJECT}　{SPEAKER}", f"{SUBJECT}　{SPEAKER}　{SPEAKER}"])
def test_a_deck_may_be_long(deck):
    """What stands between a headline and a dateline without full stop belongs to the head."""
    body = BODY.format(3, f"全省水利工作会议昨天闭幕。{SUBJECT}。")
    raw = f"全省水利工作会议闭幕\n{deck}\n\n{body}\n{NEXT}"
    first, second = parse(raw)
    assert (first.title, first.subtitle) == ("全省水利工作会议闭幕", deck)
    assert first.dateline is not None
    assert second.title == "要闻两则"


@pytest.mark.parametrize(
    "kicker",
    [
        "’96足球联赛烽火点燃",
        "省政府新闻办举行记者招待会",
        "为改革、发展、稳定献计献策",
        "继承优良传统　探索特点规律　总结新鲜经验　开创新的局面",
    ],
)
def test_a_line_over_a_title_is_none_of_the_article_before(kicker):
    """It is no closing, no byline and no rest of a paragraph."""
    body = BODY.replace("　　", "")
    first = f"柳镇茶市开秤\n{body.format(3, '柳镇茶市昨天开秤，首日成交三十五吨。')}"
    raw = f"{first}{kicker}\n青江大桥通车\n{body.format(4, '青江大桥昨天全线通车。')}"
    assert parse(raw)[0].text == first.rstrip()
    assert parse(raw)[1].text.startswith(kicker)


def test_blanks_set_phrases_apart_in_traditional_text_only():
    """In simplified text two phrases of one length are a motto, whatever the blank."""
    shown = signs("治沙十年 绿染荒原", "沙柳旗林草盖度过半", "", RULES)
    assert (shown["couplet"], shown["parted"]) == (True, 0)


def test_a_dateline_in_shell_brackets_speaks_for_the_upper_line():
    """Papers that write it so put what adds to the title below."""
    lines = "柳鎮鐵鋪月底熄火", "老匠人收起爐火"
    boxed = "〔記者羅啟明／柳鎮報導〕柳鎮的鐵鋪月底熄火。"
    plain = boxed.replace("〔", "【").replace("〕", "】")
    assert leads_up(*lines, boxed, RULES) < leads_up(*lines, plain, RULES)


@pytest.mark.parametrize("title", ["东山铁路年底动工", "柳镇铁铺熄火"])
def test_of_three_lines_the_middle_one_is_the_title(title):
    """Whatever the others take up of the report."""
    lines = ["沿线居民盼了三十年", title, "工程队昨天进场"]
    assert title_of(lines, "沿线居民盼了三十年，工程队昨天终于进场。", RULES) == 1


@pytest.mark.parametrize("dash", ["——", "—", "－－"])
def test_a_line_that_opens_with_a_dash_is_never_the_title(dash):
    """Even if the report takes up its words alone."""
    lines = ["十年磨一剑，今朝试锋芒", f"{dash}柳江杯少年棒球赛"]
    assert title_of(lines, "柳江杯少年棒球赛昨天开赛。", RULES) == 0


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
