"""What a block shows by itself."""

import pytest

from corpus.parsing.blocks import make_blocks
from corpus.parsing.layout import Layout
from corpus.parsing.lines import scan
from corpus.parsing.rules import default_rules
from corpus.parsing.surnames import are_names
from corpus.parsing.wraps import unwrap

RULES = default_rules()


def _block(text):
    (block,) = make_blocks(unwrap(scan(text).lines, RULES), set(), RULES)
    return block


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("问：为什么？", "question"),
        ("答：因为有用。", "answer"),
        ("编者按：这里刊登一组来信。", "lead_note"),
        ("新闻背景：水库建于1958年。", "note"),
        ("读者问：旧卡能不能退？", "question"),
        ("编辑同志：最近我出了一次差。", "letter"),
        ("尊敬的各位来宾：", "salutation"),
        ("编辑同志们的一天", ""),
        ("图为代表在投票。", "caption"),
        ("——记长平交警二大队", "deck"),
        ("一、提高认识", "enumerated"),
        ("（三）加强领导", "enumerated"),
        ("第二章　登记", "enumerated"),
        ("第二章魚攤開張", ""),
        ("●东江市开通旅游专线", "bullet"),
        ("社论", "kicker"),
        ("一座城市的文明", ""),
        ("1998年的春天", ""),
        ("图书馆开放了", ""),
    ],
)
def test_a_beginning_names_its_cue(text, cue):
    """Or none."""
    assert _block(text).cue == cue


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("本报记者　方晓燕", "byline"),
        ("本报记者　沈放　通讯员　刘大勇", "byline"),
        ("文／陳秋月", "byline"),
        ("河东市委书记　高明远", "ranked"),
        ("本报评论员", "byline"),
        ("梁　石", "name"),
        ("1998年1月5日", "dateonly"),
        ("（一九九七年十二月三十一日）", "dateonly"),
        ("责任编辑：王琦", "closing"),
        ("（完）", "closing"),
        ("新华社记者　何飞摄", "credit"),
        ("来源：长平晚报", "source"),
        ("长平市人民政府", "signature"),
        ("本报编辑部", "signature"),
        ("清河县商会", "signature"),
        ("副刊编者", "signature"),
        ("新华社清河分社", "signature"),
        ("清河大學大眾傳播研究所教授", "signature"),
        ("长平医院院长、教授", "signature"),
        ("方晓燕　沈放（长平晚报）", "closing"),
        ("二", "numeral"),
        ("中华人民共和国水利部", "signature"),
        ("清河省高级人民法院", "signature"),
        ("国家图书馆", ""),
        ("新聞來源：長平電視", "closing"),
        ("香港時間15時26分", "closing"),
        ("（相關新聞刊Ａ2、Ａ3）", "closing"),
        ("求助，才是最好的路。求救請打1995", "closing"),
        ("本報記者綜合報導", "byline"),
        ("方曉燕／新聞透視", "byline"),
        ("【方曉燕／新聞透視】", "enclosed"),
        ("美術：方曉燕", "byline"),
        ("記者：方曉燕 編輯：沈放", "byline"),
        ("文．方曉燕", "byline"),
        ("獨家報導：方曉燕", "byline"),
        ("東街坊會理事長方曉燕", "ranked"),
        ("方曉燕／長平", "signer"),
        ("方曉燕／長平報導", "byline"),
        ("作者簡介：方曉燕，作家", "closing"),
        ("（文∕資深媒體人：方曉燕）", "closing"),
        ("{相關新聞見p04}", "closing"),
        ("美术：从临摹开始", ""),
        ("（法新社）", "closing"),
        ("——编者", "closing"),
        ("【長平晚報╱方曉燕】", "byline"),
        ("清河大学新任校长", ""),
        ("沈放当选清河大学校长", ""),
        ("（一九九六年五月三日清河省人民政府第八次常务会议通过）", "enacted"),
        ("（1996年5月3日于长平）", "aside"),
        ("记者节的由来", ""),
        ("体育新闻", ""),
        ("文化", ""),
    ],
)
def test_a_short_line_may_be_of_a_kind(text, whole):
    """Or none."""
    assert _block(text).whole == whole


@pytest.mark.parametrize(
    "text",
    [
        "李文輝　敬上",
        "讀者　何美玲上",
        "柳鎮農會　謹啟",
        "東江文教基金會敬啟",
        "啟",
        "孝男　周家豪　泣啟",
        "此致　敬礼！",
        "特此公告",
        "特此更正",
        "谨此致谢",
        "鼎惠懇辭",
        "懇辭花圈",
        "鞠躬",
        "顺祝编安",
        "祝　編安",
        "专此　敬颂　撰安",
        "家屬　周家豪率子女　叩謝",
        "特此更正，并致歉意",
    ],
)
def test_letters_and_notices_end_in_set_phrases(text):
    """With or without who says so."""
    assert _block(text).whole == "farewell"


@pytest.mark.parametrize(
    "text",
    [
        "清河核电站重启",
        "環城公路今日開啟",
        "走在柳堤上",
        "在全省水利工作会议上",
        "一曲相识",
        "同上",
        "花篮里的春天",
        "致敬礼堂的守夜人",
        "李文辉：我要上",
        "祝福平安",
        "顺风车上的歌",
        "两个特此的故事",
    ],
)
def test_a_last_character_makes_no_farewell(text):
    """启, 上 and 识 end other lines too."""
    assert _block(text).whole != "farewell"


@pytest.mark.parametrize(
    "text",
    [
        "柳鎮　中五學生",
        "東街一居民",
        "一群家长",
        "部分学生家长",
        "一位长平读者",
        "长平县清水乡小河村全体村民",
        "长平县柳镇中学初二（3）班　何小雨",
        "讀者何美玲",
        "清河省长平县柳镇东李村　何玉田",
        "何美玲　長平市，護士",
        "何美玲／護士（長平市）",
        "◎何美玲（長平市，護士）",
        "清河长平❘何美玲❘护士",
        "清河长平｜何美玲",
        "清河长平市运输管理办公室　何美玲",
        "清河省武警专科学校　何　美",
        "长平市66号信箱何美玲",
        "东李村大队一社员",
        "长平县粮食局部分同志",
        "长平县清水公社青年　何美玲口述",
    ],
)
def test_a_reader_signs_with_place_or_standing(text):
    """Whether or not with a name."""
    assert _block(text).whole == "signer"


@pytest.mark.parametrize(
    "text",
    [
        "关爱学生　温暖家长",
        "学生一日",
        "读者文摘",
        "我是一名学生",
        "一位难忘的家长",
        "慰问全体职工",
        "何美玲（资料图片）",
        "读者更多了",
        "黄龙山（外一首）",
        "周庄（组诗）",
        "白马（之二）",
        "马到成功（三则）",
    ],
)
def test_words_of_readers_or_brackets_make_no_signer(text):
    """A headline may have its part or number in brackets."""
    assert _block(text).whole != "signer"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("招聘启事", "notice"),
        ("訃聞", "notice"),
        ("长平市供水公司公告", "notice"),
        ("更正", "notice"),
        ("发表声明", ""),
        ("清河水库发布公告", ""),
        ("何美玲小檔案", "box"),
        ("新聞辭典／海水倒灌", "box"),
        ("名词解释", "box"),
        ("相关链接", "box"),
        ("Q&A", "box"),
        ("话你知", "box"),
        ("案情回顾", "box"),
        ("温馨提示", "box"),
        ("时间表", "box"),
        ("健康小課堂", "box"),
        ("小课堂里的大世界", ""),
        ("提示器坏了", ""),
        ("名词的由来", ""),
        ("链接两岸的桥", ""),
        ("档案馆搬家", ""),
        ("延伸閱讀", "related"),
        ("相關報導", "related"),
        ("读者来函", "column"),
        ("新闻短波", "column"),
        ("读者来到清河", ""),
    ],
)
def test_a_name_tells_a_notice_a_box_or_a_column(text, whole):
    """As a whole line only."""
    assert _block(text).whole == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("【記者何美玲／長平報導】", "byline"),
        ("〔記者何美玲／台北專訪〕", "byline"),
        ("（本报记者　何美玲）", "enclosed"),
        ("（何美玲　李文辉）", "enclosed"),
        ("長平市／綜合報導", "byline"),
        ("口述：何大川（81岁，退休教师）　整理：李文辉", "byline"),
        ("清河省水利厅厅长　何　川", "ranked"),
        ("相關報導", "related"),
    ],
)
def test_a_report_has_its_byline_above_and_a_reporter_below(text, whole):
    """By the brackets, and by the word of report."""
    assert _block(text).whole == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("何美玲　攝", "credit"),
        ("新华社发　何美玲摄", "credit"),
        ("「逆風」的拍攝", ""),
        ("《河灣》拍攝", ""),
        ("深夜拍摄", ""),
        ("艺术摄影", ""),
        ("（摄影：何美玲）", "closing"),
        ("本報資料照片", "closing"),
        ("資料來源：長平市統計處", "closing"),
        ("作者單位：長平農學院", "closing"),
        ("作者何美玲為長平農學院講師", "closing"),
        ("作者为什么离开长平", ""),
        ("照片由長平文教基金會提供", "closing"),
        ("網址：www.changping.example", "closing"),
        ("免费提供", ""),
        ("中央社", "closing"),
        ("据新华社、长平电视台", "closing"),
        ("□综合", "closing"),
        ("（小雨　大川　文秀）", "closing"),
        ("（何美玲　本报记者　韩文秀）", "enclosed"),
        ("【编辑：何美玲】", "closing"),
        ("据说山里有电视台", ""),
        ("综合市场开业", ""),
    ],
)
def test_a_credit_names_who_took_or_lent_it(text, whole):
    """What is told of taking pictures is none."""
    assert _block(text).whole == whole


@pytest.mark.parametrize(
    "text",
    [
        "她说，以后还要再来。（完）",
        "目前道路已经恢复通行。（新华社北京1月5日电）",
        "他笑而不答。（編輯：黃文彬）1030612",
        "什麼都漲。1030609",
        "代表们陆续离开会场。（本报记者 王小明 文/摄）",
    ],
)
def test_an_end_mark_is_seen_at_a_paragraphs_end(text):
    """Of agencies on both sides of the strait."""
    assert _block(text).ends_article


@pytest.mark.parametrize(
    "text", ["他说（笑）。", "见附表（略）", "产量达到1030609", "来自新华社（北京）"]
)
def test_a_bracket_is_no_end_mark(text):
    """Nor is a number."""
    assert not _block(text).ends_article


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("欧阳修平", True),
        ("李向东、王小川", True),
        ("陳　平", True),
        ("体育", False),
        ("一二三", False),
    ],
)
def test_a_name_is_told(text, name):
    """By its surname and length."""
    assert are_names(text) is name


@pytest.mark.parametrize(
    "text",
    [
        "一例一休》修法之後",
        "〈南部〉海安路改造",
        "《醫師篇》急診的夜",
        "社論／長照的起點",
        "短評：一張表",
        "中職／清河隊收十連勝",
    ],
)
def test_a_headline_may_name_its_column_first(text):
    """In marks that Taiwan's papers use, or before a slash or a colon."""
    assert _block(text).cue == "rubric"


@pytest.mark.parametrize(
    "text", ["《清河志》出版", "記者／方曉燕", "方曉燕／長平報導", "老人：我要上学"]
)
def test_a_book_a_byline_or_a_speaker_is_no_column(text):
    """Though they have such marks, too."""
    assert _block(text).cue != "rubric" or _block(text).whole == "byline"


@pytest.mark.parametrize(
    ("end", "is_open"), [("（李大同）", False), ("”（李大同）", False), ("（城东供水工程）", True)]
)
def test_a_name_in_brackets_after_a_sentence_ends_a_paragraph(end, is_open):
    """Brackets in mid-sentence do not, where an unindented line goes on."""
    text = "　　" + "负责人说，城东居民从此可以喝上山泉水，工程总投资三亿二千万元。" * 3
    text = text if not is_open else text.rstrip("。")
    lines = f"{text}{end}\n比原来的预算节省了四千万元。\n{text}。\n{text}。".replace("。。", "。")
    blocks = make_blocks(scan(lines).lines, set(), RULES)
    assert Layout(blocks, {}, RULES).is_open(0) is is_open


@pytest.mark.parametrize(
    ("end", "ends"),
    [
        ("。（方晓燕）", True),
        ("。”（方晓燕　沈放）", True),
        ("。（掌声）", False),
        ("（方晓燕）", False),
        ("，好吗？（方晓燕）", False),
    ],
)
def test_a_name_in_brackets_after_a_sentence_ends_an_article(end, ends):
    """No other word does, nor a name in a sentence or behind a headline's question."""
    assert _block(f"工程总投资三亿二千万元{end}").ends_article is ends
