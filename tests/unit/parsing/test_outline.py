"""Sections and enumerations."""

from corpus.parsing.dump import parse
from corpus.parsing.items import find_items


def _items(text):
    return [text[item.start : item.end] for item in find_items(text)]


def test_an_enumeration_is_cut_into_its_members():
    """From marker to marker."""
    text = "有四条：一是控制总量。二是占补平衡。三是清理闲置。"
    assert _items(text) == ["一是控制总量。", "二是占补平衡。", "三是清理闲置。"]


def test_an_enumeration_may_lie_in_another():
    """The inner one's members have the outer one's for a parent."""
    text = "第一，要重视。第二，要落实。首先，定计划；其次，抓检查。第三，要总结。"
    items = find_items(text)
    assert [item.parent for item in items] == [-1, -1, 1, 1, -1]


def test_full_width_digits_mark_like_half_width_ones():
    """With a comma, a dot or brackets; a number with decimals is none."""
    for mark in ("{}、", "{}．", "（{}）", "({})"):
        first, second = mark.format("１"), mark.format("２")
        members = [f"{first}强化责任。", f"{second}加大投入。"]
        assert _items(f"有两点：{''.join(members)}") == members
    many = [f"{chr(0xFF11 + n)}、做好事。" for n in range(9)] + ["１０、做完。"]
    assert _items("\n".join(many)) == many
    assert _items("增长１．５，下降２．５。") == []


def test_a_lone_marker_is_no_enumeration():
    """第一 alone says only that."""
    assert _items("第一，他来了。首先，我们要感谢他。") == []


def test_an_enumeration_goes_on_over_paragraphs():
    """Where each begins with its marker; the last one ends with its own."""
    text = "通告如下：\n一、禁止燃放。\n二、禁止销售。\n特此通告。"
    assert _items(text) == ["一、禁止燃放。", "二、禁止销售。"]


def test_a_new_series_begins_at_its_first_marker():
    """And ends the one before it."""
    text = "一是快，二是好。\n一是多，二是省。"
    assert _items(text) == ["一是快，", "二是好。", "一是多，", "二是省。"]


def test_an_interview_with_named_speakers_has_turns():
    """记者 asks, whoever else answers; what follows stays in the answer."""
    raw = (
        "老桥的故事\n记者：这座桥建于什么时候？\n张大民：建于一九五八年，当时我才十六岁，天天来看。\n"
        "那时候没有机器，全靠人抬肩扛，一块石头要八个人抬。\n记者：后来呢？\n"
        "张大民：后来修了三次，最近一次是前年，桥面也加宽了。\n"
    )
    (article,) = parse(raw)
    assert [question.text for question, _ in article.questions] == [
        "记者：这座桥建于什么时候？",
        "记者：后来呢？",
    ]
    assert article.questions[0][1].text.endswith("八个人抬。")
    assert article.questions[0][1].marker == "张大民："


def test_a_colon_makes_no_interview():
    """A speech with 记者 in it is none."""
    raw = "会议开幕\n记者：王小明报道，会议今天在北京开幕，会期三天。\n会议将于七日结束。\n"
    assert parse(raw)[0].questions == ()
