"""Cutting a text by annotations that nest or cross."""

import pytest

from corpus.errors import SpanError
from corpus.explore.marks import Close, Mark, Open, Stretch, nested, stretches


def _drawn(text: str, marks: list[Mark]) -> str:
    said = []
    for event in nested(stretches(len(text), marks)):
        match event:
            case Stretch(start, end):
                said.append(text[start:end])
            case Open(mark, begins):
                said.append(f"<{mark.kind}>" if begins else f"<{mark.kind}…>")
            case Close(mark, ends):
                said.append(f"</{mark.kind}>" if ends else f"<…{mark.kind}>")
    return "".join(said)


def test_a_text_without_marks_is_one_stretch():
    assert list(stretches(5, [])) == [Stretch(0, 5, ())]


def test_an_empty_text_has_no_stretch():
    assert list(stretches(0, [Mark(0, 0, "a")])) == []


def test_the_longer_of_two_marks_is_the_outer_one_in_any_order_given():
    short, long = Mark(0, 3, "GPE"), Mark(0, 6, "ORG")
    assert _drawn("镇江市农科院", [short, long]) == "<ORG><GPE>镇江市</GPE>农科院</ORG>"


def test_of_two_marks_with_one_span_the_first_given_is_the_outer_one():
    quotation, name = Mark(1, 3, "q"), Mark(1, 3, "e")
    assert _drawn("说亚夫", [quotation, name]) == "说<q><e>亚夫</e></q>"
    assert _drawn("说亚夫", [name, quotation]) == "说<e><q>亚夫</q></e>"


def test_equal_marks_are_both_drawn():
    assert _drawn("亚夫", [Mark(0, 2, "e"), Mark(0, 2, "e")]) == "<e><e>亚夫</e></e>"


def test_crossing_marks_are_split_and_say_where_they_go_on():
    drawn = _drawn("一二三四", [Mark(0, 3, "a"), Mark(1, 4, "b")])
    assert drawn == "<a>一<b>二三<…b></a><b…>四</b>"


def test_a_mark_that_ends_where_another_begins_is_closed_first():
    assert _drawn("南京五月", [Mark(0, 2, "a"), Mark(2, 4, "b")]) == "<a>南京</a><b>五月</b>"


def test_an_empty_mark_covers_nothing():
    assert list(stretches(2, [Mark(1, 1, "a")])) == [Stretch(0, 2, ())]


def test_a_line_of_stretches_splits_what_runs_over_its_borders():
    first, second = stretches(4, [Mark(1, 3, "q")], cuts=[2]), []
    parts = list(first)
    second = [part for part in parts if part.start >= 2]
    events = list(nested(second))
    assert events[0] == Open(Mark(1, 3, "q"), begins=False)
    assert events[2] == Close(Mark(1, 3, "q"), ends=True)


@pytest.mark.parametrize(("mark", "cuts"), [(Mark(0, 6), []), (Mark(0, 2), [9]), (Mark(-1, 2), [])])
def test_what_leaves_the_text_is_refused(mark, cuts):
    with pytest.raises(SpanError):
        list(stretches(5, [mark], cuts=cuts))
