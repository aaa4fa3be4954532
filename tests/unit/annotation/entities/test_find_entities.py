"""`find_entities`: what comes out, in which form, and what it refuses."""

import pytest

import corpus
from corpus.annotation import RULES, coarse_names, find_entities, outermost
from corpus.annotation.entities.places import chain_links
from corpus.errors import TextError, UnknownNameError
from corpus.spans import Span


def labelled(text, **options):
    return [(e.text, e.label) for e in find_entities(text, **options)]


def test_names_and_values_come_together():
    """One layer holds persons, places, bodies and dates."""
    found = labelled("镇江市科技局局长毛健5月29日在北京说。")
    assert found == [
        ("镇江市科技局", "ORG"),
        ("镇江市", "GPE"),
        ("毛健", "PERSON"),
        ("5月29日", "DATE"),
        ("北京", "GPE"),
    ]


def test_traditional_text_is_read_through_a_shadow():
    """Labels and offsets are the same in both scripts, the text is the caller's own."""
    simplified = find_entities("云南省禄劝彝族苗族自治县的农民冷慰嘉")
    traditional = find_entities("雲南省祿勸彝族苗族自治縣的農民冷慰嘉")
    assert [(e.start, e.end, e.label) for e in simplified] == [
        (e.start, e.end, e.label) for e in traditional
    ]
    assert traditional[0].text == "雲南省祿勸彝族苗族自治縣"


def test_every_item_is_a_slice_of_the_text():
    """Offsets are code points of the text, in rare planes too."""
    text = "😀𠮷在北京，毛健说。"
    for entity in find_entities(text):
        assert text[entity.start : entity.end] == entity.text


def test_an_administrative_chain_is_one_place_with_its_links_inside():
    """The whole chain stands first, its links are nested."""
    texts = [text for text, _ in labelled("他来自河南省新密市刘寨镇。")]
    assert texts == ["河南省新密市刘寨镇", "河南省", "新密市", "刘寨镇"]


def test_nested_names_can_be_left_out():
    """The flat view is that of `outermost`."""
    text = "他来自河南省新密市刘寨镇，在镇江市科技局工作。"
    flat = find_entities(text, nested=False)
    assert [e.text for e in flat] == [e.text for e in outermost(find_entities(text))]
    assert [e.text for e in flat] == ["河南省新密市刘寨镇", "镇江市科技局"]


def test_no_two_entities_cross():
    """Entities lie within each other or apart."""
    found = list(find_entities(corpus.load()[1].text))
    for one in found:
        for other in found:
            apart = one.end <= other.start or other.end <= one.start
            inside = one.span.contains(other.span) or other.span.contains(one.span)
            assert apart or inside


def test_without_rules_it_is_the_bare_network():
    """Every name then comes from the network itself."""
    bare = find_entities("江主席访华。", rules=())
    assert [(e.text, e.source) for e in bare] == [("江主席", "lac-small")]


def test_a_name_tells_which_rule_made_it():
    """The source of an entity is the network or a rule by name."""
    assert [e.source for e in find_entities("江主席访华。")] == [
        "rules:titles_off",
        "rules:abbreviated",
    ]


def test_an_unknown_rule_is_refused_with_the_valid_ones():
    """The error knows what there is."""
    with pytest.raises(UnknownNameError) as caught:
        find_entities("北京", rules=["no_such_rule"])
    assert tuple(caught.value.valid) == RULES


def test_a_lone_surrogate_is_refused_with_its_offset():
    """Our own error says where it stands."""
    with pytest.raises(TextError) as caught:
        find_entities("北京\ud800")
    assert caught.value.offset == 2


def test_a_shadow_that_changes_the_length_is_refused():
    """Offsets could not be kept."""
    with pytest.raises(TextError):
        find_entities("北京", shadow=lambda text: text + "。")


def test_known_names_win_over_the_network():
    """A dateline's reporter is a person whatever the network thinks."""
    text = "（记者路遥 江河）报道"
    found = labelled(text, known=[(Span(3, 5), "PERSON"), (Span(6, 8), "PERSON")])
    assert found == [("路遥", "PERSON"), ("江河", "PERSON")]


@pytest.mark.parametrize(
    "text", ["", "。", "北", "\n", " ", "😀", "hello world", "a" * 50, "\u3000"]
)
def test_odd_texts_give_a_layer(text):
    """Nothing is raised for text without news in it."""
    assert len(find_entities(text)) <= 1


def test_a_long_text_without_punctuation_is_read():
    """100,000 characters in one sentence are no problem."""
    text = "北京" * 50_000
    found = find_entities(text)
    assert all(text[e.start : e.end] == e.text for e in found[:50])


def test_aliases_share_an_id():
    """A given name, a short title and a body's short name are the longer ones."""
    text = (
        "赵亚夫来了，亚夫笑了。《关于加强党建工作的意见》印发，《意见》指出。"
        "全国妇联开会，妇联干部参加。"
    )
    ids = {e.text: e.id for e in find_entities(text) if e.id}
    assert ids["亚夫"] == ids["赵亚夫"]
    assert ids["《意见》"] == ids["《关于加强党建工作的意见》"]
    assert ids["妇联"] == ids["全国妇联"]


def test_a_chain_is_one_place_or_its_links():
    """The flat view has 江苏省镇江市 whole, or in the parts that it is made of."""
    found = find_entities("他在江苏省镇江市丹徒区工作。")
    assert [e.text for e in outermost(found)] == ["江苏省镇江市丹徒区"]
    assert [e.text for e in outermost(found, chains="parted")] == ["江苏省", "镇江市", "丹徒区"]


def test_one_place_with_a_name_inside_is_not_parted():
    """新疆 within 新疆维吾尔自治区 makes no chain of it, nor does 镇江市 within a body's name."""
    found = find_entities("新疆维吾尔自治区和镇江市科技局")
    parted = [e.text for e in outermost(found, chains="parted")]
    assert parted == ["新疆维吾尔自治区", "镇江市科技局"]


def test_another_view_of_chains_is_refused():
    """The message names the two that there are."""
    with pytest.raises(UnknownNameError, match="parted"):
        list(outermost(find_entities("江苏省镇江市"), chains="split"))


def test_coarse_names_are_flat_and_of_three_labels():
    """GPE, LOC and FAC are LOC; what has no coarse label hides no name within."""
    rows = list(coarse_names(find_entities("赵亚夫5月29日在北京大学谈《论北京》。")))
    assert rows[0] == (0, 3, "PER")
    assert (9, 13, "ORG") in rows
    assert all(label in {"PER", "LOC", "ORG"} for _, _, label in rows)


@pytest.mark.parametrize(
    ("name", "links"),
    [
        (
            "内蒙古锡林郭勒盟苏尼特右旗赛汉塔拉镇",
            ("内蒙古", "锡林郭勒盟", "苏尼特右旗", "赛汉塔拉镇"),
        ),
        ("中华人民共和国四川省资阳市", ("中华人民共和国", "四川省", "资阳市")),
        ("江苏南京", ("江苏", "南京")),
        ("江苏省镇江市丹徒区", ("江苏省", "镇江市", "丹徒区")),
        ("日本东京", ("日本", "东京")),
        ("昆明市禄劝彝族苗族自治县", ("昆明市", "禄劝彝族苗族自治县")),
        ("丽江纳西族自治县", ()),
        ("新疆维吾尔自治区", ()),
        ("马口白族乡", ()),
        ("台湾海峡", ()),
        ("中西部地区", ()),
        ("吉林市", ()),
        ("澳大利亚", ()),
    ],
)
def test_a_chain_has_its_links(name, links):
    """A name is cut where one unit ends and another begins, and nowhere else."""
    assert chain_links(name) == links


def test_a_chain_without_end_is_cut_in_time():
    """Each rest of a name is looked at once, however many ways there are to cut it."""
    assert chain_links("江苏省县" * 24 + "甲") == ()


@pytest.mark.parametrize("end", ["\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    "text", ["看《红楼\n梦》。", "（记者 陈斌\n 通讯员 方晓）", "约翰·\n史密斯"]
)
def test_whatever_ends_a_line_ends_a_name(text, end):
    """A sentence ends there too, and names lie within sentences."""
    assert not any(end in entity.text for entity in find_entities(text.replace("\n", end)))
