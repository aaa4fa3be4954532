"""Rules as data."""

import pickle

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


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (
            "[evidence.tiny]\n\nheadlines = 1",
            "r.toml, line 3: evidence.tiny.headlines: unknown role",
        ),
        ("# ours\n[thresholds]\nshrot = 3", "line 3: thresholds.shrot: .*did you mean 'short'"),
        ("thresholds.short = 'x'", "r.toml, line 1: thresholds.short: a number, not 'x'"),
        ("[thresholds]\nshort = nan", "line 2: thresholds.short: a number, not nan"),
        ("\n[tresholds]\nx = 1", "line 2: tresholds: .*did you mean 'thresholds'"),
        ("[head]\nok = ['a']\ncaption = ['圖說(']", r"line 3: head.caption: '圖說\('"),
        ("[head]\ncaption = ['']", "line 2: head.caption: a regular expression, not ''"),
        ("[evidence.ends_bear]\ntitle = 1", "line 1: evidence.ends_bear: .*mean 'ends_bare'"),
        ("[moves]\ntitel = {}", "line 2: moves.titel: .*did you mean 'title'"),
        ("[head]\n'a b' = ['x']", "line 2: head.a b: the name of a cue is a word"),
        (
            "[whole]\na = ['(?P<x>甲)']\nb = ['(?P<x>乙)']",
            "line 1: whole: no regular expression: redefinition",
        ),
        ("[head]\ncaption = 5", "line 2: head.caption: a regular expression or a list"),
        ("[head]\ncaption = [5]", "line 2: head.caption: a regular expression, not 5"),
        ("[evidence]\ntiny = 3", "line 2: evidence.tiny: a table, not 3"),
        ("a = 1\nb =", "r.toml, line 2: rules are not TOML: Invalid value"),
        ("<?xml version='1.0'?>", "r.toml, line 1: rules are not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(toml, said):
    """And the table and entry where it is."""
    with pytest.raises(ParseError, match=said):
        Rules.from_toml(toml, source="r.toml")


def test_a_mistake_in_a_mapping_has_no_line():
    """But the table and the entry."""
    with pytest.raises(ParseError, match=r"^rules: thresholds\.short: a number, not None$"):
        default_rules().updated({"thresholds": {"short": None}})
    with pytest.raises(TypeError, match="a table of tables, not 5"):
        default_rules().updated(5)
    with pytest.raises(TypeError, match="rules are TOML in a string, not bytes"):
        Rules.from_toml(b"")


def test_a_cue_of_ones_own_may_have_weights():
    """Or none."""
    from corpus.parsing.dump import parse

    first = "会议开幕\n会议今天在北京开幕，来自各地的代表出席。\n"
    raw = f"{first}★★ 下一条 ★★ 上海地铁\n地铁今天通车。\n"
    own = Rules.from_toml("[head]\nstarred = ['★★ 下一条 ★★']")
    sure = own.updated({"evidence": {"starred": {"says": "has our stars", "title": 12}}})
    assert [a.text for a in parse(raw, rules=own)] == [a.text for a in parse(raw)]
    assert parse(raw, rules=sure)[1].title == "★★ 下一条 ★★ 上海地铁"


def test_rules_are_values():
    """The same rules are equal, also those of another process."""
    changes = {"whole": {"own": ["甲.乙"]}, "signer": {"pattern": ["(?P<own>.丙)"]}}
    own = default_rules().updated(changes)
    assert own == default_rules().updated(changes) == pickle.loads(pickle.dumps(own))
    assert own != default_rules()
    assert own.whole.fullmatch("甲和乙")["own"] == "甲和乙"
    assert own.whole.kind("甲和丙") == ""


def test_a_cue_of_ones_own_can_be_weighed():
    """By its name."""
    toml = "[head]\nstamp = ['◇']\n[evidence.stamp]\nsays = 'has our stamp'\nnoise = 9"
    assert Rules.from_toml(toml).weights["stamp"][ROLES.index("noise")] == 9
