"""Roles: offices before and behind a name."""

import pytest

from corpus.annotation import find_roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("镇江市科技局局长毛健认为", [("镇江市科技局局长", "毛健")]),
        ("习近平总书记强调", [("总书记", "习近平")]),
        ("镇江市委宣传部副部长曾文兵", [("镇江市委宣传部副部长", "曾文兵")]),
        ("墨玉县农民巴依木汗", [("农民", "巴依木汗")]),
        ("网友“菩提树”写道", [("网友", "菩提树")]),
        ("（记者华春雨）", [("记者", "华春雨")]),
        ("镇江市科技局局長毛健認為", [("镇江市科技局局長", "毛健")]),
    ],
)
def test_a_role_has_its_body_and_its_person(text, roles):
    """The office is taken with the body it belongs to, an occupation alone."""
    assert [(r.text, r.person) for r in find_roles(text)] == roles


def test_several_offices_of_one_person_are_several_roles():
    """国家主席、中央军委主席 before one name are two."""
    roles = [r.text for r in find_roles("中共中央总书记、国家主席江泽民出席")]
    assert roles == ["中共中央总书记", "国家主席"]


def test_courtesy_is_no_role():
    """同志 and 先生 say nothing of an office."""
    assert len(find_roles("赵亚夫同志和毛健先生来了")) == 0


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("美国国务卿布林肯抵达", ["美国国务卿"]),
        ("美国前总统卡特去世", ["美国前总统"]),
        ("英國首相斯塔默發言", ["英國首相"]),
        ("以色列国防部长加兰特被解职", ["以色列国防部长"]),
        ("中国驻美大使谢锋发表文章", ["中国驻美大使"]),
        ("卡塔尔首相兼外交大臣穆罕默德出席", ["卡塔尔首相", "外交大臣"]),
        ("全国人大代表、格力电器董事长董明珠提案", ["全国人大代表", "格力电器董事长"]),
        ("俄罗斯总统新闻秘书佩斯科夫否认", ["俄罗斯总统新闻秘书"]),
        ("市公安局局长陈思源通报案情", ["市公安局局长"]),
        ("特斯拉CEO马斯克发文", ["特斯拉CEO"]),
        ("其学生李巍也参加了讨论", []),
        ("他的妻子陈云英也到场", []),
    ],
)
def test_offices_have_their_field_and_their_body(text, roles):
    """Countries, ministries and companies belong to the office, kin and pupils are no office."""
    assert [r.text for r in find_roles(text)] == roles
