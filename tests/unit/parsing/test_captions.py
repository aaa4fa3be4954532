"""Photo captions: they stay in their article, and what stands around them is next to each other."""

from __future__ import annotations

import pytest

from corpus.parsing.captions import is_caption, is_credited
from corpus.parsing.dump import parse
from corpus.parsing.endings import end_of
from corpus.parsing.rules import default_rules

BODY = (
    "这项工作自去年九月启动以来，有关部门先后召开多次会议进行部署，准备已经就绪。\n"
    "负责人介绍，工程总投资三亿二千万元，建成后可以满足八十万人的用水需要。\n"
)
LAST = "比赛吸引了三万名观众到场助威，主队开场仅五分钟便首开纪录，此后控制着节奏。\n"
CREDITED = [
    "工人在检修水管。本报记者　张三　摄",
    "工人在检修水管。新华社记者张小川摄",
    "工人在检修水管　本报记者　张小川　摄（资料照片）",
    "工人在检修水管。（本报记者 张小川 摄）",
    "工人在检修水管。张小川摄",
    "工人在检修水管。新华社发（张小川摄）",
    "工人在检修水管。摄影：张小川",
    "工人在检修水管。图/张小川",
    "工人在检修水管。新华社图片",
    "工人在检修水管。（资料图片）",
    "工人在检修水管。（图片由受访者提供）",
    "工人在检修水管。图片来源：视觉中国",
    "工人在检修水管　受访者供图",
    "張小川（資料照片）",
    "消防人員拉起水線灌救。（圖／民眾提供）",
    "消防人員拉起水線灌救。（圖／翻攝自臉書）",
    "消防人員拉起水線灌救。（記者張小川攝）",
    "消防人員拉起水線灌救。中央社記者張小川攝　114年8月23日",
    "消防人員拉起水線灌救。記者張小川／翻攝",
    "消防人員拉起水線灌救。圖／警方提供",
    "消防人員拉起水線灌救。攝：張小川／海島報",
    "■消防人員拉起水線灌救。海島報記者張小川　攝",
    "消防人員拉起水線灌救。（網上圖片）",
    "消防人員拉起水線灌救。（路透）",
    "消防人員拉起水線灌救。（圖取自市府消防局臉書）",
    "工人在检修水管。（图源网络）",
    "工人在检修水管。新华社发",
    "望云夜市（資料照，中央社）",
    "工人在檢修水管　圖擷自微博",
]
NOT_CREDITED = [
    "本报记者　张小川　摄",  # a credit alone
    "新华社发（张小川摄）",
    "水管当晚修好。（本报记者 张小川 文/摄）",  # the report's author, too
    "水管当晚修好。（张小川 摄影报道）",
    "文／張小川　圖／李大同",
    "老人学摄影",
    "下一站　我爱摄影",
    "「等風來」的拍攝",
    "影片在三地拍摄",
    "好戏开锣！市民免费领票由街道提供",
    "博物馆征集抗战资料照片",
    "厂里的早餐由食堂提供",
    "春耕忙（组图）",
    "会谈地点没有公布（完）",
    "会谈地点没有公布（新华社）",
    "多家通讯社报道了会谈",
]


@pytest.mark.parametrize("text", CREDITED)
def test_a_photos_credit_is_known_at_a_captions_end(text):
    """It stands in brackets, or behind a sentence's end or a blank."""
    assert is_credited(text, default_rules())


@pytest.mark.parametrize("text", NOT_CREDITED)
def test_what_looks_like_a_credit_is_none(text):
    """A credit alone, an author's, a headline about photography."""
    assert not is_credited(text, default_rules())


def test_an_agencys_name_is_a_photos_credit_only_in_short_text():
    """After a paragraph it says where the report is from."""
    agency = "消防人員拉起水線灌救，住戶在街角等候。（法新社）"
    assert is_credited(agency, default_rules())
    assert not is_credited("市長說明搬遷的經過，住戶提出疑問。" * 7 + agency, default_rules())


def test_a_caption_is_known_by_its_first_words():
    """But a bullet before a line without full stop marks no caption, nor does 图为 a long text."""
    for text in ("图为改造后的码头。", "图说：改造后的码头", "图①　吊机刷上了新漆。"):
        assert default_rules().head.match(text).lastgroup == "caption"
        assert is_caption(text, end_of(text))
    assert not is_caption("▲ 坚持开放", "bare")
    assert not is_caption("图为" + "码头改造" * 50 + "。", "stop")


def _starts(text):
    return [article.text.split("\n", 1)[0] for article in parse(text)]


CAPTIONS = [
    "工人在检修水管。本报记者　张小川　摄",
    "工人在检修水管。（张小川摄）",
    "图为工人在检修水管。",
    "图①　工人在检修水管。\n图②　修好的水管。",
    "工人在检修水管。\n新华社记者　张小川　摄",
]
OPENINGS = ["新华社北京1月5日电　", "本报讯（记者　李大同）", "【本報訊】"]


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_may_stand_between_a_headline_and_a_dateline(caption, opening):
    """The dateline below it opens no other article."""
    first = f"主队两球轻取劲旅\n本报讯　{LAST}{LAST}"
    second = f"城东供水工程年底完工\n{caption}\n{opening}{BODY}"
    news = parse(first + second)
    assert [article.title for article in news] == ["主队两球轻取劲旅", "城东供水工程年底完工"]
    assert news[1].paragraphs[0].text == caption.split("\n")[0]
    assert news[1].dateline.text.startswith(opening.strip("　"))


@pytest.mark.parametrize("caption", CAPTIONS[:3])
def test_a_byline_below_a_caption_belongs_to_the_headline(caption):
    """It begins no article without a headline."""
    text = f"城东供水工程年底完工\n{caption}\n本报记者　李大同\n{BODY}"
    assert _starts(text) == ["城东供水工程年底完工"]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_within_an_article_ends_nothing(caption):
    """The paragraph below it goes on with the article."""
    head, rest = BODY.split("\n", 1)
    text = f"城东供水工程年底完工\n新华社北京1月5日电　{head}\n{caption}\n{rest}{BODY}"
    assert _starts(text) == ["城东供水工程年底完工"]


@pytest.mark.parametrize("caption", CAPTIONS[:2])
def test_a_caption_is_no_broken_paragraph(caption):
    """What follows is not joined to it, nor taken out as interrupting it."""
    text = f"城东供水工程年底完工\n本报讯　{BODY}{caption}\n主队两球轻取劲旅\n本报讯　{LAST}{LAST}"
    news = parse(text)
    assert [article.title for article in news] == ["城东供水工程年底完工", "主队两球轻取劲旅"]
    assert news[0].paragraphs[-1].text == caption


def test_a_caption_cut_by_a_page_is_rejoined():
    """It begins as a caption and has no credit yet."""
    text = (
        f"　　本报讯　{BODY}　　图为一月十二日傍晚施工队的工人冒雪在城东路口抢修断裂的\n"
        "第8版 要闻\n供水干管，到深夜才恢复供水。\n　　" + BODY
    )
    last = [paragraph.text for paragraph in parse(text)[0].paragraphs]
    assert any(text.startswith("图为") and text.endswith("恢复供水。") for text in last)


def test_an_untitled_article_may_begin_with_its_photos_caption():
    """Where a dateline follows, the caption is the report's, not the one's before."""
    caption = "旗手走在运动员队伍的最前面。（张小川摄）"
    text = f"城东供水工程年底完工\n本报讯　{BODY}{caption}\n新华社海城3月4日电　{LAST}{LAST}"
    assert _starts(text)[1:] == [caption]


@pytest.mark.parametrize(
    "caption",
    [
        "■網傳供水站附近有市民排隊取水。 網上圖片",
        "◆排隊取水的市民（另圖）。",
        "城東居民昨天在站前排隊取水。",
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_what_else_stands_between_a_headline_and_its_dateline_is_a_caption(caption, between):
    """A marked line is one, and so is a sentence if the report says the headline again."""
    last = "主隊兩球輕取勁旅\n【本報訊】比賽吸引三萬名觀眾到場助威，主隊開場五分鐘便首開紀錄。\n"
    report = "【本報訊】城東供水工程年底完工，負責人說，建成後可以滿足八十萬人的用水需要。\n"
    rest = "工程總投資三億二千萬元，去年九月動工，有關部門多次開會部署。\n"
    text = f"{last}{between}城東供水工程年底完工\n{between}{caption}\n{between}{report}{rest}"
    news = parse(text)
    assert [article.title for article in news] == ["主隊兩球輕取勁旅", "城東供水工程年底完工"]
    assert news[1].dateline is not None


@pytest.mark.parametrize(
    "credit", ["翻攝自boredpanda網站", "圖／擷取自臉書", "文章编号: 19960503301"]
)
def test_where_a_picture_is_from_is_no_headline(credit):
    """Such a line ends the article before it."""
    text = f"城东供水工程年底完工\n{BODY}{credit}\n主队两球轻取劲旅\n本报讯　{LAST}{LAST}"
    assert _starts(text) == ["城东供水工程年底完工", "主队两球轻取劲旅"]


def test_a_brief_may_end_in_an_agencys_name():
    """All that stands between two headlines is a report, whatever the brackets hold."""
    briefs = [
        ("东海国从河口撤军", "东海国外交部宣布，派往河口的三千人的部队于十一日撤出。（法新社）"),
        ("南山国下令调查", "总统十二日下令军方调查，这次事件已造成六人受伤。（路透社）"),
        ("北原国减产三成", "北原国农业部长十二日说，今年小麦将减产三成。（美联社）"),
    ]
    news = parse("".join(f"{title}\n{text}\n" for title, text in briefs))
    assert [(article.title, article.paragraphs[0].text) for article in news] == briefs


def test_a_caption_that_speaks_of_the_report_before_it_ends_that_report():
    """Where the next has no headline, either could have the photo."""
    caption = "城东供水工程的干管昨天接通。（张小川摄）"
    report = f"城东供水工程年底完工\n本报讯　城东供水工程已铺干管。{BODY}"
    other = f"新华社海城3月4日电　{LAST}"
    assert _starts(f"{report}{caption}\n{other}")[1:] == [other.strip()]


def test_a_credit_after_a_photos_only_text_ends_the_article():
    """A photo with a headline of its own is an article; the next line is a headline again."""
    text = (
        f"雪中送水\n一月十二日，城东供水站的工人踏雪为停水的居民送水上楼。\n新华社记者　张小川摄\n"
        f"主队两球轻取劲旅\n本报讯　{LAST}{LAST}"
    )
    assert _starts(text) == ["雪中送水", "主队两球轻取劲旅"]


@pytest.mark.parametrize("byline", ["新华社记者　李大同", "记者　李大同", "新华社记者"])
def test_a_byline_below_a_dateline_alone_on_its_line_begins_nothing(byline):
    """A feature has 题： and its headline there."""
    text = f"新华社北京1月5日电　题：远山的灯\n{byline}\n{BODY}{BODY}"
    assert len(parse(f"主队两球轻取劲旅\n本报讯　{LAST}{LAST}远山的灯\n{text}")) == 2


def test_a_byline_below_a_dateline_that_ends_an_article_begins_the_next():
    """A dateline in brackets is an end mark."""
    text = f"城东供水\n{BODY}（本报长平电）\n本报记者　李大同\n{LAST}{LAST}"
    assert _starts(text)[1:] == ["本报记者　李大同"]


@pytest.mark.parametrize("report", ["据外国通讯社河口七日电：", "记者李大同核实报道："])
def test_a_report_given_within_an_article_opens_nothing(report):
    """Another's report, or a reporter's within a hotline's calls."""
    text = f"城东供水工程年底完工\n新华社北京1月5日电　{BODY}{report}{BODY}"
    assert _starts(text) == ["城东供水工程年底完工"]


def test_an_agencys_report_as_the_paper_gives_it_opens_an_article():
    """据新华社…电 is how evening papers open; no colon follows."""
    text = f"城东供水工程年底完工\n本报讯　{BODY}据新华社北京1月5日电　{LAST}{LAST}"
    assert len(parse(text)) == 2


def test_paragraphs_of_a_list_that_end_in_semicolons_stay_apart():
    """Each is indented as paragraphs are, or others like it stand beside it."""
    items = [
        f"{n}要按时公布{what}的账目，由市民代表逐笔查对；"
        for n, what in zip("一二三", "水电气", strict=True)
    ]
    for indent in ("　　", ""):
        rows = [f"{indent}{row}" for row in (*BODY.split("\n")[:2], *items, *BODY.split("\n")[:2])]
        found = [
            paragraph.text for paragraph in parse("公布账目\n" + "\n".join(rows))[0].paragraphs
        ]
        assert found[2:5] == items


def test_a_paragraph_that_breaks_off_at_a_semicolon_goes_on():
    """One alone, where nothing shows that a paragraph begins."""
    text = (
        "二是建立稳定的经费保障制度。把村里和社区的工作经费纳入地方的财政预算，按每个季度足额拨付，年底结清；\n\n"
        "多渠道解决企业的工作经费，把困难企业的工作经费纳入主管部门的预算，"
        "每半年公布一次账目，接受职工的监督。\n\n"
    )
    spaced = BODY.replace("\n", "\n\n")
    assert "结清；多渠道" in parse(f"公布账目\n\n{spaced}{text}{spaced}")[0].text
