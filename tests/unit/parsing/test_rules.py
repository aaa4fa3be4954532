"""Rules as data."""

import pytest

from corpus.errors import ParseError
from corpus.parsing.rules import ROLES, Rules, default_rules


def test_every_observation_says_what_it_is():
    """And weighs on some role."""
    rules = default_rules()
    assert all(rules.says[name] != name for name in rules.weights)
    assert all(any(weights) for weights in rules.weights.values())


def test_changes_are_put_over_what_is_there():
    """The rest stays, and so do the rules that were changed."""
    rules = default_rules()
    changed = rules.updated({"evidence": {"ends_bare": {"title": 9.0}}})
    title, heading = ROLES.index("title"), ROLES.index("heading")
    assert changed.weights["ends_bare"][title] == 9.0
    assert changed.weights["ends_bare"][heading] == rules.weights["ends_bare"][heading]
    assert rules.weights["ends_bare"][title] != 9.0


@pytest.mark.parametrize(
    ("toml", "what"),
    [
        ("[evidence.tiny]\nheadlines = 1", "headlines"),
        ("[nonsense]\nx = 1", "nonsense"),
        ("[evidence.tiny]\ntitle = 'much'", "much"),
        ("[head]\ncaption = ['(']", "regular expression"),
        ("thresholds = 3", "thresholds"),
        ("[[", "TOML"),
    ],
)
def test_a_mistake_in_rules_is_told(toml, what):
    """With the word that is wrong."""
    with pytest.raises(ParseError, match=what):
        Rules.from_toml(toml)


def test_a_cue_of_ones_own_may_have_weights():
    """Or none."""
    from corpus.parsing.dump import parse

    first = "会议开幕\n会议今天在北京开幕，来自各地的代表出席。\n"
    raw = f"{first}★★ 下一条 ★★ 上海地铁\n地铁今天通车。\n"
    own = Rules.from_toml("[head]\nstarred = ['★★ 下一条 ★★']")
    sure = own.updated({"evidence": {"starred": {"says": "has our stars", "title": 12}}})
    assert len(parse(raw, rules=own)) >= 1
    assert parse(raw, rules=sure)[1].title == "★★ 下一条 ★★ 上海地铁"
