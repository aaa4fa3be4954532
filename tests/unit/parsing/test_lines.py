"""Raw text to lines."""

import pytest

from corpus.parsing.lines import INVISIBLE, scan


def test_a_line_knows_where_it_stands():
    """Its offsets are those of the raw text; white space at its ends is not part of it."""
    raw = "\n　　会议 开幕 \n\n\n代表"
    first, second = scan(raw).lines
    assert raw[first.start : first.end] == first.text == "会议 开幕"
    assert (first.indent, first.blanks, first.size) == (4, 1, 8)
    assert (second.indent, second.blanks) == (0, 2)


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_terminators_part_lines(mark):
    """Each of them counts once."""
    lines = scan(f"甲{mark}乙").lines
    assert [line.text for line in lines] == ["甲", "乙"]
    assert lines[1].start == 1 + len(mark)
    assert lines[1].page == (mark == "\f")


def test_crlf_makes_no_blank_lines():
    """And does not count as width."""
    lines = scan("甲乙\r\n\r\n丙").lines
    assert [(line.text, line.blanks, line.size) for line in lines] == [("甲乙", 0, 2), ("丙", 1, 1)]


def test_invisible_characters_are_not_seen():
    """They are no text at a line's ends, and none inside it."""
    found = scan("\ufeff\u200b甲\u200b乙\u200b")
    assert [(line.text, line.start, line.end) for line in found.lines] == [("甲乙", 2, 5)]
    assert found.hidden


@pytest.mark.parametrize("mark", INVISIBLE)
def test_joiners_and_marks_of_direction_are_invisible(mark):
    """They come with text from the web, and hide a dateline as well."""
    assert [line.text for line in scan(f"新{mark}华社{mark}").lines] == ["新华社"]


def test_a_tab_indents():
    """By four columns."""
    assert scan("\t甲").lines[0].indent == 4


def test_the_flat_text_is_as_long_as_the_raw():
    """So that offsets are the same in both."""
    raw = "甲\r\n乙\r丙\f丁\u200b"
    assert len(scan(raw).flat) == len(raw)
