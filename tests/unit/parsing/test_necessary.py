"""Every match of a pattern begins with, and holds, what is said to be necessary."""

import re

import pytest

from corpus.parsing.necessary import beginnings, members, widths, within
from corpus.parsing.rules import default_rules

RULES = default_rules()


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        ("(?:本报)?记者", "本报记者"),
        ("(?:本报)?记者", "记者"),
        ("(?i:nb|注)[:：]", "NB："),
        (r"\d{1,2}[、.]", "１２、"),
        (r"(?=[一二])第?\w", "二"),
        ("[^，]{2}好", "你们好"),
        ("(?:甲|)乙", "乙"),
        ("甲*", "乙"),
        ("(?>甲|乙)丙", "乙丙"),
        ("(?<!甲)乙{2,}", "乙乙"),
    ],
)
def test_what_a_pattern_matches_begins_and_holds_what_it_must(pattern, matched):
    """No match is lost by looking for what is necessary first."""
    compiled = re.compile(pattern)
    assert compiled.match(matched)
    assert beginnings(compiled).match(matched[0])
    assert within(compiled).search(matched)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("(?:本报)?记者", "日前"), (r"\d{1,2}[、.]|[●■]\s?", "第一"), ("(?i:q|问)[:：]", "会上")],
)
def test_most_texts_are_told_from_their_first_character(pattern, text):
    """A text that begins with none of a pattern's first characters is not tried."""
    assert not beginnings(re.compile(pattern)).match(text)


def test_case_is_ignored_where_the_pattern_ignores_it():
    """A letter in a part without case stands for both."""
    first = beginnings(re.compile("(?i:q[:：])|答"))
    assert all(first.match(mark) for mark in "qQ答")
    assert members("(?i:page [ab])") == frozenset("aAbB")
    assert members("(?i:[xk]第?)") == frozenset("xXkK\u212a")
    assert members("(?i:page ä)") is None
    assert members("(?i:page 第.页)") is not None


def test_words_share_the_characters_that_stand_for_them():
    """Few characters are looked for, each of them in several words."""
    assert members("(?:记者|作者|学者)[^。]{2}") == frozenset("者")


def test_nothing_is_known_of_what_may_be_anything():
    """Where any character will do, none is necessary."""
    assert members("[^。]{1,30}") is None
    assert members("(?:记者)?.*") is None
    assert widths("记者.{2,3}") == (4, 5)


@pytest.mark.parametrize("name", ["head", "header", "tail"])
def test_the_packaged_rules_tell_what_they_need(name):
    """There is something to look for in every table that is asked about each line."""
    pattern = getattr(RULES, name)
    assert within(pattern).pattern or beginnings(pattern).pattern
