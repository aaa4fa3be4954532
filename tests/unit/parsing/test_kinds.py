"""Alternatives tried one by one tell the kind that the whole table tells."""

import json
import re
from pathlib import Path

import pytest

from corpus.parsing.kinds import kinds_of, openings_of
from corpus.parsing.rules import default_rules

RULES = default_rules()
DUMPS = Path(__file__).parents[2] / "golden" / "parsing" / "dumps.jsonl"
OWN = RULES.updated({"whole": {"own": ["◇[|)]\\|(?:甲|乙).*", r"\d+甲", ".{3}", "(?i:ps)[:：].*"]}})
REFERRING = RULES.updated({"whole": {"twice": ["(?P<mark>◇+).*(?P=mark)"]}})


def _lines():
    rows = DUMPS.read_text(encoding="utf-8").splitlines()
    return {line.strip() for row in rows for line in json.loads(row)["text"].split("\n")} - {""}


def _kind(table, text):
    found = re.compile(table.source).fullmatch(text)
    return found.lastgroup if found else ""


@pytest.mark.parametrize("rules", [RULES, OWN, REFERRING], ids=["packaged", "own", "referring"])
def test_kinds_are_those_of_the_whole_pattern(rules):
    """On every line of the golden dumps, and on what is left of it, both tell the same."""
    kinds = rules.whole
    lines = _lines()
    texts = lines | {line[:8] for line in lines} | {line[-12:] for line in lines}
    assert [text for text in texts if kinds.kind(text) != _kind(rules.whole, text)] == []


def test_what_begins_at_a_place_is_what_the_whole_pattern_matches_there():
    """The parts of page heads, at every place of the short lines of the golden dumps."""
    kinds = kinds_of(RULES.header.pattern)
    heads = {"人民日报 1998年1月5日 星期一 第1版", "A12版 财经新闻", "第 3 期　（总第 12 期）"}
    for text in {line for line in _lines() if len(line) < 24} | heads:
        inside = kinds.inside(text)
        for place in range(len(text)):
            found = kinds.match_at(text, place, inside)
            wanted = RULES.header.match(text, place)
            assert (found and found.span()) == (wanted and wanted.span())
            assert (found and found.lastgroup) == (wanted and wanted.lastgroup)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("图为|.{2,8}》", "自由谈》要闻"),
        ("(?=.{0,9}报)[^。]{2}", "人民的日报"),
        ("(?:记者)?", "要闻"),
        ("(?i:ps)[:：]", "Ps：别忘了"),
        (r"\d+月", "３月"),
    ],
)
def test_what_may_begin_a_text_is_not_passed_over(source, text):
    """Whatever it begins with, however far away what it needs stands, and if it is nothing."""
    assert re.match(source, text)
    assert openings_of(source).may(text)


def test_beginnings_of_lines_are_found_where_the_table_matches():
    """No line of the golden dumps that begins with a cue is passed over; most others are."""
    openings = openings_of(RULES.head.pattern)
    lines = _lines()
    found = {line for line in lines if RULES.head.match(line)}
    assert found == {line for line in found if openings.may(line)}
    assert sum(map(openings.may, lines)) < len(lines) / 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("◇)|甲", "own"),
        ("३甲", "own"),
        ("三个字", "own"),
        ("PS：别忘了", "own"),
        ("◇◇要闻◇◇", ""),
        ("（完）", "own"),
        ("责任编辑：王小明", "closing"),
    ],
)
def test_rules_of_ones_own_come_first(text, kind):
    """Alternatives keep their order, whatever stands in their brackets."""
    assert OWN.whole.kind(text) == kind == _kind(OWN.whole, text)


def test_a_table_that_refers_to_its_groups_is_left_whole():
    """A group's name means the same there as in the table."""
    assert REFERRING.whole.kind("◇◇要闻◇◇") == "twice"
    assert REFERRING.whole.kind("（完）") == "closing"


def test_a_table_without_anything_necessary_is_tried():
    """Where nothing can be looked for first, the pattern itself is asked."""
    assert kinds_of("(?P<any>[^。]+)").kind("什么都行") == "any"
