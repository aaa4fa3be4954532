"""Boundaries that only the topic shows."""

from corpus.parsing.cohesion import echo, odds_of, pairs
from corpus.parsing.rules import default_rules
from corpus.parsing.topics import beginning, breaks

RULES = default_rules()
FLOOD = (
    "清河水库昨天开闸泄洪，下游三个县的群众已经安全转移，水库大坝没有险情。",
    "水库管理处说，清河上游连降暴雨，入库流量达到每秒三千立方米，大坝经受住了考验。",
    "下游群众被安置在学校，泄洪结束后可以回家，清河水位正在回落。",
    "防汛指挥部要求，水库管理处日夜巡查大坝，下游群众不要擅自返回。",
)
BASKETBALL = (
    "国际男篮邀请赛昨晚开赛，蓝鹰队主场迎战红星队，上半场比分交替上升。",
    "红星队后卫在第三节连中三分球，蓝鹰队主教练请求暂停，但比分已被拉开。",
    "终场前蓝鹰队追到只差两分，红星队中锋罚球命中，邀请赛首场比赛结束。",
    "红星队主教练赛后说，后卫和中锋配合得好，邀请赛的目标是进入决赛。",
)


def test_the_place_where_the_topic_changes_is_found():
    """And no other."""
    texts = [*FLOOD, *BASKETBALL]
    margins = breaks(texts, [0.0, *[-4.0] * (len(texts) - 1)], RULES)
    assert [place for place, margin in enumerate(margins) if margin > 0] == [0, len(FLOOD)]


def test_one_topic_has_no_boundary():
    """Nor is any near."""
    margins = breaks(list(FLOOD), [0.0, -4.0, -4.0, -4.0], RULES)
    assert all(margin < 0 for margin in margins[1:])


def test_cohesion_tells_one_article_from_two():
    """By the pairs of characters that are shared."""
    assert odds_of(FLOOD[0], FLOOD[1], RULES) > odds_of(FLOOD[0], BASKETBALL[0], RULES)
    assert odds_of("", FLOOD[0], RULES) == 0


def test_a_paragraph_with_a_date_may_begin_an_article():
    """One that begins with 他 hardly does."""
    assert beginning("新馆昨天开馆，吸引了大批市民。", RULES) > beginning(
        "新馆很大，有三层楼。", RULES
    )
    assert beginning("他说，新馆很大。", RULES) < beginning("新馆很大，他说。", RULES)


def test_a_titles_words_come_again():
    """In its article, not in another."""
    title = "清河水库开闸泄洪"
    about, other = echo(title, FLOOD[1], BASKETBALL[0])
    assert about > other == 0


def test_latin_names_count_as_well():
    """Besides pairs of Han characters."""
    assert pairs("NATO 与 Kavanaugh") == {"NATO", "Kavanaugh"}
