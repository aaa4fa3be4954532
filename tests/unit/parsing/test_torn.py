"""What is looked for only where enough lines break off is found there as before."""

import random

import pytest

from corpus.parsing.lines import all_columns, columns_of, scan
from corpus.parsing.ragged import find_band
from corpus.parsing.rules import default_rules
from corpus.parsing.torn import Torn
from corpus.parsing.widths import find_width

RULES = default_rules()
WORDS = ["市防汛指挥部", "要求各地，", "加强巡查。", "GDP增长3.5%", "“好。”", "　　", "群众转移"]


def _text(chance):
    rows = []
    width, slack = chance.randint(14, 30), chance.choice((0, 0, 4))
    for _ in range(chance.randint(2, 12)):
        rest = "　　" * chance.randint(0, 1) + "".join(
            chance.choices(WORDS, k=chance.randint(1, 25))
        )
        while len(rest) > width and chance.random() < 0.95:
            cut = width - chance.randint(0, slack)
            rows.append(rest[:cut])
            rest = rest[cut:]
        rows += [rest, ""] if chance.random() < 0.2 else [rest]
    return "\n".join(rows)


@pytest.mark.parametrize("seed", range(40))
def test_no_width_and_no_band_is_missed(seed):
    """Wherever one is found, the lines that break off allowed it."""
    chance = random.Random(seed)
    for _ in range(15):
        lines = scan(_text(chance)).lines
        torn = Torn(lines, RULES)
        start = chance.randrange(len(lines))
        stop = chance.randint(start + 1, len(lines))
        if find_width(lines[start:stop], RULES) is not None:
            assert torn.may_have_width(start, stop)
        if find_band(lines[start:stop], RULES) is not None:
            assert torn.may_have_band(start, stop)


def test_news_with_titles_is_not_looked_through():
    """Titles of like lengths above indented paragraphs are no sign of wrapping."""
    paragraph = "\n　　" + "收购工作进展顺利，农民满意。" * 6
    article = "全市秋粮收购工作顺利展开启动" + paragraph * 10
    lines = scan("\n".join([article] * 60)).lines
    torn = Torn(lines, RULES)
    assert not torn.may_have_width(0, len(lines))
    assert not torn.may_have_band(0, len(lines))


def test_columns_of_several_lines_are_those_of_each():
    """They are counted in one pass."""
    lines = scan("　　6月3日GDP\n\tabc\n甲\ud800乙\x1f丙\n").lines
    assert all_columns(lines) == [columns_of(line) for line in lines]
    assert all_columns([]) == []
