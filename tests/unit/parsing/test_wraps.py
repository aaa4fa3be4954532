"""Hard-wrapped lines."""

import pytest

from corpus.parsing.lines import scan
from corpus.parsing.rules import default_rules
from corpus.parsing.wraps import Width, find_width, is_closed, unwrap

RULES = default_rules()
TEXTS = (
    "全国农村工作会议今天在北京开幕，来自各地的代表二百多人出席了会议，会期三天，将讨论农业和农村问题。",
    "会议认为，过去一年农业生产取得了好收成，农民收入有所增加，农村社会保持稳定，但是基础仍不牢固。",
    "美国学者 Theodore Schultz 在会上作了报告，介绍了 human capital 的概念，代表们都很感兴趣。",
)


def _wrap(text, width):
    return [text[n : n + width] for n in range(0, len(text), width)]


@pytest.mark.parametrize("width", [17, 24, 32, 40])
def test_the_width_is_found_from_the_text(width):
    """In code points."""
    lines = scan("\n".join(row for text in TEXTS for row in _wrap(f"　　{text}", width))).lines
    assert find_width(lines, RULES) == Width(width, columns=False)
    assert [strip.text for strip in unwrap(lines, RULES)] == list(TEXTS)


def test_a_width_in_columns_is_found():
    """Where wide characters count two, and one may not have fitted."""
    rows = []
    for text in TEXTS * 3:
        row, used = "　　", 4
        for mark in text:
            size = 1 if mark.isascii() else 2
            if used + size > 50:
                rows.append(row)
                row, used = "", 0
            row += mark
            used += size
        rows.append(row)
    lines = scan("\n".join(rows)).lines
    assert [strip.text for strip in unwrap(lines, RULES)] == list(TEXTS * 3)


def test_unwrapped_text_has_no_width():
    """Paragraphs of any length."""
    assert find_width(scan("\n".join(TEXTS * 3)).lines, RULES) is None


def test_short_lines_of_one_length_are_no_wrap():
    """A poem."""
    poem = "春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少\n" * 3
    assert find_width(scan(poem).lines, RULES) is None


def test_rows_of_a_table_are_not_wrapped():
    """Though many are of one width, in wrapped text too."""
    rows = ["城市　　天气　　最低　最高", "北京　　晴　　　-2　　9", "上海　　多云　　8　　17"]
    rows += ["广州　　阴转小雨　18　24", "哈尔滨　小雪　　-12　-4"]
    assert find_width(scan("\n".join(rows)).lines, RULES) is None
    rows = [f"甲队　　乙队　　丙队　　丁队　　{n}胜  {n}负" for n in range(1, 8)]
    prose = [row for text in TEXTS * 3 for row in _wrap(f"　　{text}", 24)]
    lines = scan("\n".join([*prose, *rows])).lines
    assert [strip.text for strip in unwrap(lines, RULES)] == [*TEXTS * 3, *rows]


def test_a_blank_line_ends_a_wrapped_paragraph():
    """Even after a full line; whether it was cut there is decided later."""
    lines = scan("\n\n".join("\n".join(_wrap(text, 24)) for text in TEXTS)).lines
    assert len(unwrap(lines, RULES)) == len(TEXTS)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("他走了。", True),
        ("他说：“走。”", True),
        ("服务“三农”", False),
        ("为什么？", True),
        ("因为，", False),
    ],
)
def test_a_sentence_is_closed_or_not(text, closed):
    """Quotation marks and brackets aside."""
    assert is_closed(text) is closed
