"""What a block shows by itself."""

import pytest

from corpus.parsing.blocks import make_blocks
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
        ("编辑同志：最近我出了一次差。", "salutation"),
        ("图为代表在投票。", "caption"),
        ("——记长平交警二大队", "deck"),
        ("一、提高认识", "enumerated"),
        ("（三）加强领导", "enumerated"),
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
        ("河东市委书记　高明远", "byline"),
        ("本报评论员", "byline"),
        ("梁　石", "name"),
        ("1998年1月5日", "dateonly"),
        ("（一九九七年十二月三十一日）", "dateonly"),
        ("责任编辑：王琦", "closing"),
        ("（完）", "closing"),
        ("新华社记者　何飞摄", "credit"),
        ("来源：长平晚报", "source"),
        ("长平市人民政府", "signature"),
        ("二", "numeral"),
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
        "她说，以后还要再来。（完）",
        "目前道路已经恢复通行。（新华社北京1月5日电）",
        "他笑而不答。（編輯：黃文彬）1030612",
        "什麼都漲。1030609",
        "代表们陆续离开会场。（本报记者 王小明 摄）",
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
