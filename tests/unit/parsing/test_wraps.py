"""Hard-wrapped lines."""

import pytest

from corpus.parsing.dump import parse
from corpus.parsing.lines import is_closed, scan
from corpus.parsing.ragged import find_band
from corpus.parsing.rules import default_rules
from corpus.parsing.widths import Width, find_width
from corpus.parsing.wraps import unwrap

RULES = default_rules()
TEXTS = (
    "全国农村工作会议今天在北京开幕，来自各地的代表二百多人出席了会议，会期三天，将讨论农业和农村问题。",
    "会议认为，过去一年农业生产取得了好收成，农民收入有所增加，农村社会保持稳定，但是基础仍不牢固。",
    "美国学者 Theodore Schultz 在会上作了报告，介绍了 human capital 的概念，代表们都很感兴趣。",
)


def _wrap(text, width):
    return [text[n : n + width] for n in range(0, len(text), width)]


@pytest.mark.parametrize("width", [17, 24, 32, 40])
def test_the_width_is_found_from_the_text(width):
    """In code points."""
    lines = scan("\n".join(row for text in TEXTS for row in _wrap(f"　　{text}", width))).lines
    assert find_width(lines, RULES) == Width(width, columns=False)
    assert [strip.text for strip in unwrap(lines, RULES)] == list(TEXTS)


def test_a_width_in_columns_is_found():
    """Where wide characters count two, and one may not have fitted."""
    rows = []
    for text in TEXTS * 3:
        row, used = "　　", 4
        for mark in text:
            size = 1 if mark.isascii() else 2
            if used + size > 50:
                rows.append(row)
                row, used = "", 0
            row += mark
            used += size
        rows.append(row)
    lines = scan("\n".join(rows)).lines
    assert [strip.text for strip in unwrap(lines, RULES)] == list(TEXTS * 3)


def test_unwrapped_text_has_no_width():
    """Paragraphs of any length."""
    assert find_width(scan("\n".join(TEXTS * 3)).lines, RULES) is None


def test_short_lines_of_one_length_are_no_wrap():
    """A poem."""
    poem = "春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少\n" * 3
    assert find_width(scan(poem).lines, RULES) is None


def test_rows_of_a_table_are_not_wrapped():
    """Though many are of one width, in wrapped text too."""
    rows = ["城市　　天气　　最低　最高", "北京　　晴　　　-2　　9", "上海　　多云　　8　　17"]
    rows += ["广州　　阴转小雨　18　24", "哈尔滨　小雪　　-12　-4"]
    assert find_width(scan("\n".join(rows)).lines, RULES) is None
    rows = [f"甲队　　乙队　　丙队　　丁队　　{n}胜  {n}负" for n in range(1, 8)]
    prose = [row for text in TEXTS * 3 for row in _wrap(f"　　{text}", 24)]
    lines = scan("\n".join([*prose, *rows])).lines
    assert [strip.text for strip in unwrap(lines, RULES)] == [*TEXTS * 3, *rows]


def test_a_blank_line_ends_a_wrapped_paragraph():
    """Even after a full line; whether it was cut there is decided later."""
    lines = scan("\n\n".join("\n".join(_wrap(text, 24)) for text in TEXTS)).lines
    assert len(unwrap(lines, RULES)) == len(TEXTS)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("他走了。", True),
        ("他说：“走。”", True),
        ("服务“三农”", False),
        ("为什么？", True),
        ("因为，", False),
    ],
)
def test_a_sentence_is_closed_or_not(text, closed):
    """Quotation marks and brackets aside."""
    assert is_closed(text) is closed


NEWS = (
    "本报杭州9月11日电 浙江省委副书记、省长11日主持召开会议，宣布成立协调小组，来自十二个部门。",
    "会议要求，要把企业家名录用好、用足，抓紧对接签约的42个项目，其中包括总投资约60亿美元的石化基地一期。",
    "“孩子们再也不用跑七里山路去看远程课了。”校长说，他和妻子在山里守了28年，全县最后一个教学点上月底通上了宽带。",
    "负责人指出，均衡不是平均，更不是一刀切，要让每个孩子享有公平而有质量的教育，经费要向农村倾斜。",
)
TRADITIONAL = (
    "中央社臺北11日電 行政院長主持院會，通過前瞻基礎建設計畫預算，總額約2200億元，將送立法院審議。",
    "院長表示，各部會要掌握進度，每三個月檢討一次，落後的計畫須在一個月內提出改善方案，並向外界說明原因。",
    "「這不是數字遊戲。」他說，過去兩年完成的工程有87%如期啟用，但偏鄉的道路、自來水與網路仍有許多要補上的地方。",
    "在野黨團質疑，預算編列過於籠統，許多項目只列總額，未說明分年經費與效益評估，要求退回重編後再送審。",
)
RAGGED = (69, 75, 71, 73, 70, 74, 72)


def _wrap_ragged(text, widths=RAGGED):
    """Break a paragraph at widths in columns that differ from line to line."""
    rows, row, used = [], "　　", 4
    for mark in text:
        size = 1 if mark.isascii() else 2
        if used + size > widths[(len(text) + len(rows)) % len(widths)]:
            rows.append(row)
            row, used = "", 0
        row += mark
        used += size
    return [*rows, row]


def _texts(rows):
    return [strip.text for strip in unwrap(scan("\n".join(rows)).lines, RULES)]


@pytest.mark.parametrize("texts", [NEWS, TRADITIONAL], ids=["simplified", "traditional"])
def test_ragged_lines_are_joined(texts):
    """Paragraphs are indented, their lines nearly as wide as the widest, as in text from a PDF."""
    lines = scan("\n".join(row for text in texts * 2 for row in _wrap_ragged(text))).lines
    strips = unwrap(lines, RULES)
    assert [strip.text for strip in strips] == list(texts * 2)
    assert all(strip.width.slack > 2 for strip in strips)


def test_joining_ragged_lines_is_explained():
    """With the band of widths, and less surely than an exact width."""
    articles = parse("\n".join(row for text in NEWS * 2 for row in _wrap_ragged(text))).articles
    joins = [d for article in articles for d in article.decisions if d.rule == "join.wrap"]
    assert [join.evidence for join in joins] == ["2 lines wrapped at 66 to 74 columns"] * 8
    assert max(join.confidence for join in joins) < 0.97
    assert [p.text for article in articles for p in article.paragraphs] == list(NEWS * 2)


def test_headlines_between_ragged_lines_stay():
    """They are not indented, either; a byline follows one, and one is as wide as the text."""
    heads = ["杭州峰会成果落实协调小组成立", "本报记者　张国圣", "别让“最后一公里”变成“最远一公里”"]
    heads.append("教育部启动全国义务教育均衡发展督导检查工作首批包括二十个省区市的县")
    rows, expected = [], []
    for head, text in zip(heads, NEWS, strict=True):
        rows += [head, *_wrap_ragged(text)]
        expected += [head, text]
    rows[:0] = expected[:0] = [heads[3], heads[1]]
    assert _texts(rows) == expected


def test_a_headline_after_a_ragged_line_that_ends_a_sentence_stays():
    """Where it is no sentence; a sentence goes on with the paragraph."""
    full = "会议强调，各地要抓紧抓好今年的各项工作，确保全年目标任务如期完成好。"
    rows = [row for text in NEWS * 2 for row in _wrap_ragged(text)]
    assert _texts([*rows, f"　　{full}", "两国元首通电话"])[-2:] == [full, "两国元首通电话"]
    assert _texts([*rows, f"　　{full}", "明年再议。"])[-1] == f"{full}明年再议。"


def test_a_page_break_inside_a_ragged_paragraph_parts_it_once():
    """The rest is joined up again; whether it goes on is decided later."""
    first, *rest = _wrap_ragged(NEWS[2] + NEWS[1])
    rows = [row for text in NEWS * 2 for row in _wrap_ragged(text)]
    assert _texts([*rows, f"{first}", f"\f{rest[0]}", *rest[1:]])[-2:] == [
        first.strip(),
        "".join(rest),
    ]


def test_names_and_rows_after_ragged_lines_stay():
    """Lists are as wide as the text, and the line before may end in a colon."""
    names = ["王一鸣　李二虎　张三丰　赵四海　钱五洲　孙六安　周七宝　吴八方　郑九"] * 2
    table = ["北京　　晴　　-2　　9", "上海　　多云　　8　　17"]
    lead = "　　经过三个月的推荐和评议，会议表彰的先进个人名单已经公布，他们依次是："
    texts = [NEWS[n] + NEWS[n - 1] for n in range(4)] * 2
    rows = [row for text in texts for row in _wrap_ragged(text)]
    assert _texts([*rows, lead, *names, *table]) == [*texts, lead.strip(), *names, *table]


LOOK_ALIKES = {
    "paragraphs of like lengths": [
        f"　　第{n}个代表团今天上午在人民大会堂举行全体会议，审议了政府工作报告。"
        for n in "一二三四五六七"
    ],
    "... under headlines": [
        row
        for n in "一二三四五六七"
        for row in (
            f"第{n}代表团",
            f"　　第{n}个代表团今天上午在人民大会堂举行全体会议，审议了政府工作报告。",
        )
    ],
    "... that break off": [
        f"　　第{n}个代表团今天上午在人民大会堂举行全体会议，审议了政府工作报告，"
        for n in ("一", "二", "三", "十一", "十二", "二十一", "第五百零一")
    ],
    "a poem": ["　　春眠不觉晓，", "处处闻啼鸟，", "夜来风雨声，", "花落知多少。"] * 4,
    "lines of a song": [
        f"{indent}第{n}遍唱起那首从前的老歌，远方的人啊你可曾听见我的呼唤声声"
        for n in ("一", "二", "三十", "四百", "五百一", "六千")
        for indent in ("　　", "")
    ],
    "names": [
        "　　获奖名单如下：",
        "王一鸣　李二虎　张三丰　赵四海　钱五洲　孙六安　周七宝　吴八方",
        "欧阳一鸣　李二　张三丰　赵四海　钱五洲　孙六　周七　吴八方",
        "王鸣　李虎　张丰　赵四海　钱五洲　孙六安　周七宝　吴八",
    ]
    * 4,
    "a list of works": [
        "　　一等奖",
        "《长江之歌与两岸人民的百年变迁》，作者王一鸣、李二虎，选送单位湖北电视台",
        "《大别山下的乡村教师》，作者张三丰、赵四海，选送单位河南人民广播电台",
        "《一条路、一座桥与一个村》，作者钱五洲、孙六安，选送单位贵州日报社",
    ]
    * 4,
}


@pytest.mark.parametrize("rows", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_lines_of_like_widths_that_are_whole_stay(rows):
    """Nothing shows that they were broken."""
    assert find_band(scan("\n".join(rows)).lines, RULES) is None


def test_ragged_lines_without_indent_stay():
    """Nothing would tell where a paragraph ends."""
    rows = [row.strip() for text in NEWS * 2 for row in _wrap_ragged(text)]
    assert find_band(scan("\n".join(rows)).lines, RULES) is None


def test_verse_among_long_paragraphs_is_not_wrapped():
    """Its lines are of one length and end in mid-sentence, but nothing around them is so narrow."""
    verses = ["石径盘空百丈余，", "松涛万壑入清虚。", "云开海日红初上，", "雨过江村绿未锄。"]
    report = "　　青江水库除险加固工程日前通过验收，历时两年零四个月，比原计划提前一百天完成。"
    poem = "登五云山\n\n　　魏　寒\n\n" + "\n".join("　　" + verse for verse in verses)
    news = parse(f"{poem}\n\n要闻一则\n\n{report}\n{report}\n\n要闻二则\n\n{report}\n{report}\n")
    assert [paragraph.text for paragraph in news[0].paragraphs[1:]] == verses


def test_a_byline_is_not_joined_to_a_wrapped_headline():
    """However full the headline's line is; the paragraphs below are wrapped as they were."""
    body = (
        "　　城东供水工程自去年九月启动以来有关部门\n先后召开多次会议进行部署，准备已经就绪。\n" * 6
    )
    head = "城东供水工程年底完工八十万人将喝上放心水\n"
    for byline in ("本报记者　李大同", "2025/11/01 07:57　記者李大同／高雄報導"):
        news = parse(f"{head}{byline}\n{body}")
        assert news[0].title == head.strip()
        assert news[0].paragraphs[0].text == byline


def test_one_wide_blank_at_a_wrapped_lines_start_is_no_indent():
    """Where paragraphs are indented by two, it stood between words."""
    body = (
        "　　城东供水工程自去年九月启动以来有关部门\n先后召开多次会议进行部署，准备已经就绪。\n" * 6
    )
    torn = (
        "　　负责施工的是市第三建筑公司，总工程师是\n　李大同，他说工程总投资三亿二千万元以上。\n"
    )
    found = [paragraph.text for paragraph in parse(body + torn + body)[0].paragraphs]
    assert any("总工程师是" in text and "李大同" in text for text in found)
