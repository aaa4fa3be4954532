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
